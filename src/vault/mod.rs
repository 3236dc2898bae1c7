#![doc = include_str!("FORMAT.md")]

mod aead;
mod armour;
mod backup;
mod blob;
mod bytes;
mod chain;
mod clock;
mod copies;
mod day;
mod draft;
mod frame;
mod id;
mod kdf;
mod keyring;
mod keys;
mod log;
mod month;
mod phrase;
pub mod records;
mod retention;
mod sealed_box;
mod sheet;
mod slot;
mod summary;
#[cfg(test)]
mod vectors;
mod words;

pub use armour::ArmourFault;
pub use backup::{Backup, BackupFault, EachFrame};
pub use blob::BlobFault;
pub use chain::{ChainFault, Hash, Head, Link, branches, check};
pub use clock::{ClockGuard, ClockVerdict};
pub use copies::{CopyFault, Locked, UnlockError, Unlocked};
pub use day::Wrapped;
pub use draft::Draft;
pub use frame::{Class, Frame, FrameError, FrameFault, FrameName, Header, Marks};
pub use id::{DeviceId, KeyId, VaultId};
pub use kdf::{Cost, Salt, derive};
pub use keyring::{Entry, KeyInfo, Keyring, SLOTS_MOST, SealError, SlotError};
pub use keys::{Plain, Secret};
pub use log::{Frames, LogFault};
pub use month::Month;
pub use phrase::{DRAWN, Phrase, PhraseFault, Shown, Spelling, Strength};
pub use retention::{Checkpoint, Retention, plan};
pub use sealed_box::{LetterFault, PublicKey, write_letter};
pub use sheet::{SHEET_WORDS, draw_sheet, typed_sheet};
pub use slot::{NewSlot, Slot, SlotFault, Way, passkey_secret};
pub use summary::Summary;
pub use words::{WORDS, WordList, WordListFault};

/// Where randomness comes from: a function that fills bytes, fit for keys. This room has none of its own.
pub type Random<'a> = dyn FnMut(&mut [u8]) + 'a;
