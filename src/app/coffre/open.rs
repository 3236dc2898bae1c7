//! Unlocking, by any way in.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::copies::{Copie, Copies, names};
use super::patience::Patience;
use super::resumes::is_recent;
use super::risk::Export;
use super::sorted::Sorted;
use super::temoin::Temoin;
use super::{Coffre, Outside, Serrure, month_of};
use crate::app::port::{SealedStore, StoreError};
use crate::order;
use crate::vault::{
    Class, Frame, FrameFault, FrameName, Header, Keyring, Month, PublicKey, Secret, UnlockError, Unlocked,
};

/// Why a vault did not open. Nothing of it was touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// Too many wrong tries: so many seconds are left to wait.
    Wait {
        /// How many.
        seconds: u32,
    },
    /// This is not the secret of that way in.
    WrongSecret {
        /// How many times in a row.
        tries: u32,
        /// How many seconds to wait before the next one.
        wait: u32,
    },
    /// There is no such way in, or it was removed.
    NoSlot,
    /// The way in is right, and the keys behind it are damaged in every copy.
    Damaged,
    /// A newer app wrote here.
    Newer,
    /// Neither copy can be read.
    Store(StoreError),
}

/// How many frames are read at once: opened in less time than a person notices. Tests have fewer.
pub(super) const AT_ONCE: usize = if cfg!(test) { 8 } else { 5_000 };
/// How many frames are opened before the screen is drawn.
const BREATH: usize = 2_000;

impl Serrure {
    /// Opens the vault by a way in and its secret, from the files, where they hold all that the witness promises;
    /// otherwise both copies are read. Of a long journal, what lasts and the last entries are there at once, with the totals
    /// and days to come back of all months; the rest of the last two months comes with [`Coffre::read_recent`], everything with
    /// [`Coffre::reconcile`], which are to be called when nobody waits.
    pub async fn open<D: SealedStore, F: SealedStore>(
        &self,
        copies: Rc<Copies<D, F>>,
        slot: PublicKey,
        secret: Secret,
        outside: &Outside<'_>,
    ) -> Result<Coffre<D, F>, OpenError> {
        if self.acces().iter().all(|acces| acces.slot != slot) {
            return Err(OpenError::NoSlot);
        }
        let patience = Patience::read(outside.prefs).at(outside.now());
        if let Some(seconds) = patience.wait(outside.now()) {
            patience.write(outside.prefs);
            return Err(OpenError::Wait { seconds });
        }
        let (unlocked, older) = match self.unlock(slot, &secret, outside) {
            Ok(unlocked) => unlocked,
            Err(UnlockError::WrongSecret) => {
                let patience = patience.failed(outside.now());
                patience.write(outside.prefs);
                let wait = patience.wait(outside.now()).unwrap_or(0);
                return Err(OpenError::WrongSecret { tries: patience.tries(), wait });
            }
            Err(UnlockError::NoSlot) => return Err(OpenError::NoSlot),
            Err(UnlockError::NoCopy | UnlockError::Damaged) => return Err(OpenError::Damaged),
        };
        Patience::default().write(outside.prefs);
        let mut coffre = Coffre::locked_with(copies, unlocked.keyring, (slot, secret));
        coffre.slots_lost = unlocked.slots_lost;
        coffre.stale = unlocked.stale.iter().map(|at| (self.rings[*at].copie, self.rings[*at].turn)).collect();
        coffre.older = older;
        for ring in &self.rings {
            let kept = &mut coffre.late.keys[ring.copie.at()];
            *kept = ring.generation.max(*kept);
        }
        coffre.export = Export::read(&coffre.copies).await;
        coffre.read(outside).await?;
        Ok(coffre)
    }

    /// Unlocks the newest key ring. The others, which a long journal would wait for, are handed on where nothing of them is
    /// needed to come in.
    fn unlock(
        &self,
        slot: PublicKey,
        secret: &Secret,
        outside: &Outside<'_>,
    ) -> Result<(Unlocked, Vec<Vec<u8>>), UnlockError> {
        let all: Vec<&[u8]> = self.rings.iter().map(|ring| ring.bytes.as_slice()).collect();
        let newest = self.rings.iter().max_by_key(|ring| ring.generation).map(|ring| ring.bytes.as_slice());
        let newest = newest.unwrap_or_default();
        match Keyring::unlock(&[newest], slot, secret, &mut outside.draw()) {
            Ok(unlocked) if unlocked.slots_lost == 0 => {
                let is_other = |at: &usize| all[*at] != newest;
                let stale = (0..all.len()).filter(is_other).collect();
                let others = order::set((0..all.len()).filter(is_other).map(|at| all[at]));
                Ok((Unlocked { stale, ..unlocked }, others.into_iter().map(<[u8]>::to_vec).collect()))
            }
            _ => Keyring::unlock(&all, slot, secret, &mut outside.draw()).map(|unlocked| (unlocked, Vec::new())),
        }
    }
}

/// What is read first of a long journal: what lasts, and the last two months up to `now`. A short one is read whole.
fn recent(sorted: &Sorted<'_>, now: Month) -> impl Fn(&Header) -> bool + use<> {
    let months = sorted.numbered.values().flatten().map(|content| content.frame.header().month.min(now));
    let newest = (sorted.numbered.len() > AT_ONCE).then(|| months.max()).flatten();
    move |header| header.class == Class::Durable || newest.is_none_or(|newest| is_recent(header.month, newest))
}

/// What a frame gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// An event, now part of the state.
    Event,
    /// An event that this app cannot read; it is whole.
    Unreadable,
    /// Nothing, on purpose: its key is destroyed, or its body.
    Gone,
    /// Nothing: it is damaged, or its key is nowhere.
    Damaged,
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// A journal of which nothing was read yet.
    pub(super) fn locked_with(copies: Rc<Copies<D, F>>, keyring: Keyring, opened_by: (PublicKey, Secret)) -> Self {
        Self {
            copies,
            keyring,
            journal: Default::default(),
            known: Default::default(),
            heads: BTreeMap::new(),
            generation: 0,
            temps: Default::default(),
            registre: Default::default(),
            export: Export::default(),
            late: Default::default(),
            unsure: None,
            reconciled: false,
            found: None,
            repere: None,
            ahead: None,
            resumes: Vec::new(),
            stale: Vec::new(),
            older: Vec::new(),
            slots_lost: 0,
            opened_by,
            day_code: None,
        }
    }

    /// Reads the end of the files alone, where it is known what lies before; the files alone, where they are whole; both
    /// copies, where they are not.
    async fn read(&mut self, outside: &Outside<'_>) -> Result<(), OpenError> {
        let generations = self.copies.generations().await;
        if let [Ok(files), db] = &generations
            && db.as_ref().map_or(true, |db| db <= files)
            && self.read_ahead(*files, outside).await
        {
            return Ok(());
        }
        if let [Ok(files), db] = generations
            && db.as_ref().map_or(true, |db| *db <= files)
            && let Ok(rows) = self.copies.rows(Copie::Fichiers, &names::trames(files)).await
        {
            let mut sorted = Sorted::new(self.keyring.vault(), &rows);
            if sorted.newer {
                return Err(OpenError::Newer);
            }
            if !sorted.numbered.is_empty() && sorted.missing(self.witness(outside)).is_empty() {
                self.generation = files;
                let recent = recent(&sorted, month_of(outside.now().jour.mois()));
                if self.read_all(&mut sorted, &recent, outside).await.damaged.is_empty() {
                    self.heads = sorted.heads();
                    return Ok(());
                }
            }
        }
        match self.compare(outside).await {
            Ok(mended) if mended.newer => Err(OpenError::Newer),
            Ok(mended) => {
                self.found = Some(mended);
                Ok(())
            }
            Err(error) => Err(OpenError::Store(error)),
        }
    }

    /// How far this phone is known to have written, by the witness.
    pub(super) fn witness(&self, outside: &Outside<'_>) -> Option<(crate::vault::DeviceId, u64)> {
        let temoin = Temoin::read(outside.prefs)?;
        (temoin.device == self.keyring.device()).then_some((temoin.device, temoin.seq))
    }

    /// Opens the frames that are wanted and not part of the state yet, and takes their events in. Where one number has several
    /// contents, those that open count; the others are then known to be damaged.
    pub(super) async fn read_all(
        &mut self,
        sorted: &mut Sorted<'_>,
        wanted: &dyn Fn(&Header) -> bool,
        outside: &Outside<'_>,
    ) -> Read {
        let mut read = Read::default();
        let mut opened = 0;
        for ((device, seq), contents) in &mut sorted.numbered {
            let name = FrameName { device: *device, seq: *seq };
            if matches!(&**contents, [content] if content.held == [true; 2]) && self.known.contains(&name) {
                continue;
            }
            if contents.iter().all(|content| !wanted(content.frame.header())) {
                continue;
            }
            let mut events = 0;
            for content in contents.iter_mut() {
                let reading = self.read_one(&content.frame);
                content.valid = reading != Reading::Damaged;
                events += usize::from(reading == Reading::Event);
                read.unreadable += usize::from(reading == Reading::Unreadable);
                opened += 1;
                if opened % BREATH == 0 {
                    (outside.breathe)().await;
                }
            }
            if contents.iter().all(|content| !content.valid) {
                read.damaged.push(name);
            } else {
                self.known.insert(name);
            }
            let distinct = || contents.windows(2).any(|pair| pair[0].frame.link().hash != pair[1].frame.link().hash);
            read.conflicts += usize::from(events > 1 && distinct());
        }
        self.temps.weigh(self.journal.borrow().horloge());
        read
    }

    pub(super) fn read_one(&mut self, frame: &Frame<'_>) -> Reading {
        let header = *frame.header();
        let plain = match self.keyring.open(frame) {
            Ok(plain) => plain,
            Err(error) if matches!(error.fault, FrameFault::Erased | FrameFault::BodyGone) => return Reading::Gone,
            Err(_) => return Reading::Damaged,
        };
        let event = std::str::from_utf8(&plain).ok().and_then(|text| crate::journal::Event::from_text(text).ok());
        let Some(mut event) = event else { return Reading::Unreadable };
        // The number of the frame is the number of the event: the chain vouches for it.
        event.key.appareil = super::appareil_of(header.device);
        event.key.seq = header.seq;
        self.take_in(event, header.class, header.key, header.marks, None);
        Reading::Event
    }
}

/// What came of opening frames.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub damaged: Vec<FrameName>,
    pub conflicts: usize,
    pub unreadable: usize,
}
