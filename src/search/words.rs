//! Where words begin and end.

use std::ops::Range;

use super::fold::{fold_into, is_apostrophe, is_dropped, is_hyphen};
use super::stop::is_stop;

/// The words of `text`, in order, each with its place in it.
///
/// A word is a run of letters and digits with their accents. Hyphens, apostrophes and dots part words ("l'aide",
/// "adulte-relais" and "habitant·e" are two each), but a dotted acronym is one ("Q.P.V."). Elided particles are words
/// of their own, which a search then ignores as it ignores articles.
///
/// ```
/// use relais::search::words;
///
/// let text = "L’adulte-relais du Q.P.V.";
/// let found: Vec<&str> = words(text).map(|word| word.text).collect();
/// assert_eq!(found, ["L", "adulte", "relais", "du", "Q.P.V"]);
/// assert!(words(text).all(|word| &text[word.range()] == word.text));
/// ```
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0, glue: None }
}

/// The iterator that [`words`] gives.
#[derive(Clone, Debug)]
pub struct Words<'a> {
    text: &'a str,
    /// Where the next word is looked for.
    at: usize,
    /// What joins the next word to the one before.
    glue: Option<Glue>,
}

/// A word as it stands in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// The word as written.
    pub text: &'a str,
    /// Where it starts in the text, in bytes.
    pub start: usize,
    glue: Option<Glue>,
}

/// The single character between two words that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glue {
    Hyphen,
    Apostrophe,
    Dot,
    /// A comma or a slash between digits.
    Decimal,
}

impl Word<'_> {
    /// Its place in the text, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The folded word as the dictionary knows it, without the dots of an acronym.
    fn term(&self) -> String {
        let mut term = String::with_capacity(self.text.len());
        fold_into(self.text, &mut term);
        if term.contains('.') {
            term.retain(|letter| letter != '.');
        }
        term
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let rest = &self.text[self.at..];
        let start = self.at + rest.find(is_letter)?;
        let glue = self.glue.take();
        let tail = &self.text[start..];
        let run = run_length(tail);
        let dotted = glue.is_none() && tail[run..].starts_with('.');
        let length = if dotted { acronym_length(tail).unwrap_or(run) } else { run };
        let (text, after) = tail.split_at(length);
        self.at = start + length;
        let mut following = after.chars();
        if let (Some(joint), Some(next)) = (following.next(), following.next())
            && is_letter(next)
        {
            let between_digits = next.is_ascii_digit() && text.ends_with(|last: char| last.is_ascii_digit());
            self.glue = match joint {
                '.' | '·' | '‧' | '•' => Some(Glue::Dot),
                ',' | '/' if between_digits => Some(Glue::Decimal),
                _ if is_hyphen(joint) => Some(Glue::Hyphen),
                _ if is_apostrophe(joint) => Some(Glue::Apostrophe),
                _ => None,
            };
        }
        Some(Word { text, start, glue })
    }
}

/// Whether a word may begin with the character.
fn is_letter(letter: char) -> bool {
    match letter {
        '\0'..='\x7f' => letter.is_ascii_alphanumeric(),
        // Accented Latin letters, spared the long way through the Unicode tables.
        '×' | '÷' => false,
        'À'..='ɏ' => true,
        _ => letter.is_alphanumeric() && !is_dropped(letter) && !is_apostrophe(letter),
    }
}

/// The length in bytes of the letters, digits and accents that `text` begins with.
fn run_length(text: &str) -> usize {
    // Most letters are ASCII, and bytes go faster than characters.
    let ascii = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    text[ascii..].find(|letter| !is_letter(letter) && !is_dropped(letter)).map_or(text.len(), |rest| ascii + rest)
}

/// The length in bytes of the dotted acronym that `text` begins with: single letters with a dot between them.
fn acronym_length(text: &str) -> Option<usize> {
    let mut length = 0;
    loop {
        let letter = text[length..].chars().next().filter(|letter| letter.is_alphabetic())?;
        let run = run_length(&text[length..]);
        let accents = &text[length + letter.len_utf8()..length + run];
        if accents.contains(is_letter) {
            return None;
        }
        let first = length == 0;
        length += run;
        match text[length..].strip_prefix('.') {
            Some(after) if after.starts_with(is_letter) => length += 1,
            _ => return (!first).then_some(length),
        }
    }
}

/// A word ready for the dictionary.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) term: String,
    pub(super) range: Range<usize>,
    /// Whether it is an ending of "habitant·e·s".
    ending: bool,
}

impl Token {
    /// Whether it says something, unlike articles, elided particles and endings.
    pub(super) fn is_content(&self) -> bool {
        !self.ending && !is_stop(&self.term)
    }
}

/// Words with nothing but glue between them: "l'adulte-relais", "13-1", or a single word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    pub(super) tokens: Vec<Token>,
    /// All of it as one word, elided particles at the front left out: "adulterelais", "13-1".
    pub(super) joined: Option<Token>,
    /// Whether it is all digits: then it means something only in one piece.
    pub(super) number: bool,
}

impl Group {
    /// The words that somebody who types this asks for.
    pub(super) fn asked(self) -> Vec<Token> {
        match self.joined {
            Some(joined) if self.number => vec![joined],
            _ => self.tokens,
        }
    }
}

/// No name or number has more parts. Without this bound, a pasted "a-a-a-…" would be joined again and again.
const LONGEST_GROUP: usize = 8;

/// The words of `text`, those that belong together in one group.
pub(super) fn groups(text: &str) -> impl Iterator<Item = Group> {
    let mut words = words(text).peekable();
    std::iter::from_fn(move || {
        let first = words.next()?;
        let mut members = vec![first];
        while members.len() < LONGEST_GROUP
            && let Some(next) = words.next_if(|next| next.glue.is_some())
        {
            members.push(next);
        }
        Some(group(&members))
    })
}

fn group(members: &[Word<'_>]) -> Group {
    let tokens: Vec<Token> = members
        .iter()
        .map(|word| {
            let term = word.term();
            let ending = word.glue == Some(Glue::Dot) && term.len() <= 2 && !term.as_bytes()[0].is_ascii_digit();
            Token { term, range: word.range(), ending }
        })
        .collect();
    let elided = (1..members.len())
        .take_while(|&next| members[next].glue == Some(Glue::Apostrophe) && is_stop(&tokens[next - 1].term))
        .count();
    let number = tokens.iter().all(|token| token.term.bytes().all(|letter| letter.is_ascii_digit()));
    let joined = match &tokens[elided..] {
        [] | [_] => None,
        parts => Some(Token {
            term: parts.iter().fold(String::new(), |joined, part| join(&joined, &part.term)),
            range: parts[0].range.start..members[members.len() - 1].range().end,
            ending: false,
        }),
    };
    Group { tokens, joined, number }
}

/// Two words in one piece. Digits keep a hyphen between them: "13-1" is not 131.
pub(super) fn join(one: &str, other: &str) -> String {
    let digits =
        one.ends_with(|last: char| last.is_ascii_digit()) && other.starts_with(|first: char| first.is_ascii_digit());
    [one, if digits { "-" } else { "" }, other].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> String {
        let terms: Vec<String> = groups(text).flat_map(|group| group.tokens).map(|token| token.term).collect();
        terms.join(" ")
    }

    fn joined(text: &str) -> String {
        let joined: Vec<String> = groups(text)
            .filter_map(|group| group.joined)
            .map(|token| format!("{}:{}", token.term, &text[token.range]))
            .collect();
        joined.join(" ")
    }

    #[test]
    fn texts_are_cut_into_words() {
        for (text, expected) in [
            ("L’école, la santé !", "l ecole la sante"),
            ("adulte-relais", "adulte relais"),
            ("aujourd'hui", "aujourd hui"),
            ("Q.P.V. et C.A.F", "qpv et caf"),
            ("M. Dupont", "m dupont"),
            ("M.Dupont", "m dupont"),
            ("fin.Début", "fin debut"),
            ("habitant·e·s", "habitant e s"),
            ("habitant.e.s", "habitant e s"),
            ("fiche 13-1", "fiche 13 1"),
            ("CLSPD/CISPD", "clspd cispd"),
            ("e\u{301}cole", "ecole"),
            ("\u{301}ecole", "ecole"),
            ("cœur de ville", "coeur de ville"),
            ("ـ", ""),
            (" ’-. ", ""),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
    }

    #[test]
    fn glued_words_are_also_joined() {
        for (text, expected) in [
            ("l'adulte-relais", "adulterelais:adulte-relais"),
            ("porte-à-porte", "porteaporte:porte-à-porte"),
            ("prud'hommes", "prudhommes:prud'hommes"),
            ("main-d'œuvre", "maindoeuvre:main-d'œuvre"),
            ("d'enfants", ""),
            ("adulte relais", ""),
            ("13-1, 13.2 et 2015/2020", "13-1:13-1 13-2:13.2 2015-2020:2015/2020"),
            ("CMU-C", "cmuc:CMU-C"),
            ("covid-19", "covid19:covid-19"),
            ("usager·ère·s", "usagereres:usager·ère·s"),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }
}
