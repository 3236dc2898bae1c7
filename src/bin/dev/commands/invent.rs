//! The backup of a journal that never was: two years of plausible contacts, sealed as a phone would have sealed them.

use std::fs;
use std::rc::Rc;

use relais::app::coffre::{Breath, Copies, Outside, create};
use relais::app::memory::{MemoryPrefs, Numbers, TurnedClock};
use relais::app::memory_sealed::MemorySealed;
use relais::app::port::{Clock, Random};
use relais::journal::plausible;
use relais::vault::{NewSlot, Way, WordList, draw_sheet};

use super::failure::{Failure, OrFail};
use super::place;

/// As many as two people note in two years.
const CONTACTS: usize = 50_000;
/// 12 November 2026, 08:00 UTC: the first round.
const START_MS: i64 = 1_794_470_400_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How many events are sealed together.
const TOGETHER: usize = 1_000;

/// Writes the backup into a file, and prints the words of its sheet and the day of its last event.
pub fn invent(file: &str, contacts: Option<&str>) -> Result<(), Failure> {
    let contacts = match contacts {
        Some(number) => number.parse().or_fail("reading --contacts", "write a whole number.")?,
        None => CONTACTS,
    };
    let list = fs::read_to_string(place::checkout()?.join("public/mots.txt"));
    let list = list.or_fail("reading the word list", "it stands in public/.")?;
    let list = WordList::parse(&list).map_err(|fault| unmade(&fault))?;
    let (clock, random, prefs) = (TurnedClock::at(START_MS), Numbers::from(1), MemoryPrefs::default());
    let breathe = || -> Breath { Box::pin(std::future::ready(())) };
    let outside = Outside { clock: &clock, random: &random, prefs: &prefs, breathe: &breathe };
    let (secret, shown) = draw_sheet(&list, &mut |bytes| random.fill(bytes));
    let copies = Rc::new(Copies { db: MemorySealed::default(), files: MemorySealed::default() });
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    let runtime = runtime.or_fail("sealing a journal", "try again.")?;
    let text = runtime.block_on(async {
        let ways = vec![NewSlot { way: Way::Sheet, secret }];
        let (mut coffre, _) = create(copies, ways, &outside).await.map_err(|error| unmade(&error))?;
        let events = plausible::events(contacts, 1, 1);
        let step = 730 * DAY_MS / i64::try_from(events.len() / TOGETHER + 1).unwrap_or(1);
        for (rank, piece) in events.chunks(TOGETHER).enumerate() {
            clock.turn(step);
            let faits = piece.iter().map(|event| (event.id, event.fait.clone())).collect();
            coffre.write(faits, &outside).await.map_err(|error| unmade(&error))?;
            if rank % 20 == 19 {
                eprintln!("{} of {} events", (rank + 1) * TOGETHER, events.len());
            }
        }
        coffre.back_up(&outside).await.map(|made| made.text).map_err(|error| unmade(&error))
    })?;
    fs::write(file, text).or_fail(format!("writing {file}"), "give the path of a file that may be written.")?;
    println!("sheet     {}", shown.words().join(" "));
    println!("last day  {}", clock.now().jour);
    Ok(())
}

fn unmade(error: &dyn std::fmt::Debug) -> Failure {
    Failure::new(format!("no journal was invented ({error:?})"), "report this: it needs nothing from outside.")
}
