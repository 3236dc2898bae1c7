//! Ids that lead somewhere.

use serde_json::Value;

use super::ids::Ids;
use super::sources::{OWED, WISHED};
use super::{each, each_text};
use crate::contrat::finding::{Findings, Place, quote};

/// Every field that names an entry of a list: the path, and the list.
const REFERENCES: [(&str, &str); 20] = [
    ("contrat/signataires/*/acteur", "acteurs"),
    ("quartiers/*/commune", "contrat/communes"),
    ("noeuds/*/parent", "noeuds"),
    ("noeuds/*/commune", "contrat/communes"),
    ("noeuds/*/quartiers/*", "quartiers"),
    ("noeuds/*/axes/*", "noeuds"),
    ("noeuds/*/financeurs/*/acteur", "acteurs"),
    ("noeuds/*/operateurs/*/acteur", "acteurs"),
    ("noeuds/*/acteurs/*/acteur", "acteurs"),
    ("noeuds/*/dispositifs/*/dispositif", "dispositifs"),
    ("noeuds/*/leviers/*/actions/*", "noeuds"),
    ("noeuds/*/leviers/*/pilotes/*/acteur", "acteurs"),
    ("noeuds/*/leviers/*/appuis/*/acteur", "acteurs"),
    ("noeuds/*/leviers/*/partenaires/*/acteur", "acteurs"),
    ("noeuds/*/leviers/*/indicateurs/*", "indicateurs"),
    ("noeuds/*/renvois/*/noeud", "noeuds"),
    ("noeuds/*/variante_de", "noeuds"),
    ("diagnostics/*/noeud", "noeuds"),
    ("dispositifs/*/porteurs/*/acteur", "acteurs"),
    ("dispositifs/*/communes/*", "contrat/communes"),
];

/// Checks that every id named anywhere is the id of an entry.
pub(super) fn check(pack: &Value, ids: &Ids<'_>, found: &mut Findings) {
    for (path, list) in REFERENCES {
        each_text(pack, path, &Place::Root, &mut |id, at| check_one(id, list, ids, at, found));
    }
    for path in OWED.into_iter().chain(WISHED) {
        each(pack, path, &Place::Root, &mut |fact, at| {
            each_text(fact, "sources/*/document", at, &mut |id, at| check_one(id, "contrat/documents", ids, at, found));
        });
    }
}

fn check_one(id: &str, list: &str, ids: &Ids<'_>, at: &Place<'_>, found: &mut Findings) {
    if !ids.has(list, id) {
        found.error(
            at,
            format!("{} ne désigne aucune entrée de « {list} »", quote(id)),
            format!("Corriger cet id, ou ajouter l'entrée à « {list} »."),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_a_list_with_ids() {
        for (path, list) in REFERENCES {
            assert!(super::super::ids::LISTS.contains(&list), "{path} leads to {list}");
        }
    }
}
