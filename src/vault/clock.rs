//! The clock, which phones get wrong: what can be believed of it, and which month to use when it cannot.
//!
//! Instants are milliseconds since 1970 (UTC). A doubtful clock never keeps anything from being saved; it only keeps
//! things from being let go.

use super::month::Month;

/// What the events so far say about the time. Folded from them in the order of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockGuard {
    built_ms: i64,
    /// The latest instant that was trusted, with its month.
    trusted: Option<(i64, Month)>,
    /// The newest month of an event whose clock was believed.
    newest_month: Option<Month>,
}

/// What to think of the clock now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockVerdict {
    /// It can be believed.
    Sure,
    /// It shows a time before this app was built.
    BeforeBuild,
    /// It shows a time so many days after the last event, and nobody confirmed it.
    FarAhead {
        /// How many.
        days: u32,
    },
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// Holidays are shorter.
const SILENCE_DAYS: i64 = 45;
/// An app may be installed long after it was built, yet not for ever.
const FIRST_DAYS: i64 = 5 * 365;

impl ClockGuard {
    /// Before the first event, with the instant that the app was built.
    pub fn new(built_ms: i64) -> Self {
        Self { built_ms, trusted: None, newest_month: None }
    }

    /// An event was written at this instant, in this month, with a clock that was believed. Doubtful ones do not count.
    pub fn noted(&mut self, instant_ms: i64, month: Month) {
        self.newest_month = self.newest_month.max(Some(month));
        self.confirmed(instant_ms, month);
    }

    /// The person confirmed that it is this instant.
    pub fn confirmed(&mut self, instant_ms: i64, month: Month) {
        self.trusted = self.trusted.max(Some((instant_ms, month)));
    }

    /// The clock was corrected (`HorlogeCorrigee`): it is this instant, and what was trusted beyond it was wrong.
    pub fn corrected(&mut self, instant_ms: i64, month: Month) {
        self.trusted = Some((instant_ms, month));
        self.newest_month = self.newest_month.min(Some(month));
    }

    /// What to think of a clock that shows this instant.
    pub fn judge(&self, now_ms: i64) -> ClockVerdict {
        if now_ms < self.built_ms {
            return ClockVerdict::BeforeBuild;
        }
        let (since, allowed) = match self.trusted {
            Some((trusted_ms, _)) => (trusted_ms, SILENCE_DAYS),
            None => (self.built_ms, FIRST_DAYS),
        };
        let days = now_ms.saturating_sub(since) / DAY_MS;
        match u32::try_from(days) {
            Ok(days) if i64::from(days) > allowed => ClockVerdict::FarAhead { days },
            Err(_) if days > allowed => ClockVerdict::FarAhead { days: u32::MAX },
            _ => ClockVerdict::Sure,
        }
    }

    /// The month to write under when the clock shows this one, and whether to mark the frame as doubtful. With a
    /// doubtful clock it is the newest month that was trusted, so that 2038 does not keep a key for twelve years.
    pub fn month(&self, now_ms: i64, shown: Month) -> (Month, bool) {
        match self.judge(now_ms) {
            ClockVerdict::Sure => (shown, false),
            _ => (self.newest_month.or(self.trusted.map(|(_, month)| month)).unwrap_or(shown), true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUILT: i64 = 1_790_000_000_000;

    fn month(year: i32, month: u8) -> Month {
        Month::new(year, month).unwrap()
    }

    fn used() -> ClockGuard {
        let mut guard = ClockGuard::new(BUILT);
        guard.noted(BUILT + 10 * DAY_MS, month(2026, 10));
        guard
    }

    #[test]
    fn a_clock_is_doubted_before_the_build_and_after_a_long_silence() {
        for (days, verdict) in [
            (-1, ClockVerdict::BeforeBuild),
            (-20_000, ClockVerdict::BeforeBuild),
            (0, ClockVerdict::Sure),
            // Three days back, before the last event: nothing is let go too early by it.
            (7, ClockVerdict::Sure),
            (55, ClockVerdict::Sure),
            (56, ClockVerdict::FarAhead { days: 46 }),
            (4100, ClockVerdict::FarAhead { days: 4090 }),
        ] {
            assert_eq!(used().judge(BUILT + days * DAY_MS), verdict, "{days} days");
        }
        assert_eq!(used().judge(i64::MIN), ClockVerdict::BeforeBuild);
        assert!(matches!(used().judge(i64::MAX), ClockVerdict::FarAhead { .. }));
    }

    #[test]
    fn the_first_event_may_come_years_after_the_build() {
        let guard = ClockGuard::new(BUILT);
        assert_eq!(guard.judge(BUILT + 1000 * DAY_MS), ClockVerdict::Sure);
        assert_eq!(guard.judge(BUILT + 2000 * DAY_MS), ClockVerdict::FarAhead { days: 2000 });
    }

    #[test]
    fn a_doubtful_clock_writes_under_the_newest_trusted_month() {
        assert_eq!(used().month(BUILT + 11 * DAY_MS, month(2026, 11)), (month(2026, 11), false));
        assert_eq!(used().month(0, month(1970, 1)), (month(2026, 10), true));
        assert_eq!(used().month(BUILT + 5000 * DAY_MS, month(2038, 1)), (month(2026, 10), true));
        assert_eq!(ClockGuard::new(BUILT).month(0, month(1970, 1)), (month(1970, 1), true));
    }

    #[test]
    fn a_confirmation_lifts_the_doubt_and_a_correction_lowers_the_floor() {
        let mut guard = used();
        let late = BUILT + 5000 * DAY_MS;
        guard.confirmed(late, month(2040, 5));
        assert_eq!(guard.judge(late), ClockVerdict::Sure);
        guard.noted(late, month(2040, 5));
        guard.corrected(BUILT + 20 * DAY_MS, month(2026, 10));
        assert!(matches!(guard.judge(late), ClockVerdict::FarAhead { .. }));
        assert_eq!(guard.month(late, month(2040, 5)), (month(2026, 10), true));
        assert_eq!(guard.judge(BUILT + 21 * DAY_MS), ClockVerdict::Sure);
    }
}
