use super::*;
use crate::journal::{Cadre, Contact, DeviceId, Event, Issue, Moment, NoteLibre, Relance, Saisie, Vers, plausible};

fn today() -> Jour {
    Jour::new(2026, 11, 22).unwrap()
}

fn note(journal: &mut Journal, day: Jour, contact: Contact, words: &str) -> EventId {
    let mut saisie = Saisie::new(contact);
    saisie.note = NoteLibre::new(words).unwrap();
    let rank = u8::try_from(journal.len()).unwrap();
    let id = EventId::new(0, [rank; 10]);
    for (id, fait) in saisie.faits(id, day) {
        let (key, rang) = journal.next(DeviceId::new([1; 16]));
        let moment = Moment { instant_ms: 0, jour: day, decalage_min: 60 };
        journal.apply(Event::new(id, key, rang, moment, fait));
    }
    id
}

fn some() -> (Journal, [EventId; 3]) {
    let mut journal = Journal::default();
    let contact = |issue| Contact::new("essai", Cadre::Rue, issue);
    let first = note(&mut journal, today(), contact(Issue::Absent), "");
    let mut two = contact(Issue::EchangeOrientation);
    two.besoins = vec!["travail".into()];
    two.quartier = Some("centre".into());
    two.orientations = vec![Vers::Acteur("mission-locale".into())];
    two.relance = Some(Relance::new(today().after(1)));
    let second = note(&mut journal, today().after(2), two, "Veut refaire sa carte de transport");
    let mut three = contact(Issue::Echange);
    three.besoins = vec!["travail".into(), "logement".into()];
    let third = note(&mut journal, today().after(1), three, "Un courrier de la mairie");
    (journal, [first, second, third])
}

fn found(journal: &Journal, filtre: &Filtre) -> Vec<EventId> {
    let registre = Registre::new(journal, None, today().after(3));
    registre.trouve(journal, filtre).into_iter().map(|rang| registre.ligne(rang).unwrap().id).collect()
}

#[test]
fn the_list_goes_from_the_latest_day_to_the_first() {
    let (journal, [first, second, third]) = some();
    assert_eq!(found(&journal, &Filtre::default()), [second, third, first]);
}

#[test]
fn filters_ask_for_all_their_marks_and_for_a_period() {
    let (journal, [first, second, third]) = some();
    let asked = |marks: &[(Facette, &str)]| {
        let marques = marks.iter().map(|(facette, cle)| (*facette, (*cle).to_owned())).collect();
        found(&journal, &Filtre { marques, ..Filtre::default() })
    };
    assert_eq!(asked(&[(Facette::Besoin, "travail")]), [second, third]);
    assert_eq!(asked(&[(Facette::Besoin, "travail"), (Facette::Quartier, "centre")]), [second]);
    assert_eq!(asked(&[(Facette::Issue, "absent")]), [first]);
    assert_eq!(asked(&[(Facette::Suivi, "retard")]), [second]);
    assert_eq!(asked(&[(Facette::Suivi, "attente"), (Facette::Issue, "absent")]), []);
    assert_eq!(asked(&[(Facette::Tournee, "partie")]), [], "a mark that no entry bears");
    let days = Filtre { depuis: Some(today()), jusque: Some(today().after(1)), ..Filtre::default() };
    assert_eq!(found(&journal, &days), [third, first]);
}

#[test]
fn words_are_found_in_what_was_written_and_in_the_names_of_marks_together() {
    let (journal, [_, second, third]) = some();
    let asked = |mots: &str| found(&journal, &Filtre { mots: mots.into(), ..Filtre::default() });
    assert_eq!(asked("la carte de transpor"), [second]);
    assert_eq!(asked("carte centre mission"), [second], "a note, a quartier and a place");
    assert_eq!(asked("TRAVAIL courrier"), [third]);
    assert_eq!(asked("carte courrier"), []);
    assert_eq!(asked(" "), found(&journal, &Filtre::default()));
}

#[test]
fn each_mark_finds_as_many_entries_as_it_counts() {
    let mut journal = Journal::default();
    for event in plausible::events(300, 3, 7) {
        journal.apply(event);
    }
    let registre = Registre::new(&journal, None, today());
    assert_eq!(registre.len(), journal.contacts().count() + journal.activites().count());
    for (facette, _) in Facette::FILTRES {
        for marque in registre.marques(facette) {
            let filtre = Filtre { marques: vec![(facette, marque.cle.clone())], ..Filtre::default() };
            assert_eq!(registre.trouve(&journal, &filtre).len(), marque.nombre as usize, "{marque:?}");
        }
    }
    assert!(registre.marques(Facette::Tournee).len() > 3);
}
