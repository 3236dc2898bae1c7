//! Which keys an erasure takes with it, and when they go.
//!
//! The event of the erasure is written first, and shows at once. Its keys go ten seconds later at the earliest: at the
//! next write, at the lock, or at the next opening, whichever comes first. Until then the erasure can be taken back
//! whole; after that, taking it back brings the contact without its note and its identity.

use std::collections::{HashMap, HashSet};

use super::{Coffre, Outside};
use crate::app::coffre::copies::Kept;
use crate::app::port::{SealedStore, StoreError};
use crate::journal::{DeviceId as Appareil, Event, EventId, Fait, Journal, Moment};
use crate::order::once_each;
use crate::vault::{Class, KeyId};

/// How long an erasure can be taken back whole, in milliseconds.
pub(super) const UNDO_MS: i64 = 10_000;

/// The keys that belong to one thing only, and what was said of erasing them.
#[derive(Debug, Default)]
pub(super) struct Registre {
    /// Keys of notes and identities, by their contact.
    own: HashMap<EventId, Vec<(EventId, KeyId)>>,
    /// Keys of taps, by round and phone, with the number of the tap.
    taps: HashMap<(EventId, Appareil), Vec<(u64, KeyId)>>,
    /// Contacts of which something was erased, and when, if it was just now.
    erased: HashMap<EventId, Option<i64>>,
    /// Rounds that a phone closed: up to which number.
    closed: HashMap<(EventId, Appareil), u64>,
    /// Keys of notes that seal one already.
    notes: HashSet<KeyId>,
    /// Keys that a checkpoint names.
    retired: HashSet<KeyId>,
}

impl Registre {
    /// An event was read, or written `now`.
    pub fn note(&mut self, event: &Event, class: Class, key: KeyId, now: Option<Moment>) {
        let now_ms = now.map(|now| now.instant_ms);
        match &event.fait {
            Fait::NoteEcrite(fait) if fait.note.is_empty() => drop(self.erased.insert(fait.contact, now_ms)),
            Fait::ContactEfface(fait) | Fait::IdentiteEffacee(fait) => drop(self.erased.insert(fait.contact, now_ms)),
            Fait::TourneeClose(fait) => {
                let last = self.closed.entry((fait.tournee, event.key.appareil)).or_default();
                *last = event.key.seq.max(*last);
            }
            Fait::Checkpoint(fait) => self.retired.extend(fait.cles.iter().filter_map(|hex| key_of(hex))),
            _ => {}
        }
        if class == Class::Note {
            self.notes.insert(key);
        }
        match (class, &event.fait) {
            (Class::Note | Class::Identity, fait) => {
                if let Some(contact) = fait.contact() {
                    self.own.entry(contact).or_default().push((event.id, key));
                }
            }
            (Class::Tournee, Fait::PorteNotee(tap)) => {
                let taps = self.taps.entry((tap.tournee, event.key.appareil)).or_default();
                taps.push((event.key.seq, key));
            }
            _ => {}
        }
    }

    /// The key under which this phone notes the taps of a round that goes on.
    pub fn key_of_round(&self, tournee: EventId, appareil: Appareil) -> Option<KeyId> {
        let closed = self.closed.get(&(tournee, appareil)).copied().unwrap_or(0);
        let taps = self.taps.get(&(tournee, appareil))?;
        taps.iter().rev().find(|(seq, _)| *seq > closed).map(|(_, key)| *key)
    }

    /// Whether this key of a note seals one already.
    pub fn is_used(&self, key: KeyId) -> bool {
        self.notes.contains(&key)
    }

    /// The contact that a key of its own belongs to.
    pub fn contact_of(&self, key: KeyId) -> Option<EventId> {
        self.own.iter().find(|(_, own)| own.iter().any(|(_, of)| *of == key)).map(|(contact, _)| *contact)
    }

    /// The keys that have to go, at this moment; all of them without one.
    pub fn doomed(&self, journal: &Journal, now: Option<Moment>) -> Vec<KeyId> {
        let is_over = |since: &Option<i64>| match (since, now) {
            // A clock set back ends the waiting, too.
            (Some(since), Some(now)) => !(*since..since.saturating_add(UNDO_MS)).contains(&now.instant_ms),
            _ => true,
        };
        let mut doomed: Vec<KeyId> = self.retired.iter().copied().collect();
        for (contact, _) in self.erased.iter().filter(|(_, since)| is_over(since)) {
            doomed.extend(self.doomed_of(journal, *contact));
        }
        for (round, closed) in &self.closed {
            let taps = self.taps.get(round).into_iter().flatten();
            doomed.extend(taps.filter(|(seq, _)| seq < closed).map(|(_, key)| *key));
        }
        once_each(doomed)
    }

    /// The keys of one contact that have to go: all of them when it is erased; notes before one that took them away;
    /// identities before their erasure.
    fn doomed_of(&self, journal: &Journal, contact: EventId) -> Vec<KeyId> {
        let own = self.own.get(&contact).map(Vec::as_slice).unwrap_or_default();
        let history = journal.histoire(contact);
        let stands = || history.iter().filter(|entry| !entry.annule);
        if stands().any(|entry| matches!(entry.event.fait, Fait::ContactEfface(_))) {
            return own.iter().map(|(_, key)| *key).collect();
        }
        let last = |erases: &dyn Fn(&Fait) -> bool| {
            stands().filter(|entry| erases(&entry.event.fait)).map(|entry| entry.event.ordre()).max()
        };
        let note = last(&|fait| matches!(fait, Fait::NoteEcrite(fait) if fait.note.is_empty()));
        let identity = last(&|fait| matches!(fait, Fait::IdentiteEffacee(_)));
        let is_doomed = |entry: &Event| match entry.fait {
            Fait::NoteEcrite(_) => Some(entry.ordre()) < note,
            Fait::IdentiteNotee(_) => Some(entry.ordre()) < identity,
            _ => false,
        };
        let events = history.iter().map(|entry| entry.event);
        let gone: Vec<EventId> = events.filter(|event| is_doomed(event)).map(|event| event.id).collect();
        own.iter().filter(|(event, _)| gone.contains(event)).map(|(_, key)| *key).collect()
    }
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Destroys the keys whose time to be taken back is over at this moment; all that are doomed, without one. How many
    /// were still there.
    ///
    /// Each key ring is then written under both of its names, so that no older one keeps what was destroyed.
    pub(super) async fn let_go(&mut self, now: Option<Moment>, outside: &Outside<'_>) -> Result<usize, StoreError> {
        let doomed = self.registre.doomed(&self.journal.borrow(), now);
        let doomed: Vec<KeyId> = doomed.into_iter().filter(|key| !self.keyring.is_destroyed(*key)).collect();
        if doomed.is_empty() {
            return if self.stale.is_empty() { Ok(0) } else { self.freshen(outside).await.map(|_: Kept| 0) };
        }
        let count = self.keyring.destroy(&doomed);
        self.keep_keys_everywhere(outside).await.map(|_: Kept| count)
    }
}

/// A key by its name in a checkpoint: thirty-two hexadecimal digits.
fn key_of(hex: &str) -> Option<KeyId> {
    let is_name = hex.len() == 32 && hex.bytes().all(|digit| digit.is_ascii_hexdigit());
    let number = u128::from_str_radix(hex, 16).ok().filter(|_| is_name)?;
    Some(KeyId::new(number.to_be_bytes()))
}
