//! What a person keeps in their head: eight words drawn by the app, or a phrase of their own.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use super::Random;
use super::words::{WordList, fold};

/// A phrase, ready for [`super::derive`]. It does not print, and is wiped when dropped.
pub struct Phrase {
    text: Zeroizing<String>,
    spelling: Spelling,
}

/// How a phrase is spelt before it is derived; the slot remembers it, so that it is read the same way next time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Words of the list: without accents, in lower case, one blank between them.
    Words,
    /// As it was chosen: normalised by Unicode's NFKC (by the caller: browsers have it), blanks trimmed and single.
    Chosen,
}

/// What is wrong with a typed phrase of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseFault {
    /// The word at this place, from 0, is not in the list.
    UnknownWord(usize),
    /// So many words, where there should be `wanted`.
    Count {
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
    /// All words are in the list, but they do not fit together: one was misread or two were swapped.
    Checksum,
}

/// How many words the app draws: 88 bits.
pub const DRAWN: usize = 8;

impl Phrase {
    /// Eight words drawn from the list, and how to show them: 88 random bits.
    pub fn draw(list: &WordList, random: &mut Random<'_>) -> (Self, Shown) {
        let mut bytes = Zeroizing::new([0; 2 * DRAWN]);
        random(&mut *bytes);
        // 2,048 divides 65,536: each word is as likely as any other.
        let numbers: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
        let numbers = Zeroizing::new(numbers);
        (Self::of_words(list, &numbers), Shown::new(list, &numbers))
    }

    /// A phrase of eight words as it was typed: accents, case, extra blanks and letters beyond the fourth are forgiven.
    pub fn typed(list: &WordList, typed: &str) -> Result<Self, PhraseFault> {
        numbers(list, typed, DRAWN).map(|numbers| Self::of_words(list, &numbers))
    }

    /// A phrase of the person's own, which the caller brought to Unicode's NFKC. See [`Strength`] before accepting one.
    pub fn chosen(nfkc: &str) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(nfkc.len()));
        for word in nfkc.split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
        Self { text, spelling: Spelling::Chosen }
    }

    /// How it is spelt.
    pub fn spelling(&self) -> Spelling {
        self.spelling
    }

    /// Its bytes, for [`super::derive`].
    pub fn into_bytes(mut self) -> Vec<u8> {
        std::mem::take(&mut *self.text).into_bytes()
    }

    fn of_words(list: &WordList, numbers: &[u16]) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(numbers.len() * 9));
        for number in numbers {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(list.plain(*number));
        }
        Self { text, spelling: Spelling::Words }
    }
}

impl fmt::Debug for Phrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Phrase(…, {:?})", self.spelling)
    }
}

/// Secret words to be shown once. They do not print by accident, and are wiped when dropped.
pub struct Shown(Vec<String>);

impl Shown {
    pub(super) fn new(list: &WordList, numbers: &[u16]) -> Self {
        Self(numbers.iter().map(|number| list.word(*number).to_owned()).collect())
    }

    /// The words, with their accents.
    pub fn words(&self) -> &[String] {
        &self.0
    }

    /// The words as a person would type them again.
    pub fn spelt(&self) -> Zeroizing<String> {
        self.0.join(" ").into()
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Shown({} words)", self.0.len())
    }
}

/// The numbers of so many typed words. Anything but letters parts two words: people write commas and numbers too.
pub(super) fn numbers(list: &WordList, typed: &str, wanted: usize) -> Result<Zeroizing<Vec<u16>>, PhraseFault> {
    let parts = |letter: char| !(letter.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&letter));
    let words = typed.split(parts).filter(|word| !word.is_empty());
    // Room for all of them: a list that grows would leave its former place unwiped.
    let mut numbers = Zeroizing::new(Vec::with_capacity(words.clone().count()));
    for (at, word) in words.clone().enumerate() {
        numbers.push(list.find(word).ok_or(PhraseFault::UnknownWord(at))?);
    }
    match numbers.len() {
        found if found == wanted => Ok(numbers),
        found => Err(PhraseFault::Count { found, wanted }),
    }
}

/// How hard a chosen phrase is to guess, estimated from below: twice too low is safer than once too high.
///
/// Each run of letters counts two bits a letter and ten at most, for people choose words and common ones first; each
/// digit three bits, twelve at most in a row, for people choose years; any other sign three. What was there before,
/// what is one sign again and again and what everybody tries counts nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strength {
    /// The estimate.
    pub bits: u32,
}

impl Strength {
    /// The least that is accepted: five words that have nothing to do with one another.
    pub const FLOOR: Self = Self { bits: 50 };

    /// The estimate for a phrase.
    pub fn of(phrase: &str) -> Self {
        let mut seen: Vec<Zeroizing<String>> = Vec::new();
        let mut bits = 0;
        let plain = Zeroizing::new(fold(phrase));
        let mut rest = plain.as_str();
        while let Some(first) = rest.chars().next() {
            let kind = Kind::of(first);
            let length = rest.find(|letter| Kind::of(letter) != kind).unwrap_or(rest.len());
            let (run, after) = rest.split_at(length);
            rest = after;
            let is_known = run.chars().all(|letter| letter == first) && run.len() > first.len_utf8()
                || TRIED_FIRST.contains(&run)
                || seen.iter().any(|before| **before == *run);
            if !is_known {
                bits += kind.bits(u32::try_from(run.chars().count()).unwrap_or(u32::MAX));
                seen.push(Zeroizing::new(run.to_owned()));
            }
        }
        Self { bits }
    }

    /// Whether the phrase may be taken.
    pub fn is_enough(self) -> bool {
        self >= Self::FLOOR
    }
}

/// What everybody tries first, besides repeated signs.
const TRIED_FIRST: [&str; 18] = [
    "123",
    "1234",
    "12345",
    "123456",
    "123456789",
    "abc",
    "abcd",
    "azerty",
    "qwerty",
    "motdepasse",
    "password",
    "mot",
    "passe",
    "secret",
    "bonjour",
    "soleil",
    "relais",
    "mediation",
];

#[derive(PartialEq)]
enum Kind {
    Letters,
    Digits,
    Blanks,
    Signs,
}

impl Kind {
    fn of(letter: char) -> Self {
        match letter {
            letter if letter.is_alphabetic() => Self::Letters,
            letter if letter.is_numeric() => Self::Digits,
            letter if letter.is_whitespace() => Self::Blanks,
            _ => Self::Signs,
        }
    }

    fn bits(&self, length: u32) -> u32 {
        match self {
            Self::Letters => length.saturating_mul(2).min(10),
            Self::Digits => length.saturating_mul(3).min(12),
            Self::Blanks => 0,
            Self::Signs => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vault::words::tests::list;

    #[test]
    fn the_drawn_words_open_however_they_are_typed_again() {
        let list = list();
        let (drawn, shown) = Phrase::draw(&list, &mut |bytes| bytes.fill(0x0b));
        assert_eq!(shown.words().len(), DRAWN);
        let typed = shown.words().join("  ").to_uppercase();
        let short: Vec<&str> = shown.words().iter().map(|word| word.get(..4).unwrap_or(word)).collect();
        let bytes = drawn.into_bytes();
        assert_eq!(Phrase::typed(&list, &typed).unwrap().into_bytes(), bytes);
        assert_eq!(Phrase::typed(&list, &short.join(", ")).unwrap().into_bytes(), bytes);
    }

    #[test]
    fn what_cannot_be_a_phrase_is_named() {
        let list = list();
        let fault = |typed: &str| Phrase::typed(&list, typed).err();
        assert_eq!(fault("abaisser abandonn"), Some(PhraseFault::UnknownWord(1)));
        assert_eq!(fault(" abaisser  abandon "), Some(PhraseFault::Count { found: 2, wanted: 8 }));
        assert_eq!(fault(""), Some(PhraseFault::Count { found: 0, wanted: 8 }));
    }

    #[test]
    fn blanks_of_a_chosen_phrase_do_not_count_and_the_rest_does() {
        let bytes = |text: &str| Phrase::chosen(text).into_bytes();
        assert_eq!(bytes(" la   Girafe\tboit\n"), bytes("la Girafe boit"));
        assert_ne!(bytes("la girafe boit"), bytes("la Girafe boit"));
    }

    #[test]
    fn phrases_do_not_print() {
        let (phrase, shown) = Phrase::draw(&list(), &mut |bytes| bytes.fill(0));
        assert_eq!(format!("{phrase:?} {shown:?}"), "Phrase(…, Words) Shown(8 words)");
    }

    #[test]
    fn weak_phrases_stay_under_the_floor_and_long_ones_pass() {
        for weak in [
            "",
            "a",
            "relais",
            "azerty123456",
            "motdepasse2026!",
            "marseille13",
            "soleil soleil soleil soleil soleil",
            "anticonstitutionnellement",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "Camille 12/03/1984",
            "je t'aime ma cherie",
        ] {
            assert!(!Strength::of(weak).is_enough(), "{weak}: {:?}", Strength::of(weak));
        }
        for strong in [
            "girafe tunnel samedi orange plombier",
            "Trois girafes violettes mangent du plâtre à Brest",
            "kV7-xQ2-mN9-tR4-bW8-zL3-pH5",
        ] {
            assert!(Strength::of(strong).is_enough(), "{strong}: {:?}", Strength::of(strong));
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(typed in ".*") {
            let _ = (Strength::of(&typed), Phrase::chosen(&typed), numbers(&list(), &typed, 8).is_ok());
        }
    }
}
