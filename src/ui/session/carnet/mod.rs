//! The sealed journal as the pages see it: what state it is in, what it holds while it is open, what went wrong.

mod clefs;
mod conservation;
mod garde;
mod ouvrir;
mod sortie;
mod tenir;

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::{JournalState, Session, Suite};
use crate::app::coffre::{
    Apercu, Arrivage, Brouillon, Coffre, Copie, Copies, DayCode, Found, Outside, Risque, Serrure, look,
};
use crate::app::coffre::{ClockVerdict, Plan, Way};
use crate::app::explain::Explanation;
use crate::browser::tabs::{Line, Writer};
use crate::browser::{BrowserClock, BrowserPrefs, BrowserRandom, SealedDb, SealedFiles};
use crate::ui::navigation::Navigation;
use crate::ui::parts::effect;

pub use clefs::{But, Preparation, Secrete};
pub use garde::DELAYS;
pub use ouvrir::Apporte;
use sortie::Lieux;
pub use sortie::Retour;

/// The journal of this phone.
type Ouvert = Coffre<SealedDb, SealedFiles>;

/// Something to be done with what lies behind the screens.
type Task = Box<dyn for<'a> FnOnce(&'a mut Interieur) -> LocalBoxFuture<'a, ()>>;

/// The sealed journal. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Carnet {
    /// What state it is in.
    pub etat: RwSignal<Etat>,
    /// What it holds, while it is open.
    pub journal: RwSignal<JournalState, LocalStorage>,
    /// What is under way and takes time, in words.
    pub attente: RwSignal<Option<&'static str>>,
    /// What went wrong last.
    pub souci: RwSignal<Option<Explanation>>,
    /// What the opening found, to be told until it is read.
    pub constat: RwSignal<Option<Explanation>>,
    /// What only lies on this phone.
    pub risque: RwSignal<Option<Risque>>,
    /// Forms that were never saved.
    pub brouillons: RwSignal<Vec<Brouillon>>,
    /// The form that is being gone on with.
    pub repris: RwSignal<Option<Brouillon>>,
    /// The ways in: of the open journal, or those that its lock shows.
    pub acces: RwSignal<Vec<Way>>,
    /// Whether a code of the day can open.
    pub code: RwSignal<bool>,
    /// Whether the phone's key is offered, to a journal that was just made.
    pub offre_cle: RwSignal<bool>,
    /// Whether the clock shows a date that cannot be.
    pub horloge_douteuse: RwSignal<bool>,
    /// The months whose time is over, once they were looked for.
    pub depasse: RwSignal<Option<Result<Option<Plan>, ClockVerdict>>>,
    /// Keys that are being made.
    pub preparation: RwSignal<Option<Preparation>, LocalStorage>,
    /// Where the journal lies.
    pub lieux: RwSignal<Option<Lieux>>,
    /// A backup that is being taken back.
    pub retour: RwSignal<Retour>,
    session: Session,
    navigation: Navigation,
    /// Whether the phone was asked already.
    cherche: StoredValue<bool>,
    /// What was typed and not kept yet.
    frappe: StoredValue<Option<Frappe>>,
    garde: StoredValue<garde::Veille>,
    interieur: StoredValue<Rc<Mutex<Interieur>>, LocalStorage>,
    copies: StoredValue<Rc<Copies<SealedDb, SealedFiles>>, LocalStorage>,
    ligne: StoredValue<Rc<Option<Line>>, LocalStorage>,
}

/// A form's id and text.
type Frappe = (crate::journal::EventId, String);

/// What state the sealed journal is in.
#[derive(Debug, Clone, PartialEq)]
pub enum Etat {
    /// The phone is being looked at.
    Regarde,
    /// There is none.
    Absent,
    /// There was one, and nothing of it can be read.
    Perdu,
    /// There is one, or may be, and it cannot be touched.
    Refuse(Explanation),
    /// Locked.
    Ferme,
    /// Another window has it open.
    Ailleurs,
    /// Open.
    Ouvert,
}

/// What one task after the other works with.
#[derive(Default)]
struct Interieur {
    ouvert: Option<Ouvert>,
    serrure: Option<Serrure>,
    code: Option<DayCode>,
    /// The right to write, while the journal is open.
    plume: Option<Writer>,
    /// Which copies had their keys when one last looked.
    copies: Vec<(Copie, bool)>,
    arrivage: Option<Arrivage>,
    apercu: Option<Apercu>,
}

/// The names of the database and the folder.
const NAME: &str = "journal";

impl Carnet {
    /// Makes the state and looks what lies on this phone.
    pub fn start(session: Session, navigation: Navigation) -> Self {
        let copies = Copies { db: SealedDb::named(NAME), files: SealedFiles::named(NAME) };
        let carnet = Self {
            etat: RwSignal::new(Etat::Regarde),
            journal: RwSignal::new_local(JournalState::Opening),
            attente: RwSignal::new(None),
            souci: RwSignal::new(None),
            constat: RwSignal::new(None),
            risque: RwSignal::new(None),
            brouillons: RwSignal::new(Vec::new()),
            repris: RwSignal::new(None),
            acces: RwSignal::new(Vec::new()),
            code: RwSignal::new(false),
            offre_cle: RwSignal::new(false),
            horloge_douteuse: RwSignal::new(false),
            depasse: RwSignal::new(None),
            preparation: RwSignal::new_local(None),
            lieux: RwSignal::new(None),
            retour: RwSignal::new(Retour::Rien),
            session,
            navigation,
            cherche: StoredValue::new(false),
            frappe: StoredValue::new(None),
            garde: StoredValue::new(garde::Veille::new()),
            interieur: StoredValue::new_local(Rc::default()),
            copies: StoredValue::new_local(Rc::new(copies)),
            ligne: StoredValue::new_local(Rc::new(None)),
        };
        provide_context(carnet);
        session.carnet.set_value(Some(carnet));
        // Nothing can be open, nor be typed, before the journal's part of the app is there.
        effect(move || {
            if session.suite.get() == Suite::There {
                carnet.keep_watch();
            }
        });
        carnet
    }

    /// The journal of this page.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// The journal of this page, looked for on this phone. Pages that do not ask cost a resident's phone nothing.
    pub fn needed() -> Self {
        Self::get().looked_for()
    }

    /// The same journal, looked for on this phone.
    pub(super) fn looked_for(self) -> Self {
        if !self.cherche.get_value() {
            self.cherche.set_value(true);
            self.run(async move |interieur| self.look(interieur).await);
        }
        self
    }

    /// Whether what is noted goes to the sealed journal, open or locked, and not to the one for practice.
    pub fn is_real(self) -> bool {
        !matches!(self.etat.get(), Etat::Absent | Etat::Regarde)
    }

    /// Looks again what lies on this phone.
    pub fn look_again(self) {
        self.etat.set(Etat::Regarde);
        self.run(async move |interieur| self.look(interieur).await);
    }

    async fn look(self, interieur: &mut Interieur) {
        let copies = self.copies.get_value();
        let found = look(&copies, &outside()).await;
        // Another window may want to open what lies here.
        drop(copies.files.release().await);
        interieur.serrure = None;
        let etat = match found {
            Found::Nothing => Etat::Absent,
            Found::Gone => Etat::Perdu,
            Found::Newer => Etat::Refuse(crate::app::coffre::OpenError::Newer.explain()),
            Found::Refused(error) => Etat::Refuse(error.explain()),
            Found::Locked(serrure) => {
                self.acces.set(serrure.acces().iter().map(|acces| acces.way.clone()).collect());
                interieur.serrure = Some(*serrure);
                Etat::Ferme
            }
        };
        self.code.set(interieur.code.as_mut().is_some_and(|code| code.holds(outside().clock.now())));
        self.etat.set(etat);
    }

    /// Runs one task after the other, none of which a page can cancel by going away.
    fn run<T>(self, task: T)
    where
        T: AsyncFnOnce(&mut Interieur) + 'static,
    {
        self.run_boxed(Box::new(|interieur| Box::pin(async move { task(interieur).await })));
    }

    /// The waiting for one's turn is written once, however many kinds of tasks there are: each copy weighs two kilobytes.
    fn run_boxed(self, task: Task) {
        let interieur = self.interieur.get_value();
        spawn_local(async move { task(&mut *interieur.lock().await).await });
    }

    /// Runs a task that takes time, and says so. What went wrong before is forgotten, what goes wrong is told.
    fn work<T>(self, words: &'static str, task: T)
    where
        T: AsyncFnOnce(&mut Interieur) -> Result<(), Explanation> + 'static,
    {
        // A second touch while the first one works.
        if self.attente.get_untracked().is_some() {
            return;
        }
        self.attente.set(Some(words));
        self.souci.set(None);
        self.run(async move |interieur| {
            let done = task(interieur).await;
            self.attente.set(None);
            self.souci.set(done.err());
        });
    }

    /// Shows what the open journal holds now.
    fn publish(self, ouvert: &mut Ouvert) {
        let inconnus = ouvert.journal().inconnus().count();
        self.session.appareil.set_value(Some(ouvert.appareil()));
        self.journal.set(JournalState::Open(ouvert.partage(), inconnus));
        self.risque.set(Some(ouvert.risk(&outside())));
        self.acces.set(ouvert.acces().into_iter().map(|acces| acces.way).collect());
        self.horloge_douteuse.set(ouvert.clock(&outside()) != ClockVerdict::Sure);
    }
}

/// What the use cases need, made real by the browser.
fn outside() -> Outside<'static> {
    Outside { clock: &BrowserClock, random: &BrowserRandom, prefs: &BrowserPrefs, breathe: &breathe }
}

/// Lets the browser draw.
fn breathe() -> crate::app::coffre::Breath {
    Box::pin(async {
        let pause = js_sys::Promise::new(&mut |resolve, _| {
            // A window that cannot wait goes on at once.
            if window().set_timeout_with_callback(&resolve).is_err() {
                drop(resolve.call0(&wasm_bindgen::JsValue::UNDEFINED));
            }
        });
        drop(JsFuture::from(pause).await);
    })
}

/// A way in is told from others by its kind.
fn is_phrase(way: &Way) -> bool {
    matches!(way, Way::Phrase { .. })
}

/// What is said where the journal is locked in the middle of something.
fn ferme() -> Explanation {
    Explanation::new(
        "Le journal est fermé.",
        "Ce qui était enregistré l'est toujours.",
        "Ouvrez le journal dans « Terrain », puis recommencez.",
    )
}
