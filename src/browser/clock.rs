//! The phone's clock, local date and offset, through the browser.

use jiff::civil::Date;
use js_sys::Date as JsDate;

use crate::app::port::Clock;
use crate::journal::Moment;

/// The clock of the phone.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now(&self) -> Moment {
        let now = JsDate::new_0();
        let part = |value: u32| i8::try_from(value).unwrap_or(1);
        let year = i16::try_from(now.get_full_year()).unwrap_or(1970);
        // The browser's own date is always valid; the fallback only spares a panic.
        let jour = Date::new(year, part(now.get_month() + 1), part(now.get_date()))
            .unwrap_or_else(|_| jiff::civil::date(1970, 1, 1));
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds and minutes fit by far")]
        let (instant_ms, decalage_min) = (now.get_time() as i64, -(now.get_timezone_offset() as i32));
        Moment { instant_ms, jour, decalage_min }
    }
}
