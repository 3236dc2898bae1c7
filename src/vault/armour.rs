//! Bytes as a text that survives mail, chats and editors: a title, base64 (RFC 4648) in lines, a digest.

use std::fmt::Write as _;

use super::chain::{Digester, Hash};

/// Why a text gives no bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArmourFault {
    /// It does not begin like a backup of Relais.
    NotABackup,
    /// It was written by a newer app, in this version.
    Newer(u32),
    /// It ends before its last line.
    Truncated,
    /// Something was changed at this line, from 1.
    Altered(usize),
    /// Each line looks right, and the whole does not match its digest.
    Digest,
}

const TITLE: &str = "RELAIS SAUVEGARDE ";
const VERSION: u32 = 1;
/// Without accents: some mail programs still break them.
const NOTICE: &str = "Ce fichier s'ouvre dans Relais, avec la phrase ou la fiche de secours.";
const DIGEST: &str = "SHA-256 ";
/// Bytes in a line: 76 characters.
const LINE: usize = 57;

/// Writes the text of bytes that come piece by piece: those of a long journal are in memory once, as text.
pub(super) struct Armour {
    text: String,
    /// What does not fill a line yet.
    line: Vec<u8>,
    digest: Digester,
}

impl Armour {
    /// Begins a text of so many bytes.
    pub fn of(length: usize) -> Self {
        let mut text = String::with_capacity(length / LINE * 77 + 400);
        // Writing to a string cannot fail.
        let _ = write!(text, "{TITLE}{VERSION}\n{NOTICE}\n");
        Self { text, line: Vec::with_capacity(LINE), digest: Digester::default() }
    }

    /// Adds bytes.
    pub fn push(&mut self, mut bytes: &[u8]) {
        self.digest.update(bytes);
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(LINE - self.line.len()));
            bytes = later;
            // Most lines lie in one piece already.
            if now.len() == LINE {
                push_line(now, &mut self.text);
                continue;
            }
            self.line.extend_from_slice(now);
            if self.line.len() == LINE {
                self.end_line();
            }
        }
    }

    /// The digest of what was added so far.
    pub fn digest(&self) -> Hash {
        self.digest.hash()
    }

    /// The text.
    pub fn end(mut self) -> String {
        if !self.line.is_empty() {
            self.end_line();
        }
        self.text.push_str(DIGEST);
        push_hex(self.digest.hash(), &mut self.text);
        self.text.push('\n');
        self.text
    }

    fn end_line(&mut self) {
        push_line(&self.line, &mut self.text);
        self.line.clear();
    }
}

/// Reads the text: its bytes, and the digest of the first so many of them, as `first` says, which the digest of the whole
/// passes by. A byte order mark, blanks at the ends of lines, empty lines and other ends of lines are forgiven.
///
/// The bytes take the place of the text that they stood in, since those of a long journal are a hundred megabytes.
pub(super) fn read(text: String, first: &dyn Fn(&[u8]) -> usize) -> Result<(Vec<u8>, Hash), ArmourFault> {
    let next = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = Lines { text: text.into_bytes(), next, number: 0 };
    let title = lines.next().ok_or(ArmourFault::NotABackup)?;
    let version = title.0.strip_prefix(TITLE).and_then(|version| version.parse::<u32>().ok());
    match version.ok_or(ArmourFault::NotABackup)? {
        VERSION if title.0 == format!("{TITLE}{VERSION}") => {}
        version if version > VERSION => return Err(ArmourFault::Newer(version)),
        _ => return Err(ArmourFault::NotABackup),
    }
    let (notice, at) = lines.next().ok_or(ArmourFault::Truncated)?;
    if notice != NOTICE {
        return Err(if NOTICE.starts_with(notice) { ArmourFault::Truncated } else { ArmourFault::Altered(at) });
    }
    let (mut length, mut held, mut is_last) = (0, Vec::with_capacity(LINE), false);
    while let Some((line, at)) = lines.next() {
        if let Some(digest) = line.strip_prefix(DIGEST) {
            let digest = digest.to_owned();
            let bytes = &lines.text[..length];
            let (begun, rest) = bytes.split_at(first(bytes).min(length));
            let mut digester = Digester::default();
            digester.update(begun);
            let of_first = digester.hash();
            digester.update(rest);
            check_digest(digester.hash(), &digest, at)?;
            if let Some((_, after)) = lines.next() {
                return Err(ArmourFault::Altered(after));
            }
            lines.text.truncate(length);
            lines.text.shrink_to_fit();
            return Ok((lines.text, of_first));
        }
        // Only the last line of base64 may be filled up; a cut one is the end of a cut file.
        let full = !is_last && decode(line, &mut held).is_some();
        is_last = line.ends_with('=');
        if !full {
            return Err(if lines.next().is_none() { ArmourFault::Truncated } else { ArmourFault::Altered(at) });
        }
        // Four signs were read for each three bytes: these are behind what is still to be read.
        lines.text[length..length + held.len()].copy_from_slice(&held);
        length += held.len();
        held.clear();
    }
    Err(ArmourFault::Truncated)
}

/// The lines of a text that hold something, without the blanks around them, each with its number from 1.
struct Lines {
    text: Vec<u8>,
    next: usize,
    number: usize,
}

impl Lines {
    fn next(&mut self) -> Option<(&str, usize)> {
        let (start, end) = loop {
            let start = self.next;
            let rest = self.text.get(start..)?;
            let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            (self.next, self.number) = (start + end + 1, self.number + 1);
            if !trimmed(&rest[..end]).is_empty() {
                break (start, start + end);
            }
        };
        Some((trimmed(&self.text[start..end]), self.number))
    }
}

/// A line without what may stand around it. It was text before: what is cut at the ends of lines leaves text.
fn trimmed(line: &[u8]) -> &str {
    std::str::from_utf8(line).unwrap_or_default().trim_matches([' ', '\t', '\r'])
}

fn check_digest(found: Hash, written: &str, at: usize) -> Result<(), ArmourFault> {
    let mut digest = String::new();
    push_hex(found, &mut digest);
    let is_hex = written.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit));
    match written.len() {
        64 if written == digest => Ok(()),
        64 if is_hex => Err(ArmourFault::Digest),
        ..64 if is_hex => Err(ArmourFault::Truncated),
        _ => Err(ArmourFault::Altered(at)),
    }
}

fn push_hex(hash: Hash, text: &mut String) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{hash:?}");
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends a line of base64: [`LINE`] bytes at most.
fn push_line(line: &[u8], text: &mut String) {
    let mut signs = [b'='; LINE / 3 * 4 + 1];
    let (fours, _) = signs.as_chunks_mut::<4>();
    let (threes, rest) = line.as_chunks::<3>();
    for (four, three) in fours.iter_mut().zip(threes) {
        *four = digits(*three);
    }
    if let Some(four) = fours.get_mut(threes.len()).filter(|_| !rest.is_empty()) {
        let mut three = [0; 3];
        three[..rest.len()].copy_from_slice(rest);
        four[..=rest.len()].copy_from_slice(&digits(three)[..=rest.len()]);
    }
    let end = line.len().div_ceil(3) * 4;
    signs[end] = b'\n';
    // Every sign is ASCII, so the whole is a text.
    text.push_str(str::from_utf8(&signs[..=end]).unwrap_or_default());
}

/// Three bytes as four digits of base64.
fn digits([one, two, three]: [u8; 3]) -> [u8; 4] {
    let bits = u32::from_be_bytes([0, one, two, three]);
    [bits >> 18, bits >> 12, bits >> 6, bits].map(|digit| DIGITS[digit as usize & 63])
}

/// Appends the bytes of a line; nothing when it is not base64 to the last bit.
fn decode(line: &str, bytes: &mut Vec<u8>) -> Option<()> {
    let (fours, rest) = line.as_bytes().as_chunks::<4>();
    if !rest.is_empty() {
        return None;
    }
    for (at, four) in fours.iter().enumerate() {
        let filled = four.iter().rev().take_while(|digit| **digit == b'=').count();
        if filled > 2 || filled > 0 && at + 1 < fours.len() {
            return None;
        }
        let mut bits = 0u32;
        for digit in &four[..4 - filled] {
            bits = bits << 6 | u32::from(VALUES[usize::from(*digit)].checked_sub(1)?);
        }
        bits <<= 6 * filled;
        let [_, three @ ..] = bits.to_be_bytes();
        let (held, left) = three.split_at(3 - filled);
        if left.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(held);
    }
    Some(())
}

/// One more than the value of each digit, 0 where there is none.
const VALUES: [u8; 256] = {
    let mut values = [0; 256];
    let mut value = 0;
    while value < 64 {
        values[DIGITS[value] as usize] = value as u8 + 1;
        value += 1;
    }
    values
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The text of bytes, which come in pieces.
    fn written(bytes: &[u8]) -> String {
        let mut armour = Armour::of(bytes.len());
        let (short, long) = bytes.split_at(bytes.len() / 2);
        short.chunks(23).chain(long.chunks(150)).for_each(|piece| armour.push(piece));
        assert_eq!(armour.digest(), Hash::of(&[bytes]));
        armour.end()
    }

    /// The bytes of a text; what is said of their first half is right.
    fn unread(text: &str) -> Result<Vec<u8>, ArmourFault> {
        let (bytes, half) = read(text.to_owned(), &|bytes| bytes.len() / 2)?;
        assert_eq!(half, Hash::of(&[&bytes[..bytes.len() / 2]]));
        Ok(bytes)
    }

    /// RFC 4648, section 10.
    #[test]
    fn the_published_vectors_encode_and_decode() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let mut text = String::new();
            push_line(plain.as_bytes(), &mut text);
            assert_eq!(text, format!("{coded}\n"));
            let mut bytes = Vec::new();
            decode(coded, &mut bytes).unwrap();
            assert_eq!(bytes, plain.as_bytes());
        }
        // Bits that the filling leaves over, filling in the middle, other signs.
        for refused in ["Zh==", "Zm9=", "Zg==Zm9v", "Zm9", "Z===", "====", "Zm9*", "Zm 9"] {
            assert_eq!(decode(refused, &mut Vec::new()), None, "{refused}");
        }
    }

    proptest! {
        #[test]
        fn bytes_survive_the_text_and_what_mail_does_to_it(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let text = written(&bytes);
            prop_assert_eq!(unread(&text), Ok(bytes.clone()));
            let mangled = format!("\u{feff}\r\n{}\r\n", text.replace('\n', " \r\n\r\n"));
            prop_assert_eq!(unread(&mangled), Ok(bytes));
        }

        #[test]
        fn any_flipped_bit_and_any_cut_is_noticed(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            at: prop::sample::Index,
            bit in 0..8,
        ) {
            let text = written(&bytes);
            let mut flipped = text.clone().into_bytes();
            let at = at.index(flipped.len());
            flipped[at] ^= 1u8 << bit;
            // What is no UTF-8 any more is refused before it comes here.
            if let Ok(flipped) = String::from_utf8(flipped) {
                prop_assert!(unread(&flipped).is_err(), "{flipped}");
            }
            let cut = unread(&text[..at]);
            if at + 1 == text.len() {
                prop_assert_eq!(cut, Ok(bytes));
            } else {
                prop_assert!(matches!(cut, Err(ArmourFault::Truncated | ArmourFault::NotABackup)), "{cut:?}");
            }
        }

        #[test]
        fn no_text_is_too_strange(text in ".*") {
            let _ = (unread(&text), unread(&format!("{TITLE}1\n{NOTICE}\n{text}")));
        }
    }

    #[test]
    fn faults_are_named() {
        let text = written(&[7; 200]);
        for (changed, fault) in [
            (String::new(), ArmourFault::NotABackup),
            (text.replace("RELAIS", "Relais"), ArmourFault::NotABackup),
            (text.replace("GARDE 1", "GARDE 12"), ArmourFault::Newer(12)),
            (text.replace("GARDE 1", "GARDE 0"), ArmourFault::NotABackup),
            (text.replace("GARDE 1", "GARDE +1"), ArmourFault::NotABackup),
            (text.replace("phrase", "Phrase"), ArmourFault::Altered(2)),
            (text.replacen("Bwc", "B*c", 1), ArmourFault::Altered(3)),
            (text.replacen("Bwc", "Bwd", 1), ArmourFault::Digest),
            (format!("{text}suite"), ArmourFault::Altered(8)),
            (text.replace("SHA-256", "SHA-255"), ArmourFault::Truncated),
        ] {
            assert_eq!(unread(&changed), Err(fault), "{changed}");
        }
    }
}
