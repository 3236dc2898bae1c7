//! When something happened, as the phone knew it.

use serde_json::{Map, Value};

use super::Jour;
use super::piece::{Piece, fields, set};

/// An instant with the civil date and the offset that the phone showed.
///
/// The order of the journal never comes from here: phones' clocks jump. It comes from [`super::Ordre`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    /// The half-day: local midnight or noon before this moment.
    ///
    /// ```
    /// use relais::journal::{Jour, Moment};
    /// let moment = Moment { instant_ms: 50_000_000, jour: Jour::default(), decalage_min: 60 };
    /// assert_eq!(moment.heure(), (14, 53));
    /// assert_eq!(moment.half_day().heure(), (12, 0));
    /// ```
    #[must_use]
    pub fn half_day(self) -> Self {
        const HALF_MS: i64 = 12 * 3_600_000;
        let local = self.instant_ms.saturating_add(i64::from(self.decalage_min) * 60_000);
        Self { instant_ms: self.instant_ms.saturating_sub(local.rem_euclid(HALF_MS)), ..self }
    }

    /// Takes the moment out of an event's fields; what it does not know of it stays there.
    pub(super) fn take_from(event: &mut Map<String, Value>, key: &str) -> Option<Self> {
        let mut rest = fields(event.remove(key)?)?;
        let moment = Self {
            instant_ms: rest.remove("instant_ms")?.as_i64()?,
            jour: Piece::take(&mut rest, "jour")?,
            decalage_min: i32::try_from(rest.remove("decalage_min")?.as_i64()?).ok()?,
        };
        if !rest.is_empty() {
            event.insert(key.to_owned(), Value::Object(rest));
        }
        Some(moment)
    }

    /// Puts the moment into an event's fields, beside what stands there.
    pub(super) fn put_over(self, event: &mut Map<String, Value>, key: &str) {
        let mut all = event.remove(key).and_then(fields).unwrap_or_default();
        set(&mut all, "instant_ms", self.instant_ms.into());
        set(&mut all, "decalage_min", self.decalage_min.into());
        self.jour.put(&mut all, "jour");
        set(event, key, Value::Object(all));
    }
}
