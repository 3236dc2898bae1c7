//! Writing: contacts, drafts, and what is noted while the journal is locked.

use leptos::prelude::*;

use super::{Carnet, Ouvert, ferme, outside};
use crate::app::coffre::{Brouillon, Kept};
use crate::app::ebauche::Ebauche;
use crate::app::explain::Explanation;
use crate::journal::{Annulation, Effacement, EventId, Fait, Saisie};
use crate::ui::session::terrain::Done;
use crate::ui::session::{Session, Step, Undo};

impl Carnet {
    /// Notes a contact: in the open journal, or as a letter to the locked one. `done` hears once it is durable.
    pub fn note(self, draft: EventId, saisie: Saisie, done: impl FnOnce(Result<(), Explanation>) + 'static) {
        self.frappe.set_value(None);
        self.run(async move |interieur| {
            let copies = self.copies.get_value();
            let result = match (&mut interieur.ouvert, &interieur.serrure) {
                (Some(ouvert), _) => {
                    let kept = ouvert.note(draft, saisie, &outside()).await;
                    self.publish(ouvert);
                    kept.map(|kept| self.told(&kept, "Contact enregistré.", Some(Undo::Contact(Step::Note(draft)))))
                }
                (None, Some(serrure)) => {
                    let kept = serrure.write(&copies, draft, saisie, &outside()).await;
                    drop(copies.files.release().await);
                    let words = "Contact gardé, sous clé. Il rejoindra le journal à la prochaine ouverture.";
                    kept.map(|kept| self.told(&kept, words, None))
                }
                (None, None) => return done(Err(ferme())),
            };
            self.brouillons.update(|brouillons| brouillons.retain(|brouillon| brouillon.id != draft));
            done(result.map_err(|error| error.explain()));
        });
    }

    /// Erases a contact, with a way back.
    pub(in crate::ui::session) fn erase(self, contact: EventId) {
        let id = Session::new_draft();
        let fait = Fait::ContactEfface(Effacement::of(contact));
        let undo = Some(Undo::Contact(Step::Erase(id)));
        self.write(vec![(id, fait)], "Contact effacé.".into(), undo, self.told_failure());
    }

    /// Takes back what was just done with a contact.
    pub(in crate::ui::session) fn take_back(self, step: Step) {
        let fait = match step {
            Step::Note(contact) => Fait::ContactEfface(Effacement::of(contact)),
            Step::Erase(erasure) => Fait::Annule(Annulation::of(erasure)),
        };
        let faits = vec![(Session::new_draft(), fait)];
        self.write(faits, "C'est annulé.".into(), None, self.told_failure());
    }

    /// Writes facts into the open journal, all or none. `done` hears once they are durable.
    pub(in crate::ui::session) fn write(
        self,
        faits: Vec<(EventId, Fait)>,
        words: String,
        undo: Option<Undo>,
        done: Done,
    ) {
        self.run(async move |interieur| {
            let Some(ouvert) = interieur.ouvert.as_mut() else { return done(Err(ferme())) };
            let kept = ouvert.write(faits, &outside()).await;
            self.publish(ouvert);
            done(kept.map(|kept| self.told(&kept, &words, undo)).map_err(|error| error.explain()));
        });
    }

    fn told_failure(self) -> Done {
        Box::new(move |done| self.session.tell_failure(done))
    }

    /// Says that it is kept; where only one copy took it, that too.
    pub(super) fn told(self, kept: &Kept, words: &str, undo: Option<Undo>) {
        let words = match kept.explain() {
            None => words.to_owned(),
            Some(Explanation { what, next, .. }) => format!("{what} {next}"),
        };
        if !words.is_empty() {
            self.session.tell(words, undo);
        }
    }

    /// Remembers what a form holds; it is kept, sealed, as soon as the fingers rest.
    pub fn typed(self, draft: EventId, ebauche: &Ebauche) {
        if self.etat.get_untracked() == super::Etat::Ouvert && ebauche.is_begun() {
            self.frappe.set_value(Some((draft, ebauche.to_text())));
        }
    }

    /// Keeps what was typed, if something was.
    pub fn rest(self) {
        if self.frappe.with_value(Option::is_none) {
            return;
        }
        self.run(async move |interieur| {
            if let Some(ouvert) = interieur.ouvert.as_mut() {
                self.keep_typed(ouvert).await;
            }
        });
    }

    pub(super) async fn keep_typed(self, ouvert: &mut Ouvert) {
        let typed = self.frappe.try_update_value(Option::take).flatten();
        let Some((draft, text)) = typed else { return };
        let kept = ouvert.save_draft(draft, text.as_bytes(), &outside()).await;
        if let Err(error) = kept {
            self.souci.set(Some(error.explain()));
        }
    }

    /// Gives the form that opens its draft, if one is being gone on with.
    pub fn resume(self) -> Option<Brouillon> {
        self.repris.try_update(Option::take).flatten()
    }

    /// Throws a draft away.
    pub fn drop_draft(self, id: EventId) {
        self.brouillons.update(|brouillons| brouillons.retain(|brouillon| brouillon.id != id));
        self.run(async move |interieur| {
            if let Some(ouvert) = interieur.ouvert.as_mut() {
                ouvert.drop_draft(id).await;
            }
        });
    }

    /// The person vouches for the clock.
    pub fn confirm_clock(self) {
        self.work("Enregistrement…", async move |interieur| {
            let ouvert = interieur.ouvert.as_mut().ok_or_else(ferme)?;
            ouvert.confirm_clock(&outside()).await.map_err(|error| error.explain())?;
            self.publish(ouvert);
            Ok(())
        });
    }
}
