use super::*;
use crate::journal::{Annulation, Correction, Effacement, Fait, Libelle, NoteEcrite, Passage, Porte, Relance, Tournee};
use crate::vault::{Locked, SlotError};

fn phone() -> Phone {
    Phone::new(&Rc::default())
}

#[test]
fn a_contact_is_kept_in_both_copies_and_found_again() {
    let phone = phone();
    assert!(matches!(block_on(look(&phone.copies, &phone.outside())), Found::Nothing));
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    assert!(is_whole(&coffre, id));
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert_eq!(mended, Mended::default());
    assert!(is_whole(&coffre, id));
    drop(coffre);
    assert!(is_whole(&phone.try_open(PHRASE).unwrap(), id), "by the phrase, before anything is compared");
}

#[test]
fn nothing_that_was_typed_can_be_read_in_either_copy() {
    let phone = phone();
    let mut coffre = phone.create();
    phone.note(&mut coffre, Issue::Echange);
    let draft = phone.new_id();
    block_on(coffre.save_draft(draft, NOTE.as_bytes(), &phone.outside())).unwrap();
    drop(coffre);
    let serrure = phone.serrure();
    block_on(serrure.write(&phone.copies, phone.new_id(), saisie(Issue::Refus), &phone.outside())).unwrap();
    let everything = phone.everything();
    for planted in [NAME, NUMBER, NOTE, "Revient mardi", "contrat", "echange", "2026-11-"] {
        assert!(!contains(&everything, planted), "{planted}");
    }
}

#[test]
fn saving_five_times_notes_one_contact_and_another_content_corrects_it() {
    let phone = phone();
    let mut coffre = phone.create();
    let id = phone.new_id();
    for _ in 0..5 {
        assert_eq!(block_on(coffre.note(id, saisie(Issue::Refus), &phone.outside())), Ok(Kept::Both));
    }
    assert_eq!((records(&coffre).len(), coffre.journal().len()), (1, 3));
    block_on(coffre.note(id, saisie(Issue::Echange), &phone.outside())).unwrap();
    block_on(coffre.note(id, saisie(Issue::Echange), &phone.outside())).unwrap();
    let found = records(&coffre);
    assert_eq!((found.len(), found[0].contact.issue, found[0].corrections), (1, Issue::Echange, 1));
    assert_eq!(coffre.journal().len(), 4);
    // Back and forth: what was saved last counts, each time.
    for turn in 0..20 {
        let issue = if turn % 2 == 0 { Issue::Refus } else { Issue::Echange };
        block_on(coffre.note(id, saisie(issue), &phone.outside())).unwrap();
        assert_eq!(records(&coffre)[0].contact.issue, issue, "turn {turn}");
    }
    assert!(is_whole(&coffre, id));
}

#[test]
fn an_erased_contact_comes_back_whole_for_ten_seconds_and_without_its_note_after() {
    for (wait, whole) in [(9_000, true), (10_000, false)] {
        let phone = phone();
        let mut coffre = phone.create();
        let (id, other, erasure) = (phone.note(&mut coffre, Issue::Echange), phone.new_id(), phone.new_id());
        let fait = Fait::ContactEfface(Effacement::of(id));
        block_on(coffre.write(vec![(erasure, fait)], &phone.outside())).unwrap();
        assert_eq!(records(&coffre), []);
        phone.later(wait);
        block_on(coffre.note(other, saisie(Issue::Absent), &phone.outside())).unwrap();
        let undo = (phone.new_id(), Fait::Annule(Annulation::of(erasure)));
        block_on(coffre.write(vec![undo], &phone.outside())).unwrap();
        block_on(coffre.lock(&phone.outside()));
        let (coffre, _) = phone.open();
        assert_eq!((is_whole(&coffre, id), is_whole(&coffre, other)), (whole, true), "after {wait} ms");
        assert!(coffre.journal().contact(id).is_some());
    }
}

#[test]
fn the_keys_of_what_was_erased_are_in_no_key_ring_any_more() {
    let phone = phone();
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    let old: Vec<Vec<u8>> = block_on(phone.copies.get("clefs-0")).into_iter().flatten().flatten().collect();
    block_on(coffre.write(vec![(phone.new_id(), Fait::ContactEfface(Effacement::of(id)))], &phone.outside())).unwrap();
    block_on(coffre.lock(&phone.outside()));
    for name in copies::names::CLEFS {
        for ring in block_on(phone.copies.get(name)).into_iter().flatten().flatten() {
            assert!(!old.contains(&ring), "an older ring is left");
            let slot = Locked::read(&ring).unwrap().slots()[0].as_ref().unwrap().public();
            let secret = Secret::from_bytes([SHEET; 32]);
            let opened = Keyring::unlock(&[&ring], slot, &secret, &mut |bytes| phone.random.fill(bytes)).unwrap();
            assert_eq!(readable(&phone, &opened.keyring), 0);
        }
    }
}

#[test]
fn an_older_key_ring_that_comes_back_brings_nothing_erased_back() {
    let phone = phone();
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    let old = coffre.keyring.to_bytes(&mut |bytes| phone.random.fill(bytes));
    block_on(coffre.write(vec![(phone.new_id(), Fait::ContactEfface(Effacement::of(id)))], &phone.outside())).unwrap();
    block_on(coffre.lock(&phone.outside()));
    for name in copies::names::CLEFS {
        assert!(block_on(phone.copies.put(name, &old)).iter().all(Result::is_ok));
    }
    let (coffre, mended) = phone.open();
    assert_eq!((mended.came_back, records(&coffre).len()), (2, 0));
    drop(coffre);
    assert_eq!(phone.open().1.came_back, 0);
}

#[test]
fn an_identity_alone_and_a_note_alone_can_be_erased() {
    let phone = phone();
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    let empty = NoteEcrite { contact: id, note: NoteLibre::default(), autres: Default::default() };
    let faits =
        vec![(phone.new_id(), Fait::IdentiteEffacee(Effacement::of(id))), (phone.new_id(), Fait::NoteEcrite(empty))];
    block_on(coffre.write(faits, &phone.outside())).unwrap();
    block_on(coffre.lock(&phone.outside()));
    let (coffre, _) = phone.open();
    let found = records(&coffre);
    assert_eq!((found.len(), found[0].note.as_str(), found[0].identite.clone()), (1, "", None));
    // The empty note, which took the other one away, is still there.
    assert_eq!(readable(&phone, &coffre.keyring), 1);
}

fn round(phone: &Phone, coffre: &mut Journal2) -> (EventId, Porte) {
    let (building, tournee) = (phone.new_id(), phone.new_id());
    let plan = Tournee {
        remplace: None,
        contrat: "essai".into(),
        campagne: None,
        quartier: None,
        le: phone.outside().now().jour,
        equipe: Vec::new(),
        but: Some(Libelle::new("Porte à porte").unwrap()),
        objectif: None,
        immeubles: vec![building],
        autres: Default::default(),
    };
    let porte = Porte { immeuble: building, hall: 1, etage: 2, rang: 3 };
    block_on(coffre.write(vec![(tournee, Fait::TourneePrevue(Box::new(plan)))], &phone.outside())).unwrap();
    (tournee, porte)
}

#[test]
fn a_forgotten_round_is_closed_at_the_next_opening_of_another_day() {
    let phone = phone();
    let mut coffre = phone.create();
    let (tournee, porte) = round(&phone, &mut coffre);
    for issue in [Issue::Absent, Issue::Refus] {
        let tap = Passage::new(tournee, porte, issue).faits(phone.new_id(), phone.outside().now().jour);
        block_on(coffre.write(tap, &phone.outside())).unwrap();
    }
    let taps = |coffre: &Journal2| coffre.keyring.keys().filter(|key| key.class == Class::Tournee).count();
    assert_eq!(taps(&coffre), 1, "one key for all taps of a round");
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert_eq!((mended.rounds, taps(&coffre)), (0, 1), "the same day, it goes on");
    drop(coffre);
    phone.later(DAY);
    let (coffre, mended) = phone.open();
    assert_eq!((mended.rounds, taps(&coffre)), (1, 0));
    assert_eq!(coffre.journal().porte(porte).derniere().map(|visit| visit.issue), Some(Issue::Refus));
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert_eq!(mended, Mended::default());
    assert_eq!(coffre.journal().porte(porte).derniere().map(|visit| visit.issue), Some(Issue::Refus));
}

#[test]
fn what_was_written_while_locked_is_in_the_journal_at_the_next_opening() {
    let phone = phone();
    drop(phone.create());
    let (serrure, draft) = (phone.serrure(), phone.new_id());
    for _ in 0..3 {
        let kept = block_on(serrure.write(&phone.copies, draft, saisie(Issue::Echange), &phone.outside()));
        assert_eq!(kept, Ok(Kept::Both));
    }
    let (coffre, mended) = phone.open();
    assert_eq!((mended.letters, mended.letters_lost, is_whole(&coffre, draft)), (1, 0, true));
    drop(coffre);
    assert_ne!(phone.serrure().public, serrure.public, "a new pair for the next letters");
    let (coffre, mended) = phone.open();
    assert_eq!((mended, records(&coffre).len()), (Mended::default(), 1));
}

#[test]
fn a_draft_is_found_after_a_kill_and_goes_with_its_contact_or_after_a_week() {
    let phone = phone();
    let mut coffre = phone.create();
    let (saved, left) = (phone.new_id(), phone.new_id());
    for (id, text) in [(saved, "a"), (left, "b"), (left, "bc")] {
        block_on(coffre.save_draft(id, text.as_bytes(), &phone.outside())).unwrap();
    }
    block_on(coffre.note(saved, saisie(Issue::Echange), &phone.outside())).unwrap();
    drop(coffre);
    let (mut coffre, _) = phone.open();
    let drafts = block_on(coffre.drafts(&phone.outside()));
    let texts: Vec<_> = drafts.found.iter().map(|draft| (draft.id, draft.text.as_slice())).collect();
    assert_eq!((texts, drafts.dropped), (vec![(left, b"bc".as_slice())], 0));
    phone.later(7 * DAY + 1);
    let drafts = block_on(coffre.drafts(&phone.outside()));
    assert_eq!((drafts.found.len(), drafts.dropped), (0, 1));
    assert!(block_on(phone.copies.db.names()).unwrap().iter().all(|name| !name.contains(&left.to_string())));
}

#[test]
fn another_phrase_opens_and_the_old_one_does_not() {
    let phone = phone();
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    let old = phone.serrure().acces()[1].slot;
    block_on(coffre.change_way(old, new_slot(phrase(8), 3), &phone.outside())).unwrap();
    let other = phone.note(&mut coffre, Issue::Refus);
    drop(coffre);
    assert_eq!(phone.try_open(PHRASE).err(), Some(OpenError::WrongSecret { tries: 1, wait: 0 }));
    let serrure = phone.serrure();
    let by_old = block_on(serrure.open(phone.copies.clone(), old, Secret::from_bytes([PHRASE; 32]), &phone.outside()));
    assert_eq!(by_old.err(), Some(OpenError::NoSlot));
    for secret in [3, SHEET] {
        let coffre = phone.try_open(secret).unwrap();
        assert!(is_whole(&coffre, id) && is_whole(&coffre, other));
    }
}

#[test]
fn the_last_way_in_cannot_be_removed() {
    let phone = phone();
    let mut coffre = phone.create();
    let slots: Vec<PublicKey> = coffre.acces().iter().map(|acces| acces.slot).collect();
    block_on(coffre.remove_way(slots[1], &phone.outside())).unwrap();
    let last = block_on(coffre.remove_way(slots[0], &phone.outside()));
    assert_eq!(last, Err(WayError::Refused(SlotError::Last)));
    block_on(coffre.add_way(new_slot(Way::EmployerSheet, 5), &phone.outside())).unwrap();
    drop(coffre);
    assert_eq!(phone.serrure().acces().len(), 2);
    assert!(phone.try_open(SHEET).is_ok());
}

#[test]
fn the_code_of_the_day_reopens_a_locked_page() {
    let phone = phone();
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    let code = || Secret::from_bytes([6; 32]);
    coffre.set_day_code([0; 16], &code(), &phone.outside());
    let mut day = block_on(coffre.lock(&phone.outside())).unwrap();
    let (slot, secret) = day.open(&code(), phone.outside().now()).unwrap();
    let coffre = block_on(phone.serrure().open(phone.copies.clone(), slot, secret, &phone.outside())).unwrap();
    assert!(is_whole(&coffre, id));
}

#[test]
fn months_are_let_go_after_a_list_and_stay_gone() {
    let phone = phone();
    let mut coffre = phone.create();
    let old = phone.note(&mut coffre, Issue::Echange);
    assert_eq!(coffre.plan(&phone.outside()), Ok(None));
    // Somebody works every month, so that the clock is believed.
    let mut last = old;
    for _ in 0..25 {
        phone.later(30 * DAY);
        last = phone.note(&mut coffre, Issue::Refus);
    }
    let plan = coffre.plan(&phone.outside()).unwrap().unwrap();
    assert_eq!((plan.mois.len(), plan.contacts), (1, 1));
    drop(coffre);
    // Read first: what lasts and two months. The rest comes behind.
    let mut coffre = phone.try_open(SHEET).unwrap();
    assert!(!coffre.is_reconciled() && is_whole(&coffre, last) && coffre.journal().contact(old).is_none());
    block_on(coffre.reconcile(&phone.outside())).unwrap();
    assert!(coffre.is_reconciled() && is_whole(&coffre, old));
    let before = phone.everything().len();
    assert!(before > 0 && coffre.journal().contact(old).is_some(), "a plan changes nothing");
    block_on(coffre.retire(&plan, &phone.outside())).unwrap();
    drop(coffre);
    let (coffre, mended) = phone.open();
    assert_eq!((mended.is_loss(), coffre.journal().contact(old)), (false, None));
    assert_eq!(coffre.journal().checkpoints().count(), 1);
    assert!(is_whole(&coffre, last));
    assert_eq!(coffre.plan(&phone.outside()), Ok(None));
}

#[test]
fn how_long_months_are_kept_is_chosen_and_the_last_word_counts() {
    let phone = phone();
    let mut coffre = phone.create();
    let old = phone.note(&mut coffre, Issue::Echange);
    for _ in 0..13 {
        phone.later(30 * DAY);
        phone.note(&mut coffre, Issue::Refus);
    }
    let listed = |coffre: &Journal2| coffre.plan(&phone.outside()).unwrap().map_or(0, |plan| plan.contacts);
    let chosen = |coffre: &Journal2| coffre.journal().conservation().map(MoisGardes::get);
    assert_eq!((chosen(&coffre), listed(&coffre)), (None, 0));
    phone.keep_months(&mut coffre, 12);
    assert_eq!((chosen(&coffre), listed(&coffre)), (Some(12), 1));
    block_on(coffre.lock(&phone.outside()));
    // What lasts is read first, and this with it.
    let coffre = phone.try_open(SHEET).unwrap();
    assert!(!coffre.is_reconciled());
    assert_eq!(chosen(&coffre), Some(12));
    drop(coffre);
    let (mut coffre, _) = phone.open();
    assert_eq!(listed(&coffre), 1);
    assert!(is_whole(&coffre, old), "a choice destroys nothing");
    phone.keep_months(&mut coffre, 36);
    assert_eq!((chosen(&coffre), listed(&coffre)), (Some(36), 0));
}

#[test]
fn a_longer_choice_for_months_keeps_no_name_longer() {
    let phone = phone();
    let mut coffre = phone.create();
    let old = phone.note(&mut coffre, Issue::Echange);
    phone.keep_months(&mut coffre, 36);
    for _ in 0..26 {
        phone.later(30 * DAY);
        let mut saisie = saisie(Issue::Refus);
        saisie.identite = None;
        block_on(coffre.note(phone.new_id(), saisie, &phone.outside())).unwrap();
    }
    let plan = coffre.plan(&phone.outside()).unwrap().unwrap();
    assert_eq!((plan.mois.len(), plan.contacts, plan.identites), (0, 0, 1));
    block_on(coffre.retire(&plan, &phone.outside())).unwrap();
    drop(coffre);
    let (coffre, _) = phone.open();
    let record = coffre.journal().contact(old).unwrap();
    assert!(record.identite.is_none() && record.note.as_str() == NOTE);
}

#[test]
fn not_every_note_writes_the_key_ring_anew() {
    let phone = phone();
    let mut coffre = phone.create();
    let mut generations = std::collections::BTreeSet::new();
    for _ in 0..16 {
        let mut saisie = saisie(Issue::Echange);
        saisie.identite = None;
        block_on(coffre.note(phone.new_id(), saisie, &phone.outside())).unwrap();
        generations.insert(coffre.keyring.generation());
    }
    assert_eq!(generations.len(), 2);
    drop(coffre);
    let (mut coffre, _) = phone.open();
    let keys: Vec<_> = coffre.keyring.keys().filter(|key| key.class == Class::Note).collect();
    assert_eq!(keys.len(), 16, "each note has its own");
    phone.note(&mut coffre, Issue::Refus);
}

#[test]
fn a_chain_that_is_whole_has_no_faults() {
    let phone = phone();
    let mut coffre = phone.create();
    for _ in 0..4 {
        phone.note(&mut coffre, Issue::Echange);
    }
    let verdict = block_on(coffre.check(&phone.outside())).unwrap();
    assert_eq!(verdict, Verdict { frames: 12, ..Verdict::default() });
}

#[test]
fn a_correction_goes_under_the_month_of_its_contact() {
    let phone = phone();
    let mut coffre = phone.create();
    let id = phone.note(&mut coffre, Issue::Echange);
    phone.later(30 * DAY);
    let mut corrige = Contact::new("essai", Cadre::Rue, Issue::Refus);
    corrige.relance = Some(Relance::new(phone.outside().now().jour));
    let fait = Fait::ContactCorrige(Correction { contact: id, corrige: Box::new(corrige), autres: Default::default() });
    block_on(coffre.write(vec![(phone.new_id(), fait)], &phone.outside())).unwrap();
    let months = coffre.keyring.keys().filter(|key| key.class == Class::Month).count();
    assert_eq!(months, 1);
}
