//! Letting go: which keys have lived long enough, listed before anything is destroyed.

use super::clock::ClockVerdict;
use super::frame::Class;
use super::id::KeyId;
use super::keyring::KeyInfo;
use super::month::Month;
use crate::order::in_order;

/// How many months are kept after a month's end: 12 to 36, 24 unless somebody chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Retention(u16);

impl Retention {
    /// So many months, within the bounds.
    pub fn new(months: u16) -> Option<Self> {
        (12..=36).contains(&months).then_some(Self(months))
    }

    /// How long names of people are kept after the last contact with them, at most: the sheet of information promises two
    /// years, whatever was chosen for months.
    const IDENTITY: Self = Self(24);

    /// How many months.
    pub fn months(self) -> u16 {
        self.0
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self(24)
    }
}

/// What a checkpoint records, in the durable class, before keys are destroyed: enough to destroy them again in a copy
/// that comes back, and to tell later that there was something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The month in which it was made.
    pub month: Month,
    /// The rule that was followed.
    pub retention: Retention,
    /// The keys that go, with what is known of them.
    pub keys: Vec<KeyInfo>,
}

impl Checkpoint {
    /// The names of its keys, for [`super::Keyring::destroy`].
    pub fn ids(&self) -> Vec<KeyId> {
        self.keys.iter().map(|key| key.id).collect()
    }
}

/// The keys whose time is over, in the order of their months; nothing when there are none. Refused, with the doubt,
/// while the clock is doubtful.
///
/// A month's key, and those of the notes and tournées of that month, go so many months after its end. An identity goes
/// so many months after the last contact with the person, two years at most, which `last_contact` knows; without one,
/// after the month it was drawn for. What is durable stays.
pub fn plan(
    keys: impl Iterator<Item = KeyInfo>,
    now: Month,
    clock: ClockVerdict,
    retention: Retention,
    last_contact: &dyn Fn(KeyId) -> Option<Month>,
) -> Result<Option<Checkpoint>, ClockVerdict> {
    if clock != ClockVerdict::Sure {
        return Err(clock);
    }
    let is_over = |key: &KeyInfo| {
        let (last, kept) = match key.class {
            Class::Durable => return false,
            Class::Identity => {
                (last_contact(key.id).unwrap_or(key.month).max(key.month), retention.min(Retention::IDENTITY))
            }
            Class::Month | Class::Note | Class::Tournee => (key.month, retention),
        };
        now.since(last).is_some_and(|months| months > kept.months())
    };
    let over = in_order(keys.filter(is_over).collect(), &|one: &KeyInfo, other| {
        (one.month, one.id).cmp(&(other.month, other.id))
    });
    Ok((!over.is_empty()).then_some(Checkpoint { month: now, retention, keys: over }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::id::DeviceId;

    fn key(id: u8, class: Class, year: i32, month: u8) -> KeyInfo {
        let month = Month::new(year, month).unwrap();
        KeyInfo { id: KeyId::new([id; 16]), class, month, device: DeviceId::new([0; 16]) }
    }

    fn planned(keys: &[KeyInfo], year: i32, month: u8, retention: Retention) -> Vec<u8> {
        let now = Month::new(year, month).unwrap();
        let seen = |id: KeyId| (*id.bytes() == [9; 16]).then(|| Month::new(2026, 1)).flatten();
        let checkpoint = plan(keys.iter().copied(), now, ClockVerdict::Sure, retention, &seen).unwrap();
        checkpoint.map_or_else(Vec::new, |checkpoint| checkpoint.ids().iter().map(|id| id.bytes()[0]).collect())
    }

    #[test]
    fn keys_go_when_their_time_is_over() {
        let keys = [
            key(1, Class::Month, 2024, 11),
            key(2, Class::Month, 2024, 10),
            key(3, Class::Note, 2024, 10),
            key(4, Class::Tournee, 2024, 10),
            key(5, Class::Durable, 2020, 1),
            key(8, Class::Identity, 2024, 10),
            // Met again in January 2026.
            key(9, Class::Identity, 2024, 10),
        ];
        let (kept, none) = (Retention::default(), [0; 0]);
        assert_eq!(planned(&keys, 2026, 10, kept), none);
        assert_eq!(planned(&keys, 2026, 11, kept), [2, 3, 4, 8]);
        assert_eq!(planned(&keys, 2026, 12, kept), [2, 3, 4, 8, 1]);
        assert_eq!(planned(&keys, 2028, 2, kept), [2, 3, 4, 8, 9, 1]);
        // Longer for months is not longer for names.
        assert_eq!(planned(&keys, 2026, 12, Retention::new(36).unwrap()), [8]);
        assert_eq!(planned(&keys, 2025, 12, Retention::new(12).unwrap()), [2, 3, 4, 8, 1]);
        assert_eq!(planned(&keys, 1970, 1, kept), none);
    }

    #[test]
    fn nothing_goes_while_the_clock_is_doubtful() {
        let keys = [key(1, Class::Month, 2024, 11)];
        let doubt = ClockVerdict::FarAhead { days: 4000 };
        let now = Month::new(2038, 1).unwrap();
        assert_eq!(plan(keys.into_iter(), now, doubt, Retention::default(), &|_| None), Err(doubt));
    }

    #[test]
    fn retention_has_bounds() {
        assert_eq!((Retention::new(11), Retention::new(37)), (None, None));
        assert_eq!(Retention::default(), Retention::new(24).unwrap());
    }
}
