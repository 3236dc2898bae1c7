//! The open contract: from the device first, from the site when it is not there, and brought up to date behind.

use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use futures::future::{LocalBoxFuture, Shared, ready};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::{ContratState, Failure, Installing, Session};
use crate::app::catalogue::{self, InstallStep, OpenError};
use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::app::port::{PackHeader, PackStore, Remote};
use crate::app::settings;
use crate::browser::{Ahead, BrowserPrefs, BrowserRemote};
use crate::contrat::shape::Shape;
use crate::contrat::{EntreeIndex, Finding, Pack, Secours, Vocabulaire, reopen, vocabulaire};
use crate::ui::navigation::Navigation;
use crate::ui::route::Route;

/// A file of the app that was asked for once, and that several may wait for.
pub(super) type Asked<T> = Shared<LocalBoxFuture<'static, Result<Arc<T>, Explanation>>>;

/// How long the search waits to be made ready once a contract is shown.
const SEARCH_DELAY: Duration = Duration::from_millis(300);

/// What the page has read ahead, made ready to be shown at once.
pub(super) struct AtHand {
    /// The vocabulary, or the asking for it.
    pub vocabulaire: Asked<Vocabulaire>,
    /// The contract that is wanted, if it is the one that was read ahead and is in order.
    pub contrat: Option<Arc<Contrat>>,
}

impl AtHand {
    /// Reads the texts. One that does not read is asked for again in the ordinary way, which says what is wrong.
    pub fn read(ahead: Ahead, wanted: Option<&str>) -> Self {
        let vocabulaire = ahead.vocabulaire.and_then(|text| vocabulaire::reopen(&text)).map(Arc::new);
        let text = ahead.contrat.filter(|(id, _)| Some(id.as_str()) == wanted).map(|(_, text)| text);
        let pack = text.and_then(|text| reopen(&text));
        let contrat =
            pack.zip(vocabulaire.clone()).map(|(pack, vocabulaire)| Arc::new(Contrat::new(pack, vocabulaire)));
        let vocabulaire = match vocabulaire {
            Some(vocabulaire) => ready(Ok(vocabulaire)).boxed_local(),
            None => read_vocabulaire().boxed_local(),
        };
        Self { vocabulaire: vocabulaire.shared(), contrat }
    }
}

impl Session {
    /// After a start with a contract at hand: everything that its first page does not need.
    pub(super) fn go_on_with(self, contrat: Arc<Contrat>) {
        let turn = self.asked.get_value();
        settings::choose_contrat(&BrowserPrefs, contrat.id());
        // Once this task has drawn the page.
        set_timeout(
            move || {
                self.join_suite();
                spawn_local(async move {
                    self.list_installed().await;
                    self.refresh(turn).await;
                });
            },
            Duration::ZERO,
        );
        set_timeout(move || contrat.prepare_search(), SEARCH_DELAY);
    }

    /// Opens a contract from the device, else installs it from the site. Without an id: one at hand, or the site's only one.
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
        // Any contract at hand is better than a question that needs the network.
        let wanted = wanted.or_else(|| headers.first().map(|header| header.id.clone()));
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

    /// Asks which contract to open, now that none is.
    pub(super) async fn choose_another(self) {
        let turn = self.ask();
        match catalogue::available(&BrowserRemote).await {
            Ok(index) => self.answer(turn, ContratState::Choose(index.contrats)),
            Err(error) => self.fail(turn, error.explain(), Vec::new(), None),
        }
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
    pub(super) async fn list_installed(self) -> Vec<PackHeader> {
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

    pub(super) fn ready_untracked(&self) -> Option<Arc<Contrat>> {
        self.contrat.with_untracked(|state| match state {
            ContratState::Ready(contrat) => Some(Arc::clone(contrat)),
            _ => None,
        })
    }

    /// The vocabulary, asked for at the start, while the device is being read; asked again after a failure.
    pub(super) async fn vocabulaire(self) -> Result<Arc<Vocabulaire>, Explanation> {
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
}

/// The shared vocabulary.
async fn read_vocabulaire() -> Result<Arc<Vocabulaire>, Explanation> {
    Vocabulaire::read(shared_file("vocabulaire.json").await?).map(Arc::new).ok_or_else(unreadable)
}

/// The emergency numbers.
pub(super) async fn read_secours() -> Result<Secours, Explanation> {
    Secours::read(shared_file("secours.json").await?).ok_or_else(unreadable)
}

/// A file that all contracts share. It belongs to the app: the service worker serves it without network, and
/// `cargo dev check` has judged it.
async fn shared_file(path: &str) -> Result<Value, Explanation> {
    const MAX_SHARED_BYTES: usize = 1024 * 1024;
    let fetched = BrowserRemote.fetch(path, MAX_SHARED_BYTES, &|_| {}).await;
    serde_json::from_slice(&fetched.map_err(|error| error.explain())?).map_err(|_| unreadable())
}

fn unreadable() -> Explanation {
    Explanation::new(
        "Une partie de Relais ne se lit pas.",
        "Ce qui est gardé sur ce téléphone y reste.",
        "Avec du réseau, rechargez la page.",
    )
}
