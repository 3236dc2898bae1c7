//! Emergency numbers and helplines of the whole country: `secours.json`.
//!
//! They are the only telephone numbers that the app gives of itself; each says who answers for it, and when it was
//! last known to be so.

use super::finding::{Findings, Place};
use super::pack::UNREADABLE;
use super::shape::{Shape, choice, record};
use super::validate;
use super::vocabulaire::Vocabulaire;

/// The format of `secours.json`.
pub const FORMAT_SECOURS: &str = "relais-secours/1";

/// Reads the numbers and holds them against the needs of the vocabulary, or returns every finding at once.
pub fn read(text: &str, vocabulaire: &Vocabulaire) -> Result<Secours, Findings> {
    let mut found = Findings::default();
    let Some(value) = validate::parse_json(text, &mut found) else { return Err(found) };
    if !validate::known_format(&value, FORMAT_SECOURS, &mut found) {
        return Err(found);
    }
    Secours::check(&value, &Place::Root, &mut found);
    validate::check_secours(&value, vocabulaire, &mut found);
    if found.has_errors() {
        return Err(found);
    }
    Secours::read(value).ok_or_else(|| {
        found.error(&Place::Root, UNREADABLE.into(), "Signaler ce message : c'est une erreur de Relais.".into());
        found
    })
}

record! {
    /// The numbers, those of greatest danger first.
    pub struct Secours {
        required {
            /// Always [`FORMAT_SECOURS`].
            format: String,
            /// Version of this file.
            version: i32,
            /// The numbers, in the order shown.
            numeros: Vec<Numero>,
        }
        optional {}
    }
}

impl Secours {
    /// The numbers that help with a need; all of them when none is meant for it.
    pub fn pour(&self, besoin: &str) -> Vec<&Numero> {
        let some: Vec<&Numero> =
            self.numeros.iter().filter(|numero| numero.besoins.iter().any(|id| id == besoin)).collect();
        if some.is_empty() { self.numeros.iter().collect() } else { some }
    }
}

record! {
    /// A number that anybody can call.
    pub struct Numero {
        required {
            /// Slug.
            id: String,
            /// Digits as they are read aloud, in groups: "116 006".
            numero: String,
            /// Who answers.
            nom: String,
            /// What it helps with.
            groupe: Groupe,
            /// When to call, to the person who calls.
            pour: String,
            /// What a call costs.
            cout: Cout,
            /// Who says so.
            source: SourceSecours,
        }
        optional {
            /// When it answers, where that is certain.
            horaires: Option<String>,
            /// Whether one writes to it instead of calling.
            sms: bool,
            /// Ids of besoins of the vocabulary.
            besoins: Vec<String>,
        }
    }
}

impl Numero {
    /// The address that makes a telephone call it, or write to it: `tel:116006`.
    pub fn href(&self) -> String {
        let mut address = String::from(if self.sms { "sms:" } else { "tel:" });
        address.extend(self.numero.chars().filter(char::is_ascii_digit));
        address
    }
}

record! {
    /// Who answers for a number, and when it was last known.
    pub struct SourceSecours {
        required {
            /// Name of the service or of its site.
            nom: String,
            /// Its address, `https://…`.
            adresse: String,
            /// When the number was last known to be so, `AAAA-MM-JJ` or `AAAA-MM`.
            date: String,
        }
        optional {}
    }
}

choice! {
    /// What a number helps with, the most urgent first.
    pub enum Groupe {
        /// Someone is in danger now.
        Danger = "danger",
        /// Violence.
        Violences = "violences",
        /// Children and the young.
        Enfants = "enfants",
        /// Body and mind.
        Sante = "sante",
        /// Rights.
        Droits = "droits",
    }
}

choice! {
    /// What a call costs.
    pub enum Cout {
        /// Nothing.
        Gratuit = "gratuit",
        /// What the caller pays for any other call.
        AppelNormal = "appel-normal",
    }
}
