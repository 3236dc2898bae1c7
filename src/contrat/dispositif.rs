//! Dispositifs: the named schemes and the help that a person can be sent to.

use super::acteur::Ref;
use super::shape::{choice, record};
use super::source::Source;

record! {
    /// A scheme, a help without a name, or the reminder of a convention.
    pub struct Dispositif {
        required {
            /// Slug, unique in the pack.
            id: String,
            /// Name as printed.
            nom: String,
            /// Named scheme, unnamed help, or framework.
            nature: NatureDispositif,
            /// Whether it was there, planned or only studied when the document was written.
            au_document: AuDocument,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// Acronym.
            sigle: Option<String>,
            /// Other names of the same scheme.
            autres_noms: Vec<String>,
            /// One or two plain sentences.
            resume: Option<String>,
            /// Who carries it.
            porteurs: Vec<Ref>,
            /// Ids of the communes where it stands, when not all.
            communes: Vec<String>,
            /// When it starts or started, as printed.
            debut: Option<Debut>,
            /// Ids of publics of the vocabulary.
            publics: Vec<String>,
            /// Ids of besoins of the vocabulary.
            besoins: Vec<String>,
            /// Conditions, as far as the document says.
            conditions: Vec<String>,
            /// Whether a resident can be sent to it.
            pour_habitants: bool,
            /// The sheet for residents, in plain words.
            simple: Option<Simple>,
            /// What is known of it today.
            etat: Option<Etat>,
        }
    }
}

/// A start as printed: a year or a wording ("septembre 2015").
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema),
    serde(untagged)
)]
pub enum Debut {
    /// A year.
    Annee(i32),
    /// A wording.
    Texte(String),
}

impl super::shape::Shape for Debut {
    fn check(value: &serde_json::Value, at: &super::Place<'_>, found: &mut super::Findings) {
        if value.is_number() {
            i32::check(value, at, found);
        } else {
            String::check(value, at, found);
        }
    }

    fn take(value: serde_json::Value, whole: &mut bool) -> Self {
        if value.is_number() { Debut::Annee(i32::take(value, whole)) } else { Debut::Texte(String::take(value, whole)) }
    }
}

impl std::fmt::Display for Debut {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Debut::Annee(year) => write!(out, "{year}"),
            Debut::Texte(text) => out.write_str(text),
        }
    }
}

choice! {
    /// What kind of help a line is. Only `dispositif` counts as a named scheme.
    pub enum NatureDispositif {
        /// A scheme with a name.
        Dispositif = "dispositif",
        /// Help that is described without a name.
        Soutien = "soutien",
        /// The reminder of a convention or plan.
        Cadre = "cadre",
    }
}

choice! {
    /// Its state when the document was written.
    pub enum AuDocument {
        /// It existed.
        Existant = "existant",
        /// It was to come.
        Prevu = "prevu",
        /// It was only being studied.
        ALEtude = "a-l-etude",
    }
}

record! {
    /// The resident's sheet: six parts in plain words, short sentences.
    pub struct Simple {
        required {
            /// A title that says what one gets.
            titre: String,
            /// What it is.
            cest_quoi: String,
            /// For whom.
            pour_qui: String,
            /// How to ask for it.
            comment_faire: String,
        }
        optional {
            /// The kind of place to go to, as far as the document names one.
            ou_aller: String,
            /// Papers to bring; empty when the document names none.
            papiers: String,
        }
    }
}

record! {
    /// What is known of a dispositif today. Old is old: by default nothing was checked.
    pub struct Etat {
        required {
            /// The state.
            valeur: ValeurEtat,
        }
        optional {
            /// What it became; owed when `renomme`.
            devenu: Vec<String>,
            /// Date of the check, `AAAA-MM-JJ`.
            verifie_le: Option<String>,
            /// Role of whoever checked.
            verifie_par: Option<String>,
            /// A remark.
            note: String,
        }
    }
}

choice! {
    /// The states of a dispositif.
    pub enum ValeurEtat {
        /// Nobody has checked since the document.
        NonVerifie = "non-verifie",
        /// It exists.
        EnVigueur = "en-vigueur",
        /// It has ended.
        Termine = "termine",
        /// It goes by another name.
        Renomme = "renomme",
        /// It is suspended.
        Suspendu = "suspendu",
    }
}
