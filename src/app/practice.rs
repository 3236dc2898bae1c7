//! The practice journal: noting contacts to learn how, without any real person in it.
//!
//! It has a database of its own, is marked "essai" on every screen, and goes in one tap. The real journal will be
//! born sealed by the vault; nothing written here can end up there.

use std::cell::Ref;
use std::rc::Rc;

use super::Partage;
use super::port::{Clock, EventStore, Random, StoreError, StoreFault};
use crate::journal::{DeviceId, Event, EventId, Fait, Journal, Saisie};

/// How often a write is tried again after another window took its number.
const TRIES: usize = 5;

/// The open practice journal: its store and the state folded from it.
#[derive(Debug)]
pub struct Practice<S> {
    store: S,
    journal: Partage,
    appareil: Option<DeviceId>,
    unreadable: usize,
}

impl<S: EventStore> Practice<S> {
    /// Reads everything that the store holds. Events that this app cannot read stay there, counted.
    pub async fn open(store: S) -> Result<Self, StoreError> {
        let mut practice = Self { store, journal: Partage::default(), appareil: None, unreadable: 0 };
        practice.reload().await?;
        Ok(practice)
    }

    async fn reload(&mut self) -> Result<(), StoreError> {
        let texts = self.store.all().await?;
        *self.journal.borrow_mut() = Journal::default();
        self.appareil = None;
        self.unreadable = 0;
        for text in texts {
            match Event::from_text(&text) {
                Ok(event) => {
                    self.appareil = Some(event.key.appareil);
                    self.journal.borrow_mut().apply(event);
                }
                Err(_) => self.unreadable += 1,
            }
        }
        Ok(())
    }

    /// The state.
    pub fn journal(&self) -> Ref<'_, Journal> {
        self.journal.borrow()
    }

    /// The state, for screens that read it while it goes on being written.
    pub fn partage(&self) -> Partage {
        Rc::clone(&self.journal)
    }

    /// How many events this app cannot read (a newer app wrote them).
    pub fn unreadable(&self) -> usize {
        self.unreadable + self.journal.borrow().inconnus().count()
    }

    /// Notes a contact and what travels apart from it, all or nothing. `draft` is the id that the form got when it was opened, so that pressing "Enregistrer" five
    /// times notes one contact.
    pub async fn note(
        &mut self,
        draft: EventId,
        saisie: Saisie,
        clock: &impl Clock,
        random: &impl Random,
    ) -> Result<(), StoreError> {
        let faits = saisie.faits(draft, clock.now().jour);
        self.write(faits, clock, random).await
    }

    /// Closes the rounds that were left open on an earlier day.
    pub async fn close_rounds(&mut self, clock: &impl Clock, random: &impl Random) -> Result<(), StoreError> {
        let Some(appareil) = self.appareil else { return Ok(()) };
        let open = self.journal.borrow().a_clore(appareil, clock.now().jour);
        let closings = open.into_iter().filter_map(|tournee| self.journal.borrow().cloture(tournee, appareil));
        let faits: Vec<(EventId, Fait)> =
            closings.map(|cloture| (new_id(clock, random), Fait::TourneeClose(cloture))).collect();
        self.write(faits, clock, random).await
    }

    /// This phone, as the journal names it, once it has written.
    pub fn appareil(&self) -> Option<DeviceId> {
        self.appareil
    }

    /// Deletes the whole practice journal.
    pub async fn clear(&mut self) -> Result<(), StoreError> {
        self.store.clear().await?;
        self.reload().await
    }

    /// The one function that writes: it adds the events, all or none, each under its id; waits until they are durable,
    /// then takes them into the state. What is known already is not written again.
    pub async fn write(
        &mut self,
        faits: Vec<(EventId, Fait)>,
        clock: &impl Clock,
        random: &impl Random,
    ) -> Result<(), StoreError> {
        let now = clock.now();
        let mut appareil = *self.appareil.get_or_insert_with(|| new_device(random));
        let (key, rang) = self.journal.borrow().next(appareil);
        let mut events: Vec<Event> = faits.into_iter().map(|(id, fait)| Event::new(id, key, rang, now, fait)).collect();
        let mut tries = 0;
        loop {
            events.retain(|event| !self.journal.borrow().contains(event.id));
            if events.is_empty() {
                return Ok(());
            }
            let (mut key, mut rang) = self.journal.borrow().next(appareil);
            for event in &mut events {
                (event.key, event.rang) = (key, rang);
                key.seq += 1;
                rang += 1;
            }
            match self.store.add(&events).await {
                Ok(()) => {
                    for event in events {
                        self.journal.borrow_mut().apply(event);
                    }
                    return Ok(());
                }
                // Another window wrote under this number: read what it wrote and take the next number.
                Err(StoreError { fault: StoreFault::Conflict, .. }) if tries < TRIES => {
                    tries += 1;
                    self.reload().await?;
                    appareil = *self.appareil.get_or_insert(appareil);
                }
                Err(error) => return Err(error),
            }
        }
    }
}

/// A fresh id for a draft or an event. It tells the half-day at most.
pub fn new_id(clock: &impl Clock, random: &impl Random) -> EventId {
    let mut bytes = [0; 10];
    random.fill(&mut bytes);
    EventId::new(clock.now().half_day().instant_ms, bytes)
}

fn new_device(random: &impl Random) -> DeviceId {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    DeviceId::new(bytes)
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::*;
    use crate::app::memory::{CountingRandom, FixedClock, MemoryEvents};
    use crate::journal::{Annulation, Cadre, Contact, Effacement, EventKey, Issue, Jour, Moment, NoteLibre};

    fn clock() -> FixedClock {
        let jour = Jour::new(2026, 11, 22).unwrap();
        FixedClock(Moment { instant_ms: 1_795_000_000_000, jour, decalage_min: 60 })
    }

    fn contact(issue: Issue) -> Contact {
        Contact::new("essai", Cadre::PorteAPorte, issue)
    }

    fn saisie(issue: Issue) -> Saisie {
        Saisie::new(contact(issue))
    }

    fn open(store: MemoryEvents) -> Practice<MemoryEvents> {
        block_on(Practice::open(store)).unwrap()
    }

    #[test]
    fn five_taps_on_save_note_one_contact() {
        let random = CountingRandom::default();
        let mut practice = open(MemoryEvents::default());
        let draft = new_id(&clock(), &random);
        for _ in 0..5 {
            block_on(practice.note(draft, saisie(Issue::Echange), &clock(), &random)).unwrap();
        }
        assert_eq!(practice.journal().contacts().count(), 1);
    }

    #[test]
    fn a_contact_is_there_after_a_restart() {
        let random = CountingRandom::default();
        let mut practice = open(MemoryEvents::default());
        block_on(practice.note(new_id(&clock(), &random), saisie(Issue::Refus), &clock(), &random)).unwrap();
        let again = open(practice.store);
        assert_eq!(again.journal().contacts().next().unwrap().contact, contact(Issue::Refus));
    }

    #[test]
    fn a_failed_write_never_looks_saved_and_its_retry_is_one_contact() {
        let random = CountingRandom::default();
        let mut practice = open(MemoryEvents::default());
        let draft = new_id(&clock(), &random);
        practice.store.fail_with(Some(StoreFault::Full));
        let refused = block_on(practice.note(draft, saisie(Issue::Absent), &clock(), &random));
        assert_eq!(refused.unwrap_err().fault, StoreFault::Full);
        assert_eq!(practice.journal().contacts().count(), 0);
        practice.store.fail_with(None);
        block_on(practice.note(draft, saisie(Issue::Absent), &clock(), &random)).unwrap();
        assert_eq!(practice.journal().contacts().count(), 1);
    }

    #[test]
    fn a_number_taken_by_another_window_is_passed_over() {
        let random = CountingRandom::default();
        let mut here = open(MemoryEvents::default());
        block_on(here.note(new_id(&clock(), &random), saisie(Issue::Absent), &clock(), &random)).unwrap();
        let (key, rang) = here.journal.borrow().next(here.appareil.unwrap());
        let fait = Fait::ContactNote(Box::new(contact(Issue::Refus)));
        let elsewhere = Event::new(new_id(&clock(), &random), key, rang, clock().0, fait);
        block_on(here.store.add(&[elsewhere])).unwrap();
        block_on(here.note(new_id(&clock(), &random), saisie(Issue::Echange), &clock(), &random)).unwrap();
        let issues: Vec<Issue> = here.journal().contacts().map(|record| record.contact.issue).collect();
        assert_eq!(issues, [Issue::Echange, Issue::Refus, Issue::Absent]);
    }

    #[test]
    fn a_contact_and_its_note_are_written_together_or_not_at_all() {
        let random = CountingRandom::default();
        let mut practice = open(MemoryEvents::default());
        let draft = new_id(&clock(), &random);
        let mut saisie = saisie(Issue::Echange);
        saisie.note = NoteLibre::new("Rappeler lundi").unwrap();
        // Another window holds the number of the note: nothing is written under either.
        let (key, rang) = practice.journal.borrow().next(*practice.appareil.insert(new_device(&random)));
        let second = EventKey { seq: key.seq + 1, ..key };
        let fait = Fait::ContactNote(Box::new(contact(Issue::Refus)));
        let elsewhere = Event::new(new_id(&clock(), &random), second, rang, clock().0, fait);
        block_on(practice.store.add(&[elsewhere])).unwrap();
        block_on(practice.note(draft, saisie, &clock(), &random)).unwrap();
        let again = open(practice.store);
        let notes: Vec<String> = again.journal().contacts().map(|record| record.note.as_str().to_owned()).collect();
        assert_eq!(notes, ["Rappeler lundi", ""]);
        assert_eq!(again.journal().conflits(), []);
    }

    #[test]
    fn an_entry_of_a_newer_app_is_counted_and_its_number_is_not_taken() {
        let random = CountingRandom::default();
        let mut practice = open(MemoryEvents::default());
        block_on(practice.note(new_id(&clock(), &random), saisie(Issue::Refus), &clock(), &random)).unwrap();
        let (key, rang) = practice.journal.borrow().next(practice.appareil.unwrap());
        let fait = Fait::ContactNote(Box::new(contact(Issue::Absent)));
        let newer = Event::new(new_id(&clock(), &random), key, rang, clock().0, fait).to_text();
        let newer = Event::from_text(&newer.replace("ContactNote", "ContactReve")).unwrap();
        block_on(practice.store.add(&[newer])).unwrap();
        let mut again = open(practice.store);
        block_on(again.note(new_id(&clock(), &random), saisie(Issue::Echange), &clock(), &random)).unwrap();
        assert_eq!((again.unreadable(), again.journal().contacts().count()), (1, 2));
        assert_eq!(again.journal().conflits(), []);
    }

    #[test]
    fn an_erased_contact_can_be_brought_back_and_clearing_leaves_nothing() {
        let random = CountingRandom::default();
        let mut practice = open(MemoryEvents::default());
        let id = new_id(&clock(), &random);
        block_on(practice.note(id, saisie(Issue::Echange), &clock(), &random)).unwrap();
        let erasure = new_id(&clock(), &random);
        let fait = Fait::ContactEfface(Effacement::of(id));
        block_on(practice.write(vec![(erasure, fait)], &clock(), &random)).unwrap();
        assert_eq!(practice.journal().contacts().count(), 0);
        let fait = Fait::Annule(Annulation::of(erasure));
        block_on(practice.write(vec![(new_id(&clock(), &random), fait)], &clock(), &random)).unwrap();
        assert_eq!(practice.journal().contacts().count(), 1);
        block_on(practice.clear()).unwrap();
        assert!(practice.journal().is_empty());
    }
}
