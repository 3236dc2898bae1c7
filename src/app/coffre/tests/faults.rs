use sha2::{Digest, Sha256};

use super::*;
use crate::app::port::{SealedRow, StoreFault};
use crate::vault::FrameName;

fn phone_with(contacts: usize) -> (Phone, Vec<EventId>) {
    let phone = Phone::new(&Rc::default());
    let mut coffre = phone.create();
    let ids = (0..contacts).map(|_| phone.note(&mut coffre, Issue::Echange)).collect();
    (phone, ids)
}

#[test]
fn ten_wrong_phrases_make_wait_and_wipe_nothing() {
    let (phone, ids) = phone_with(1);
    let serrure = phone.serrure();
    let slot = serrure.acces()[1].slot;
    let wrong = || {
        let secret = Secret::from_bytes([99; 32]);
        block_on(serrure.open(phone.copies.clone(), slot, secret, &phone.outside()))
    };
    for tries in 1..=9 {
        assert_eq!(wrong().err(), Some(OpenError::WrongSecret { tries, wait: 0 }));
    }
    assert_eq!(wrong().err(), Some(OpenError::WrongSecret { tries: 10, wait: 30 }));
    assert_eq!(phone.try_open(PHRASE).err(), Some(OpenError::Wait { seconds: 30 }), "the right one waits too");
    phone.later(30_000);
    assert_eq!(wrong().err(), Some(OpenError::WrongSecret { tries: 11, wait: 60 }));
    phone.later(60_000);
    assert!(is_whole(&phone.try_open(PHRASE).unwrap(), ids[0]));
    assert_eq!(wrong().err(), Some(OpenError::WrongSecret { tries: 1, wait: 0 }), "counted anew");
}

#[test]
fn one_copy_gone_is_made_again_from_the_other() {
    for copie in Copie::ALL {
        let (phone, ids) = phone_with(2);
        let (lost, other) = stores(&phone, copie);
        lost.lose_all();
        assert_eq!(phone.serrure().etat(copie), &Etat::Absent);
        let (coffre, mended) = phone.open();
        assert!(ids.iter().all(|id| is_whole(&coffre, *id)));
        assert!(!mended.is_loss());
        assert_eq!(if copie == Copie::Base { mended.into_db } else { mended.into_files }, 6);
        drop(coffre);
        other.lose_all();
        let (coffre, mended) = phone.open();
        assert!(ids.iter().all(|id| is_whole(&coffre, *id)), "{mended:?}");
    }
}

/// The store of a copy, and the other one.
fn stores(phone: &Phone, copie: Copie) -> (&MemorySealed, &MemorySealed) {
    match copie {
        Copie::Fichiers => (&phone.copies.files, &phone.copies.db),
        Copie::Base => (&phone.copies.db, &phone.copies.files),
    }
}

#[test]
fn a_frame_damaged_in_one_copy_is_written_there_again() {
    for copie in Copie::ALL {
        let (phone, ids) = phone_with(3);
        stores(&phone, copie).0.damage(&trames(), |_, row| {
            if seq_of(row) == 5 {
                row[200] ^= 1;
            }
        });
        let (coffre, mended) = phone.open();
        assert!(ids.iter().all(|id| is_whole(&coffre, *id)));
        assert_eq!((mended.is_loss(), mended.into_files + mended.into_db), (false, 1), "{mended:?}");
        drop(coffre);
        let (coffre, mended) = phone.open();
        assert_eq!((mended.is_loss(), mended.into_files + mended.into_db), (false, 0), "{mended:?}");
        drop(coffre);
    }
}

/// After a file had lost its end, the campaign met a journal that said a newer app had been here, and let nobody in. Such a
/// header is the likeliest cause; the file itself was not kept.
#[test]
fn a_header_that_cannot_be_is_damage_and_no_newer_app() {
    // Class, marks and size class, as FORMAT.md places them.
    for (place, copie) in [44, 45, 96].into_iter().flat_map(|place| Copie::ALL.map(|copie| (place, copie))) {
        let (phone, ids) = phone_with(3);
        stores(&phone, copie).0.damage(&trames(), |_, row| {
            if seq_of(row) == 5 {
                row[place] = 0xee;
            }
        });
        let (mut coffre, mended) = phone.open();
        assert!(!mended.is_loss() && ids.iter().all(|id| is_whole(&coffre, *id)), "{place}: {mended:?}");
        let id = phone.new_id();
        assert_eq!(block_on(coffre.note(id, saisie(Issue::Echange), &phone.outside())), Ok(Kept::Both), "{place}");
        drop(coffre);
        stores(&phone, copie).1.lose_all();
        let (coffre, mended) = phone.open();
        assert!(!mended.is_loss() && is_whole(&coffre, id), "{place}: {mended:?}");
    }
}

#[test]
fn a_frame_that_is_damaged_again_and_again_is_mended_each_time() {
    for copie in Copie::ALL {
        let (phone, ids) = phone_with(3);
        let (store, other) = stores(&phone, copie);
        for turn in 1..=4 {
            // Each twin that was written beside it, too.
            store.damage(&trames(), |_, row| {
                if seq_of(row) == 5 {
                    row[200] ^= 1 << turn;
                }
            });
            let (coffre, mended) = phone.open();
            assert_eq!((mended.is_loss(), mended.into_files + mended.into_db), (false, 1), "{turn}: {mended:?}");
            assert_eq!(mended.refused, []);
            drop(coffre);
        }
        other.lose_all();
        let (coffre, mended) = phone.open();
        assert!(!mended.is_loss() && ids.iter().all(|id| is_whole(&coffre, *id)), "{mended:?}");
    }
}

#[test]
fn a_frame_damaged_in_both_copies_costs_itself_alone_and_is_named() {
    let (phone, ids) = phone_with(3);
    for store in [&phone.copies.db, &phone.copies.files] {
        store.damage(&trames(), |_, row| {
            if seq_of(row) == 5 {
                row[200] ^= 1;
            }
        });
    }
    let (mut coffre, mended) = phone.open();
    let device = coffre.keyring.device();
    assert_eq!(mended.damaged, [FrameName { device, seq: 5 }]);
    assert!(mended.explain().unwrap().what.contains("Numéros : 5."));
    assert!(is_whole(&coffre, ids[0]) && is_whole(&coffre, ids[2]));
    assert_eq!(coffre.journal().contact(ids[1]).unwrap().note.as_str(), "", "its note was number 5");
    let faults = block_on(coffre.check(&phone.outside())).unwrap().faults;
    assert_eq!(faults, [(device, ChainFault::Altered(5))]);
    let after = phone.note(&mut coffre, Issue::Refus);
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert!(is_whole(&coffre, after) && mended.damaged.len() == 1);
}

#[test]
fn frames_missing_from_both_copies_are_announced_by_number_even_at_the_end() {
    for (gone, announced) in [(4..=5, 4..=5), (8..=9, 8..=9), (1..=1, 1..=1)] {
        let (phone, _) = phone_with(3);
        for store in [&phone.copies.db, &phone.copies.files] {
            store.damage(&trames(), |_, row| {
                if gone.contains(&seq_of(row)) {
                    row.clear();
                }
            });
        }
        let (mut coffre, mended) = phone.open();
        let device = coffre.keyring.device();
        assert_eq!(mended.missing, [(device, announced.clone())]);
        let after = phone.note(&mut coffre, Issue::Refus);
        drop(coffre);
        let (coffre, mended) = phone.open();
        assert!(is_whole(&coffre, after));
        assert_eq!(mended.missing, [(device, announced)], "no number is given twice");
    }
}

#[test]
fn a_frame_missing_from_one_copy_is_written_there_again() {
    for copie in Copie::ALL {
        let (phone, ids) = phone_with(3);
        let (store, _) = stores(&phone, copie);
        store.damage(&trames(), |_, row| {
            if [2, 9].contains(&seq_of(row)) {
                row.clear();
            }
        });
        let (coffre, mended) = phone.open();
        assert!(ids.iter().all(|id| is_whole(&coffre, *id)));
        assert_eq!((mended.is_loss(), mended.into_files + mended.into_db), (false, 2));
    }
}

#[test]
fn a_row_that_is_no_frame_is_counted() {
    let (phone, ids) = phone_with(1);
    let junk = SealedRow { key: "zzz".into(), bytes: b"nothing".to_vec() };
    block_on(phone.copies.append(Copie::Fichiers, &trames(), &[junk])).unwrap();
    let (coffre, mended) = phone.open();
    assert!(is_whole(&coffre, ids[0]));
    assert_eq!((mended.garbled, mended.is_loss()), (1, false));
}

#[test]
fn an_empty_store_where_there_was_one_is_never_a_first_run() {
    let (phone, _) = phone_with(1);
    phone.copies.db.lose_all();
    phone.copies.files.lose_all();
    assert!(matches!(block_on(look(&phone.copies, &phone.outside())), Found::Gone));
    // A new one may be made there; the old witness then says nothing of it.
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert_eq!((is_whole(&coffre, id), mended), (true, Mended::default()));
}

#[test]
fn frames_without_their_key_ring_stay_where_they_are_beside_a_new_vault() {
    let (phone, _) = phone_with(1);
    for name in copies::names::CLEFS {
        block_on(phone.copies.remove(name)).unwrap();
    }
    phone.prefs.set("coffre", "");
    block_on(phone.copies.db.put("generation", b"0")).unwrap();
    assert!(matches!(block_on(look(&phone.copies, &phone.outside())), Found::Gone));
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    assert_eq!(coffre.generation, 1);
    drop(coffre);
    assert!(is_whole(&phone.try_open(SHEET).unwrap(), id));
}

#[test]
fn damaged_key_rings_are_no_first_run_either_and_one_good_one_opens() {
    let (phone, ids) = phone_with(1);
    let spoil = |bytes: &mut Vec<u8>| bytes[40] ^= 1;
    for name in copies::names::CLEFS {
        phone.copies.db.damage_thing(name, spoil);
    }
    assert_eq!(phone.serrure().etat(Copie::Base), &Etat::Damaged);
    assert!(is_whole(&phone.open().0, ids[0]));
    assert_eq!(phone.serrure().etat(Copie::Base), &Etat::Present, "mended");
    for (store, name) in [&phone.copies.db, &phone.copies.files]
        .into_iter()
        .flat_map(|store| copies::names::CLEFS.map(|name| (store, name)))
    {
        store.damage_thing(name, spoil);
    }
    assert!(matches!(block_on(look(&phone.copies, &phone.outside())), Found::Gone));
}

#[test]
fn a_damaged_slot_leaves_the_other_ways_in_and_is_counted() {
    let (phone, ids) = phone_with(1);
    // The first slot begins after the head: 4 + 16 + 8 + 32 + 1 + 2 × 2 + 4, and a checksum of 8.
    for store in [&phone.copies.db, &phone.copies.files] {
        for name in copies::names::CLEFS {
            store.damage_thing(name, |bytes| bytes[80] ^= 1);
        }
    }
    let serrure = phone.serrure();
    assert_eq!((serrure.acces().len(), serrure.acces_perdus()), (1, 1));
    let mut coffre = phone.try_open(PHRASE).unwrap();
    assert!(is_whole(&coffre, ids[0]));
    assert_eq!(block_on(coffre.reconcile(&phone.outside())).unwrap().slots_lost, 1);
}

#[test]
fn a_full_database_leaves_one_copy_and_says_so_then_mends() {
    let (phone, _) = phone_with(1);
    let (mut coffre, _) = phone.open();
    phone.copies.db.fail_with(Some(StoreFault::Full));
    let id = phone.new_id();
    let kept = block_on(coffre.note(id, saisie(Issue::Echange), &phone.outside())).unwrap();
    assert!(matches!(&kept, Kept::One { missing: Copie::Base, why } if why.fault == StoreFault::Full), "{kept:?}");
    assert!(kept.explain().unwrap().what.contains("une seule copie"));
    assert!(is_whole(&coffre, id));
    phone.copies.db.fail_with(None);
    phone.note(&mut coffre, Issue::Refus);
    phone.copies.files.lose_all();
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert!(is_whole(&coffre, id) && !mended.is_loss(), "the next write brought the database up to date");
}

#[test]
fn a_phone_that_keeps_nothing_says_so_and_nothing_looks_saved() {
    let (phone, _) = phone_with(1);
    let (mut coffre, _) = phone.open();
    for store in [&phone.copies.db, &phone.copies.files] {
        store.fail_with(Some(StoreFault::Full));
    }
    let id = phone.new_id();
    let failed = block_on(coffre.note(id, saisie(Issue::Echange), &phone.outside()));
    assert_eq!(failed.unwrap_err().fault, StoreFault::Full);
    assert_eq!((coffre.journal().contains(id), records(&coffre).len()), (false, 1));
    for store in [&phone.copies.db, &phone.copies.files] {
        store.fail_with(None);
    }
    assert_eq!(block_on(coffre.note(id, saisie(Issue::Echange), &phone.outside())), Ok(Kept::Both));
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert_eq!((is_whole(&coffre, id), mended), (true, Mended::default()));
}

#[test]
fn answers_that_never_came_are_not_assumed_and_a_retry_doubles_nothing() {
    for edited in [false, true] {
        let (phone, _) = phone_with(1);
        let (mut coffre, _) = phone.open();
        for store in [&phone.copies.db, &phone.copies.files] {
            store.lose_answers(true);
        }
        let (id, mut saisie) = (phone.new_id(), saisie(Issue::Echange));
        assert!(block_on(coffre.note(id, saisie.clone(), &phone.outside())).is_err());
        for store in [&phone.copies.db, &phone.copies.files] {
            store.lose_answers(false);
        }
        if edited {
            saisie.contact.issue = Issue::Refus;
        }
        assert_eq!(block_on(coffre.note(id, saisie.clone(), &phone.outside())), Ok(Kept::Both));
        drop(coffre);
        let (coffre, mended) = phone.open();
        assert_eq!((mended, records(&coffre).len()), (Mended::default(), 2));
        assert_eq!(coffre.journal().contact(id).unwrap().contact.issue, saisie.contact.issue, "what was saved last");
        assert!(is_whole(&coffre, id));
    }
}

#[test]
fn a_copy_that_refuses_from_the_start_is_no_failure() {
    for copie in Copie::ALL {
        let phone = Phone::new(&Rc::default());
        let (refusing, _) = stores(&phone, copie);
        refusing.fail_with(Some(StoreFault::Refused));
        // A phone whose other copy cannot say whether there is a vault is not taken for a new one.
        assert!(matches!(block_on(look(&phone.copies, &phone.outside())), Found::Refused(_)));
        refusing.fail_with(None);
        let mut coffre = phone.create();
        refusing.fail_with(Some(StoreFault::Refused));
        let id = phone.new_id();
        let kept = block_on(coffre.note(id, saisie(Issue::Echange), &phone.outside())).unwrap();
        assert!(matches!(kept, Kept::One { missing, .. } if missing == copie));
        drop(coffre);
        assert!(matches!(phone.serrure().etat(copie), Etat::Refused(_)));
        let (coffre, mended) = phone.open();
        assert_eq!((is_whole(&coffre, id), mended.refused[0].0), (true, copie));
        drop(coffre);
        refusing.fail_with(None);
        let (coffre, mended) = phone.open();
        assert_eq!((is_whole(&coffre, id), mended.refused.len(), mended.is_loss()), (true, 0, false));
    }
}

#[test]
fn a_newer_format_is_not_touched() {
    let (phone, _) = phone_with(1);
    let mut newer = vec![0; 300];
    newer[..4].copy_from_slice(b"rlj\x02");
    let row = SealedRow { key: "zzz".into(), bytes: newer };
    block_on(phone.copies.append(Copie::Fichiers, &trames(), &[row])).unwrap();
    let before = phone.everything();
    assert_eq!(phone.try_open(SHEET).err(), Some(OpenError::Newer));
    phone.copies.db.damage_thing("clefs-1", |bytes| {
        bytes[3] = 2;
        let head = 4 + 16 + 8 + 32 + 1 + 2 * 2 + 4;
        let checksum = Sha256::digest(&bytes[..head]);
        bytes[head..head + 8].copy_from_slice(&checksum[..8]);
    });
    assert!(matches!(block_on(look(&phone.copies, &phone.outside())), Found::Newer));
    assert_eq!(before.len(), phone.everything().len());
}

#[test]
fn a_clock_in_1970_or_2038_never_refuses_a_contact_and_lets_nothing_go() {
    for wrong in [1_000, NOON + 11 * 365 * DAY] {
        let (phone, _) = phone_with(1);
        let (mut coffre, _) = phone.open();
        phone.clock.0.set(wrong);
        let id = phone.note(&mut coffre, Issue::Echange);
        assert_ne!(coffre.clock(&phone.outside()), ClockVerdict::Sure);
        let record = coffre.journal().contact(id).unwrap();
        assert_eq!(record.mois.to_string(), "2026-11", "the newest month that could be trusted");
        let month_keys = || coffre.keyring.keys().filter(|key| key.class == Class::Month).count();
        assert_eq!(month_keys(), 1, "no key for a month that is not");
        assert!(coffre.plan(&phone.outside()).is_err());
        drop(coffre);
        phone.clock.0.set(NOON + DAY);
        let (mut coffre, mended) = phone.open();
        assert_eq!((is_whole(&coffre, id), mended.is_loss()), (true, false));
        assert_eq!(coffre.clock(&phone.outside()), ClockVerdict::Sure, "a wrong clock leaves no doubt behind");
        // Frames say so, for whoever reads them later.
        let rows = block_on(phone.copies.rows(Copie::Base, &trames())).unwrap();
        let marked = rows.iter().filter(|row| Frame::read(row).unwrap().header().marks.clock_doubtful).count();
        assert_eq!(marked, 3);
        phone.note(&mut coffre, Issue::Refus);
    }
}

#[test]
fn a_clock_after_a_long_silence_is_believed_once_it_is_confirmed() {
    let (phone, _) = phone_with(1);
    let (mut coffre, _) = phone.open();
    phone.later(90 * DAY);
    assert!(matches!(coffre.clock(&phone.outside()), ClockVerdict::FarAhead { days: 90 }));
    block_on(coffre.confirm_clock(&phone.outside())).unwrap();
    assert_eq!(coffre.clock(&phone.outside()), ClockVerdict::Sure);
    let id = phone.note(&mut coffre, Issue::Echange);
    assert_eq!(coffre.journal().contact(id).unwrap().mois, phone.outside().now().jour.mois());
    drop(coffre);
    assert_eq!(phone.open().0.clock(&phone.outside()), ClockVerdict::Sure);
}

#[test]
fn a_first_contact_in_1970_does_not_begin_a_month_of_1970() {
    let phone = Phone::new(&Rc::default());
    phone.clock.0.set(1_000);
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    assert_eq!(coffre.journal().contact(id).unwrap().mois.to_string(), "2026-11");
}
