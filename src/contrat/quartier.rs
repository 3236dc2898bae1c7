//! Quartiers: the districts that the contract is made for.

use super::shape::{choice, record};
use super::source::{Chiffre, Source};

record! {
    /// A district.
    pub struct Quartier {
        required {
            /// Slug, unique in the pack.
            id: String,
            /// Name as printed.
            nom: String,
            /// Its standing in the *politique de la ville*.
            statut: StatutQuartier,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// Id of the commune.
            commune: Option<String>,
            /// Official code (`QN…` since 2024, `QP…` before); never guessed from the name.
            code_qpv: Option<String>,
            /// Printed figures about it.
            chiffres: Vec<Chiffre>,
        }
    }
}

choice! {
    /// The standing of a district.
    pub enum StatutQuartier {
        /// *Quartier prioritaire de la politique de la ville*.
        Qpv = "qpv",
        /// *Quartier de veille*: watched, no longer prioritaire.
        Veille = "veille",
        /// Urban renewal project.
        ProjetUrbain = "projet-urbain",
        /// Another district that the document names.
        Autre = "autre",
    }
}
