use super::*;
use crate::app::port::{SealedRow, StoreFault};
use crate::journal::{Effacement, Fait};
use crate::vault::BackupFault;

fn two_phones() -> (Phone, Phone) {
    let random = Rc::default();
    (Phone::new(&random), Phone::new(&random))
}

fn arrival(text: &str) -> Arrivage {
    Arrivage::read(text).unwrap()
}

fn opened(text: &str, secret: u8, coffre: Option<&Journal2>, phone: &Phone) -> Result<Apercu, RestoreError> {
    let arrival = arrival(text);
    let slot = arrival.acces().iter().find(|acces| (acces.way == Way::Sheet) == (secret == SHEET)).unwrap().slot;
    let journal = coffre.map(Coffre::journal);
    let here = journal.as_deref().zip(coffre.map(Coffre::vault));
    arrival.open(slot, Secret::from_bytes([secret; 32]), here, &phone.outside())
}

#[test]
fn who_loses_the_phone_goes_on_with_another_by_the_sheet_and_the_file() {
    let (phone, other) = two_phones();
    let mut coffre = phone.create();
    let ids = [phone.note(&mut coffre, Issue::Echange), phone.note(&mut coffre, Issue::Refus)];
    let sauvegarde = block_on(coffre.back_up(&phone.outside())).unwrap();
    assert_eq!(sauvegarde.name, "relais-sauvegarde-2026-11-23.txt");
    for planted in [NAME, NOTE, NUMBER] {
        assert!(!contains(sauvegarde.text.as_bytes(), planted));
    }
    let apercu = opened(&sauvegarde.text, SHEET, None, &other).unwrap();
    assert_eq!(apercu.frames(), 6);
    assert_eq!((apercu.bilan.contacts, apercu.bilan.already_here, apercu.bilan.damaged), (2, 0, 0));
    assert_eq!(
        apercu.bilan.period.map(|(first, last)| (first.to_string(), last.to_string())),
        Some(("2026-11".into(), "2026-11".into()))
    );
    let (mut restored, kept) = block_on(apercu.restore(other.copies.clone(), &other.outside())).unwrap();
    assert_eq!(kept, Kept::Both);
    assert_ne!(restored.appareil(), coffre.appareil());
    let after = other.note(&mut restored, Issue::Echange);
    drop(restored);
    let (restored, mended) = other.open();
    assert_eq!(mended, Mended::default());
    assert!(ids.iter().chain([&after]).all(|id| is_whole(&restored, *id)));
    assert_eq!(block_on(restored.check(&other.outside())).unwrap().faults, []);
}

#[test]
fn a_backup_brings_back_what_both_copies_lost() {
    let (phone, _) = two_phones();
    let mut coffre = phone.create();
    let ids = [phone.note(&mut coffre, Issue::Echange), phone.note(&mut coffre, Issue::Refus)];
    let sauvegarde = block_on(coffre.back_up(&phone.outside())).unwrap();
    let later = phone.note(&mut coffre, Issue::Echange);
    drop(coffre);
    for store in [&phone.copies.db, &phone.copies.files] {
        store.damage(&trames(), |_, row| {
            if seq_of(row) <= 4 {
                row.clear()
            }
        });
    }
    let (mut coffre, mended) = phone.open();
    assert!(mended.is_loss() && !is_whole(&coffre, ids[0]));
    let apercu = opened(&sauvegarde.text, PHRASE, Some(&coffre), &phone).unwrap();
    assert_eq!((apercu.bilan.contacts, apercu.bilan.already_here, apercu.bilan.conflicts), (2, 0, 0));
    assert_eq!(block_on(coffre.take_back(apercu, &phone.outside())), Ok(Kept::Both));
    let after = phone.note(&mut coffre, Issue::Refus);
    let whole = |coffre: &Journal2| ids.iter().chain([&later, &after]).all(|id| is_whole(coffre, *id));
    assert!(whole(&coffre));
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert!(whole(&coffre) && !mended.is_loss(), "{mended:?}");
    drop(coffre);
    assert_eq!(phone.open().1, Mended::default());
}

#[test]
fn the_same_backup_twice_adds_nothing() {
    let (phone, _) = two_phones();
    let mut coffre = phone.create();
    phone.note(&mut coffre, Issue::Echange);
    let sauvegarde = block_on(coffre.back_up(&phone.outside())).unwrap();
    for _ in 0..2 {
        let apercu = opened(&sauvegarde.text, SHEET, Some(&coffre), &phone).unwrap();
        assert_eq!((apercu.bilan.contacts, apercu.bilan.already_here), (1, 1));
        block_on(coffre.take_back(apercu, &phone.outside())).unwrap();
        assert_eq!((records(&coffre).len(), coffre.journal().conflits()), (1, vec![]));
    }
}

#[test]
fn what_was_erased_after_a_backup_does_not_come_back_with_it() {
    let (phone, _) = two_phones();
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    let sauvegarde = block_on(coffre.back_up(&phone.outside())).unwrap();
    block_on(coffre.write(vec![(phone.new_id(), Fait::ContactEfface(Effacement::of(id)))], &phone.outside())).unwrap();
    block_on(coffre.lock(&phone.outside()));
    let (mut coffre, _) = phone.open();
    let apercu = opened(&sauvegarde.text, SHEET, Some(&coffre), &phone).unwrap();
    block_on(coffre.take_back(apercu, &phone.outside())).unwrap();
    assert_eq!(records(&coffre), []);
    assert_eq!(readable(&phone, &coffre.keyring), 0);
}

#[test]
fn a_backup_is_taken_in_by_the_rule_of_the_journal_here_else_by_its_own() {
    let (phone, other) = two_phones();
    let mut coffre = phone.create();
    for _ in 0..20 {
        phone.note(&mut coffre, Issue::Echange);
        phone.later(30 * DAY);
    }
    let past = |text: &str, here: Option<&Journal2>| opened(text, SHEET, here, &other).unwrap().bilan.past_retention;
    let usual = block_on(coffre.back_up(&phone.outside())).unwrap();
    phone.keep_months(&mut coffre, 12);
    let shorter = block_on(coffre.back_up(&phone.outside())).unwrap();
    other.clock.0.set(phone.clock.0.get());
    assert_eq!((past(&usual.text, None), past(&shorter.text, None)), (0, 8));
    // The journal that is here has a word on it, or has none.
    assert_eq!(past(&usual.text, Some(&coffre)), 8);
    phone.keep_months(&mut coffre, 36);
    assert_eq!(past(&shorter.text, Some(&coffre)), 0);
    let (restored, _) = {
        let apercu = opened(&usual.text, SHEET, None, &other).unwrap();
        block_on(apercu.restore(other.copies.clone(), &other.outside())).unwrap()
    };
    assert_eq!((past(&shorter.text, Some(&restored)), past(&usual.text, Some(&restored))), (8, 0));
    // On an empty phone the choice comes along.
    let (_, third) = two_phones();
    third.clock.0.set(phone.clock.0.get());
    let apercu = opened(&shorter.text, SHEET, None, &third).unwrap();
    let (restored, _) = block_on(apercu.restore(third.copies.clone(), &third.outside())).unwrap();
    assert_eq!(restored.journal().conservation().map(MoisGardes::get), Some(12));
    assert_eq!(restored.journal().contacts().count(), 12);
}

#[test]
fn a_cut_foreign_or_changed_file_is_refused_with_its_reason() {
    let (phone, other) = two_phones();
    let mut coffre = phone.create();
    phone.note(&mut coffre, Issue::Echange);
    let text = block_on(coffre.back_up(&phone.outside())).unwrap().text;
    for end in (0..text.len() - 1).step_by(97) {
        assert!(matches!(Arrivage::read(&text[..end]), Err(RestoreError::File(_))), "cut at {end}");
    }
    for junk in ["", "bonjour", "<!doctype html>"] {
        let refused = Arrivage::read(junk).unwrap_err();
        assert!(matches!(refused, RestoreError::File(BackupFault::Text(_))), "{junk}: {refused:?}");
        assert!(refused.explain().what.contains("sauvegarde"));
    }
    assert_eq!(opened(&text, 77, None, &phone).err(), Some(RestoreError::WrongSecret));
    let foreign = other.create();
    assert_eq!(opened(&text, SHEET, Some(&foreign), &other).err(), Some(RestoreError::Foreign));
    let apercu = opened(&text, SHEET, None, &other).unwrap();
    let occupied = block_on(apercu.restore(other.copies.clone(), &other.outside()));
    assert_eq!(occupied.err(), Some(RestoreError::Occupied));
    drop(foreign);
    assert!(other.try_open(SHEET).is_ok());
}

#[test]
fn a_restore_that_is_killed_leaves_all_or_nothing_and_can_be_done_again() {
    let random = Rc::default();
    let phone = Phone::new(&random);
    let mut coffre = phone.create();
    let ids = [phone.note(&mut coffre, Issue::Echange), phone.note(&mut coffre, Issue::Refus)];
    let text = block_on(coffre.back_up(&phone.outside())).unwrap().text;
    for writes in 0..12 {
        for ahead in 0..2 {
            let other = Phone::new(&random);
            other.copies.files.die_after(writes + ahead);
            other.copies.db.die_after(writes);
            let apercu = opened(&text, SHEET, None, &other).unwrap();
            let done = block_on(apercu.restore(other.copies.clone(), &other.outside())).is_ok();
            for store in [&other.copies.files, &other.copies.db] {
                store.die_after(usize::MAX);
            }
            if !matches!(block_on(look(&other.copies, &other.outside())), Found::Locked(_)) {
                assert!(!done);
                let apercu = opened(&text, SHEET, None, &other).unwrap();
                block_on(apercu.restore(other.copies.clone(), &other.outside())).unwrap();
            }
            let (coffre, mended) = other.open();
            assert!(ids.iter().all(|id| is_whole(&coffre, *id)), "killed after {writes}: {mended:?}");
        }
    }
}

#[test]
fn taking_a_backup_into_a_journal_and_dying_there_loses_nothing() {
    for writes in 0..14 {
        for ahead in 0..2 {
            let phone = Phone::new(&Rc::default());
            let mut coffre = phone.create();
            let first = phone.note(&mut coffre, Issue::Echange);
            let text = block_on(coffre.back_up(&phone.outside())).unwrap().text;
            let second = phone.note(&mut coffre, Issue::Refus);
            phone.copies.files.die_after(writes + ahead);
            phone.copies.db.die_after(writes);
            let apercu = opened(&text, SHEET, Some(&coffre), &phone).unwrap();
            let _ = block_on(coffre.take_back(apercu, &phone.outside()));
            drop(coffre);
            for store in [&phone.copies.files, &phone.copies.db] {
                store.die_after(usize::MAX);
            }
            let (mut coffre, mended) = phone.open();
            assert!(is_whole(&coffre, first) && is_whole(&coffre, second), "killed after {writes}: {mended:?}");
            assert!(!mended.is_loss() && mended.conflicts == 0, "killed after {writes}: {mended:?}");
            let third = phone.note(&mut coffre, Issue::Echange);
            drop(coffre);
            assert!(is_whole(&phone.open().0, third));
        }
    }
}

#[test]
fn both_lives_of_a_cloned_phone_are_kept_and_the_conflict_is_shown() {
    let (phone, clone) = two_phones();
    let mut coffre = phone.create();
    let before = phone.note(&mut coffre, Issue::Echange);
    drop(coffre);
    copy(&phone, &clone);
    let (mut coffre, _) = phone.open();
    let (mut cloned, _) = clone.open();
    let (here, there) = (phone.note(&mut coffre, Issue::Refus), clone.note(&mut cloned, Issue::Absent));
    let text = block_on(cloned.back_up(&clone.outside())).unwrap().text;
    let apercu = opened(&text, SHEET, Some(&coffre), &phone).unwrap();
    assert_eq!((apercu.bilan.contacts, apercu.bilan.already_here, apercu.bilan.conflicts), (2, 1, 3));
    block_on(coffre.take_back(apercu, &phone.outside())).unwrap();
    let after = phone.note(&mut coffre, Issue::Echange);
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert!([before, here, there, after].iter().all(|id| is_whole(&coffre, *id)));
    assert_eq!((mended.conflicts, mended.is_loss()), (3, false));
}

/// Copies everything that a phone holds to another, as a clone of its disk does.
fn copy(from: &Phone, to: &Phone) {
    let pairs = [(&from.copies.db, &to.copies.db), (&from.copies.files, &to.copies.files)];
    for (from, to) in pairs {
        for name in block_on(from.names()).unwrap() {
            let bytes = block_on(from.get(&name)).unwrap().unwrap();
            block_on(to.put(&name, &bytes)).unwrap();
        }
        let mut rows = Vec::new();
        block_on(from.rows(&trames(), 0, &mut |_, bytes| {
            let name = Frame::read(bytes).unwrap().name();
            rows.push(copies::row(name.device, name.seq, bytes.to_vec()));
        }))
        .unwrap();
        let rows: Vec<SealedRow> = rows;
        block_on(to.append(&trames(), &rows)).unwrap();
    }
}

#[test]
fn contacts_since_the_last_backup_make_the_risk() {
    let (phone, _) = two_phones();
    let mut coffre = phone.create();
    assert_eq!(coffre.risk(&phone.outside()).niveau, Niveau::Calme);
    phone.note(&mut coffre, Issue::Echange);
    phone.later(DAY);
    assert_eq!(coffre.risk(&phone.outside()), Risque { contacts: 1, days: 1, niveau: Niveau::Orange });
    let sauvegarde = block_on(coffre.back_up(&phone.outside())).unwrap();
    assert_eq!(coffre.risk(&phone.outside()).contacts, 1, "it has not left the phone yet");
    block_on(coffre.exported(&sauvegarde)).unwrap();
    assert_eq!((coffre.risk(&phone.outside()).contacts, coffre.last_export_ms()), (0, Some(NOON + DAY)));
    phone.note(&mut coffre, Issue::Echange);
    drop(coffre);
    let (mut coffre, _) = phone.open();
    assert_eq!(coffre.risk(&phone.outside()).contacts, 1);
}

#[test]
fn a_phone_without_room_takes_no_half_backup() {
    let (phone, other) = two_phones();
    let mut coffre = phone.create();
    phone.note(&mut coffre, Issue::Echange);
    let text = block_on(coffre.back_up(&phone.outside())).unwrap().text;
    let apercu = opened(&text, SHEET, None, &other).unwrap();
    let outside = other.outside();
    other.copies.db.fail_with(Some(StoreFault::Full));
    other.copies.files.fail_with(Some(StoreFault::Full));
    let refused = block_on(apercu.restore(other.copies.clone(), &outside));
    assert!(matches!(refused, Err(RestoreError::Store(_))));
    other.copies.db.fail_with(None);
    other.copies.files.fail_with(None);
    assert!(matches!(block_on(look(&other.copies, &outside)), Found::Nothing));
}
