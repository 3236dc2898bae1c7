//! `cargo dev backup inspect FILE`: what a backup holds, read on a computer, by the phrase or a sheet.
//! `cargo dev backup invent FILE`: the backup of a journal that never was, to try and to measure with.

use std::fs;
use std::io::Read;

use relais::app::coffre::{Apercu, Arrivage, Outside, RestoreError};
use relais::app::memory::{FixedClock, MemoryPrefs};
use relais::app::port::Random;
use relais::journal::{Jour, Moment};
use relais::vault::{Phrase, PublicKey, SHEET_WORDS, Secret, Spelling, Way, WordList, derive, typed_sheet};
use serde_json::{Value, json};

use super::args::Args;
use super::failure::{Failure, OrFail};
use super::invent::invent;
use super::{Command, place};

/// For whoever must know whether a backup can be relied on, and for tests of other programs that read it.
pub const COMMAND: Command = Command {
    name: "backup",
    summary: "Opens a backup of the journal and says what it holds.",
    usage: "backup inspect FILE [--secret FILE (standard input)] [--json] | backup invent FILE [--contacts N (50000)]",
    run,
};

fn run(mut args: Args) -> Result<(), Failure> {
    let as_json = args.flag("--json");
    let secret = args.value("--secret")?;
    let contacts = args.value("--contacts")?;
    let file = match args.rest()?.as_slice() {
        [what, file] if what == "inspect" => file.clone(),
        [what, file] if what == "invent" => return invent(file, contacts.as_deref()),
        _ => return Err(Failure::new("nothing to inspect", "write: cargo dev backup inspect FILE")),
    };
    let text = fs::read_to_string(&file).or_fail(format!("reading {file}"), "give the path of a backup.")?;
    let arrivage = Arrivage::read(&text).map_err(refused)?;
    let typed = typed(secret.as_deref())?;
    let apercu = open(arrivage, typed.trim())?;
    if as_json {
        println!("{}", report(&apercu));
    } else {
        print(&apercu);
    }
    Ok(())
}

/// The phrase or the words of a sheet, from a file or from the terminal.
fn typed(file: Option<&str>) -> Result<String, Failure> {
    if let Some(file) = file {
        return fs::read_to_string(file)
            .or_fail(format!("reading {file}"), "it holds the phrase or the sheet's words.");
    }
    eprintln!("Type the phrase or the twelve words of the sheet, then Enter and Ctrl-D.");
    let mut typed = String::new();
    std::io::stdin().read_to_string(&mut typed).or_fail("reading the phrase", "or use --secret FILE.")?;
    Ok(typed)
}

/// Tries what was typed on every way in that it could be meant for.
fn open(arrivage: Arrivage, typed: &str) -> Result<Apercu, Failure> {
    let list = place::checkout()?.join("public/mots.txt");
    let list = fs::read_to_string(&list).or_fail("reading the word list", "it stands in public/.")?;
    let list = WordList::parse(&list).map_err(|fault| Failure::new(format!("{fault:?}"), "run `cargo dev index`."))?;
    let mut last = RestoreError::NoSlot;
    for acces in arrivage.acces() {
        let Some((slot, secret)) = secret_for(&acces.way, &list, typed).map(|secret| (acces.slot, secret)) else {
            continue;
        };
        match opened(arrivage.clone(), slot, secret) {
            Ok(apercu) => return Ok(apercu),
            Err(error) => last = error,
        }
    }
    Err(refused(last))
}

fn secret_for(way: &Way, list: &WordList, typed: &str) -> Option<Secret> {
    match way {
        Way::Sheet | Way::EmployerSheet if typed.split_whitespace().count() == SHEET_WORDS => {
            typed_sheet(list, typed).ok()
        }
        Way::Phrase { spelling, salt, cost } => {
            let phrase = match spelling {
                Spelling::Words => Phrase::typed(list, typed).ok()?,
                Spelling::Chosen => Phrase::chosen(typed),
            };
            derive(phrase.into_bytes(), salt, *cost)
        }
        _ => None,
    }
}

fn opened(arrivage: Arrivage, slot: PublicKey, secret: Secret) -> Result<Apercu, RestoreError> {
    // Judged at the moment when it was made: today's date says nothing of whether it is whole.
    let days = u16::try_from(arrivage.made_ms().div_euclid(24 * 60 * 60 * 1000)).unwrap_or(u16::MAX);
    let now = Moment { instant_ms: arrivage.made_ms(), jour: Jour::default().after(days), decalage_min: 0 };
    let (clock, prefs) = (FixedClock(now), MemoryPrefs::default());
    let breathe = || -> relais::app::coffre::Breath { Box::pin(std::future::ready(())) };
    let outside = Outside { clock: &clock, random: &Nothing, prefs: &prefs, breathe: &breathe };
    arrivage.open(slot, secret, None, &outside)
}

/// No randomness: nothing that is sealed here leaves this process.
struct Nothing;

impl Random for Nothing {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

fn print(apercu: &Apercu) {
    let day = |ms: i64| Jour::default().after(u16::try_from(ms.div_euclid(24 * 60 * 60 * 1000)).unwrap_or(u16::MAX));
    println!("made on      {}", day(apercu.bilan.made_ms));
    match apercu.bilan.period {
        Some((first, last)) => println!("contacts     {}, from {first} to {last}", apercu.bilan.contacts),
        None => println!("contacts     none"),
    }
    println!("frames       {}", apercu.frames());
    println!("damaged      {}", apercu.bilan.damaged);
    println!("of newer app {}", apercu.bilan.unreadable);
}

fn report(apercu: &Apercu) -> Value {
    let events = apercu.events();
    let events: Vec<Value> = events.iter().filter_map(|text| serde_json::from_str(text).ok()).collect();
    json!({
        "fait_ms": apercu.bilan.made_ms,
        "contacts": apercu.bilan.contacts,
        "trames": apercu.frames(),
        "abimees": apercu.bilan.damaged,
        "illisibles": apercu.bilan.unreadable,
        "evenements": events,
    })
}

fn refused(error: RestoreError) -> Failure {
    Failure::new(format!("the backup does not open ({error:?})"), "check the file, and the phrase of that time.")
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use futures::executor::block_on;
    use relais::app::coffre::{Copies, create};
    use relais::app::memory::CountingRandom;
    use relais::app::memory_sealed::MemorySealed;
    use relais::journal::{Cadre, Contact, EventId, Issue, Saisie};
    use relais::vault::{NewSlot, draw_sheet};

    use super::*;

    #[test]
    fn a_backup_opens_by_the_words_of_its_sheet_and_by_nothing_else() {
        let list =
            WordList::parse(&fs::read_to_string(place::checkout().unwrap().join("public/mots.txt")).unwrap()).unwrap();
        let random = CountingRandom::default();
        let (secret, shown) = draw_sheet(&list, &mut |bytes| random.fill(bytes));
        let clock = FixedClock(Moment {
            instant_ms: 1_795_000_000_000,
            jour: Jour::new(2026, 11, 18).unwrap(),
            decalage_min: 60,
        });
        let prefs = MemoryPrefs::default();
        let breathe = || -> relais::app::coffre::Breath { Box::pin(std::future::ready(())) };
        let outside = Outside { clock: &clock, random: &random, prefs: &prefs, breathe: &breathe };
        let copies = Rc::new(Copies { db: MemorySealed::default(), files: MemorySealed::default() });
        let ways = vec![NewSlot { way: Way::Sheet, secret }];
        let (mut coffre, _) = block_on(create(copies, ways, &outside)).unwrap();
        let saisie = Saisie::new(Contact::new("essai", Cadre::Rue, Issue::Echange));
        block_on(coffre.note(EventId::new(0, [1; 10]), saisie, &outside)).unwrap();
        let text = block_on(coffre.back_up(&outside)).unwrap().text;
        let apercu = open(Arrivage::read(&text).unwrap(), &shown.words().join(" ")).unwrap();
        let told = report(&apercu);
        assert_eq!((&told["contacts"], told["evenements"].as_array().map(Vec::len)), (&json!(1), Some(1)));
        assert!(told["evenements"][0]["fait"]["ContactNote"].is_object());
        let others = "abaisser ".repeat(11) + "abeille";
        assert!(open(Arrivage::read(&text).unwrap(), &others).is_err());
    }
}
