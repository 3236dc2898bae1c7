//! What all contracts share: life needs, publics, national acteurs, renamings, national themes.

use super::finding::{Findings, Place};
use super::shape::{Shape, choice, record};
use super::validate;

/// The format of `vocabulaire.json`.
pub const FORMAT_VOCABULAIRE: &str = "relais-vocabulaire/1";

/// Reads the shared vocabulary, or returns every finding at once.
pub fn read(text: &str) -> Result<Vocabulaire, Findings> {
    let mut found = Findings::default();
    let Some(value) = validate::parse_json(text, &mut found) else { return Err(found) };
    Vocabulaire::check(&value, &Place::Root, &mut found);
    validate::check_texts(&value, &mut found);
    if found.has_errors() {
        return Err(found);
    }
    let vocabulaire: Vocabulaire = serde_json::from_value(value).map_err(|error| {
        found.error(
            &Place::Root,
            format!("le vocabulaire n'a pas pu être lu ({error})"),
            "Signaler ce message : c'est une erreur de Relais.".into(),
        );
        found.clone()
    })?;
    validate::check_vocabulaire(&vocabulaire, &mut found);
    if found.has_errors() { Err(found) } else { Ok(vocabulaire) }
}

record! {
    /// The vocabulary shared by all contracts.
    pub struct Vocabulaire {
        required {
            /// Always [`FORMAT_VOCABULAIRE`].
            format: String,
            /// Version of this file.
            version: i32,
            /// Life needs, in the order shown to residents.
            besoins: Vec<Besoin>,
            /// Publics.
            publics: Vec<Public>,
            /// National acteurs.
            acteurs: Vec<ActeurCommun>,
            /// Old names and what they became.
            correspondances: Vec<Correspondance>,
            /// National themes of the *politique de la ville*.
            themes_anct: Vec<ThemeAnct>,
        }
        optional {}
    }
}

record! {
    /// A life need, in the first person.
    pub struct Besoin {
        required {
            /// Slug.
            id: String,
            /// "Je cherche un travail".
            libelle: String,
            /// Name of an icon of the Lucide set.
            icone: String,
            /// Everyday words and synonyms, for search.
            mots: Vec<String>,
        }
        optional {
            /// Matching `thematiques` of data·inclusion, schema 1.0.8.
            themes_di: Vec<String>,
        }
    }
}

record! {
    /// A public.
    pub struct Public {
        required {
            /// Slug.
            id: String,
            /// Name.
            libelle: String,
        }
        optional {
            /// Youngest age, in years.
            age_min: Option<i32>,
            /// Oldest age, in years.
            age_max: Option<i32>,
            /// Matching `publics` of data·inclusion, schema 1.0.8.
            codes_di: Vec<String>,
        }
    }
}

record! {
    /// An acteur known in the whole country.
    pub struct ActeurCommun {
        required {
            /// Slug.
            id: String,
            /// Current name.
            nom: String,
            /// What it does for people, in one plain line.
            explication: String,
        }
        optional {
            /// Acronym.
            sigle: Option<String>,
            /// Old names and synonyms.
            autres_noms: Vec<String>,
        }
    }
}

record! {
    /// An old name and what it became.
    pub struct Correspondance {
        required {
            /// The old name.
            ancien: String,
            /// What happened.
            nature: NatureCorrespondance,
            /// How sure this is.
            certitude: CertitudeCorrespondance,
        }
        optional {
            /// Acronym of the old name.
            sigle: Option<String>,
            /// Other spellings.
            autres: Vec<String>,
            /// Current names; empty when it ended without a successor.
            actuels: Vec<String>,
            /// Year of the change.
            annee: Option<i32>,
            /// One plain sentence.
            note: Option<String>,
        }
    }
}

choice! {
    /// What happened to an old name.
    pub enum NatureCorrespondance {
        /// Same thing, new name.
        Renomme = "renomme",
        /// Another thing took its place.
        Remplace = "remplace",
        /// Merged into another.
        Fusionne = "fusionne",
        /// Ended.
        Termine = "termine",
        /// Split.
        Scinde = "scinde",
    }
}

choice! {
    /// How sure a renaming is.
    pub enum CertitudeCorrespondance {
        /// Publicly known.
        Sure = "sure",
        /// Likely.
        Probable = "probable",
    }
}

record! {
    /// A national theme.
    pub struct ThemeAnct {
        required {
            /// Code ("1.1").
            code: String,
            /// Name.
            libelle: String,
        }
        optional {
            /// Code of the theme above.
            parent: Option<String>,
        }
    }
}
