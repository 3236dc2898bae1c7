//! Both copies, where they say the same: each is read once, piece by piece, and neither lies in memory whole.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};
use std::rc::Rc;

use super::copies::{Copie, names};
use super::open::Reading;
use super::reconcile::Mended;
use super::resumes::Reperage;
use super::{Coffre, Outside, month_of};
use crate::app::port::SealedStore;
use crate::order::{self, in_order};
use crate::vault::{DeviceId, Frame, FrameFault, FrameName, Head, Month};

/// What is remembered of the files while the database is read.
struct Files {
    frames: Vec<Seen>,
    /// The last frame of each device.
    last: BTreeMap<DeviceId, (u64, Vec<u8>)>,
    reperage: Reperage,
    unreadable: usize,
    /// Rows that are no frame of this vault, such as a cut leaves.
    garbled: usize,
    /// Whether every frame opens, or is gone on purpose.
    are_whole: bool,
}

/// A frame of the files.
struct Seen {
    name: FrameName,
    /// A digest of its bytes that tells damage, not malice: each frame has its own seal.
    print: u64,
    in_db: bool,
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Takes in what was not known, where both copies hold the same frames, each of them whole, and no number is missing.
    /// Nothing, where they do not: then they are to be compared content by content.
    pub(super) async fn read_level(&mut self, outside: &Outside<'_>) -> Option<Mended> {
        let [Ok(generation), Ok(of_db)] = self.copies.generations().await else { return None };
        let (copies, series) = (Rc::clone(&self.copies), names::trames(generation));
        let now = self.month_to_believe(outside);
        let mut files = Files::new(Reperage::until(now));
        let mut each = |place: u64, row: &[u8]| self.see(&mut files, place, row);
        copies.each_row(Copie::Fichiers, &series, &mut each).await.ok()?;
        self.temps.weigh(self.journal.borrow().horloge());
        if generation != of_db || !files.has_no_gap(self.witness(outside)) {
            return None;
        }
        let mut are_same = true;
        let mut each = |_: u64, row: &[u8]| are_same &= files.has(row);
        copies.each_row(Copie::Base, &series, &mut each).await.ok()?;
        if !are_same || files.frames.iter().any(|seen| !seen.in_db) {
            return None;
        }
        self.generation = generation;
        self.heads = files.heads();
        self.late.rows = Default::default();
        // Where the clock is judged otherwise now that everything is read, the next opening will know from where to read.
        let is_sure = files.garbled == 0 && self.month_to_believe(outside) == now;
        self.repere = is_sure.then(|| files.reperage.repere()).flatten();
        let conflicts = self.journal.borrow().conflits().len();
        let Files { garbled, unreadable, .. } = files;
        Some(Mended { garbled, conflicts, unreadable, ..Mended::default() })
    }

    /// One frame of the files.
    fn see(&mut self, files: &mut Files, place: u64, row: &[u8]) {
        let frame = match Frame::read(row) {
            _ if !files.are_whole => return,
            Ok(frame) if frame.header().vault == self.vault() => frame,
            Err(FrameFault::Newer) => {
                files.are_whole = false;
                return;
            }
            _ => {
                files.garbled += 1;
                return;
            }
        };
        if !self.known.contains(&frame.name()) {
            match self.read_one(&frame) {
                Reading::Damaged => files.are_whole = false,
                reading => {
                    files.unreadable += usize::from(reading == Reading::Unreadable);
                    self.known.insert(frame.name());
                }
            }
        }
        files.add(place, &frame);
    }

    /// The present month, or the last one that can be believed.
    fn month_to_believe(&self, outside: &Outside<'_>) -> Month {
        self.temps.doubtful(outside.now()).unwrap_or_else(|| month_of(outside.now().jour.mois()))
    }
}

impl Files {
    fn new(reperage: Reperage) -> Self {
        Self { frames: Vec::new(), last: BTreeMap::new(), reperage, unreadable: 0, garbled: 0, are_whole: true }
    }

    fn add(&mut self, place: u64, frame: &Frame<'_>) {
        let name = frame.name();
        self.frames.push(Seen { name, print: print(frame.bytes()), in_db: false });
        let (seq, bytes) = self.last.entry(name.device).or_default();
        if name.seq >= *seq {
            *seq = name.seq;
            bytes.clear();
            bytes.extend_from_slice(frame.bytes());
        }
        self.reperage.add(place, frame);
    }

    /// Whether each number of each device is there once, up to the last one that this phone is known to have written.
    fn has_no_gap(&mut self, witness: Option<(DeviceId, u64)>) -> bool {
        self.frames = in_order(std::mem::take(&mut self.frames), &|one, other| one.name.cmp(&other.name));
        let mut before: Option<FrameName> = None;
        let follows = |seen: &Seen| {
            let last = before.replace(seen.name).filter(|last| last.device == seen.name.device);
            seen.name.seq == last.map_or(0, |last| last.seq).saturating_add(1)
        };
        let is_written = |(device, seq)| self.last.get(&device).map_or(0, |(last, _)| *last) >= seq;
        self.are_whole && self.frames.iter().all(follows) && witness.is_none_or(is_written)
    }

    /// Whether a row of the database is one of the files'. It is then held by both.
    fn has(&mut self, row: &[u8]) -> bool {
        let Ok(frame) = Frame::read(row) else { return false };
        let at = self.frames.binary_search_by_key(&frame.name(), |seen| seen.name);
        let seen = at.ok().map(|at| &mut self.frames[at]).filter(|seen| seen.print == print(row));
        seen.map(|seen| seen.in_db = true).is_some()
    }

    /// Where each device's chain stands.
    fn heads(&self) -> BTreeMap<DeviceId, Head> {
        let head =
            |(device, (_, bytes)): (&DeviceId, &(u64, Vec<u8>))| Some((*device, Frame::read(bytes).ok()?.head()));
        order::map(self.last.iter().filter_map(head))
    }
}

fn print(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}
