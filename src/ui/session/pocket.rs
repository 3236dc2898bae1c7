//! The contracts on this phone: one after the other installed, looked at before it is, removed, handed over as a file.

use std::sync::Arc;

use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::{ContratState, Installing, Removed, Session, Undo};
use crate::app::catalogue::{self, Candidate, InstallStep, Installed};
use crate::app::explain::Explanation;
use crate::app::import::{self, ImportError, Preview};
use crate::app::port::{PackStore, StoredPack};
use crate::app::settings;
use crate::browser::{BrowserPrefs, BrowserRemote, file};
use crate::contrat::validate::MAX_BYTES;
use crate::contrat::{EntreeIndex, Finding};
use crate::ui::documents::poche::Offers;

/// What the site offers, and what is being done with the contracts on this phone.
#[derive(Clone, Default)]
pub struct Pocket {
    /// The contracts of the site, once somebody looked.
    pub offers: Offers,
    /// What is under way, or waits for a word.
    pub doing: Doing,
}

/// What is being done with the contracts on this phone.
#[derive(Clone, Default)]
pub enum Doing {
    /// Nothing.
    #[default]
    Nothing,
    /// Contracts come from the site: which one of how many, counted from 1.
    Installing(usize, usize, Installing),
    /// A file is being read: its name, how much of it was, its size in bytes.
    Reading(String, u64, u64),
    /// A file is being judged: its name.
    Checking(String),
    /// A contract waits for the person's word.
    Preview(Arc<Preview>),
    /// A contract was not installed.
    Refused(Arc<Refused>),
}

/// Why a contract was not installed.
pub struct Refused {
    /// Its file, or its territory.
    pub nom: String,
    /// In plain words.
    pub explanation: Explanation,
    /// What is wrong with the file, if it was read: the errors first.
    pub findings: Vec<Finding>,
    /// The id of the contract of the site that can be asked for again; nothing for a file.
    pub again: Option<String>,
}

impl Doing {
    /// Whether something is under way that must not be crossed.
    pub fn is_busy(&self) -> bool {
        matches!(self, Doing::Installing(..) | Doing::Reading(..) | Doing::Checking(_))
    }
}

/// Long enough for the words about what begins to be painted, in milliseconds.
const ONE_FRAME: i32 = 20;

impl Session {
    /// Reads the list of the site.
    pub fn look_at_site(&self) {
        let session = *self;
        session.offer(None);
        spawn_local(async move {
            let answer = catalogue::available(&BrowserRemote).await;
            session.offer(Some(answer.map(|index| index.contrats).map_err(|error| error.explain())));
        });
    }

    fn offer(self, offers: Offers) {
        self.pocket.set(Pocket { offers, ..self.pocket.get_untracked() });
    }

    /// Says what is being done now.
    pub fn now(&self, doing: Doing) {
        self.pocket.set(Pocket { doing, ..self.pocket.get_untracked() });
    }

    /// Installs contracts of the site, one after the other; stops at the first that cannot be.
    pub fn install_offers(&self, entries: Vec<EntreeIndex>) {
        let session = *self;
        spawn_local(async move {
            let catalogue = session.catalogue.get_value();
            for (entry, rank) in entries.iter().zip(1..) {
                let progress = |step| session.installing(entry, rank, entries.len(), step);
                progress(InstallStep::Downloading(0));
                let (explanation, findings) =
                    match catalogue::install(&*catalogue, &BrowserRemote, entry, &progress).await {
                        Ok(Installed { kept: Ok(()), .. }) => continue,
                        Ok(Installed { kept: Err(error), .. }) => (error.explain(), Vec::new()),
                        Err(error) => (error.explain(), error.findings()),
                    };
                session.list_installed().await;
                return session.refuse_offer(entry, explanation, findings);
            }
            session.list_installed().await;
            session.now(Doing::Nothing);
            match entries.as_slice() {
                [only] => {
                    session.tell(format!("Contrat installé : {}.", only.territoire), None);
                    session.open_if_none(&only.id);
                }
                several => session.tell(format!("{} contrats installés.", several.len()), None),
            }
        });
    }

    /// Fetches a contract of the site and shows what it would change; nothing is written.
    pub fn look_at_offer(&self, entry: EntreeIndex) {
        let session = *self;
        spawn_local(async move {
            let progress = |step| session.installing(&entry, 1, 1, step);
            progress(InstallStep::Downloading(0));
            match catalogue::fetch(&BrowserRemote, &entry, &progress).await {
                Ok(candidate) => session.preview(candidate).await,
                Err(error) => {
                    let findings = error.findings();
                    session.refuse_offer(&entry, error.explain(), findings);
                }
            }
        });
    }

    fn installing(self, entry: &EntreeIndex, rank: usize, of: usize, step: InstallStep) {
        let installing = Installing { intitule: entry.intitule.clone(), octets: entry.octets, step };
        self.now(Doing::Installing(rank, of, installing));
    }

    /// Reads a file of the person's own, judges it and shows what it would change; nothing is written.
    pub fn load(&self, chosen: File) {
        let session = *self;
        spawn_local(async move {
            let name = chosen.name();
            if let Err(error) = session.judge(&name, &chosen).await {
                session.refuse(name, error.explain(), error.findings());
            }
        });
    }

    async fn judge(self, name: &str, chosen: &File) -> Result<(), ImportError> {
        // The size of a file is a whole number that JavaScript gives as a float.
        let octets = chosen.size() as u64;
        import::check_size(octets)?;
        let progress = |read: usize| self.now(Doing::Reading(name.to_owned(), read as u64, octets));
        progress(0);
        let bytes = file::read(chosen, MAX_BYTES, &progress).await.ok_or(ImportError::Broken)?;
        self.now(Doing::Checking(name.to_owned()));
        painted().await;
        match self.vocabulaire().await {
            Ok(vocabulaire) => self.preview(import::examine(bytes, &vocabulaire)?).await,
            Err(explanation) => self.refuse(name.to_owned(), explanation, Vec::new()),
        }
        Ok(())
    }

    async fn preview(self, candidate: Candidate) {
        let name = candidate.stored.header.territoire.clone();
        match import::weigh(&*self.catalogue.get_value(), candidate).await {
            Ok(preview) => self.now(Doing::Preview(Arc::new(preview))),
            Err(error) => self.refuse(name, error.explain(), Vec::new()),
        }
    }

    fn refuse(self, nom: String, explanation: Explanation, findings: Vec<Finding>) {
        self.now(Doing::Refused(Arc::new(Refused { nom, explanation, findings, again: None })));
    }

    fn refuse_offer(self, entry: &EntreeIndex, explanation: Explanation, findings: Vec<Finding>) {
        let (nom, again) = (entry.territoire.clone(), Some(entry.id.clone()));
        self.now(Doing::Refused(Arc::new(Refused { nom, explanation, findings, again })));
    }

    /// Installs the contract that was looked at.
    pub fn accept(&self) {
        let session = *self;
        let Doing::Preview(preview) = session.pocket.get_untracked().doing else { return };
        spawn_local(async move {
            let Preview { candidate, .. } = &*preview;
            let header = &candidate.stored.header;
            let was_open = session.is_open(&header.id);
            let catalogue = session.catalogue.get_value();
            let old = session.kept(&header.id).await.map(|pack| Undo::Remove(Arc::new(Removed { pack, was_open })));
            if let Err(error) = catalogue.put(&candidate.stored).await {
                return session.refuse(header.territoire.clone(), error.explain(), Vec::new());
            }
            session.list_installed().await;
            session.now(Doing::Nothing);
            session.tell(format!("Contrat installé : {}.", header.territoire), old);
            if was_open {
                session.open(Some(header.id.clone()));
            } else {
                session.open_if_none(&header.id);
            }
        });
    }

    /// Removes a contract, with a way back. When it was the open one, another one opens.
    pub fn remove(&self, id: String) {
        let session = *self;
        spawn_local(async move {
            let catalogue = session.catalogue.get_value();
            let was_open = session.is_open(&id);
            let kept = session.kept(&id).await;
            if let Err(error) = catalogue.remove(&id).await {
                return session.tell_failure(Err(error.explain()));
            }
            if let Some(pack) = kept {
                let words = format!("Contrat retiré : {}.", pack.header.territoire);
                session.tell(words, Some(Undo::Remove(Arc::new(Removed { pack, was_open }))));
            }
            let others = session.list_installed().await;
            if was_open {
                match others.into_iter().next() {
                    Some(other) => {
                        settings::choose_contrat(&BrowserPrefs, &other.id);
                        session.open(Some(other.id));
                    }
                    None => {
                        settings::forget_contrat(&BrowserPrefs);
                        session.choose_another().await;
                    }
                }
            }
        });
    }

    /// Puts a contract back that was removed or replaced.
    pub(super) fn put_back(self, removed: Arc<Removed>) {
        spawn_local(async move {
            let Removed { pack, was_open } = &*removed;
            if let Err(error) = self.catalogue.get_value().put(pack).await {
                return self.tell_failure(Err(error.explain()));
            }
            self.list_installed().await;
            self.tell(format!("Contrat remis en place : {}.", pack.header.territoire), None);
            if *was_open {
                self.open(Some(pack.header.id.clone()));
            }
        });
    }

    /// Hands a contract over as the file that it was installed from.
    pub fn save(&self, id: String) {
        let session = *self;
        spawn_local(async move {
            let name = format!("{id}.json");
            let words = match session.catalogue.get_value().text(&id).await {
                Ok(Some(text)) if file::save(&name, &text) => format!("Fichier enregistré : {name}."),
                Ok(_) => "Ce navigateur n'a pas enregistré le fichier. Le contrat reste sur ce téléphone.".into(),
                Err(error) => return session.tell_failure(Err(error.explain())),
            };
            session.tell(words, None);
        });
    }

    /// Puts a list of findings on the clipboard, one a line, as `cargo dev check` prints them.
    pub fn copy_findings(&self, findings: &[Finding]) {
        let session = *self;
        let text: String = findings.iter().map(|finding| format!("{finding}\n")).collect();
        spawn_local(async move {
            let copied = file::copy(&text).await;
            let words = if copied { "Liste copiée." } else { "Ce navigateur ne permet pas de copier la liste." };
            session.tell(words.into(), None);
        });
    }

    /// A contract as it is kept on this phone.
    async fn kept(self, id: &str) -> Option<StoredPack> {
        let header = self.installed.get_untracked().into_iter().find(|header| header.id == id)?;
        let text = self.catalogue.get_value().text(id).await.ok()??;
        Some(StoredPack { header, text })
    }

    fn is_open(self, id: &str) -> bool {
        self.ready_untracked().is_some_and(|contrat| contrat.id() == id)
    }

    /// Opens a contract that was just installed, where the person was asked for one.
    fn open_if_none(self, id: &str) {
        let waits = |state: &ContratState| matches!(state, ContratState::Choose(_) | ContratState::Failed(_));
        if self.contrat.with_untracked(waits) {
            self.open(Some(id.to_owned()));
        }
    }
}

/// Waits until what was just set is on the screen: what comes after would hold the page up.
async fn painted() {
    let frame = Promise::new(&mut |resolve, _| {
        // Without a timer the page is painted later, that is all.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ONE_FRAME);
    });
    let _ = JsFuture::from(frame).await;
}
