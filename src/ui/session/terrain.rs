//! What the pages of the field share: the journal that is in use, as they read it and write into it.

use std::rc::Rc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::{Carnet, Etat, JournalState, Session, Undo};
use crate::app::explain::Explanation;
use crate::app::tournees::essai;
use crate::browser::{BrowserClock, BrowserRandom};
use crate::journal::{Annulation, Cloture, Effacement, EventId, Fait, Journal, Saisie, Statut};
use crate::ui::documents::terrain;
use crate::ui::markup::explanation_notice;
use crate::ui::parts::{Press, show_living};
use crate::ui::route::Route;

/// A step of the tour of the practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visite {
    /// Its rank, from 0.
    pub etape: usize,
    entrees: usize,
    contacts: u32,
}

/// Hears that something is durable, or why it is not.
pub type Done = Box<dyn FnOnce(Result<(), Explanation>)>;

/// Which journal is in use.
enum Usage {
    /// The sealed one, open.
    Vrai(JournalState),
    /// The one for practice, as long as there is no sealed one.
    Essai(JournalState),
    /// Neither can be read now: what the pages say then.
    Aucun(Markup),
}

impl Session {
    fn carnet(self) -> Carnet {
        self.carnet.get_value().unwrap_or_else(Carnet::get)
    }

    /// The journal in use. Whoever asks within a drawing is drawn anew when it changes.
    fn usage(self) -> Usage {
        let carnet = self.carnet().looked_for();
        match carnet.etat.get() {
            Etat::Ouvert => Usage::Vrai(carnet.journal.get()),
            Etat::Absent => Usage::Essai(self.journal.get()),
            Etat::Regarde => Usage::Aucun(terrain::lecture()),
            Etat::Refuse(explanation) => Usage::Aucun(explanation_notice(&explanation)),
            Etat::Perdu | Etat::Ferme | Etat::Ailleurs => Usage::Aucun(terrain::ferme()),
        }
    }

    /// Reads something in the journal in use; nothing while none can be read.
    pub fn lire<T>(self, read: impl FnOnce(&Journal) -> T) -> Option<T> {
        match self.usage() {
            Usage::Vrai(JournalState::Open(journal, _)) | Usage::Essai(JournalState::Open(journal, _)) => {
                Some(read(&journal.borrow()))
            }
            _ => None,
        }
    }

    /// How many entries of the journal in use this version cannot read, and whether it is the one for practice.
    pub fn illisibles(self) -> (usize, bool) {
        match self.usage() {
            Usage::Vrai(JournalState::Open(_, illisibles)) => (illisibles, false),
            Usage::Essai(JournalState::Open(_, illisibles)) => (illisibles, true),
            _ => (0, false),
        }
    }

    /// Shows a document of the journal in use, drawn anew whenever the journal changes or a signal that it reads; what is
    /// typed in it, the focus and the place on the screen stay. `press` hears its buttons and forms, see [`Press`].
    pub fn vue(self, part: Rc<dyn Fn(&Journal) -> Markup>, press: Press) -> AnyView {
        self.marked(part, press, true)
    }

    /// The same, within a page that says itself which journal is in use.
    pub fn partie(self, part: Rc<dyn Fn(&Journal) -> Markup>, press: Press) -> AnyView {
        self.marked(part, press, false)
    }

    fn marked(self, part: Rc<dyn Fn(&Journal) -> Markup>, press: Press, mark: bool) -> AnyView {
        let shown = move || {
            let (state, practice) = match self.usage() {
                Usage::Vrai(state) => (state, false),
                Usage::Essai(state) => (state, mark),
                Usage::Aucun(words) => return words,
            };
            html! {
                @if practice { (terrain::essai()) }
                @match state {
                    JournalState::Opening => (terrain::lecture()),
                    JournalState::Failed(explanation) => (explanation_notice(&explanation)),
                    JournalState::Open(journal, _) => (part(&journal.borrow())),
                }
            }
        };
        show_living(Rc::new(shown), press)
    }

    /// Writes facts into the journal in use, all or none, and says `words` (nothing, when empty). `undo` offers to take
    /// them all back. `done` hears once they are durable, or why they are not; without it, a failure is told.
    pub fn ecrire(self, faits: Vec<(EventId, Fait)>, words: &str, undo: bool, done: Option<Done>) {
        let words = words.to_owned();
        let undo = undo.then(|| Undo::Faits(faits.iter().map(|(id, _)| *id).collect()));
        let done = done.unwrap_or_else(|| Box::new(move |done| self.tell_failure(done)));
        if self.carnet().is_real() {
            return self.carnet().write(faits, words, undo, done);
        }
        self.essai.set(true);
        self.write(done, async move |practice| {
            practice.write(faits, &BrowserClock, &BrowserRandom).await?;
            if !words.is_empty() {
                self.tell(words, undo);
            }
            Ok(())
        });
    }

    /// Closes a round for this phone: its taps are gone, each door keeps its outcome and dates. A tap opens it again.
    pub fn clore(self, tournee: EventId) {
        let cloture = self.lire(|journal| {
            let tapped = self.appareil.get_value().and_then(|appareil| journal.cloture(tournee, appareil));
            tapped.unwrap_or(Cloture { tournee, portes: Vec::new(), autres: Default::default() })
        });
        if let Some(cloture) = cloture {
            self.ecrire(vec![(Session::new_draft(), Fait::TourneeClose(cloture))], "", false, None);
        }
    }

    /// Begins the tour of the practice, with an invented round where none is under way.
    pub fn commencer_visite(self) {
        self.essai.set(true);
        let begun = |journal: &Journal| journal.tournees().any(|vue| vue.statut == Statut::EnCours);
        if self.lire(begun).unwrap_or_default() {
            return self.visite.set(Some(self.mark(0)));
        }
        let Some(contrat) = self.ready() else { return };
        let quartier = contrat.arbre().pack().quartiers.first().map(|quartier| quartier.id.clone());
        let besoin = contrat.vocabulaire().besoins.first().map(|besoin| besoin.id.clone());
        let made = essai(contrat.id(), quartier, besoin, Session::today(), &mut Session::new_draft);
        let Some((_, faits)) = made else { return };
        let begin = move |done: Result<(), Explanation>| match done {
            Ok(()) => self.visite.set(Some(self.mark(0))),
            failed => self.tell_failure(failed),
        };
        self.ecrire(faits, "", false, Some(Box::new(begin)));
    }

    /// A step of the tour, which begins with the journal as it is now.
    fn mark(self, etape: usize) -> Visite {
        let (entrees, contacts) = self.lire(|journal| (journal.len(), journal.nombre())).unwrap_or_default();
        Visite { etape, entrees, contacts }
    }

    /// Goes on with the tour.
    pub fn passer_etape(self) {
        self.visite.update(|visite| *visite = visite.map(|visite| self.mark(visite.etape + 1)));
    }

    /// Goes on with the tour whenever what a step asks for was done.
    pub fn suivre_visite(self, route: Memo<Route>) {
        Effect::new(move |_| {
            let Some(visite) = self.visite.get() else { return };
            let now = self.mark(visite.etape);
            let done = match visite.etape {
                0 => matches!(route.get(), Route::Tournee(_)),
                1..=3 => now.entrees > visite.entrees,
                4 => now.contacts > visite.contacts,
                _ => false,
            };
            if done {
                self.visite.set(Some(Visite { etape: visite.etape + 1, ..now }));
            }
        });
    }

    /// Erases a contact, with a way back.
    pub fn erase(self, contact: EventId) {
        let fait = Fait::ContactEfface(Effacement::of(contact));
        self.ecrire(vec![(Session::new_draft(), fait)], "Contact effacé.", true, None);
    }

    /// Takes a contact back that was just noted, with what was tapped on its door.
    pub(super) fn take_back(self, contact: EventId, door: bool) {
        let mut faits = vec![(Session::new_draft(), Fait::ContactEfface(Effacement::of(contact)))];
        for tap in Saisie::passage_of(contact).into_iter().filter(|_| door) {
            faits.push((Session::new_draft(), Fait::Annule(Annulation::of(tap))));
        }
        self.ecrire(faits, "C'est annulé.", false, None);
    }

    /// Takes entries back.
    pub(super) fn annuler(self, ids: &[EventId]) {
        let faits = ids.iter().map(|id| (Session::new_draft(), Fait::Annule(Annulation::of(*id)))).collect();
        self.ecrire(faits, "C'est annulé.", false, None);
    }
}
