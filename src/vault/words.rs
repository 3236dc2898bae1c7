//! The French word list of BIP-39: 2,048 words, told apart without accents and by their first four letters.

use zeroize::Zeroizing;

/// The list, read from `mots.txt`: one word a line, in its order.
pub struct WordList {
    words: Vec<String>,
    /// The same without accents.
    plain: Vec<String>,
}

/// Why a text is not the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordListFault {
    /// Not 2,048 words.
    Count(usize),
    /// Not a word of lower-case letters, or not in the order of the alphabet, at this line, from 1.
    Word(usize),
    /// The first four letters at this line, from 1, are those of the word before.
    Twin(usize),
}

/// How many words there are: eleven bits each.
pub const WORDS: usize = 2048;

impl WordList {
    /// Reads the list, and checks what the forgiving reading of a phrase rests upon.
    pub fn parse(text: &str) -> Result<Self, WordListFault> {
        let words: Vec<String> = text.lines().map(str::to_owned).collect();
        if words.len() != WORDS {
            return Err(WordListFault::Count(words.len()));
        }
        let plain: Vec<String> = words.iter().map(|word| fold(word)).collect();
        for (at, word) in plain.iter().enumerate() {
            if word.len() < 3 || !word.bytes().all(|letter| letter.is_ascii_lowercase()) {
                return Err(WordListFault::Word(at + 1));
            }
            let Some(before) = at.checked_sub(1).map(|at| &plain[at]) else { continue };
            if start(before) == start(word) {
                return Err(WordListFault::Twin(at + 1));
            }
            if before > word {
                return Err(WordListFault::Word(at + 1));
            }
        }
        Ok(Self { words, plain })
    }

    /// The word of this number, with its accents; numbers beyond the list start again.
    pub fn word(&self, number: u16) -> &str {
        &self.words[usize::from(number) % WORDS]
    }

    /// The word of this number without accents.
    pub(super) fn plain(&self, number: u16) -> &str {
        &self.plain[usize::from(number) % WORDS]
    }

    /// The number of a word as it was typed: accents, case, and letters beyond the fourth are forgiven, a word that
    /// goes wrong after them is not.
    pub fn find(&self, typed: &str) -> Option<u16> {
        let typed = Zeroizing::new(fold(typed));
        let at = self.plain.partition_point(|word| start(word) < start(&typed));
        let word = self.plain.get(at)?;
        let is_it = word.starts_with(typed.as_str()) && (typed.len() >= 4 || typed.len() == word.len());
        u16::try_from(at).ok().filter(|_| is_it)
    }

    /// The words that begin like this, for completing while one types.
    pub fn beginning_with(&self, typed: &str) -> &[String] {
        let typed = fold(typed);
        let from = self.plain.partition_point(|word| *word < typed);
        let count = self.plain[from..].iter().take_while(|word| word.starts_with(&typed)).count();
        &self.words[from..from + count]
    }
}

/// The first four letters of a plain word.
fn start(plain: &str) -> &str {
    plain.get(..4).unwrap_or(plain)
}

/// A word in lower case, without the accents of French, composed or not.
pub(super) fn fold(typed: &str) -> String {
    let mut plain = String::with_capacity(typed.len());
    for letter in typed.chars().flat_map(char::to_lowercase) {
        match letter {
            '\u{300}'..='\u{36f}' => {}
            'à' | 'â' | 'ä' => plain.push('a'),
            'ç' => plain.push('c'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'î' | 'ï' => plain.push('i'),
            'ô' | 'ö' => plain.push('o'),
            'ù' | 'û' | 'ü' => plain.push('u'),
            'ÿ' => plain.push('y'),
            'œ' => plain.push_str("oe"),
            'æ' => plain.push_str("ae"),
            letter => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The list of the app.
    pub fn list() -> WordList {
        WordList::parse(include_str!("../../public/mots.txt")).unwrap()
    }

    #[test]
    fn the_list_is_that_of_the_standard() {
        let list = list();
        for (number, word) in bip39::Language::French.word_list().iter().enumerate() {
            let number = u16::try_from(number).unwrap();
            assert_eq!(fold(word), list.plain(number));
            // The standard's words are decomposed: both spellings must be found.
            for typed in [word, list.word(number)] {
                assert_eq!(list.find(typed), Some(number), "{typed}");
            }
        }
    }

    #[test]
    fn words_are_found_however_they_are_typed() {
        let list = list();
        for typed in ["Académie", "ACADEMIE", "acad", "académ", "acade\u{301}mie"] {
            assert_eq!(list.find(typed).map(|number| list.word(number)), Some("académie"), "{typed}");
        }
        for typed in ["", "aca", "academye", "académies", "zzzz", "é", "acad\u{1F600}"] {
            assert_eq!(list.find(typed), None, "{typed}");
        }
        assert_eq!(list.beginning_with("ABEI"), ["abeille"]);
        assert_eq!(list.beginning_with("").len(), WORDS);
        assert!(list.beginning_with("zzz").is_empty());
    }

    #[test]
    fn another_list_is_refused() {
        let text = include_str!("../../public/mots.txt");
        let refused = |text: &str| WordList::parse(text).err();
        assert_eq!(refused(""), Some(WordListFault::Count(0)));
        assert_eq!(refused(text.split_once('\n').unwrap().1), Some(WordListFault::Count(2047)));
        assert_eq!(refused(&text.replacen("abandon\n", "abaissement\n", 1)), Some(WordListFault::Twin(2)));
        assert_eq!(refused(&text.replacen("abandon\n", "zone\n", 1)), Some(WordListFault::Word(3)));
        assert_eq!(refused(&text.replacen("abandon\n", "a b\n", 1)), Some(WordListFault::Word(2)));
    }

    proptest! {
        #[test]
        fn no_word_is_too_strange(typed in ".*") {
            let list = list();
            let _ = (list.find(&typed), list.beginning_with(&typed));
        }
    }
}
