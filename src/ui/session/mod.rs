//! What lives as long as the page: the open contract, the practice journal, who is using the phone.

mod carnet;
mod compare;
mod contract;
mod journal;
mod pocket;
mod registre;
mod remise;
mod suite;
mod terrain;

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;

use contract::{Asked, AtHand, read_secours};

use crate::app::Partage;
use crate::app::catalogue::InstallStep;
use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::app::port::{Clock, PackHeader, Prefs, StoredPack};
use crate::app::practice::Practice;
use crate::app::settings::{self, Profil};
use crate::browser::persist;
use crate::browser::place::base_path;
use crate::browser::{Ahead, BrowserClock, BrowserPrefs, CatalogueDb, PracticeDb, update};
use crate::contrat::{EntreeIndex, Finding, Secours, Vocabulaire};
use crate::journal::{DeviceId, EventId, Jour, Porte};
use crate::ui::documents::terrain::liste::Etat as Liste;
use crate::ui::navigation::Navigation;
use crate::ui::route::set_base;

pub use crate::browser::persist::Kept;
pub use carnet::{Apporte, But, Carnet, DELAYS, Etat, Preparation, Retour, Secrete};
pub use pocket::{Doing, Pocket};
pub use suite::Suite;
pub use terrain::Visite;

/// The state shared by all pages. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    /// The open contract, or what stands in its way.
    pub contrat: RwSignal<ContratState>,
    /// Who the person said they are.
    pub profil: RwSignal<Option<Profil>>,
    /// The contracts on this phone.
    pub installed: RwSignal<Vec<PackHeader>>,
    /// What the site offers, and what is being done with the contracts on this phone.
    pub pocket: RwSignal<Pocket>,
    /// Why nothing can be kept, when the browser refuses.
    pub not_kept: RwSignal<Option<Explanation>>,
    /// The practice journal, or why it cannot be read.
    pub journal: RwSignal<JournalState, LocalStorage>,
    /// The person chose to practise.
    pub essai: RwSignal<bool>,
    /// A new version of the app waits.
    pub update_ready: RwSignal<bool>,
    /// Whether the second part of the app is there.
    pub suite: RwSignal<Suite>,
    /// Which nodes of the outline are open: they stay so when one comes back to it.
    pub opened: RwSignal<HashSet<String>>,
    /// A short word about something that was just done.
    pub told: RwSignal<Option<Told>>,
    /// The round, and the door of it, behind which somebody talks: the form of a contact begins with them.
    pub a_la_porte: RwSignal<Option<(EventId, Porte)>>,
    /// The tour of the practice, where one is under way.
    pub visite: RwSignal<Option<Visite>>,
    /// This phone, as the journal in use names it.
    appareil: StoredValue<Option<DeviceId>>,
    /// The sealed journal of this page, for tasks, which have no context.
    carnet: StoredValue<Option<Carnet>>,
    /// What is shown of the journal's list.
    pub liste: RwSignal<Liste>,
    tenu: StoredValue<Option<registre::Tenu>, LocalStorage>,
    /// Counts the contracts that were asked for: an answer that comes after a newer question is not shown.
    asked: StoredValue<u32>,
    catalogue: StoredValue<Rc<CatalogueDb>, LocalStorage>,
    vocabulaire: StoredValue<Asked<Vocabulaire>, LocalStorage>,
    practice: StoredValue<Rc<Mutex<Option<Practice<PracticeDb>>>>, LocalStorage>,
}

/// The open contract, or what stands in its way.
#[derive(Clone)]
pub enum ContratState {
    /// The device is being read.
    Opening,
    /// A contract is being fetched.
    Installing(Installing),
    /// Open.
    Ready(Arc<Contrat>),
    /// The site offers several, and none was chosen.
    Choose(Vec<EntreeIndex>),
    /// It could not be opened.
    Failed(Failure),
}

/// Progress of an installation.
#[derive(Clone, PartialEq)]
pub struct Installing {
    /// Title of the contract.
    pub intitule: String,
    /// Size announced, in bytes.
    pub octets: u64,
    /// Where it stands.
    pub step: InstallStep,
}

/// Why no contract is open.
#[derive(Clone, PartialEq)]
pub struct Failure {
    /// In plain words.
    pub explanation: Explanation,
    /// What is wrong with the file, if it was read.
    pub findings: Vec<Finding>,
    /// The contract that was wanted, for another try.
    pub wanted: Option<String>,
}

/// A journal as the pages see it.
#[derive(Clone, Default)]
pub enum JournalState {
    /// Being read.
    #[default]
    Opening,
    /// What it holds, and how many entries this version cannot read. Set anew by each writing.
    Open(Partage, usize),
    /// It could not be read.
    Failed(Explanation),
}

/// A word about something that was just done, with the way back.
#[derive(Clone, PartialEq)]
pub struct Told {
    /// The word.
    pub text: String,
    /// What "Annuler" takes back.
    pub undo: Option<Undo>,
}

/// What can be taken back.
#[derive(Clone, PartialEq)]
pub enum Undo {
    /// A contact that was just noted, and whether a door was with it.
    Contact(EventId, bool),
    /// Entries of the journal, by their ids.
    Faits(Vec<EventId>),
    /// A contract that was just removed or replaced; the text stays in memory as long as the way back is offered.
    Remove(Arc<Removed>),
}

/// A contract that is no longer on this phone, and whether it was the open one.
#[derive(Clone, PartialEq)]
pub struct Removed {
    /// As it was kept.
    pub pack: StoredPack,
    /// Whether it was open.
    pub was_open: bool,
}

impl Session {
    /// Makes the state and starts reading the device.
    pub fn start() -> Self {
        set_base(base_path());
        let wanted = Navigation::here().contrat().map(str::to_owned).or_else(|| settings::contrat(&BrowserPrefs));
        let AtHand { vocabulaire, contrat } = AtHand::read(Ahead::take(), wanted.as_deref());
        let session = Self {
            contrat: RwSignal::new(contrat.clone().map_or(ContratState::Opening, ContratState::Ready)),
            profil: RwSignal::new(settings::profil(&BrowserPrefs)),
            installed: RwSignal::new(Vec::new()),
            pocket: RwSignal::new(Pocket::default()),
            not_kept: RwSignal::new(None),
            journal: RwSignal::new_local(JournalState::Opening),
            essai: RwSignal::new(false),
            update_ready: RwSignal::new(false),
            suite: RwSignal::new(Suite::at_first()),
            opened: RwSignal::new(HashSet::new()),
            told: RwSignal::new(None),
            a_la_porte: RwSignal::new(None),
            visite: RwSignal::new(None),
            appareil: StoredValue::new(None),
            carnet: StoredValue::new(None),
            liste: RwSignal::new(Liste::default()),
            tenu: StoredValue::new_local(None),
            asked: StoredValue::new(0),
            catalogue: StoredValue::new_local(Rc::new(CatalogueDb::new())),
            vocabulaire: StoredValue::new_local(vocabulaire),
            practice: StoredValue::new_local(Rc::new(Mutex::new(None))),
        };
        provide_context(session);
        update::on_ready(move || session.update_ready.set(true));
        match contrat {
            Some(contrat) => session.go_on_with(contrat),
            None => {
                // A shared future runs only while somebody waits for it.
                spawn_local(async move { drop(session.vocabulaire.get_value().await) });
                session.open(wanted);
                session.join_suite();
            }
        }
        session
    }

    /// Today, as the phone knows it.
    pub fn today() -> Jour {
        BrowserClock.now().jour
    }

    /// A comfort kept from the last time.
    pub fn pref(key: &str) -> Option<String> {
        BrowserPrefs.get(key)
    }

    /// Keeps a comfort for the next time.
    pub fn keep_pref(key: &str, value: &str) {
        BrowserPrefs.set(key, value);
    }

    /// What the browser says of its storage; `ask` first asks it to promise.
    pub fn look_at_storage(ask: bool, found: impl FnOnce(Kept) + 'static) {
        spawn_local(async move {
            if ask {
                persist::ask().await;
            }
            found(persist::kept().await);
        });
    }

    /// Reads the emergency numbers.
    pub fn read_secours(found: impl FnOnce(Result<Secours, Explanation>) + 'static) {
        spawn_local(async move { found(read_secours().await) });
    }

    /// Lets the new version of the app take over; the page loads again.
    pub fn accept_update() {
        update::accept();
    }

    /// The session of this page.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// The open contract, if one is.
    pub fn ready(&self) -> Option<Arc<Contrat>> {
        self.contrat.with(|state| match state {
            ContratState::Ready(contrat) => Some(Arc::clone(contrat)),
            _ => None,
        })
    }

    /// Whether a contract is on this phone, as far as is known.
    pub fn has_contrat(&self, id: &str) -> bool {
        // Until the device has been read nothing is missing.
        let is_read = self.contrat.with(|state| match state {
            ContratState::Ready(contrat) => contrat.id() != id && self.installed.with(|headers| !headers.is_empty()),
            ContratState::Opening => false,
            _ => true,
        });
        !is_read || self.installed.with(|headers| headers.iter().any(|header| header.id == id))
    }

    /// Keeps who the person is.
    pub fn choose_profil(&self, profil: Profil) {
        settings::choose_profil(&BrowserPrefs, profil);
        self.profil.set(Some(profil));
    }

    /// Takes back what was just done.
    pub fn undo(&self, undo: Undo) {
        match undo {
            Undo::Contact(contact, door) => self.take_back(contact, door),
            Undo::Faits(ids) => self.annuler(&ids),
            Undo::Remove(removed) => self.put_back(removed),
        }
    }

    /// Says a short word, with a way back.
    pub fn tell(self, text: String, undo: Option<Undo>) {
        self.told.set(Some(Told { text, undo }));
    }

    /// Tells of what went wrong.
    pub fn tell_failure(self, done: Result<(), Explanation>) {
        if let Err(Explanation { what, safe, next }) = done {
            self.tell(format!("{what} {safe} {next}"), None);
        }
    }
}
