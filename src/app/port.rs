//! The ports: what the use cases ask of the outside. `browser` makes them real, [`super::memory`] is their twin.
//!
//! The futures are not `Send`: the app lives in one browser thread.
#![expect(async_fn_in_trait, reason = "the app lives in one thread, so no caller needs `Send` futures")]

use std::fmt;

use crate::contrat::index::Comptes;
use crate::contrat::shape::{choice, record};
use crate::journal::{Event, Moment};

/// The catalogue: packs as they were installed, kept verbatim.
pub trait PackStore {
    /// The headers of all installed packs, by id.
    async fn list(&self) -> Result<Vec<PackHeader>, StoreError>;
    /// The text of a pack, exactly as it was fetched.
    async fn text(&self, id: &str) -> Result<Option<String>, StoreError>;
    /// Installs a pack over an older one of the same id: whole or not at all.
    async fn put(&self, pack: &StoredPack) -> Result<(), StoreError>;
    /// Removes a pack. One that is not there is no error.
    async fn remove(&self, id: &str) -> Result<(), StoreError>;
}

/// A store of journal events. This is the store of the practice journal, the only one that takes plain text:
/// what a store of the real journal accepts will be made by the vault alone.
pub trait EventStore {
    /// Every event's text, in the order of their keys.
    async fn all(&self) -> Result<Vec<String>, StoreError>;
    /// Adds events, all or none, and returns once they are durable. The same events a second time are a success;
    /// another event under one of their keys is a [`StoreFault::Conflict`] and changes nothing.
    async fn add(&self, events: &[Event]) -> Result<(), StoreError>;
    /// Deletes every event.
    async fn clear(&self) -> Result<(), StoreError>;
}

/// One copy of the sealed journal: rows in series that only grow, and small things by name. The vault sealed every byte
/// before it comes here; a store knows neither keys nor meaning.
///
/// The phone has two: a database and a file, so that what befalls one leaves the other.
pub trait SealedStore {
    /// Adds rows to a series, all or none, and returns once the disk has them.
    ///
    /// A store that tells rows by their key takes the same row a second time as a success, and refuses other bytes
    /// under a key with [`StoreFault::Conflict`]; a file keeps them both, for the reader to sort out.
    async fn append(&self, series: &str, rows: &[SealedRow]) -> Result<(), StoreError>;
    /// Shows every row of a series to `each`, at least once, with its place. A damaged place may show a row that never was.
    ///
    /// In a store that knows places, what is added later has a later one, and only what lies at `from` or later is shown.
    /// One that knows none shows everything, at place 0.
    async fn rows(&self, series: &str, from: u64, each: &mut dyn FnMut(u64, &[u8])) -> Result<(), StoreError>;
    /// Puts the rows of a series in order, for quicker reading, where many came one by one. What it shows is the same.
    async fn tidy(&self, _series: &str) -> Result<(), StoreError> {
        Ok(())
    }
    /// Deletes a series. One that is not there is no error.
    async fn drop_series(&self, series: &str) -> Result<(), StoreError>;
    /// Puts a thing under a name, over an older one, and returns once the disk has it. A cut in the middle may lose
    /// the older one too: what must never be lost alternates between two names.
    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError>;
    /// The thing under a name.
    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// Deletes a thing. One that is not there is no error.
    async fn remove(&self, name: &str) -> Result<(), StoreError>;
    /// The names of all things.
    async fn names(&self) -> Result<Vec<String>, StoreError>;
}

/// A row of a sealed series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// Its place in the series: keys sort as their rows were written.
    pub key: String,
    /// What the vault sealed.
    pub bytes: Vec<u8>,
}

/// The site that the app came from. No request ever leaves it.
pub trait Remote {
    /// Fetches a file by its path below the app's base, past any cache.
    ///
    /// `progress` hears how many bytes have come; reading stops at `limit` bytes.
    async fn fetch(&self, path: &str, limit: usize, progress: &dyn Fn(usize)) -> Result<Vec<u8>, RemoteError>;
}

/// The phone's clock.
pub trait Clock {
    /// Now, with the local date and offset.
    fn now(&self) -> Moment;
}

/// The phone's source of randomness, fit for ids and keys.
pub trait Random {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// Small preferences: comfort only, nothing that would be missed.
pub trait Prefs {
    /// A value, or nothing when it is absent or unreadable.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps a value. A browser that refuses is no error: the choice lasts as long as the page.
    fn set(&self, key: &str, value: &str);
}

record! {
    /// What is known of an installed pack without reading it.
    #[cfg_attr(target_arch = "wasm32", derive(serde::Serialize))]
    pub struct PackHeader {
        required {
            /// Id of the contract.
            id: String,
            /// Title.
            intitule: String,
            /// Territory.
            territoire: String,
            /// Version of the file.
            version: i32,
            /// SHA-256 of the text's bytes, in hexadecimal.
            sha256: String,
            /// Size of the text in bytes.
            octets: u64,
        }
        optional {
            /// Where it came from; a header that does not say is of the site.
            origine: Origine,
            /// What it holds; headers of the first versions do not say.
            comptes: Option<Comptes>,
        }
    }
}

choice! {
    /// Where an installed pack came from.
    #[derive(Default)]
    #[cfg_attr(target_arch = "wasm32", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
    pub enum Origine {
        /// The site, which brings it up to date.
        #[default]
        Site = "site",
        /// A file of the person's own, which only the person replaces.
        Fichier = "fichier",
    }
}

/// A pack as the catalogue keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredPack {
    /// What is listed.
    pub header: PackHeader,
    /// The file, verbatim.
    pub text: String,
}

/// Why a store did not do what was asked; nothing was half done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    /// What kind of failure.
    pub fault: StoreFault,
    /// The browser's own words, for a report.
    pub detail: String,
}

/// Kinds of failure of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreFault {
    /// The browser grants no storage (private window, blocked site data).
    Refused,
    /// No room left.
    Full,
    /// Another window holds an older database open.
    Blocked,
    /// The database was written by a newer app.
    Newer,
    /// The key is taken by something else.
    Conflict,
    /// Anything else.
    Unknown,
}

impl fmt::Display for StoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}: {}", self.fault, self.detail)
    }
}

/// Why nothing usable came from the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoteError {
    /// No answer.
    Offline,
    /// An HTTP status other than success.
    Status(u16),
    /// A web page instead of the file: the sign-in page of a public network.
    WebPage,
    /// More bytes than allowed.
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The answer broke off.
    Broken(String),
}
