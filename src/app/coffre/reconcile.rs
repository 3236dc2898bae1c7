//! Mending each copy by the other, and what waits for that: letters, rounds left open, keys that came back.
//!
//! Mending is a union. Nothing is removed: a frame that one copy lacks is written there; two contents of one number are
//! both kept; what neither copy has is announced by number.

use std::ops::RangeInclusive;

use super::copies::{Copie, Kept, PIECE, names, row};
use super::sorted::{Both, Sorted};
use super::{Coffre, Outside};
use crate::app::port::{SealedRow, SealedStore, StoreError};
use crate::journal::Fait;
use crate::vault::{ClockVerdict, DeviceId, FrameName, Head, Marks};

/// What was found, and what was done about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// Frames that the files lacked and the database had.
    pub into_files: usize,
    /// Frames that the database lacked and the files had.
    pub into_db: usize,
    /// The copies that do not answer, or did not take what they lacked.
    pub refused: Vec<(Copie, StoreError)>,
    /// Frames that open in no copy.
    pub damaged: Vec<FrameName>,
    /// Rows that cannot say which frame they were.
    pub garbled: usize,
    /// Numbers that are in no copy.
    pub missing: Vec<(DeviceId, RangeInclusive<u64>)>,
    /// Numbers under which two phones wrote: both contents are kept.
    pub conflicts: usize,
    /// Events that only a newer app can read.
    pub unreadable: usize,
    /// Whether some row is of a newer format. This app then writes nothing.
    pub newer: bool,
    /// Contacts that were written while locked, and are now in the journal.
    pub letters: usize,
    /// Letters that do not open. They stay where they are.
    pub letters_lost: usize,
    /// Rounds of an earlier day that were closed.
    pub rounds: usize,
    /// Destroyed keys that an older copy had brought back, destroyed again.
    pub came_back: usize,
    /// Ways in that are damaged in every copy, and should be made anew.
    pub slots_lost: usize,
}

impl Mended {
    /// Whether something is lost, or may be: to be shown, by number.
    pub fn is_loss(&self) -> bool {
        !(self.damaged.is_empty() && self.missing.is_empty()) || self.letters_lost > 0
    }
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Compares both copies and mends each by the other; then closes the rounds of earlier days, takes in what was
    /// written while locked, and destroys again what was erased. To be called after each opening, when nobody waits;
    /// again whenever a copy failed.
    pub async fn reconcile(&mut self, outside: &Outside<'_>) -> Result<Mended, StoreError> {
        // What was just opened is drawn first: reading everything would be in its way.
        (outside.breathe)().await;
        let mut mended = match self.found.take() {
            Some(mended) => mended,
            None => self.compare(outside).await?,
        };
        if mended.newer {
            return Ok(mended);
        }
        mended.slots_lost = self.slots_lost;
        if self.keyring.is_to_be_kept() || !self.are_keys_kept() {
            self.keep_keys(outside).await?;
        }
        (mended.letters, mended.letters_lost) = self.take_letters(outside).await?;
        mended.rounds = self.close_rounds(outside).await?;
        mended.came_back = self.let_go(Some(outside.now()), outside).await?;
        self.drop_old_generation().await;
        // A comfort: what fails is done at the lock.
        drop(self.keep_resumes(outside).await);
        drop(self.copies.db.tidy(&names::trames(self.generation)).await);
        Ok(mended)
    }

    /// Reads both copies, takes in what was not known, and writes into each what it lacks.
    pub(super) async fn compare(&mut self, outside: &Outside<'_>) -> Result<Mended, StoreError> {
        let older = std::mem::take(&mut self.older);
        self.keyring.take_over(&older);
        self.repere = None;
        let mended = match self.read_level(outside).await {
            Some(mended) => mended,
            None => self.compare_contents(outside).await?,
        };
        if !mended.newer {
            (self.unsure, self.ahead) = (None, None);
            self.reconciled = true;
            self.journal.borrow_mut().all_in();
        }
        Ok(mended)
    }

    /// The same, where the copies differ: all contents of each number are in memory.
    async fn compare_contents(&mut self, outside: &Outside<'_>) -> Result<Mended, StoreError> {
        let mut mended = Mended::default();
        let mut held = Default::default();
        let Both { mut sorted, answers, newest } = self.read_both(&mut held).await?;
        let refused = |copie: Copie| answers[copie.at()].as_ref().err().map(|error| (copie, error.clone()));
        mended.refused = Copie::ALL.into_iter().filter_map(refused).collect();
        mended.newer = sorted.newer;
        mended.garbled = sorted.garbled;
        if mended.newer {
            return Ok(mended);
        }
        self.generation = newest;
        let found = self.read_all(&mut sorted, &|_| true, outside).await;
        mended.damaged = found.damaged;
        mended.conflicts = self.journal.borrow().conflits().len().max(found.conflicts);
        mended.unreadable = found.unreadable;
        mended.missing = sorted.missing(self.witness(outside));
        self.heads = sorted.heads();
        self.never_write_twice(&mended);
        for (copie, generation) in Copie::ALL.into_iter().zip(&answers) {
            let Ok(generation) = *generation else { continue };
            match self.mend(copie, &sorted, generation < newest).await {
                Ok(count) if copie == Copie::Fichiers => mended.into_files = count,
                Ok(count) => mended.into_db = count,
                Err(error) => mended.refused.push((copie, error)),
            }
        }
        Ok(mended)
    }

    /// Numbers that were written once are not taken again, even where their frames are gone.
    fn never_write_twice(&mut self, mended: &Mended) {
        let device = self.keyring.device();
        let of_ours = mended.missing.iter().filter(|(of, _)| *of == device).map(|(_, numbers)| *numbers.end());
        if let Some(last) = of_ours.max() {
            let head = self.head();
            self.heads.insert(device, Head { seq: head.seq.max(last), ..head });
        }
    }

    /// Writes into a copy what it lacks; everything, where it is a generation behind. How many frames.
    async fn mend(&mut self, copie: Copie, sorted: &Sorted<'_>, behind: bool) -> Result<usize, StoreError> {
        let series = names::trames(self.generation);
        if behind {
            self.copies.drop_series(copie, &series).await?;
        }
        let mut rows: Vec<SealedRow> = Vec::new();
        for ((device, seq), contents) in &sorted.numbered {
            for content in contents.iter().filter(|content| content.valid && (behind || !content.held[copie.at()])) {
                rows.push(row(*device, *seq, content.frame.bytes().to_vec()));
            }
        }
        for piece in rows.chunks(PIECE) {
            self.copies.append(copie, &series, piece).await?;
        }
        if behind {
            self.copies.put_in(copie, names::GENERATION, self.generation.to_string().as_bytes()).await?;
        }
        self.late.rows[copie.at()].clear();
        Ok(rows.len())
    }

    /// Closes the rounds that this phone left open on an earlier day, if the clock can be believed.
    async fn close_rounds(&mut self, outside: &Outside<'_>) -> Result<usize, StoreError> {
        let now = outside.now();
        if self.temps.judge(now) != ClockVerdict::Sure {
            return Ok(0);
        }
        let appareil = self.appareil();
        let open = self.journal.borrow().a_clore(appareil, now.jour);
        for tournee in &open {
            let cloture = self.journal.borrow().cloture(*tournee, appareil);
            if let Some(cloture) = cloture {
                let fait = (outside.new_id(), Fait::TourneeClose(cloture), now);
                self.write_at(vec![fait], Marks::default(), outside).await.map(|_: Kept| ())?;
            }
        }
        Ok(open.len())
    }

    /// The generation before this one, which a big move left behind. What fails is done at the next start.
    async fn drop_old_generation(&self) {
        let Some(old) = self.generation.checked_sub(1) else { return };
        for copie in Copie::ALL {
            let dropped = self.copies.drop_series(copie, &names::trames(old)).await;
            drop(dropped);
        }
        drop(self.copies.files.remove(&names::resumes(old)).await);
    }
}
