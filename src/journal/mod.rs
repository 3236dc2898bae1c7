//! The journal: what happened in the field, as immutable events, and the state folded from them.
//!
//! This room has no clock, no randomness and no store: a [`Moment`], an [`EventId`] and a sequence number
//! come in as arguments. Contracts are known by id only.

mod contact;
mod event;
mod jour;
mod moment;
mod read;
mod state;

pub use contact::{Cadre, Contact, Issue, Langue, NOTE_MAX, NoteLibre, NoteTooLong};
pub use event::{DeviceId, EVENT_FORMAT, Event, EventId, EventKey, Fait, UnreadableEvent};
pub use jour::{Jour, NoSuchDay};
pub use moment::Moment;
pub use state::{ContactRecord, Journal};
