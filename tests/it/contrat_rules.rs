//! Every rule of a pack: broken once, named at its place with its weight.

use relais::contrat::Severity::{Error, Warning};
use serde_json::{Value, json};

use crate::contrat_damage::Damage::{Push, Remove, Set};
use crate::contrat_damage::{Case, judge_pack, run};
use crate::contrat_fixture;

#[test]
fn ids_that_lead_nowhere_are_named() {
    let references = [
        "/contrat/signataires/0/acteur",
        "/contrat/notes/0/sources/0/document",
        "/quartiers/0/commune",
        "/quartiers/0/sources/0/document",
        "/quartiers/0/chiffres/0/sources/0/document",
        "/noeuds/2/parent",
        "/noeuds/2/commune",
        "/noeuds/2/quartiers/0",
        "/noeuds/2/axes/0",
        "/noeuds/2/financeurs/0/acteur",
        "/noeuds/2/operateurs/0/acteur",
        "/noeuds/2/acteurs/0/acteur",
        "/noeuds/2/dispositifs/0/dispositif",
        "/noeuds/2/chiffres/0/sources/0/document",
        "/noeuds/2/adulte_relais/sources/0/document",
        "/noeuds/2/leviers/0/actions/0",
        "/noeuds/2/leviers/0/pilotes/0/acteur",
        "/noeuds/2/leviers/0/appuis/0/acteur",
        "/noeuds/2/leviers/0/partenaires/0/acteur",
        "/noeuds/2/leviers/0/indicateurs/0",
        "/noeuds/2/leviers/0/sources/0/document",
        "/noeuds/2/renvois/0/noeud",
        "/noeuds/2/notes/0/sources/0/document",
        "/noeuds/2/sources/1/document",
        "/noeuds/3/variante_de",
        "/diagnostics/0/noeud",
        "/diagnostics/0/atouts/0/sources/0/document",
        "/diagnostics/0/faiblesses/0/sources/0/document",
        "/dispositifs/0/porteurs/0/acteur",
        "/dispositifs/0/communes/0",
        "/dispositifs/0/sources/0/document",
        "/indicateurs/0/sources/0/document",
        "/gouvernance/instances/0/sources/0/document",
        "/gouvernance/fonctions/0/sources/0/document",
        "/gouvernance/equipe/0/sources/0/document",
        "/gouvernance/conseil_citoyen/colleges/0/sources/0/document",
        "/suivi/0/sources/0/document",
    ];
    let cases = references.map(|at| (Set(at, json!("nulle-part")), Error, at, "« nulle-part » ne désigne aucune"));
    run(cases.into(), contrat_fixture::pack, judge_pack);
}

#[test]
fn missing_and_empty_sources_are_named() {
    let mut cases: Vec<Case> = Vec::new();
    for (fact, sources) in [
        ("/quartiers/0", "/quartiers/0/sources"),
        ("/quartiers/0/chiffres/0", "/quartiers/0/chiffres/0/sources"),
        ("/noeuds/0", "/noeuds/0/sources"),
        ("/noeuds/2/chiffres/0", "/noeuds/2/chiffres/0/sources"),
        ("/noeuds/2/leviers/0", "/noeuds/2/leviers/0/sources"),
        ("/diagnostics/0/atouts/0", "/diagnostics/0/atouts/0/sources"),
        ("/diagnostics/0/faiblesses/0", "/diagnostics/0/faiblesses/0/sources"),
        ("/dispositifs/0", "/dispositifs/0/sources"),
        ("/indicateurs/0", "/indicateurs/0/sources"),
        ("/gouvernance/instances/0", "/gouvernance/instances/0/sources"),
        ("/gouvernance/fonctions/0", "/gouvernance/fonctions/0/sources"),
        ("/gouvernance/equipe/0", "/gouvernance/equipe/0/sources"),
        ("/gouvernance/conseil_citoyen/colleges/0", "/gouvernance/conseil_citoyen/colleges/0/sources"),
        ("/suivi/0", "/suivi/0/sources"),
    ] {
        cases.push((Remove(sources), Error, fact, "« sources » manque"));
        cases.push((Set(sources, json!([])), Error, sources, "aucune source"));
        cases.push((Set(sources, Value::Null), Error, sources, "il faut une liste"));
    }
    for (fact, sources) in [
        ("/contrat/notes/0", "/contrat/notes/0/sources"),
        ("/noeuds/2/notes/0", "/noeuds/2/notes/0/sources"),
        ("/noeuds/2/adulte_relais", "/noeuds/2/adulte_relais/sources"),
    ] {
        cases.push((Remove(sources), Warning, fact, "aucune source"));
        cases.push((Set(sources, json!([])), Warning, fact, "aucune source"));
    }
    run(cases, contrat_fixture::pack, judge_pack);
}

#[test]
fn ids_are_unique_and_well_formed() {
    let mut cases: Vec<Case> = vec![
        (Set("/id", json!("Exemple 2015")), Error, "/id", "n'est pas un id"),
        (Set("/id", json!("")), Error, "/id", "est vide"),
        (Set("/noeuds/4/id", json!(" ")), Error, "/noeuds/4/id", "est vide"),
        (Set("/noeuds/1/id", json!("Axe_1")), Error, "/noeuds/1/id", "n'est pas un id"),
        (Set("/acteurs/3/id", json!("a".repeat(81))), Error, "/acteurs/3/id", "n'est pas un id"),
        (Push("/noeuds", contrat_fixture::pack()["noeuds"][4].clone()), Error, "/noeuds/5/id", "« a2 » est déjà pris"),
        (Push("/diagnostics", json!({ "noeud": "f1" })), Error, "/diagnostics/1/noeud", "est déjà pris"),
        (
            Push("/sigles", json!({ "sigle": "CAF", "explication": "Autre." })),
            Warning,
            "/sigles/1/sigle",
            "est déjà pris",
        ),
    ];
    for (list, second) in [
        ("/contrat/communes", "/contrat/communes/2/id"),
        ("/contrat/documents", "/contrat/documents/1/id"),
        ("/quartiers", "/quartiers/1/id"),
        ("/acteurs", "/acteurs/4/id"),
        ("/dispositifs", "/dispositifs/1/id"),
        ("/indicateurs", "/indicateurs/1/id"),
    ] {
        let first = contrat_fixture::pack().pointer(list).unwrap()[0].clone();
        cases.push((Push(list, first), Error, second, "est déjà pris"));
    }
    run(cases, contrat_fixture::pack, judge_pack);
}

#[test]
fn the_tree_holds() {
    let node = |id: &str, parent: Option<&str>| {
        json!({ "id": id, "parent": parent, "niveau": "action", "intitule": "Agir",
            "sources": [{ "document": "d1", "repere": "p. 1" }] })
    };
    // The fixture has three levels down to a1; n4 stands on the fourth, n13 on the thirteenth.
    let mut deep = contrat_fixture::pack();
    for level in 4..=14 {
        let parent = if level == 4 { "a1".to_owned() } else { format!("n{}", level - 1) };
        deep["noeuds"].as_array_mut().unwrap().push(node(&format!("n{level}"), Some(&parent)));
    }
    let too_many: Vec<Value> = (0..20_001).map(|rank| node(&format!("n{rank}"), None)).collect();
    run(
        vec![
            (Set("/noeuds/0/parent", json!("p1")), Error, "/noeuds/0/parent", "en rond : « p1 »"),
            (Set("/noeuds/0/parent", json!("a1")), Error, "/noeuds/0/parent", "en rond : « p1 », « a1 », « f1 »"),
            (Set("/noeuds/0/parent", json!("axe-1")), Warning, "/noeuds/0/parent", "« axe-1 » vient après son enfant"),
            (Set("/noeuds", deep["noeuds"].clone()), Error, "/noeuds/14/parent", "plus de 12 niveaux"),
            (Set("/noeuds", json!(too_many)), Error, "/noeuds", "20001 nœuds"),
            (Remove("/noeuds/2/resume"), Warning, "/noeuds/2", "le résumé manque"),
            (Set("/noeuds/0/resume", json!("  ")), Warning, "/noeuds/0", "le résumé manque"),
        ],
        contrat_fixture::pack,
        judge_pack,
    );
    let found = judge_pack(&deep);
    assert_eq!(found.count(Error), 1, "only the first node too deep of a branch is named: {found:#?}");
    let mut circle = contrat_fixture::pack();
    Set("/noeuds/0/parent", json!("a1")).apply(&mut circle);
    assert_eq!(judge_pack(&circle).count(Error), 1, "a circle is named once");
}

#[test]
fn values_are_of_the_right_shape_and_plausible() {
    run(
        vec![
            (Set("/noeuds/0/niveau", json!("piller")), Error, "/noeuds/0/niveau", "« piller »"),
            (Set("/acteurs/0/famille", json!("")), Error, "/acteurs/0/famille", "est vide"),
            (Set("/contrat/type", json!(4)), Error, "/contrat/type", "il faut un texte"),
            (Set("/contrat", json!([])), Error, "/contrat", "il faut un objet"),
            (Remove("/noeuds"), Error, "", "« noeuds » manque"),
            (Set("/noeuds/0/intitule", json!("\u{A0} ")), Error, "/noeuds/0/intitule", "est vide"),
            (Set("/acteurs/1/nom", json!("")), Error, "/acteurs/1/nom", "est vide"),
            (Set("/dispositifs/0/nom", json!("")), Error, "/dispositifs/0/nom", "est vide"),
            (Set("/noeuds/0/intitul", json!("x")), Warning, "/noeuds/0/intitul", "« intitul » est inconnu"),
            (Set("/version", json!(0)), Error, "/version", "commence à 1"),
            (Set("/version", json!(1.5)), Error, "/version", "nombre entier"),
            (Set("/contrat/debut", json!(215)), Error, "/contrat/debut", "vraisemblable"),
            (Set("/contrat/fin", json!(2101)), Error, "/contrat/fin", "vraisemblable"),
            (Set("/contrat/fin", json!(2014)), Error, "/contrat/fin", "avant de commencer"),
            (Set("/contrat/debut", json!("2015")), Error, "/contrat/debut", "nombre entier"),
            (Set("/dispositifs/0/debut", json!(20155)), Error, "/dispositifs/0/debut", "vraisemblable"),
            (Set("/dispositifs/0/debut", json!(true)), Error, "/dispositifs/0/debut", "il faut"),
            (Set("/noeuds/2/chiffres/0/annee", json!(1066)), Error, "/noeuds/2/chiffres/0/annee", "vraisemblable"),
            (Set("/quartiers/0/chiffres/0/annee", json!(-5)), Error, "/quartiers/0/chiffres/0/annee", "vraisemblable"),
            (Set("/contrat/signature", json!("30 juin 2015")), Error, "/contrat/signature", "n'est pas une date"),
            (
                Set("/contrat/documents/0/date", json!("2015-13")),
                Error,
                "/contrat/documents/0/date",
                "n'est pas une date",
            ),
            (
                Set("/dispositifs/0/etat/verifie_le", json!("2024")),
                Error,
                "/dispositifs/0/etat/verifie_le",
                "n'est pas une date",
            ),
            (Set("/quartiers/0/code_qpv", json!("QP94012")), Error, "/quartiers/0/code_qpv", "quartier prioritaire"),
            (
                Set("/noeuds/2/chiffres/0/jusqua", json!(3)),
                Warning,
                "/noeuds/2/chiffres/0/jusqua",
                "la fourchette va de 7 à 3",
            ),
            (
                Set("/noeuds/2/notes/0/lien", json!("javascript:alert(1)")),
                Error,
                "/noeuds/2/notes/0/lien",
                "n'est pas une adresse du web",
            ),
            (Set("/contrat/notes/0/lien", json!("www.a.fr")), Warning, "/contrat/notes/0/lien", "incomplète"),
            (Remove("/dispositifs/0/etat/devenu"), Error, "/dispositifs/0/etat/devenu", "nouveau nom manque"),
            (Set("/dispositifs/0/etat/devenu", json!([])), Error, "/dispositifs/0/etat/devenu", "nouveau nom manque"),
            (Remove("/noeuds/2/leviers/0/actions"), Error, "/noeuds/2/leviers/0/actions", "actions possibles"),
            (Set("/noeuds/2/leviers/0/actions", json!([])), Error, "/noeuds/2/leviers/0/actions", "ambigu"),
        ],
        contrat_fixture::pack,
        judge_pack,
    );
}

#[test]
fn texts_are_clean_and_short_enough() {
    const TITLE: &str = "/noeuds/0/intitule";
    let long = |length: usize| json!("é".repeat(length));
    run(
        vec![
            (Set(TITLE, long(401)), Error, TITLE, "401 caractères, la limite est de 400"),
            (Set("/noeuds/0/resume", long(2_001)), Error, "/noeuds/0/resume", "la limite est de 2000"),
            (Set("/suivi/0/texte", long(4_001)), Error, "/suivi/0/texte", "la limite est de 4000"),
            (Set("/acteurs/0/autres_noms/0", long(401)), Error, "/acteurs/0/autres_noms/0", "la limite est de 400"),
            (Set(TITLE, json!("a\u{0}b")), Error, TITLE, "U+0000"),
            (Set(TITLE, json!("a\u{1B}b")), Error, TITLE, "U+001B"),
            (Set(TITLE, json!("a\u{85}b")), Error, TITLE, "U+0085"),
            (Set(TITLE, json!("a\u{202E}b")), Error, TITLE, "U+202E"),
            (Set(TITLE, json!("a\u{2066}b")), Error, TITLE, "U+2066"),
            (Set(TITLE, json!("\u{FFFD}cole")), Error, TITLE, "perdus"),
            (Set(TITLE, json!("Ã‰cole, dÃ©partement")), Warning, TITLE, "abîmés"),
            (Set(TITLE, json!("em\u{AD}ploi")), Warning, TITLE, "invisible"),
            (Set(TITLE, json!("<b>Emploi</b>")), Warning, TITLE, "HTML"),
            (Set("/inconnu", json!("a\u{202E}b")), Error, "/inconnu", "U+202E"),
            (Push("/acteurs/0/autres_noms", json!(" ")), Warning, "/acteurs/0/autres_noms/1", "vide"),
        ],
        contrat_fixture::pack,
        judge_pack,
    );
    let mut pack = contrat_fixture::pack();
    Set("/suivi/0/texte", json!("Deux\nlignes,\tdes jeunes < 25 ans > 16 ans, l’été\u{A0}: œuvrer")).apply(&mut pack);
    Set(TITLE, json!("é".repeat(400))).apply(&mut pack);
    assert!(judge_pack(&pack).is_empty(), "{:#?}", judge_pack(&pack));
}

#[test]
fn the_residents_sheets_are_plain() {
    const PART: &str = "/dispositifs/0/simple/cest_quoi";
    let words = |count: usize| json!(format!("{}.", vec!["mot"; count].join(" ")));
    run(
        vec![
            (Set(PART, words(21)), Warning, PART, "21 mots"),
            (Set(PART, json!("Demandez à l'ADIL.")), Warning, PART, "« ADIL » n'est pas expliqué"),
            (
                Set("/dispositifs/0/simple/comment_faire", json!("Voyez.")),
                Warning,
                "/dispositifs/0/simple/ou_aller",
                "CAF",
            ),
            (Set("/dispositifs/0/simple/pour_qui", json!("")), Error, "/dispositifs/0/simple/pour_qui", "est vide"),
        ],
        contrat_fixture::pack,
        judge_pack,
    );
    let mut pack = contrat_fixture::pack();
    Set(PART, words(20)).apply(&mut pack);
    Set("/dispositifs/0/simple/papiers", json!("")).apply(&mut pack);
    assert!(judge_pack(&pack).is_empty());
    Set("/dispositifs/0/simple/titre", json!("La CAF aide")).apply(&mut pack);
    assert!(judge_pack(&pack).is_empty(), "an acronym may be explained further down the sheet");
    Set("/dispositifs/0/simple/comment_faire", json!("Demandez.")).apply(&mut pack);
    let found = judge_pack(&pack);
    assert!(found.iter().any(|finding| finding.mend.contains("« Caisse d'allocations familiales (CAF) »")));
}
