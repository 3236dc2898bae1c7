//! The browser is killed before any one of its writes: what was acknowledged is never lost, and nothing is half there.

use super::*;
use crate::journal::{Effacement, Fait};

/// What the phone acknowledged before it was killed.
#[derive(Default)]
struct Acknowledged {
    created: bool,
    noted: Vec<EventId>,
    erased: Vec<EventId>,
    locked: Vec<EventId>,
}

/// A day: a vault, contacts, an erasure, a letter, another phrase, an opening. It ends where a write fails.
fn day(phone: &Phone) -> Acknowledged {
    let mut done = Acknowledged::default();
    // What comes after a failure is not part of the story.
    let _ = lived(phone, &mut done);
    done
}

fn lived(phone: &Phone, done: &mut Acknowledged) -> Option<()> {
    let outside = phone.outside();
    let (mut coffre, _) = block_on(create(phone.copies.clone(), ways(), &outside)).ok()?;
    done.created = true;
    for issue in [Issue::Echange, Issue::Refus] {
        let id = phone.new_id();
        block_on(coffre.save_draft(id, b"text", &outside)).ok()?;
        block_on(coffre.note(id, saisie(issue), &outside)).ok()?;
        done.noted.push(id);
    }
    let first = done.noted[0];
    block_on(coffre.write(vec![(phone.new_id(), Fait::ContactEfface(Effacement::of(first)))], &outside)).ok()?;
    done.erased.push(first);
    block_on(coffre.lock(&outside));
    let Found::Locked(serrure) = block_on(look(&phone.copies, &outside)) else { return None };
    let letter = phone.new_id();
    block_on(serrure.write(&phone.copies, letter, saisie(Issue::Absent), &outside)).ok()?;
    done.locked.push(letter);
    let mut coffre = phone.try_open(SHEET).ok()?;
    block_on(coffre.reconcile(&outside)).ok()?;
    let old = coffre.acces().iter().find(|acces| acces.way != Way::Sheet)?.slot;
    block_on(coffre.change_way(old, new_slot(phrase(8), 3), &outside)).ok()?;
    let id = phone.new_id();
    block_on(coffre.note(id, saisie(Issue::Echange), &outside)).ok()?;
    done.noted.push(id);
    Some(())
}

/// Lets so many writes of each copy through on a new phone, then looks what is left.
fn killed_after(files: usize, db: usize) -> bool {
    let phone = Phone::new(&Rc::default());
    phone.copies.files.die_after(files);
    phone.copies.db.die_after(db);
    let done = day(&phone);
    for store in [&phone.copies.files, &phone.copies.db] {
        store.die_after(usize::MAX);
    }
    let place = format!("killed after {files} writes of files, {db} of the database");
    match block_on(look(&phone.copies, &phone.outside())) {
        Found::Locked(_) => {}
        _ => {
            assert!(!done.created, "{place}: the vault is gone");
            return false;
        }
    }
    let (mut coffre, mended) = phone.open();
    assert!(!mended.is_loss(), "{place}: {mended:?}");
    for id in done.noted.iter().chain(&done.locked) {
        let erased = done.erased.contains(id);
        assert!(erased || is_whole(&coffre, *id), "{place}: {id} is lost");
        assert!(!erased || coffre.journal().contact(*id).is_none(), "{place}: {id} came back");
    }
    // Every contact is there whole or not at all, and the journal goes on.
    assert!(records(&coffre).iter().all(|record| is_whole(&coffre, record.id)), "{place}: half a contact");
    let after = phone.note(&mut coffre, Issue::Echange);
    assert!(block_on(coffre.drafts(&phone.outside())).found.len() <= 1, "{place}");
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert!(is_whole(&coffre, after) && !mended.is_loss() && mended.conflicts == 0, "{place}: {mended:?}");
    done.noted.len() == 3
}

#[test]
fn a_kill_before_any_write_loses_nothing_that_was_acknowledged() {
    let mut writes = 0;
    // Files are written first: a kill leaves them level with the database, or one write ahead.
    while !killed_after(writes, writes) {
        killed_after(writes + 1, writes);
        writes += 1;
    }
    assert!(writes > 15, "the story has {writes} writes");
}

#[test]
fn a_copy_that_dies_anywhere_leaves_everything_in_the_other() {
    for writes in 0..30 {
        assert!(killed_after(writes, usize::MAX));
        assert!(killed_after(usize::MAX, writes));
    }
}
