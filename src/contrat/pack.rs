//! A pack: the whole file of one contract, format `relais-contrat/1`.

use super::acteur::{Acteur, Ref};
use super::dispositif::Dispositif;
use super::finding::{Findings, Place};
use super::gouvernance::Gouvernance;
use super::indicateur::Indicateur;
use super::noeud::Noeud;
use super::quartier::Quartier;
use super::shape::{Shape, choice, record};
use super::source::{Note, TexteSource};
use super::validate;

/// The format that this app reads and writes.
pub const FORMAT: &str = "relais-contrat/1";

/// Reads and validates the text of a pack.
///
/// Returns the pack with the warnings, or every finding at once when the file is refused. A file of another format,
/// or with more nodes than any contract has, is refused without a look at the rest. What only the vocabulary can tell, [`super::check_with_vocabulaire`] does.
///
/// ```
/// let refused = relais::contrat::read("{}").unwrap_err();
/// assert!(refused.iter().any(|finding| finding.what.contains("format")));
/// ```
pub fn read(text: &str) -> Result<(Pack, Findings), Findings> {
    let mut found = Findings::default();
    let Some(value) = validate::parse_json(text, &mut found) else { return Err(found) };
    if !validate::known_format(&value, FORMAT, &mut found) || !validate::within_reach(&value, &mut found) {
        return Err(found);
    }
    Pack::check(&value, &Place::Root, &mut found);
    validate::check_rules(&value, &mut found);
    if found.has_errors() {
        return Err(found);
    }
    match Pack::read(value) {
        Some(pack) => Ok((pack, found)),
        None => {
            found.error(&Place::Root, UNREADABLE.into(), "Signaler ce message : c'est une erreur de Relais.".into());
            Err(found)
        }
    }
}

/// Check and reading come from one declaration, so this is a fault of ours: it is said, and nothing is lost.
pub(super) const UNREADABLE: &str = "le fichier est en ordre mais n'a pas pu être lu";

/// Reads the text of a pack that [`read`] accepted before, without judging it again.
///
/// Returns nothing when the text is no longer what was accepted: the device has damaged it.
pub fn reopen(text: &str) -> Option<Pack> {
    Pack::read(validate::reparse(text)?)
}

record! {
    /// One contract, whole.
    pub struct Pack {
        required {
            /// Always [`FORMAT`].
            format: String,
            /// Id of the contract; also the name of its file.
            id: String,
            /// Version of this file, from 1, one more at each publication.
            version: i32,
            /// What the contract is.
            contrat: Entete,
            /// The tree, in printed order.
            noeuds: Vec<Noeud>,
        }
        optional {
            /// Districts.
            quartiers: Vec<Quartier>,
            /// Diagnosis by node.
            diagnostics: Vec<Diagnostic>,
            /// Everyone who is named.
            acteurs: Vec<Acteur>,
            /// Every scheme and help.
            dispositifs: Vec<Dispositif>,
            /// Every indicator.
            indicateurs: Vec<Indicateur>,
            /// How the contract is run.
            gouvernance: Option<Gouvernance>,
            /// How it will be followed and judged.
            suivi: Vec<TexteSource>,
            /// Acronyms.
            sigles: Vec<Sigle>,
            /// Contradictions and misprints of the document, and what was chosen.
            anomalies: Vec<Anomalie>,
        }
    }
}

record! {
    /// What the contract is: title, territory, period, who signed.
    pub struct Entete {
        required {
            /// Title.
            intitule: String,
            /// Kind of contract.
            r#type: TypeContrat,
            /// Territory.
            territoire: String,
            /// What it is about, in plain words.
            resume: String,
        }
        optional {
            /// Communes covered.
            communes: Vec<Commune>,
            /// First year.
            debut: Option<i32>,
            /// Last year.
            fin: Option<i32>,
            /// Date of signature as far as it is printed.
            signature: Option<String>,
            /// Who signed or is to sign.
            signataires: Vec<Ref>,
            /// The documents that the facts come from.
            documents: Vec<Document>,
            /// Rules and remarks about the whole contract.
            notes: Vec<Note>,
        }
    }
}

choice! {
    /// Kinds of contract.
    pub enum TypeContrat {
        /// *Contrat de ville* (2015).
        ContratDeVille = "contrat-de-ville",
        /// *Protocole d'engagements renforcés et réciproques* (2019).
        Protocole = "protocole",
        /// *Contrat urbain de cohésion sociale* (until 2014).
        Cucs = "cucs",
        /// *Engagements Quartiers 2030*.
        Quartiers2030 = "quartiers-2030",
    }
}

impl TypeContrat {
    /// Its name for a person.
    pub fn label(self) -> &'static str {
        match self {
            TypeContrat::ContratDeVille => "Contrat de ville",
            TypeContrat::Protocole => "Protocole d'engagements renforcés et réciproques",
            TypeContrat::Cucs => "Contrat urbain de cohésion sociale",
            TypeContrat::Quartiers2030 => "Engagements Quartiers 2030",
        }
    }
}

record! {
    /// A commune of the contract.
    pub struct Commune {
        required {
            /// Slug, unique in the pack.
            id: String,
            /// Name.
            nom: String,
        }
        optional {}
    }
}

record! {
    /// A document that facts come from.
    pub struct Document {
        required {
            /// Slug, unique in the pack.
            id: String,
            /// Title.
            titre: String,
        }
        optional {
            /// Date as far as it is known: `AAAA`, `AAAA-MM` or `AAAA-MM-JJ`.
            date: Option<String>,
            /// Name of the file that was read.
            fichier: Option<String>,
        }
    }
}

record! {
    /// Strengths and weaknesses of a node.
    pub struct Diagnostic {
        required {
            /// Id of the node.
            noeud: String,
        }
        optional {
            /// Strengths.
            atouts: Vec<TexteSource>,
            /// Weaknesses.
            faiblesses: Vec<TexteSource>,
        }
    }
}

record! {
    /// An acronym.
    pub struct Sigle {
        required {
            /// As printed.
            sigle: String,
            /// One plain sentence.
            explication: String,
        }
        optional {
            /// Spelt out; absent when nobody can say for sure.
            developpe: Option<String>,
            /// Whether the document itself uses it.
            dans_le_document: bool,
        }
    }
}

record! {
    /// A contradiction or misprint of the document.
    pub struct Anomalie {
        required {
            /// Where.
            repere: String,
            /// What is odd.
            constat: String,
            /// What this pack chose.
            choix: String,
        }
        optional {}
    }
}
