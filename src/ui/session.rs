//! What lives as long as the page: the open contract, the practice journal, who is using the phone.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared};
use futures::lock::Mutex;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::catalogue::{self, InstallStep, OpenError};
use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::app::port::{Clock, PackHeader, PackStore, Prefs, Remote, StoreError};
use crate::app::practice::{Practice, new_id};
use crate::app::settings::{self, Profil};
use crate::browser::persist;
use crate::browser::place::base_path;
use crate::browser::{BrowserClock, BrowserPrefs, BrowserRandom, BrowserRemote, CatalogueDb, PracticeDb, update};
use crate::contrat::{EntreeIndex, Finding, Pack, Vocabulaire, vocabulaire};
use crate::journal::{Contact, ContactRecord, EventId, Jour};
use crate::ui::navigation::Navigation;
use crate::ui::route::{Route, set_base};

pub use crate::browser::persist::Kept;

/// The state shared by all pages. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Session {
    /// The open contract, or what stands in its way.
    pub contrat: RwSignal<ContratState>,
    /// Who the person said they are.
    pub profil: RwSignal<Option<Profil>>,
    /// The contracts on this phone.
    pub installed: RwSignal<Vec<PackHeader>>,
    /// Why nothing can be kept, when the browser refuses.
    pub not_kept: RwSignal<Option<Explanation>>,
    /// The practice journal, or why it cannot be read.
    pub journal: RwSignal<JournalState>,
    /// A new version of the app waits.
    pub update_ready: RwSignal<bool>,
    /// Which nodes of the outline are open: they stay so when one comes back to it.
    pub opened: RwSignal<HashSet<String>>,
    /// A short word about something that was just done.
    pub told: RwSignal<Option<Told>>,
    /// Counts the contracts that were asked for: an answer that comes after a newer question is not shown.
    asked: StoredValue<u32>,
    catalogue: StoredValue<Rc<CatalogueDb>, LocalStorage>,
    vocabulaire: StoredValue<Asked<Vocabulaire>, LocalStorage>,
    practice: StoredValue<Rc<Mutex<Option<Practice<PracticeDb>>>>, LocalStorage>,
}

/// A file of the app that was asked for once, and that several may wait for.
type Asked<T> = Shared<LocalBoxFuture<'static, Result<Arc<T>, Explanation>>>;

/// How long the search waits to be made ready once a contract is shown.
const SEARCH_DELAY: Duration = Duration::from_millis(300);

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

/// The practice journal as the pages see it.
#[derive(Clone, Default, PartialEq)]
pub enum JournalState {
    /// Being read.
    #[default]
    Opening,
    /// Its contacts, the latest first, and how many entries this version cannot read.
    Open(Arc<Vec<ContactRecord>>, usize),
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
#[derive(Clone, Copy, PartialEq)]
pub enum Undo {
    /// A contact that was just noted.
    Note(EventId),
    /// A contact that was just erased.
    Erase(EventId),
}

impl Session {
    /// Makes the state and starts reading the device.
    pub fn start() -> Self {
        set_base(base_path());
        let address = Navigation::here();
        let session = Self {
            contrat: RwSignal::new(ContratState::Opening),
            profil: RwSignal::new(settings::profil(&BrowserPrefs)),
            installed: RwSignal::new(Vec::new()),
            not_kept: RwSignal::new(None),
            journal: RwSignal::new(JournalState::Opening),
            update_ready: RwSignal::new(false),
            opened: RwSignal::new(HashSet::new()),
            told: RwSignal::new(None),
            asked: StoredValue::new(0),
            catalogue: StoredValue::new_local(Rc::new(CatalogueDb::new())),
            vocabulaire: StoredValue::new_local(read_vocabulaire().boxed_local().shared()),
            practice: StoredValue::new_local(Rc::new(Mutex::new(None))),
        };
        provide_context(session);
        update::on_ready(move || session.update_ready.set(true));
        // A shared future runs only while somebody waits for it.
        spawn_local(async move { drop(session.vocabulaire.get_value().await) });
        session.open(address.contrat().map(str::to_owned).or_else(|| settings::contrat(&BrowserPrefs)));
        session.open_journal();
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

    /// Keeps who the person is.
    pub fn choose_profil(&self, profil: Profil) {
        settings::choose_profil(&BrowserPrefs, profil);
        self.profil.set(Some(profil));
    }

    /// Opens a contract from the device, else installs it from the site. Without an id: the only one there is.
    pub fn open(&self, id: Option<String>) {
        let session = *self;
        let turn = self.ask();
        spawn_local(async move { session.open_or_install(turn, id).await });
    }

    /// Begins a new question for a contract; its turn goes along with everything that answers it.
    fn ask(self) -> u32 {
        self.asked.update_value(|asked| *asked += 1);
        self.contrat.set(ContratState::Opening);
        self.asked.get_value()
    }

    /// Shows how a question stands, unless a newer one was asked.
    fn answer(self, turn: u32, state: ContratState) {
        if self.asked.get_value() == turn {
            self.contrat.set(state);
        }
    }

    async fn open_or_install(self, turn: u32, wanted: Option<String>) {
        let catalogue = self.catalogue.get_value();
        // The contract last read comes first; what else is on the phone can wait until it is shown.
        let headers = match &wanted {
            Some(_) => Vec::new(),
            None => self.list_installed().await,
        };
        let wanted = wanted.or_else(|| match headers.as_slice() {
            [only] => Some(only.id.clone()),
            _ => None,
        });
        let mut damaged = None;
        if let Some(id) = &wanted {
            match catalogue::open(&*catalogue, id).await {
                Ok(Some(pack)) => {
                    self.show(turn, pack).await;
                    self.list_installed().await;
                    return self.refresh(turn).await;
                }
                Ok(None) => {}
                Err(OpenError::Store(error)) => self.not_kept.set(Some(error.explain())),
                // The site has it whole: only without network is the damage worth a word.
                Err(OpenError::Unreadable) => damaged = Some(OpenError::Unreadable),
            }
        }
        let headers = self.list_installed().await;
        self.install_from_site(turn, wanted, &headers, damaged).await;
    }

    async fn install_from_site(
        self,
        turn: u32,
        wanted: Option<String>,
        headers: &[PackHeader],
        damaged: Option<OpenError>,
    ) {
        let index = match catalogue::available(&BrowserRemote).await {
            Ok(index) => index,
            Err(error) => {
                let explanation = damaged.map_or_else(|| error.explain(), |damaged| damaged.explain());
                return self.fail(turn, explanation, Vec::new(), wanted);
            }
        };
        let entry = match &wanted {
            Some(id) => index.contrats.iter().find(|entry| entry.id == *id),
            None => match index.contrats.as_slice() {
                [only] => Some(only),
                _ => None,
            },
        };
        match entry {
            Some(entry) => self.install(turn, entry).await,
            None if wanted.is_some() && headers.is_empty() && index.contrats.len() == 1 => {
                // The address names a contract that this site does not have: its own is better than a dead end.
                self.install(turn, &index.contrats[0]).await;
            }
            None => self.answer(turn, ContratState::Choose(index.contrats)),
        }
    }

    async fn install(self, turn: u32, entry: &EntreeIndex) {
        let progress = |step| {
            let intitule = entry.intitule.clone();
            self.answer(turn, ContratState::Installing(Installing { intitule, octets: entry.octets, step }));
        };
        progress(InstallStep::Downloading(0));
        let catalogue = self.catalogue.get_value();
        match catalogue::install(&*catalogue, &BrowserRemote, entry, &progress).await {
            Ok(installed) => {
                if let Err(error) = installed.kept {
                    self.not_kept.set(Some(error.explain()));
                }
                self.list_installed().await;
                self.show(turn, installed.pack).await;
            }
            Err(error) => {
                let findings = error.findings();
                self.fail(turn, error.explain(), findings, Some(entry.id.clone()));
            }
        }
    }

    /// Shows the contracts that the site offers.
    pub fn choose_another(&self) {
        let session = *self;
        let turn = self.ask();
        spawn_local(async move {
            match catalogue::available(&BrowserRemote).await {
                Ok(index) => session.answer(turn, ContratState::Choose(index.contrats)),
                Err(error) => session.fail(turn, error.explain(), Vec::new(), settings::contrat(&BrowserPrefs)),
            }
        });
    }

    /// With a network, brings the contracts of this phone up to date behind the person's back: whole or not at all.
    async fn refresh(self, turn: u32) {
        let Ok(index) = catalogue::available(&BrowserRemote).await else { return };
        let headers = self.installed.get_untracked();
        let catalogue = self.catalogue.get_value();
        for entry in catalogue::outdated(&headers, &index) {
            let Ok(installed) = catalogue::install(&*catalogue, &BrowserRemote, entry, &|_| {}).await else { continue };
            let open = self.ready_untracked().is_some_and(|contrat| contrat.id() == entry.id);
            // A form that is being filled in is never drawn anew: there, the new version shows at the next start.
            let busy = Navigation::here() == Route::NouveauContact;
            if open && !busy && installed.kept.is_ok() {
                self.show(turn, installed.pack).await;
                self.tell(format!("Contrat mis à jour : {}.", entry.territoire), None);
            }
        }
        self.list_installed().await;
    }

    /// Reads which contracts are on the phone. A store that does not answer has none, and the person is told.
    async fn list_installed(self) -> Vec<PackHeader> {
        match self.catalogue.get_value().list().await {
            Ok(headers) => {
                self.installed.set(headers.clone());
                headers
            }
            Err(error) => {
                self.not_kept.set(Some(error.explain()));
                Vec::new()
            }
        }
    }

    fn ready_untracked(&self) -> Option<Arc<Contrat>> {
        self.contrat.with_untracked(|state| match state {
            ContratState::Ready(contrat) => Some(Arc::clone(contrat)),
            _ => None,
        })
    }

    /// The vocabulary, asked for at the start, while the device is being read; asked again after a failure.
    async fn vocabulaire(self) -> Result<Arc<Vocabulaire>, Explanation> {
        let known = self.vocabulaire.get_value().await;
        if known.is_ok() {
            return known;
        }
        let again = read_vocabulaire().boxed_local().shared();
        self.vocabulaire.set_value(again.clone());
        again.await
    }

    async fn show(self, turn: u32, pack: Pack) {
        match self.vocabulaire().await {
            Ok(vocabulaire) => {
                settings::choose_contrat(&BrowserPrefs, &pack.id);
                let contrat = Arc::new(Contrat::new(pack, vocabulaire));
                self.answer(turn, ContratState::Ready(Arc::clone(&contrat)));
                // After the first paint, so that neither it nor the first key of a search waits.
                set_timeout(move || contrat.prepare_search(), SEARCH_DELAY);
            }
            Err(explanation) => self.fail(turn, explanation, Vec::new(), Some(pack.id)),
        }
    }

    fn fail(self, turn: u32, explanation: Explanation, findings: Vec<Finding>, wanted: Option<String>) {
        self.answer(turn, ContratState::Failed(Failure { explanation, findings, wanted }));
    }

    fn tell(self, text: String, undo: Option<Undo>) {
        self.told.set(Some(Told { text, undo }));
    }

    /// Reads the practice journal.
    pub fn open_journal(&self) {
        let session = *self;
        spawn_local(async move {
            let practice = session.practice.get_value();
            let mut practice = practice.lock().await;
            match Practice::open(PracticeDb::new()).await {
                Ok(opened) => {
                    session.publish(&opened);
                    *practice = Some(opened);
                }
                Err(error) => session.journal.set(JournalState::Failed(error.explain())),
            }
        });
    }

    fn publish(&self, practice: &Practice<PracticeDb>) {
        let contacts = practice.journal().contacts().cloned().collect();
        self.journal.set(JournalState::Open(Arc::new(contacts), practice.unreadable()));
    }

    /// An id for a form that opens: saving it twice notes one contact.
    pub fn new_draft() -> EventId {
        new_id(&BrowserClock, &BrowserRandom)
    }

    /// Notes a contact; `done` hears once it is durable, or why it is not.
    pub fn note(&self, draft: EventId, contact: Contact, done: impl FnOnce(Result<(), Explanation>) + 'static) {
        let session = *self;
        self.write(done, async move |practice| {
            practice.note(draft, contact, &BrowserClock, &BrowserRandom).await?;
            session.tell("Contact enregistré dans le journal d'essai.".into(), Some(Undo::Note(draft)));
            Ok(())
        });
    }

    /// Erases a contact, with a way back.
    pub fn erase(&self, contact: EventId) {
        let session = *self;
        self.write(
            move |done| session.tell_failure(done),
            async move |practice| {
                let erasure = practice.erase(contact, &BrowserClock, &BrowserRandom).await?;
                session.tell("Contact effacé.".into(), Some(Undo::Erase(erasure)));
                Ok(())
            },
        );
    }

    /// Takes back what was just done.
    pub fn undo(&self, undo: Undo) {
        let session = *self;
        self.write(
            move |done| session.tell_failure(done),
            async move |practice| {
                match undo {
                    Undo::Note(contact) => {
                        practice.erase(contact, &BrowserClock, &BrowserRandom).await?;
                    }
                    Undo::Erase(erasure) => practice.undo(erasure, &BrowserClock, &BrowserRandom).await?,
                }
                session.tell("C'est annulé.".into(), None);
                Ok(())
            },
        );
    }

    /// Deletes the whole practice journal.
    pub fn clear_journal(&self) {
        let session = *self;
        self.write(
            move |done| session.tell_failure(done),
            async move |practice| {
                practice.clear().await?;
                session.tell("Journal d'essai supprimé.".into(), None);
                Ok(())
            },
        );
    }

    fn tell_failure(self, done: Result<(), Explanation>) {
        if let Err(explanation) = done {
            self.tell(format!("{} {} {}", explanation.what, explanation.safe, explanation.next), None);
        }
    }

    /// Runs one change of the practice journal after the other, in a task that no page can cancel by going away.
    fn write<C>(&self, done: impl FnOnce(Result<(), Explanation>) + 'static, change: C)
    where
        C: AsyncFnOnce(&mut Practice<PracticeDb>) -> Result<(), StoreError> + 'static,
    {
        let session = *self;
        spawn_local(async move {
            let practice = session.practice.get_value();
            let mut practice = practice.lock().await;
            let result = match practice.as_mut() {
                Some(practice) => {
                    let result = change(practice).await.map_err(|error| error.explain());
                    session.publish(practice);
                    result
                }
                None => Err(Explanation::new(
                    "Le journal d'essai n'est pas ouvert.",
                    "Rien n'a été perdu.",
                    "Fermez Relais, rouvrez-le et réessayez.",
                )),
            };
            done(result);
        });
    }
}

/// The vocabulary is a file of the app: the service worker serves it without network.
async fn read_vocabulaire() -> Result<Arc<Vocabulaire>, Explanation> {
    const MAX_VOCABULAIRE_BYTES: usize = 1024 * 1024;
    let bytes = BrowserRemote
        .fetch("vocabulaire.json", MAX_VOCABULAIRE_BYTES, &|_| {})
        .await
        .map_err(|error| error.explain())?;
    let text = String::from_utf8_lossy(&bytes);
    vocabulaire::reopen(&text).map(Arc::new).ok_or_else(|| {
        Explanation::new(
            "Une partie de Relais (le vocabulaire) ne se lit pas.",
            "Ce qui est gardé sur ce téléphone y reste.",
            "Avec du réseau, rechargez la page.",
        )
    })
}
