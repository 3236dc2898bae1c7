//! What the clock can be believed, folded from the events.

use super::{first_month, month_of};
use crate::journal::{Event, Fait, Mois, Moment};
use crate::vault::{ClockGuard, ClockVerdict, Month};

/// 1 November 2026, 00:00 UTC: this app did not exist before, so a clock that shows less is wrong. Milliseconds since
/// 1970. To be moved on with each release.
const BUILT_MS: i64 = 1_793_491_200_000;

/// The instant before which a clock is surely wrong, in milliseconds since 1970.
pub fn clock_floor_ms() -> i64 {
    BUILT_MS
}

/// What the events so far say about the time.
#[derive(Debug)]
pub(super) struct Temps {
    guard: ClockGuard,
    /// The rang of the last event that set the clock right: what came before it counts no more.
    since: u64,
    /// Events that were read, and not yet weighed: rang, instant, month.
    noted: Vec<(u64, i64, Month)>,
}

impl Default for Temps {
    fn default() -> Self {
        Self { guard: ClockGuard::new(BUILT_MS), since: 0, noted: Vec::new() }
    }
}

impl Temps {
    /// An event was read or written, its clock doubtful or not.
    pub fn note(&mut self, event: &Event, doubtful: bool) {
        if doubtful {
            return;
        }
        let (rang, instant_ms, month) = (event.rang, event.moment.instant_ms, month_of(event.moment.jour.mois()));
        // An earlier entry that told an earlier time says nothing more: of a long journal hardly any is left.
        let says_less = |noted: &mut (u64, i64, Month)| noted.0 <= rang && noted.1 <= instant_ms && noted.2 <= month;
        while self.noted.pop_if(says_less).is_some() {}
        self.noted.push((rang, instant_ms, month));
    }

    /// Weighs what was noted, `last` being the journal's last word on the clock.
    pub fn weigh(&mut self, last: Option<&Event>) {
        if let Some(event) = last.filter(|event| event.rang > self.since) {
            self.since = event.rang;
            self.guard.corrected(event.moment.instant_ms, month_of(event.moment.jour.mois()));
        }
        for (rang, instant_ms, month) in std::mem::take(&mut self.noted) {
            if rang > self.since {
                self.guard.noted(instant_ms, month);
            }
        }
    }

    /// What to think of a clock that shows this moment.
    pub fn judge(&self, now: Moment) -> ClockVerdict {
        self.guard.judge(now.instant_ms)
    }

    /// The month under which something written now is filed, where the clock is doubtful: the newest that could be
    /// trusted. Nothing where the clock can be believed.
    pub fn doubtful(&self, now: Moment) -> Option<Month> {
        let (month, doubtful) = self.guard.month(now.instant_ms, month_of(now.jour.mois()));
        // A phone that wakes up in 2038 with an empty journal files under the month of the build.
        let is_trusted = self.judge(now) == ClockVerdict::Sure || month != month_of(now.jour.mois());
        doubtful.then(|| if is_trusted { month } else { built_month() })
    }
}

/// The month of [`BUILT_MS`].
fn built_month() -> Month {
    Month::new(2026, 11).unwrap_or_else(first_month)
}

/// Whether the person vouches for the clock with this fact, so that it is not itself doubted.
pub(super) fn sets_right(fait: &Fait) -> bool {
    matches!(fait, Fait::HorlogeCorrigee(_))
}

/// The month of an event, where a doubtful clock does not say it.
pub(super) fn filed_under(event: &Event, mois: Mois) -> Option<Mois> {
    (event.moment.jour.mois() != mois).then_some(mois)
}
