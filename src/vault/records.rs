//! A file that only grows: the sealed frames of the second copy, one record after the other.
//!
//! A record is the four bytes `RJ1\n`, the length of the row as four bytes (least significant first), and the row.
//! Nothing is ever overwritten: a record torn by a cut stays where it is, and reading goes on at the next mark. Where a
//! record is damaged, what comes out may be a row that never was: whoever opens it finds its tag wrong.

/// What stands before each record.
const MARK: [u8; 4] = *b"RJ1\n";

/// Longest row, in bytes: far above any frame, so that a flipped length is noticed.
const MAX_ROW: usize = 1 << 24;

/// One row as a record, ready to be added to the file.
///
/// ```
/// # use relais::vault::records::{record, rows};
/// let file = [record(b"one"), record(b"two")].concat();
/// assert_eq!(rows(&file).collect::<Vec<_>>(), [b"one", b"two"]);
/// ```
pub fn record(row: &[u8]) -> Vec<u8> {
    let length = u32::try_from(row.len()).unwrap_or(u32::MAX);
    [&MARK, &length.to_le_bytes(), row].concat()
}

/// The rows of a file, in the order in which they were added, with those that a damaged record may have held.
pub fn rows(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = next_mark(file);
    std::iter::from_fn(move || {
        while let Some(here) = rest {
            let Some((row, after)) = first(here) else {
                rest = next_mark(&here[1..]);
                continue;
            };
            // A mark inside the row, or none after it: this length may be wrong, or a cut may have torn the row. What
            // the length says is given, and what it may have swallowed is looked for.
            let sure = is_boundary(after) && next_mark(row).is_none();
            rest = next_mark(if sure { after } else { &here[1..] });
            return Some(row);
        }
        None
    })
}

/// The record at the beginning of the bytes, and what follows it.
fn first(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, body) = bytes.strip_prefix(&MARK)?.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok().filter(|&length| length <= MAX_ROW)?;
    body.split_at_checked(length)
}

/// Whether a record begins here, or nothing more comes. A cut may have left the first bytes of a mark between.
fn is_boundary(mut bytes: &[u8]) -> bool {
    loop {
        if bytes.is_empty() || bytes.starts_with(&MARK) {
            return true;
        }
        let torn = bytes.iter().zip(MARK).take_while(|&(&byte, mark)| byte == mark).count();
        if torn == 0 {
            return false;
        }
        bytes = &bytes[torn..];
    }
}

fn next_mark(bytes: &[u8]) -> Option<&[u8]> {
    bytes.windows(MARK.len()).position(|window| window == MARK).map(|start| &bytes[start..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn file(rows: &[Vec<u8>]) -> Vec<u8> {
        rows.iter().flat_map(|row| record(row)).collect()
    }

    proptest! {
        #[test]
        fn rows_come_back(written in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..80), 0..12)) {
            let file = file(&written);
            prop_assert_eq!(rows(&file).map(<[u8]>::to_vec).collect::<Vec<_>>(), written);
        }

        #[test]
        fn a_torn_record_costs_no_other_row(
            before in prop::collection::vec(prop::collection::vec(1..=9u8, 0..80), 0..6),
            torn in prop::collection::vec(1..=9u8, 1..80),
            cut in any::<prop::sample::Index>(),
            after in prop::collection::vec(prop::collection::vec(1..=9u8, 0..80), 0..6),
        ) {
            let whole = record(&torn);
            let cut = cut.index(whole.len());
            let bytes = [file(&before), whole[..cut].to_vec(), file(&after)].concat();
            let found: Vec<_> = rows(&bytes).map(<[u8]>::to_vec).collect();
            for row in [before, after].concat() {
                prop_assert!(found.contains(&row), "{:?} is lost", row);
            }
        }

        #[test]
        fn one_damaged_byte_costs_one_row_at_most(
            written in prop::collection::vec(prop::collection::vec(1..=9u8, 0..80), 1..8),
            place in any::<prop::sample::Index>(),
            flip in 1..=255u8,
        ) {
            let mut bytes = file(&written);
            let place = place.index(bytes.len());
            bytes[place] ^= flip;
            let found: Vec<_> = rows(&bytes).map(<[u8]>::to_vec).collect();
            let kept = written.iter().filter(|row| found.contains(row)).count();
            let distinct_lost = written.len() - kept;
            prop_assert!(distinct_lost <= 1, "{} of {} lost", distinct_lost, written.len());
        }

        #[test]
        fn any_bytes_are_read_without_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = rows(&bytes).count();
        }
    }
}
