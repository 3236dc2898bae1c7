//! Faults by chance: whatever comes, what was acknowledged is there, or its loss is announced by number.

use proptest::prelude::*;

use super::*;
use crate::app::port::StoreFault;

/// What happens next.
#[derive(Debug, Clone)]
enum Step {
    Note,
    Letter,
    Reopen,
    /// A copy fails for one write.
    Refuse {
        files: bool,
        fault: u8,
    },
    /// The app is killed after so many more writes.
    Kill {
        writes: usize,
        ahead: bool,
    },
    /// A row of one copy is flipped, cut or removed.
    Damage {
        files: bool,
        seq: u64,
        how: u8,
    },
    Lose {
        files: bool,
    },
    Turn {
        hours: i64,
    },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => Just(Step::Note),
        1 => Just(Step::Letter),
        3 => Just(Step::Reopen),
        1 => (any::<bool>(), 0..3u8).prop_map(|(files, fault)| Step::Refuse { files, fault }),
        2 => (0..6usize, any::<bool>()).prop_map(|(writes, ahead)| Step::Kill { writes, ahead }),
        1 => (any::<bool>(), 1..12u64, 0..3u8).prop_map(|(files, seq, how)| Step::Damage { files, seq, how }),
        1 => any::<bool>().prop_map(|files| Step::Lose { files }),
        1 => (-50..50i64).prop_map(|hours| Step::Turn { hours }),
    ]
}

proptest! {
    // Each case is a whole life: an eighth of the usual number, which PROPTEST_CASES sets.
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 8, ..ProptestConfig::default() })]

    /// One copy at a time is harmed between two mendings: then nothing at all may be lost.
    #[test]
    fn whatever_befalls_one_copy_at_a_time_loses_nothing(steps in prop::collection::vec(step(), 1..24)) {
        let phone = Phone::new(&Rc::default());
        let mut coffre = Some(phone.create());
        let mut acknowledged: Vec<EventId> = Vec::new();
        let both = [&phone.copies.files, &phone.copies.db];
        // Contacts that lie in one copy only are named as such: the other must not be harmed before they are mended.
        let mut single = false;
        for step in steps {
            let harms = matches!(step, Step::Damage { .. } | Step::Lose { .. });
            if harms {
                single = true;
            }
            match step {
                Step::Note | Step::Kill { .. } | Step::Refuse { .. } => {
                    if let Step::Kill { writes, ahead } = step {
                        phone.copies.files.die_after(writes + usize::from(ahead));
                        phone.copies.db.die_after(writes);
                    }
                    if let Step::Refuse { files, fault } = step {
                        let fault = [StoreFault::Full, StoreFault::Refused, StoreFault::Blocked][usize::from(fault)];
                        both[usize::from(!files)].fail_with(Some(fault));
                        single = true;
                    }
                    let id = phone.new_id();
                    let mut open = match coffre.take() {
                        Some(open) => Some(open),
                        None => phone.try_open(SHEET).ok(),
                    };
                    if let Some(open) = &mut open
                        && let Ok(kept) = block_on(open.note(id, saisie(Issue::Echange), &phone.outside()))
                    {
                        acknowledged.push(id);
                        single |= kept != Kept::Both;
                    }
                    both.iter().for_each(|store| store.fail_with(None));
                    if !matches!(step, Step::Kill { .. }) {
                        coffre = open;
                    }
                    both.iter().for_each(|store| store.die_after(usize::MAX));
                }
                Step::Letter => {
                    drop(coffre.take());
                    let id = phone.new_id();
                    let kept = block_on(phone.serrure().write(&phone.copies, id, saisie(Issue::Refus), &phone.outside()));
                    prop_assert_eq!(kept, Ok(Kept::Both));
                    acknowledged.push(id);
                }
                Step::Reopen => {
                    drop(coffre.take());
                    coffre = Some(mended(&phone, &acknowledged)?);
                    single = false;
                }
                Step::Damage { files, seq, how } => {
                    drop(coffre.take());
                    both[usize::from(!files)].damage(&trames(), |_, row| if seq_of(row) == seq {
                        match how {
                            0 => row[150] ^= 4,
                            1 => row.truncate(120),
                            _ => row.clear(),
                        }
                    });
                }
                Step::Lose { files } => {
                    drop(coffre.take());
                    both[usize::from(!files)].lose_all();
                }
                Step::Turn { hours } => phone.later((hours * HOUR).max(BUILT - phone.clock.0.get())),
            }
            if single {
                // Mended before anything else may happen.
                drop(coffre.take());
                coffre = Some(mended(&phone, &acknowledged)?);
                single = false;
            }
        }
        drop(coffre);
        mended(&phone, &acknowledged)?;
    }
}

fn mended(phone: &Phone, acknowledged: &[EventId]) -> Result<Journal2, TestCaseError> {
    let (coffre, mended) = phone.open();
    prop_assert!(!mended.is_loss(), "{:?}", mended);
    prop_assert_eq!(mended.conflicts, 0);
    for id in acknowledged {
        prop_assert!(is_whole(&coffre, *id), "{} is lost: {:?}", id, mended);
    }
    Ok(coffre)
}
