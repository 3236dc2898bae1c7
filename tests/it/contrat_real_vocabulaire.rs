//! The real packs against the real vocabulary, and the rules of the vocabulary itself, by damage.

use relais::contrat::Severity::Error;
use relais::contrat::{Findings, check_with_vocabulaire, read, vocabulaire};
use serde_json::{Value, json};

use crate::contrat::{published, published_packs};
use crate::contrat_real::first;

fn shared() -> Value {
    serde_json::from_str(&published("vocabulaire.json").unwrap()).unwrap()
}

/// Whether an error stands at the place, with these words.
fn names(found: &Findings, at: &str, words: &str) -> bool {
    found.iter().any(|finding| finding.severity == Error && finding.pointer == at && finding.what.contains(words))
}

#[test]
fn an_id_that_the_vocabulary_does_not_have_is_refused_in_every_real_pack() {
    let vocabulaire = vocabulaire::read(&shared().to_string()).unwrap();
    for (pattern, list) in [
        ("noeuds/*/theme_anct", "themes_anct"),
        ("noeuds/*/besoins/*", "besoins"),
        ("noeuds/*/publics/*", "publics"),
        ("acteurs/*/commun", "acteurs"),
        ("dispositifs/*/besoins/*", "besoins"),
        ("dispositifs/*/publics/*", "publics"),
    ] {
        for (name, text) in published_packs() {
            let mut pack: Value = serde_json::from_str(&text).unwrap();
            let at = first(&pack, pattern).unwrap_or_else(|| panic!("{name} has no {pattern}"));
            *pack.pointer_mut(&at).unwrap() = json!("ailleurs");
            let found = check_with_vocabulaire(&read(&pack.to_string()).unwrap().0, &vocabulaire);
            assert!(
                names(&found, &at, &format!("« ailleurs » n'est pas dans la liste « {list} »")),
                "{name} {at}: {found:#?}"
            );
        }
    }
}

/// What is done to the vocabulary; it returns where the finding must be.
type Damage = fn(&mut Value) -> String;

fn put(file: &mut Value, at: &str, value: Value) -> String {
    let (parent, key) = at.rsplit_once('/').unwrap();
    file.pointer_mut(parent).unwrap()[key] = value;
    at.into()
}

/// The first entry of a list once more at its end.
fn twice(file: &mut Value, list: &str, key: &str) -> String {
    let entries = file[list].as_array_mut().unwrap();
    entries.push(entries[0].clone());
    format!("/{list}/{}/{key}", entries.len() - 1)
}

/// A renaming at the end of the list.
fn renaming(file: &mut Value, ancien: Value, actuels: Value) -> String {
    let rows = file["correspondances"].as_array_mut().unwrap();
    rows.push(json!({ "ancien": ancien, "nature": "renomme", "certitude": "sure", "actuels": actuels }));
    format!("/correspondances/{}/actuels", rows.len() - 1)
}

#[test]
fn every_rule_of_the_vocabulary_bites_in_the_real_one() {
    let damages: [(Damage, &str); 21] = [
        (|file| put(file, "/format", json!("relais-contrat/1")), "n'est pas"),
        (|file| put(file, "/version", json!(0)), "commence à 1"),
        (|file| put(file, "/besoins", json!([])), "la liste est vide"),
        (|file| put(file, "/publics", json!([])), "la liste est vide"),
        (|file| put(file, "/acteurs", json!([])), "la liste est vide"),
        (|file| put(file, "/themes_anct", json!([])), "la liste est vide"),
        (|file| put(file, "/besoins/0/id", json!("Travail")), "n'est pas un id"),
        (|file| put(file, "/besoins/0/libelle", json!("")), "est vide"),
        (|file| twice(file, "besoins", "id"), "est déjà pris"),
        (|file| twice(file, "publics", "id"), "est déjà pris"),
        (|file| twice(file, "acteurs", "id"), "est déjà pris"),
        (|file| twice(file, "themes_anct", "code"), "est déjà pris"),
        (|file| put(file, "/acteurs/0/nom", json!("a\u{202E}b")), "U+202E"),
        (|file| put(file, "/publics/0/age_min", json!(121)), "vraisemblable"),
        (
            |file| {
                put(file, "/publics/0/age_min", json!(26));
                put(file, "/publics/0/age_max", json!(16))
            },
            "de 26 à 16 ans",
        ),
        (|file| put(file, "/themes_anct/1/parent", json!("9")), "aucun thème"),
        (
            |file| {
                let below = file["themes_anct"][1]["code"].clone();
                put(file, "/themes_anct/0/parent", below)
            },
            "en rond",
        ),
        (|file| put(file, "/correspondances/0/annee", json!(14)), "vraisemblable"),
        (|file| put(file, "/correspondances/0/nature", json!("oublie")), "n'est pas une valeur connue"),
        (|file| renaming(file, json!("Un ancien nom"), json!([])), "est devenu manque"),
        (
            |file| {
                renaming(file, json!("Un nom"), json!(["Un autre nom"]));
                renaming(file, json!("Un autre nom"), json!(["un NOM"]))
            },
            "revient à lui-même",
        ),
    ];
    for (damage, words) in damages {
        let mut damaged = shared();
        let at = damage(&mut damaged);
        let found = vocabulaire::read(&damaged.to_string()).expect_err(words);
        assert!(names(&found, &at, words), "{at}: expected « {words} », found {found:#?}");
    }
}
