//! The phone's clock, local date and offset, through the browser.

use js_sys::Date as JsDate;

use crate::app::port::Clock;
use crate::journal::{Jour, Moment};

/// The clock of the phone.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Moment {
        #[expect(clippy::disallowed_methods, reason = "this is the port that all others take the time from")]
        let now = JsDate::new_0();
        let part = |value: u32| u8::try_from(value).unwrap_or(0);
        let year = i32::try_from(now.get_full_year()).unwrap_or(0);
        // The browser's own date is always a day; the fallback only spares a panic.
        let jour = Jour::new(year, part(now.get_month() + 1), part(now.get_date())).unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds and minutes fit by far")]
        let (instant_ms, decalage_min) = (now.get_time() as i64, -(now.get_timezone_offset() as i32));
        Moment { instant_ms, jour, decalage_min }
    }
}
