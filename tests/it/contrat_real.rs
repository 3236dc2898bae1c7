//! Every rule against the real packs: each is damaged at the first place where the rule can bite, and the finding must
//! name that place. The fixture has all of it on one page; the real files have it where it really stands.

use relais::contrat::Severity::{self, Error, Warning};
use serde_json::{Value, json};

use crate::contrat::published_packs;
use crate::contrat_damage::{Damage, judge_pack};

/// What is done at the place that a pattern finds.
enum Do {
    /// Puts this value there.
    Put(Value),
    /// Takes it away; the finding is where it stood, or at its parent.
    Drop,
    /// Adds the first item once more at the end of the list.
    Twice,
}

use Do::{Drop, Put, Twice};

const WORDS_OF_A_BAD_REFERENCE: &str = "ne désigne aucun";

fn cases() -> Vec<(&'static str, Do, &'static str)> {
    let references = [
        "noeuds/*/parent",
        "noeuds/*/commune",
        "noeuds/*/quartiers/*",
        "noeuds/*/axes/*",
        "noeuds/*/financeurs/*/acteur",
        "noeuds/*/operateurs/*/acteur",
        "noeuds/*/acteurs/*/acteur",
        "noeuds/*/dispositifs/*/dispositif",
        "noeuds/*/leviers/*/actions/*",
        "noeuds/*/leviers/*/pilotes/*/acteur",
        "noeuds/*/leviers/*/appuis/*/acteur",
        "noeuds/*/leviers/*/partenaires/*/acteur",
        "noeuds/*/leviers/*/indicateurs/*",
        "noeuds/*/renvois/*/noeud",
        "noeuds/*/variante_de",
        "diagnostics/*/noeud",
        "dispositifs/*/porteurs/*/acteur",
        "dispositifs/*/communes/*",
        "quartiers/*/commune",
        "contrat/signataires/*/acteur",
    ];
    let owed = [
        "noeuds/*/sources",
        "noeuds/*/leviers/*/sources",
        "noeuds/*/chiffres/*/sources",
        "dispositifs/*/sources",
        "indicateurs/*/sources",
        "quartiers/*/sources",
        "quartiers/*/chiffres/*/sources",
        "diagnostics/*/atouts/*/sources",
        "diagnostics/*/faiblesses/*/sources",
        "gouvernance/instances/*/sources",
        "gouvernance/fonctions/*/sources",
        "gouvernance/equipe/*/sources",
        "gouvernance/conseil_citoyen/colleges/*/sources",
        "suivi/*/sources",
    ];
    let documents = [
        "noeuds/*/sources/*/document",
        "noeuds/*/leviers/*/sources/*/document",
        "noeuds/*/chiffres/*/sources/*/document",
        "noeuds/*/notes/*/sources/*/document",
        "noeuds/*/adulte_relais/sources/*/document",
        "dispositifs/*/sources/*/document",
        "indicateurs/*/sources/*/document",
        "quartiers/*/sources/*/document",
        "quartiers/*/chiffres/*/sources/*/document",
        "diagnostics/*/atouts/*/sources/*/document",
        "diagnostics/*/faiblesses/*/sources/*/document",
        "gouvernance/instances/*/sources/*/document",
        "gouvernance/fonctions/*/sources/*/document",
        "gouvernance/equipe/*/sources/*/document",
        "gouvernance/conseil_citoyen/colleges/*/sources/*/document",
        "suivi/*/sources/*/document",
        "contrat/notes/*/sources/*/document",
    ];
    let limits = [
        ("acteurs/*/sigle", 60, "la limite est de 60"),
        ("noeuds/*/numero", 60, "la limite est de 60"),
        ("noeuds/*/notes/*/appel", 60, "la limite est de 60"),
        ("noeuds/*/chiffres/*/unite", 120, "la limite est de 120"),
        ("contrat/documents/*/date", 40, "la limite est de 40"),
        ("noeuds/*/sources/*/repere", 400, "la limite est de 400"),
        ("noeuds/*/autres_intitules/*", 400, "la limite est de 400"),
        ("acteurs/*/autres_noms/*", 400, "la limite est de 400"),
        ("dispositifs/*/simple/titre", 400, "la limite est de 400"),
        ("noeuds/*/chiffres/*/libelle", 400, "la limite est de 400"),
        ("contrat/territoire", 400, "la limite est de 400"),
        ("noeuds/*/dispositifs/*/rubrique", 400, "la limite est de 400"),
        ("sigles/*/developpe", 400, "la limite est de 400"),
        ("noeuds/*/financeurs/*/precision", 1_000, "la limite est de 1000"),
        ("sigles/*/explication", 2_000, "la limite est de 2000"),
        ("noeuds/*/notes/*/lien", 2_000, "la limite est de 2000"),
        ("anomalies/*/constat", 4_000, "la limite est de 4000"),
    ];
    let mut cases: Vec<(&str, Do, &str)> = Vec::new();
    cases.extend(references.map(|at| (at, Put(json!("nulle-part")), WORDS_OF_A_BAD_REFERENCE)));
    cases.extend(documents.map(|at| (at, Put(json!("nulle-part")), WORDS_OF_A_BAD_REFERENCE)));
    cases.extend(limits.map(|(at, limit, words)| (at, Put(json!("é".repeat(limit + 1))), words)));
    cases.extend(owed.map(|at| (at, Put(json!([])), "aucune source")));
    cases.extend(owed.map(|at| (at, Drop, "sources")));
    let lists =
        ["noeuds", "acteurs", "dispositifs", "indicateurs", "quartiers", "contrat/documents", "contrat/communes"];
    cases.extend(lists.map(|at| (at, Twice, "est déjà pris")));
    let titles =
        ["noeuds/*/intitule", "acteurs/*/nom", "dispositifs/*/nom", "indicateurs/*/intitule", "quartiers/*/nom"];
    cases.extend(titles.map(|at| (at, Put(json!(" ")), "est vide")));
    cases.extend(titles.map(|at| (at, Put(json!("a\u{202E}b")), "U+202E")));
    cases.extend(titles.map(|at| (at, Put(json!("é".repeat(401))), "la limite est de 400")));
    cases.extend([
        ("id", Put(json!("Pas un id")), "n'est pas un id"),
        ("noeuds/*/id", Drop, "« id » manque"),
        ("noeuds/*/niveau", Put(json!("piller")), "« piller »"),
        ("noeuds/*/modalite", Put(json!("peut-être")), "« peut-être »"),
        ("acteurs/*/famille", Put(json!("cousine")), "« cousine »"),
        ("dispositifs/*/nature", Put(json!("autre")), "« autre »"),
        ("dispositifs/*/au_document", Put(json!("demain")), "« demain »"),
        ("dispositifs/*/etat/valeur", Put(json!("vivant")), "« vivant »"),
        ("dispositifs/*/debut", Put(json!([])), "il faut un texte"),
        ("indicateurs/*/nature", Put(json!("resultats")), "« resultats »"),
        ("quartiers/*/statut", Put(json!("zus")), "« zus »"),
        ("noeuds/*/leviers/*/certitude", Put(json!("sure")), "« sure »"),
        ("noeuds/*/chiffres/*/nature", Put(json!("estimation")), "« estimation »"),
        ("acteurs/*/generique", Put(json!("oui")), "il faut"),
        ("contrat", Put(json!([])), "il faut un objet"),
        ("contrat/debut", Put(json!("2015")), "nombre entier"),
        ("dispositifs/*/au_document", Put(json!(true)), "il faut un texte"),
        ("dispositifs/*/etat", Put(json!({ "valeur": "renomme" })), "nouveau nom"),
        ("contrat/type", Put(json!("contrat")), "« contrat »"),
        ("contrat/debut", Put(json!(215)), "vraisemblable"),
        ("contrat/resume", Drop, "« resume » manque"),
        ("version", Put(json!(0)), "commence à 1"),
        ("noeuds", Put(json!({})), "il faut une liste"),
        ("noeuds/*/leviers/*", Put(json!({ "certitude": "ambigue", "sources": [] })), "actions possibles manquent"),
        ("noeuds/*/chiffres/*/valeur", Put(json!("sept")), "il faut un nombre"),
        ("noeuds/*/adulte_relais/conditionnel", Drop, "« conditionnel » manque"),
    ]);
    cases
}

/// The first pointer of the file that fits a pattern with stars for ranks.
pub fn first(file: &Value, pattern: &str) -> Option<String> {
    fn go(value: &Value, steps: &[&str], at: String) -> Option<String> {
        let Some((step, rest)) = steps.split_first() else { return Some(at) };
        if *step == "*" {
            let items = value.as_array()?;
            return items.iter().enumerate().find_map(|(rank, item)| go(item, rest, format!("{at}/{rank}")));
        }
        go(value.get(step)?, rest, format!("{at}/{step}"))
    }
    go(file, &pattern.split('/').collect::<Vec<_>>(), String::new())
}

#[test]
fn every_rule_bites_in_the_real_packs() {
    let packs: Vec<(String, Value)> =
        published_packs().into_iter().map(|(name, text)| (name, serde_json::from_str(&text).unwrap())).collect();
    assert_eq!(packs.len(), 5);
    let mut failures = Vec::new();
    for (turn, (pattern, what, words)) in cases().into_iter().enumerate() {
        let mut bitten = 0;
        // One pack a case, another one each time: all five are bitten many times, and the test stays short.
        for (name, pack) in packs.iter().cycle().skip(turn).take(packs.len()) {
            if bitten == 1 {
                break;
            }
            let Some(at) = first(pack, pattern) else { continue };
            if matches!(what, Twice) && pack.pointer(&format!("{at}/0")).is_none() {
                continue;
            }
            bitten += 1;
            let mut damaged = pack.clone();
            let damage = match &what {
                Put(value) => {
                    *damaged.pointer_mut(&at).unwrap() = value.clone();
                    "put"
                }
                Drop => {
                    Damage::Remove(Box::leak(at.clone().into_boxed_str())).apply(&mut damaged);
                    "dropped"
                }
                Twice => {
                    let list = damaged.pointer_mut(&at).unwrap().as_array_mut().unwrap();
                    list.push(list[0].clone());
                    "twice"
                }
            };
            let found = judge_pack(&damaged);
            let parent = at.rsplit_once('/').map_or("", |(parent, _)| parent);
            let named = found.iter().any(|finding| {
                let here = finding.pointer.starts_with(&at) || (matches!(what, Drop) && finding.pointer == parent);
                finding.severity == Error && here && finding.what.contains(words)
            });
            if !named {
                failures.push(format!("{name} {at} {damage}: expected « {words} », found {:#?}", found.iter().next()));
            }
        }
        if bitten == 0 {
            failures.push(format!("{pattern}: no pack has such a place"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Damage that takes more than one place: what is done to a pack, and where the finding must be.
type Rework = fn(&mut Value) -> Option<String>;

fn reworks() -> Vec<(Rework, Severity, &'static str)> {
    fn put(pack: &mut Value, pattern: &str, value: Value) -> Option<String> {
        let at = first(pack, pattern)?;
        *pack.pointer_mut(&at)? = value;
        Some(at)
    }
    fn add(pack: &mut Value, pattern: &str, key: &str, value: Value) -> Option<String> {
        let at = first(pack, pattern)?;
        pack.pointer_mut(&at)?.as_object_mut()?.insert(key.into(), value);
        Some(format!("{at}/{key}"))
    }
    /// Takes the sources of a fact away; the remark is made at the fact.
    fn without_source(pack: &mut Value, pattern: &str) -> Option<String> {
        let at = first(pack, pattern)?;
        pack.pointer_mut(&at)?.as_object_mut()?.remove("sources")?;
        Some(at)
    }
    /// A chain of nodes below the first root.
    fn chain(pack: &mut Value, length: usize) -> Option<String> {
        let root = &pack["noeuds"][0];
        let mut node = json!({ "niveau": "action", "intitule": "Agir", "sources": [root["sources"][0]] });
        let top = root["id"].clone();
        for step in 0..length {
            node["parent"] = if step == 0 { top.clone() } else { json!(format!("maillon-{}", step - 1)) };
            node["id"] = json!(format!("maillon-{step}"));
            pack["noeuds"].as_array_mut()?.push(node.clone());
        }
        Some("/noeuds".into())
    }
    vec![
        (|pack| put(pack, "contrat/documents/*/date", json!("2015-13")), Error, "n'est pas une date"),
        (|pack| add(pack, "contrat", "signature", json!("30 juin 2015")), Error, "n'est pas une date"),
        (
            |pack| {
                let start = pack["contrat"]["debut"].as_i64()?;
                put(pack, "contrat/fin", json!(start - 1))
            },
            Error,
            "avant de commencer",
        ),
        (|pack| put(pack, "contrat/fin", json!(2101)), Error, "vraisemblable"),
        (|pack| add(pack, "noeuds/*/chiffres/*", "annee", json!(1066)), Error, "vraisemblable"),
        (|pack| add(pack, "noeuds/*/chiffres/*", "jusqua", json!(-1)), Warning, "la fourchette"),
        (|pack| add(pack, "dispositifs/*", "debut", json!(20155)), Error, "vraisemblable"),
        (
            |pack| add(pack, "dispositifs/*", "etat", json!({ "valeur": "termine", "verifie_le": "2024" })),
            Error,
            "n'est pas une date",
        ),
        (|pack| add(pack, "noeuds/*/notes/*", "lien", json!("javascript:alert(1)")), Error, "adresse du web"),
        (|pack| add(pack, "contrat/notes/*", "lien", json!("data:text/html,x")), Error, "adresse du web"),
        (|pack| add(pack, "contrat/notes/*", "lien", json!("www.exemple.fr")), Warning, "incomplète"),
        (|pack| add(pack, "noeuds/*/notes/*", "lien", json!("exemple.fr/page")), Warning, "incomplète"),
        (|pack| without_source(pack, "contrat/notes/*"), Warning, "aucune source"),
        (|pack| without_source(pack, "noeuds/*/notes/*"), Warning, "aucune source"),
        (|pack| without_source(pack, "noeuds/*/adulte_relais"), Warning, "aucune source"),
        (|pack| add(pack, "quartiers/*/chiffres/*", "annee", json!(-5)), Error, "vraisemblable"),
        (|pack| add(pack, "quartiers/*/chiffres/*", "jusqua", json!(-1)), Warning, "la fourchette"),
        (|pack| add(pack, "indicateurs/*", "calcul", json!("é".repeat(2_001))), Error, "la limite est de 2000"),
        (|pack| add(pack, "quartiers/*", "code_qpv", json!("QP94012")), Error, "quartier prioritaire"),
        (|pack| put(pack, "noeuds/*/resume", json!("é".repeat(2_001))), Error, "la limite est de 2000"),
        (|pack| put(pack, "suivi/*/texte", json!("é".repeat(4_001))), Error, "la limite est de 4000"),
        (|pack| put(pack, "noeuds/*/intitule", json!("a\u{0}b")), Error, "U+0000"),
        (|pack| put(pack, "noeuds/*/intitule", json!("\u{FFFD}cole")), Error, "perdus"),
        (|pack| put(pack, "noeuds/*/intitule", json!("em\u{AD}ploi")), Warning, "invisible"),
        (|pack| put(pack, "noeuds/*/intitule", json!("<b>Emploi</b>")), Warning, "HTML"),
        (|pack| put(pack, "noeuds/*/intitule", json!("dÃ©partement")), Warning, "abîmés"),
        (|pack| add(pack, "noeuds/*", "intitul", json!("x")), Warning, "est inconnu"),
        (|pack| put(pack, "acteurs/*/autres_noms/*", json!(" ")), Warning, "vide"),
        (|pack| put(pack, "acteurs/*/id", json!("a".repeat(81))), Error, "n'est pas un id"),
        (|pack| put(pack, "noeuds/*/resume", json!(" ")).map(|_| String::new()), Warning, "le résumé manque"),
        (|pack| put(pack, "dispositifs/*/simple/cest_quoi", json!("mot ".repeat(21))), Warning, "21 mots"),
        (|pack| put(pack, "dispositifs/*/simple/cest_quoi", json!("Le ZQXW vous aide.")), Warning, "ZQXW"),
        (
            |pack| {
                let again = pack["sigles"][0].clone();
                pack["sigles"].as_array_mut()?.push(again);
                Some("/sigles".into())
            },
            Warning,
            "déjà",
        ),
        (
            |pack| {
                let again = pack["diagnostics"][0].as_object()?.clone();
                pack["diagnostics"].as_array_mut()?.push(Value::Object(again));
                Some("/diagnostics".into())
            },
            Error,
            "est déjà pris",
        ),
        (
            |pack| {
                let root = pack["noeuds"][0]["id"].clone();
                let child = pack["noeuds"].as_array()?.iter().find(|node| node["parent"] == root)?["id"].clone();
                add(pack, "noeuds/*", "parent", child)
            },
            Error,
            "en rond",
        ),
        (
            |pack| {
                let parent = pack["noeuds"].as_array()?.iter().rposition(|node| node["parent"].is_string())?;
                let last = pack["noeuds"].as_array_mut()?.remove(parent);
                let above = last["parent"].clone();
                pack["noeuds"].as_array_mut()?.insert(0, last);
                let known = pack["noeuds"].as_array()?.iter().any(|node| node["id"] == above);
                known.then(|| "/noeuds/0/parent".into())
            },
            Warning,
            "vient après son enfant",
        ),
        (
            |pack| {
                pack["noeuds"] = json!([]);
                pack["diagnostics"] = json!([]);
                Some("/noeuds".into())
            },
            Warning,
            "aucun nœud",
        ),
        (|pack| chain(pack, 13), Error, "plus de 12 niveaux"),
        (|pack| chain(pack, 20_001), Error, "nœuds"),
    ]
}

#[test]
fn rules_of_the_whole_bite_in_the_real_packs() {
    let packs = published_packs();
    let mut failures = Vec::new();
    for (turn, (rework, severity, words)) in reworks().into_iter().enumerate() {
        let reworked = packs.iter().cycle().skip(turn).take(packs.len()).find_map(|(name, text)| {
            let mut pack = serde_json::from_str(text).unwrap();
            rework(&mut pack).map(|at| (name, pack, at))
        });
        let Some((name, damaged, at)) = reworked else {
            failures.push(format!("« {words} »: no pack can be damaged so"));
            continue;
        };
        let found = judge_pack(&damaged);
        let named = found.iter().any(|finding| {
            finding.severity == severity && finding.pointer.starts_with(&at) && finding.what.contains(words)
        });
        if !named || (found.has_errors() != (severity == Error)) {
            failures.push(format!("{name} {at}: expected « {words} », found {:#?}", found.iter().next()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
