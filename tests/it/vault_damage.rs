//! Any bit flipped anywhere in what the vault writes is noticed, and no bytes make it panic.

use proptest::prelude::*;
use relais::vault::{Class, Draft, Frame, Frames, Locked, LogFault, UnlockError, check, write_letter};

use crate::vault_fixture::{Fixture, NOVEMBER, dice, links, text_of};

thread_local! {
    static FIXTURE: Fixture = Fixture::new();
}

fn flip(bytes: &[u8], at: prop::sample::Index, bit: u32) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[at.index(bytes.len())] ^= 1 << bit;
    flipped
}

proptest! {
    #[test]
    fn any_bit_flipped_in_a_frame_is_noticed(at: prop::sample::Index, bit in 0..8u32) {
        FIXTURE.with(|fixture| {
            let (frames, heads) = fixture.run(2);
            let flipped = flip(&frames[0], at, bit);
            prop_assert!(text_of(&fixture.keyring, &flipped).is_err());
            // Without a key, the chain notices it too, and names the frame.
            if let Ok(frame) = Frame::read(&flipped) {
                let run = [frame.link(), links(&frames[1..])[0]];
                prop_assert_ne!(check(fixture.keyring.vault(), &heads[0], Some(&heads[2]), &run), []);
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_bit_flipped_in_what_is_left_of_a_frame_is_noticed(at: prop::sample::Index, bit in 0..8u32) {
        FIXTURE.with(|fixture| {
            let (frames, heads) = fixture.run(2);
            let left = Frame::read(&frames[0]).unwrap().without_body();
            if let Ok(frame) = Frame::read(&flip(&left, at, bit)) {
                let run = [frame.link(), links(&frames[1..])[0]];
                prop_assert_ne!(check(fixture.keyring.vault(), &heads[0], Some(&heads[2]), &run), []);
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_bit_flipped_in_a_keyring_is_noticed(at: prop::sample::Index, bit in 0..8u32) {
        FIXTURE.with(|fixture| {
            let flipped = flip(&fixture.copy, at, bit);
            // By the way in that was hit, or as a slot that is lost, or not at all.
            let noticed = |way| match fixture.unlock(&[&flipped], way) {
                Ok(opened) => opened.slots_lost == 1,
                Err(error) => error != UnlockError::WrongSecret,
            };
            prop_assert!(noticed(0) && noticed(1));
            // The whole copy beside it mends everything.
            let opened = fixture.unlock(&[&flipped, &fixture.copy], 0).unwrap();
            prop_assert_eq!((opened.slots_lost, opened.keyring.slots().len(), opened.stale.len()), (0, 2, 1));
            Ok(())
        })?;
    }

    #[test]
    fn any_bit_flipped_in_a_letter_a_draft_or_a_summary_is_noticed(at: prop::sample::Index, bit in 0..8u32) {
        FIXTURE.with(|fixture| {
            let keyring = &fixture.keyring;
            let letter = write_letter(keyring.vault(), keyring.public(), b"letter", &mut dice(1)).unwrap();
            prop_assert!(keyring.open_letter(&flip(&letter, at, bit)).is_err());
            let (draft, key) = Draft::begin(keyring, NOVEMBER(), &mut dice(1)).unwrap();
            prop_assert!(Draft::resume(keyring, &flip(&key, at, bit)).is_err());
            let text = draft.seal(keyring, b"draft", &mut dice(2)).unwrap();
            prop_assert!(draft.open(keyring, &flip(&text, at, bit)).is_err());
            let summary = keyring.seal_summary((Class::Month, NOVEMBER()), &[], b"summary", &mut dice(1)).unwrap();
            prop_assert!(keyring.open_summary(&flip(&summary, at, bit)).is_err());
            Ok(())
        })?;
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), kind in 0..5usize) {
        FIXTURE.with(|fixture| {
            let magic: &[u8] = [&b""[..], b"rlj\x01", b"rlk\x01", b"rls\x01", b"rlb\x01"][kind];
            let vault = fixture.keyring.vault();
            let bytes = [magic, if bytes.len() % 2 == 0 { vault.bytes() } else { b"" }, &bytes].concat();
            let _ = (Frame::read(&bytes), Locked::read(&bytes), fixture.keyring.open_letter(&bytes));
            let _ = (fixture.keyring.open_summary(&bytes), Draft::resume(&fixture.keyring, &bytes));
            let length = |read: Result<Frame<'_>, LogFault>| read.map_or_else(|fault| fault.length, |frame| frame.bytes().len());
            let walked: usize = Frames::new(vault, &bytes).map(length).sum();
            prop_assert_eq!(walked, bytes.len());
            Ok(())
        })?;
    }

    #[test]
    fn a_cut_keyring_is_refused(at: prop::sample::Index) {
        FIXTURE.with(|fixture| {
            prop_assert!(Locked::read(&fixture.copy[..at.index(fixture.copy.len())]).is_err());
            Ok(())
        })?;
    }
}
