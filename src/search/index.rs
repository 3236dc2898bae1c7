//! The index: a sorted dictionary, and for each term the documents that have it.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;

use super::knobs::{EXACT, Field, HALF_SATURATION, JOINED, LENGTH_SHARE, SAME_STEM};
use super::query::QueryWord;
use super::rows::Rows;
use super::stem::stem;
use super::words::{Token, groups};
use crate::order::in_order;

/// Documents ready to be searched. A document is known by the order in which it was added, from 0.
///
/// The dictionary is sorted, so that all words with a common beginning are neighbours, and so are their postings: a
/// one-letter prefix is one pass over part of one flat vector, and needs no cap that would hide documents.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The letters of all terms, in alphabetical order.
    pub(super) terms: Rows<u8>,
    /// The terms, sorted by their stem.
    by_stem: Vec<u32>,
    /// By term: the documents that have it, in order.
    pub(super) postings: Rows<Posting>,
    /// By name: the terms of its words.
    pub(super) names: Rows<u32>,
    /// By document: its names.
    pub(super) documents: Rows<u32>,
    /// By document: the factor given with it.
    pub(super) priors: Vec<f32>,
}

/// A term in a document.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Posting {
    pub(super) document: u32,
    /// How much the document is about the term, between 0 and 1.
    pub(super) impact: f32,
}

/// A dictionary term that answers a typed word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub(super) term: u32,
    /// How well, between 0 and 1.
    pub(super) strength: f32,
}

impl Index {
    /// The number of documents.
    ///
    /// ```
    /// let mut builder = relais::search::Builder::default();
    /// builder.add(&[], 1.0);
    /// assert_eq!(builder.build().len(), 1);
    /// ```
    pub fn len(&self) -> usize {
        self.priors.len()
    }

    /// Whether there is no document.
    ///
    /// ```
    /// assert!(relais::search::Index::default().is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.priors.is_empty()
    }

    /// The terms that answer `word`, sorted, each once. This is where a typed word meets the dictionary, and where
    /// synonyms or neighbours by typing error would join as further candidates with strengths of their own.
    pub(super) fn candidates(&self, word: &QueryWord) -> Vec<Candidate> {
        let mut found = Vec::new();
        if word.is_prefix() {
            found.extend(self.starting_with(&word.term).filter_map(|term| {
                let text = self.term(term);
                let strength = if text == word.term { EXACT } else { word.prefix_strength(text)? };
                Some(Candidate { term, strength })
            }));
        } else {
            found.extend(self.exactly(&word.term).map(|term| Candidate { term, strength: EXACT }));
        }
        found.extend(self.with_stem(&word.stem).iter().map(|&term| Candidate { term, strength: SAME_STEM }));
        for joined in &word.joined {
            let terms = if joined.last { self.starting_with(&joined.term) } else { self.exactly(&joined.term) };
            let terms = terms.chain(self.with_stem(&joined.stem).iter().copied());
            found.extend(terms.map(|term| Candidate { term, strength: JOINED }));
        }
        let order = |one: &Candidate, other: &Candidate| {
            one.term.cmp(&other.term).then(other.strength.total_cmp(&one.strength))
        };
        let mut found = in_order(found, &order);
        found.dedup_by_key(|candidate| candidate.term);
        found
    }

    fn term(&self, term: u32) -> &str {
        // Only whole strings are ever stored, so the fallback is never taken.
        std::str::from_utf8(self.terms.row(term)).unwrap_or_default()
    }

    fn starting_with(&self, prefix: &str) -> Range<u32> {
        let prefix = prefix.as_bytes();
        let start = first(self.terms.len(), |term| self.terms.row(term) >= prefix);
        let end = first(self.terms.len(), |term| {
            let term = self.terms.row(term);
            term > prefix && !term.starts_with(prefix)
        });
        start..end
    }

    fn exactly(&self, text: &str) -> Range<u32> {
        let start = first(self.terms.len(), |term| self.terms.row(term) >= text.as_bytes());
        let found = (start as usize) < self.terms.len() && self.terms.row(start) == text.as_bytes();
        start..start + u32::from(found)
    }

    fn with_stem(&self, wanted: &str) -> &[u32] {
        let order = |&term: &u32| stem(self.term(term)).as_str().cmp(wanted);
        let start = self.by_stem.partition_point(|term| order(term) == Ordering::Less);
        let length = self.by_stem[start..].iter().take_while(|term| order(term) == Ordering::Equal).count();
        &self.by_stem[start..start + length]
    }
}

/// The first of `0..length` for which `reached` holds; it must hold for all after it.
fn first(length: usize, reached: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, length as u32);
    while low < high {
        let middle = low + (high - low) / 2;
        if reached(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// Gathers documents, then makes the [`Index`]. Adding can be spread over several turns of an event loop.
///
/// ```
/// use relais::search::{Builder, Field};
///
/// let mut builder = Builder::default();
/// let caf = builder.add(
///     &[(Field::Title, "Caisse d'allocations familiales"), (Field::Acronym, "CAF"), (Field::Body, "Aides au logement")],
///     1.0,
/// );
/// let cafe = builder.add(&[(Field::Title, "Café des parents")], 1.0);
/// let hits = builder.build().search("C.A.F.", 10).hits;
/// assert_eq!(hits.iter().map(|hit| hit.document).collect::<Vec<_>>(), [caf, cafe]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Builder {
    /// Terms by text, numbered as they come.
    terms: HashMap<String, u32>,
    /// Each term of each document, document after document.
    entries: Vec<(u32, Posting)>,
    names: Rows<u32>,
    documents: Rows<u32>,
    priors: Vec<f32>,
}

impl Builder {
    /// Adds a document and says its number. A kind of field may come several times, once for each name for instance.
    ///
    /// `prior` multiplies the scores of the document: 1.0 is neutral, 1.2 brings it forward a little. What is not a
    /// positive finite number is read as 1.0.
    ///
    /// ```
    /// use relais::search::{Builder, Field};
    ///
    /// let mut builder = Builder::default();
    /// assert_eq!(builder.add(&[(Field::Title, "Action de 2006")], 1.0), 0);
    /// assert_eq!(builder.add(&[(Field::Title, "Action de 2020")], 1.2), 1);
    /// assert_eq!(builder.build().search("action", 1).hits[0].document, 1);
    /// ```
    pub fn add(&mut self, fields: &[(Field, &str)], prior: f32) -> u32 {
        let document = self.priors.len() as u32;
        self.priors.push(if prior.is_finite() && prior > 0.0 { prior } else { 1.0 });
        let mut mentions = Vec::new();
        for &(field, text) in fields {
            let start = mentions.len();
            let mut length = 0;
            let mut name = Vec::new();
            for group in groups(text) {
                length += group.tokens.len();
                for token in group.tokens.iter().chain(&group.joined) {
                    mentions.push((self.number(&token.term), field.weight()));
                }
                if field.is_name() {
                    name.extend(group.asked());
                }
            }
            let longer = LENGTH_SHARE * (length as f32 / field.usual_words() - 1.0);
            mentions[start..].iter_mut().for_each(|(_, weight)| *weight /= 1.0 + longer);
            if field.is_name() {
                self.add_name(&name);
            }
        }
        self.documents.close();
        let mentions = in_order(mentions, &|(one, _), (other, _)| one.cmp(other));
        self.entries.extend(mentions.chunk_by(|one, other| one.0 == other.0).map(|same| {
            let weight: f32 = same.iter().map(|(_, weight)| weight).sum();
            (same[0].0, Posting { document, impact: weight / (weight + HALF_SATURATION) })
        }));
        document
    }

    /// The number of a term, a new one if need be.
    fn number(&mut self, term: &str) -> u32 {
        if let Some(&number) = self.terms.get(term) {
            return number;
        }
        let number = self.terms.len() as u32;
        self.terms.insert(term.to_owned(), number);
        number
    }

    /// Keeps the words of a name as a query would have them: its articles left out, unless it has nothing else.
    fn add_name(&mut self, name: &[Token]) {
        if name.is_empty() {
            return;
        }
        let any_content = name.iter().any(Token::is_content);
        for token in name.iter().filter(|token| token.is_content() || !any_content) {
            let term = self.number(&token.term);
            self.names.push(term);
        }
        self.documents.push(self.names.len() as u32);
        self.names.close();
    }

    /// Sorts what was gathered.
    ///
    /// ```
    /// assert!(relais::search::Builder::default().build().is_empty());
    /// ```
    pub fn build(self) -> Index {
        let sorted = in_order(self.terms.into_iter().collect(), &<(String, u32)>::cmp);
        let mut terms = Rows::default();
        let mut rank_of = vec![0; sorted.len()];
        for (rank, (text, number)) in sorted.iter().enumerate() {
            text.bytes().for_each(|letter| terms.push(letter));
            terms.close();
            rank_of[*number as usize] = rank as u32;
        }
        let by_stem = (0..).zip(&sorted).map(|(term, (text, _))| (stem(text), term)).collect();
        let by_stem = in_order(by_stem, &<(String, u32)>::cmp).into_iter().map(|(_, term)| term).collect();
        let mut names = self.names;
        names.values_mut().iter_mut().for_each(|term| *term = rank_of[*term as usize]);
        let postings = postings_by_term(self.entries, &rank_of);
        Index { terms, by_stem, postings, names, documents: self.documents, priors: self.priors }
    }
}

/// Counting sort: the entries come in order of documents, and stay so within each term.
fn postings_by_term(entries: Vec<(u32, Posting)>, rank_of: &[u32]) -> Rows<Posting> {
    let mut ends = vec![0; rank_of.len()];
    for (term, _) in &entries {
        ends[rank_of[*term as usize] as usize] += 1;
    }
    let mut total = 0;
    for end in &mut ends {
        let count = *end;
        *end = total;
        total += count;
    }
    let mut postings = vec![Posting::default(); entries.len()];
    for (term, posting) in entries {
        let place = &mut ends[rank_of[term as usize] as usize];
        postings[*place as usize] = posting;
        *place += 1;
    }
    Rows::new(postings, ends)
}
