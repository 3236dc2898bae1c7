use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::journal::{Arrivee, Effacement, Fait, Relance, Resume, plausible};

/// A phone that noted these contacts over two years, was locked, opened and read whole, and locked again.
fn long_journal(contacts: usize, seed: u64) -> Phone {
    let phone = Phone::new(&Rc::default());
    let mut coffre = phone.create();
    let events = plausible::events(contacts, 1, seed);
    let step = 730 * DAY / i64::try_from(events.len()).unwrap();
    for event in &events {
        phone.later(step);
        block_on(coffre.write(vec![(event.id, event.fait.clone())], &phone.outside())).unwrap();
    }
    drop(coffre);
    // The rounds that were left open are closed on another day.
    phone.later(DAY);
    relocked(&phone);
    phone
}

fn relocked(phone: &Phone) {
    let (coffre, mended) = phone.open();
    assert!(!mended.is_loss(), "{mended:?}");
    block_on(coffre.lock(&phone.outside()));
}

fn thing() -> String {
    copies::names::resumes(0)
}

/// What the whole journal adds up to, event by event.
fn folded(coffre: &Journal2) -> BTreeMap<Mois, Resume> {
    let mut journal = Journal::default();
    let known = coffre.known.iter().map(|name| (appareil_of(name.device), name.seq));
    for event in known.filter_map(|(device, seq)| coffre.journal().at(device, seq).cloned()) {
        assert_eq!(journal.apply(event), Arrivee::Nouveau);
    }
    journal.mois().into_iter().map(|mois| (mois, journal.resume(mois))).collect()
}

/// Opens without reading everything, and says what is shown; then reads everything, and says what it comes to.
fn shown_and_true(phone: &Phone) -> (Shown, BTreeMap<Mois, Resume>) {
    let mut coffre = phone.try_open(SHEET).unwrap();
    let shown = Shown {
        months: coffre.journal().mois().into_iter().map(|mois| (mois, coffre.journal().resume(mois))).collect(),
        relances: coffre.journal().relances(Jour::default().after(u16::MAX)),
        orientations: coffre.journal().sans_resultat(),
        totals: coffre.journal().totaux(),
        announced: coffre.resumes.iter().map(|(mois, _)| *mois).collect(),
        events: coffre.journal().len(),
    };
    let mended = block_on(coffre.reconcile(&phone.outside())).unwrap();
    assert!(!mended.is_loss(), "{mended:?}");
    let folded = folded(&coffre);
    let whole: BTreeMap<Mois, Resume> =
        coffre.journal().mois().into_iter().map(|mois| (mois, coffre.journal().resume(mois))).collect();
    assert_eq!(whole, folded, "once everything is read, the fold's figures count");
    (shown, folded)
}

#[derive(Debug)]
struct Shown {
    months: BTreeMap<Mois, Resume>,
    relances: Vec<(Jour, EventId)>,
    orientations: Vec<(Jour, EventId)>,
    totals: Resume,
    announced: Vec<Mois>,
    events: usize,
}

/// The lists of all months as one.
fn in_order(lists: impl Iterator<Item = Vec<(Jour, EventId)>>) -> Vec<(Jour, EventId)> {
    let mut all: Vec<_> = lists.flatten().collect();
    all.sort_unstable();
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_is_shown_before_everything_is_read_is_what_everything_comes_to(contacts in 30..90usize, seed: u64) {
        let phone = long_journal(contacts, seed);
        let (shown, folded) = shown_and_true(&phone);
        prop_assert!(shown.announced.len() > 3, "{:?}", shown.announced);
        prop_assert_eq!(&shown.months, &folded);
        prop_assert_eq!(shown.relances, in_order(folded.values().map(|resume| resume.relances.clone())));
        prop_assert_eq!(shown.orientations, in_order(folded.values().map(|resume| resume.orientations.clone())));
        let mut totals = Resume::default();
        folded.values().for_each(|resume| totals.merge(resume));
        prop_assert_eq!(shown.totals, totals);
    }

    #[test]
    fn figures_that_were_damaged_are_not_believed(seed in 0..5u64, at: prop::sample::Index, bit in 0..8u32, cut: bool) {
        let phone = long_journal(30, seed);
        phone.copies.files.damage_thing(&thing(), |bytes| match (at.index(bytes.len()), cut) {
            (at, true) => bytes.truncate(at),
            (at, false) => bytes[at] ^= 1 << bit,
        });
        let (shown, folded) = shown_and_true(&phone);
        for mois in shown.announced {
            prop_assert_eq!(&shown.months[&mois], &folded[&mois]);
        }
        let newest = Jour::default().after(u16::try_from(phone.clock.0.get() / DAY).unwrap()).mois();
        for (mois, resume) in folded.iter().filter(|(mois, _)| **mois <= newest).rev().take(1) {
            prop_assert_eq!(&shown.months[mois], resume, "the last month is read, where its figures are not believed");
        }
        // They are made anew.
        relocked(&phone);
        prop_assert_eq!(shown_and_true(&phone).0.months, folded);
    }

    #[test]
    fn what_was_written_since_in_an_old_month_is_believed_over_its_figures(seed in 0..40u64, locked: bool, rolled_back: bool) {
        let phone = long_journal(40, seed);
        let old = block_on(phone.copies.files.get(&thing())).unwrap().unwrap();
        let (mut coffre, _) = phone.open();
        let back = coffre.journal().relances(Jour::default().after(u16::MAX));
        let oldest = back.first().map_or_else(|| records(&coffre).last().unwrap().id, |(_, id)| *id);
        let mois = coffre.journal().contact(oldest).unwrap().mois;
        let fait = Fait::ContactEfface(Effacement::of(oldest));
        block_on(coffre.write(vec![(phone.new_id(), fait)], &phone.outside())).unwrap();
        if locked {
            block_on(coffre.lock(&phone.outside()));
        } else {
            drop(coffre);
        }
        if rolled_back {
            block_on(phone.copies.files.put(&thing(), &old)).unwrap();
        }
        let coffre = phone.try_open(SHEET).unwrap();
        prop_assert!(coffre.journal().relances(Jour::default().after(u16::MAX)).iter().all(|(_, id)| *id != oldest));
        drop(coffre);
        let (shown, folded) = shown_and_true(&phone);
        for announced in &shown.announced {
            prop_assert_eq!(&shown.months[announced], &folded[announced]);
        }
        prop_assert_eq!(shown.announced.contains(&mois), locked && !rolled_back);
        // Nothing sealed keeps the contact's name any more.
        relocked(&phone);
        let coffre = phone.try_open(SHEET).unwrap();
        let kept = coffre.resumes.iter().flat_map(|(_, resume)| &resume.relances);
        prop_assert!(kept.clone().all(|(_, id)| *id != oldest));
        prop_assert!(coffre.resumes.iter().any(|(kept, _)| *kept == mois));
    }

    #[test]
    fn a_frame_that_the_last_months_lack_is_found_in_the_other_copy(seed in 0..5u64, back in 1..30usize) {
        let phone = long_journal(30, seed);
        let count = block_on(phone.copies.rows(Copie::Fichiers, &trames())).unwrap().iter().count();
        let mut rank = 0;
        phone.copies.files.damage(&trames(), |_, bytes| {
            rank += 1;
            if rank + back == count {
                bytes.clear();
            }
        });
        let (mut coffre, mended) = phone.open();
        prop_assert!(!mended.is_loss(), "{:?}", mended);
        prop_assert_eq!(coffre.known.iter().count(), count);
        // What was mended lies at the end: where the last months begin is looked for anew at the next opening.
        let id = phone.note(&mut coffre, Issue::Echange);
        block_on(coffre.lock(&phone.outside()));
        prop_assert!(is_whole(&phone.try_open(SHEET).unwrap(), id));
    }
}

#[test]
fn only_what_lasts_and_the_last_months_are_opened_at_first() {
    let phone = long_journal(60, 1);
    let (shown, folded) = shown_and_true(&phone);
    let whole = phone.open().0.journal().len();
    assert!(shown.events * 2 < whole, "{} of {whole} events", shown.events);
    assert_eq!(shown.months, folded);
}

#[test]
fn after_a_kill_the_months_that_were_written_in_are_read_before_they_are_shown() {
    for locked in [true, false] {
        let phone = long_journal(40, 3);
        let (mut coffre, _) = phone.open();
        let mut saisie = saisie(Issue::Echange);
        saisie.contact.relance = Some(Relance::new(phone.outside().now().jour.after(7)));
        let id = phone.new_id();
        block_on(coffre.note(id, saisie, &phone.outside())).unwrap();
        if locked {
            block_on(coffre.lock(&phone.outside()));
        } else {
            drop(coffre);
        }
        let (shown, folded) = shown_and_true(&phone);
        assert!(shown.relances.iter().any(|(_, of)| *of == id));
        assert_eq!(shown.months, folded);
    }
}

#[test]
fn where_nothing_was_written_since_the_last_entries_are_enough_and_the_last_months_follow() {
    let phone = long_journal(60, 1);
    let mut coffre = phone.try_open(SHEET).unwrap();
    let first = coffre.journal().len();
    assert!(block_on(coffre.read_recent(&phone.outside())));
    let recent = coffre.journal().len();
    assert!(!block_on(coffre.read_recent(&phone.outside())), "once");
    let totals = coffre.journal().totaux();
    let mended = block_on(coffre.reconcile(&phone.outside())).unwrap();
    assert!(!mended.is_loss(), "{mended:?}");
    assert!(first < recent && recent < coffre.journal().len(), "{first}, {recent}, {}", coffre.journal().len());
    assert_eq!(coffre.journal().totaux(), totals);
    assert_eq!(folded(&coffre).len(), coffre.journal().mois().len());
}

#[test]
fn what_lies_between_the_last_months_and_the_last_entries_is_not_waited_for() {
    let phone = long_journal(60, 1);
    // Made anew, for the places that the journal knows now.
    block_on(phone.copies.files.remove(&thing())).unwrap();
    relocked(&phone);
    let (coffre, _) = phone.open();
    let (recent, late) = (coffre.repere.as_ref().unwrap().recent.place, coffre.repere.as_ref().unwrap().late.place);
    let whole = folded(&coffre);
    drop(coffre);
    let mut between = Vec::new();
    let mut each = |at: u64, row: &[u8]| between.extend((recent..late).contains(&at).then(|| row.to_vec()));
    block_on(phone.copies.files.rows(&trames(), 0, &mut each)).unwrap();
    assert!(between.len() > 4, "{} rows", between.len());
    let first = phone.try_open(SHEET).unwrap().journal().len();
    // If they were looked at, everything would be read first.
    phone.copies.files.damage(&trames(), |_, bytes| bytes[0] ^= u8::from(between.contains(bytes)));
    let mut coffre = phone.try_open(SHEET).unwrap();
    assert_eq!(coffre.journal().len(), first);
    // The other copy has them.
    let mended = block_on(coffre.reconcile(&phone.outside())).unwrap();
    assert!(!mended.is_loss(), "{mended:?}");
    assert_eq!(folded(&coffre), whole);
}

#[test]
fn a_flipped_header_of_what_is_kept_beside_the_frames_is_noticed() {
    let phone = long_journal(30, 0);
    let whole = block_on(phone.copies.files.get(&thing())).unwrap().unwrap();
    let newest = Jour::default().after(u16::try_from(phone.clock.0.get() / DAY).unwrap()).mois();
    let folded = folded(&phone.open().0);
    let (mois, resume) = folded.iter().rfind(|(mois, _)| **mois <= newest).unwrap();
    let frames = crate::vault::records::rows(&whole).filter(|record| Frame::read(record).is_ok());
    let starts: Vec<usize> = frames.map(|frame| frame.as_ptr() as usize - whole.as_ptr() as usize).collect();
    assert!(starts.len() > 3, "{starts:?}");
    for at in starts.iter().flat_map(|start| *start..start + 64) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        block_on(phone.copies.files.put(&thing(), &bytes)).unwrap();
        assert_eq!(phone.try_open(SHEET).unwrap().journal().resume(*mois), *resume, "byte {at}");
    }
}

#[test]
fn the_figures_of_a_month_go_with_it() {
    let phone = long_journal(40, 4);
    let (mut coffre, _) = phone.open();
    phone.keep_months(&mut coffre, 12);
    let plan = coffre.plan(&phone.outside()).unwrap().unwrap();
    let figures = block_on(phone.copies.files.get(&thing())).unwrap().unwrap();
    assert!(plan.mois.iter().any(|mois| coffre.resumes.iter().any(|(kept, _)| kept == mois)));
    block_on(coffre.retire(&plan, &phone.outside())).unwrap();
    block_on(coffre.lock(&phone.outside()));
    assert_ne!(block_on(phone.copies.files.get(&thing())).unwrap().unwrap(), figures);
    // Nor do older ones, should they come back.
    block_on(phone.copies.files.put(&thing(), &figures)).unwrap();
    let (shown, folded) = shown_and_true(&phone);
    assert!(shown.announced.iter().all(|mois| !plan.mois.contains(mois)));
    assert_eq!(shown.months, folded);
}

#[test]
fn a_phone_that_took_a_backup_in_has_figures_of_its_own() {
    let phone = long_journal(40, 5);
    let (mut coffre, _) = phone.open();
    let saved = block_on(coffre.back_up(&phone.outside())).unwrap();
    let months = folded(&coffre);
    drop(coffre);
    let other = Phone::new(&phone.random);
    other.clock.0.set(phone.clock.0.get());
    let arrivage = Arrivage::read(&saved.text).unwrap();
    let slot = arrivage.acces().iter().find(|acces| acces.way == Way::Sheet).unwrap().slot;
    let apercu = arrivage.open(slot, Secret::from_bytes([SHEET; 32]), None, &other.outside()).unwrap();
    let (coffre, _) = block_on(apercu.restore(Rc::clone(&other.copies), &other.outside())).unwrap();
    // Rounds that were closed by a clock that stood at 1970 are past keeping, with their doors; the contacts are all there.
    let kept = folded(&coffre);
    let contacts = |all: &BTreeMap<Mois, Resume>| {
        let count = |(mois, resume): (&Mois, &Resume)| (*mois, resume.compte(crate::journal::Axe::Total, "contacts"));
        all.iter().map(count).filter(|(_, count)| *count > 0).collect::<Vec<_>>()
    };
    assert_eq!(contacts(&kept), contacts(&months));
    drop(coffre);
    relocked(&other);
    let (shown, folded) = shown_and_true(&other);
    assert!(shown.announced.len() > 3);
    assert_eq!((&shown.months, &folded), (&kept, &kept));
}

#[test]
fn a_short_journal_keeps_no_figures_and_the_database_is_put_in_order() {
    let phone = Phone::new(&Rc::default());
    let mut coffre = phone.create();
    phone.note(&mut coffre, Issue::Echange);
    drop(coffre);
    relocked(&phone);
    assert_eq!(block_on(phone.copies.files.get(&thing())).unwrap(), None);
    assert_eq!(phone.copies.db.tidied(), [trames()]);
}

#[test]
fn an_entry_of_the_last_months_among_old_ones_is_no_reason_to_read_those() {
    let phone = long_journal(60, 1);
    let (coffre, _) = phone.open();
    let place = coffre.repere.as_ref().unwrap().recent.place;
    let rows = |from| {
        let mut count = 0;
        block_on(phone.copies.files.rows(&trames(), from, &mut |_, _| count += 1)).unwrap();
        count
    };
    assert!(rows(place) * 2 < rows(0), "{} of {} rows", rows(place), rows(0));
}
