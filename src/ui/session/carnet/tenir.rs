//! Writing: contacts, drafts, and what is noted while the journal is locked.

use leptos::prelude::*;

use super::{Carnet, Ouvert, ferme, outside};
use crate::app::coffre::{Brouillon, Kept};
use crate::app::ebauche::Ebauche;
use crate::app::explain::Explanation;
use crate::journal::{EventId, Fait, Saisie};
use crate::ui::session::Undo;
use crate::ui::session::terrain::Done;

impl Carnet {
    /// Notes a contact: in the open journal, or as a letter to the locked one. `done` hears once it is durable.
    pub fn note(self, draft: EventId, saisie: Saisie, done: impl FnOnce(Result<(), Explanation>) + 'static) {
        self.frappe.set_value(None);
        let undo = Undo::Contact(draft, saisie.passage.is_some());
        self.run(async move |interieur| {
            let copies = self.copies.get_value();
            let (result, words, undo) = match (&mut interieur.ouvert, &interieur.serrure) {
                (Some(ouvert), _) => (ouvert.note(draft, saisie, &outside()).await, "Contact enregistré.", Some(undo)),
                (None, Some(serrure)) => {
                    let kept = serrure.write(&copies, draft, saisie, &outside()).await;
                    drop(copies.files.release().await);
                    (kept, "Contact gardé, sous clé. Il rejoindra le journal à la prochaine ouverture.", None)
                }
                (None, None) => return done(Err(ferme())),
            };
            let is_noted = result.is_ok();
            if is_noted {
                self.brouillons.update(|brouillons| brouillons.retain(|brouillon| brouillon.id != draft));
            }
            // What the person waits for comes first.
            done(result.map(|kept| self.told(&kept, words, undo)).map_err(|error| error.explain()));
            if let Some(ouvert) = &mut interieur.ouvert {
                self.publish(ouvert);
                if is_noted {
                    ouvert.drop_draft(draft).await;
                }
            }
        });
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
