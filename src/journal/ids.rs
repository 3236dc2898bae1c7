//! Ids of events and phones.

use std::fmt;

use serde_json::Value;
use uuid::{Builder, Uuid};

use super::piece::Piece;

/// Id of an event: a UUID of version 7 (RFC 9562), made on the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(Uuid);

impl EventId {
    /// Makes an id from the instant (milliseconds since 1970) and ten random bytes.
    ///
    /// Give it the instant of a [`Moment::half_day`](super::Moment::half_day): the id of a conversation outlives its
    /// round and must not tell the minute.
    ///
    /// ```
    /// let id = relais::journal::EventId::new(1_700_000_000_000, [7; 10]);
    /// assert_eq!(id.to_string().as_bytes()[14], b'7');
    /// ```
    pub fn new(instant_ms: i64, random: [u8; 10]) -> Self {
        // A clock before 1970 gives an id that sorts first: ids need to differ, not to tell the time.
        Self(Builder::from_unix_timestamp_millis(u64::try_from(instant_ms).unwrap_or(0), &random).into_uuid())
    }

    /// The id of another event that is saved with this one: the same at each try.
    #[must_use]
    pub fn next(self, rank: u8) -> Self {
        Self(Uuid::from_u128(self.0.as_u128() ^ u128::from(rank)))
    }

    /// Reads the text that [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Piece for EventId {
    fn read(value: Value) -> Option<Self> {
        Self::parse(value.as_str()?)
    }
    fn write(&self) -> Value {
        Value::from(self.to_string())
    }
}

/// Id of a phone: 128 random bits, drawn once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeviceId(Uuid);

impl DeviceId {
    /// Makes an id from sixteen random bytes.
    pub fn new(random: [u8; 16]) -> Self {
        Self(Builder::from_random_bytes(random).into_uuid())
    }

    /// The sixteen bytes of the id, as a frame's header keeps them.
    pub fn bytes(self) -> [u8; 16] {
        self.0.into_bytes()
    }
}

impl fmt::Display for DeviceId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

impl Piece for DeviceId {
    fn read(value: Value) -> Option<Self> {
        Uuid::try_parse(value.as_str()?).ok().map(Self)
    }
    fn write(&self) -> Value {
        Value::from(self.to_string())
    }
}
