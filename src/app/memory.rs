//! The ports in memory: twins of the browser's, held to the same conformance suite, and pliable to faults.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::port::{
    Clock, EventStore, PackHeader, PackStore, Prefs, Random, Remote, RemoteError, StoreError, StoreFault, StoredPack,
};
use crate::journal::{Event, Jour, Moment};

/// A catalogue in memory.
#[derive(Debug, Default)]
pub struct MemoryPacks(RefCell<BTreeMap<String, StoredPack>>);

impl PackStore for MemoryPacks {
    async fn list(&self) -> Result<Vec<PackHeader>, StoreError> {
        Ok(self.0.borrow().values().map(|pack| pack.header.clone()).collect())
    }

    async fn text(&self, id: &str) -> Result<Option<String>, StoreError> {
        Ok(self.0.borrow().get(id).map(|pack| pack.text.clone()))
    }

    async fn put(&self, pack: &StoredPack) -> Result<(), StoreError> {
        self.0.borrow_mut().insert(pack.header.id.clone(), pack.clone());
        Ok(())
    }

    async fn remove(&self, id: &str) -> Result<(), StoreError> {
        self.0.borrow_mut().remove(id);
        Ok(())
    }
}

/// A store of events in memory, which can be told to fail.
#[derive(Debug, Default)]
pub struct MemoryEvents {
    events: RefCell<BTreeMap<String, String>>,
    fault: Cell<Option<StoreFault>>,
}

impl MemoryEvents {
    /// Makes every later call fail in this way, or none.
    pub fn fail_with(&self, fault: Option<StoreFault>) {
        self.fault.set(fault);
    }

    fn check(&self) -> Result<(), StoreError> {
        match self.fault.get() {
            Some(fault) => Err(StoreError { fault, detail: "told to fail".into() }),
            None => Ok(()),
        }
    }
}

impl EventStore for MemoryEvents {
    async fn all(&self) -> Result<Vec<String>, StoreError> {
        self.check()?;
        Ok(self.events.borrow().values().cloned().collect())
    }

    async fn add(&self, events: &[Event]) -> Result<(), StoreError> {
        self.check()?;
        let rows: BTreeMap<String, String> =
            events.iter().map(|event| (event.key.to_string(), event.to_text())).collect();
        let mut kept = self.events.borrow_mut();
        if let Some((key, _)) = rows.iter().find(|(key, text)| kept.get(*key).is_some_and(|kept| kept != *text)) {
            return Err(StoreError { fault: StoreFault::Conflict, detail: key.clone() });
        }
        kept.extend(rows);
        Ok(())
    }

    async fn clear(&self) -> Result<(), StoreError> {
        self.check()?;
        self.events.borrow_mut().clear();
        Ok(())
    }
}

/// A site in memory: paths and what they answer.
#[derive(Debug, Default)]
pub struct MemoryRemote(pub BTreeMap<String, Vec<u8>>);

impl Remote for MemoryRemote {
    async fn fetch(&self, path: &str, limit: usize, progress: &dyn Fn(usize)) -> Result<Vec<u8>, RemoteError> {
        let bytes = self.0.get(path).ok_or(RemoteError::Offline)?;
        if bytes.len() > limit {
            return Err(RemoteError::TooLarge { limit });
        }
        progress(bytes.len());
        Ok(bytes.clone())
    }
}

/// A clock that stands where it was put.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Moment);

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        self.0
    }
}

/// Bytes that count up: different at each call, the same in each run.
#[derive(Debug, Default)]
pub struct CountingRandom(Cell<u64>);

impl Random for CountingRandom {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.set(self.0.get() + 1);
        for (byte, count) in bytes.iter_mut().zip(self.0.get().to_le_bytes().into_iter().cycle()) {
            *byte = count;
        }
    }
}

/// Preferences in memory.
#[derive(Debug, Default)]
pub struct MemoryPrefs(RefCell<BTreeMap<String, String>>);

impl Prefs for MemoryPrefs {
    fn get(&self, key: &str) -> Option<String> {
        self.0.borrow().get(key).cloned()
    }

    fn set(&self, key: &str, value: &str) {
        self.0.borrow_mut().insert(key.to_owned(), value.to_owned());
    }
}

/// A clock that is turned by hand: invented journals and benches live through years in it.
#[derive(Debug)]
pub struct TurnedClock(Cell<i64>);

impl TurnedClock {
    /// A clock that shows this instant, in milliseconds since 1970.
    pub fn at(instant_ms: i64) -> Self {
        Self(Cell::new(instant_ms))
    }

    /// Lets so many milliseconds pass.
    pub fn turn(&self, ms: i64) {
        self.0.set(self.0.get() + ms);
    }
}

impl Clock for TurnedClock {
    fn now(&self) -> Moment {
        const DAY_MS: i64 = 24 * 60 * 60 * 1000;
        let instant_ms = self.0.get();
        let days = u16::try_from(instant_ms.div_euclid(DAY_MS)).unwrap_or(u16::MAX);
        Moment { instant_ms, jour: Jour::default().after(days), decalage_min: 60 }
    }
}

/// Numbers that differ: SplitMix64 (Steele, Lea and Flood, 2014). Not fit for keys of anybody.
#[derive(Debug)]
pub struct Numbers(Cell<u64>);

impl From<u64> for Numbers {
    fn from(seed: u64) -> Self {
        Self(Cell::new(seed))
    }
}

impl Random for Numbers {
    fn fill(&self, bytes: &mut [u8]) {
        for byte in bytes {
            let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
            self.0.set(state);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            *byte = (mixed >> 56).to_le_bytes()[0];
        }
    }
}
