//! The frames of both copies, by number: what each copy has, what only one has, what none has.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::Coffre;
use super::copies::{Copie, Rows, names};
use crate::app::port::{SealedStore, StoreError};
use crate::order;
use crate::vault::{DeviceId, Frame, FrameFault, Head, VaultId};

/// The rows of the copies that were read, sorted.
pub(super) struct Sorted<'a> {
    vault: VaultId,
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

/// Both copies, read.
pub(super) struct Both<'a> {
    /// Their frames.
    pub sorted: Sorted<'a>,
    /// The generation of each copy, or why it does not answer: one of them does.
    pub answers: [Result<u64, StoreError>; 2],
    /// The newest generation that one of them points to.
    pub newest: u64,
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Reads both copies, each of the generation that it points to. Of the database only those rows stay in memory that the
    /// files do not show; `held` takes both up.
    pub(super) async fn read_both<'a>(&self, held: &'a mut [Rows; 2]) -> Result<Both<'a>, StoreError> {
        let generations = self.copies.generations().await;
        let newest = generations.iter().flatten().copied().max().unwrap_or(0);
        let [of_files, of_db] = generations;
        let [files, strays] = held;
        let of_files = self.read_copy(Copie::Fichiers, of_files, &mut |_, row| files.push(row)).await;
        if of_files.is_err() {
            *files = Rows::default();
        }
        let files: &'a Rows = files;
        let mut sorted = Sorted::new(self.vault(), files);
        let mut each = |_: u64, row: &[u8]| {
            if !sorted.meets(row) {
                strays.push(row);
            }
        };
        let of_db = self.read_copy(Copie::Base, of_db, &mut each).await;
        match (&of_files, &of_db) {
            (Err(_), Err(error)) => return Err(error.clone()),
            (_, Ok(_)) => sorted.add_all(strays, Copie::Base),
            (_, Err(_)) => {}
        }
        Ok(Both { sorted, answers: [of_files, of_db], newest })
    }

    async fn read_copy(
        &self,
        copie: Copie,
        generation: Result<u64, StoreError>,
        each: &mut dyn FnMut(u64, &[u8]),
    ) -> Result<u64, StoreError> {
        let generation = generation?;
        self.copies.each_row(copie, &names::trames(generation), each).await.map(|()| generation)
    }
}

impl<'a> Sorted<'a> {
    /// Sorts the rows of the files.
    pub fn new(vault: VaultId, files: &'a Rows) -> Self {
        let mut sorted = Self { vault, numbered: BTreeMap::new(), garbled: 0, newer: false };
        sorted.add_all(files, Copie::Fichiers);
        sorted
    }

    fn add_all(&mut self, rows: &'a Rows, copie: Copie) {
        for row in rows.iter() {
            match Frame::read(row) {
                Ok(frame) if frame.header().vault == self.vault => self.add(frame, copie),
                Err(FrameFault::Newer) => self.newer = true,
                _ => self.garbled += 1,
            }
        }
    }

    /// Whether a row of the database is one of the files', to the byte. It is then held by both.
    fn meets(&mut self, row: &[u8]) -> bool {
        let name = Frame::read(row).ok().map(|frame| frame.name());
        let contents = name.and_then(|name| self.numbered.get_mut(&(name.device, name.seq)));
        let same = contents.and_then(|all| all.iter_mut().find(|content| content.frame.bytes() == row));
        same.map(|content| content.held[Copie::Base.at()] = true).is_some()
    }

    fn add(&mut self, frame: Frame<'a>, copie: Copie) {
        let mut content = Content { frame, held: [false; 2], valid: true };
        content.held[copie.at()] = true;
        let name = frame.name();
        match self.numbered.get_mut(&(name.device, name.seq)) {
            // Room for one: nearly all numbers have no other.
            None => drop(self.numbered.insert((name.device, name.seq), vec![content])),
            Some(contents) => match contents.iter_mut().find(|known| known.frame.bytes() == frame.bytes()) {
                Some(known) => known.held[copie.at()] = true,
                None => contents.push(content),
            },
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
