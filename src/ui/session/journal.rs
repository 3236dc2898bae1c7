//! The practice journal: read once, then changed by one task after the other.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Carnet, JournalState, Session, Undo};
use crate::app::explain::Explanation;
use crate::app::port::StoreError;
use crate::app::practice::{Practice, new_id};
use crate::browser::{BrowserClock, BrowserRandom, PracticeDb};
use crate::journal::{EventId, Saisie};

impl Session {
    /// Reads the practice journal.
    pub fn open_journal(&self) {
        let session = *self;
        spawn_local(async move {
            let practice = session.practice.get_value();
            let mut practice = practice.lock().await;
            match Practice::open(PracticeDb::new()).await {
                Ok(mut opened) => {
                    // What cannot be written now is closed the next time.
                    drop(opened.close_rounds(&BrowserClock, &BrowserRandom).await);
                    session.publish(&opened);
                    *practice = Some(opened);
                }
                Err(error) => session.journal.set(JournalState::Failed(error.explain())),
            }
        });
    }

    fn publish(&self, practice: &Practice<PracticeDb>) {
        self.appareil.set_value(practice.appareil());
        self.journal.set(JournalState::Open(practice.partage(), practice.unreadable()));
    }

    /// An id for a form that opens: saving it twice notes one contact.
    pub fn new_draft() -> EventId {
        new_id(&BrowserClock, &BrowserRandom)
    }

    /// Notes a contact; `done` hears once it is durable, or why it is not.
    pub fn note(&self, draft: EventId, saisie: Saisie, done: impl FnOnce(Result<(), Explanation>) + 'static) {
        if Carnet::get().is_real() {
            return Carnet::get().note(draft, saisie, done);
        }
        self.essai.set(true);
        let session = *self;
        let undo = Undo::Contact(draft, saisie.passage.is_some());
        self.write(done, async move |practice| {
            practice.note(draft, saisie, &BrowserClock, &BrowserRandom).await?;
            session.tell("Contact enregistré dans le journal d'essai.".into(), Some(undo));
            Ok(())
        });
    }

    /// Deletes the whole practice journal.
    pub fn clear_journal(&self) {
        self.essai.set(true);
        self.visite.set(None);
        let session = *self;
        self.write(
            move |done| session.tell_failure(done),
            async move |practice| {
                practice.clear().await?;
                session.forget_list();
                session.tell("Journal d'essai supprimé.".into(), None);
                Ok(())
            },
        );
    }

    /// Runs one change of the practice journal after the other, in a task that no page can cancel by going away.
    pub(super) fn write<C>(&self, done: impl FnOnce(Result<(), Explanation>) + 'static, change: C)
    where
        C: AsyncFnOnce(&mut Practice<PracticeDb>) -> Result<(), StoreError> + 'static,
    {
        let session = *self;
        spawn_local(async move {
            let practice = session.practice.get_value();
            let mut practice = practice.lock().await;
            let Some(practice) = practice.as_mut() else {
                return done(Err(Explanation::new(
                    "Le journal d'essai n'est pas ouvert.",
                    "Rien n'a été perdu.",
                    "Fermez Relais, rouvrez-le et réessayez.",
                )));
            };
            // What the person waits for comes first.
            done(change(practice).await.map_err(|error| error.explain()));
            session.publish(practice);
        });
    }
}
