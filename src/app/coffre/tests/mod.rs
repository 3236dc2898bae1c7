//! The whole life of a sealed journal, and what can befall it, over the twins in memory.

mod chance;
mod faults;
mod killed;
mod level;
mod life;
mod moves;
mod resumes;

use std::cell::Cell;
use std::rc::Rc;

use futures::executor::block_on;

use super::*;
use crate::app::memory::{CountingRandom, MemoryPrefs};
use crate::app::memory_sealed::MemorySealed;
use crate::journal::{
    Accord, Cadre, ConservationChoisie, Contact, ContactRecord, Fait, Identite, Issue, MoisGardes, Nom, NoteLibre,
    Saisie, Telephone,
};
use crate::vault::{Class, Frame};

type Journal2 = Coffre<MemorySealed, MemorySealed>;

const NOON: i64 = BUILT + 22 * DAY + 12 * HOUR;
const BUILT: i64 = 1_793_491_200_000;
const DAY: i64 = 24 * HOUR;
const HOUR: i64 = 3_600_000;
const NAME: &str = "Zubeyde Planterose";
const NUMBER: &str = "0199887766";
const NOTE: &str = "Revient mardi avec le courrier.";

/// A clock that the test turns.
#[derive(Debug, Default)]
struct TurnedClock(Cell<i64>);

impl Clock for TurnedClock {
    fn now(&self) -> Moment {
        let instant_ms = self.0.get();
        let days = u16::try_from(instant_ms.div_euclid(DAY)).unwrap();
        Moment { instant_ms, jour: Jour::default().after(days), decalage_min: 0 }
    }
}

/// A phone with its two copies.
struct Phone {
    copies: Rc<Copies<MemorySealed, MemorySealed>>,
    clock: TurnedClock,
    random: Rc<CountingRandom>,
    prefs: MemoryPrefs,
}

fn breath() -> Breath {
    Box::pin(std::future::ready(()))
}

impl Phone {
    fn new(random: &Rc<CountingRandom>) -> Self {
        let copies = Rc::new(Copies { db: MemorySealed::default(), files: MemorySealed::default() });
        let clock = TurnedClock(Cell::new(NOON));
        Self { copies, clock, random: Rc::clone(random), prefs: MemoryPrefs::default() }
    }

    fn outside(&self) -> Outside<'_> {
        Outside { clock: &self.clock, random: &*self.random, prefs: &self.prefs, breathe: &breath }
    }

    fn later(&self, ms: i64) {
        self.clock.0.set(self.clock.0.get() + ms);
    }

    /// A vault with a sheet and a phrase.
    fn create(&self) -> Journal2 {
        block_on(create(Rc::clone(&self.copies), ways(), &self.outside())).unwrap().0
    }

    fn serrure(&self) -> Serrure {
        match block_on(look(&self.copies, &self.outside())) {
            Found::Locked(serrure) => *serrure,
            other => panic!("{other:?}"),
        }
    }

    fn try_open(&self, secret: u8) -> Result<Journal2, OpenError> {
        let serrure = self.serrure();
        let slot = serrure.acces().iter().find(|acces| (acces.way == Way::Sheet) == (secret == SHEET)).unwrap().slot;
        block_on(serrure.open(Rc::clone(&self.copies), slot, Secret::from_bytes([secret; 32]), &self.outside()))
    }

    /// Opens by the sheet and reconciles.
    fn open(&self) -> (Journal2, Mended) {
        let mut coffre = self.try_open(SHEET).unwrap();
        let mended = block_on(coffre.reconcile(&self.outside())).unwrap();
        (coffre, mended)
    }

    /// Everything that a thief of the phone would read.
    fn everything(&self) -> Vec<u8> {
        [self.copies.db.everything(), self.copies.files.everything()].concat()
    }

    fn new_id(&self) -> EventId {
        self.outside().new_id()
    }

    fn keep_months(&self, coffre: &mut Journal2, mois: u16) {
        let fait = Fait::ConservationChoisie(ConservationChoisie::of(MoisGardes::new(mois).unwrap()));
        assert_eq!(block_on(coffre.write(vec![(self.new_id(), fait)], &self.outside())), Ok(Kept::Both));
    }

    fn note(&self, coffre: &mut Journal2, issue: Issue) -> EventId {
        let id = self.new_id();
        assert_eq!(block_on(coffre.note(id, saisie(issue), &self.outside())), Ok(Kept::Both));
        id
    }
}

const SHEET: u8 = 1;
const PHRASE: u8 = 2;

fn new_slot(way: Way, secret: u8) -> NewSlot {
    NewSlot { way, secret: Secret::from_bytes([secret; 32]) }
}

fn phrase(salt: u8) -> Way {
    Way::Phrase { spelling: Spelling::Words, salt: [salt; 16], cost: Cost::LEAST }
}

fn ways() -> Vec<NewSlot> {
    vec![new_slot(Way::Sheet, SHEET), new_slot(phrase(7), PHRASE)]
}

/// A contact with a note and a name.
fn saisie(issue: Issue) -> Saisie {
    let mut saisie = Saisie::new(Contact::new("essai", Cadre::Rue, issue));
    saisie.note = NoteLibre::new(NOTE).unwrap();
    let accord = Accord::given(Jour::new(2026, 11, 22).unwrap());
    saisie.identite = Some(Identite::new(accord, Nom::new(NAME).unwrap(), Telephone::new(NUMBER)));
    saisie
}

fn records(coffre: &Journal2) -> Vec<ContactRecord> {
    coffre.journal().contacts().collect()
}

/// Whether a contact is there with everything that was noted.
fn is_whole(coffre: &Journal2, id: EventId) -> bool {
    coffre.journal().contact(id).is_some_and(|record| record.note.as_str() == NOTE && record.identite.is_some())
}

/// How many notes and identities these keys can read.
fn readable(phone: &Phone, keyring: &Keyring) -> usize {
    let rows = block_on(phone.copies.rows(Copie::Fichiers, &copies::names::trames(0))).unwrap();
    let own = [Class::Note, Class::Identity];
    let frames = rows.iter().map(|row| Frame::read(row).unwrap());
    frames.filter(|frame| own.contains(&frame.header().class) && keyring.open(frame).is_ok()).count()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// The numbers of a row, if it is a frame.
fn seq_of(row: &[u8]) -> u64 {
    Frame::read(row).map_or(0, |frame| frame.name().seq)
}

fn trames() -> String {
    copies::names::trames(0)
}
