//! What would change if one version of a contract took the place of another.

use serde_json::{Map, Value};

use crate::contrat::validate::reparse;

/// The differences between two versions of a contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// The lists of which the things have names: nodes, dispositifs, acteurs; only those that differ.
    pub listes: Vec<ChangedList>,
    /// The other parts that differ, as a person calls them.
    pub parties: Vec<&'static str>,
}

/// How a list differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangedList {
    /// What it lists, for several ("Acteurs").
    pub nom: &'static str,
    /// Only in the new version.
    pub ajouts: Names,
    /// Only in the old version.
    pub retraits: Names,
    /// In both, under the same id, with other content.
    pub retouches: Names,
}

/// Some things by name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// How many there are.
    pub count: usize,
    /// The first ones' names, at most [`Names::SHOWN`].
    pub first: Vec<String>,
}

impl Names {
    /// How many names are given; the others are counted.
    pub const SHOWN: usize = 3;

    fn add(&mut self, name: &Value) {
        self.count += 1;
        if self.count <= Self::SHOWN {
            self.first.push(name.as_str().unwrap_or_default().to_owned());
        }
    }
}

/// The lists whose things have an id: the key in the file, the key of the name, and what a person calls them.
const LISTS: [(&str, &str, &str); 3] =
    [("noeuds", "intitule", "Éléments du plan"), ("dispositifs", "nom", "Dispositifs"), ("acteurs", "nom", "Acteurs")];

/// The other parts, as a person calls them.
const PARTS: [(&str, &str); 8] = [
    ("contrat", "la présentation"),
    ("quartiers", "les quartiers"),
    ("diagnostics", "le diagnostic"),
    ("indicateurs", "les indicateurs"),
    ("gouvernance", "la gouvernance"),
    ("suivi", "le suivi"),
    ("sigles", "les sigles"),
    ("anomalies", "les doutes du document"),
];

/// Compares two texts of the same contract; nothing when one of them cannot be read.
///
/// The JSON is compared, not the types: it is the same for every list, and a comparison of forty types would weigh
/// more in the app than all of this.
pub fn between(old: &str, new: &str) -> Option<Changes> {
    let (mut old, mut new) = (reparse(old)?, reparse(new)?);
    let mut changes = Changes::default();
    for (key, nom) in PARTS {
        if old[key] != new[key] {
            changes.parties.push(nom);
        }
    }
    for (key, name, nom) in LISTS {
        let mut before = by_id(old[key].take());
        let mut list = ChangedList { nom, ..ChangedList::default() };
        for item in items(new[key].take()) {
            match before.remove(item["id"].as_str().unwrap_or_default()) {
                None => list.ajouts.add(&item[name]),
                Some(was) if was != item => list.retouches.add(&item[name]),
                Some(_) => {}
            }
        }
        for (_, item) in before {
            list.retraits.add(&item[name]);
        }
        if list.ajouts.count + list.retraits.count + list.retouches.count > 0 {
            changes.listes.push(list);
        }
    }
    Some(changes)
}

fn items(list: Value) -> Vec<Value> {
    match list {
        Value::Array(items) => items,
        _ => Vec::new(),
    }
}

fn by_id(list: Value) -> Map<String, Value> {
    let mut found = Map::new();
    for item in items(list) {
        found.insert(item["id"].as_str().unwrap_or_default().to_owned(), item);
    }
    found
}

impl Changes {
    /// Whether a reader of the contract would see no difference.
    pub fn is_empty(&self) -> bool {
        self.listes.is_empty() && self.parties.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = r#"{ "id": "ici", "version": 1, "contrat": { "intitule": "Ici" },
        "acteurs": [{ "id": "caf", "nom": "CAF" }, { "id": "ville", "nom": "Ville" }, { "id": "etat", "nom": "État" }],
        "noeuds": [{ "id": "a", "intitule": "A" }] }"#;

    #[test]
    fn what_comes_goes_and_changes_is_told_by_name() {
        let new = r#"{ "id": "ici", "version": 2, "contrat": { "intitule": "Là" }, "sigles": [],
            "acteurs": [{ "id": "ville", "nom": "La ville" }, { "id": "etat", "nom": "État" },
                { "id": "w", "nom": "W" }, { "id": "x", "nom": "X" }, { "id": "y", "nom": "Y" }, { "id": "z", "nom": "Z" }],
            "noeuds": [{ "intitule": "A", "id": "a" }] }"#;
        let changes = between(OLD, new).unwrap();
        assert_eq!(changes.parties, ["la présentation", "les sigles"]);
        let [acteurs] = changes.listes.as_slice() else { panic!("{changes:?}") };
        assert_eq!(acteurs.nom, "Acteurs");
        assert_eq!((acteurs.ajouts.count, acteurs.ajouts.first.join(" ")), (4, "W X Y".to_owned()));
        assert_eq!((acteurs.retraits.count, acteurs.retraits.first.join(" ")), (1, "CAF".to_owned()));
        assert_eq!((acteurs.retouches.count, acteurs.retouches.first.join(" ")), (1, "La ville".to_owned()));
    }

    #[test]
    fn the_order_of_keys_and_a_byte_order_mark_change_nothing() {
        let same = format!("\u{FEFF}{}", OLD.replace(r#""id": "ici", "version": 1"#, r#""version": 2, "id": "ici""#));
        assert!(between(OLD, &same).unwrap().is_empty());
        assert_eq!(between(OLD, "{"), None);
    }
}
