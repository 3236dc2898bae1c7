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
use crate::order;
use crate::vault::{DeviceId, Frame, FrameFault, Head, Month};

/// What is remembered of the files while the database is read.
struct Files {
    frames: Sum,
    numbers: BTreeMap<DeviceId, Numbers>,
    reperage: Reperage,
    unreadable: usize,
    /// Rows that are no frame of this vault, such as a cut leaves.
    garbled: usize,
    /// Whether every frame opens, or is gone on purpose.
    are_whole: bool,
}

/// The numbers of one device.
#[derive(Default)]
struct Numbers {
    all: Sum,
    last: u64,
    /// The frame that bears it.
    frame: Vec<u8>,
}

/// How many things there are, and what their digests add up to: the same for the same things, whatever their order. It
/// tells damage, not malice: each frame has its own seal.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    count: u64,
    digests: u64,
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
        if generation != of_db || !files.are_all_there(self.witness(outside)) {
            return None;
        }
        let mut frames = Sum::default();
        copies.each_row(Copie::Base, &series, &mut |_, row| frames.add(row)).await.ok()?;
        if frames != files.frames {
            return None;
        }
        self.generation = generation;
        self.heads = files.heads();
        self.late.rows = Default::default();
        let Files { reperage, garbled, unreadable, .. } = files;
        // Where the clock is judged otherwise now that everything is read, the next opening will know from where to read.
        if garbled == 0 && self.month_to_believe(outside) == now {
            self.repere = reperage.repere(&copies.files, &series).await;
        }
        let conflicts = self.journal.borrow().conflits().len();
        Some(Mended { garbled, conflicts, unreadable, ..Mended::default() })
    }

    /// One row of the files.
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
        let (frames, numbers) = (Sum::default(), BTreeMap::new());
        Self { frames, numbers, reperage, unreadable: 0, garbled: 0, are_whole: true }
    }

    fn add(&mut self, place: u64, frame: &Frame<'_>) {
        let name = frame.name();
        self.frames.add(frame.bytes());
        let numbers = self.numbers.entry(name.device).or_default();
        numbers.all.add(&name.seq.to_be_bytes());
        if name.seq >= numbers.last {
            numbers.last = name.seq;
            numbers.frame.clear();
            numbers.frame.extend_from_slice(frame.bytes());
        }
        self.reperage.add(place, frame);
    }

    /// Whether each number of each device is there once, up to the last one that this phone is known to have written.
    fn are_all_there(&self, witness: Option<(DeviceId, u64)>) -> bool {
        let is_written = |(device, seq)| self.numbers.get(&device).map_or(0, |numbers| numbers.last) >= seq;
        self.are_whole && self.numbers.values().all(Numbers::are_all) && witness.is_none_or(is_written)
    }

    /// Where each device's chain stands.
    fn heads(&self) -> BTreeMap<DeviceId, Head> {
        let head = |(device, numbers): (&DeviceId, &Numbers)| Some((*device, Frame::read(&numbers.frame).ok()?.head()));
        order::map(self.numbers.iter().filter_map(head))
    }
}

impl Numbers {
    /// Whether they are all numbers up to the last one, each once.
    fn are_all(&self) -> bool {
        // A damaged number can be as large as it likes: what is not as many is not counted up.
        let mut all = Sum::default();
        if self.all.count == self.last {
            (1..=self.last).for_each(|seq| all.add(&seq.to_be_bytes()));
        }
        self.all == all
    }
}

impl Sum {
    fn add(&mut self, bytes: &[u8]) {
        let mut hasher = DefaultHasher::new();
        hasher.write(bytes);
        self.digests = self.digests.wrapping_add(hasher.finish());
        self.count += 1;
    }
}
