//! What was typed, and how strongly a dictionary term answers it.

use super::knobs::{
    EXACT, INNER_PREFIX, INNER_PREFIX_LETTERS, JOINED, MAX_QUERY_WORDS, PREFIX_FLOOR, PREFIX_SPAN, SAME_STEM,
};
use super::stem::stem;
use super::stop::is_stop;
use super::words::{Token, groups, join};

/// The words that a document must have.
#[derive(Clone, Debug)]
pub(super) struct Query {
    pub(super) words: Vec<QueryWord>,
}

/// One typed word with its other spellings.
#[derive(Clone, Debug)]
pub(super) struct QueryWord {
    pub(super) term: String,
    pub(super) stem: String,
    /// Whether the person may still be typing it.
    pub(super) last: bool,
    /// The word in one piece with its neighbours: "adulterelais", for both words of "adulte relais".
    pub(super) joined: Vec<Joined>,
}

/// Several typed words as one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Joined {
    pub(super) term: String,
    pub(super) stem: String,
    /// Whether it ends with the word that the person may still be typing.
    pub(super) last: bool,
}

impl Joined {
    fn new(term: String, last: bool) -> Joined {
        Joined { stem: stem(&term), term, last }
    }

    fn is_answered_by(&self, term: &str, stem: &str) -> bool {
        term == self.term || (self.last && term.starts_with(&self.term)) || stem == self.stem
    }
}

impl Query {
    /// Reads a query. Words without meaning are left out, unless there are no others.
    pub(super) fn parse(text: &str) -> Query {
        let mut tokens: Vec<(Token, Vec<Joined>)> = Vec::new();
        let mut groups = groups(text).peekable();
        while let Some(group) = groups.next() {
            let last = groups.peek().is_none();
            let whole: Vec<Joined> = group.joined.iter().map(|joined| Joined::new(joined.term.clone(), last)).collect();
            tokens.extend(group.asked().into_iter().map(|token| (token, whole.clone())));
            if tokens.len() > MAX_QUERY_WORDS * 4 {
                break;
            }
        }
        for next in 1..tokens.len() {
            let (one, other) = (&tokens[next - 1].0, &tokens[next].0);
            if one.is_content() && other.is_content() {
                let pair = Joined::new(join(&one.term, &other.term), next + 1 == tokens.len());
                for (_, joined) in &mut tokens[next - 1..=next] {
                    if !joined.contains(&pair) {
                        joined.push(pair.clone());
                    }
                }
            }
        }
        let end = tokens.len();
        let any_content = tokens.iter().any(|(token, _)| token.is_content());
        let words = tokens
            .into_iter()
            .enumerate()
            .filter(|(_, (token, _))| token.is_content() || !any_content)
            .take(MAX_QUERY_WORDS)
            .map(|(place, (token, joined))| QueryWord {
                stem: stem(&token.term),
                term: token.term,
                last: place + 1 == end,
                joined,
            })
            .collect();
        Query { words }
    }
}

impl QueryWord {
    /// How strongly `term`, whose stem is given, answers the word, between 0 and 1; `None` if it does not.
    ///
    /// `Index::candidates` finds the same terms by way of the dictionary; a property test holds the two together.
    pub(super) fn strength(&self, term: &str, stem: &str) -> Option<f32> {
        if term == self.term {
            return Some(EXACT);
        }
        if stem == self.stem {
            return Some(SAME_STEM);
        }
        if self.joined.iter().any(|joined| joined.is_answered_by(term, stem)) {
            return Some(JOINED);
        }
        if self.is_prefix() && term.starts_with(&self.term) { self.prefix_strength(term) } else { None }
    }

    /// Whether longer words that begin like this one answer it too.
    pub(super) fn is_prefix(&self) -> bool {
        self.last || self.term.len() >= INNER_PREFIX_LETTERS
    }

    /// The strength of `term`, which begins with this word. Nobody who types "q" is on the way to "qui": stop words
    /// answer only for themselves.
    pub(super) fn prefix_strength(&self, term: &str) -> Option<f32> {
        if is_stop(term) {
            return None;
        }
        let typed = self.term.len() as f32 / term.len() as f32;
        let strength = PREFIX_FLOOR + PREFIX_SPAN * typed;
        Some(if self.last { strength } else { strength * INNER_PREFIX })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> String {
        let words: Vec<String> = Query::parse(text).words.into_iter().map(|word| word.term).collect();
        words.join(" ")
    }

    #[test]
    fn queries_are_read() {
        for (text, expected) in [
            ("garde d’enfants", "garde enfants"),
            ("les aides de la CAF", "aides caf"),
            ("la", "la"),
            ("d'", "d"),
            ("fiche 13-1", "fiche 13-1"),
            ("Q.P.V.", "qpv"),
            ("sans papiers", "sans papiers"),
            ("", ""),
            (" ?! ", ""),
        ] {
            assert_eq!(asked(text), expected, "{text}");
        }
    }

    #[test]
    fn a_pasted_page_is_cut_short() {
        for page in ["mot ", "mot-", "m.", "1,", "l'", "mot"] {
            assert!(Query::parse(&page.repeat(100_000)).words.len() <= MAX_QUERY_WORDS, "{page}");
        }
    }

    #[test]
    fn closer_forms_answer_more_strongly() {
        let query = Query::parse("adulte relai");
        let last = &query.words[1];
        let strength = |word: &QueryWord, term: &str| word.strength(term, &stem(term));
        let strengths = ["relai", "relais", "relaient", "relier"].map(|term| strength(last, term));
        assert!(strengths.windows(2).all(|pair| pair[0] > pair[1]), "{strengths:?}");
        assert_eq!(strengths[3], None);
        assert_eq!(strength(&query.words[0], "adulterelais"), Some(JOINED));
        assert!(strength(&query.words[0], "adultescent") < strength(last, "relaient"));
    }
}
