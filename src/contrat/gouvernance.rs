//! Governance: who decides, who does which part, who speaks for the residents.

use super::shape::record;
use super::source::Source;

record! {
    /// How the contract is run. Every list may be empty: some documents say nothing of it.
    pub struct Gouvernance {
        required {}
        optional {
            /// Committees.
            instances: Vec<Instance>,
            /// Functions and modes of action, by level and body.
            fonctions: Vec<Fonction>,
            /// The project team.
            equipe: Vec<MembreEquipe>,
            /// The residents' council.
            conseil_citoyen: Option<ConseilCitoyen>,
        }
    }
}

record! {
    /// A committee.
    pub struct Instance {
        required {
            /// Its name.
            nom: String,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// Its level ("contrat", "quartier").
            niveau: Option<String>,
            /// What it does.
            role: Option<String>,
            /// Who sits there.
            composition: Option<String>,
            /// How often it meets.
            frequence: Option<String>,
        }
    }
}

record! {
    /// What a level or a body does.
    pub struct Fonction {
        required {
            /// The function.
            titre: String,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// The territorial level.
            niveau: Option<String>,
            /// The body.
            instance: Option<String>,
            /// What it does, line by line.
            textes: Vec<String>,
        }
    }
}

record! {
    /// A post of the project team.
    pub struct MembreEquipe {
        required {
            /// The post.
            role: String,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// What the document adds.
            precision: Option<String>,
            /// Whether the post is only possible.
            conditionnel: bool,
        }
    }
}

record! {
    /// The residents' council.
    pub struct ConseilCitoyen {
        required {
            /// Its colleges.
            colleges: Vec<College>,
        }
        optional {}
    }
}

record! {
    /// A college of the residents' council.
    pub struct College {
        required {
            /// Its name.
            nom: String,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// Who sits in it, as printed.
            membres: Vec<String>,
        }
    }
}
