use super::*;
use crate::journal::{
    DeviceId, Event, EventKey, Fait, Halls, Libelle, Marche, Moment, Niveaux, ParPalier, Pas, Passage, Statut,
};

fn day(text: &str) -> Jour {
    text.parse().unwrap()
}

fn today() -> Jour {
    day("2026-11-22")
}

/// A journal that one phone writes.
struct Phone {
    journal: Journal,
    appareil: DeviceId,
    ids: u8,
}

impl Phone {
    fn new() -> Self {
        Self { journal: Journal::default(), appareil: DeviceId::new([1; 16]), ids: 0 }
    }

    fn id(&mut self) -> EventId {
        self.ids += 1;
        EventId::new(i64::from(self.ids) << 8, [0; 10])
    }

    fn write(&mut self, faits: Vec<(EventId, Fait)>, jour: Jour) {
        for (id, fait) in faits {
            let (key, rang) = self.journal.next(self.appareil);
            let moment = Moment { instant_ms: 0, jour, decalage_min: 60 };
            self.journal.apply(Event::new(id, key, rang, moment, fait));
        }
    }

    fn building(&mut self, halls: u16, levels: u16, doors: u16) -> EventId {
        let id = self.id();
        let (halls, levels) = (Halls::new(halls).unwrap(), Niveaux::new(levels).unwrap());
        let nom = Libelle::new(&format!("Tour {}", self.ids)).unwrap();
        let immeuble = Immeuble::new("essai", nom, halls, levels, ParPalier::new(doors).unwrap());
        self.write(vec![(id, Fait::ImmeubleDecrit(Box::new(immeuble)))], today());
        id
    }

    fn round(&mut self, immeubles: Vec<EventId>) -> EventId {
        let id = self.id();
        let demande = Demande { contrat: "essai".into(), immeubles, ..Demande::default() };
        self.write(planifier(&demande, id, today()).unwrap(), today());
        id
    }

    fn tap(&mut self, tournee: EventId, rang: usize, issue: Issue) {
        let porte = self.porte(tournee, rang);
        let ids = [self.id()];
        let mut ids = ids.into_iter();
        let faits = passage(tournee, &[porte], issue, None, today(), &mut || ids.next().unwrap());
        self.write(faits, today());
    }

    fn porte(&self, tournee: EventId, rang: usize) -> Porte {
        Tableau::new(&self.journal, tournee).unwrap().cases().nth(rang).unwrap().porte
    }

    /// The rank of the door that the round is at.
    fn at(&self, tournee: EventId) -> Option<usize> {
        let tableau = Tableau::new(&self.journal, tournee).unwrap();
        let porte = tableau.courante(&self.journal, None)?;
        tableau.case(porte).map(|case| case.rang)
    }

    fn avance(&self, tournee: EventId) -> (usize, usize) {
        let avance = Tableau::new(&self.journal, tournee).unwrap().avance();
        (avance.faites, avance.portes)
    }
}

#[test]
fn each_tap_leads_to_the_next_door_that_waits_and_taking_it_back_leads_back() {
    let mut phone = Phone::new();
    let tower = phone.building(1, 2, 2);
    let round = phone.round(vec![tower]);
    assert_eq!(phone.at(round), Some(0));
    phone.tap(round, 0, Issue::Absent);
    phone.tap(round, 2, Issue::Refus);
    assert_eq!((phone.at(round), phone.avance(round)), (Some(3), (2, 4)));
    phone.tap(round, 3, Issue::Absent);
    assert_eq!(phone.at(round), Some(1), "the one that was passed over");
    phone.tap(round, 1, Issue::Absent);
    assert_eq!((phone.at(round), phone.avance(round)), (None, (4, 4)));
    let last = EventId::new(i64::from(phone.ids) << 8, [0; 10]);
    let id = phone.id();
    phone.write(vec![(id, Fait::Annule(crate::journal::Annulation::of(last)))], today());
    assert_eq!((phone.at(round), phone.avance(round)), (Some(1), (3, 4)));
}

#[test]
fn a_door_that_objected_is_left_alone_in_every_round_and_counts_in_none() {
    let mut phone = Phone::new();
    let tower = phone.building(1, 1, 3);
    let first = phone.round(vec![tower]);
    phone.tap(first, 0, Issue::NePlusPasser);
    assert_eq!((phone.at(first), phone.avance(first)), (Some(1), (1, 3)));
    let second = phone.round(vec![tower]);
    assert_eq!((phone.at(second), phone.avance(second)), (Some(1), (0, 2)));
    let tableau = Tableau::new(&phone.journal, second).unwrap();
    assert_eq!(tableau.case(phone.porte(second, 0)).unwrap().objection, Some(day("2028-11-22")));
}

#[test]
fn nobody_on_the_landing_is_its_doors_that_wait() {
    let mut phone = Phone::new();
    let tower = phone.building(2, 3, 4);
    let round = phone.round(vec![tower]);
    phone.tap(round, 5, Issue::Echange);
    let tableau = Tableau::new(&phone.journal, round).unwrap();
    let ranks: Vec<usize> =
        tableau.palier(phone.porte(round, 7)).into_iter().map(|porte| tableau.case(porte).unwrap().rang).collect();
    assert_eq!(ranks, [4, 6, 7]);
}

#[test]
fn what_a_round_left_is_the_next_pass_of_a_campagne_without_the_doors_that_are_settled() {
    let mut phone = Phone::new();
    let (done, left) = (phone.building(1, 1, 1), phone.building(1, 1, 3));
    let round = phone.round(vec![done, left]);
    for (rank, issue) in [(0, Issue::Echange), (1, Issue::Refus), (2, Issue::Absent)] {
        phone.tap(round, rank, issue);
    }
    let (id, tomorrow) = (phone.id(), day("2026-11-23"));
    phone.write(suite(&phone.journal, round, id, tomorrow).unwrap(), tomorrow);
    let next = phone.journal.tournee(id).unwrap().plan;
    assert_eq!((next.le, next.immeubles.as_slice()), (tomorrow, [left].as_slice()));
    let first = phone.journal.tournee(round).unwrap();
    assert_eq!((first.plan.campagne, first.plan.immeubles.len()), (next.campagne, 2));
    assert_eq!((phone.at(id), phone.avance(id)), (Some(1), (0, 2)), "the refusal is not asked again");
    let couverture = phone.journal.couverture_de(next.campagne.unwrap());
    assert_eq!(nommer(&couverture), "2 portes ouvertes sur 4, 1 jamais vue.");

    phone.tap(id, 1, Issue::Echange);
    phone.tap(id, 2, Issue::LogementVide);
    let after = phone.id();
    assert_eq!(suite(&phone.journal, id, after, tomorrow), None, "nothing is left");
}

#[test]
fn a_round_is_done_again_on_another_day_with_everything_that_was_planned() {
    let mut phone = Phone::new();
    let tower = phone.building(1, 1, 1);
    let id = phone.id();
    let demande = Demande {
        contrat: "essai".into(),
        quartier: Some("centre".into()),
        immeubles: vec![tower],
        equipe: " Naïma, adulte-relais ,, ".into(),
        but: "Vacances".into(),
        objectif: "emploi".into(),
        nouvelle: "Été".into(),
        ..Demande::default()
    };
    phone.write(planifier(&demande, id, today()).unwrap(), today());
    let again = phone.id();
    phone.write(refaire(&phone.journal, id, again, day("2026-12-22")).unwrap(), day("2026-12-22"));
    let (first, second) = (phone.journal.tournee(id).unwrap().plan, phone.journal.tournee(again).unwrap().plan);
    assert_eq!(second, &Tournee { le: day("2026-12-22"), ..first.clone() });
    assert_eq!(first.equipe.iter().map(Libelle::as_str).collect::<Vec<_>>(), ["Naïma", "adulte-relais"]);
    assert_eq!(phone.journal.campagnes().next().unwrap().plan.but.as_str(), "Été");
    assert_eq!(nom(&phone.journal, first), "Vacances");
}

#[test]
fn a_plan_without_a_building_or_on_a_day_gone_by_is_refused_in_words() {
    let mut phone = Phone::new();
    let tower = phone.building(1, 1, 1);
    let plan = |immeubles: &[EventId], le: &str| {
        let demande = Demande { immeubles: immeubles.to_vec(), le: le.into(), ..Demande::default() };
        planifier(&demande, EventId::new(0, [9; 10]), today()).map_err(|refused| refused.what)
    };
    assert_eq!(plan(&[], ""), Err("Aucun immeuble n'est choisi.".into()));
    assert_eq!(plan(&[tower], "2026-11-21"), Err("Cette date est passée.".into()));
    assert_eq!(plan(&[tower], "demain"), Err("Cette date n'existe pas.".into()));
    assert!(plan(&[tower], "2026-11-22").is_ok());
}

#[test]
fn a_building_of_no_floor_of_too_many_or_with_a_negative_number_is_refused_in_words() {
    let described = |halls: &str, niveaux: &str, portes: &str, premier: &str| {
        let [halls, niveaux, portes, premier] = [halls, niveaux, portes, premier].map(str::to_owned);
        let nom = "12 rue des Lilas".to_owned();
        let description = Description { nom, halls, niveaux, portes, premier, loge: true, commerces: false };
        description.immeuble("essai", None).map_err(|refused| refused.what)
    };
    for (numbers, word) in [
        (["0", "5", "4", "1"], "halls"),
        (["1", "0", "4", "1"], "niveaux"),
        (["1", "41", "4", "1"], "niveaux"),
        (["1", "5", "", "1"], "portes par palier"),
        (["1", "5", "4", "-3"], "première porte"),
        (["1", "1", "1", "1"], "aucun logement"),
    ] {
        let [halls, niveaux, portes, premier] = numbers;
        let refused = described(halls, niveaux, portes, premier).unwrap_err();
        assert!(refused.contains(word), "{numbers:?}: {refused}");
    }
    let tower = described("2", "40", "20", "").unwrap();
    let doors = tower.portes(EventId::new(0, [1; 10]));
    assert_eq!((doors.len(), doors[0].0.rang, doors[0].1), (2 * 800 - 1, 2, 1));
}

#[test]
fn arrows_go_from_door_to_door_step_over_what_is_none_and_stop_at_the_edge() {
    let mut phone = Phone::new();
    let id = phone.id();
    let description = Description {
        nom: "Tour".into(),
        halls: "1".into(),
        niveaux: "3".into(),
        portes: "3".into(),
        loge: true,
        ..Description::default()
    };
    let immeuble = description.immeuble("essai", None).unwrap();
    phone.write(vec![(id, Fait::ImmeubleDecrit(Box::new(immeuble)))], today());
    let round = phone.round(vec![id]);
    let tableau = Tableau::new(&phone.journal, round).unwrap();
    let hall = &tableau.halls[0];
    let porte = |etage, rang| Porte { immeuble: id, hall: 1, etage, rang };
    for (from, key, to) in [
        ((0, 2), "ArrowLeft", (0, 2)),
        ((0, 2), "ArrowRight", (0, 3)),
        ((1, 1), "ArrowDown", (1, 1)),
        ((1, 1), "ArrowUp", (2, 1)),
        ((2, 3), "ArrowUp", (2, 3)),
    ] {
        assert_eq!(hall.voisine(porte(from.0, from.1), key), porte(to.0, to.1), "{from:?} {key}");
    }
    assert_eq!(hall.etage(0)[0].map(|case| case.numero), Err(SansLogement::Loge));
}

#[test]
fn a_round_over_midnight_is_one_round_and_closes_at_the_next_opening() {
    let mut phone = Phone::new();
    let tower = phone.building(1, 2, 2);
    let round = phone.round(vec![tower]);
    // The night on which clocks go back.
    let (before, after) = (day("2026-10-24"), day("2026-10-25"));
    for (rank, jour) in [(0, before), (1, after)] {
        let (id, porte) = (phone.id(), phone.porte(round, rank));
        phone.write(vec![(id, Fait::PorteNotee(Passage::new(round, porte, Issue::Absent)))], jour);
    }
    assert_eq!(phone.avance(round), (2, 4));
    assert_eq!(phone.journal.a_clore(phone.appareil, after), [round]);
    let (cloture, id) = (phone.journal.cloture(round, phone.appareil).unwrap(), phone.id());
    phone.write(vec![(id, Fait::TourneeClose(cloture))], after);
    assert_eq!(phone.journal.tournee(round).unwrap().statut, Statut::Close);
    assert_eq!(phone.avance(round), (2, 4), "its doors keep their outcomes");
    phone.tap(round, 2, Issue::Absent);
    assert_eq!((phone.journal.tournee(round).unwrap().statut, phone.avance(round)), (Statut::EnCours, (3, 4)));
}

#[test]
fn the_invented_round_has_begun_and_holds_contacts() {
    let mut phone = Phone::new();
    let mut count = 0_u8;
    let mut new_id = || {
        count += 1;
        EventId::new(i64::from(count) << 8, [3; 10])
    };
    let (round, faits) = essai("essai", Some("centre".into()), Some("emploi".into()), today(), &mut new_id).unwrap();
    phone.write(faits, today());
    assert_eq!(phone.journal.tournee(round).unwrap().statut, Statut::EnCours);
    assert_eq!((phone.avance(round), phone.at(round), phone.journal.nombre()), ((3, 20), Some(3), 2));
    assert_eq!(phone.journal.conflits(), []);
    let key = EventKey { appareil: phone.appareil, branche: 0, seq: 1 };
    assert!(phone.journal.next(phone.appareil).0 > key);
    let pause =
        (phone.id(), Fait::TourneeSuivie(Marche { tournee: round, pas: Pas::Pause, autres: Default::default() }));
    phone.write(vec![pause], today());
    assert_eq!(phone.journal.tournee(round).unwrap().statut, Statut::EnPause);
}
