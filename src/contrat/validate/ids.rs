//! Ids: well-formed, and one thing each.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{MAX_ID, each, each_text};
use crate::contrat::finding::{Findings, Place, quote};

/// The lists whose entries bear an id, unique in its list.
pub(super) const LISTS: [&str; 7] =
    ["contrat/communes", "contrat/documents", "quartiers", "noeuds", "acteurs", "dispositifs", "indicateurs"];

/// Other lists in which a value may stand once only: the list, the field, and whether a second one is an error.
///
/// The app shows one diagnosis per node, so that a second would be lost. Two meanings of one acronym do exist.
const ONCE: [(&str, &str, bool); 2] = [("diagnostics", "noeud", true), ("sigles", "sigle", false)];

/// The ids of a pack, list by list.
pub(super) struct Ids<'v>(HashMap<&'static str, HashSet<&'v str>>);

impl Ids<'_> {
    /// Whether `list`, one of [`LISTS`], has an entry with this id.
    pub(super) fn has(&self, list: &str, id: &str) -> bool {
        self.0.get(list).is_some_and(|ids| ids.contains(id))
    }
}

/// Checks all ids and gathers them.
pub(super) fn check<'v>(pack: &'v Value, found: &mut Findings) -> Ids<'v> {
    each_text(pack, "id", &Place::Root, &mut |id, at| check_form(id, at, found));
    let ids = LISTS.map(|list| (list, check_list(pack, list, found)));
    for (list, field, is_error) in ONCE {
        check_once(pack, list, field, is_error, found);
    }
    Ids(HashMap::from(ids))
}

/// Checks the ids of one list: form and uniqueness.
pub(super) fn check_list<'v>(file: &'v Value, list: &str, found: &mut Findings) -> HashSet<&'v str> {
    each_item(file, list, "id", &mut |id, at| check_form(id, at, found));
    check_once(file, list, "id", true, found)
}

/// Checks that no two entries of a list have the same text in a field, and returns these texts.
pub(super) fn check_once<'v>(
    file: &'v Value,
    list: &str,
    field: &str,
    is_error: bool,
    found: &mut Findings,
) -> HashSet<&'v str> {
    let mut first: HashMap<&str, String> = HashMap::new();
    each_item(file, list, field, &mut |text, at| {
        if text.trim().is_empty() {
            return;
        }
        let Some(before) = first.get(text) else {
            first.insert(text, at.pointer());
            return;
        };
        let what = format!("{} est déjà pris dans la même liste ({before})", quote(text));
        if is_error {
            found.error(at, what, format!("Donner à chaque entrée un « {field} » à elle, ou réunir les deux."));
        } else {
            found.warning(at, what, "Réunir les deux, s'il s'agit de la même chose.".into());
        }
    });
    first.into_keys().collect()
}

/// Calls `visit` with the text of `field` in each entry of `list`.
fn each_item<'v>(file: &'v Value, list: &str, field: &str, visit: &mut dyn FnMut(&'v str, &Place<'_>)) {
    each(file, list, &Place::Root, &mut |entries, at| {
        each(entries, "*", at, &mut |entry, at| each_text(entry, field, at, visit));
    });
}

fn check_form(id: &str, at: &Place<'_>, found: &mut Findings) {
    // An empty id is already reported as an empty field.
    if !id.trim().is_empty() && (!is_slug(id) || id.len() > MAX_ID) {
        found.error(
            at,
            format!("{} n'est pas un id", quote(id)),
            format!(
                "Employer des minuscules sans accent, des chiffres et des tirets simples, {MAX_ID} caractères au plus : « e1-2 »."
            ),
        );
    }
}

/// Kebab-case ASCII: lower-case letters and digits, in groups separated by single hyphens.
fn is_slug(id: &str) -> bool {
    id.split('-')
        .all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs() {
        for (id, expected) in [
            ("e1-2", true),
            ("seine-amont-2015", true),
            ("13", true),
            ("", false),
            ("-a", false),
            ("a-", false),
            ("a--b", false),
            ("Caf", false),
            ("école", false),
            ("a b", false),
            ("a_b", false),
            ("1.1", false),
        ] {
            assert_eq!(is_slug(id), expected, "{id}");
        }
    }
}
