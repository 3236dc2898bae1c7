//! What the pages of the field share: the journal that is in use, as they read it and write into it.

use std::rc::Rc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::{Carnet, Etat, JournalState, Session, Undo};
use crate::app::explain::Explanation;
use crate::browser::{BrowserClock, BrowserRandom};
use crate::journal::{Annulation, EventId, Fait, Journal};
use crate::ui::documents::terrain::{essai, ferme, lecture};
use crate::ui::markup::explanation_notice;
use crate::ui::parts::{Press, show_living};

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
    /// The journal in use. Whoever asks within a drawing is drawn anew when it changes.
    fn usage(self) -> Usage {
        let carnet = Carnet::needed();
        match carnet.etat.get() {
            Etat::Ouvert => Usage::Vrai(carnet.journal.get()),
            Etat::Absent => Usage::Essai(self.journal.get()),
            Etat::Regarde => Usage::Aucun(lecture()),
            Etat::Refuse(explanation) => Usage::Aucun(explanation_notice(&explanation)),
            Etat::Perdu | Etat::Ferme | Etat::Ailleurs => Usage::Aucun(ferme()),
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

    /// Shows a document of the journal in use, drawn anew whenever the journal changes or a signal that it reads; what is
    /// typed in it, the focus and the place on the screen stay. `press` hears its buttons and forms, see [`Press`].
    pub fn vue(self, part: Rc<dyn Fn(&Journal) -> Markup>, press: Press) -> AnyView {
        let shown = move || {
            let (state, practice) = match self.usage() {
                Usage::Vrai(state) => (state, false),
                Usage::Essai(state) => (state, true),
                Usage::Aucun(words) => return words,
            };
            html! {
                @if practice { (essai()) }
                @match state {
                    JournalState::Opening => (lecture()),
                    JournalState::Failed(explanation) => (explanation_notice(&explanation)),
                    JournalState::Open(journal, _) => (part(&journal.borrow())),
                }
            }
        };
        show_living(Rc::new(shown), press)
    }

    /// Writes facts into the journal in use, all or none, and says `words` (nothing, when empty). `undo` offers to take
    /// them all back. `done` hears once they are durable, or why they are not; without it, a failure is told.
    pub fn ecrire(
        self,
        faits: Vec<(EventId, Fait)>,
        words: &str,
        undo: bool,
        done: Option<Box<dyn FnOnce(Result<(), Explanation>)>>,
    ) {
        let words = words.to_owned();
        let undo = undo.then(|| Undo::Faits(faits.iter().map(|(id, _)| *id).collect()));
        let done = done.unwrap_or_else(|| Box::new(move |done| self.tell_failure(done)));
        if Carnet::get().is_real() {
            return Carnet::get().write(faits, words, undo, done);
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

    /// Takes entries back.
    pub(super) fn annuler(self, ids: &[EventId]) {
        let faits = ids.iter().map(|id| (Session::new_draft(), Fait::Annule(Annulation::of(*id)))).collect();
        self.ecrire(faits, "C'est annulé.", false, None);
    }
}
