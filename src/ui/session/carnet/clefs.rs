//! Keys in the making: a phrase and a sheet, drawn, shown, proven; then a journal is made, or its ways in are changed.
//! Nothing is made before the end.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use zeroize::Zeroizing;

use super::ouvrir::{derived, mots, new_phrase_way, nfkc, no_passkey};
use super::{Carnet, Etat, Interieur, ferme, is_phrase, outside};
use crate::app::coffre::{Acces, create};
use crate::app::coffre::{
    Cost, DRAWN, NewSlot, Phrase, SHEET_WORDS, Shown, Strength, Way, WordList, draw_sheet, passkey_secret, typed_sheet,
};
use crate::app::explain::Explanation;
use crate::app::port::Random;
use crate::browser::passkey;
use crate::browser::persist;
use crate::browser::{BrowserRandom, place};
use crate::ui::parts::set_field;
use crate::ui::route::{Etape, Route};

/// What the keys are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum But {
    /// A new journal.
    Creer,
    /// Another phrase for the journal that is open.
    Changer,
    /// Another recovery sheet for it.
    Fiche,
}

/// Keys that are being made. They are shown once, and wiped when they go.
pub struct Preparation {
    /// What for.
    pub but: But,
    /// The phrase.
    pub secrete: Secrete,
    /// The recovery sheet.
    pub fiche: Shown,
    /// A second one, for the employer's safe.
    pub employeur: Option<Shown>,
    /// Which two words of the phrase are asked for, from 0.
    pub places_phrase: [usize; 2],
    /// Which two words of the sheet are asked for, from 0.
    pub places_fiche: [usize; 2],
    /// Whether the phrase was proven.
    pub prouvee: bool,
    liste: WordList,
}

/// A secret phrase.
pub enum Secrete {
    /// Words that were drawn.
    Tiree(Shown),
    /// The person's own.
    Choisie(Zeroizing<String>),
}

impl Carnet {
    /// Draws the words, where there are none for this purpose yet.
    pub fn prepare(self, but: But) {
        let known = self.preparation.with_untracked(|known| known.as_ref().map(|known| known.but));
        if known == Some(but) {
            return;
        }
        self.work("Tirage des mots…", async move |_| {
            let liste = mots().await?;
            let mut draw = |bytes: &mut [u8]| BrowserRandom.fill(bytes);
            let (_, phrase) = Phrase::draw(&liste, &mut draw);
            let (_, fiche) = draw_sheet(&liste, &mut draw);
            self.preparation.set(Some(Preparation {
                but,
                secrete: Secrete::Tiree(phrase),
                fiche,
                employeur: None,
                places_phrase: two_places(DRAWN),
                places_fiche: two_places(SHEET_WORDS),
                prouvee: but == But::Fiche,
                liste,
            }));
            Ok(())
        });
    }

    /// Draws another phrase.
    pub fn draw_again(self) {
        self.change(|preparation| {
            let (_, phrase) = Phrase::draw(&preparation.liste, &mut |bytes| BrowserRandom.fill(bytes));
            preparation.secrete = Secrete::Tiree(phrase);
            preparation.prouvee = false;
        });
    }

    /// Takes a phrase of the person's own, if it is strong enough.
    pub fn choose_phrase(self, typed: Zeroizing<String>) {
        let phrase = nfkc(&typed);
        if !Strength::of(&phrase).is_enough() {
            set_field("phrase", &typed);
            return self.souci.set(Some(Explanation::new(
                "Cette phrase se devine trop vite.",
                "Rien n'est encore créé. Ce que vous avez tapé est toujours là.",
                "Ajoutez des mots sans lien entre eux, ou prenez les huit mots tirés au sort.",
            )));
        }
        self.change(|preparation| {
            preparation.secrete = Secrete::Choisie(phrase);
            preparation.prouvee = false;
        });
        self.go(Etape::Preuve);
    }

    /// Compares what was typed with the phrase; goes on when it is right.
    pub fn prove_phrase(self, typed: [Zeroizing<String>; 2]) {
        let wrong = self.preparation.with_untracked(|preparation| {
            let preparation = preparation.as_ref()?;
            match &preparation.secrete {
                Secrete::Tiree(shown) => preparation.wrong_word(shown, preparation.places_phrase, &typed),
                Secrete::Choisie(phrase) => {
                    (nfkc(&typed[0]).split_whitespace().ne(phrase.split_whitespace())).then(|| {
                        Explanation::new(
                            "Ce n'est pas la même phrase.",
                            "Rien n'est encore changé.",
                            "Retapez-la, ou revenez en arrière pour en choisir une autre.",
                        )
                    })
                }
            }
        });
        self.souci.set(wrong.clone());
        if wrong.is_some() {
            return;
        }
        self.change(|preparation| preparation.prouvee = true);
        match self.preparation.with_untracked(|preparation| preparation.as_ref().map(|known| known.but)) {
            Some(But::Creer) => self.go(Etape::Fiche),
            Some(But::Changer) => self.change_phrase(),
            _ => {}
        }
    }

    /// Adds the employer's sheet, or takes it away again.
    pub fn employer_sheet(self, wanted: bool) {
        self.change(|preparation| {
            preparation.employeur =
                wanted.then(|| draw_sheet(&preparation.liste, &mut |bytes| BrowserRandom.fill(bytes)).1);
        });
    }

    /// Compares what was typed with the sheet; when it is right, the journal is made, or the sheet put in the place of
    /// the old one.
    pub fn prove_sheet(self, typed: [Zeroizing<String>; 2]) {
        let wrong = self.preparation.with_untracked(|preparation| {
            let preparation = preparation.as_ref()?;
            preparation.wrong_word(&preparation.fiche, preparation.places_fiche, &typed)
        });
        self.souci.set(wrong.clone());
        if wrong.is_none() {
            match self.preparation.with_untracked(|preparation| preparation.as_ref().map(|known| known.but)) {
                Some(But::Creer) => self.make(),
                Some(But::Fiche) => self.change_sheet(),
                _ => {}
            }
        }
    }

    /// Makes the journal, and opens it.
    fn make(self) {
        self.work("Création du journal…", async move |interieur| {
            let ways = self.new_ways().await?;
            if !self.take_pen(interieur, false).await {
                return Ok(());
            }
            let made = create(Rc::clone(&self.copies.get_value()), ways, &outside()).await;
            let (ouvert, kept) = made.map_err(|error| error.explain())?;
            self.enter(interieur, ouvert);
            self.preparation.set(None);
            persist::ask().await;
            self.told(&kept, "Votre journal est créé. Il est ouvert.", None);
            self.navigation.replace(&Route::Terrain);
            // Nothing waits for the phone's answer.
            spawn_local(async move {
                let is_likely = passkey::is_likely().await;
                self.offre_cle.set(is_likely && self.etat.get_untracked() == Etat::Ouvert);
            });
            self.settle(interieur).await;
            Ok(())
        });
    }

    async fn new_ways(self) -> Result<Vec<NewSlot>, Explanation> {
        let phrase = self.phrase_way().await?;
        let sheets = self.preparation.with_untracked(|preparation| {
            let preparation = preparation.as_ref()?;
            let sheet = |way, shown: &Shown| {
                let secret = typed_sheet(&preparation.liste, &shown.spelt()).ok()?;
                Some(NewSlot { way, secret })
            };
            let own = sheet(Way::Sheet, &preparation.fiche)?;
            let second = preparation.employeur.as_ref().and_then(|shown| sheet(Way::EmployerSheet, shown));
            Some([own].into_iter().chain(second).collect::<Vec<_>>())
        });
        Ok([phrase].into_iter().chain(sheets.ok_or_else(begin_again)?).collect())
    }

    /// The way in that the prepared phrase makes: a second of work.
    async fn phrase_way(self) -> Result<NewSlot, Explanation> {
        let phrase = self.preparation.with_untracked(|preparation| {
            let preparation = preparation.as_ref().filter(|preparation| preparation.prouvee)?;
            match &preparation.secrete {
                Secrete::Tiree(shown) => Phrase::typed(&preparation.liste, &shown.spelt()).ok(),
                Secrete::Choisie(phrase) => Some(Phrase::chosen(phrase)),
            }
        });
        new_phrase_way(phrase.ok_or_else(begin_again)?, Cost::START).await
    }

    fn change_phrase(self) {
        self.work("Changement de la phrase…", async move |interieur| {
            let new = self.phrase_way().await?;
            self.put_way(interieur, new, is_phrase).await?;
            self.changed("La nouvelle phrase est en place. L'ancienne n'ouvre plus.");
            Ok(())
        });
    }

    fn change_sheet(self) {
        self.work("Changement de la fiche…", async move |interieur| {
            let sheet = self.new_sheet().ok_or_else(begin_again)?;
            self.put_way(interieur, sheet, |way| matches!(way, Way::Sheet)).await?;
            self.changed("La nouvelle fiche est en place. L'ancienne n'ouvre plus : déchirez-la.");
            Ok(())
        });
    }

    fn new_sheet(self) -> Option<NewSlot> {
        self.preparation.with_untracked(|preparation| {
            let preparation = preparation.as_ref()?;
            let secret = typed_sheet(&preparation.liste, &preparation.fiche.spelt()).ok()?;
            Some(NewSlot { way: Way::Sheet, secret })
        })
    }

    fn changed(self, words: &str) {
        self.preparation.set(None);
        self.session.tell(words.into(), None);
        self.navigation.replace(&Route::Coffre);
    }

    /// Puts a way in in the place of the old one of its kind; beside the others, where there is none.
    async fn put_way(self, interieur: &mut Interieur, new: NewSlot, same: fn(&Way) -> bool) -> Result<(), Explanation> {
        let ouvert = interieur.ouvert.as_mut().ok_or_else(ferme)?;
        let old: Option<Acces> = ouvert.acces().into_iter().find(|acces| same(&acces.way));
        let kept = match old {
            Some(old) => ouvert.change_way(old.slot, new, &outside()).await,
            None => ouvert.add_way(new, &outside()).await,
        };
        kept.map_err(|error| error.explain())?;
        self.publish(ouvert);
        Ok(())
    }

    /// Makes a passkey that opens the journal on this phone.
    pub fn add_passkey(self) {
        self.work("Le téléphone demande votre accord…", async move |interieur| {
            let ouvert = interieur.ouvert.as_mut().ok_or_else(ferme)?;
            let mut salt = [0; 32];
            BrowserRandom.fill(&mut salt);
            let key = passkey::create(&format!("Journal Relais{}", place::base_path()), &salt).await;
            let key = key.map_err(|error| no_passkey(&error))?;
            let way = Way::Passkey { credential: key.id, salt };
            let new = NewSlot { way, secret: passkey_secret(key.output) };
            let kept = ouvert.add_way(new, &outside()).await.map_err(|error| error.explain())?;
            self.offre_cle.set(false);
            self.publish(ouvert);
            self.told(&kept, "Ce téléphone ouvre maintenant le journal par le doigt, le visage ou son code.", None);
            Ok(())
        });
    }

    /// Takes the phone's passkeys out of the ways in.
    pub fn remove_passkey(self) {
        self.work("Retrait de la clé…", async move |interieur| {
            let ouvert = interieur.ouvert.as_mut().ok_or_else(ferme)?;
            let keys = ouvert.acces().into_iter().filter(|acces| matches!(acces.way, Way::Passkey { .. }));
            for acces in keys.collect::<Vec<_>>() {
                ouvert.remove_way(acces.slot, &outside()).await.map_err(|error| error.explain())?;
            }
            self.publish(ouvert);
            self.session.tell("La clé du téléphone n'ouvre plus le journal.".into(), None);
            Ok(())
        });
    }

    /// Sets the code of the day.
    pub fn set_code(self, typed: Zeroizing<String>) {
        use crate::app::coffre::DayCode;
        if !DayCode::is_code(&typed) {
            return self.souci.set(Some(Explanation::new(
                "Le code du jour a six chiffres.",
                "Le journal reste comme il est.",
                "Tapez six chiffres, sans espace.",
            )));
        }
        self.work("Mise en place du code…", async move |interieur| {
            let ouvert = interieur.ouvert.as_mut().ok_or_else(ferme)?;
            let salt = DayCode::draw_salt(&outside());
            let secret = derived(typed.as_bytes().to_vec(), &salt, DayCode::COST).await?;
            ouvert.set_day_code(salt, &secret, &outside());
            self.code.set(true);
            self.session.tell("Le code rouvrira le journal jusqu'à minuit.".into(), None);
            Ok(())
        });
    }

    fn change(self, change: impl FnOnce(&mut Preparation)) {
        self.preparation.update(|preparation| {
            if let Some(preparation) = preparation {
                change(preparation);
            }
        });
    }

    /// Shows a step.
    fn go(self, etape: Etape) {
        self.souci.set(None);
        self.navigation.go(&Route::Clefs(etape));
    }

    /// What keys a step makes, where none are in the making yet.
    pub fn purpose(self, etape: Etape) -> Option<But> {
        match self.etat.get() {
            Etat::Absent | Etat::Perdu => Some(But::Creer),
            Etat::Ouvert if etape == Etape::Fiche => Some(But::Fiche),
            Etat::Ouvert => Some(But::Changer),
            _ => None,
        }
    }
}

impl Preparation {
    /// Which of the typed words is not the one that was shown.
    fn wrong_word(&self, shown: &Shown, places: [usize; 2], typed: &[Zeroizing<String>; 2]) -> Option<Explanation> {
        let place = places.into_iter().zip(typed).find_map(|(place, typed)| {
            let wanted = self.liste.find(&shown.words()[place]);
            (self.liste.find(typed) != wanted).then_some(place)
        })?;
        Some(Explanation::new(
            format!("Le mot numéro {} n'est pas le bon.", place + 1),
            "Rien n'est encore changé. Les accents et les majuscules ne comptent pas.",
            "Relisez ce que vous avez écrit, ou revenez en arrière pour revoir les mots.",
        ))
    }
}

fn begin_again() -> Explanation {
    Explanation::new("Les mots ne sont plus là.", "Rien n'a été créé ni changé.", "Recommencez par la phrase.")
}

/// Two different places among so many, in order.
fn two_places(count: usize) -> [usize; 2] {
    let mut bytes = [0; 2];
    BrowserRandom.fill(&mut bytes);
    let first = usize::from(bytes[0]) % (count - 1);
    [first, first + 1 + usize::from(bytes[1]) % (count - 1 - first)]
}
