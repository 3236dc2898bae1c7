//! Civil days and months, without hour or time zone.

use std::fmt;
use std::str::FromStr;

use serde_json::Value;
use time::{Date, Duration, Month};

use super::piece::Piece;

/// A day of the Gregorian calendar. As text it is `AAAA-MM-JJ` (ISO 8601), which sorts like the day itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jour(Date);

/// The text or the numbers name no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoSuchDay;

impl Jour {
    /// The day of these numbers; months and days count from 1. Years go from 0 to 9999.
    ///
    /// ```
    /// use relais::journal::Jour;
    /// assert!(Jour::new(2024, 2, 29).is_ok());
    /// assert!(Jour::new(2026, 2, 29).is_err());
    /// ```
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, NoSuchDay> {
        if !(0..=9999).contains(&year) {
            return Err(NoSuchDay);
        }
        let month = Month::try_from(month).map_err(|_| NoSuchDay)?;
        Date::from_calendar_date(year, month, day).map(Self).map_err(|_| NoSuchDay)
    }

    /// The day this many days later; the last day that there is, beyond.
    ///
    /// ```
    /// use relais::journal::Jour;
    /// assert_eq!(Jour::new(2026, 12, 31).unwrap().after(1).to_string(), "2027-01-01");
    /// ```
    #[must_use]
    pub fn after(self, days: u16) -> Self {
        Self(self.0.saturating_add(Duration::days(i64::from(days))))
    }

    /// The same day this many months later, or the last of that month when it is shorter; the last day that there
    /// is, beyond.
    ///
    /// ```
    /// use relais::journal::Jour;
    /// assert_eq!(Jour::new(2026, 10, 31).unwrap().in_months(4).to_string(), "2027-02-28");
    /// ```
    #[must_use]
    pub fn in_months(self, months: u16) -> Self {
        let (year, month, day) = self.parts();
        let months = u32::from(month - 1) + u32::from(months);
        let year = year.saturating_add_unsigned(months / 12);
        let month = u8::try_from(months % 12 + 1).unwrap_or(12);
        (28..=day).rev().chain([day]).find_map(|day| Self::new(year, month, day).ok()).unwrap_or(Self(Date::MAX))
    }

    /// Its month.
    ///
    /// ```
    /// use relais::journal::Jour;
    /// assert_eq!(Jour::new(2026, 11, 22).unwrap().mois().to_string(), "2026-11");
    /// ```
    pub fn mois(self) -> Mois {
        Mois(Self(self.0.replace_day(1).unwrap_or(self.0)))
    }

    /// How many days later than another day; negative when it is earlier.
    ///
    /// ```
    /// use relais::journal::Jour;
    /// let (monday, sunday) = (Jour::new(2026, 11, 23).unwrap(), Jour::new(2026, 11, 22).unwrap());
    /// assert_eq!((monday.days_after(sunday), sunday.days_after(monday)), (1, -1));
    /// ```
    pub fn days_after(self, other: Jour) -> i32 {
        self.0.to_julian_day() - other.0.to_julian_day()
    }

    /// The day of the week: 0 is Monday.
    ///
    /// ```
    /// use relais::journal::Jour;
    /// assert_eq!(Jour::new(2026, 11, 22).unwrap().weekday(), 6);
    /// ```
    pub fn weekday(self) -> usize {
        usize::from(self.0.weekday().number_days_from_monday())
    }

    /// Year, month and day.
    pub fn parts(self) -> (i32, u8, u8) {
        (self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl Default for Jour {
    /// 1970-01-01, the day on which computers' clocks begin.
    fn default() -> Self {
        const EPOCH_JULIAN_DAY: i32 = 2_440_588;
        Self(Date::from_julian_day(EPOCH_JULIAN_DAY).unwrap_or(Date::MIN))
    }
}

impl fmt::Display for Jour {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(out, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Jour {
    type Err = NoSuchDay;

    fn from_str(text: &str) -> Result<Self, NoSuchDay> {
        let bytes = text.as_bytes();
        let digits = |range: std::ops::Range<usize>| bytes[range].iter().all(u8::is_ascii_digit);
        let well_formed =
            bytes.len() == 10 && (bytes[4], bytes[7]) == (b'-', b'-') && digits(0..4) && digits(5..7) && digits(8..10);
        if !well_formed {
            return Err(NoSuchDay);
        }
        let number = |range: std::ops::Range<usize>| text[range].parse::<u16>().map_err(|_| NoSuchDay);
        let small = |range| number(range).and_then(|number| u8::try_from(number).map_err(|_| NoSuchDay));
        Self::new(i32::from(number(0..4)?), small(5..7)?, small(8..10)?)
    }
}

impl Piece for Jour {
    fn read(value: Value) -> Option<Self> {
        value.as_str()?.parse().ok()
    }
    fn write(&self) -> Value {
        Value::from(self.to_string())
    }
}

/// A month of the Gregorian calendar. As text it is `AAAA-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mois(Jour);

impl Mois {
    /// Its first day.
    pub fn first_day(self) -> Jour {
        self.0
    }
}

impl fmt::Display for Mois {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.0.parts();
        write!(out, "{year:04}-{month:02}")
    }
}

impl FromStr for Mois {
    type Err = NoSuchDay;

    fn from_str(text: &str) -> Result<Self, NoSuchDay> {
        let mut day = text.to_owned();
        day.push_str("-01");
        day.parse().map(Self)
    }
}

impl Piece for Mois {
    fn read(value: Value) -> Option<Self> {
        value.as_str()?.parse().ok()
    }
    fn write(&self) -> Value {
        Value::from(self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_that_name_no_day_are_refused() {
        for text in
            ["", "2026-2-01", "2026-02-30", "2026-13-01", "+026-01-01", "2026/01/01", "2026-01-01T00", "２０26-01-01"]
        {
            assert_eq!(text.parse::<Jour>(), Err(NoSuchDay), "{text}");
        }
    }

    #[test]
    fn months_are_counted_over_years_and_short_ends() {
        let day = |text: &str| text.parse::<Jour>().unwrap();
        assert_eq!(day("2024-02-29").in_months(24), day("2026-02-28"));
        assert_eq!(day("2026-11-05").in_months(2), day("2027-01-05"));
        assert_eq!(day("9999-12-31").in_months(1).to_string(), "9999-12-31");
        assert_eq!("2026-11".parse::<Mois>().unwrap().first_day(), day("2026-11-01"));
        assert!("2026-13".parse::<Mois>().is_err());
    }

    #[test]
    fn the_default_is_the_first_day_of_computers() {
        assert_eq!(Jour::default().to_string(), "1970-01-01");
    }

    proptest! {
        #[test]
        fn a_day_survives_its_text_and_sorts_like_it(one in 0u16..40_000, other in 0u16..40_000) {
            let start = Jour::new(1950, 1, 1).unwrap();
            let (one, other) = (start.after(one), start.after(other));
            prop_assert_eq!(one.to_string().parse::<Jour>(), Ok(one));
            prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
        }

        #[test]
        fn no_text_is_too_strange(text in ".*") {
            let _ = text.parse::<Jour>();
            let _ = text.parse::<Mois>();
        }
    }
}
