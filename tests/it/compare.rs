//! The same question put to the real contracts: what each says, and that the answers come from the file.

use std::collections::HashSet;
use std::sync::Arc;

use relais::app::compare::{Genre, Groupe, Part, Question};
use relais::app::consult::{Contrat, Target};
use relais::contrat::{self, RoleActeur, vocabulaire};

use crate::contrat::{published, published_packs};
use crate::contrat_fixture;

fn contracts() -> Vec<Contrat> {
    let words = Arc::new(vocabulaire::reopen(&published("vocabulaire.json").unwrap()).unwrap());
    let open = |(_, text): (String, String)| Contrat::new(contrat::reopen(&text).unwrap(), Arc::clone(&words));
    published_packs().into_iter().map(open).collect()
}

fn example(rename: &str) -> Contrat {
    let words = vocabulaire::reopen(&contrat_fixture::vocabulaire().to_string()).unwrap();
    let text = contrat_fixture::PACK.replace("\"nom\": \"Mission locale\"", rename);
    Contrat::new(contrat::reopen(&text).unwrap(), Arc::new(words))
}

#[test]
fn who_pays_for_a_need_is_who_the_nodes_for_it_name() {
    for contrat in contracts() {
        let question = Question::besoin(contrat.vocabulaire(), "francais").unwrap();
        let position = question.ask(&contrat);
        let payers = position.acteurs.iter().find(|(part, _)| *part == Part::Role(RoleActeur::Financeur));
        let told: HashSet<&str> =
            payers.iter().flat_map(|(_, acteurs)| acteurs).map(|(acteur, _)| acteur.id.as_str()).collect();
        let cited: HashSet<&str> =
            contrat.dispositifs_pour("francais").iter().map(|dispositif| dispositif.id.as_str()).collect();
        let pack = contrat.arbre().pack();
        let concerned = pack.noeuds.iter().filter(|noeud| {
            noeud.besoins.iter().any(|id| id == "francais")
                || noeud.dispositifs.iter().any(|cite| cited.contains(cite.dispositif.as_str()))
        });
        let expected: HashSet<&str> =
            concerned.flat_map(|noeud| &noeud.financeurs).map(|reference| reference.acteur.as_str()).collect();
        assert_eq!(told, expected, "{}", contrat.id());
        for groupe in &position.groupes {
            assert!(groupe.total >= groupe.lignes.len() && groupe.lignes.len() <= Groupe::SHOWN);
            for ligne in &groupe.lignes {
                assert!(!ligne.sources.is_empty() && contrat.describe(&ligne.target).is_some(), "{ligne:?}");
            }
        }
    }
}

#[test]
fn somebody_pays_for_french_lessons_in_one_contract_at_least() {
    let pays = |contrat: &Contrat| {
        let question = Question::besoin(contrat.vocabulaire(), "francais").unwrap();
        question.ask(contrat).acteurs.iter().any(|(part, _)| *part == Part::Role(RoleActeur::Financeur))
    };
    assert!(contracts().iter().any(pays));
}

#[test]
fn a_national_acteur_is_found_in_each_contract_under_its_own_name_there() {
    let contracts = contracts();
    let home = contracts.iter().find(|contrat| contrat.id() == "ozoir-la-ferriere-2015").unwrap();
    let caf = home.arbre().pack().acteurs.iter().find(|acteur| acteur.commun.as_deref() == Some("caf")).unwrap();
    let question = Question::about(home, &Target::Acteur(caf.id.clone())).unwrap();
    assert!(!question.is_by_name());
    for contrat in &contracts {
        let here = contrat.arbre().pack().acteurs.iter().filter(|acteur| acteur.commun.as_deref() == Some("caf"));
        let position = question.ask(contrat);
        let himself = position.groupes.iter().find(|groupe| groupe.genre == Genre::Lui);
        let named = contrat.arbre().pack().acteurs.iter().filter(|acteur| acteur.commun.is_none());
        assert!(here.count() <= himself.map_or(0, |groupe| groupe.total), "{}", contrat.id());
        assert!(named.count() > 0, "others are told apart");
        for groupe in &position.groupes {
            if let Genre::Fait(Part::Role(role)) = groupe.genre {
                let all: usize = match himself {
                    Some(himself) => himself
                        .lignes
                        .iter()
                        .map(|ligne| {
                            let Target::Acteur(id) = &ligne.target else { panic!("{ligne:?}") };
                            contrat.arbre().roles_de(id).iter().filter(|(here, _)| *here == role).count()
                        })
                        .sum(),
                    None => panic!("a role without an acteur"),
                };
                assert_eq!(groupe.total, all, "{} {role:?}", contrat.id());
            }
        }
    }
}

#[test]
fn a_local_acteur_is_known_by_any_of_its_names() {
    let home = example("\"nom\": \"Mission locale\"");
    let question = Question::about(&home, &Target::Acteur("mission".into())).unwrap();
    assert!(question.is_by_name());
    for (rename, found) in [
        ("\"nom\": \"MISSION LOCALE\"", true),
        ("\"nom\": \"Mission du Sud\", \"autres_noms\": [\"mission locale\"]", true),
        ("\"nom\": \"Jeunes\", \"sigle\": \"Mission Locale\"", true),
        ("\"nom\": \"Mission locale rurale\"", false),
    ] {
        assert_eq!(!question.ask(&example(rename)).groupes.is_empty(), found, "{rename}");
    }
}

#[test]
fn a_dispositif_is_told_with_who_carries_it_and_where_it_is_used() {
    let home = example("\"nom\": \"Mission locale\"");
    let question = Question::about(&home, &Target::Dispositif("lola".into())).unwrap();
    let position = question.ask(&home);
    let parts: Vec<_> = position.acteurs.iter().map(|(part, who)| (*part, who[0].0.id.as_str(), who[0].1)).collect();
    let role = Part::Role;
    let expected = [
        (role(RoleActeur::Financeur), "ville", 1),
        (role(RoleActeur::Operateur), "mission", 1),
        (Part::Porte, "ville", 1),
        (role(RoleActeur::Pilote), "mission", 1),
    ];
    assert_eq!(parts, expected);
    let genres: Vec<_> = position.groupes.iter().map(|groupe| (groupe.genre, groupe.total)).collect();
    assert_eq!(genres, [(Genre::Lui, 1), (Genre::Noeuds, 1)]);
    assert_eq!(Question::about(&home, &Target::Noeud("f1".into())), None, "a node stands in its contract alone");
}
