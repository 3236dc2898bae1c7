use super::*;
use crate::app::fixture::ozoir;
use crate::journal::Cadre;

fn today() -> Jour {
    Jour::new(2026, 11, 22).unwrap()
}

fn drawn(contrat: &Contrat, ebauche: &Ebauche) -> String {
    let fiche = Fiche { contrat, ebauche, today: today(), porte: None, tous: false, plus: false, cherche: "" };
    fiche.corps().into_string()
}

fn touched(touches: &[(&str, &str)]) -> Ebauche {
    let mut ebauche = Ebauche::new(Cadre::PorteAPorte);
    for (name, value) in touches {
        assert!(ebauche.press(name, value, today()), "{name}");
    }
    ebauche
}

/// The names and values of the buttons that show.
fn buttons(html: &str) -> Vec<(String, String)> {
    let attribute = |tag: &str, name: &str| {
        tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| Some(rest.split_once('"')?.0.to_owned()))
    };
    let tags = html.split("<button").skip(1).filter_map(|rest| Some(rest.split_once('>')?.0));
    tags.filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?))).collect()
}

#[test]
fn suggestions_stand_under_the_need_as_soon_as_it_is_touched_with_their_reasons() {
    let contrat = ozoir();
    let before = touched(&[("issue", "echange")]);
    assert!(!drawn(&contrat, &before).contains("Le contrat propose"));
    let after = drawn(&contrat, &touched(&[("issue", "echange"), ("besoin", "travail")]));
    assert!(after.contains("Le contrat propose") && after.contains("pour ce besoin"));
    let sent: Vec<_> = buttons(&after).into_iter().filter(|(name, _)| name == "vers").collect();
    assert_eq!(sent.len(), 3);
    // The other needs make room for them.
    assert_eq!(buttons(&after).iter().filter(|(name, _)| name == "besoin").count(), 1);
    let (_, value) = &sent[0];
    let oriented = touched(&[("issue", "echange"), ("besoin", "travail"), ("vers", value)]);
    assert!(drawn(&contrat, &oriented).contains("Orientations"));
}

#[test]
fn needs_and_people_show_for_an_exchange_only() {
    let contrat = ozoir();
    for (issue, shown) in [("absent", false), ("refus", false), ("echange", true)] {
        let html = drawn(&contrat, &touched(&[("issue", issue)]));
        assert_eq!(html.contains("Quel besoin ?"), shown, "{issue}");
        assert!(html.contains("Revenir quand ?"));
    }
}

#[test]
fn every_setting_offers_outcomes_that_make_sense_there_and_every_outcome_is_offered_somewhere() {
    use crate::journal::Issue;
    for cadre in Cadre::ALL {
        let (frequent, rare) = debut::issues(cadre);
        assert_eq!(frequent[0], Issue::Echange);
        assert!(rare.iter().all(|issue| !frequent.contains(issue)));
        assert!(frequent.iter().chain(rare).any(|issue| *issue == Issue::NePlusPasser), "anybody may object");
    }
    let (frequent, rare) = debut::issues(Cadre::PorteAPorte);
    let all: Vec<Issue> = frequent.iter().chain(rare).copied().collect();
    // The ninth follows from an orientation.
    assert_eq!(all.len(), Issue::ALL.len() - 1);
}

#[test]
fn every_need_of_the_vocabulary_has_a_short_name_of_its_own() {
    let contrat = ozoir();
    let mut names: Vec<&str> = contrat.vocabulaire().besoins.iter().map(court).collect();
    assert!(names.iter().all(|name| name.chars().count() <= 20), "{names:?}");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), contrat.vocabulaire().besoins.len());
}

#[test]
fn a_place_outside_of_the_contract_can_be_written_and_runs_nothing() {
    let contrat = ozoir();
    let ebauche = touched(&[("issue", "echange"), ("besoin", "travail")]);
    let words = "<script>alert(1)</script> mission";
    let fiche = Fiche {
        cherche: words,
        ..Fiche {
            contrat: &contrat,
            ebauche: &ebauche,
            today: today(),
            porte: None,
            tous: false,
            plus: false,
            cherche: "",
        }
    };
    let html = fiche.corps().into_string();
    assert!(!html.contains("<script>") && html.contains("hors contrat"));
    let named = Fiche { cherche: "mission locale", ..fiche };
    assert!(buttons(&named.corps().into_string()).iter().any(|(_, value)| value.starts_with("acteur:")));
}

#[test]
fn a_day_gone_by_is_said_so() {
    let mut ebauche = touched(&[("issue", "absent")]);
    ebauche.typed("date", "2026-11-21".into());
    assert!(drawn(&ozoir(), &ebauche).contains("déjà passé"));
}

#[test]
fn a_note_that_gives_somebody_away_is_told_why_that_matters_and_a_huge_one_is_measured() {
    let mut ebauche = Ebauche::new(Cadre::Rue);
    ebauche.note = "Rappeler au 06 12 34 56 78, il est diabétique".into();
    let html = note(&ebauche).into_string();
    assert!(html.contains("06 12 34 56 78") && html.contains("diabétique") && html.contains("vous pouvez enregistrer"));
    ebauche.note = "é".repeat(1_000_000);
    assert!(note(&ebauche).into_string().contains("999500 signes de trop"));
}

#[test]
fn names_are_asked_for_after_the_agreement_only() {
    let mut ebauche = Ebauche::new(Cadre::Rue);
    assert!(!identite(&ebauche).into_string().contains("name=\"nom\""));
    ebauche.press("accord", "", today());
    ebauche.nom = "06 12 34 56 78".into();
    let html = identite(&ebauche).into_string();
    assert!(html.contains("name=\"nom\"") && html.contains("est un numéro"));
}
