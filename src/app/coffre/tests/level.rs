//! What is read piece by piece where both copies say the same, and what is put off until the first screen is there.

use super::*;
use crate::app::coffre::copies::names;
use crate::app::coffre::temoin::Temoin;
use crate::vault::Locked;

/// A journal with some contacts, opened; nothing was compared yet.
fn noted() -> Phone {
    let phone = Phone::new(&Rc::default());
    let mut coffre = phone.create();
    for _ in 0..3 {
        phone.note(&mut coffre, Issue::Echange);
    }
    phone
}

fn trames() -> String {
    names::trames(0)
}

fn reads_level(phone: &Phone) -> Option<Mended> {
    block_on(phone.try_open(SHEET).unwrap().read_level(&phone.outside()))
}

#[test]
fn copies_that_say_the_same_are_never_in_memory_whole() {
    assert_eq!(reads_level(&noted()), Some(Mended::default()));
}

#[test]
fn whatever_one_copy_lacks_or_holds_otherwise_is_compared_content_by_content() {
    type Damage = fn(&mut Vec<u8>);
    let damages: [Damage; 3] =
        [Vec::clear, |bytes| *bytes.last_mut().unwrap() ^= 1, |bytes| bytes.truncate(bytes.len() / 2)];
    for (damage, in_files) in damages.into_iter().flat_map(|damage| [(damage, true), (damage, false)]) {
        for row in 0..3 {
            let phone = noted();
            let copy = if in_files { &phone.copies.files } else { &phone.copies.db };
            let mut rank = 0;
            copy.damage(&trames(), |_, bytes| {
                if rank == row {
                    damage(bytes);
                }
                rank += 1;
            });
            // What the files lack is noticed at the opening already.
            assert!(in_files || reads_level(&phone).is_none(), "row {row} of the database");
            let (coffre, mended) = phone.open();
            assert!(!mended.is_loss() && mended.into_files + mended.into_db > 0, "{mended:?}");
            assert_eq!(coffre.journal().contacts().count(), 3);
        }
    }
}

#[test]
fn what_the_files_lost_of_their_end_comes_back_even_where_the_witness_is_behind() {
    // A killed browser may have written the entry in both copies, and not the preference yet.
    for lost in 1..=2 {
        let phone = noted();
        let temoin = Temoin::read(&phone.prefs).unwrap();
        Temoin { seq: temoin.seq - lost, ..temoin }.write(&phone.prefs);
        let mut rank = 0;
        let count = block_on(phone.copies.rows(Copie::Fichiers, &trames())).unwrap().iter().count() as u64;
        phone.copies.files.damage(&trames(), |_, bytes| {
            rank += 1;
            if rank + lost > count {
                bytes.clear();
            }
        });
        let mut coffre = phone.try_open(SHEET).unwrap();
        assert_eq!(coffre.journal().len() as u64, count - lost, "the files alone are shown at first");
        let mended = block_on(coffre.reconcile(&phone.outside())).unwrap();
        assert_eq!(mended.into_files as u64, lost);
        assert_eq!((coffre.journal().contacts().count(), coffre.journal().len() as u64), (3, count));
    }
}

#[test]
fn the_last_number_that_the_witness_knows_is_asked_for() {
    let phone = noted();
    for copy in [&phone.copies.files, &phone.copies.db] {
        let mut rank = 0;
        let count = block_on(phone.copies.rows(Copie::Fichiers, &trames())).unwrap().iter().count();
        copy.damage(&trames(), |_, bytes| {
            rank += 1;
            if rank >= count {
                bytes.clear();
            }
        });
    }
    assert_eq!(reads_level(&phone), None);
    assert!(phone.open().1.is_loss());
}

#[test]
fn an_older_key_ring_waits_for_the_first_screen_and_not_for_the_first_write() {
    let phone = noted();
    let note = |coffre: &Journal2| coffre.keyring.keys().find(|key| key.class == Class::Note).unwrap();
    let mut behind = phone.try_open(SHEET).unwrap();
    let mut coffre = phone.try_open(SHEET).unwrap();
    assert_eq!(coffre.older.len(), 1, "the same in both copies");
    let (key, month) = (note(&coffre).id, note(&coffre).month);
    // One window destroys a key, another one that does not know of it goes on.
    coffre.keyring.destroy(&[key]);
    block_on(coffre.keep_keys(&phone.outside())).unwrap();
    let rings = names::CLEFS.map(|name| (name, block_on(phone.copies.get(name)).map(|bytes| bytes.unwrap().unwrap())));
    for _ in 0..2 {
        behind.keyring.draw(Class::Note, month, &mut phone.outside().draw());
        block_on(behind.keep_keys(&phone.outside())).unwrap();
    }
    let kept = |name| block_on(phone.copies.files.get(name)).unwrap().unwrap();
    let generation = |bytes: &[u8]| Locked::read(bytes).unwrap().generation();
    let newest = names::CLEFS.into_iter().max_by_key(|name| generation(&kept(name))).unwrap();
    for (name, [files, db]) in rings.into_iter().filter(|(name, _)| *name != newest) {
        block_on(phone.copies.files.put(name, &files)).unwrap();
        block_on(phone.copies.db.put(name, &db)).unwrap();
    }
    let mut coffre = phone.try_open(SHEET).unwrap();
    assert!(!coffre.keyring.is_destroyed(key));
    // Somebody writes at once, before anything is compared behind the screen.
    phone.note(&mut coffre, Issue::Absent);
    assert!(coffre.keyring.is_destroyed(key) && coffre.older.is_empty());
}
