//! Frames, one by one and in a row.

use relais::vault::{Class, DeviceId, Entry, Frame, FrameFault, Frames, Head, KeyId, Marks, Month, SealError, check};

use crate::vault_fixture::{Fixture, NOVEMBER, dice, links, text_of};

#[test]
fn a_sealed_event_opens_with_what_it_says_in_clear() {
    let fixture = Fixture::new();
    let root = fixture.keyring.root(&[]);
    let marks = Marks { unlocked_later: true, clock_doubtful: false };
    let entry = Entry { key: fixture.month_key, month: NOVEMBER(), marks, payload: b"Madame Diallo, hall B" };
    let (bytes, head) = fixture.keyring.seal(&root, entry, &mut dice(1)).unwrap();
    let frame = Frame::read(&bytes).unwrap();
    assert_eq!((frame.header().seq, frame.header().class, frame.header().marks), (1, Class::Month, marks));
    assert_eq!((frame.header().month, frame.head(), frame.previous()), (NOVEMBER(), head, root.hash));
    assert_eq!(text_of(&fixture.keyring, &bytes).unwrap(), "Madame Diallo, hall B");
    assert!(!bytes.windows(6).any(|window| window == b"Diallo"));
}

#[test]
fn payloads_show_their_size_class_alone() {
    let fixture = Fixture::new();
    let root = fixture.keyring.root(&[]);
    let length = |count| fixture.seal(&root, fixture.month_key, &vec![b'x'; count]).0.len();
    assert_eq!(length(0), length(252));
    assert_eq!(length(253), length(508));
    assert_eq!(length(252) + 256, length(253));
}

#[test]
fn what_is_too_long_or_under_no_kept_key_is_not_sealed() {
    let mut fixture = Fixture::new();
    let root = fixture.keyring.root(&[]);
    let note = fixture.keyring.draw(Class::Note, NOVEMBER(), &mut dice(2));
    let sealed = |fixture: &Fixture, after: &Head, key, payload: &[u8]| {
        let entry = Entry { key, month: NOVEMBER(), marks: Marks::default(), payload };
        fixture.keyring.seal(after, entry, &mut dice(1)).err()
    };
    assert_eq!(sealed(&fixture, &root, note, b""), Some(SealError::KeyNotKept));
    // A copy alone is not enough: it has to lie everywhere.
    let _ = fixture.keyring.to_bytes(&mut dice(1));
    assert_eq!(sealed(&fixture, &root, note, b""), Some(SealError::KeyNotKept));
    fixture.keyring.kept(fixture.keyring.generation());
    assert_eq!(sealed(&fixture, &root, note, b""), None);
    assert_eq!(sealed(&fixture, &root, KeyId::new([0; 16]), b""), Some(SealError::KeyUnknown));
    assert_eq!(sealed(&fixture, &root, fixture.month_key, &vec![0; 1 << 20]), Some(SealError::TooLong));
    let elsewhere = Head { device: DeviceId::new([0; 16]), ..root };
    assert_eq!(sealed(&fixture, &elsewhere, fixture.month_key, b""), Some(SealError::Foreign));
}

#[test]
fn a_key_drawn_after_the_copy_was_made_is_not_kept_with_it() {
    let mut fixture = Fixture::new();
    fixture.keyring.draw(Class::Note, NOVEMBER(), &mut dice(2));
    let _ = fixture.keyring.to_bytes(&mut dice(1));
    let written = fixture.keyring.generation();
    let december = Month::new(2026, 12).unwrap();
    fixture.keyring.draw(Class::Month, december, &mut dice(3));
    fixture.keyring.kept(written);
    assert_eq!(fixture.keyring.key_for(Class::Month, december), None);
    assert!(fixture.keyring.is_to_be_kept());
    fixture.keep();
    assert!(fixture.keyring.key_for(Class::Month, december).is_some() && !fixture.keyring.is_to_be_kept());
}

#[test]
fn a_note_is_erased_alone_and_stays_erased() {
    let mut fixture = Fixture::new();
    let note = fixture.keyring.draw(Class::Note, NOVEMBER(), &mut dice(2));
    let before = fixture.keep();
    let (contact, head) = fixture.seal(&fixture.keyring.root(&[]), fixture.month_key, b"contact");
    let (written, head) = fixture.seal(&head, note, b"note");
    assert_eq!(fixture.keyring.destroy(&[note, note]), 1);
    assert_eq!(text_of(&fixture.keyring, &written), Err(FrameFault::Erased));
    assert_eq!(text_of(&fixture.keyring, &contact).unwrap(), "contact");
    let after = fixture.keep();
    // Neither an older copy beside it, nor a keyring merged from a backup, brings the key back.
    let mut opened = fixture.unlock(&[&before, &after], 0).unwrap();
    assert_eq!((opened.stale, opened.keyring.is_destroyed(note)), (vec![0], true));
    opened.keyring.merge(fixture.unlock(&[&before], 1).unwrap().keyring);
    assert_eq!(text_of(&opened.keyring, &written), Err(FrameFault::Erased));
    // The chain still holds, with the body gone too.
    let written = Frame::read(&written).unwrap().without_body();
    assert_eq!(text_of(&opened.keyring, &written), Err(FrameFault::BodyGone));
    let run = links(&[contact, written]);
    assert_eq!(check(fixture.keyring.vault(), &fixture.keyring.root(&[]), Some(&head), &run), []);
}

#[test]
fn a_log_loses_no_more_than_what_was_hit() {
    let fixture = Fixture::new();
    let (vault, (frames, _)) = (fixture.keyring.vault(), fixture.run(5));
    let whole = frames.concat();
    let numbers = |bytes: &[u8]| {
        let read = Frames::new(vault, bytes);
        read.filter_map(Result::ok)
            .filter(|frame| fixture.keyring.open(frame).is_ok())
            .map(|frame| frame.header().seq)
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers(&whole), [1, 2, 3, 4, 5]);
    let second = frames[0].len();
    // A magic, a vault, a class, a length that becomes longer, one that becomes a place in the chain, a body.
    for (at, bit) in [(0, 1), (9, 1), (44, 0x40), (96, 1), (96, 8), (200, 1)] {
        let mut bytes = whole.clone();
        bytes[second + at] ^= bit;
        assert_eq!(numbers(&bytes), [1, 3, 4, 5], "byte {at}");
    }
    let mut stranger = frames.clone();
    stranger.insert(2, b"rlj\x01 something else".to_vec());
    assert_eq!(numbers(&stranger.concat()), [1, 2, 3, 4, 5]);
}
