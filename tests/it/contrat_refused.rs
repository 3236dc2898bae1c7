//! Files that are refused whole: what is no pack at all, and many faults at once.

use relais::contrat::Severity::Error;
use relais::contrat::read;
use serde_json::{Value, json};

use crate::contrat::published_packs;
use crate::contrat_damage::Damage::Set;
use crate::contrat_damage::judge_pack;
use crate::contrat_fixture;

#[test]
fn files_that_are_no_pack_are_told_what_they_are() {
    let twice = contrat_fixture::PACK.replacen("\"nom\": \"Voisine\"", "\"nom\": \"Voisine\", \"nom\": \"Autre\"", 1);
    let cut = &contrat_fixture::PACK[..contrat_fixture::PACK.len() / 2];
    let newer = contrat_fixture::PACK.replace("relais-contrat/1", "relais-contrat/2").replace("pilier", "strate");
    for (text, pointer, what, mend) in [
        ("", "", "vide", "Télécharger"),
        (" \r\n\t", "", "vide", "Télécharger"),
        ("\u{FEFF}", "", "vide", "Télécharger"),
        ("<!DOCTYPE html><html><title>Wi-Fi", "", "page web", "Wi-Fi"),
        ("\u{FEFF}\n<html>", "", "page web", "Wi-Fi"),
        ("PK\u{3}\u{4}xyz", "", "archive", ".json"),
        ("%PDF-1.7", "", "PDF", ".json"),
        (cut, "", "s'arrête au milieu, ligne", "à nouveau"),
        ("{", "", "s'arrête au milieu", "à nouveau"),
        ("{\n  \"id\": 1\n  \"version\": 1 }", "", "ligne 3, colonne 3", "virgule"),
        ("{ \"é\": \"à\" \"b\": 1 }", "", "colonne 12, après", "virgule"),
        ("{ \"a\" 1 }", "", "deux points", "deux points"),
        ("{ a: 1 }", "", "entre guillemets", "guillemets"),
        ("{ \"a\": [1, ] }", "", "virgule de trop", "virgule"),
        ("{} {}", "", "après la fin", "Retirer"),
        ("{ \"a\": \"b\nc\" }", "", "retour à la ligne", "\\n"),
        (r#"{ "a": "\x" }"#, "", "barre oblique", "doubler"),
        (r#"{ "a": "\ud83d" }"#, "", "\\u", "UTF-8"),
        (r#"{ "a": "\ud83d\u0041" }"#, "", "demi-caractère", "UTF-8"),
        (r#"{ "a": "\udc00" }"#, "", "demi-caractère", "UTF-8"),
        ("{ \"a\": 1e999 }", "", "illisible", "Corriger"),
        ("{ \"a\": NaN }", "", "illisible", "Corriger"),
        (&"[".repeat(100_000), "", "emboîtés trop profondément", "contrat"),
        (&"{\"a\":".repeat(100_000), "", "emboîtés trop profondément", "contrat"),
        (&" ".repeat(8 * 1024 * 1024 + 1), "", "trop gros : 9 Mo", "contrat"),
        ("[]", "", "objet", "relais-contrat/1"),
        ("null", "", "objet", "relais-contrat/1"),
        ("\"relais-contrat/1\"", "", "objet", "relais-contrat/1"),
        ("{}", "", "« format » manque", "relais-contrat/1"),
        ("{ \"format\": 1 }", "", "« format » manque", "relais-contrat/1"),
        ("{ \"format\": \"autre\" }", "/format", "« autre » n'est pas", "relais-contrat/1"),
        ("{ \"format\": \"relais-vocabulaire/1\" }", "/format", "n'est pas", "relais-contrat/1"),
        ("{ \"format\": \"relais-contrat/deux\" }", "/format", "n'est pas", "relais-contrat/1"),
        (&newer, "/format", "plus récent", "Mettez l'application à jour"),
        (&twice, "/contrat/communes/1/nom", "deux fois", "Réunir"),
    ] {
        let found = read(text).expect_err(&text[..text.len().min(60)]);
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        let first = found.iter().next().unwrap();
        assert!(
            first.severity == Error
                && first.pointer == pointer
                && first.what.contains(what)
                && first.mend.contains(mend),
            "{text:.60}: {told:?}"
        );
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let mut pack = contrat_fixture::pack();
    let damages = [
        Set("/noeuds/0/niveau", json!("piller")),
        Set("/noeuds/2/financeurs/0/acteur", json!("nulle-part")),
        Set("/noeuds/3/sources", json!([])),
        Set("/noeuds/4/intitule", json!(12)),
        Set("/suivi/0/texte", json!("a\u{0}b")),
        Set("/dispositifs/0/etat/devenu", json!([])),
    ];
    for damage in &damages {
        damage.apply(&mut pack);
    }
    assert_eq!(judge_pack(&pack).count(Error), damages.len());
}

#[test]
fn a_flood_of_faults_stays_readable() {
    let mut pack = contrat_fixture::pack();
    pack["suivi"] = json!(vec![0; 100_000]);
    let found = judge_pack(&pack);
    assert_eq!((found.count(Error), found.iter().count(), found.omitted()), (100_000, 1_000, 99_000));
}

#[test]
fn a_published_pack_is_refused_once_damaged() {
    for (name, text) in published_packs() {
        let whole: Value = serde_json::from_str(&text).unwrap();
        let last = whole["noeuds"].as_array().unwrap().len() - 1;
        for (pointer, value, words) in [
            (format!("/noeuds/{last}/sources/0/document"), json!("nulle-part"), "ne désigne aucune"),
            (format!("/noeuds/{last}/niveau"), json!("strate"), "n'est pas une valeur connue"),
            (format!("/noeuds/{last}/intitule"), json!(""), "est vide"),
            (format!("/noeuds/{last}/sources"), json!([]), "aucune source"),
        ] {
            let mut damaged = whole.clone();
            *damaged.pointer_mut(&pointer).unwrap() = value;
            let found = read(&damaged.to_string()).unwrap_err();
            let named = found.iter().any(|finding| finding.pointer == pointer && finding.what.contains(words));
            assert!(named, "{name} {pointer}: {found:#?}");
        }
    }
}
