//! The practice journal's events, in a database of their own.

use wasm_bindgen::JsValue;

use super::db::{Db, Write};
use crate::app::port::{EventStore, StoreError, StoreFault};
use crate::journal::Event;

/// The database of the practice journal.
#[derive(Debug)]
pub struct PracticeDb(Db);

const EVENTS: &str = "evenements";

impl PracticeDb {
    /// The practice journal of this app.
    pub fn new() -> Self {
        Self::named("essai")
    }

    /// A practice journal under another name, for tests.
    pub fn named(name: &str) -> Self {
        Self(Db::new(name, &[EVENTS]))
    }
}

impl Default for PracticeDb {
    fn default() -> Self {
        Self::new()
    }
}

impl EventStore for PracticeDb {
    async fn all(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.0.all(EVENTS, "").await?.iter().filter_map(JsValue::as_string).collect())
    }

    async fn add(&self, events: &[Event]) -> Result<(), StoreError> {
        let rows: Vec<(String, String)> = events.iter().map(|event| (event.key.to_string(), event.to_text())).collect();
        let writes: Vec<Write<'_>> =
            rows.iter().map(|(key, text)| Write::Add(EVENTS, key, text.as_str().into())).collect();
        match self.0.write(&writes).await {
            Err(conflict) if conflict.fault == StoreFault::Conflict => {
                for (key, text) in &rows {
                    let kept = self.0.get(EVENTS, key).await?;
                    if kept.and_then(|kept| kept.as_string()).as_deref() != Some(text.as_str()) {
                        return Err(conflict);
                    }
                }
                Ok(())
            }
            done => done,
        }
    }

    async fn clear(&self) -> Result<(), StoreError> {
        self.0.write(&[Write::Clear(EVENTS)]).await
    }
}
