//! The keyring: ways in, copies, rotations.

use relais::vault::{Class, Keyring, Locked, NewSlot, PublicKey, Secret, SlotError, SlotFault, UnlockError, Way};

use crate::vault_fixture::{Fixture, NOVEMBER, dice, phrase, sheet, text_of};

#[test]
fn every_way_in_opens_the_same_keys() {
    let fixture = Fixture::new();
    let (frames, _) = fixture.run(1);
    for way in 0..2 {
        let opened = fixture.unlock(&[&fixture.copy], way).unwrap();
        assert_eq!((opened.stale, opened.slots_lost, opened.keyring.is_to_be_kept()), (vec![], 0, false));
        assert_eq!(text_of(&opened.keyring, &frames[0]).unwrap(), "event 0");
        assert_eq!(opened.keyring.key_for(Class::Month, NOVEMBER()), Some(fixture.month_key));
    }
}

#[test]
fn a_wrong_phrase_is_told_from_damage_and_from_absence() {
    let fixture = Fixture::new();
    let slot = fixture.public(0);
    let wrong = Secret::from_bytes([99; 32]);
    let right = &fixture.ways[0].secret;
    let error = |copies: &[&[u8]], secret| fixture.unlock_as(copies, slot, secret).err();
    let mut damaged = fixture.copy.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(error(&[&fixture.copy], &wrong), Some(UnlockError::WrongSecret));
    assert_eq!(error(&[&damaged], right), Some(UnlockError::Damaged));
    assert_eq!(error(&[], right), Some(UnlockError::NoCopy));
    assert_eq!(error(&[b""], right), Some(UnlockError::NoCopy));
    assert_eq!(fixture.unlock_as(&[&fixture.copy], PublicKey::new([1; 32]), right).err(), Some(UnlockError::NoSlot));
    // With a whole copy beside it, damage is mended.
    let opened = fixture.unlock(&[&damaged, &fixture.copy, b""], 0).unwrap();
    assert_eq!(opened.stale, [0, 2]);
}

#[test]
fn a_damaged_slot_leaves_the_others_and_is_mended_by_another_copy() {
    let fixture = Fixture::new();
    let mut damaged = fixture.copy.clone();
    let slot_at = 4 + 16 + 8 + 32 + 1 + 4 + 4 + 8;
    damaged[slot_at + 30] ^= 1;
    assert_eq!(Locked::read(&damaged).unwrap().slots()[0], Err(SlotFault::Altered));
    assert_eq!(fixture.unlock(&[&damaged], 0).err(), Some(UnlockError::NoSlot));
    assert_eq!(fixture.unlock(&[&damaged], 1).unwrap().slots_lost, 1);
    let opened = fixture.unlock(&[&damaged, &fixture.copy], 1).unwrap();
    assert_eq!((opened.slots_lost, opened.keyring.slots().len()), (0, 2));
}

#[test]
fn a_slot_that_a_stranger_wrote_is_not_taken_over() {
    // Its checksums are right, but the sealed part does not know it: at the next rotation it would be handed the key.
    let fixture = Fixture::new();
    let mut forged = fixture.copy.clone();
    let slot_at = 4 + 16 + 8 + 32 + 1 + 4 + 4 + 8;
    let length = usize::from(u16::from_be_bytes([fixture.copy[61], fixture.copy[62]]));
    let mut bytes = fixture.copy[slot_at..slot_at + length - 8].to_vec();
    // The public key of the first slot stands after kind, spelling, salt and cost.
    bytes[26] ^= 1;
    forged[slot_at..slot_at + length - 8].copy_from_slice(&bytes);
    let checksum = <sha2::Sha256 as sha2::Digest>::digest(&bytes);
    forged[slot_at + length - 8..slot_at + length].copy_from_slice(&checksum[..8]);
    assert!(Locked::read(&forged).unwrap().slots()[0].is_ok());
    let opened = fixture.unlock(&[&forged], 1).unwrap();
    assert_eq!((opened.slots_lost, opened.keyring.slots().len()), (1, 1));
}

#[test]
fn a_removed_way_no_longer_opens_and_the_others_do_after_many_rotations() {
    let mut fixture = Fixture::new();
    let (frames, _) = fixture.run(1);
    for byte in 10..15 {
        let old = fixture.keyring.slots().iter().find(|slot| slot.way() != &Way::Sheet).unwrap().public();
        fixture.keyring.replace_slot(old, &phrase(byte), &mut dice(u64::from(byte))).unwrap();
    }
    let copy = fixture.keep();
    let sheet = fixture.keyring.slots().iter().find(|slot| slot.way() == &Way::Sheet).unwrap().public();
    let newest = fixture.keyring.slots().iter().find(|slot| slot.way() != &Way::Sheet).unwrap().public();
    assert_eq!(fixture.unlock_as(&[&copy], newest, &phrase(13).secret).err(), Some(UnlockError::WrongSecret));
    assert_eq!(fixture.unlock_as(&[&copy], sheet, &phrase(1).secret).err(), Some(UnlockError::WrongSecret));
    for (slot, new) in [(newest, phrase(14)), (sheet, self::sheet(2))] {
        let mut opened = fixture.unlock_as(&[&copy], slot, &new.secret).unwrap();
        assert_eq!(text_of(&opened.keyring, &frames[0]).unwrap(), "event 0");
        // New frames go under new keys.
        assert_eq!(opened.keyring.key_for(Class::Month, NOVEMBER()), None);
        // The sheet was carried: once opened it is wrapped again.
        assert_eq!(opened.keyring.is_to_be_kept(), slot == sheet);
        let again = opened.keyring.to_bytes(&mut dice(5));
        let opened = fixture.unlock_as(&[&again], slot, &new.secret).unwrap();
        assert!(!opened.keyring.is_to_be_kept());
    }
    // Between two states of the same vault, the newest counts.
    let opened = fixture.unlock_as(&[&fixture.copy, &copy], sheet, &self::sheet(2).secret).unwrap();
    assert_eq!((opened.keyring.slots().len(), opened.stale), (2, vec![0]));
}

#[test]
fn the_last_way_in_is_replaced_and_never_removed() {
    let mut random = dice(3);
    let mut keyring = Keyring::create(&[sheet(1)], &mut random).unwrap();
    let slot = keyring.slots()[0].public();
    assert_eq!(keyring.remove_slot(slot, &mut random), Err(SlotError::Last));
    assert_eq!(keyring.remove_slot(PublicKey::new([0; 32]), &mut random), Err(SlotError::Unknown));
    keyring.replace_slot(slot, &sheet(2), &mut random).unwrap();
    assert_eq!(keyring.slots().len(), 1);
    let copy = keyring.to_bytes(&mut random);
    assert!(Keyring::unlock(&[&copy], keyring.slots()[0].public(), &sheet(2).secret, &mut random).is_ok());
    assert!(Keyring::create(&[], &mut random).is_none());
    assert_eq!(keyring.replace_slot(slot, &sheet(3), &mut random), Err(SlotError::Unknown));
    assert_eq!(keyring.slots().len(), 1);
    // The same secret again is no way in lost.
    keyring.replace_slot(keyring.slots()[0].public(), &sheet(2), &mut random).unwrap();
    assert_eq!(keyring.slots().len(), 1);
}

#[test]
fn there_is_room_for_so_many_ways_in() {
    let mut random = dice(3);
    let mut keyring = Keyring::create(&[sheet(0)], &mut random).unwrap();
    for byte in 1..16 {
        keyring.add_slot(&sheet(byte), &mut random).unwrap();
    }
    assert_eq!(keyring.add_slot(&sheet(16), &mut random), Err(SlotError::TooMany));
    let copy = keyring.to_bytes(&mut random);
    for (slot, byte) in keyring.slots().iter().zip(0..) {
        assert!(Keyring::unlock(&[&copy], slot.public(), &sheet(byte).secret, &mut random).is_ok());
    }
}

#[test]
fn a_slot_that_is_never_opened_is_carried_through_sixty_four_rotations() {
    let mut random = dice(3);
    let mut keyring = Keyring::create(&[sheet(1), phrase(0)], &mut random).unwrap();
    let stale = keyring.slots()[0].public();
    for byte in 1..=64 {
        keyring.replace_slot(keyring.slots()[1].public(), &phrase(100 + byte), &mut random).unwrap();
    }
    let refused = keyring.replace_slot(keyring.slots()[1].public(), &phrase(65), &mut random);
    assert_eq!(refused, Err(SlotError::Stale(stale)));
    let copy = keyring.to_bytes(&mut random);
    let mut opened = Keyring::unlock(&[&copy], stale, &sheet(1).secret, &mut random).unwrap().keyring;
    opened.replace_slot(opened.slots()[1].public(), &phrase(65), &mut random).unwrap();
}

#[test]
fn a_passkey_is_found_again_with_its_credential() {
    let mut random = dice(3);
    let way = Way::Passkey { credential: vec![5; 1023], salt: [6; 32] };
    let secret = relais::vault::passkey_secret([7; 32]);
    let mut keyring = Keyring::create(&[NewSlot { way: way.clone(), secret }, sheet(1)], &mut random).unwrap();
    let copy = keyring.to_bytes(&mut random);
    let locked = Locked::read(&copy).unwrap();
    let slot = locked.slots()[0].as_ref().unwrap();
    assert_eq!(slot.way(), &way);
    assert!(Keyring::unlock(&[&copy], slot.public(), &relais::vault::passkey_secret([7; 32]), &mut random).is_ok());
}

#[test]
fn two_copies_that_went_apart_become_one() {
    let fixture = Fixture::new();
    let mut copies = Vec::new();
    for seed in 1..3 {
        let mut opened = fixture.unlock(&[&fixture.copy], 0).unwrap().keyring;
        opened.draw(Class::Note, NOVEMBER(), &mut dice(seed));
        copies.push(opened.to_bytes(&mut dice(seed)));
    }
    let opened = fixture.unlock(&[&copies[0], &copies[1]], 0).unwrap();
    let notes = opened.keyring.keys().filter(|key| key.class == Class::Note).count();
    assert_eq!((notes, opened.stale, opened.keyring.is_to_be_kept()), (2, vec![1], true));
    let base = Locked::read(&copies[0]).unwrap().generation();
    assert!(opened.keyring.generation() > base);
}

#[test]
fn a_restored_phone_is_another_device_with_its_own_keys() {
    let fixture = Fixture::new();
    let mut keyring = fixture.unlock(&[&fixture.copy], 1).unwrap().keyring;
    let old = keyring.device();
    keyring.become_device(&mut dice(4));
    assert_ne!(keyring.device(), old);
    assert_eq!(keyring.key_for(Class::Month, NOVEMBER()), None);
    assert!(keyring.is_to_be_kept());
}

#[test]
fn an_unlocked_keyring_prints_no_secret() {
    let fixture = Fixture::new();
    let printed = format!("{:?} {:?}", fixture.keyring, fixture.ways);
    assert!(printed.contains("Secret(…)"));
    // The secrets of the ways are 32 equal bytes, the salts 16.
    assert!(!printed.contains(&[1; 32].map(|byte: u8| byte.to_string()).join(", ")), "{printed}");
}
