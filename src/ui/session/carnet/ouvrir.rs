//! Opening, by whatever the person brings, and locking.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use zeroize::Zeroizing;

use super::{Carnet, Etat, Interieur, Ouvert, ferme, outside};
use crate::app::coffre::{Acces, Copie, Found, Mended, Serrure, look};
use crate::app::coffre::{Cost, NewSlot, Phrase, PhraseFault, Salt, Secret, Spelling, Way, WordList};
use crate::app::coffre::{calibrated, passkey_secret, typed_sheet};
use crate::app::explain::Explanation;
use crate::app::port::{Random, Remote};
use crate::browser::passkey::{self, PasskeyError};
use crate::browser::tabs::{Turn, Writer};
use crate::browser::{BrowserRandom, BrowserRemote, derive};
use crate::ui::navigation::Navigation;
use crate::ui::parts::set_field;
use crate::ui::route::{Etape, Route};
use crate::ui::session::JournalState;

/// What a person brings to open the journal. What was typed is wiped when it is dropped.
pub enum Apporte {
    /// The secret phrase, as it was typed.
    Phrase(Zeroizing<String>),
    /// The phone's passkey.
    Cle,
    /// The words of a recovery sheet, as they were typed.
    Fiche(Zeroizing<String>),
    /// The code of the day.
    Code(Zeroizing<String>),
}

impl Apporte {
    /// Puts back what was refused into the field that it was taken out of: of many words, one is to be mended.
    pub(super) fn give_back(&self) {
        match self {
            Apporte::Phrase(typed) => set_field("phrase", typed),
            Apporte::Fiche(typed) => set_field("mots", typed),
            Apporte::Cle | Apporte::Code(_) => {}
        }
    }
}

/// The lock by which windows agree who writes.
const PLUME: &str = "plume";

impl Carnet {
    /// Opens the journal.
    pub fn open(self, apporte: Apporte) {
        self.work("Ouverture du journal…", async move |interieur| {
            if interieur.ouvert.is_some() {
                return Ok(());
            }
            if !self.take_pen(interieur, false).await {
                return Ok(());
            }
            let copies = self.copies.get_value();
            let Found::Locked(serrure) = look(&copies, &outside()).await else {
                interieur.plume = None;
                self.look(interieur).await;
                return Ok(());
            };
            let begun = derive::now_ms();
            let brought = self.bring(interieur, &serrure, &apporte).await;
            let took = derive::now_ms() - begun;
            let opened = match brought {
                Ok(slots) => self.try_slots(&serrure, slots).await,
                Err(souci) => Err(souci),
            };
            let mut ouvert = match opened {
                Ok(ouvert) => ouvert,
                Err(souci) => {
                    interieur.plume = None;
                    self.look(interieur).await;
                    apporte.give_back();
                    return Err(souci);
                }
            };
            if let (Apporte::Code(_), Some(code)) = (&apporte, interieur.code.take()) {
                ouvert.keep_day_code(code);
            }
            self.enter(interieur, ouvert);
            if matches!(apporte, Apporte::Fiche(_)) && Navigation::here() == Route::Oubliee {
                self.navigation.replace(&Route::Clefs(Etape::Phrase));
            }
            self.settle(interieur).await;
            if let (Apporte::Phrase(typed), Some(ouvert)) = (apporte, &interieur.ouvert) {
                self.calibrate(ouvert, typed, took);
            }
            Ok(())
        });
    }

    /// Makes the phrase cost about a second on this phone, from the next opening on, where its cost is far from that. Nobody
    /// waits for it; what fails leaves everything as it was, and is tried again then.
    fn calibrate(self, ouvert: &Ouvert, typed: Zeroizing<String>, took: f64) {
        let slot = ouvert.opened_by();
        let Some(acces) = ouvert.acces().into_iter().find(|acces| acces.slot == slot) else { return };
        // A derivation that takes longer than a u32 of milliseconds is one that nobody has waited for.
        let Some(cost) = calibrated(&acces.way, took as u32) else { return };
        let Way::Phrase { spelling, .. } = acces.way else { return };
        spawn_local(async move {
            let Ok(new) = phrase_way(spelling, &typed, cost).await else { return };
            self.run(async move |interieur| {
                if let Some(ouvert) = interieur.ouvert.as_mut().filter(|ouvert| ouvert.opened_by() == slot) {
                    drop(ouvert.change_way(slot, new, &outside()).await);
                }
            });
        });
    }

    /// Asks the window that has the journal open to let it go, and waits for it.
    pub fn take_over(self) {
        self.say("rends");
        self.work("L'autre fenêtre ferme le journal…", async move |interieur| {
            self.take_pen(interieur, true).await;
            interieur.plume = None;
            self.look(interieur).await;
            Ok(())
        });
    }

    /// Locks. The screen shows nothing any more from this very moment on; the keys go as soon as what is being written
    /// is written.
    pub fn lock(self) {
        if self.etat.get_untracked() != Etat::Ouvert {
            return;
        }
        self.etat.set(Etat::Ferme);
        self.journal.set(JournalState::Opening);
        self.forget();
        self.run(async move |interieur| {
            if let Some(mut ouvert) = interieur.ouvert.take() {
                self.keep_typed(&mut ouvert).await;
                interieur.code = ouvert.lock(&outside()).await;
            }
            self.look(interieur).await;
            interieur.plume = None;
        });
    }

    /// Locks at once, in every window, and shows the public part.
    pub fn mask(self) {
        self.lock();
        self.say("verrou");
        self.navigation.replace(&Route::Aides);
    }

    /// What must not outlive the lock.
    fn forget(self) {
        self.risque.set(None);
        self.brouillons.set(Vec::new());
        self.repris.set(None);
        self.constat.set(None);
        self.lieux.set(None);
        self.depasse.set(None);
        self.offre_cle.set(false);
        self.preparation.set(None);
        self.session.told.set(None);
        self.session.forget_list();
    }

    /// Shows a journal that was just opened or made.
    pub(super) fn enter(self, interieur: &mut Interieur, mut ouvert: Ouvert) {
        self.publish(&mut ouvert);
        interieur.ouvert = Some(ouvert);
        interieur.serrure = None;
        self.watch_from_now();
        self.etat.set(Etat::Ouvert);
    }

    /// Once the journal shows: mends the copies, takes in what waited, finds what was being typed.
    pub(super) async fn settle(self, interieur: &mut Interieur) {
        let Some(ouvert) = interieur.ouvert.as_mut() else { return };
        if ouvert.read_recent(&outside()).await {
            self.publish(ouvert);
        }
        match ouvert.reconcile(&outside()).await {
            Ok(mended) => {
                let answers = |copie: &Copie| mended.refused.iter().all(|(refused, _)| refused != copie);
                interieur.copies = Copie::ALL.map(|copie| (copie, answers(&copie))).to_vec();
                self.constat.set(told(&mended));
            }
            Err(error) => self.constat.set(Some(error.explain())),
        }
        let brouillons = ouvert.drafts(&outside()).await;
        self.brouillons.set(brouillons.found);
        self.publish(ouvert);
        // The lock may have been asked for meanwhile: its task comes next, and hides again.
        if self.etat.get_untracked() != Etat::Ouvert {
            self.journal.set(JournalState::Opening);
            self.forget();
        }
    }

    /// The right to write; where another window has it, the state says so.
    pub(super) async fn take_pen(self, interieur: &mut Interieur, wait: bool) -> bool {
        match Writer::ask(PLUME, wait).await {
            Turn::Ours(plume) => interieur.plume = Some(plume),
            Turn::Unknown => {}
            Turn::Theirs => {
                self.etat.set(Etat::Ailleurs);
                return false;
            }
        }
        true
    }

    /// The ways that what is brought may open, with their secrets.
    async fn bring(
        self,
        interieur: &mut Interieur,
        serrure: &Serrure,
        apporte: &Apporte,
    ) -> Result<Vec<(Acces, Secret)>, Explanation> {
        match apporte {
            Apporte::Code(typed) => {
                let Some(code) = interieur.code.as_mut() else { return Err(ferme()) };
                let secret = derived(typed.as_bytes().to_vec(), code.salt(), crate::app::coffre::DayCode::COST).await?;
                let opened = code.open(&secret, outside().clock.now());
                let (slot, secret) = opened.map_err(|error| error.explain())?;
                let acces = serrure.acces().iter().find(|acces| acces.slot == slot);
                Ok(acces.map(|acces| (acces.clone(), secret)).into_iter().collect())
            }
            other => secrets(serrure.acces(), other).await,
        }
    }

    async fn try_slots(self, serrure: &Serrure, slots: Vec<(Acces, Secret)>) -> Result<Ouvert, Explanation> {
        let mut refused = crate::app::coffre::OpenError::NoSlot;
        for (acces, secret) in slots {
            match serrure.open(Rc::clone(&self.copies.get_value()), acces.slot, secret, &outside()).await {
                Ok(ouvert) => return Ok(ouvert),
                Err(error) => refused = error,
            }
        }
        Err(refused.explain())
    }
}

/// The secrets that what is brought gives for each way of its kind. The code of the day has none of its own.
pub(super) async fn secrets(acces: &[Acces], apporte: &Apporte) -> Result<Vec<(Acces, Secret)>, Explanation> {
    let mut found = Vec::new();
    match apporte {
        Apporte::Phrase(typed) => {
            for acces in acces {
                let Way::Phrase { spelling, salt, cost } = &acces.way else { continue };
                let phrase = phrase_of(*spelling, typed).await?;
                found.push((acces.clone(), derived(phrase.into_bytes(), salt, *cost).await?));
            }
        }
        Apporte::Cle => {
            for acces in acces {
                let Way::Passkey { credential, salt } = &acces.way else { continue };
                let output = passkey::draw(credential, salt).await.map_err(|error| no_passkey(&error))?;
                found.push((acces.clone(), passkey_secret(output)));
            }
        }
        Apporte::Fiche(typed) => {
            let liste = mots().await?;
            for acces in acces.iter().filter(|acces| matches!(acces.way, Way::Sheet | Way::EmployerSheet)) {
                found.push((acces.clone(), typed_sheet(&liste, typed).map_err(wrong_words)?));
            }
        }
        Apporte::Code(_) => {}
    }
    Ok(found)
}

/// The phrase that was typed, as its way in spells it.
async fn phrase_of(spelling: Spelling, typed: &str) -> Result<Phrase, Explanation> {
    match spelling {
        Spelling::Words => Phrase::typed(&mots().await?, typed).map_err(wrong_words),
        Spelling::Chosen => Ok(Phrase::chosen(&nfkc(typed))),
    }
}

/// A way in by a phrase, at this cost: a second of work.
async fn phrase_way(spelling: Spelling, typed: &str, cost: Cost) -> Result<NewSlot, Explanation> {
    new_phrase_way(phrase_of(spelling, typed).await?, cost).await
}

/// The same, for a phrase that is at hand.
pub(super) async fn new_phrase_way(phrase: Phrase, cost: Cost) -> Result<NewSlot, Explanation> {
    let mut salt = Salt::default();
    BrowserRandom.fill(&mut salt);
    let spelling = phrase.spelling();
    let secret = derived(phrase.into_bytes(), &salt, cost).await?;
    Ok(NewSlot { way: Way::Phrase { spelling, salt, cost }, secret })
}

/// The list of words; the service worker has it without network.
pub(super) async fn mots() -> Result<WordList, Explanation> {
    const MAX_BYTES: usize = 64 * 1024;
    let bytes = BrowserRemote.fetch("mots.txt", MAX_BYTES, &|_| {}).await.map_err(|error| error.explain())?;
    std::str::from_utf8(&bytes).ok().and_then(|text| WordList::parse(text).ok()).ok_or_else(|| {
        Explanation::new(
            "La liste des mots ne se lit pas.",
            "Rien n'est effacé sur ce téléphone.",
            "Avec du réseau, rechargez la page, puis recommencez.",
        )
    })
}

/// A secret of a phrase or a code, drawn in a worker. The bytes are wiped.
pub(super) async fn derived(bytes: Vec<u8>, salt: &[u8; 16], cost: Cost) -> Result<Secret, Explanation> {
    derive::derive(&Zeroizing::new(bytes), salt, cost).await.map_err(|_| {
        Explanation::new(
            "Le téléphone n'a pas pu calculer la clé.",
            "Rien n'est effacé.",
            "Fermez d'autres applications pour libérer de la mémoire, puis réessayez.",
        )
    })
}

/// As Unicode's NFKC writes it, so that two keyboards type one phrase.
pub(super) fn nfkc(text: &str) -> Zeroizing<String> {
    String::from(js_sys::JsString::from(text).normalize("NFKC")).into()
}

/// Why typed words are none.
pub(super) fn wrong_words(fault: PhraseFault) -> Explanation {
    let safe = "Rien n'est effacé. Les accents et les majuscules ne comptent pas.";
    match fault {
        PhraseFault::UnknownWord(place) => Explanation::new(
            format!("Le mot numéro {} n'est pas dans la liste.", place + 1),
            safe,
            "Relisez ce mot : ses quatre premières lettres suffisent.",
        ),
        PhraseFault::Count { found, wanted } => Explanation::new(
            match found {
                0 | 1 => format!("Il y a {found} mot, il en faut {wanted}."),
                _ => format!("Il y a {found} mots, il en faut {wanted}."),
            },
            safe,
            "Tapez tous les mots, dans l'ordre, avec un espace entre eux.",
        ),
        PhraseFault::Checksum => Explanation::new(
            "Ces mots existent, mais ne vont pas ensemble.",
            safe,
            "Un mot est mal lu, ou deux sont inversés : relisez la fiche.",
        ),
    }
}

/// Why the phone's key gave nothing.
pub(super) fn no_passkey(error: &PasskeyError) -> Explanation {
    let (what, next) = match error {
        PasskeyError::Cancelled => ("Le téléphone n'a pas confirmé.", "Réessayez, ou tapez votre phrase."),
        PasskeyError::Unsupported => {
            ("Ce téléphone ou ce navigateur n'a pas de clé d'accès qui convienne.", "Utilisez votre phrase.")
        }
        PasskeyError::Failed(_) => ("La clé du téléphone n'a pas répondu.", "Utilisez votre phrase, ou réessayez."),
    };
    Explanation::new(what, "Rien n'est effacé.", next)
}

/// What the opening has to tell: what is lost, else what was mended or came in.
fn told(mended: &Mended) -> Option<Explanation> {
    if mended.is_loss() {
        return mended.explain();
    }
    let repaired = mended.into_files + mended.into_db;
    let mut what = Vec::new();
    if mended.letters > 0 {
        what.push(format!("Contacts notés journal fermé, maintenant dans le journal : {}.", mended.letters));
    }
    if repaired > 0 {
        what.push(format!("Une des deux copies était incomplète : {repaired} entrées y ont été remises."));
    }
    if mended.conflicts > 0 {
        what.push(format!("Numéros écrits par deux téléphones : {}. Les deux contenus sont gardés.", mended.conflicts));
    }
    if !mended.refused.is_empty() {
        what.push("Une des deux copies ne répond pas : vos contacts ne sont qu'en un exemplaire ici.".to_owned());
    }
    if mended.slots_lost > 0 {
        what.push(format!("Façons d'ouvrir abîmées : {}. Refaites-les dans « Le coffre ».", mended.slots_lost));
    }
    let next = if mended.refused.is_empty() { "Rien à faire." } else { "Faites une sauvegarde." };
    (!what.is_empty()).then(|| Explanation::new(what.join(" "), "Tout le journal est lu.", next))
}
