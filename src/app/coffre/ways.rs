//! Ways in: another phrase, one more way, one less.

use super::copies::Kept;
use super::{Acces, Coffre, Outside};
use crate::app::port::{SealedStore, StoreError};
use crate::vault::{Cost, NewSlot, PublicKey, Secret, SlotError, Way};

/// Why a way in was not changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayError {
    /// The vault refuses: nothing has changed.
    Refused(SlotError),
    /// No copy took the new key ring. It is tried again at the next write: until then the old ways open, after that the
    /// new ones.
    NotKept(StoreError),
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// The ways in.
    pub fn acces(&self) -> Vec<Acces> {
        self.keyring.slots().iter().map(|slot| Acces { slot: slot.public(), way: slot.way().clone() }).collect()
    }

    /// The way by which it was opened.
    pub fn opened_by(&self) -> PublicKey {
        self.opened_by.0
    }

    /// Adds a way in.
    pub async fn add_way(&mut self, new: NewSlot, outside: &Outside<'_>) -> Result<Kept, WayError> {
        self.keyring.add_slot(&new, &mut outside.draw()).map_err(WayError::Refused)?;
        self.keep_keys(outside).await.map_err(WayError::NotKept)
    }

    /// Puts a new way in the place of an old one: another phrase, a sheet printed again, a phrase at another cost.
    /// Nothing is encrypted again.
    pub async fn change_way(&mut self, old: PublicKey, new: NewSlot, outside: &Outside<'_>) -> Result<Kept, WayError> {
        self.keyring.replace_slot(old, &new, &mut outside.draw()).map_err(WayError::Refused)?;
        if self.opened_by.0 == old
            && let Some(slot) = self.keyring.slots().last()
        {
            self.opened_by = (slot.public(), Secret::from_bytes(*new.secret.expose()));
            self.day_code = None;
        }
        self.keep_keys_everywhere(outside).await.map_err(WayError::NotKept)
    }

    /// Removes a way in, but the last one.
    pub async fn remove_way(&mut self, slot: PublicKey, outside: &Outside<'_>) -> Result<Kept, WayError> {
        self.keyring.remove_slot(slot, &mut outside.draw()).map_err(WayError::Refused)?;
        if self.opened_by.0 == slot {
            self.day_code = None;
        }
        self.keep_keys_everywhere(outside).await.map_err(WayError::NotKept)
    }
}

/// The cost at which a phrase should be derived from now on, after one derivation took so many milliseconds here.
/// Nothing where it took about a second already, or for another way: then there is nothing to change.
pub fn calibrated(way: &Way, took_ms: u32) -> Option<Cost> {
    let Way::Phrase { cost, .. } = way else { return None };
    let better = cost.calibrated(took_ms);
    let work = |cost: Cost| u64::from(cost.memory_kib()) * u64::from(cost.passes());
    let (now, then) = (work(*cost), work(better));
    (then * 2 > now * 3 || then * 3 < now * 2).then_some(better)
}
