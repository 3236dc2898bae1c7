//! Events: what is written down once and never overwritten.

use std::fmt;

use serde::Serialize;
use uuid::{Builder, Uuid};

use super::{Contact, Moment, read};

/// The format that this app writes.
pub const EVENT_FORMAT: u16 = 1;

/// One entry of the journal. A correction is another event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// [`EVENT_FORMAT`] of the app that wrote it.
    pub format: u16,
    /// Its own id, which is the id of the draft that it came from: a retry cannot double it.
    pub id: EventId,
    /// The phone that wrote it.
    pub appareil: DeviceId,
    /// Number on that phone, from 1, without a gap. The journal's order comes from here.
    pub seq: u64,
    /// When, as the phone knew it.
    pub moment: Moment,
    /// What happened.
    pub fait: Fait,
}

/// What an event says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Fait {
    /// A contact was noted.
    ContactNote(Contact),
    /// A contact was erased.
    ContactEfface {
        /// The event that noted it.
        contact: EventId,
    },
    /// An erasure was taken back.
    EffacementAnnule {
        /// The event that erased.
        effacement: EventId,
    },
}

/// The event is not one that this app knows. It is kept as it is: a newer app may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadableEvent;

impl Event {
    /// The text that a store keeps.
    pub fn to_text(&self) -> String {
        // Only strings, numbers and lists: serialising them cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the text of a store.
    pub fn from_text(text: &str) -> Result<Self, UnreadableEvent> {
        read::event(text).ok_or(UnreadableEvent)
    }

    /// Where the event stands in a store.
    pub fn key(&self) -> EventKey {
        EventKey { appareil: self.appareil, seq: self.seq }
    }
}

/// Place of an event in a store: device, then number. Keys are added, never put over another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventKey {
    /// The phone.
    pub appareil: DeviceId,
    /// Its number there.
    pub seq: u64,
}

impl fmt::Display for EventKey {
    /// Sorts as text like the key itself: the number is padded to the twenty digits of a `u64`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{:020}", self.appareil.0, self.seq)
    }
}

/// Id of an event: a UUID of version 7 (RFC 9562), made on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct EventId(Uuid);

impl EventId {
    /// Makes an id from the instant (milliseconds since 1970) and ten random bytes.
    ///
    /// ```
    /// let id = relais::journal::EventId::new(1_700_000_000_000, [7; 10]);
    /// assert_eq!(id.to_string().as_bytes()[14], b'7');
    /// ```
    pub fn new(instant_ms: i64, random: [u8; 10]) -> Self {
        // A clock before 1970 gives an id that sorts first: ids need to differ, not to tell the time.
        Self(Builder::from_unix_timestamp_millis(u64::try_from(instant_ms).unwrap_or(0), &random).into_uuid())
    }
}

impl EventId {
    /// Reads the text that [`fmt::Display`] writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// Id of a phone: 128 random bits, drawn once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct DeviceId(Uuid);

impl DeviceId {
    /// Makes an id from sixteen random bytes.
    pub fn new(random: [u8; 16]) -> Self {
        Self(Builder::from_random_bytes(random).into_uuid())
    }

    /// Reads the text that [`Serialize`] writes.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }
}
