//! Into this phone: a backup is read, opened, shown, and only then taken in, whole or not at all.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::RangeInclusive;
use std::rc::Rc;

use super::backup::{as_kept, whole, whole_of};
use super::copies::{Copie, Copies, Kept, PIECE, Rows, names};
use super::horloge::Temps;
use super::look::{Acces, Found, look};
use super::retention::retention;
use super::sorted::{Both, Sorted};
use super::temoin::Temoin;
use super::{Coffre, Outside, appareil_of, month_of};
use crate::app::port::{SealedRow, SealedStore, StoreError, StoreFault};
use crate::journal::{DeviceId as Appareil, Event, Journal, Mois};
use crate::vault::{
    self, Backup, BackupFault, Checkpoint, CopyFault, Frame, FrameFault, Header, KeyId, Keyring, Locked, PublicKey,
    Secret, UnlockError, VaultId,
};

/// A file that came in: a backup, still locked.
#[derive(Debug, Clone)]
pub struct Arrivage {
    backup: Rc<Backup>,
    ring: Locked,
}

/// A backup that was opened. Nothing is written yet.
#[derive(Debug)]
pub struct Apercu {
    /// What it would bring.
    pub bilan: Bilan,
    backup: Rc<Backup>,
    keyring: Keyring,
    opened_by: (PublicKey, Secret),
    over: Vec<KeyId>,
    /// What was read to be counted: a phone without a journal takes it over as it is.
    journal: Journal,
}

/// What a backup would bring.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bilan {
    /// When it was made, in milliseconds since 1970, by the clock of the phone that made it.
    pub made_ms: i64,
    /// The first and the last month that it holds contacts of.
    pub period: Option<(Mois, Mois)>,
    /// Contacts that it holds.
    pub contacts: u32,
    /// Contacts among them that are here already.
    pub already_here: u32,
    /// Contacts among them whose time is over: they are not taken in.
    pub past_retention: u32,
    /// Numbers under which the file and this phone hold different contents: both are kept.
    pub conflicts: u32,
    /// Frames of the file that open no more, though they should.
    pub damaged: u32,
    /// Events that only a newer app can read. They are taken in.
    pub unreadable: u32,
}

/// Why a backup was not taken in. What is on the phone stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestoreError {
    /// The file is none, or is cut or damaged.
    File(BackupFault),
    /// A newer app wrote it.
    Newer,
    /// The secret is not that of this way in, at the time of the backup.
    WrongSecret,
    /// There is no such way in in the file.
    NoSlot,
    /// The keys in the file are damaged.
    Damaged,
    /// It is the backup of another vault than the one on this phone.
    Foreign,
    /// There is a vault on this phone already: open it first.
    Occupied,
    /// No copy took it.
    Store(StoreError),
}

impl Arrivage {
    /// Reads the text of a file.
    pub fn read(text: impl Into<String>) -> Result<Self, RestoreError> {
        let backup = Backup::read(text).map_err(RestoreError::File)?;
        match Locked::read(backup.keyring()) {
            Ok(ring) => Ok(Self { backup: Rc::new(backup), ring }),
            Err(CopyFault::Newer) => Err(RestoreError::Newer),
            Err(_) => Err(RestoreError::Damaged),
        }
    }

    /// The vault that it is of.
    pub fn vault(&self) -> VaultId {
        self.backup.vault()
    }

    /// When it was made, in milliseconds since 1970, by the clock of the phone that made it.
    pub fn made_ms(&self) -> i64 {
        self.backup.made_ms()
    }

    /// The ways in, as they were when it was made.
    pub fn acces(&self) -> Vec<Acces> {
        let acces = |slot: &vault::Slot| Acces { slot: slot.public(), way: slot.way().clone() };
        self.ring.slots().iter().flatten().map(acces).collect()
    }

    /// Opens it and looks what it holds; `here` is the journal that it would be added to, if there is one.
    pub fn open(
        self,
        slot: PublicKey,
        secret: Secret,
        here: Option<(&Journal, VaultId)>,
        outside: &Outside<'_>,
    ) -> Result<Apercu, RestoreError> {
        if here.is_some_and(|(_, vault)| vault != self.backup.vault()) {
            return Err(RestoreError::Foreign);
        }
        let unlocked = Keyring::unlock(&[self.backup.keyring()], slot, &secret, &mut outside.draw());
        let keyring = unlocked.map_err(|error| match error {
            UnlockError::WrongSecret => RestoreError::WrongSecret,
            UnlockError::NoSlot => RestoreError::NoSlot,
            UnlockError::NoCopy | UnlockError::Damaged => RestoreError::Damaged,
        })?;
        let keyring = keyring.keyring;
        keyring.vouches_for(&self.backup).map_err(RestoreError::File)?;
        let bilan = Bilan { made_ms: self.backup.made_ms(), ..Bilan::default() };
        let (backup, opened_by) = (self.backup, (slot, secret));
        let mut apercu = Apercu { bilan, backup, keyring, opened_by, over: Vec::new(), journal: Journal::default() };
        apercu.count(here.map(|(journal, _)| journal), outside);
        Ok(apercu)
    }
}

impl Apercu {
    fn count(&mut self, here: Option<&Journal>, outside: &Outside<'_>) {
        let (mut journal, mut temps) = (Journal::default(), Temps::default());
        let gaps = here.map(Journal::lacunes).unwrap_or_default();
        for frame in self.backup.frames() {
            match frame.as_ref().ok().map(|frame| (frame, self.keyring.open(frame))) {
                Some((frame, Ok(plain))) => match event_of(frame, &plain) {
                    Some(event) => {
                        temps.note(&event, frame.header().marks.clock_doubtful);
                        self.bilan.conflicts += u32::from(here.is_some_and(|here| is_conflict(here, &gaps, &event)));
                        journal.apply(event);
                    }
                    None => self.bilan.unreadable += 1,
                },
                Some((_, Err(error))) if matches!(error.fault, FrameFault::Erased | FrameFault::BodyGone) => {}
                _ => self.bilan.damaged += 1,
            }
        }
        temps.weigh(journal.horloge());
        let now = outside.now();
        let over = vault::plan(
            self.keyring.keys(),
            month_of(now.jour.mois()),
            temps.judge(now),
            // The journal that takes it in decides, where it has a word on this; else the file's own goes on in it.
            retention(here.and_then(Journal::conservation).or(journal.conservation())),
            // An identity lives with the contacts of the journal that takes it in: that journal decides.
            &|_| Some(month_of(now.jour.mois())),
        );
        // While the clock is doubtful, nothing is too old.
        let over = over.ok().flatten();
        self.over = over.as_ref().map(Checkpoint::ids).unwrap_or_default();
        let months: Vec<_> = over.iter().flat_map(|over| &over.keys).map(|key| key.month).collect();
        for contact in journal.contacts() {
            self.bilan.contacts += 1;
            self.bilan.already_here += u32::from(here.is_some_and(|here| here.contains(contact.id)));
            self.bilan.past_retention += u32::from(months.contains(&month_of(contact.mois)));
            let (first, last) = self.bilan.period.unwrap_or((contact.mois, contact.mois));
            self.bilan.period = Some((first.min(contact.mois), last.max(contact.mois)));
        }
        self.journal = journal;
    }

    /// What it holds, as text: one event a line, for `cargo dev backup inspect`.
    pub fn events(&self) -> Vec<String> {
        let open = |frame: &Frame<'_>| event_of(frame, &self.keyring.open(frame).ok()?).map(|event| event.to_text());
        self.backup.frames().flatten().filter_map(|frame| open(&frame)).collect()
    }

    /// How many frames it holds.
    pub fn frames(&self) -> u32 {
        self.backup.count()
    }

    /// Takes the backup in on a phone that has no vault, as a device of its own.
    pub async fn restore<D: SealedStore, F: SealedStore>(
        self,
        copies: Rc<Copies<D, F>>,
        outside: &Outside<'_>,
    ) -> Result<(Coffre<D, F>, Kept), RestoreError> {
        match look(&copies, outside).await {
            Found::Nothing | Found::Gone => {}
            Found::Locked(_) => return Err(RestoreError::Occupied),
            Found::Newer => return Err(RestoreError::Newer),
            Found::Refused(error) => return Err(RestoreError::Store(error)),
        }
        let Self { backup, mut keyring, opened_by, over, journal, .. } = self;
        keyring.destroy(&over);
        keyring.become_device(&mut outside.draw());
        let mut coffre = Coffre::locked_with(copies, keyring, opened_by);
        let nothing = Rows::default();
        let here = Sorted::new(coffre.vault(), &nothing);
        let begun = coffre.begin(&|| coffre.with_brought(&here, &backup)).await;
        let (generation, kept) = begun.map_err(RestoreError::Store)?;
        coffre.go_on_in(generation);
        // With its key ring the vault is there; before that, nothing is.
        let keys = coffre.keep_keys(outside).await.map_err(RestoreError::Store)?;
        Temoin { device: coffre.keyring.device(), seq: 0 }.write(outside.prefs);
        // The copies were read back; they are compared once more behind the first screen, and in any case before a write.
        if journal.conflits().is_empty() {
            coffre.adopt(journal, &backup, &over);
            return Ok((coffre, kept.and(keys)));
        }
        coffre.compare(outside).await.map_err(RestoreError::Store)?;
        Ok((coffre, kept.and(keys)))
    }
}

/// Whether the journal that is here holds something else under the number of this event.
fn is_conflict(here: &Journal, gaps: &[(Appareil, RangeInclusive<u64>)], event: &Event) -> bool {
    let key = event.key;
    let is_gap = |(of, numbers): &(Appareil, RangeInclusive<u64>)| *of == key.appareil && numbers.contains(&key.seq);
    !here.contains(event.id) && key.seq < here.next(key.appareil).0.seq && !gaps.iter().any(is_gap)
}

fn event_of(frame: &Frame<'_>, plain: &[u8]) -> Option<Event> {
    let mut event = Event::from_text(std::str::from_utf8(plain).ok()?).ok()?;
    event.key.appareil = appareil_of(frame.header().device);
    event.key.seq = frame.header().seq;
    Some(event)
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Adds a backup of this vault to what is here, whole or not at all. This phone goes on as a device of its own.
    pub async fn take_back(&mut self, apercu: Apercu, outside: &Outside<'_>) -> Result<Kept, RestoreError> {
        let Apercu { backup, keyring, over, .. } = apercu;
        if backup.vault() != self.vault() {
            return Err(RestoreError::Foreign);
        }
        // What is too old is not brought in; what is here already goes by its own plan.
        let known: HashSet<KeyId> = self.keyring.keys().map(|key| key.id).collect();
        let over: Vec<KeyId> = over.into_iter().filter(|key| !known.contains(key)).collect();
        // Keys first: they harm nothing, even if the rest does not follow.
        self.keyring.merge(keyring);
        self.keyring.destroy(&over);
        self.keyring.become_device(&mut outside.draw());
        let keys = self.keep_keys(outside).await.map_err(RestoreError::Store)?;
        Temoin { device: self.keyring.device(), seq: 0 }.write(outside.prefs);
        let mut held = Default::default();
        let Both { sorted, .. } = self.read_both(&mut held).await.map_err(RestoreError::Store)?;
        let begun = self.begin(&|| self.with_brought(&sorted, &backup)).await;
        let (generation, kept) = begun.map_err(RestoreError::Store)?;
        self.go_on_in(generation);
        self.compare(outside).await.map_err(RestoreError::Store)?;
        self.let_go(Some(outside.now()), outside).await.map_err(RestoreError::Store)?;
        Ok(kept.and(keys))
    }

    /// Takes over what a preview has read, but for what is under these keys, so that no frame is opened twice. What it did not
    /// read as an event of its own is left to [`Coffre::compare`].
    fn adopt(&mut self, journal: Journal, backup: &Backup, over: &[KeyId]) {
        for frame in backup.frames().flatten() {
            let Header { class, key, marks, .. } = *frame.header();
            let name = frame.name();
            let Some(event) = journal.at(appareil_of(name.device), name.seq).filter(|_| !over.contains(&key)) else {
                continue;
            };
            self.known.insert(name);
            match over {
                [] => self.note_event(event, class, key, marks, None),
                _ => self.take_in(event.clone(), class, key, marks, None),
            }
        }
        if over.is_empty() {
            *self.journal.borrow_mut() = journal;
        }
        self.temps.weigh(self.journal.borrow().horloge());
    }

    /// What is here, and then what a backup brings besides.
    fn with_brought<'a>(&'a self, here: &'a Sorted<'_>, backup: &'a Backup) -> Frames<'a> {
        let is_here = move |frame: &Frame<'_>| {
            let name = frame.name();
            let same = here.numbered.get(&(name.device, name.seq)).map(Vec::as_slice).unwrap_or_default();
            let brought = as_kept(&self.keyring, frame);
            whole_of(&self.keyring, same).any(|known| known == brought)
        };
        let brought = backup.frames().flatten().filter(move |frame| !is_here(frame));
        Box::new(whole(&self.keyring, here).chain(brought.map(|frame| as_kept(&self.keyring, &frame))))
    }

    /// Writes a new generation beside the present one, reads it back, and points to it: its number. The old one goes at the
    /// next start.
    async fn begin<'f>(&self, frames: &dyn Fn() -> Frames<'f>) -> Result<(u64, Kept), StoreError> {
        let last = self.copies.generations().await.into_iter().flatten().max().unwrap_or(0);
        let generation = last + 1;
        let mut done = [Ok(()), Ok(())];
        for copie in Copie::ALL {
            done[copie.at()] = self.begin_in(copie, generation, frames).await;
        }
        if done.iter().all(Result::is_err) {
            return Kept::of(done).map(|kept| (generation, kept));
        }
        for copie in Copie::ALL {
            if done[copie.at()].is_ok() {
                let pointer = generation.to_string();
                done[copie.at()] = self.copies.put_in(copie, names::GENERATION, pointer.as_bytes()).await;
            }
        }
        Kept::of(done).map(|kept| (generation, kept))
    }

    /// The generation that was begun is the one that counts.
    fn go_on_in(&mut self, generation: u64) {
        self.generation = generation;
        self.late.rows = Default::default();
        (self.repere, self.resumes) = (None, Vec::new());
    }

    async fn begin_in<'f>(
        &self,
        copie: Copie,
        generation: u64,
        frames: &dyn Fn() -> Frames<'f>,
    ) -> Result<(), StoreError> {
        let series = names::trames(generation);
        self.copies.drop_series(copie, &series).await?;
        let mut rows = rows_of(frames());
        loop {
            let piece: Vec<SealedRow> = rows.by_ref().take(PIECE).collect();
            if piece.is_empty() {
                break;
            }
            self.copies.append(copie, &series, &piece).await?;
        }
        match self.copies.have(copie, &series, &mut rows_of(frames())).await? {
            true => Ok(()),
            false => Err(StoreError { fault: StoreFault::Unknown, detail: "not read back".into() }),
        }
    }
}

/// Frames, one after the other.
type Frames<'a> = Box<dyn Iterator<Item = Cow<'a, [u8]>> + 'a>;

/// Frames as rows, each under a key of its own. Each is made when its turn comes: a long journal is not in memory twice.
fn rows_of(frames: Frames<'_>) -> impl Iterator<Item = SealedRow> {
    let mut taken = HashSet::new();
    frames.filter_map(move |bytes| {
        let name = Frame::read(&bytes).ok()?.name();
        let row = super::copies::row(name.device, name.seq, bytes.into_owned());
        Some(if taken.insert((name.device, name.seq)) { row } else { super::copies::beside(&row, 0) })
    })
}
