//! The frames of both copies, by number: what each copy has, what only one has, what none has.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::copies::{Copie, Rows};
use crate::order;
use crate::vault::{DeviceId, Frame, FrameFault, Head, VaultId};

/// The rows of the copies that were read, sorted.
pub(super) struct Sorted<'a> {
    /// The contents of each number: one, unless a copy is damaged or a phone was cloned.
    pub numbered: BTreeMap<(DeviceId, u64), Vec<Content<'a>>>,
    /// How many rows are no frame at all, and cannot say which number they were.
    pub garbled: usize,
    /// Whether some row was written by a newer app.
    pub newer: bool,
}

/// One content of a number, and which copies have it.
pub(super) struct Content<'a> {
    pub frame: Frame<'a>,
    /// Files, database.
    pub held: [bool; 2],
    /// Whether it opened, or is gone on purpose; it is believed until it was tried.
    pub valid: bool,
}

impl<'a> Sorted<'a> {
    /// Sorts the rows of the copies at hand, files first.
    pub fn new(vault: VaultId, copies: [Option<&'a Rows>; 2]) -> Self {
        let mut sorted = Self { numbered: BTreeMap::new(), garbled: 0, newer: false };
        for copie in Copie::ALL {
            for row in copies[copie.at()].into_iter().flat_map(Rows::iter) {
                match Frame::read(row) {
                    Ok(frame) if frame.header().vault == vault => sorted.add(frame, copie),
                    Err(FrameFault::Newer) => sorted.newer = true,
                    _ => sorted.garbled += 1,
                }
            }
        }
        sorted
    }

    fn add(&mut self, frame: Frame<'a>, copie: Copie) {
        let name = frame.name();
        let contents = self.numbered.entry((name.device, name.seq)).or_default();
        match contents.iter_mut().find(|content| content.frame.bytes() == frame.bytes()) {
            Some(content) => content.held[copie.at()] = true,
            None => {
                let mut held = [false; 2];
                held[copie.at()] = true;
                contents.push(Content { frame, held, valid: true });
            }
        }
    }

    /// The numbers that are missing below the last one of each device; `known` is the last one that a device is known
    /// to have written.
    pub fn missing(&self, known: Option<(DeviceId, u64)>) -> Vec<(DeviceId, RangeInclusive<u64>)> {
        let mut last: Vec<(DeviceId, u64)> = Vec::new();
        let mut gaps = Vec::new();
        for (device, seq) in self.numbered.keys() {
            let before = last.pop_if(|(of, _)| of == device).map_or(0, |(_, seq)| seq);
            last.push((*device, *seq));
            if *seq > before.saturating_add(1) {
                gaps.push((*device, before + 1..=*seq - 1));
            }
        }
        if let Some((device, seq)) = known {
            let before = last.iter().find(|(of, _)| *of == device).map_or(0, |(_, seq)| *seq);
            if seq > before {
                gaps.push((device, before + 1..=seq));
            }
        }
        gaps
    }

    /// Where each device's chain stands, by its last frame.
    pub fn heads(&self) -> BTreeMap<DeviceId, Head> {
        let mut last: Vec<(DeviceId, &Content<'_>)> = Vec::new();
        for ((device, _), contents) in &self.numbered {
            if let Some(best) = contents.iter().find(|content| content.valid).or(contents.first()) {
                last.pop_if(|(of, _)| of == device);
                last.push((*device, best));
            }
        }
        order::map(last.into_iter().map(|(device, content)| (device, content.frame.head())))
    }
}
