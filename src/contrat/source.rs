//! Where a fact is printed, and the small things that carry a source: figures, notes, sentences.

use super::shape::{choice, record};

record! {
    /// A place in one of the contract's documents.
    pub struct Source {
        required {
            /// Id of a document of the contract.
            document: String,
            /// The place as a reader would look for it: "slide 41", "fiche 13-1", "p. 46".
            repere: String,
        }
        optional {}
    }
}

record! {
    /// A sentence of ours with the place that it sums up.
    pub struct TexteSource {
        required {
            /// The sentence.
            texte: String,
            /// Where the document says it; never empty.
            sources: Vec<Source>,
        }
        optional {}
    }
}

record! {
    /// A footnote or a rule of the document, in our words.
    pub struct Note {
        required {
            /// What it says.
            texte: String,
        }
        optional {
            /// The call printed in the text ("1", "*").
            appel: Option<String>,
            /// An address printed in the note.
            lien: Option<String>,
            /// Where it is printed.
            sources: Vec<Source>,
        }
    }
}

choice! {
    /// Whether a figure was observed or is aimed at.
    pub enum NatureChiffre {
        /// Observed.
        Constat = "constat",
        /// A target.
        Cible = "cible",
    }
}

record! {
    /// A printed figure.
    pub struct Chiffre {
        required {
            /// What is counted.
            libelle: String,
            /// The number; the lower bound when `jusqua` is there.
            valeur: f64,
            /// Observed or aimed at.
            nature: NatureChiffre,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// Upper bound of a range ("7 à 9").
            jusqua: Option<f64>,
            /// Unit as printed ("%", "habitants").
            unite: Option<String>,
            /// Year of the observation.
            annee: Option<i32>,
            /// When a target is due, as printed.
            horizon: Option<String>,
        }
    }
}
