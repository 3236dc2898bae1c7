//! The sealed journal: made, opened, written, mended, let go, carried to another phone.
//!
//! | file | what it does |
//! |---|---|
//! | `look` | before any key: what lies on this phone |
//! | `create`, `open` | a new vault; unlocking, by any of its ways in |
//! | `write` | **the one function that writes** |
//! | `reconcile` | mends each copy by the other, then does what waited for that |
//! | `level` | the same, where both say the same: no copy is then in memory whole |
//! | `erase` | which keys an erasure takes with it, and when they go |
//! | `letters`, `drafts` | what is written while locked, what is being typed |
//! | `ways`, `day_code`, `patience` | ways in, the code of the day, wrong phrases |
//! | `retention`, `horloge` | months let go; what the clock can be believed |
//! | `resumes` | what a long journal knows before it is read |
//! | `check` | the chains, frame by frame |
//! | `backup`, `restore`, `risk` | out of this phone and into another; what only lies here |
//! | `copies`, `sorted`, `known`, `temoin` | the two copies, their frames by number, those that were read, the witness outside both |
//!
//! Order of things: keys before frames, files before database, both before "Enregistré", erasures before keys go.
//! Nothing that is acknowledged lies in one copy alone without saying so.

mod backup;
mod check;
mod copies;
mod create;
mod day_code;
mod drafts;
mod erase;
mod explain;
mod horloge;
mod known;
mod letters;
mod level;
mod look;
mod open;
mod patience;
mod reconcile;
mod restore;
mod resumes;
mod retention;
mod risk;
mod sorted;
mod temoin;
#[cfg(test)]
mod tests;
mod ways;
mod write;

use std::cell::Ref;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

/// What a screen needs of the vault: ways in, phrases and sheets, what the clock is worth, what a check found.
pub use crate::vault::{
    ChainFault, ClockVerdict, Cost, DRAWN, NewSlot, Phrase, PhraseFault, PublicKey, Retention, SHEET_WORDS, Salt,
    Secret, Shown, Spelling, Strength, VaultId, Way, WordList, draw_sheet, passkey_secret, typed_sheet,
};
pub use backup::Sauvegarde;
pub use check::Verdict;
pub use copies::{Copie, Copies, Kept};
pub use create::{CreateError, create};
pub use day_code::{DayCode, DayCodeError};
pub use drafts::{Brouillon, Brouillons};
pub use horloge::clock_floor_ms;
pub use look::{Acces, Etat, Found, Serrure, look};
pub use open::OpenError;
pub use reconcile::Mended;
pub use restore::{Apercu, Arrivage, Bilan, RestoreError};
pub use retention::{Plan, retention};
pub use risk::{Niveau, Risque, risk};
pub use ways::{WayError, calibrated};

use self::erase::Registre;
use self::horloge::Temps;
use self::known::Known;
use self::resumes::Repere;
use self::risk::Export;
use self::write::{Batch, Late};
use crate::app::Partage;
use crate::app::port::{Clock, Prefs, Random, SealedStore};
use crate::journal::{DeviceId as Appareil, EventId, Jour, Journal, Mois, Moment, Resume};
use crate::vault::{DeviceId, Head, Keyring, Month};

/// The open journal: its keys, its state, and the two copies that it is kept in.
///
/// Dropping it locks: its keys are wiped. [`Coffre::lock`] lets go of erased keys first and hands on the code of the day.
#[derive(Debug)]
pub struct Coffre<D, F> {
    copies: Rc<Copies<D, F>>,
    keyring: Keyring,
    journal: Partage,
    /// The frames that are part of the state, or gone on purpose.
    known: Known,
    /// Where each device's chain stands.
    heads: BTreeMap<DeviceId, Head>,
    generation: u64,
    temps: Temps,
    registre: Registre,
    export: Export,
    late: Late,
    /// What was sealed, and is perhaps in a copy that did not answer.
    unsure: Option<Batch>,
    /// Whether both copies were compared since the journal was opened, or since one of them failed.
    reconciled: bool,
    /// What was found when both copies had to be read at the opening already.
    found: Option<Mended>,
    /// Where the last months begin in the files, once everything is read.
    repere: Option<Repere>,
    /// From where the last months are still to be read, while their last entries are enough.
    ahead: Option<(u64, Month)>,
    /// What months add up to, as it is kept in the files.
    resumes: Vec<(Mois, Resume)>,
    /// Copies of the key ring that are behind, by copy and name.
    stale: Vec<(Copie, usize)>,
    /// The key rings that the vault was not opened by, to be looked through before anything is written.
    older: Vec<Vec<u8>>,
    slots_lost: usize,
    opened_by: (PublicKey, Secret),
    day_code: Option<DayCode>,
}

/// What the use cases need of the outside besides the two copies.
pub struct Outside<'a> {
    /// The clock.
    pub clock: &'a dyn Clock,
    /// Randomness fit for keys.
    pub random: &'a dyn Random,
    /// Preferences: the witness, the wrong tries.
    pub prefs: &'a dyn Prefs,
    /// Lets the screen be drawn, between two pieces of long work.
    pub breathe: &'a dyn Fn() -> Breath,
}

/// A pause that a browser takes to draw the screen.
pub type Breath = Pin<Box<dyn Future<Output = ()>>>;

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// The state.
    pub fn journal(&self) -> Ref<'_, Journal> {
        self.journal.borrow()
    }

    /// The state, for screens that read it while it goes on being written.
    pub fn partage(&self) -> Partage {
        Rc::clone(&self.journal)
    }

    /// This phone, as the journal names it.
    pub fn appareil(&self) -> Appareil {
        appareil_of(self.keyring.device())
    }

    /// The vault.
    pub fn vault(&self) -> VaultId {
        self.keyring.vault()
    }

    /// The two copies.
    pub fn copies(&self) -> &Rc<Copies<D, F>> {
        &self.copies
    }

    /// Whether both copies were compared, and everything was read. Until then the state may lack what is older than two
    /// months but for its totals and its days to come back, and [`Coffre::reconcile`] should be called as soon as nobody waits.
    pub fn is_reconciled(&self) -> bool {
        self.reconciled
    }

    /// What to think of the clock now.
    pub fn clock(&self, outside: &Outside<'_>) -> ClockVerdict {
        self.temps.judge(outside.clock.now())
    }

    /// Locks: lets go of the keys of what was erased, and hands on the code of the day, if there is one. What fails
    /// here is done again at the next opening.
    pub async fn lock(mut self, outside: &Outside<'_>) -> Option<DayCode> {
        let summed = self.keep_resumes(outside).await;
        let gone = self.let_go(None, outside).await;
        // The event of the erasure is kept; its key goes at the next opening at the latest.
        drop((summed, gone));
        self.day_code.take()
    }
}

impl Outside<'_> {
    /// Randomness as the vault takes it.
    fn draw(&self) -> impl FnMut(&mut [u8]) + '_ {
        |bytes| self.random.fill(bytes)
    }

    /// A fresh id for an event of the app's own. It tells the half-day at most.
    fn new_id(&self) -> EventId {
        let mut bytes = [0; 10];
        self.random.fill(&mut bytes);
        EventId::new(self.clock.now().half_day().instant_ms, bytes)
    }

    fn now(&self) -> Moment {
        self.clock.now()
    }
}

/// The journal's name of a device.
fn appareil_of(device: DeviceId) -> Appareil {
    Appareil::new(*device.bytes())
}

/// A month as the vault counts it. Months before computers count as their first.
fn month_of(mois: Mois) -> Month {
    let (year, month, _) = mois.first_day().parts();
    Month::new(year, month).or_else(|| Month::new(1970, 1)).unwrap_or_else(first_month)
}

fn first_month() -> Month {
    month_of(Jour::default().mois())
}

/// A month as the journal writes it.
fn mois_of(month: Month) -> Mois {
    let (year, month) = month.parts();
    Jour::new(i32::from(year), month, 1).unwrap_or_default().mois()
}
