use super::grille::{Cadre, Etat, Panneau, grille};
use super::tournees::tournees;
use crate::app::tournees::{Tableau, essai};
use crate::journal::{DeviceId, Event, EventId, Issue, Jour, Journal, Moment, Passage, Porte};

/// The journal of somebody who practises, and the invented round.
fn practised() -> (Journal, EventId, Jour) {
    let today = Jour::new(2026, 11, 22).unwrap();
    let mut count = 0_u8;
    let mut new_id = || {
        count += 1;
        EventId::new(i64::from(count) << 8, [1; 10])
    };
    let (round, faits) = essai("essai", None, None, today, &mut new_id).unwrap();
    let mut journal = Journal::default();
    for (id, fait) in faits {
        write(&mut journal, id, fait, today);
    }
    (journal, round, today)
}

fn write(journal: &mut Journal, id: EventId, fait: crate::journal::Fait, jour: Jour) {
    let (key, rang) = journal.next(DeviceId::new([1; 16]));
    journal.apply(Event::new(id, key, rang, Moment { instant_ms: 0, jour, decalage_min: 60 }, fait));
}

fn drawn(journal: &Journal, round: EventId, choisie: Option<Porte>, etat: Etat, today: Jour) -> String {
    let tableau = Tableau::new(journal, round).unwrap();
    let porte = tableau.courante(journal, choisie);
    grille(journal, &tableau, porte, etat, &Cadre::default(), today).into_string()
}

/// What a screen reader hears of a page.
fn heard(page: &str) -> String {
    let mut words = String::new();
    for part in page.split('<') {
        words.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_door_says_its_number_outcome_and_day_and_one_is_chosen() {
    let (journal, round, today) = practised();
    for liste in [false, true] {
        let page = drawn(&journal, round, None, Etat { liste, ..Etat::default() }, today);
        assert_eq!(page.matches("name=\"porte\"").count(), 20);
        assert_eq!(page.matches("aria-current=\"true\"").count(), 1);
        let words = heard(&page);
        for door in [
            "Porte 1, absent le 22/11",
            "Porte 3, refus le 22/11",
            if liste { "Porte 20, jamais vue" } else { "Porte 20" },
        ] {
            assert!(words.contains(door), "{door}: {words}");
        }
        assert!(words.contains("3 portes faites sur 20"), "{words}");
    }
}

#[test]
fn the_top_floor_stands_above_and_a_list_goes_up_from_the_ground() {
    let (journal, round, today) = practised();
    let grid = heard(&drawn(&journal, round, None, Etat::default(), today));
    assert!(grid.find("Porte 20").unwrap() < grid.find("Porte 1,").unwrap());
    let list = heard(&drawn(&journal, round, None, Etat { liste: true, ..Etat::default() }, today));
    assert!(list.find("Porte 20").unwrap() > list.find("Porte 1,").unwrap());
}

#[test]
fn a_door_that_objected_is_greyed_and_offers_no_outcome() {
    let (mut journal, round, today) = practised();
    let porte = Tableau::new(&journal, round).unwrap().cases().nth(3).unwrap().porte;
    for (id, fait) in Passage::new(round, porte, Issue::NePlusPasser).faits(EventId::new(1, [9; 10]), today) {
        write(&mut journal, id, fait, today);
    }
    let page = drawn(&journal, round, Some(porte), Etat::default(), today);
    assert!(page.contains("data-place=\"objection\"") && page.contains("ne plus passer"));
    assert!(!page.contains("name=\"issue\"") && page.contains("22 novembre 2028"), "{page}");
}

#[test]
fn a_door_tells_its_visits_and_nothing_of_what_was_said() {
    let (journal, round, today) = practised();
    let porte = Tableau::new(&journal, round).unwrap().cases().nth(1).unwrap().porte;
    let page = drawn(&journal, round, Some(porte), Etat { panneau: Panneau::Autres, ..Etat::default() }, today);
    assert!(page.contains("22 novembre 2026 : Échange"), "{page}");
}

#[test]
fn the_round_of_the_day_stands_first_with_what_is_done() {
    let (journal, round, today) = practised();
    let page = tournees(&journal, today).into_string();
    assert!(page.contains("Tournées du jour") && page.contains(&format!("/terrain/tournee/{round}")), "{page}");
    assert!(page.contains("3 portes faites sur 20"));
    assert!(tournees(&Journal::default(), today).into_string().contains("quatre nombres"));
}
