//! Search: texts and weights in, ranked documents and marked passages out.
//!
//! This room knows nothing of contracts and uses only the standard library. A document is a few weighted texts
//! ([`Field`]), known by its rank in insertion order; who calls keeps the list that gives these ranks a meaning.
//!
//! ```
//! use relais::search::{Builder, Field};
//!
//! let mut builder = Builder::default();
//! builder.add(&[(Field::Title, "Permis de conduire"), (Field::Body, "Une aide pour passer l'examen.")], 1.0);
//! builder.add(&[(Field::Title, "Garde d'enfants"), (Field::Body, "Des solutions pour les parents.")], 1.0);
//! let index = builder.build();
//!
//! assert_eq!(index.search("garde enfant", 10).hits[0].document, 1);
//! assert_eq!(index.search("PERM", 10).hits[0].document, 0);
//! ```
//!
//! The way of a word, each step in one file: `fold` (case, accents), `words` (where words begin and end), `stem`
//! (plural, feminine), `stop` (what carries no meaning), `index` (dictionary and postings), `query` (what was typed),
//! `rank` (which documents, in which order), `highlight` (which passages). Every figure that shapes the order of
//! results stands in `knobs`. Synonyms and tolerance for typing errors have one place to enter:
//! `Index::candidates`, which turns a typed word into dictionary terms with their strengths.

mod fold;
mod highlight;
mod index;
mod knobs;
mod query;
mod rank;
mod rows;
mod stem;
mod stop;
#[cfg(test)]
mod tests;
mod words;

pub use fold::fold;
pub use highlight::{Part, Snippet, highlight, snippet};
pub use index::{Builder, Index};
pub use knobs::Field;
pub use rank::{Hit, Results};
pub use words::{Word, Words, words};
