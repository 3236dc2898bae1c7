//! The catalogue: packs as installed, verbatim, in a database of their own.

use wasm_bindgen::JsValue;

use super::db::{Db, Write};
use crate::app::port::{PackHeader, PackStore, StoreError, StoreFault, StoredPack};

/// The catalogue's database.
#[derive(Debug)]
pub struct CatalogueDb(Db);

const HEADERS: &str = "entetes";
const TEXTS: &str = "textes";

impl CatalogueDb {
    /// The catalogue of this app.
    pub fn new() -> Self {
        Self::named("catalogue")
    }

    /// A catalogue under another name, for tests.
    pub fn named(name: &str) -> Self {
        Self(Db::new(name, &[HEADERS, TEXTS]))
    }
}

impl Default for CatalogueDb {
    fn default() -> Self {
        Self::new()
    }
}

impl PackStore for CatalogueDb {
    async fn list(&self) -> Result<Vec<PackHeader>, StoreError> {
        let texts = self.0.all(HEADERS, "").await?;
        texts
            .iter()
            .filter_map(JsValue::as_string)
            .map(|text| serde_json::from_str(&text).map_err(unreadable))
            .collect()
    }

    async fn text(&self, id: &str) -> Result<Option<String>, StoreError> {
        Ok(self.0.get(TEXTS, id).await?.and_then(|text| text.as_string()))
    }

    async fn put(&self, pack: &StoredPack) -> Result<(), StoreError> {
        let header = serde_json::to_string(&pack.header).map_err(unreadable)?;
        let id = pack.header.id.as_str();
        self.0.write(&[Write::Put(HEADERS, id, header.into()), Write::Put(TEXTS, id, pack.text.as_str().into())]).await
    }

    async fn remove(&self, id: &str) -> Result<(), StoreError> {
        self.0.write(&[Write::Delete(HEADERS, id), Write::Delete(TEXTS, id)]).await
    }
}

fn unreadable(error: serde_json::Error) -> StoreError {
    StoreError { fault: StoreFault::Unknown, detail: error.to_string() }
}
