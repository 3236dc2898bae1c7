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
    placed_rows(file).map(|(_, row)| row)
}

/// The same, each with the place where its record begins: reading may begin there another time.
pub fn placed_rows(file: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut rest = next_mark(file);
    std::iter::from_fn(move || {
        while let Some(here) = rest {
            let at = file.len() - here.len();
            let Some((row, after)) = first(here) else {
                rest = next_mark(&here[1..]);
                continue;
            };
            // A mark inside the row, or none after it: this length may be wrong, or a cut may have torn the row. What
            // the length says is given, and what it may have swallowed is looked for.
            let sure = is_boundary(after) && next_mark(row).is_none();
            rest = next_mark(if sure { after } else { &here[1..] });
            return Some((at, row));
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

/// How many of these bytes are whole records, one after the other, each with the next one after it: a file that is read
/// piece by piece is cut there. What follows may be torn, or not have come yet.
pub fn settled(file: &[u8]) -> usize {
    let mut rest = file;
    while let Some((_, after)) = first(rest).filter(|(_, after)| after.starts_with(&MARK)) {
        rest = after;
    }
    file.len() - rest.len()
}

/// What begins with the next mark. Most bytes are passed over unread (Horspool, 1980): the last byte of a window says how
/// far the mark can be at least.
fn next_mark(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    while let Some(window) = bytes.get(at..at + MARK.len()) {
        if window == MARK {
            return Some(&bytes[at..]);
        }
        at += MARK[..3].iter().rev().position(|sign| *sign == window[3]).map_or(MARK.len(), |back| back + 1);
    }
    None
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
        fn a_file_that_is_read_in_pieces_gives_the_same_rows(
            written in prop::collection::vec(prop::collection::vec(prop::sample::select(b"RJ1\n4"), 0..9), 0..9),
            piece in 1..40usize,
        ) {
            let file = file(&written);
            let (mut read, mut waiting) = (Vec::new(), Vec::new());
            for piece in file.chunks(piece) {
                waiting.extend_from_slice(piece);
                let rest = waiting.split_off(settled(&waiting));
                read.extend(rows(&waiting).map(<[u8]>::to_vec));
                waiting = rest;
            }
            read.extend(rows(&waiting).map(<[u8]>::to_vec));
            for row in written {
                prop_assert!(read.contains(&row), "{:?} is lost", row);
            }
        }

        #[test]
        fn reading_can_begin_at_any_row(written in prop::collection::vec(prop::collection::vec(1..=9u8, 0..80), 0..12)) {
            let file = file(&written);
            for (rank, (at, row)) in placed_rows(&file).enumerate() {
                prop_assert_eq!(row, &written[rank]);
                prop_assert_eq!(rows(&file[at..]).map(<[u8]>::to_vec).collect::<Vec<_>>(), &written[rank..]);
            }
        }

        #[test]
        fn the_next_mark_is_found_wherever_it_stands(bytes in prop::collection::vec(prop::sample::select(b"RJ1\n4"), 0..40)) {
            let plainly = bytes.windows(MARK.len()).position(|window| window == MARK).map(|at| &bytes[at..]);
            prop_assert_eq!(next_mark(&bytes), plainly);
        }

        #[test]
        fn any_bytes_are_read_without_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = rows(&bytes).count();
        }
    }
}
