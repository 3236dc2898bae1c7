//! A witness outside both copies: a preference that says that there was a vault here, and how far this phone had written.
//!
//! It says nothing of what was written. It is what tells an emptied phone from a new one, and an end that was cut from
//! both copies from an end that was never written.

use crate::app::port::Prefs;
use crate::vault::DeviceId;

/// How far a device had written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Temoin {
    pub device: DeviceId,
    pub seq: u64,
}

const NAME: &str = "coffre";

impl Temoin {
    /// The witness, if there was ever a vault. One that cannot be read still says that.
    pub fn read(prefs: &dyn Prefs) -> Option<Self> {
        let text = prefs.get(NAME).filter(|text| !text.is_empty())?;
        let (device, seq) = text.split_once(' ').unwrap_or_default();
        let nothing = Self { device: DeviceId::new([0; 16]), seq: 0 };
        let parsed = u128::from_str_radix(device, 16).ok().zip(seq.parse().ok());
        Some(parsed.map_or(nothing, |(device, seq)| Self { device: DeviceId::new(device.to_be_bytes()), seq }))
    }

    /// Keeps it. Where preferences are refused, the two copies are each other's witness.
    pub fn write(self, prefs: &dyn Prefs) {
        prefs.set(NAME, &format!("{:?} {}", self.device, self.seq));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::memory::MemoryPrefs;

    #[test]
    fn a_witness_comes_back_and_a_damaged_one_still_says_that_there_was_a_vault() {
        let prefs = MemoryPrefs::default();
        assert_eq!(Temoin::read(&prefs), None);
        let temoin = Temoin { device: DeviceId::new([0xA7; 16]), seq: 12 };
        temoin.write(&prefs);
        assert_eq!(Temoin::read(&prefs), Some(temoin));
        prefs.set("coffre", "??");
        assert_eq!(Temoin::read(&prefs).map(|temoin| temoin.seq), Some(0));
    }
}
