//! Documents are text, so that they can be judged without a browser.

use futures::executor::block_on;
use serde_json::Value;

use super::{Document, apercu, comparer, doors, format, notes, of_app, of_contrat, presentation};
use crate::app::compare::Question;
use crate::app::consult::{Contrat, Target};
use crate::app::import;
use crate::app::memory::MemoryPacks;
use crate::app::port::PackStore;
use crate::contrat::{self, vocabulaire};
use crate::journal::Jour;
use crate::ui::route::{Route, Taille};

const PACK: &str = include_str!("../../../public/contrats/ozoir-la-ferriere-2015.json");
const CHENNEVIERES: &str = include_str!("../../../public/contrats/chennevieres-cucs.json");
const VOCABULAIRE: &str = include_str!("../../../public/vocabulaire.json");

/// What a hostile file would put into every one of its texts, ids included.
const ATTACK: &str = "<script>alert(1)</script>\" onload=\"alert(2)";

/// Words of the format: a file with others is refused.
const WORDS: [&str; 9] =
    ["type", "niveau", "nature", "statut", "certitude", "modalite", "au_document", "valeur", "famille"];

#[test]
fn nothing_of_a_pack_reaches_the_page_unescaped() {
    let contrat = Contrat::new(
        contrat::reopen(&attacked(PACK)).unwrap(),
        vocabulaire::reopen(&attacked(VOCABULAIRE)).unwrap().into(),
    );
    let pages = every_page(&contrat);
    assert!(pages.len() > 100);
    for page in pages {
        let html = page.body.into_string();
        for dangerous in ["<script", "\" onload"] {
            assert!(!html.contains(dangerous), "{}: {dangerous}", page.title);
        }
        assert!(html.contains("&lt;script&gt;") || page.title == "Gouvernance et suivi", "{}", page.title);
    }
}

#[test]
fn nothing_of_a_file_reaches_the_page_unescaped_before_it_is_installed() {
    let words = vocabulaire::reopen(VOCABULAIRE).unwrap();
    let examined = |text: String| import::examine(text.into_bytes(), &words);
    let renamed = |by: &str| {
        let mut pack: Value = serde_json::from_str(PACK).unwrap();
        for acteur in pack["acteurs"].as_array_mut().unwrap() {
            acteur["nom"] = format!("{}{by}", acteur["nom"].as_str().unwrap()).into();
        }
        pack["contrat"]["territoire"] = ATTACK.into();
        pack.to_string()
    };
    let store = MemoryPacks::default();
    block_on(store.put(&examined(PACK.into()).unwrap().stored)).unwrap();
    let preview = block_on(import::weigh(&store, examined(renamed(ATTACK)).unwrap())).unwrap();
    let error = examined(attacked(PACK)).unwrap_err();
    let refused = apercu::refused(ATTACK, &error.explain(), &error.findings(), Some(ATTACK));
    for html in [apercu::preview(&preview).into_string(), refused.into_string()] {
        assert!(html.contains("&lt;script&gt;"), "the attack is shown as text");
        assert!(!html.contains("<script") && !html.contains("\" onload"), "{html}");
    }
}

#[test]
fn every_page_has_one_title() {
    let contrat = Contrat::new(contrat::reopen(PACK).unwrap(), vocabulaire::reopen(VOCABULAIRE).unwrap().into());
    let missing = of_contrat(&contrat, &Route::Noeud(contrat.id().into(), "rien".into()), Jour::default());
    let mut pages = every_page(&contrat);
    pages.extend([missing, format(), of_app(&Route::Aide), of_app(&Route::APropos), of_app(&Route::Inconnue)]);
    for page in pages {
        let html = page.body.into_string();
        assert_eq!(html.matches("<h1").count(), 1, "{}", page.title);
        assert_eq!(html.matches("<a ").count(), html.matches("</a>").count(), "{}", page.title);
    }
}

#[test]
fn what_was_renamed_twice_says_its_name_of_today_and_the_way_there() {
    let html = page_of(CHENNEVIERES, |id| Route::Acteur(id, "anpe".into()));
    for words in [
        "<strong>France Travail</strong>",
        "Agence nationale pour l'emploi, jusqu'en 2008",
        "Pôle emploi, jusqu'en 2024",
    ] {
        assert!(html.contains(words), "{words}: {html}");
    }
}

#[test]
fn every_sheet_says_where_to_go_or_where_to_ask() {
    let pack = contrat::reopen(PACK).unwrap();
    let sheets: Vec<&str> =
        pack.dispositifs.iter().filter(|item| item.simple.is_some()).map(|item| item.id.as_str()).collect();
    let asked = sheets.iter().filter(|sheet| {
        let html = page_of(PACK, |id| Route::Dispositif(id, (**sheet).into()));
        assert!(html.contains("<h3>Où aller ?</h3>"), "{sheet}");
        html.contains("Demandez à la mairie")
    });
    assert_ne!(asked.count(), 0, "the document leaves some places open");
}

fn page_of(pack: &str, route: impl Fn(String) -> Route) -> String {
    let contrat = Contrat::new(contrat::reopen(pack).unwrap(), vocabulaire::reopen(VOCABULAIRE).unwrap().into());
    of_contrat(&contrat, &route(contrat.id().into()), Jour::default()).body.into_string()
}

/// The file with the attack at the end of every text.
fn attacked(text: &str) -> String {
    fn attack(value: &mut Value) {
        match value {
            Value::String(text) => text.push_str(ATTACK),
            Value::Array(items) => items.iter_mut().for_each(attack),
            Value::Object(fields) => fields
                .iter_mut()
                .filter(|(key, value)| !(WORDS.contains(&key.as_str()) && value.is_string()))
                .for_each(|(_, value)| attack(value)),
            _ => {}
        }
    }
    let mut value = serde_json::from_str(text).unwrap();
    attack(&mut value);
    value.to_string()
}

/// Every document of a contract.
fn every_page(contrat: &Contrat) -> Vec<Document> {
    let pack = contrat.arbre().pack();
    let id = || contrat.id().to_owned();
    let mut routes = vec![Route::Gouvernance(id()), Route::Doutes(id()), Route::Missions(id())];
    for taille in Taille::ALL {
        routes.push(Route::Image(id(), taille, None));
        routes.extend(pack.noeuds.iter().map(|item| Route::Image(id(), taille, Some(item.id.clone()))));
    }
    routes.extend(pack.noeuds.iter().map(|item| Route::Noeud(id(), item.id.clone())));
    routes.extend(pack.dispositifs.iter().map(|item| Route::Dispositif(id(), item.id.clone())));
    routes.extend(pack.acteurs.iter().map(|item| Route::Acteur(id(), item.id.clone())));
    routes.extend(pack.quartiers.iter().map(|item| Route::Quartier(id(), item.id.clone())));
    routes.extend(pack.sigles.iter().map(|item| Route::Sigle(id(), item.sigle.clone())));
    routes.extend(contrat.vocabulaire().besoins.iter().map(|besoin| Route::Besoin(besoin.id.clone())));
    let mut pages: Vec<Document> = routes.iter().map(|route| of_contrat(contrat, route, Jour::default())).collect();
    let mut plan = presentation(contrat);
    plan.body.0.push_str(&doors(contrat).into_string());
    plan.body.0.push_str(&notes(contrat).into_string());
    pages.push(plan);
    pages.extend(comparisons(contrat));
    pages
}

/// What the contract says when it is compared, for all that can be.
fn comparisons(contrat: &Contrat) -> Vec<Document> {
    let pack = contrat.arbre().pack();
    let id = || contrat.id().to_owned();
    let mut asked: Vec<(Target, Route)> = Vec::new();
    for acteur in &pack.acteurs {
        asked.push((Target::Acteur(acteur.id.clone()), Route::Acteur(id(), acteur.id.clone())));
    }
    for item in &pack.dispositifs {
        asked.push((Target::Dispositif(item.id.clone()), Route::Dispositif(id(), item.id.clone())));
    }
    for besoin in &contrat.vocabulaire().besoins {
        asked.push((Target::Besoin(besoin.id.clone()), Route::Besoin(besoin.id.clone())));
    }
    let compared = |(target, of): (Target, Route)| {
        let question = Question::about(contrat, &target).unwrap();
        let mut page = comparer::tete(contrat, &question, &of);
        let mut answers = comparer::Answers::of(1);
        answers.add(contrat, &question);
        page.body.0.push_str(&answers.page());
        page
    };
    asked.into_iter().map(compared).collect()
}
