//! The ports made real in the browser, one file each. Nothing here panics: every refusal of the browser is an error
//! that a person can be told about.

mod ahead;
mod apercu;
mod clock;
mod db;
pub mod derive;
mod events;
pub mod file;
mod object;
mod packs;
pub mod passkey;
pub mod persist;
pub mod place;
mod prefs;
mod random;
mod remote;
mod sealed_db;
mod sealed_file;
pub mod share;
mod stream;
pub mod suite;
pub mod tabs;
pub mod update;
mod worker;

pub use ahead::Ahead;
pub use clock::BrowserClock;
pub use events::PracticeDb;
pub use packs::CatalogueDb;
pub use prefs::BrowserPrefs;
pub use random::BrowserRandom;
pub use remote::BrowserRemote;
pub use sealed_db::SealedDb;
pub use sealed_file::SealedFiles;
