//! Which frames were read: a number for each entry of a long journal, hence as few bytes as that takes.

use std::collections::HashSet;

use crate::vault::{DeviceId, FrameName};

/// Frames by their names: the numbers of each device, of which there are few.
#[derive(Debug, Default)]
pub(super) struct Known(Vec<(DeviceId, HashSet<u64>)>);

impl Known {
    /// Whether this frame is among them.
    pub fn contains(&self, name: &FrameName) -> bool {
        self.0.iter().any(|(device, numbers)| *device == name.device && numbers.contains(&name.seq))
    }

    /// One more.
    pub fn insert(&mut self, name: FrameName) {
        match self.0.iter_mut().find(|(device, _)| *device == name.device) {
            Some((_, numbers)) => drop(numbers.insert(name.seq)),
            None => self.0.push((name.device, HashSet::from([name.seq]))),
        }
    }

    /// Each of them.
    #[cfg(test)]
    pub fn iter(&self) -> impl Iterator<Item = FrameName> {
        self.0.iter().flat_map(|(device, numbers)| numbers.iter().map(|seq| FrameName { device: *device, seq: *seq }))
    }
}
