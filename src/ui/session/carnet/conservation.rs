//! How long months are kept: chosen by the person; what is over is listed, and goes at their word.

use leptos::prelude::*;

use super::{Carnet, ferme, outside};
use crate::journal::{ConservationChoisie, Fait, MoisGardes};
use crate::ui::session::{JournalState, Session};

impl Carnet {
    /// How many months were chosen, where somebody did. Whoever asks within a drawing is drawn anew when it changes.
    pub fn months_chosen(self) -> Option<MoisGardes> {
        self.journal.with(|journal| match journal {
            JournalState::Open(journal, _) => journal.borrow().conservation(),
            _ => None,
        })
    }

    /// Chooses how many months are kept, and lists anew what is over.
    pub fn keep_months(self, mois: MoisGardes) {
        let faits = vec![(Session::new_draft(), Fait::ConservationChoisie(ConservationChoisie::of(mois)))];
        let words = format!("Choisi : chaque mois est gardé {} mois après sa fin.", mois.get());
        let done = move |done| match done {
            Ok(()) => self.list_over(),
            failed => self.session.tell_failure(failed),
        };
        self.write(faits, words, None, Box::new(done));
    }

    /// Lists the months whose time is over, once the whole journal is read.
    pub fn list_over(self) {
        self.run(async move |interieur| {
            if let Some(ouvert) = interieur.ouvert.as_ref().filter(|ouvert| ouvert.is_reconciled()) {
                self.depasse.set(Some(ouvert.plan(&outside())));
            }
        });
    }

    /// Lets go what was listed.
    pub fn let_months_go(self) {
        let Some(Ok(Some(plan))) = self.depasse.get_untracked() else { return };
        self.work("Destruction…", async move |interieur| {
            let ouvert = interieur.ouvert.as_mut().ok_or_else(ferme)?;
            let kept = ouvert.retire(&plan, &outside()).await.map_err(|error| error.explain())?;
            self.publish(ouvert);
            self.depasse.set(Some(ouvert.plan(&outside())));
            self.told(&kept, "C'est détruit sur ce téléphone.", None);
            Ok(())
        });
    }
}
