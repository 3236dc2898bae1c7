//! Every rule against the real packs: each is damaged at the first place where the rule can bite, and the finding must
//! name that place. The fixture has all of it on one page; the real files have it where it really stands.

use relais::contrat::Severity;
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
        "noeuds/*/sources/*/document",
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
        "suivi/*/sources",
    ];
    let mut cases: Vec<(&str, Do, &str)> = Vec::new();
    cases.extend(references.map(|at| (at, Put(json!("nulle-part")), WORDS_OF_A_BAD_REFERENCE)));
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
        ("dispositifs/*/au_document", Put(json!(true)), "il faut un texte"),
        ("dispositifs/*/etat", Put(json!({ "valeur": "renomme" })), "nouveau nom"),
        ("contrat/type", Put(json!("contrat")), "« contrat »"),
        ("contrat/debut", Put(json!(215)), "vraisemblable"),
        ("contrat/resume", Drop, "« resume » manque"),
        ("version", Put(json!(0)), "commence à 1"),
        ("noeuds", Put(json!({})), "il faut une liste"),
        ("noeuds/*/leviers/*", Put(json!({ "certitude": "ambigue", "sources": [] })), ""),
        ("quartiers/*/code_qpv", Put(json!("QP94012")), "quartier prioritaire"),
        ("noeuds/*/chiffres/*/valeur", Put(json!("sept")), "il faut un nombre"),
        ("noeuds/*/adulte_relais/conditionnel", Drop, "« conditionnel » manque"),
    ]);
    cases
}

/// The first pointer of the file that fits a pattern with stars for ranks.
fn first(file: &Value, pattern: &str) -> Option<String> {
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
                finding.severity == Severity::Error && here && finding.what.contains(words)
            });
            if !named {
                failures.push(format!("{name} {at} {damage}: expected « {words} », found {:#?}", found.iter().next()));
            }
        }
        // No real contract has an official code of a quartier yet: the fixture's cases hold that rule.
        if bitten == 0 && pattern != "quartiers/*/code_qpv" {
            failures.push(format!("{pattern}: no pack has such a place"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
