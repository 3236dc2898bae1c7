//! How long a sealed journal takes to open, natively: `cargo bench --bench coffre`. It prints and never judges.
#![allow(clippy::disallowed_types, reason = "a bench is the one native place that reads a clock")]

use std::rc::Rc;
use std::time::Instant;

use futures::executor::block_on;
use relais::app::coffre::{Arrivage, Breath, Copies, Found, NewSlot, Outside, Secret, Way, create, look};
use relais::app::memory::{MemoryPrefs, Numbers, TurnedClock};
use relais::app::memory_sealed::MemorySealed;
use relais::journal::plausible;

fn main() -> Result<(), String> {
    for contacts in [1_000, 50_000] {
        run(contacts)?;
    }
    Ok(())
}

fn run(contacts: usize) -> Result<(), String> {
    let events = plausible::events(contacts, 1, 1);
    println!("{contacts} contacts, {} events", events.len());
    let clock = TurnedClock::at(START_MS);
    let (random, prefs) = (Numbers::from(1), MemoryPrefs::default());
    let breathe = || -> Breath { Box::pin(std::future::ready(())) };
    let outside = Outside { clock: &clock, random: &random, prefs: &prefs, breathe: &breathe };
    let copies = Rc::new(Copies { db: MemorySealed::default(), files: MemorySealed::default() });
    let secret = || Secret::from_bytes([1; 32]);
    let made = create(copies.clone(), vec![NewSlot { way: Way::Sheet, secret: secret() }], &outside);
    let (mut coffre, _) = block_on(made).map_err(|error| format!("{error:?}"))?;
    // Two years pass, so that there are months.
    let step = 730 * DAY_MS / i64::try_from(events.len() / 100 + 1).unwrap_or(1);
    timed("write, a hundred at a time", || {
        for piece in events.chunks(100) {
            clock.turn(step);
            let faits = piece.iter().map(|event| (event.id, event.fait.clone())).collect();
            block_on(coffre.write(faits, &outside)).map_err(|error| error.to_string())?;
        }
        Ok::<_, String>(())
    })?;
    drop(coffre);
    let Found::Locked(serrure) = timed("look", || block_on(look(&copies, &outside))) else { return Err("gone".into()) };
    let slot = serrure.acces()[0].slot;
    let open = || block_on(serrure.open(copies.clone(), slot, secret(), &outside));
    let mut coffre = timed("open for the first time", open).map_err(|error| format!("{error:?}"))?;
    timed("compare with the database", || block_on(coffre.reconcile(&outside))).map_err(|error| error.to_string())?;
    timed("lock", || block_on(coffre.lock(&outside)));
    let Found::Locked(serrure) = block_on(look(&copies, &outside)) else { return Err("gone".into()) };
    let open = || block_on(serrure.open(copies.clone(), slot, secret(), &outside));
    let mut coffre = timed("open again, to the first screen", open).map_err(|error| format!("{error:?}"))?;
    let months = coffre.journal().mois().len();
    println!(
        "  {:>9} months with totals, {} days to come back, at once",
        months,
        coffre.journal().totaux().relances.len()
    );
    timed("compare with the database", || block_on(coffre.reconcile(&outside))).map_err(|error| error.to_string())?;
    let fait = plausible::events(10, 1, 2).remove(9).fait;
    let id = relais::journal::EventId::new(0, [9; 10]);
    timed("write one more", || block_on(coffre.write(vec![(id, fait)], &outside)))
        .map_err(|error| error.to_string())?;
    timed("check the chain", || block_on(coffre.check(&outside))).map_err(|error| error.to_string())?;
    let saved = timed("back up", || block_on(coffre.back_up(&outside))).map_err(|error| error.to_string())?;
    println!("  {:>9} kB of text", saved.text.len() / 1024);
    drop(coffre);
    let other = Rc::new(Copies { db: MemorySealed::default(), files: MemorySealed::default() });
    let arrivage = timed("read the backup", || Arrivage::read(&saved.text)).map_err(|error| format!("{error:?}"))?;
    let apercu = timed("open and count it", || arrivage.open(slot, secret(), None, &outside));
    let apercu = apercu.map_err(|error| format!("{error:?}"))?;
    timed("restore it", || block_on(apercu.restore(other, &outside))).map_err(|error| format!("{error:?}"))?;
    Ok(())
}

/// 12 November 2026, 08:00 UTC.
const START_MS: i64 = 1_794_470_400_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let (start, busy) = (Instant::now(), busy_ms());
    let done = work();
    let (took, worked) = (start.elapsed().as_secs_f64() * 1_000.0, busy_ms() - busy);
    println!("  {took:>9.1} ms, {worked:>9.1} of them at work  {what}");
    done
}

/// How long this program has had a processor, in milliseconds: on a busy machine the clock on the wall says little. Nothing
/// where the system does not tell.
fn busy_ms() -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    told.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(0.0) / 1_000_000.0
}
