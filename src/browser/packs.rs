//! The catalogue: packs as installed, verbatim, in a database of their own.

use super::apercu;
use super::db::{Db, Write};
use crate::app::port::{PackHeader, PackStore, StoreError, StoreFault, StoredPack};
use crate::contrat::shape::Shape;

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
        let unreadable = || unknown("en-tête illisible".into());
        texts.iter().map(|text| text.as_string().as_deref().and_then(header).ok_or_else(unreadable)).collect()
    }

    async fn text(&self, id: &str) -> Result<Option<String>, StoreError> {
        Ok(self.0.get(TEXTS, id).await?.and_then(|text| text.as_string()))
    }

    async fn put(&self, pack: &StoredPack) -> Result<(), StoreError> {
        let header = serde_json::to_string(&pack.header).map_err(|error| unknown(error.to_string()))?;
        let id = pack.header.id.as_str();
        apercu::forget();
        self.0.write(&[Write::Put(HEADERS, id, header.into()), Write::Put(TEXTS, id, pack.text.as_str().into())]).await
    }

    async fn remove(&self, id: &str) -> Result<(), StoreError> {
        apercu::forget();
        self.0.write(&[Write::Delete(HEADERS, id), Write::Delete(TEXTS, id)]).await
    }
}

fn header(text: &str) -> Option<PackHeader> {
    PackHeader::read(serde_json::from_str(text).ok()?)
}

fn unknown(detail: String) -> StoreError {
    StoreError { fault: StoreFault::Unknown, detail }
}
