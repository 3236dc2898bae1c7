//! The first copy of the sealed journal: a database of its own.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use super::db::{Db, Write, beginning_with, between};
use crate::app::port::{SealedRow, SealedStore, StoreError, StoreFault};
use crate::vault::records;

/// The database of a sealed journal.
#[derive(Debug)]
pub struct SealedDb(Db);

const ROWS: &str = "rangs";
/// A thousand rows as one value: reading fifty thousand values one by one takes a second, fifty takes a fifth of it.
const SEGMENTS: &str = "segments";
const THINGS: &str = "choses";

/// How many loose rows become one segment.
const SEGMENT_ROWS: usize = 1_000;

impl SealedDb {
    /// The database under this name.
    pub fn named(name: &str) -> Self {
        Self(Db::new(name, &[ROWS, SEGMENTS, THINGS]))
    }

    /// Adds many rows as one segment: a long journal comes in in a tenth of the time.
    async fn append_segment(&self, series: &str, rows: &[SealedRow]) -> Result<(), StoreError> {
        let key = key_of(series, &rows[0]);
        let segment: Vec<u8> = rows.iter().flat_map(|row| records::record(&row.bytes)).collect();
        match self.0.write(&[Write::Add(SEGMENTS, &key, value_of(&segment))]).await {
            Err(conflict) if conflict.fault == StoreFault::Conflict => {
                let kept = self.0.get(SEGMENTS, &key).await?;
                if kept.as_ref().and_then(bytes_of) == Some(segment) { Ok(()) } else { Err(conflict) }
            }
            done => done,
        }
    }

    async fn is_kept(&self, series: &str, rows: &[SealedRow]) -> Result<bool, StoreError> {
        for row in rows {
            let kept = self.0.get(ROWS, &key_of(series, row)).await?;
            if kept.as_ref().and_then(bytes_of).as_deref() != Some(row.bytes.as_slice()) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl SealedStore for SealedDb {
    async fn append(&self, series: &str, rows: &[SealedRow]) -> Result<(), StoreError> {
        if rows.len() >= SEGMENT_ROWS {
            return self.append_segment(series, rows).await;
        }
        let keys: Vec<String> = rows.iter().map(|row| key_of(series, row)).collect();
        let writes: Vec<Write<'_>> =
            keys.iter().zip(rows).map(|(key, row)| Write::Add(ROWS, key, value_of(&row.bytes))).collect();
        match self.0.write(&writes).await {
            Err(conflict) if conflict.fault == StoreFault::Conflict => {
                if self.is_kept(series, rows).await? {
                    Ok(())
                } else {
                    Err(conflict)
                }
            }
            done => done,
        }
    }

    async fn rows(&self, series: &str, _: u64, each: &mut dyn FnMut(u64, &[u8])) -> Result<(), StoreError> {
        let prefix = prefix_of(series);
        // One after the other: all at once are as many megabytes again.
        for key in self.0.keys(SEGMENTS, &prefix).await? {
            let segment = self.0.get(SEGMENTS, &key).await?.as_ref().and_then(bytes_of).unwrap_or_default();
            records::rows(&segment).for_each(|row| each(0, row));
        }
        for row in self.0.all(ROWS, &prefix).await?.iter().filter_map(bytes_of) {
            each(0, &row);
        }
        Ok(())
    }

    /// Joins loose rows into segments, each whole or not at all.
    async fn tidy(&self, series: &str) -> Result<(), StoreError> {
        let prefix = prefix_of(series);
        let keys = self.0.keys(ROWS, &prefix).await?;
        for keys in keys.chunks_exact(SEGMENT_ROWS) {
            let these = between(&keys[0], &keys[SEGMENT_ROWS - 1]);
            let rows = self.0.within(ROWS, these.clone()).await?;
            let segment: Vec<u8> = rows.iter().filter_map(bytes_of).flat_map(|row| records::record(&row)).collect();
            let add = Write::Add(SEGMENTS, &keys[0], value_of(&segment));
            self.0.write(&[add, Write::DeleteAll(ROWS, these)]).await?;
        }
        Ok(())
    }

    async fn drop_series(&self, series: &str) -> Result<(), StoreError> {
        let prefix = prefix_of(series);
        let all = beginning_with(&prefix);
        self.0.write(&[Write::DeleteAll(ROWS, all.clone()), Write::DeleteAll(SEGMENTS, all)]).await
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.0.write(&[Write::Put(THINGS, name, value_of(bytes))]).await
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.0.get(THINGS, name).await?.as_ref().and_then(bytes_of))
    }

    async fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.0.write(&[Write::Delete(THINGS, name)]).await
    }

    async fn names(&self) -> Result<Vec<String>, StoreError> {
        self.0.keys(THINGS, "").await
    }
}

/// Names of series hold no slash.
fn prefix_of(series: &str) -> String {
    format!("{series}/")
}

fn key_of(series: &str, row: &SealedRow) -> String {
    format!("{series}/{}", row.key)
}

fn value_of(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn bytes_of(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}
