//! The emergency numbers: the published file, and every rule of it.

use relais::contrat::Severity::Error;
use relais::contrat::{Findings, Secours, Vocabulaire, secours, vocabulaire};
use serde_json::{Value, json};

use crate::contrat::{errors, published};
use crate::contrat_damage::Damage::{Push, Remove, Set};
use crate::contrat_damage::run;
use crate::contrat_fixture;

const FILE: &str = r#"{
  "format": "relais-secours/1",
  "version": 1,
  "numeros": [{
    "id": "victimes", "numero": "116 006", "nom": "France Victimes", "groupe": "violences", "cout": "gratuit",
    "pour": "Vous êtes victime.", "horaires": "Tous les jours.", "besoins": ["travail"],
    "source": { "nom": "France Victimes", "adresse": "https://www.france-victimes.fr", "date": "2025-01" }
  }, {
    "id": "message", "numero": "114", "nom": "Message", "groupe": "danger", "cout": "gratuit", "sms": true,
    "pour": "Écrivez.", "source": { "nom": "Service", "adresse": "https://www.service-public.fr", "date": "2024-07-22" }
  }]
}"#;

fn file() -> Value {
    serde_json::from_str(FILE).unwrap()
}

fn words() -> Vocabulaire {
    vocabulaire::read(&contrat_fixture::vocabulaire().to_string()).unwrap()
}

fn judge(value: &Value) -> Findings {
    secours::read(&value.to_string(), &words()).err().unwrap_or_default()
}

fn published_numbers() -> Secours {
    let words = vocabulaire::read(&published("vocabulaire.json").unwrap()).unwrap();
    secours::read(&published("secours.json").unwrap(), &words).unwrap_or_else(|found| panic!("{}", errors(&found)))
}

#[test]
fn the_published_numbers_are_accepted_and_hold_those_that_nobody_may_miss() {
    let numbers = published_numbers();
    for owed in ["112", "15", "17", "18", "114", "115", "119", "3919", "3114", "116 006"] {
        assert!(numbers.numeros.iter().any(|numero| numero.numero == owed), "{owed}");
    }
    assert_eq!(numbers.numeros[0].numero, "112", "the number for everything comes first");
}

#[test]
fn a_need_has_its_own_numbers_and_another_need_has_them_all() {
    let numbers = published_numbers();
    let violences = numbers.pour("violences");
    assert!(violences.iter().any(|numero| numero.numero == "3919"));
    assert!(violences.len() < numbers.numeros.len());
    assert_eq!(numbers.pour("se-deplacer").len(), numbers.numeros.len());
}

#[test]
fn a_telephone_is_told_to_call_or_to_write() {
    let numbers = secours::read(FILE, &words()).unwrap_or_else(|found| panic!("{}", errors(&found)));
    let addresses: Vec<String> = numbers.numeros.iter().map(secours::Numero::href).collect();
    assert_eq!(addresses, ["tel:116006", "sms:114"]);
}

#[test]
fn the_numbers_keep_their_rules() {
    let at = |key: &str| Box::leak(format!("/numeros/0/{key}").into_boxed_str()) as &'static str;
    let mut cases = vec![
        (Set("/format", json!("relais-secours/2")), Error, "/format", "plus récent"),
        (Set("/version", json!(0)), Error, "/version", "commence à 1"),
        (Set("/numeros", json!([])), Error, "/numeros", "aucun numéro"),
        (Push("/numeros", file()["numeros"][0].clone()), Error, "/numeros/2/id", "déjà"),
        (Set(at("groupe"), json!("autre")), Error, at("groupe"), "« autre »"),
        (Set(at("cout"), json!("cher")), Error, at("cout"), "« cher »"),
        (Set(at("pour"), json!("mot ".repeat(13))), Error, at("pour"), "plus de 12 mots"),
        (Set(at("horaires"), json!("mot ".repeat(13))), Error, at("horaires"), "plus de 12 mots"),
        (Set(at("besoins/0"), json!("ailleurs")), Error, at("besoins/0"), "« ailleurs »"),
        (Set(at("source/adresse"), json!("http://a.fr")), Error, at("source/adresse"), "sûre"),
        (Set(at("source/date"), json!("janvier")), Error, at("source/date"), "n'est pas une date"),
        (Remove(at("source")), Error, "/numeros/0", "« source » manque"),
    ];
    for wrong in ["1", "08 00 05 95 9", "1 800 05 95 95", "116  006", "116-006", "+33 1", "11six"] {
        cases.push((Set(at("numero"), json!(wrong)), Error, at("numero"), "ne se compose pas"));
    }
    run(cases, file, judge);
}
