//! What is sealed besides frames: letters, drafts, summaries, backups.

use relais::vault::{
    Backup, BackupFault, BlobFault, Class, Draft, EachFrame, Keyring, LetterFault, Link, Locked, SealError, VaultId,
    check, write_letter,
};

use crate::vault_fixture::{Fixture, NOVEMBER, dice, phrase, sheet, text_of};

#[test]
fn a_letter_opens_until_its_pair_was_renewed_twice() {
    let mut fixture = Fixture::new();
    let vault = fixture.keyring.vault();
    let locked = Locked::read(&fixture.copy).unwrap();
    assert_eq!(locked.public(), fixture.keyring.public());
    let letter = write_letter(vault, locked.public(), b"written while locked", &mut dice(1)).unwrap();
    let open = |fixture: &Fixture, letter: &[u8]| fixture.keyring.open_letter(letter).map(|plain| plain.to_vec());
    assert_eq!(open(&fixture, &letter).unwrap(), b"written while locked");
    assert_eq!(Fixture::new().keyring.open_letter(&letter).err(), None, "the same dice make the same vault");
    let stranger = write_letter(VaultId::new([0; 16]), locked.public(), b"", &mut dice(1)).unwrap();
    assert_eq!(open(&fixture, &stranger), Err(LetterFault::Foreign));
    assert_eq!(open(&fixture, b"rlb"), Err(LetterFault::NotALetter));
    fixture.keyring.renew_box(&mut dice(2));
    assert!(open(&fixture, &letter).is_ok());
    fixture.keyring.renew_box(&mut dice(3));
    assert_eq!(open(&fixture, &letter), Err(LetterFault::PairUnknown));
}

#[test]
fn a_draft_survives_the_app_and_not_its_key() {
    let fixture = Fixture::new();
    let (draft, key) = Draft::begin(&fixture.keyring, NOVEMBER(), &mut dice(1)).unwrap();
    let text = draft.seal(&fixture.keyring, b"half a cont", &mut dice(2)).unwrap();
    drop(draft);
    let again = Draft::resume(&fixture.keyring, &key).unwrap();
    assert_eq!(*again.open(&fixture.keyring, &text).unwrap(), *b"half a cont");
    let (other, _) = Draft::begin(&fixture.keyring, NOVEMBER(), &mut dice(3)).unwrap();
    assert_eq!(other.open(&fixture.keyring, &text).err(), Some(BlobFault::KeyUnknown));
    assert_eq!(Draft::resume(&fixture.keyring, &text).err(), Some(BlobFault::NotABlob));
}

#[test]
fn drafts_outlive_a_changed_phrase() {
    let mut fixture = Fixture::new();
    let (draft, key) = Draft::begin(&fixture.keyring, NOVEMBER(), &mut dice(1)).unwrap();
    let text = draft.seal(&fixture.keyring, b"half a cont", &mut dice(2)).unwrap();
    fixture.keyring.replace_slot(fixture.public(0), &phrase(3), &mut dice(4)).unwrap();
    let again = Draft::resume(&fixture.keyring, &key).unwrap();
    assert_eq!(*again.open(&fixture.keyring, &text).unwrap(), *b"half a cont");
}

#[test]
fn a_summary_goes_with_its_month() {
    let mut fixture = Fixture::new();
    let (_, heads) = fixture.run(2);
    let of = (Class::Month, NOVEMBER());
    let sealed = fixture.keyring.seal_summary(of, &heads[1..], b"totals", &mut dice(1)).unwrap();
    let summary = fixture.keyring.open_summary(&sealed).unwrap();
    assert_eq!((summary.payload(), (summary.class, summary.month)), (&b"totals"[..], of));
    assert_eq!(summary.heads, &heads[1..]);
    fixture.keyring.destroy(&[fixture.month_key]);
    assert_eq!(fixture.keyring.open_summary(&sealed).err(), Some(BlobFault::Erased));
    assert_eq!(fixture.keyring.seal_summary(of, &[], b"", &mut dice(1)), Err(SealError::KeyUnknown));
}

/// Shows so many frames, from the first one again after the last.
fn shown(frames: &[Vec<u8>], count: usize) -> Box<EachFrame<'_>> {
    Box::new(move |_, each| frames.iter().cycle().take(count).for_each(|frame| each(frame)))
}

#[test]
fn a_backup_gives_everything_to_any_way_in() {
    let mut fixture = Fixture::new();
    let (frames, heads) = fixture.run(3);
    let text = fixture.keyring.back_up(1_795_000_000_000, &heads[3..], &*shown(&frames, 3), &mut dice(1)).unwrap();
    assert!(!text.contains("event") && text.is_ascii());
    let backup = Backup::read(text.replace('\n', "\r\n")).unwrap();
    assert_eq!((backup.count(), backup.made_ms(), backup.heads()), (3, 1_795_000_000_000, &heads[3..]));
    for way in 0..2 {
        let keyring = fixture.unlock(&[backup.keyring()], way).unwrap().keyring;
        keyring.vouches_for(&backup).unwrap();
        let texts: Vec<String> =
            backup.frames().map(|frame| text_of(&keyring, frame.unwrap().bytes()).unwrap()).collect();
        assert_eq!(texts, ["event 0", "event 1", "event 2"]);
    }
}

#[test]
fn a_backup_put_together_by_a_stranger_is_noticed() {
    let mut fixture = Fixture::new();
    let (frames, heads) = fixture.run(3);
    let mut made = |count: usize| {
        fixture.keyring.back_up(0, &heads[count..=count], &*shown(&frames, count), &mut dice(1)).unwrap()
    };
    let (short, long) = (Backup::read(made(2)).unwrap(), made(3));
    // The stranger has no key: the best is the witness of another backup.
    let stranger = Keyring::create(&[sheet(9)], &mut dice(99)).unwrap();
    assert_eq!(stranger.vouches_for(&short), Err(BackupFault::Witness(BlobFault::Foreign)));
    assert_eq!(fixture.keyring.vouches_for(&short), Ok(()));
    assert!(Backup::read(&long[..long.len() / 2]).is_err());
}

#[test]
fn fifty_thousand_frames_are_backed_up_and_read_again() {
    let mut fixture = Fixture::new();
    let (frames, heads) = fixture.run(500);
    let text = fixture.keyring.back_up(0, &heads[500..], &*shown(&frames, 50_000), &mut dice(1)).unwrap();
    let backup = Backup::read(&text).unwrap();
    fixture.keyring.vouches_for(&backup).unwrap();
    let run: Vec<Link> = backup.frames().map(|frame| frame.unwrap().link()).collect();
    assert_eq!((run.len(), backup.count()), (50_000, 50_000));
    let first = &run[..500];
    assert_eq!(check(backup.vault(), &heads[0], backup.heads().first(), first), []);
    assert!(run.chunks(500).all(|again| again == first));
}
