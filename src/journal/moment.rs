//! When something happened, as the phone knew it.

use serde::Serialize;

use super::Jour;

/// An instant with the civil date and the offset that the phone showed.
///
/// The order of the journal never comes from here: phones' clocks jump. It comes from the sequence number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub instant_ms: i64,
    /// The local civil date, which a midnight or a change of hour does not move afterwards.
    pub jour: Jour,
    /// Minutes to add to UTC for the local time: 60 in a French winter.
    pub decalage_min: i32,
}

impl Moment {
    /// Local hour and minute.
    ///
    /// ```
    /// use relais::journal::{Jour, Moment};
    /// let moment = Moment { instant_ms: 1_000, jour: Jour::new(1970, 1, 1).unwrap(), decalage_min: 60 };
    /// assert_eq!(moment.heure(), (1, 0));
    /// ```
    pub fn heure(&self) -> (u8, u8) {
        let minutes = (self.instant_ms.div_euclid(60_000) + i64::from(self.decalage_min)).rem_euclid(24 * 60);
        let part = |value: i64| u8::try_from(value).unwrap_or(0);
        (part(minutes / 60), part(minutes % 60))
    }
}
