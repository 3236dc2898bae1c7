//! The state folded from events, in any order, with any repetition.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Contact, Event, EventId, EventKey, Fait, Moment};

/// What the events read so far amount to.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    contacts: BTreeMap<EventKey, ContactRecord>,
    erasures: HashMap<EventId, Vec<EventId>>,
    undone: HashSet<EventId>,
    seen: HashSet<EventId>,
}

/// A contact as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRecord {
    /// The event that noted it.
    pub id: EventId,
    /// When.
    pub moment: Moment,
    /// What was noted.
    pub contact: Contact,
}

impl Journal {
    /// Takes an event in. A second time, it changes nothing.
    pub fn apply(&mut self, event: Event) {
        if !self.seen.insert(event.id) {
            return;
        }
        let key = event.key();
        match event.fait {
            Fait::ContactNote(contact) => {
                self.contacts.insert(key, ContactRecord { id: event.id, moment: event.moment, contact });
            }
            Fait::ContactEfface { contact } => self.erasures.entry(contact).or_default().push(event.id),
            Fait::EffacementAnnule { effacement } => {
                self.undone.insert(effacement);
            }
        }
    }

    /// The contacts that stand, the latest first.
    pub fn contacts(&self) -> impl Iterator<Item = &ContactRecord> {
        self.contacts.values().rev().filter(|record| !self.is_erased(record.id))
    }

    /// Whether an erasure of this contact stands.
    fn is_erased(&self, contact: EventId) -> bool {
        self.erasures.get(&contact).is_some_and(|erasures| erasures.iter().any(|id| !self.undone.contains(id)))
    }

    /// Whether the event of this id was taken in.
    pub fn contains(&self, id: EventId) -> bool {
        self.seen.contains(&id)
    }

    /// How many events were taken in.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether no event was taken in.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::{Cadre, DeviceId, EVENT_FORMAT, Issue, Jour, NoteLibre};

    fn id(rank: u8) -> EventId {
        EventId::new(0, [rank; 10])
    }

    fn event(rank: u8, fait: Fait) -> Event {
        let moment = Moment { instant_ms: 0, jour: Jour::new(2026, 11, 22).unwrap(), decalage_min: 60 };
        let appareil = DeviceId::new([rank % 3; 16]);
        Event { format: EVENT_FORMAT, id: id(rank), appareil, seq: u64::from(rank), moment, fait }
    }

    fn contact(issue: Issue) -> Contact {
        Contact {
            cadre: Cadre::PorteAPorte,
            contrat: "essai".into(),
            quartier: None,
            issue,
            besoins: vec![],
            langue: None,
            relance: None,
            note: NoteLibre::default(),
        }
    }

    #[test]
    fn an_erased_contact_comes_back_when_the_erasure_is_undone() {
        let mut journal = Journal::default();
        journal.apply(event(1, Fait::ContactNote(contact(Issue::Echange))));
        journal.apply(event(2, Fait::ContactEfface { contact: id(1) }));
        assert_eq!(journal.contacts().count(), 0);
        journal.apply(event(3, Fait::EffacementAnnule { effacement: id(2) }));
        assert_eq!(journal.contacts().count(), 1);
    }

    #[test]
    fn an_event_survives_its_text() {
        let written = event(1, Fait::ContactNote(contact(Issue::NePlusPasser)));
        assert_eq!(Event::from_text(&written.to_text()), Ok(written));
    }

    #[test]
    fn keys_sort_as_text_as_they_sort_as_numbers() {
        let key = |seq| EventKey { appareil: DeviceId::new([1; 16]), seq };
        assert!(key(9).to_string() < key(10).to_string());
        assert!(key(10).to_string() < key(u64::MAX).to_string());
    }

    proptest! {
        #[test]
        fn any_order_and_any_repetition_give_the_same_journal(
            order in Just((1..=12u8).chain(1..=12).collect::<Vec<_>>()).prop_shuffle()
        ) {
            let facts = |rank: u8| match rank {
                1..=6 => Fait::ContactNote(contact(Issue::Absent)),
                7..=9 => Fait::ContactEfface { contact: id(rank - 6) },
                _ => Fait::EffacementAnnule { effacement: id(rank - 3) },
            };
            let mut straight = Journal::default();
            (1..=12).for_each(|rank| straight.apply(event(rank, facts(rank))));
            let mut shuffled = Journal::default();
            order.into_iter().for_each(|rank| shuffled.apply(event(rank, facts(rank))));
            prop_assert!(straight.contacts().eq(shuffled.contacts()));
            prop_assert_eq!(shuffled.len(), 12);
        }
    }
}
