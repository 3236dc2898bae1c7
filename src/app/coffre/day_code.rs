//! The code of the day: six digits that reopen a living page after an idle lock.
//!
//! It is in memory only: it protects from a glance, not from a thief. Three wrong tries, midnight or a clock that goes
//! backwards end it; then the way in is the usual one.

use super::{Coffre, Outside};
use crate::journal::{Jour, Moment};
use crate::vault::{Cost, PublicKey, Salt, Secret, Wrapped};

/// A code that was set, while it holds.
#[derive(Debug)]
pub struct DayCode {
    slot: PublicKey,
    salt: Salt,
    wrapped: Option<Wrapped>,
    tries: u8,
    jour: Jour,
    seen_ms: i64,
}

/// Why a code did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayCodeError {
    /// It is not the code.
    Wrong {
        /// How many tries are left.
        left: u8,
    },
    /// It holds no more: too many tries, another day, or a clock set back.
    Over,
}

/// How many digits it has.
pub const DIGITS: usize = 6;
const TRIES: u8 = 3;

impl DayCode {
    /// What a try costs, by [`crate::vault::derive`]. A million codes are few: the cost is only a brake.
    pub const COST: Cost = Cost::LEAST;

    /// A salt for a new code.
    pub fn draw_salt(outside: &Outside<'_>) -> Salt {
        let mut salt = Salt::default();
        outside.random.fill(&mut salt);
        salt
    }

    /// Whether a text has the form of a code: six digits.
    pub fn is_code(text: &str) -> bool {
        text.len() == DIGITS && text.bytes().all(|digit| digit.is_ascii_digit())
    }

    /// The salt with which the typed code is derived.
    pub fn salt(&self) -> &Salt {
        &self.salt
    }

    /// Whether it still holds.
    pub fn holds(&mut self, now: Moment) -> bool {
        if now.jour != self.jour || now.instant_ms < self.seen_ms {
            self.wrapped = None;
        }
        self.seen_ms = self.seen_ms.max(now.instant_ms);
        self.wrapped.is_some()
    }

    /// The way in and its secret, by the secret that was derived from the typed code.
    pub fn open(&mut self, code: &Secret, now: Moment) -> Result<(PublicKey, Secret), DayCodeError> {
        if !self.holds(now) {
            return Err(DayCodeError::Over);
        }
        if let Some(secret) = self.wrapped.as_ref().and_then(|wrapped| wrapped.open(code)) {
            self.tries = 0;
            return Ok((self.slot, secret));
        }
        self.tries += 1;
        match TRIES.checked_sub(self.tries).filter(|left| *left > 0) {
            Some(left) => Err(DayCodeError::Wrong { left }),
            None => {
                self.wrapped = None;
                Err(DayCodeError::Over)
            }
        }
    }
}

impl<D, F> Coffre<D, F> {
    /// Sets the code of the day, by the secret that was derived from it. It is handed out at the lock.
    pub fn set_day_code(&mut self, salt: Salt, code: &Secret, outside: &Outside<'_>) {
        let (slot, secret) = &self.opened_by;
        let now = outside.clock.now();
        let mut random = |bytes: &mut [u8]| outside.random.fill(bytes);
        self.day_code = Some(DayCode {
            slot: *slot,
            salt,
            wrapped: Some(Wrapped::new(secret, code, &mut random)),
            tries: 0,
            jour: now.jour,
            seen_ms: now.instant_ms,
        });
    }

    /// Whether a code was set and still holds.
    pub fn has_day_code(&mut self, outside: &Outside<'_>) -> bool {
        self.day_code.as_mut().is_some_and(|code| code.holds(outside.clock.now()))
    }

    /// Puts back the code that opened this journal, for the next lock.
    pub fn keep_day_code(&mut self, code: DayCode) {
        self.day_code = Some(code);
    }

    /// Ends the code of the day.
    pub fn drop_day_code(&mut self) {
        self.day_code = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: [u8; 32] = [1; 32];

    fn at(ms: i64, day: u8) -> Moment {
        Moment { instant_ms: ms, jour: Jour::new(2026, 11, day).unwrap(), decalage_min: 60 }
    }

    fn code() -> DayCode {
        let secret = Secret::from_bytes([9; 32]);
        let wrapped = Wrapped::new(&secret, &Secret::from_bytes(CODE), &mut |bytes| bytes.fill(7));
        let slot = PublicKey::new([5; 32]);
        DayCode { slot, salt: [0; 16], wrapped: Some(wrapped), tries: 0, jour: at(0, 22).jour, seen_ms: 1000 }
    }

    #[test]
    fn three_wrong_tries_end_it_even_for_the_right_code() {
        let (mut day, wrong) = (code(), Secret::from_bytes([2; 32]));
        let opened = day.open(&Secret::from_bytes(CODE), at(2000, 22)).unwrap();
        assert_eq!(opened.1.expose(), &[9; 32]);
        assert_eq!(day.open(&wrong, at(3000, 22)).err(), Some(DayCodeError::Wrong { left: 2 }));
        assert_eq!(day.open(&wrong, at(3000, 22)).err(), Some(DayCodeError::Wrong { left: 1 }));
        assert_eq!(day.open(&wrong, at(3000, 22)).err(), Some(DayCodeError::Over));
        assert_eq!(day.open(&Secret::from_bytes(CODE), at(3000, 22)).err(), Some(DayCodeError::Over));
    }

    #[test]
    fn midnight_and_a_clock_set_back_end_it() {
        assert!(code().holds(at(1000, 22)));
        assert!(!code().holds(at(2000, 23)));
        assert!(!code().holds(at(999, 22)));
        let mut day = code();
        assert!(!day.holds(at(999, 22)));
        assert!(!day.holds(at(2000, 22)), "for good");
    }

    #[test]
    fn a_code_is_six_digits() {
        assert!(DayCode::is_code("012345"));
        for text in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert!(!DayCode::is_code(text), "{text}");
        }
    }
}
