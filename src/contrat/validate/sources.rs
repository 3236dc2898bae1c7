//! Facts that say where they are printed.

use serde_json::Value;

use super::each;
use crate::contrat::finding::{Findings, Place};

/// What owes a source: everything of a contract that the app shows as the document's word.
pub(super) const OWED: [&str; 14] = [
    "quartiers/*",
    "quartiers/*/chiffres/*",
    "noeuds/*",
    "noeuds/*/chiffres/*",
    "noeuds/*/leviers/*",
    "diagnostics/*/atouts/*",
    "diagnostics/*/faiblesses/*",
    "dispositifs/*",
    "indicateurs/*",
    "gouvernance/instances/*",
    "gouvernance/fonctions/*",
    "gouvernance/equipe/*",
    "gouvernance/conseil_citoyen/colleges/*",
    "suivi/*",
];

/// What should have a source, but stands on a page that names one already.
pub(super) const WISHED: [&str; 3] = ["contrat/notes/*", "noeuds/*/notes/*", "noeuds/*/adulte_relais"];

/// Checks that facts have sources. A missing field where it is owed is a matter of shape, reported there.
pub(super) fn check(pack: &Value, found: &mut Findings) {
    for path in OWED {
        each(pack, path, &Place::Root, &mut |fact, at| {
            if fact.get("sources").and_then(Value::as_array).is_some_and(Vec::is_empty) {
                found.error(
                    &at.key("sources"),
                    "aucune source : on ne sait pas où c'est imprimé".into(),
                    "Nommer le document et l'endroit : { \"document\": \"d1\", \"repere\": \"p. 12\" }.".into(),
                );
            }
        });
    }
    for path in WISHED {
        each(pack, path, &Place::Root, &mut |fact, at| {
            let sources = fact.get("sources").and_then(Value::as_array);
            if fact.is_object() && sources.is_none_or(Vec::is_empty) {
                found.warning(at, "aucune source".into(), "Dire où c'est imprimé.".into());
            }
        });
    }
}
