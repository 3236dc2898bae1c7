//! A civil month, the grain in which journals are kept and let go.

use std::fmt;

/// A month of the Gregorian calendar, counted from January 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(u16);

impl Month {
    /// The month of these numbers; months count from 1. Nothing before 1970, after 7430, or for a month 13.
    ///
    /// ```
    /// use relais::vault::Month;
    /// assert_eq!(Month::new(2026, 11).unwrap().to_string(), "2026-11");
    /// assert_eq!(Month::new(2026, 13), None);
    /// ```
    pub fn new(year: i32, month: u8) -> Option<Self> {
        let within = u16::from(month.checked_sub(1).filter(|month| *month < 12)?);
        let years = u16::try_from(year.checked_sub(1970)?).ok()?;
        years.checked_mul(12)?.checked_add(within).map(Self)
    }

    /// Year, and month from 1.
    pub fn parts(self) -> (u16, u8) {
        // What is left of a division by 12 fits.
        (1970 + self.0 / 12, (self.0 % 12) as u8 + 1)
    }

    /// How many months after another; nothing when it comes before.
    pub fn since(self, earlier: Self) -> Option<u16> {
        self.0.checked_sub(earlier.0)
    }

    /// As it is written in a frame.
    pub(super) fn to_bytes(self) -> [u8; 2] {
        self.0.to_be_bytes()
    }

    /// As it is read from a frame: each pair of bytes is a month.
    pub(super) fn from_bytes(bytes: [u8; 2]) -> Self {
        Self(u16::from_be_bytes(bytes))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = self.parts();
        write!(out, "{year:04}-{month:02}")
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_from_the_first_one_of_computers() {
        assert_eq!(Month::new(1970, 1).unwrap().to_bytes(), [0, 0]);
        assert_eq!(Month::new(2026, 11).unwrap().since(Month::new(2024, 12).unwrap()), Some(23));
        assert_eq!(Month::new(1970, 1).unwrap().since(Month::new(2024, 12).unwrap()), None);
        for (year, month) in [(1969, 12), (2026, 0), (7432, 1), (i32::MIN, 1)] {
            assert_eq!(Month::new(year, month), None, "{year}-{month}");
        }
    }

    #[test]
    fn every_pair_of_bytes_is_a_month() {
        for number in 0..=u16::MAX {
            let (year, month) = Month(number).parts();
            assert_eq!(Month::new(i32::from(year), month), Some(Month(number)));
        }
    }
}
