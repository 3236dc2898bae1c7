//! Before any key: what lies on this phone.

use super::Outside;
use super::copies::{Copie, Copies, names};
use super::temoin::Temoin;
use crate::app::port::{SealedStore, StoreError};
use crate::order::in_order;
use crate::vault::{CopyFault, Locked, PublicKey, Slot, VaultId, Way};

/// What lies on this phone.
#[derive(Debug)]
pub enum Found {
    /// No trace of a vault: the first run.
    Nothing,
    /// There was a vault here, and no key ring can be read any more: the recovery screen, never the first run.
    Gone,
    /// A vault, locked.
    Locked(Box<Serrure>),
    /// A newer app wrote here. This one touches nothing.
    Newer,
    /// Neither copy answers.
    Refused(StoreError),
}

/// A locked vault: its ways in, and what can be seen of its copies without a key.
#[derive(Debug, Clone)]
pub struct Serrure {
    pub(super) vault: VaultId,
    pub(super) public: PublicKey,
    /// The key rings that were found, readable or not.
    pub(super) rings: Vec<Ring>,
    acces: Vec<Acces>,
    acces_perdus: usize,
    etat: [Etat; 2],
}

/// A key ring with its place.
#[derive(Debug, Clone)]
pub(super) struct Ring {
    pub copie: Copie,
    /// Under which of its two names.
    pub turn: usize,
    /// How new it is; 0, where it does not read.
    pub generation: u64,
    pub bytes: Vec<u8>,
}

/// A way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acces {
    /// Its name, for [`Serrure::open`].
    pub slot: PublicKey,
    /// What a person has to bring, with salt and cost.
    pub way: Way,
}

/// How a copy looks from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Etat {
    /// Its key ring is there.
    Present,
    /// It holds no key ring: it was emptied, or never written.
    Absent,
    /// Its key rings are damaged.
    Damaged,
    /// It does not answer.
    Refused(StoreError),
}

/// Looks what lies here. Nothing is written.
pub async fn look<D: SealedStore, F: SealedStore>(copies: &Copies<D, F>, outside: &Outside<'_>) -> Found {
    let mut rings: Vec<(Copie, usize, Vec<u8>)> = Vec::new();
    let mut refused = [None, None];
    for (parity, name) in names::CLEFS.into_iter().enumerate() {
        for (copie, kept) in Copie::ALL.into_iter().zip(copies.get(name).await) {
            match kept {
                Ok(Some(bytes)) => rings.push((copie, parity, bytes)),
                Ok(None) => {}
                Err(error) => refused[copie.at()] = Some(error),
            }
        }
    }
    let read: Vec<(Copie, Result<Locked, CopyFault>)> =
        rings.iter().map(|(copie, _, bytes)| (*copie, Locked::read(bytes))).collect();
    if read.iter().any(|(_, ring)| matches!(ring, Err(CopyFault::Newer))) {
        return Found::Newer;
    }
    let etat = Copie::ALL.map(|copie| match &refused[copie.at()] {
        Some(error) => Etat::Refused(error.clone()),
        None if read.iter().any(|(at, ring)| *at == copie && ring.is_ok()) => Etat::Present,
        None if read.iter().any(|(at, _)| *at == copie) => Etat::Damaged,
        None => Etat::Absent,
    });
    let readable: Vec<&Locked> = read.iter().filter_map(|(_, ring)| ring.as_ref().ok()).collect();
    let readable = in_order(readable, &|one, other| other.generation().cmp(&one.generation()));
    let Some(newest) = readable.first() else {
        if let [Some(_), Some(error)] = refused {
            return Found::Refused(error);
        }
        let is_known = Temoin::read(outside.prefs).is_some() || !rings.is_empty() || has_things(copies).await;
        return match refused.into_iter().flatten().next() {
            // Nobody can tell what the copy that does not answer holds: no first run over it.
            Some(error) => Found::Refused(error),
            None if is_known => Found::Gone,
            None => Found::Nothing,
        };
    };
    let (acces, acces_perdus) = ways_in(&readable);
    let (vault, public) = (newest.vault(), newest.public());
    let generations: Vec<u64> = read.iter().map(|(_, ring)| ring.as_ref().map_or(0, Locked::generation)).collect();
    let rings = rings.into_iter().zip(generations);
    let rings = rings.map(|((copie, turn, bytes), generation)| Ring { copie, turn, generation, bytes }).collect();
    Found::Locked(Box::new(Serrure { vault, public, rings, acces, acces_perdus, etat }))
}

async fn has_things<D: SealedStore, F: SealedStore>(copies: &Copies<D, F>) -> bool {
    copies.names().await.into_iter().flatten().any(|names| !names.is_empty())
}

/// The ways into the newest ring; where one of them is damaged, older rings may still have it.
fn ways_in(newest_first: &[&Locked]) -> (Vec<Acces>, usize) {
    let Some(newest) = newest_first.first() else { return (Vec::new(), 0) };
    let damaged = newest.slots().iter().filter(|slot| slot.is_err()).count();
    let others = newest_first.iter().filter(|ring| damaged > 0 || ring.generation() == newest.generation());
    let mut found: Vec<Acces> = Vec::new();
    for slot in others.flat_map(|ring| ring.slots()).flatten() {
        if found.iter().all(|known| known.slot != slot.public()) {
            found.push(Acces { slot: slot.public(), way: Slot::way(slot).clone() });
        }
    }
    let lost = newest.slots().len().saturating_sub(found.len());
    (found, lost)
}

impl Serrure {
    /// The vault.
    pub fn vault(&self) -> VaultId {
        self.vault
    }

    /// The ways in.
    pub fn acces(&self) -> &[Acces] {
        &self.acces
    }

    /// How many ways in are damaged in every copy.
    pub fn acces_perdus(&self) -> usize {
        self.acces_perdus
    }

    /// How a copy looks.
    pub fn etat(&self, copie: Copie) -> &Etat {
        &self.etat[copie.at()]
    }
}
