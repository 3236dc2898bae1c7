//! What only lies on this phone, and how bad it would be to lose it.

use std::collections::HashMap;

use super::backup::Sauvegarde;
use super::copies::{Copies, Kept, names};
use super::{Coffre, Outside};
use crate::app::port::{SealedStore, StoreError};
use crate::journal::{Event, Fait};
use crate::vault::DeviceId;

/// What a lost phone would take with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Risque {
    /// Contacts that are in no backup.
    pub contacts: u32,
    /// Whole days since the oldest of them.
    pub days: u32,
    /// How bad it is.
    pub niveau: Niveau,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Niveau {
    /// Nothing to do.
    Calme,
    /// From one day or 50 contacts on.
    Orange,
    /// From three days or 200 contacts on.
    Rouge,
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Judges so many contacts that are in no backup, the oldest of this instant.
pub fn risk(contacts: u32, oldest_ms: Option<i64>, now_ms: i64) -> Risque {
    let since = oldest_ms.filter(|_| contacts > 0).map_or(0, |oldest| now_ms.saturating_sub(oldest).max(0) / DAY_MS);
    let days = u32::try_from(since).unwrap_or(u32::MAX);
    let niveau = match (contacts, days) {
        (200.., _) | (_, 3..) => Niveau::Rouge,
        (50.., _) | (_, 1..) => Niveau::Orange,
        _ => Niveau::Calme,
    };
    Risque { contacts, days, niveau }
}

/// Up to where this phone's contacts are in a backup, and which came since.
#[derive(Debug, Clone, Default)]
pub(super) struct Export {
    /// Number and instant of the last one.
    pub upto: Option<(DeviceId, u64, i64)>,
    /// Contacts since, by number: their instants.
    since: HashMap<u64, i64>,
}

impl Export {
    /// Reads the mark; where it is lost, everything counts as held only here.
    pub async fn read<D: SealedStore, F: SealedStore>(copies: &Copies<D, F>) -> Self {
        let kept = copies.get(names::EXPORT).await;
        let upto = kept.into_iter().flatten().flatten().filter_map(|bytes| parse(&bytes)).max_by_key(|mark| mark.2);
        Self { upto, since: HashMap::new() }
    }

    /// One of this phone's events was read or written.
    pub fn note(&mut self, event: &Event) {
        if matches!(event.fait, Fait::ContactNote(_)) {
            self.since.insert(event.key.seq, event.moment.instant_ms);
        }
    }

    fn forget(&mut self, device: DeviceId) {
        if let Some((of, seq, _)) = self.upto.filter(|(of, ..)| *of == device) {
            debug_assert_eq!(of, device);
            self.since.retain(|number, _| *number > seq);
        }
    }
}

fn parse(bytes: &[u8]) -> Option<(DeviceId, u64, i64)> {
    let mut parts = std::str::from_utf8(bytes).ok()?.split(' ');
    let device = u128::from_str_radix(parts.next()?, 16).ok()?;
    Some((DeviceId::new(device.to_be_bytes()), parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// What a lost phone would take with it now.
    pub fn risk(&mut self, outside: &Outside<'_>) -> Risque {
        self.export.forget(self.keyring.device());
        let contacts = u32::try_from(self.export.since.len()).unwrap_or(u32::MAX);
        risk(contacts, self.export.since.values().copied().min(), outside.now().instant_ms)
    }

    /// When the last backup left this phone, in milliseconds since 1970.
    pub fn last_export_ms(&self) -> Option<i64> {
        self.export.upto.map(|(_, _, at)| at)
    }

    /// A backup left the phone: it was shared, or downloaded.
    pub async fn exported(&mut self, sauvegarde: &Sauvegarde) -> Result<Kept, StoreError> {
        let (device, seq, at) = (sauvegarde.head.device, sauvegarde.head.seq, sauvegarde.made_ms);
        let kept = Kept::of(self.copies.put(names::EXPORT, format!("{device:?} {seq} {at}").as_bytes()).await)?;
        self.export.upto = Some((device, seq, at));
        Ok(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_risk_grows_with_days_and_contacts() {
        let now = 100 * DAY_MS;
        for (contacts, days, niveau) in [
            (0, 50, Niveau::Calme),
            (1, 0, Niveau::Calme),
            (49, 0, Niveau::Calme),
            (50, 0, Niveau::Orange),
            (1, 1, Niveau::Orange),
            (199, 2, Niveau::Orange),
            (200, 0, Niveau::Rouge),
            (1, 3, Niveau::Rouge),
        ] {
            assert_eq!(risk(contacts, Some(now - days * DAY_MS), now).niveau, niveau, "{contacts} in {days} days");
        }
        assert_eq!(risk(1, Some(now + DAY_MS), now).niveau, Niveau::Calme, "a clock set back alarms nobody");
    }
}
