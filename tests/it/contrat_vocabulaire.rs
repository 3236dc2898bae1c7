//! The shared vocabulary: its rules, packs against it, and old names followed to what they became.

use relais::contrat::Severity::Error;
use relais::contrat::{Findings, check_with_vocabulaire, read, vocabulaire};
use serde_json::{Value, json};

use crate::contrat::{errors, published};
use crate::contrat_damage::Damage::{Push, Remove, Set};
use crate::contrat_damage::run;
use crate::contrat_fixture;

#[test]
fn the_published_vocabulary_is_accepted() {
    if let Some(text) = published("vocabulaire.json")
        && let Err(found) = vocabulaire::read(&text)
    {
        panic!("vocabulaire.json is refused:\n{}", errors(&found));
    }
}

#[test]
fn old_names_lead_to_what_they_became() {
    let vocabulaire = vocabulaire::read(&contrat_fixture::vocabulaire().to_string()).unwrap();
    for (name, steps) in [
        ("ZUS", vec!["Zone urbaine sensible"]),
        ("zones urbaines sensibles", vec!["Zone urbaine sensible"]),
        ("Zone Urbaine Sensible (ZUS)", vec!["Zone urbaine sensible"]),
        // A chain is told step by step; several lead to one.
        ("ANPE", vec!["Agence nationale pour l'emploi", "Pôle emploi"]),
        ("assedic", vec!["Assédic", "Pôle emploi"]),
        ("POLE EMPLOI", vec!["Pôle emploi"]),
        // One became several; one ended.
        ("Direccte", vec!["DIRECCTE"]),
        ("Emplois d’avenir", vec!["Emplois d'avenir"]),
        // The current CEJ is not the old one, though they share the acronym.
        ("Garantie jeunes", vec!["Garantie jeunes"]),
        ("CEJ", vec!["Contrat enfance jeunesse"]),
    ] {
        let told = vocabulaire.aujourdhui(name).map(|change| change.etapes).unwrap_or_default();
        let told: Vec<&str> = told.iter().map(|row| row.ancien.as_str()).collect();
        assert_eq!(told, steps, "{name}");
    }
    for name in ["France Travail", "", "emploi", "QPV"] {
        assert_eq!(vocabulaire.aujourdhui(name), None, "{name}");
    }
}

/// Renamings of renamings, several into one and one into several: what the published vocabulary says of today.
#[test]
fn chains_of_the_published_vocabulary_end_at_the_names_of_today() {
    let Some(text) = published("vocabulaire.json") else { return };
    let vocabulaire = vocabulaire::read(&text).unwrap();
    const ANCT: &str = "Agence nationale de la cohésion des territoires (ANCT)";
    const C2S: &str = "Complémentaire santé solidaire (C2S)";
    for (name, steps, actuels) in [
        ("ANPE", 2, vec!["France Travail"]),
        ("Assedic", 2, vec!["France Travail"]),
        ("ACSÉ", 2, vec![ANCT]),
        ("FASILD", 3, vec![ANCT]),
        ("DIV", 3, vec![ANCT]),
        ("CMU-C", 1, vec![C2S]),
        ("ACS", 1, vec![C2S]),
        ("CUCS", 2, vec!["Contrat de ville « Engagements Quartiers 2030 »"]),
        ("RMI", 1, vec!["Revenu de solidarité active (RSA)"]),
        ("FNDVA", 2, vec!["Fonds pour le développement de la vie associative (FDVA)"]),
        ("APE", 2, vec!["Prestation partagée d'éducation de l'enfant (PreParE)"]),
        ("CODERPA", 1, vec!["Conseil départemental de la citoyenneté et de l'autonomie (CDCA)"]),
        ("Garantie jeune", 1, vec!["Contrat d'engagement jeune (CEJ)"]),
        ("Emplois d'avenir", 1, vec![]),
    ] {
        let change = vocabulaire.aujourdhui(name).unwrap_or_else(|| panic!("{name} is not known"));
        assert_eq!((change.etapes.len(), &change.actuels), (steps, &actuels), "{name}");
        assert!(change.est_sur(), "{name}");
    }
    let ddass = vocabulaire.aujourdhui("DDASS").unwrap().actuels;
    assert!(ddass.contains(&"Agence régionale de santé (ARS)") && ddass.len() > 1, "{ddass:?}");
    assert!(!vocabulaire.aujourdhui("Contrat starter").unwrap().est_sur());
}

#[test]
fn the_vocabulary_keeps_its_rules() {
    let row = |ancien: &str, actuel: &str| json!({ "ancien": ancien, "nature": "renomme", "certitude": "sure", "actuels": [actuel] });
    run(
        vec![
            (Set("/format", json!("relais-contrat/1")), Error, "/format", "n'est pas"),
            (Set("/format", json!("relais-vocabulaire/2")), Error, "/format", "plus récent"),
            (Set("/version", json!(0)), Error, "/version", "commence à 1"),
            (Set("/besoins", json!([])), Error, "/besoins", "vide"),
            (Set("/themes_anct", json!([])), Error, "/themes_anct", "vide"),
            (Set("/besoins/0/id", json!("Travail")), Error, "/besoins/0/id", "n'est pas un id"),
            (Set("/besoins/0/libelle", json!("")), Error, "/besoins/0/libelle", "est vide"),
            (Push("/acteurs", contrat_fixture::vocabulaire()["acteurs"][0].clone()), Error, "/acteurs/1/id", "déjà"),
            (Push("/publics", contrat_fixture::vocabulaire()["publics"][0].clone()), Error, "/publics/1/id", "déjà"),
            (Set("/publics/0/age_min", json!(-1)), Error, "/publics/0/age_min", "vraisemblable"),
            (Set("/publics/0/age_max", json!(15)), Error, "/publics/0/age_max", "de 16 à 15 ans"),
            (Set("/themes_anct/1/code", json!("2")), Error, "/themes_anct/1/code", "déjà pris"),
            (Set("/themes_anct/1/parent", json!("9")), Error, "/themes_anct/1/parent", "aucun thème"),
            (Set("/themes_anct/0/parent", json!("2.1")), Error, "/themes_anct/0/parent", "en rond"),
            (Set("/correspondances/0/annee", json!(14)), Error, "/correspondances/0/annee", "vraisemblable"),
            (Remove("/correspondances/1/actuels"), Error, "/correspondances/1/actuels", "est devenu manque"),
            (Set("/correspondances/5/nature", json!("renomme")), Error, "/correspondances/5/actuels", "est devenu"),
            (
                Push("/correspondances", row("France Travail", "Anpe")),
                Error,
                "/correspondances/8/actuels",
                "revient à lui-même",
            ),
            (
                Push("/correspondances", row("Même nom", "meme-nom")),
                Error,
                "/correspondances/8/actuels",
                "revient à lui-même",
            ),
            (Set("/acteurs/0/nom", json!("a\u{202E}b")), Error, "/acteurs/0/nom", "U+202E"),
        ],
        contrat_fixture::vocabulaire,
        judge_vocabulaire,
    );
}

fn judge_vocabulaire(value: &Value) -> Findings {
    vocabulaire::read(&value.to_string()).err().unwrap_or_default()
}

#[test]
fn ids_of_the_vocabulary_are_checked_with_it() {
    fn judge(value: &Value) -> Findings {
        let vocabulaire = vocabulaire::read(&contrat_fixture::vocabulaire().to_string()).unwrap();
        check_with_vocabulaire(&read(&value.to_string()).unwrap().0, &vocabulaire)
    }
    let references = [
        "/noeuds/2/theme_anct",
        "/noeuds/2/besoins/0",
        "/noeuds/2/publics/0",
        "/acteurs/0/commun",
        "/dispositifs/0/besoins/0",
        "/dispositifs/0/publics/0",
    ];
    let cases = references.map(|at| (Set(at, json!("ailleurs")), Error, at, "« ailleurs » n'est pas dans la liste"));
    run(cases.into(), contrat_fixture::pack, judge);
}
