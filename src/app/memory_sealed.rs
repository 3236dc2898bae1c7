//! A copy of the sealed journal in memory, pliable to everything that can befall a real one.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::port::{SealedRow, SealedStore, StoreError, StoreFault};

/// Bytes, and the place at which they were added.
type Row = (u64, Vec<u8>);

/// The twin of the browser's two copies.
#[derive(Debug, Default)]
pub struct MemorySealed {
    series: RefCell<BTreeMap<String, BTreeMap<String, Row>>>,
    things: RefCell<BTreeMap<String, Vec<u8>>>,
    fault: Cell<Option<StoreFault>>,
    left: Cell<Option<usize>>,
    placed: Cell<u64>,
    tidied: RefCell<Vec<String>>,
    answers_lost: Cell<bool>,
}

impl MemorySealed {
    /// Makes every later call fail in this way, or none.
    pub fn fail_with(&self, fault: Option<StoreFault>) {
        self.fault.set(fault);
    }

    /// Lets so many writes through, then fails as a killed browser would: what came before stays, nothing comes after.
    pub fn die_after(&self, writes: usize) {
        self.left.set(Some(writes));
    }

    /// Writes from now on, and says that it did not: the answer got lost.
    pub fn lose_answers(&self, lost: bool) {
        self.answers_lost.set(lost);
    }

    /// Loses everything, as "clear site data" does.
    pub fn lose_all(&self) {
        self.series.borrow_mut().clear();
        self.things.borrow_mut().clear();
    }

    /// Changes the bytes of the rows of a series: to flip, cut or remove some. A row left empty is gone.
    pub fn damage(&self, series: &str, mut change: impl FnMut(&str, &mut Vec<u8>)) {
        if let Some(rows) = self.series.borrow_mut().get_mut(series) {
            rows.iter_mut().for_each(|(key, (_, bytes))| change(key, bytes));
            rows.retain(|_, (_, bytes)| !bytes.is_empty());
        }
    }

    /// Changes the bytes of a thing.
    pub fn damage_thing(&self, name: &str, change: impl FnOnce(&mut Vec<u8>)) {
        if let Some(bytes) = self.things.borrow_mut().get_mut(name) {
            change(bytes);
        }
    }

    /// The series that were asked to be put in order, one after the other.
    pub fn tidied(&self) -> Vec<String> {
        self.tidied.borrow().clone()
    }

    /// Every byte that is kept: what a thief would read.
    pub fn everything(&self) -> Vec<u8> {
        let rows = self.series.borrow();
        let rows = rows.iter().flat_map(|(series, rows)| {
            rows.iter().flat_map(|(key, (_, bytes))| [series.as_bytes(), key.as_bytes(), bytes].concat())
        });
        let things = self.things.borrow();
        rows.chain(things.iter().flat_map(|(name, bytes)| [name.as_bytes(), bytes].concat())).collect()
    }

    fn check(&self) -> Result<(), StoreError> {
        match self.fault.get() {
            Some(fault) => Err(StoreError { fault, detail: "told to fail".into() }),
            None => Ok(()),
        }
    }

    fn answer(&self) -> Result<(), StoreError> {
        match self.answers_lost.get() {
            true => Err(StoreError { fault: StoreFault::Unknown, detail: "no answer".into() }),
            false => Ok(()),
        }
    }

    fn check_write(&self) -> Result<(), StoreError> {
        self.check()?;
        match self.left.get() {
            Some(0) => Err(StoreError { fault: StoreFault::Unknown, detail: "killed".into() }),
            Some(left) => {
                self.left.set(Some(left - 1));
                Ok(())
            }
            None => Ok(()),
        }
    }
}

impl SealedStore for MemorySealed {
    async fn append(&self, series: &str, rows: &[SealedRow]) -> Result<(), StoreError> {
        self.check_write()?;
        let mut all = self.series.borrow_mut();
        let kept = all.entry(series.to_owned()).or_default();
        if let Some(other) = rows.iter().find(|row| kept.get(&row.key).is_some_and(|kept| kept.1 != row.bytes)) {
            return Err(StoreError { fault: StoreFault::Conflict, detail: other.key.clone() });
        }
        for row in rows {
            let place = self.placed.replace(self.placed.get() + 1);
            kept.entry(row.key.clone()).or_insert_with(|| (place, row.bytes.clone()));
        }
        self.answer()
    }

    async fn rows(&self, series: &str, from: u64, each: &mut dyn FnMut(u64, &[u8])) -> Result<(), StoreError> {
        self.check()?;
        if let Some(rows) = self.series.borrow().get(series) {
            rows.values().filter(|(place, _)| *place >= from).for_each(|(place, bytes)| each(*place, bytes));
        }
        Ok(())
    }

    async fn tidy(&self, series: &str) -> Result<(), StoreError> {
        self.check()?;
        self.tidied.borrow_mut().push(series.to_owned());
        Ok(())
    }

    async fn drop_series(&self, series: &str) -> Result<(), StoreError> {
        self.check_write()?;
        self.series.borrow_mut().remove(series);
        Ok(())
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.check_write()?;
        self.things.borrow_mut().insert(name.to_owned(), bytes.to_vec());
        self.answer()
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.check()?;
        Ok(self.things.borrow().get(name).cloned())
    }

    async fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.check_write()?;
        self.things.borrow_mut().remove(name);
        Ok(())
    }

    async fn names(&self) -> Result<Vec<String>, StoreError> {
        self.check()?;
        Ok(self.things.borrow().keys().cloned().collect())
    }
}
