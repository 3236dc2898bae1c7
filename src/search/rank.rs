//! Which documents answer a query, in which order.

use super::index::{Candidate, Index};
use super::knobs::{EXACT_NAME, NAME_START, PARTIAL_SHARE, SAME_STEM};
use super::query::{Query, QueryWord};
use crate::order::in_order;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The best documents, best first, at most as many as asked for.
    pub hits: Vec<Hit>,
    /// The number of documents that answer, shown or not.
    pub total: usize,
    /// The number of words searched for, those that carry no meaning left out.
    pub words: usize,
    /// Whether no document has all the words: the hits are then those that have most of them, to be told so.
    pub partial: bool,
}

/// A document found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its number: the order in which it was added, from 0.
    pub document: u32,
    /// Comparable within one search only.
    pub score: f32,
    /// How many of the words it has.
    pub matched: usize,
}

impl Index {
    /// The `limit` best documents that have every word of `query`, or, when there are none, those that have most.
    ///
    /// A word stands for all its forms: accents, case, plural, feminine, hyphenated or in one piece. The last word may
    /// be unfinished; words before it find longer words too, further down. Never fails: a query without a word finds
    /// nothing. Equal scores keep the order of the documents.
    ///
    /// ```
    /// use relais::search::{Builder, Field};
    ///
    /// let mut builder = Builder::default();
    /// builder.add(&[(Field::Title, "Mission locale"), (Field::Body, "Emploi des jeunes.")], 1.0);
    /// builder.add(&[(Field::Title, "Pôle emploi")], 1.0);
    /// let index = builder.build();
    ///
    /// let results = index.search("pole emplo", 10);
    /// assert_eq!((results.hits[0].document, results.total, results.partial), (1, 1, false));
    /// let results = index.search("emploi jeunes cuisine", 10);
    /// assert!(results.partial);
    /// assert_eq!((results.hits[0].document, results.hits[0].matched, results.words), (0, 2, 3));
    /// ```
    pub fn search(&self, query: &str, limit: usize) -> Results {
        let query = Query::parse(query);
        let words: Vec<Vec<Candidate>> = query.words.iter().map(|word| self.candidates(word)).collect();
        let tally = self.tally(&words);
        let most = tally.iter().map(|score| score.matched).max().unwrap_or(0);
        let partial = most > 0 && most < words.len();
        let floor = if partial { most.min((words.len() as f32 * PARTIAL_SHARE).ceil() as usize) } else { words.len() };

        let hits: Vec<Hit> = (0..)
            .zip(&tally)
            .filter(|(_, tally)| tally.matched > 0 && tally.matched >= floor)
            .map(|(document, &Tally { score, matched })| {
                let bonus = if matched == words.len() { self.name_bonus(document, &words) } else { 1.0 };
                Hit { document, score: score * bonus * self.priors[document as usize], matched }
            })
            .collect();
        let total = hits.len();
        let order = |one: &Hit, other: &Hit| {
            let by_score = other.matched.cmp(&one.matched).then(other.score.total_cmp(&one.score));
            by_score.then(one.document.cmp(&other.document))
        };
        let mut hits = in_order(hits, &order);
        hits.truncate(limit);
        Results { hits, total, words: words.len(), partial }
    }

    /// For each word of `query`, the documents that have it, in order: for who puts words together in a way of their
    /// own. Words are read as [`Index::search`] reads them.
    ///
    /// ```
    /// use relais::search::{Builder, Field};
    ///
    /// let mut builder = Builder::default();
    /// builder.add(&[(Field::Body, "Formulaire de la CAF")], 1.0);
    /// builder.add(&[(Field::Body, "Carte de transport")], 1.0);
    /// builder.add(&[(Field::Body, "Formulaire de transport")], 1.0);
    /// assert_eq!(builder.build().having("le formulaire transp"), [[0, 2], [1, 2]]);
    /// ```
    pub fn having(&self, query: &str) -> Vec<Vec<u32>> {
        let having = |word: &QueryWord| {
            let mut has = vec![false; self.len()];
            for candidate in self.candidates(word) {
                self.postings.row(candidate.term).iter().for_each(|posting| has[posting.document as usize] = true);
            }
            (0..).zip(has).filter(|(_, has)| *has).map(|(document, _)| document).collect()
        };
        Query::parse(query).words.iter().map(having).collect()
    }

    /// By document: the sum over the words of how rare the word is, times how much the document is about it.
    fn tally(&self, words: &[Vec<Candidate>]) -> Vec<Tally> {
        let mut tally = vec![Tally::default(); self.len()];
        let mut best = vec![0.0f32; self.len()];
        let mut touched = Vec::new();
        for candidates in words {
            for candidate in candidates {
                for posting in self.postings.row(candidate.term) {
                    let best = &mut best[posting.document as usize];
                    if *best == 0.0 {
                        touched.push(posting.document);
                    }
                    *best = best.max(candidate.strength * posting.impact);
                }
            }
            let rarity = (1.0 + self.len() as f32 / (touched.len() as f32 + 0.5)).ln();
            for document in touched.drain(..) {
                let tally = &mut tally[document as usize];
                tally.score += rarity * std::mem::take(&mut best[document as usize]);
                tally.matched += 1;
            }
        }
        tally
    }

    /// The best bonus that one of the document's names earns: for being the query, for beginning with it, or none.
    fn name_bonus(&self, document: u32, words: &[Vec<Candidate>]) -> f32 {
        let bonus = |name: &[u32]| {
            let strengths = words.iter().zip(name).map_while(|(word, &term)| strength(word, term));
            let (begun, whole) = strengths
                .fold((0, 0), |(begun, whole), strength| (begun + 1, whole + usize::from(strength >= SAME_STEM)));
            match () {
                () if whole == words.len() && whole == name.len() => EXACT_NAME,
                () if begun == words.len() => NAME_START,
                () => 1.0,
            }
        };
        self.documents.row(document).iter().map(|&name| bonus(self.names.row(name))).fold(1.0, f32::max)
    }
}

/// How far a document answers.
#[derive(Clone, Copy, Default)]
struct Tally {
    score: f32,
    /// The number of words that it has.
    matched: usize,
}

/// How strongly `term` answers the word with these candidates.
fn strength(word: &[Candidate], term: u32) -> Option<f32> {
    let place = word.binary_search_by_key(&term, |candidate| candidate.term).ok()?;
    Some(word[place].strength)
}
