//! One IndexedDB database: opened when first needed, dropped after a failure, written through one function.

use std::cell::RefCell;

use indexed_db_futures::KeyRange;
use indexed_db_futures::OpenDbResult;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};

use wasm_bindgen::JsValue;

use super::place::scoped;
use crate::app::port::{StoreError, StoreFault};

/// A database of values under text keys: texts, or bytes. Its version is 1 for ever: what changes is inside the values, so that
/// an older window never blocks a newer one.
#[derive(Debug)]
pub struct Db {
    name: String,
    stores: &'static [&'static str],
    handle: RefCell<Option<Database>>,
}

/// One write of a transaction.
#[derive(Debug)]
pub enum Write<'a> {
    /// Adds a value under a key that must be free.
    Add(&'static str, &'a str, JsValue),
    /// Puts a value under a key, over an older one.
    Put(&'static str, &'a str, JsValue),
    /// Deletes a key.
    Delete(&'static str, &'a str),
    /// Deletes the keys of a range.
    DeleteAll(&'static str, KeyRange<String>),
    /// Empties a store.
    Clear(&'static str),
}

impl Db {
    /// Names a database of this app and its stores; nothing is opened yet.
    pub fn new(name: &str, stores: &'static [&'static str]) -> Self {
        Self { name: scoped(name), stores, handle: RefCell::new(None) }
    }

    /// Does all writes or none, and returns once the disk has them.
    ///
    /// The library rolls back what is not committed, and its durability is relaxed unless asked: both are settled
    /// here, once. No await but on the database's own requests may stand inside.
    pub async fn write(&self, writes: &[Write<'_>]) -> Result<(), StoreError> {
        let done = self.try_write(writes).await;
        self.after(done)
    }

    async fn try_write(&self, writes: &[Write<'_>]) -> Result<(), StoreError> {
        let database = self.open().await?;
        let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
        let transaction = database
            .transaction(self.stores)
            .with_mode(TransactionMode::Readwrite)
            .with_options(strict)
            .build()
            .map_err(error)?;
        for write in writes {
            match write {
                Write::Add(store, key, value) => {
                    let store = transaction.object_store(store).map_err(error)?;
                    store.add(value).with_key(*key).primitive().map_err(error)?.await.map_err(error)?;
                }
                Write::Put(store, key, value) => {
                    let store = transaction.object_store(store).map_err(error)?;
                    store.put(value).with_key(*key).primitive().map_err(error)?.await.map_err(error)?;
                }
                Write::Delete(store, key) => {
                    let store = transaction.object_store(store).map_err(error)?;
                    store.delete(*key).primitive().map_err(error)?.await.map_err(error)?;
                }
                Write::DeleteAll(store, keys) => {
                    let store = transaction.object_store(store).map_err(error)?;
                    store.delete::<String, _>(keys.clone()).primitive().map_err(error)?.await.map_err(error)?;
                }
                Write::Clear(store) => {
                    transaction.object_store(store).map_err(error)?.clear().map_err(error)?.await.map_err(error)?;
                }
            }
        }
        transaction.commit().await.map_err(error)
    }

    /// The value under a key.
    pub async fn get(&self, store: &'static str, key: &str) -> Result<Option<JsValue>, StoreError> {
        let read = async {
            let database = self.open().await?;
            let transaction = database.transaction(store).build().map_err(error)?;
            let store = transaction.object_store(store).map_err(error)?;
            store.get(key).primitive().map_err(error)?.await.map_err(error)
        };
        self.after(read.await)
    }

    /// Every value whose key begins with `prefix`, in the order of the keys.
    pub async fn all(&self, store: &'static str, prefix: &str) -> Result<Vec<JsValue>, StoreError> {
        self.within(store, beginning_with(prefix)).await
    }

    /// Every value whose key is in a range, in the order of the keys.
    pub async fn within(&self, store: &'static str, keys: KeyRange<String>) -> Result<Vec<JsValue>, StoreError> {
        let read = async {
            let database = self.open().await?;
            let transaction = database.transaction(store).build().map_err(error)?;
            let store = transaction.object_store(store).map_err(error)?;
            let rows = store.get_all::<JsValue>().with_query::<String, _>(keys);
            rows.primitive().map_err(error)?.await.map_err(error)?.collect::<Result<Vec<_>, _>>().map_err(error)
        };
        self.after(read.await)
    }

    /// Every key that begins with `prefix`, in order.
    pub async fn keys(&self, store: &'static str, prefix: &str) -> Result<Vec<String>, StoreError> {
        let read = async {
            let database = self.open().await?;
            let transaction = database.transaction(store).build().map_err(error)?;
            let store = transaction.object_store(store).map_err(error)?;
            let keys = store.get_all_keys::<String>().with_query::<String, _>(beginning_with(prefix));
            keys.primitive().map_err(error)?.await.map_err(error)?.collect::<Result<Vec<_>, _>>().map_err(error)
        };
        self.after(read.await)
    }

    async fn open(&self) -> Result<Database, StoreError> {
        if let Some(database) = self.handle.borrow().clone() {
            return Ok(database);
        }
        let stores = self.stores;
        let opened: OpenDbResult<Database> = async {
            Database::open(self.name.as_str())
                .with_version(1u8)
                .with_on_upgrade_needed(move |_, database: Database| {
                    for &store in stores {
                        database.create_object_store(store).build()?;
                    }
                    Ok(())
                })
                .await
        }
        .await;
        let database = opened.map_err(open_error)?;
        *self.handle.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    /// After a failure the handle is dropped: the next call opens the database anew.
    fn after<T>(&self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if result.as_ref().is_err_and(|error| error.fault != StoreFault::Conflict) {
            *self.handle.borrow_mut() = None;
        }
        result
    }
}

/// The range of the keys that begin in this way. No key holds the last character of all.
pub fn beginning_with(prefix: &str) -> KeyRange<String> {
    KeyRange::Bound(prefix.to_owned(), false, format!("{prefix}\u{ffff}"), true)
}

/// The range from one key to another, both in it.
pub fn between(first: &str, last: &str) -> KeyRange<String> {
    KeyRange::Bound(first.to_owned(), false, last.to_owned(), false)
}

fn open_error(failure: OpenDbError) -> StoreError {
    match failure {
        OpenDbError::Base(failure) => {
            let told = error(failure);
            match told.fault {
                // A database that does not even open is one that the browser does not grant.
                StoreFault::Unknown => StoreError { fault: StoreFault::Refused, ..told },
                _ => told,
            }
        }
        _ => StoreError { fault: StoreFault::Refused, detail: "no database here".into() },
    }
}

/// JavaScript errors become plain data here, at the border. What the library says in words of its own is left out: it
/// tells of numbers too large, and is all that would bring in the writing of floats.
fn error(failure: Error) -> StoreError {
    let (fault, detail) = match &failure {
        Error::DomException(exception) => (fault_of(exception), exception.as_sys().message()),
        Error::Unknown(_) => (StoreFault::Unknown, "an error without a name".into()),
        Error::Serialisation(_) => (StoreFault::Unknown, "a value of another kind".into()),
        Error::MissingData(_) => (StoreFault::Unknown, "nothing answered".into()),
    };
    StoreError { fault, detail }
}

fn fault_of(exception: &DomException) -> StoreFault {
    match exception {
        DomException::ConstraintError(_) => StoreFault::Conflict,
        // Firefox refuses to write in a private window in this way.
        DomException::InvalidStateError(_) => StoreFault::Unknown,
        other => match other.as_sys().name().as_str() {
            "QuotaExceededError" => StoreFault::Full,
            "VersionError" => StoreFault::Newer,
            "SecurityError" | "NotAllowedError" => StoreFault::Refused,
            _ => StoreFault::Unknown,
        },
    }
}
