//! Indicateurs: how the contract says that it will be judged.

use super::shape::{choice, record};
use super::source::Source;

record! {
    /// An indicator, one per printed wording.
    pub struct Indicateur {
        required {
            /// Slug, unique in the pack.
            id: String,
            /// As printed.
            intitule: String,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// What it counts in ("%", "personnes").
            unite: Option<String>,
            /// What it tells.
            nature: Option<NatureIndicateur>,
            /// How it is worked out, as far as the document says.
            calcul: Option<String>,
        }
    }
}

choice! {
    /// What an indicator tells.
    pub enum NatureIndicateur {
        /// What was done.
        Realisation = "realisation",
        /// What it changed.
        Resultat = "resultat",
        /// The situation around.
        Contexte = "contexte",
    }
}

impl NatureIndicateur {
    /// What it tells, in one word for a person.
    pub fn label(self) -> &'static str {
        match self {
            NatureIndicateur::Realisation => "réalisation",
            NatureIndicateur::Resultat => "résultat",
            NatureIndicateur::Contexte => "contexte",
        }
    }
}
