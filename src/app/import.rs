//! A contract from a file of the person's own: judged whole before anything is written.

use super::catalogue::Candidate;
use super::changes::{self, Changes};
use super::explain::Explanation;
use super::port::{Origine, PackHeader, PackStore, StoreError};
use crate::contrat::validate::MAX_BYTES;
use crate::contrat::{self, Finding, Findings, Severity, Vocabulaire};

/// Why a file cannot become a contract. Nothing was written.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportError {
    /// More bytes than a contract has.
    TooLarge {
        /// Its size, in bytes.
        octets: u64,
    },
    /// The phone could not read it to its end.
    Broken,
    /// Something else altogether: what it is, with its article.
    Foreign(&'static str),
    /// A text, but not in UTF-8.
    Encoding {
        /// The line of the first sign that is not UTF-8, from 1.
        line: usize,
    },
    /// The file ends within a letter.
    Cut,
    /// It breaks the rules of the format; every finding is there.
    Refused(Findings),
}

/// Reads the bytes of a file by the rules for every contract, those of the vocabulary included.
pub fn examine(bytes: Vec<u8>, vocabulaire: &Vocabulaire) -> Result<Candidate, ImportError> {
    check_size(bytes.len() as u64)?;
    if let Some(kind) = foreign(&bytes) {
        return Err(ImportError::Foreign(kind));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(&error))?;
    let (pack, mut found) = contrat::read(&text).map_err(ImportError::Refused)?;
    found.append(contrat::check_with_vocabulaire(&pack, vocabulaire));
    if found.has_errors() {
        return Err(ImportError::Refused(found));
    }
    Ok(Candidate::new(pack, text, found, Origine::Fichier))
}

/// A contract as it is shown before it is installed.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// What would be installed.
    pub candidate: Candidate,
    /// What it stands against on the device.
    pub against: Against,
}

/// What the device has under the id of a contract that might be installed.
#[derive(Debug, Clone, PartialEq)]
pub enum Against {
    /// Nothing.
    Nothing,
    /// The very same file.
    Same,
    /// Another file, which would be replaced.
    Other {
        /// The one that is kept.
        kept: PackHeader,
        /// What would change; nothing when the one that is kept can no longer be read.
        changes: Option<Changes>,
    },
}

/// Compares a contract with what the device has, so that a person can decide. Nothing is written.
pub async fn weigh(store: &impl PackStore, candidate: Candidate) -> Result<Preview, StoreError> {
    let new = &candidate.stored;
    let kept = store.list().await?.into_iter().find(|kept| kept.id == new.header.id);
    let against = match kept {
        None => Against::Nothing,
        Some(kept) if kept.sha256 == new.header.sha256 => Against::Same,
        Some(kept) => {
            let text = store.text(&kept.id).await?.unwrap_or_default();
            Against::Other { changes: changes::between(&text, &new.text), kept }
        }
    };
    Ok(Preview { candidate, against })
}

/// Refuses a file by its size alone, before it is read.
pub fn check_size(octets: u64) -> Result<(), ImportError> {
    if octets > MAX_BYTES as u64 { Err(ImportError::TooLarge { octets }) } else { Ok(()) }
}

/// The kinds of files that people choose by mistake, by the bytes that they begin with.
const FOREIGN: [(&[u8], &str); 12] = [
    (b"\xFF\xD8\xFF", "une photo"),
    (b"\x89PNG", "une image"),
    (b"GIF8", "une image"),
    (b"PK\x03\x04", "une archive (.zip, .docx ou .xlsx)"),
    (b"\x1F\x8B", "une archive (.gz)"),
    (b"7z\xBC\xAF", "une archive (.7z)"),
    (b"Rar!", "une archive (.rar)"),
    (b"%PDF", "un document PDF"),
    (b"\xD0\xCF\x11\xE0", "un ancien document Word ou Excel"),
    (b"ID3", "un son"),
    (b"\xFF\xFE", "un texte en UTF-16"),
    (b"\xFE\xFF", "un texte en UTF-16"),
];

fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let known = FOREIGN.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, kind)| kind);
    // The pictures and films of phones say what they are after four bytes of length.
    let of_phone = || bytes.get(4..8).filter(|&kind| kind == b"ftyp").map(|_| "une photo ou une vidéo");
    // No text has this byte: a file that has it is made for programs.
    let of_program = || bytes.contains(&0).then_some("un fichier qui n'est pas du texte");
    known.or_else(of_phone).or_else(of_program)
}

fn not_utf8(error: &std::string::FromUtf8Error) -> ImportError {
    let told = error.utf8_error();
    match told.error_len() {
        None => ImportError::Cut,
        Some(_) => {
            let before = &error.as_bytes()[..told.valid_up_to()];
            ImportError::Encoding { line: 1 + before.iter().filter(|&&byte| byte == b'\n').count() }
        }
    }
}

impl ImportError {
    /// Every finding, if the file came to be judged: the errors first.
    pub fn findings(&self) -> Vec<Finding> {
        match self {
            ImportError::Refused(found) => sorted(found),
            _ => Vec::new(),
        }
    }

    /// Tells why the file was not installed.
    pub fn explain(&self) -> Explanation {
        const SAFE: &str = "Rien n'a changé sur ce téléphone.";
        const ANOTHER: &str = "Choisissez le fichier .json du contrat.";
        match self {
            ImportError::TooLarge { octets } => Explanation::new(
                format!(
                    "Le fichier est trop gros : {} Mo. La limite est de {} Mo.",
                    octets.div_ceil(1024 * 1024),
                    MAX_BYTES / (1024 * 1024)
                ),
                SAFE,
                "Vérifiez que c'est bien un contrat : les plus longs connus font moins de 1 Mo.",
            ),
            ImportError::Broken => Explanation::new(
                "Le téléphone n'a pas pu lire ce fichier jusqu'au bout.",
                SAFE,
                "Copiez-le dans la mémoire du téléphone, puis choisissez-le à nouveau.",
            ),
            ImportError::Foreign(kind) => Explanation::new(format!("C'est {kind}, pas un contrat."), SAFE, ANOTHER),
            ImportError::Encoding { line } => Explanation::new(
                format!(
                    "Le fichier n'est pas écrit en UTF-8 : ses accents ne se lisent plus à partir de la ligne {line}."
                ),
                SAFE,
                "Ouvrez-le dans l'éditeur où il a été écrit, enregistrez-le en UTF-8, puis choisissez-le à nouveau.",
            ),
            ImportError::Cut => Explanation::new(
                "Le fichier s'arrête au milieu d'une lettre : il a sans doute été coupé.",
                SAFE,
                "Copiez-le ou téléchargez-le à nouveau.",
            ),
            ImportError::Refused(found) => match (found.count(Severity::Error), found.iter().next()) {
                // What is wrong with the file itself is said at once: a list of one line would only hide it.
                (1, Some(only)) if is_about_file(only) => {
                    Explanation::new(format!("Ce fichier ne convient pas : {}.", only.what), SAFE, only.mend.clone())
                }
                (1, _) => Explanation::new("Il y a une erreur dans ce fichier.", SAFE, MEND),
                (count, _) => Explanation::new(format!("Il y a {count} erreurs dans ce fichier."), SAFE, MEND),
            },
        }
    }
}

const MEND: &str = "Corrigez le fichier d'après la liste, ou envoyez-la à la personne qui l'a écrit.";

/// Whether a finding speaks of the file as a whole.
fn is_about_file(finding: &Finding) -> bool {
    finding.pointer.is_empty() || finding.pointer == "/format"
}

/// The findings with the errors first, otherwise in the order of the file.
pub fn sorted(found: &Findings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for severity in [Severity::Error, Severity::Warning] {
        findings.extend(found.iter().filter(|finding| finding.severity == severity).cloned());
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_contract_is_told_by_its_first_bytes() {
        for (bytes, kind) in [
            (b"\xFF\xD8\xFF\xE0\0\x10JFIF".as_slice(), "une photo"),
            (b"\x89PNG\r\n\x1A\n", "une image"),
            (b"\0\0\0\x18ftypheic", "une photo ou une vidéo"),
            (b"PK\x03\x04\x14\0", "une archive (.zip, .docx ou .xlsx)"),
            (b"%PDF-1.7\n%\xE2\xE3", "un document PDF"),
            (b"\xFF\xFE{\0}\0", "un texte en UTF-16"),
            (b"{ \"format\": \"relais\0", "un fichier qui n'est pas du texte"),
        ] {
            assert_eq!(foreign(bytes), Some(kind));
        }
        assert_eq!(foreign("\u{FEFF}{ \"é\": 1 }".as_bytes()), None);
        assert_eq!(foreign(b""), None);
    }

    #[test]
    fn errors_come_before_remarks() {
        let mut found = Findings::default();
        found.warning(&contrat::Place::Root, "remarque".into(), String::new());
        found.error(&contrat::Place::Root, "erreur".into(), String::new());
        let order: Vec<String> = sorted(&found).into_iter().map(|finding| finding.what).collect();
        assert_eq!(order, ["erreur", "remarque"]);
    }
}
