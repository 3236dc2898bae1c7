//! Letters: contacts written while the vault is locked. Whoever holds the phone can write one, and nobody can read it
//! before the vault is opened; the journal marks what came that way.

use super::copies::{Copie, Copies, Kept, names};
use super::{Coffre, Outside, Serrure, first_month};
use crate::app::port::{SealedStore, StoreError, StoreFault};
use crate::journal::{DeviceId as Appareil, Event, EventId, EventKey, Fait, Moment, Saisie};
use crate::order::once_each;
use crate::vault::{Class, Marks, write_letter};

impl Serrure {
    /// Writes a contact into a locked vault, in both copies. `draft` is the id of its form: saving five times leaves one
    /// letter.
    pub async fn write<D: SealedStore, F: SealedStore>(
        &self,
        copies: &Copies<D, F>,
        draft: EventId,
        saisie: Saisie,
        outside: &Outside<'_>,
    ) -> Result<Kept, StoreError> {
        let now = outside.now();
        let faits = saisie.faits(draft, now.jour);
        let texts: Vec<String> = faits.into_iter().map(|(id, fait)| unnumbered(id, now, fait).to_text()).collect();
        let letter = write_letter(self.vault, self.public, texts.join("\n").as_bytes(), &mut outside.draw());
        let letter = letter.ok_or_else(|| StoreError { fault: StoreFault::Unknown, detail: "public key".into() })?;
        Kept::of(copies.put(&names::lettre(draft), &letter).await)
    }
}

/// An event that gets its number when the vault is opened.
fn unnumbered(id: EventId, now: Moment, fait: Fait) -> Event {
    Event::new(id, EventKey { appareil: Appareil::new([0; 16]), branche: 0, seq: 0 }, 0, now, fait)
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Takes the letters into the journal, then deletes them and draws a new pair for the next ones. How many contacts
    /// came, and how many letters do not open: those stay.
    pub(super) async fn take_letters(&mut self, outside: &Outside<'_>) -> Result<(usize, usize), StoreError> {
        let mut found: Vec<String> = self.copies.names().await.into_iter().flatten().flatten().collect();
        found.retain(|name| name.starts_with(names::LETTRE));
        let found = once_each(found);
        let (mut taken, mut lost) = (0, 0);
        for name in &found {
            let draft = name.strip_prefix(names::LETTRE).and_then(EventId::parse);
            if draft.is_some_and(|draft| self.journal.borrow().contains(draft)) {
                self.forget_letter(name).await;
                continue;
            }
            let Some(faits) = self.read_letter(name).await else {
                lost += 1;
                continue;
            };
            let marks = Marks { unlocked_later: true, ..Marks::default() };
            taken += faits.iter().filter(|(_, fait, _)| matches!(fait, Fait::ContactNote(_))).count();
            self.write_at(faits, marks, outside).await?;
            self.forget_letter(name).await;
        }
        if taken > 0 {
            self.keyring.renew_box(&mut outside.draw());
            // What lasts has a key at hand, for the drafts of this session.
            self.keyring.draw(Class::Durable, first_month(), &mut outside.draw());
            self.keep_keys(outside).await?;
        }
        Ok((taken, lost))
    }

    /// Deletes a letter. One that stays is known by its id the next time.
    async fn forget_letter(&self, name: &str) {
        let removed = self.copies.remove(name).await;
        drop(removed);
    }

    async fn read_letter(&self, name: &str) -> Option<Vec<(EventId, Fait, Moment)>> {
        let kept = self.copies.get(name).await;
        Copie::ALL.into_iter().find_map(|copie| {
            let letter = kept[copie.at()].as_ref().ok()?.as_ref()?;
            let plain = self.keyring.open_letter(letter).ok()?;
            let events = std::str::from_utf8(&plain).ok()?.lines().map(Event::from_text);
            let events: Result<Vec<Event>, _> = events.collect();
            Some(events.ok()?.into_iter().map(|event| (event.id, event.fait, event.moment)).collect())
        })
    }
}
