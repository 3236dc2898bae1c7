//! Every figure that shapes the order of results, each with what turning it does.

/// What a text is to its document: how much a word found in it counts.
///
/// ```
/// use relais::search::{Builder, Field};
///
/// let mut builder = Builder::default();
/// builder.add(&[(Field::Title, "Ateliers du soir"), (Field::Body, "On y parle aussi de logement.")], 1.0);
/// builder.add(&[(Field::Title, "Fonds de solidarité"), (Field::Acronym, "FSL"), (Field::Keywords, "logement")], 1.0);
/// assert_eq!(builder.build().search("logement", 1).hits[0].document, 1);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The name as printed. It earns the bonuses for a query that is, or begins, a name.
    Title,
    /// An acronym alone ("CAF"). A name too.
    Acronym,
    /// A former or everyday name. A name too; one call per name.
    OtherName,
    /// Words put there for search: needs, publics, synonyms.
    Keywords,
    /// A sentence or two that say what it is.
    Summary,
    /// All the rest.
    Body,
}

impl Field {
    /// How many mentions in the body one mention here is worth. Raise it, and the field wins over the others.
    pub(super) fn weight(self) -> f32 {
        match self {
            Field::Title => 8.0,
            Field::Acronym => 10.0,
            Field::OtherName => 6.0,
            Field::Keywords => 3.0,
            Field::Summary => 2.0,
            Field::Body => 1.0,
        }
    }

    /// The number of words at which the field is neither short nor long. A word counts for more in a shorter text,
    /// for less in a longer one. Fixed rather than averaged, so that a score does not move when a document is added.
    pub(super) fn usual_words(self) -> f32 {
        match self {
            Field::Acronym => 1.0,
            Field::Title | Field::OtherName => 5.0,
            Field::Keywords => 12.0,
            Field::Summary => 25.0,
            Field::Body => 60.0,
        }
    }

    /// Whether the field names the document, which opens it to the bonuses below.
    pub(super) fn is_name(self) -> bool {
        matches!(self, Field::Title | Field::Acronym | Field::OtherName)
    }
}

/// How much the length of a field matters: 0 not at all, 1 fully. Higher favours short titles. (BM25's `b`.)
pub(super) const LENGTH_SHARE: f32 = 0.5;

/// The weighted number of mentions that earns half of what endless mentions would. Lower makes a first mention
/// nearly enough wherever it stands; higher lets titles and repetition weigh. (BM25's `k1`.)
pub(super) const HALF_SATURATION: f32 = 3.0;

/// The word exactly as typed, accents and case aside.
pub(super) const EXACT: f32 = 1.0;

/// Another form of the word: plural, feminine. Lower, and "logements" ranks further below "logement".
pub(super) const SAME_STEM: f32 = 0.9;

/// The word written in one piece or in several: "adulterelais" for "adulte-relais".
pub(super) const JOINED: f32 = 0.9;

/// A longer word that begins as typed: this much at least, and up to [`PREFIX_SPAN`] more as less is left to type.
pub(super) const PREFIX_FLOOR: f32 = 0.35;
/// See [`PREFIX_FLOOR`]. Their sum stays below [`SAME_STEM`], or beginnings would beat plurals.
pub(super) const PREFIX_SPAN: f32 = 0.4;

/// What is left of a prefix's strength for a word that is not the last: it is probably complete.
pub(super) const INNER_PREFIX: f32 = 0.5;
/// Below this many letters a word that is not the last stands for itself only.
pub(super) const INNER_PREFIX_LETTERS: usize = 3;

/// The query is one of the document's names, whole ("caf", "garde d'enfants"): its score is multiplied by this.
pub(super) const EXACT_NAME: f32 = 2.0;
/// The query is how one of the document's names begins: its score is multiplied by this.
pub(super) const NAME_START: f32 = 1.3;

/// When no document has all words: the share of the words below which a document is not shown at all, unless no
/// document reaches it. Lower shows more, and less to the point.
pub(super) const PARTIAL_SHARE: f32 = 0.5;

/// Words of a query beyond this number are ignored. It bounds the time of a search when a whole page is pasted.
pub(super) const MAX_QUERY_WORDS: usize = 16;
