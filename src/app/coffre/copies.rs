//! The two copies, written side by side: what befalls one leaves the other.

use std::ops::Range;

use crate::app::port::{SealedRow, SealedStore, StoreError, StoreFault};
use crate::order::in_order;
use crate::vault::{DeviceId, Frame};

/// The two copies of the sealed journal. They are shared: the lock, the open journal and whoever shows the storage page
/// look at the same ones.
#[derive(Debug)]
pub struct Copies<D, F> {
    /// The database.
    pub db: D,
    /// The files.
    pub files: F,
}

/// One of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Copie {
    /// The files, written first: the quickest to read whole.
    Fichiers,
    /// The database.
    Base,
}

/// Where something was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// In both copies.
    Both,
    /// In one: the other failed, and is mended later.
    One {
        /// The copy that lacks it.
        missing: Copie,
        /// Why.
        why: StoreError,
    },
}

/// Names of series and things, in one place.
pub(super) mod names {
    use crate::journal::EventId;

    /// The number of the generation that counts, as decimal text.
    pub const GENERATION: &str = "generation";
    /// Up to where contacts lie in a backup elsewhere.
    pub const EXPORT: &str = "export";
    /// The keyring, under two names by turns, so that a cut leaves one.
    pub const CLEFS: [&str; 2] = ["clefs-0", "clefs-1"];
    /// What letters begin with.
    pub const LETTRE: &str = "lettre-";
    /// What the keys of drafts begin with.
    pub const CLEF_DE_BROUILLON: &str = "ouverture-";

    /// What months add up to, of a generation. It lies in the files alone.
    pub fn resumes(generation: u64) -> String {
        format!("resumes-{generation}")
    }

    /// The frames of a generation.
    pub fn trames(generation: u64) -> String {
        format!("trames-{generation}")
    }

    /// A contact written while locked.
    pub fn lettre(draft: EventId) -> String {
        format!("{LETTRE}{draft}")
    }

    /// The sealed text of a draft.
    pub fn brouillon(draft: EventId) -> String {
        format!("brouillon-{draft}")
    }

    /// The sealed key of a draft.
    pub fn clef_de_brouillon(draft: EventId) -> String {
        format!("{CLEF_DE_BROUILLON}{draft}")
    }
}

/// How often a write is tried where the store does not say what is wrong.
const TRIES: usize = 3;

/// How many rows are written in one piece.
pub(super) const PIECE: usize = 1_000;

impl Copie {
    /// Both, in the order in which they are written.
    pub const ALL: [Self; 2] = [Self::Fichiers, Self::Base];

    /// Its place in a pair.
    pub(super) fn at(self) -> usize {
        match self {
            Self::Fichiers => 0,
            Self::Base => 1,
        }
    }

    /// How a person would name it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Fichiers => "les fichiers du navigateur",
            Self::Base => "la base du navigateur",
        }
    }
}

impl Kept {
    /// What came of writing both, files first. Both failed: what the database says, since it says more.
    pub(super) fn of([files, db]: [Result<(), StoreError>; 2]) -> Result<Self, StoreError> {
        match (files, db) {
            (Ok(()), Ok(())) => Ok(Self::Both),
            (Ok(()), Err(why)) => Ok(Self::One { missing: Copie::Base, why }),
            (Err(why), Ok(())) => Ok(Self::One { missing: Copie::Fichiers, why }),
            (Err(_), Err(why)) => Err(why),
        }
    }

    /// The poorer of the two outcomes.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        if self == Self::Both { other } else { self }
    }
}

impl<D: SealedStore, F: SealedStore> Copies<D, F> {
    /// Puts a thing into both, files first.
    pub(super) async fn put(&self, name: &str, bytes: &[u8]) -> [Result<(), StoreError>; 2] {
        [self.put_in(Copie::Fichiers, name, bytes).await, self.put_in(Copie::Base, name, bytes).await]
    }

    /// Puts a thing into one.
    pub(super) async fn put_in(&self, copie: Copie, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        match copie {
            Copie::Fichiers => again(async || self.files.put(name, bytes).await).await,
            Copie::Base => again(async || self.db.put(name, bytes).await).await,
        }
    }

    /// The thing as each copy has it.
    pub(super) async fn get(&self, name: &str) -> [Result<Option<Vec<u8>>, StoreError>; 2] {
        [self.files.get(name).await, self.db.get(name).await]
    }

    /// Removes a thing from both. What fails stays, to be removed another time.
    pub(super) async fn remove(&self, name: &str) -> Result<(), StoreError> {
        let (files, db) = (self.files.remove(name).await, self.db.remove(name).await);
        files.and(db)
    }

    /// The names of the things of both.
    pub(super) async fn names(&self) -> [Result<Vec<String>, StoreError>; 2] {
        [self.files.names().await, self.db.names().await]
    }

    /// Adds rows to a series of one copy.
    ///
    /// Where a number is taken by other bytes (another window, a damaged row), these come beside it under a name of
    /// their own: nothing is refused, and nothing put over.
    pub(super) async fn append(&self, copie: Copie, series: &str, rows: &[SealedRow]) -> Result<(), StoreError> {
        match self.append_to(copie, series, rows).await {
            Err(StoreError { fault: StoreFault::Conflict, .. }) => {}
            done => return done,
        }
        for row in rows {
            let mut named = row.clone();
            let mut names = 0..MOST_BESIDE;
            loop {
                match (self.append_to(copie, series, std::slice::from_ref(&named)).await, names.next()) {
                    (Err(StoreError { fault: StoreFault::Conflict, .. }), Some(turn)) => named = beside(row, turn),
                    (done, _) => break done?,
                }
            }
        }
        Ok(())
    }

    async fn append_to(&self, copie: Copie, series: &str, rows: &[SealedRow]) -> Result<(), StoreError> {
        match copie {
            Copie::Fichiers => again(async || self.files.append(series, rows).await).await,
            Copie::Base => again(async || self.db.append(series, rows).await).await,
        }
    }

    /// Deletes a series of one copy.
    pub(super) async fn drop_series(&self, copie: Copie, series: &str) -> Result<(), StoreError> {
        match copie {
            Copie::Fichiers => self.files.drop_series(series).await,
            Copie::Base => self.db.drop_series(series).await,
        }
    }

    /// All rows of a series of one copy.
    pub(super) async fn rows(&self, copie: Copie, series: &str) -> Result<Rows, StoreError> {
        let mut rows = Rows::default();
        self.each_row(copie, series, &mut |_, row| rows.push(row)).await?;
        Ok(rows)
    }

    /// Shows each row of a series of one copy, with its place.
    pub(super) async fn each_row(
        &self,
        copie: Copie,
        series: &str,
        each: &mut dyn FnMut(u64, &[u8]),
    ) -> Result<(), StoreError> {
        match copie {
            Copie::Fichiers => self.files.rows(series, 0, each).await,
            Copie::Base => self.db.rows(series, 0, each).await,
        }
    }

    /// Whether a copy shows all these rows of a series, byte for byte. They are mostly shown in the order of writing, so that
    /// hardly any is kept for later.
    pub(super) async fn have(
        &self,
        copie: Copie,
        series: &str,
        rows: &mut dyn Iterator<Item = SealedRow>,
    ) -> Result<bool, StoreError> {
        let (mut next, mut strays) = (rows.next(), Vec::new());
        let mut each = |_: u64, bytes: &[u8]| match &next {
            Some(row) if row.bytes == bytes => next = rows.next(),
            _ => strays.push(bytes.to_vec()),
        };
        self.each_row(copie, series, &mut each).await?;
        let strays = in_order(strays, &Vec::cmp);
        Ok(next.into_iter().chain(rows).all(|row| strays.binary_search(&row.bytes).is_ok()))
    }

    /// The generation that each copy points to; the first one where it says nothing.
    pub(super) async fn generations(&self) -> [Result<u64, StoreError>; 2] {
        self.get(names::GENERATION).await.map(|kept| {
            let number = |bytes: Vec<u8>| std::str::from_utf8(&bytes).ok().and_then(|text| text.parse().ok());
            kept.map(|bytes| bytes.and_then(number).unwrap_or(0))
        })
    }
}

/// Tries again where the store does not say what is wrong: the browser may have closed it.
async fn again(write: impl AsyncFn() -> Result<(), StoreError>) -> Result<(), StoreError> {
    for _ in 1..TRIES {
        match write().await {
            Err(StoreError { fault: StoreFault::Unknown, .. }) => {}
            done => return done,
        }
    }
    write().await
}

/// A frame as a row. Rows sort by device and number.
pub(super) fn row(device: DeviceId, seq: u64, bytes: Vec<u8>) -> SealedRow {
    SealedRow { key: format!("{device:?}-{seq:020}"), bytes }
}

/// How many names are tried for a row beside others: what lies beside a damaged one may be damaged in its turn.
const MOST_BESIDE: usize = 100;

/// The same row beside another one of its number; `turn` counts those that lie there under its name already.
pub(super) fn beside(row: &SealedRow, turn: usize) -> SealedRow {
    let hash = Frame::read(&row.bytes).map(|frame| frame.link().hash);
    let key = hash.map_or_else(|_| row.key.clone(), |hash| format!("{}~{hash:?}", row.key));
    let key = if turn == 0 { key } else { format!("{key}~{turn}") };
    SealedRow { key, bytes: row.bytes.clone() }
}

/// Rows in a few pieces of memory, which are never moved: one piece that grows would be there twice, and half empty.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pieces: Vec<Vec<u8>>,
    /// Where each row lies: its piece, and the bytes of it.
    rows: Vec<(usize, Range<usize>)>,
}

/// How many bytes a piece has room for: the first few, and those that follow.
const FIRST: usize = 1 << 16;
const MOST: usize = 1 << 22;

impl Rows {
    /// Adds a row.
    pub fn push(&mut self, row: &[u8]) {
        let has_room = |piece: &Vec<u8>| piece.capacity() - piece.len() >= row.len();
        if !self.pieces.last().is_some_and(has_room) {
            let room = if self.pieces.is_empty() { FIRST } else { MOST };
            self.pieces.push(Vec::with_capacity(room.max(row.len())));
        }
        let piece = self.pieces.len() - 1;
        let start = self.pieces[piece].len();
        self.pieces[piece].extend_from_slice(row);
        self.rows.push((piece, start..start + row.len()));
    }

    /// Each row.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.rows.iter().map(|(piece, bytes)| &self.pieces[*piece][bytes.clone()])
    }
}
