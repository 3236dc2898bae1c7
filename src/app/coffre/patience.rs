//! Wrong phrases: after ten in a row, each one costs a longer wait, up to a quarter of an hour. Nothing is ever wiped.
//!
//! The count lies in a preference: it slows a person with a phone in their hands, not one who copies the disk. Against
//! that one stands the cost of the phrase.

use crate::app::port::Prefs;
use crate::journal::Moment;

/// The wrong tries in a row, and the instant of the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Patience {
    tries: u32,
    last_ms: i64,
}

const NAME: &str = "coffre-essais";
/// So many tries are free: people mistype eight words.
const FREE: u32 = 10;
const FIRST_S: u32 = 30;
const MOST_S: u32 = 15 * 60;

impl Patience {
    pub fn read(prefs: &dyn Prefs) -> Self {
        let kept = prefs.get(NAME).unwrap_or_default();
        let parsed = kept.split_once(' ').and_then(|(tries, last)| tries.parse().ok().zip(last.parse().ok()));
        parsed.map_or_else(Self::default, |(tries, last_ms)| Self { tries, last_ms })
    }

    pub fn write(self, prefs: &dyn Prefs) {
        prefs.set(NAME, &format!("{} {}", self.tries, self.last_ms));
    }

    /// How many tries failed in a row.
    pub fn tries(self) -> u32 {
        self.tries
    }

    /// One more failed.
    pub fn failed(self, now: Moment) -> Self {
        Self { tries: self.tries.saturating_add(1), last_ms: now.instant_ms }
    }

    /// The same with the wait begun anew where the clock was set back: nobody waits for a date that was never right.
    pub fn at(self, now: Moment) -> Self {
        Self { last_ms: self.last_ms.min(now.instant_ms), ..self }
    }

    /// How many seconds are left to wait.
    pub fn wait(self, now: Moment) -> Option<u32> {
        let over = self.tries.checked_sub(FREE)?;
        let delay = FIRST_S.saturating_mul(1 << over.min(5)).min(MOST_S);
        let left_ms = self.last_ms.saturating_add(i64::from(delay) * 1000).saturating_sub(now.instant_ms);
        u32::try_from(left_ms.max(0))
            .ok()
            .map(|left| left.div_ceil(1000))
            .filter(|left| *left > 0)
            .map(|left| left.min(delay))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Jour;

    fn at(second: i64) -> Moment {
        Moment { instant_ms: second * 1000, jour: Jour::default(), decalage_min: 0 }
    }

    #[test]
    fn the_wait_begins_after_ten_tries_and_grows_to_a_quarter_of_an_hour() {
        let mut patience = Patience::default();
        let mut waits = Vec::new();
        for _ in 0..18 {
            patience = patience.failed(at(1000));
            waits.push(patience.wait(at(1000)).unwrap_or(0));
        }
        assert_eq!(waits[..9], [0; 9]);
        assert_eq!(waits[9..], [30, 60, 120, 240, 480, 900, 900, 900, 900]);
        assert_eq!(patience.wait(at(1000 + 899)), Some(1));
        assert_eq!(patience.wait(at(1000 + 900)), None);
    }

    #[test]
    fn a_clock_that_was_set_back_makes_nobody_wait_for_years() {
        let mut patience = Patience::default();
        for _ in 0..10 {
            patience = patience.failed(at(2_000_000_000));
        }
        assert_eq!(patience.at(at(1000)).wait(at(1000)), Some(30));
        assert_eq!(patience.at(at(1000)).wait(at(1030)), None);
    }
}
