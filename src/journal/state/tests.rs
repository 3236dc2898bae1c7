//! Any order, any repetition, any clock: the same state everywhere, and nothing lost.

use proptest::prelude::*;

use super::resume::VERSION;
use crate::journal::*;

fn folded<'e>(events: impl IntoIterator<Item = &'e Event>) -> Journal {
    let mut journal = Journal::default();
    for event in events {
        journal.apply(event.clone());
    }
    journal
}

/// Everything that a journal shows.
fn shown(journal: &Journal) -> String {
    let mut all = format!("{:?}\n{:?}\n{:?}\n", journal.len(), journal.conflits(), journal.lacunes());
    let mut line = |text: String| all.push_str(&(text + "\n"));
    for record in journal.contacts() {
        line(format!("{record:?} {:?}", journal.histoire(record.id)));
    }
    line(format!("{:?} {:?}", journal.identites(), journal.effaces()));
    let ever = Jour::new(9999, 1, 1).unwrap();
    line(format!("{:?} {:?}", journal.relances(ever), journal.portes_a_revoir(ever)));
    line(format!("{:?}", journal.sans_resultat()));
    line(format!("{:?} {:?}", journal.activites().collect::<Vec<_>>(), journal.inconnus().collect::<Vec<_>>()));
    line(format!("{:?} {:?}", journal.checkpoints().collect::<Vec<_>>(), journal.horloge()));
    for (id, immeuble) in journal.immeubles() {
        line(format!("{immeuble:?}"));
        for (porte, _) in immeuble.portes(id) {
            line(format!("{:?}", journal.porte(porte)));
        }
    }
    for campagne in journal.campagnes() {
        line(format!("{campagne:?} {:?}", journal.couverture_de(campagne.id)));
    }
    for tournee in journal.tournees() {
        line(format!("{tournee:?} {:?}", journal.avancement(tournee.id)));
    }
    for mois in journal.mois() {
        line(format!("{mois} {:?}", journal.resume(mois)));
    }
    all
}

fn device(number: u8) -> DeviceId {
    DeviceId::new([number; 16])
}

fn id(rank: u8) -> EventId {
    EventId::new(0, [rank; 10])
}

/// An event of a phone, in the order of the tests' ranks.
fn event(phone: u8, rank: u8, fait: Fait) -> Event {
    let key = EventKey { appareil: device(phone), branche: 0, seq: u64::from(rank) };
    let moment = Moment { instant_ms: 0, jour: Jour::new(2026, 11, 22).unwrap(), decalage_min: 60 };
    Event::new(id(rank), key, u64::from(rank), moment, fait)
}

fn contact(issue: Issue) -> Box<Contact> {
    Box::new(Contact::new("essai", Cadre::PorteAPorte, issue))
}

fn correction(rank: u8, issue: Issue) -> Fait {
    let autres = Autres::default();
    Fait::ContactCorrige(Correction { contact: id(rank), corrige: contact(issue), autres })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn three_phones_with_wrong_clocks_end_up_with_the_same_journal(
        (straight, shuffled) in any::<u64>().prop_flat_map(|seed| {
            let mut events = plausible::events(25, 3, seed);
            // A cloned phone: the same numbers with other events, and two drafts with other contents.
            let mut drafts = vec!["ContactNote", "DemarcheFaite"];
            for mut event in events.clone() {
                let genre = event.fait.genre().to_owned();
                match drafts.iter().position(|draft| *draft == genre) {
                    Some(rank) => drop(drafts.remove(rank)),
                    None if event.key.seq % 9 == 4 => event.id = event.id.next(64),
                    None => continue,
                }
                event.moment.instant_ms += 1;
                events.push(event);
            }
            let twice = events.iter().chain(&events).cloned().collect::<Vec<_>>();
            (Just(events), Just(twice).prop_shuffle())
        })
    ) {
        let (one, other) = (folded(&straight), folded(&shuffled));
        prop_assert_eq!(one.len(), straight.len(), "nothing is lost, nothing is doubled");
        prop_assert_eq!(shown(&one), shown(&other));
        prop_assert!(!one.conflits().is_empty());
    }

    #[test]
    fn the_totals_of_a_month_are_those_of_its_own_events(seed in any::<u64>()) {
        let events = plausible::events(40, 3, seed);
        let journal = folded(&events);
        let closed: Vec<(EventId, DeviceId, u64)> = events.iter().filter_map(|event| match &event.fait {
            Fait::TourneeClose(fait) => Some((fait.tournee, event.key.appareil, event.key.seq)),
            _ => None,
        }).collect();
        // The key of a closed round's taps is gone.
        let is_gone = |event: &Event| matches!(&event.fait, Fait::PorteNotee(tap) if closed.iter().any(
            |(tournee, phone, seq)| *tournee == tap.tournee && *phone == event.key.appareil && *seq > event.key.seq
        ));
        for mois in journal.mois() {
            let of_month = |event: &&Event| match journal.classe(event) {
                Classe::Mois(of) | Classe::Note { mois: of, .. } | Classe::Tournee { mois: of, .. } => of == mois,
                Classe::Durable | Classe::Identite { .. } => true,
            };
            let month = folded(events.iter().filter(|event| !is_gone(event)).filter(of_month));
            prop_assert_eq!(month.resume(mois), journal.resume(mois), "{}", mois);
            prop_assert_eq!(Resume::from_text(&journal.resume(mois).to_text()), Some(journal.resume(mois)));
        }
    }

    #[test]
    fn the_totals_are_the_counts_of_what_is_listed(seed in any::<u64>()) {
        let journal = folded(&plausible::events(40, 3, seed));
        let mut all = Resume::default();
        journal.mois().into_iter().for_each(|mois| all.merge(&journal.resume(mois)));
        let records: Vec<ContactRecord> = journal.contacts().collect();
        let count = |number: usize| u32::try_from(number).unwrap();
        prop_assert_eq!(all.compte(Axe::Total, "contacts"), count(records.len()));
        for issue in Issue::ALL {
            let listed = records.iter().filter(|record| record.contact.issue == issue).count();
            prop_assert_eq!(all.compte(Axe::Issue, issue.word()), count(listed));
        }
        let mut due: Vec<_> = records.iter().filter_map(|record| Some((record.relance.as_ref()?.le, record.id))).collect();
        due.sort_unstable();
        prop_assert_eq!(&all.relances, &due);
        prop_assert!(journal.relances(Jour::new(9999, 1, 1).unwrap()).into_iter().eq(due));
    }
}

#[test]
fn corrections_of_two_phones_end_alike_with_both_in_the_history() {
    let events = [
        event(1, 1, Fait::ContactNote(contact(Issue::Absent))),
        event(2, 2, correction(1, Issue::Refus)),
        event(1, 3, correction(1, Issue::Echange)),
    ];
    let journal = folded(events.iter().rev());
    let record = journal.contact(id(1)).unwrap();
    assert_eq!((record.contact.issue, record.corrections), (Issue::Echange, 2));
    assert_eq!(journal.histoire(id(1)).len(), 3);
}

#[test]
fn an_erased_contact_leaves_a_number_and_comes_back_when_the_erasure_is_undone() {
    let mut journal = folded(&[
        event(1, 1, Fait::ContactNote(contact(Issue::Echange))),
        event(1, 2, Fait::ContactEfface(Effacement::of(id(1)))),
    ]);
    assert_eq!((journal.contacts().count(), journal.effaces(), journal.histoire(id(1)).len()), (0, 1, 1));
    journal.apply(event(1, 3, Fait::Annule(Annulation::of(id(2)))));
    assert_eq!((journal.contacts().count(), journal.effaces(), journal.histoire(id(1)).len()), (1, 0, 2));
    assert!(journal.histoire(id(1))[1].annule);
}

#[test]
fn a_day_to_come_back_stands_until_somebody_came_and_is_not_brought_back_by_a_correction() {
    let day = |text: &str| text.parse::<Jour>().unwrap();
    let mut noted = contact(Issue::ARepasser);
    noted.relance = Some(Relance::new(day("2026-11-29")));
    let suite = Some(Relance::new(day("2026-12-24")));
    let (le, autres) = (day("2026-11-29"), Autres::default());
    let mut corrected = noted.clone();
    corrected.besoins.push("logement".into());
    let mut journal = folded(&[event(1, 1, Fait::ContactNote(noted))]);
    assert_eq!(journal.relances(day("2026-11-28")), []);
    assert_eq!(journal.relances(day("2026-11-29")), [(day("2026-11-29"), id(1))]);
    journal.apply(event(2, 2, Fait::RelanceFaite(Retour { contact: id(1), le, suite, autres: autres.clone() })));
    journal.apply(event(1, 3, Fait::ContactCorrige(Correction { contact: id(1), corrige: corrected, autres })));
    assert_eq!(journal.relances(day("2027-01-01")), [(day("2026-12-24"), id(1))]);
    assert_eq!(journal.contact(id(1)).unwrap().contact.besoins, ["logement"]);
}

#[test]
fn a_day_that_is_put_off_keeps_no_identity_longer() {
    let le = Jour::new(2026, 11, 22).unwrap();
    let identite = Identite::new(Accord::given(le), Nom::new("Mme B.").unwrap(), None);
    let named = IdentiteDonnee { contact: id(1), identite, autres: Autres::default() };
    let mut noted = contact(Issue::Echange);
    noted.relance = Some(Relance::new(le.after(7)));
    let report = Report { contact: id(1), suite: Relance::new(le.after(300)), autres: Autres::default() };
    let mut journal = folded(&[
        event(1, 1, Fait::ContactNote(noted)),
        event(1, 2, Fait::IdentiteNotee(Box::new(named))),
        event(1, 3, Fait::RelanceReportee(report)),
    ]);
    assert_eq!(journal.relances(le.after(400)), [(le.after(300), id(1))]);
    assert_eq!(journal.identites()[0].1.expire.to_string(), "2028-11-22");
    journal.apply(event(1, 4, Fait::Annule(Annulation::of(id(3)))));
    assert_eq!(journal.relances(le.after(400)), [(le.after(7), id(1))]);
}

#[test]
fn an_orientation_goes_from_step_to_step_and_a_step_can_be_taken_back() {
    let le = Jour::new(2026, 11, 23).unwrap();
    let step = |etape| Fait::OrientationSuivie(Suivi::new(id(1), Vers::Acteur("caf".into()), etape, le));
    let mut noted = contact(Issue::EchangeOrientation);
    noted.orientations.push(Vers::Acteur("caf".into()));
    let mut journal = folded(&[event(1, 1, Fait::ContactNote(noted))]);
    let stands = |journal: &Journal| journal.contact(id(1)).unwrap().orientations[0].etape;
    assert_eq!(stands(&journal), Etape::Proposee);
    journal.apply(event(1, 2, step(Etape::Recu)));
    journal.apply(event(1, 3, step(Etape::Obtenu)));
    assert_eq!(stands(&journal), Etape::Obtenu);
    journal.apply(event(1, 4, Fait::Annule(Annulation::of(id(3)))));
    assert_eq!(stands(&journal), Etape::Recu);
    assert_eq!(journal.resume("2026-11".parse().unwrap()).compte(Axe::Orientation, "recu"), 1);
}

#[test]
fn a_sheet_that_was_handed_over_leaves_the_step_and_its_day_as_they_are() {
    let day = |text: &str| text.parse::<Jour>().unwrap();
    let vers = || Vers::Dispositif("pre".into());
    let mut noted = contact(Issue::EchangeOrientation);
    noted.orientations.push(vers());
    let step = Suivi::new(id(1), vers(), Etape::ContactPris, day("2026-11-24"));
    let handed = Suivi { remis: Some(Moyen::Qr), le: day("2026-11-25"), ..step.clone() };
    let mut journal = folded(&[
        event(1, 1, Fait::ContactNote(noted)),
        event(1, 2, Fait::OrientationSuivie(step)),
        event(1, 3, Fait::OrientationSuivie(handed)),
    ]);
    let stands = |journal: &Journal| journal.contact(id(1)).unwrap().orientations[0].clone();
    assert_eq!((stands(&journal).etape, stands(&journal).le), (Etape::ContactPris, day("2026-11-24")));
    assert_eq!(stands(&journal).remis, Some((Moyen::Qr, day("2026-11-25"))));
    assert_eq!(journal.sans_resultat(), [(day("2026-11-24"), id(1))]);

    journal.apply(event(1, 4, Fait::OrientationSuivie(Suivi::new(id(1), vers(), Etape::Obtenu, day("2026-12-01")))));
    assert_eq!(stands(&journal).remis, Some((Moyen::Qr, day("2026-11-25"))), "a step takes nothing back");
    assert_eq!(journal.sans_resultat(), []);
    journal.apply(event(1, 5, Fait::Annule(Annulation::of(id(3)))));
    assert_eq!(stands(&journal).remis, None);
}

#[test]
fn the_meetings_with_a_person_are_found_from_each_of_them() {
    let mut again = contact(Issue::Echange);
    again.suite_de = Some(id(1));
    let mut journal = folded(&[
        event(1, 1, Fait::ContactNote(contact(Issue::Echange))),
        event(1, 2, Fait::ContactNote(again.clone())),
        event(1, 3, Fait::ContactNote(again)),
    ]);
    for one in 1..4 {
        assert_eq!(journal.rencontres(id(one)), [id(1), id(2), id(3)]);
    }
    journal.apply(event(1, 4, Fait::ContactEfface(Effacement::of(id(2)))));
    assert_eq!(journal.rencontres(id(3)), [id(1), id(3)]);
}

#[test]
fn a_door_to_come_back_to_is_listed_until_it_was_seen_again() {
    let day = |text: &str| text.parse::<Jour>().unwrap();
    let porte = Porte { immeuble: id(9), hall: 1, etage: 2, rang: 3 };
    let tap = |tournee, revenir| Passage { revenir, ..Passage::new(id(tournee), porte, Issue::Absent) };
    let mut journal = folded(&[event(1, 1, Fait::PorteNotee(tap(20, Some(day("2026-11-29")))))]);
    assert_eq!(journal.portes_a_revoir(day("2026-11-28")), []);
    assert_eq!(journal.portes_a_revoir(day("2026-11-29")), [(day("2026-11-29"), porte)]);
    journal.apply(event(1, 2, Fait::PorteNotee(tap(21, None))));
    assert_eq!(journal.portes_a_revoir(day("2026-12-31")), []);
}

#[test]
fn an_identity_lives_two_years_after_the_last_meeting_and_can_go_alone() {
    let le = Jour::new(2027, 1, 15).unwrap();
    let identite = Identite::new(Accord::given(le), Nom::new("Mme B.").unwrap(), None);
    let named = IdentiteDonnee { contact: id(1), identite, autres: Autres::default() };
    let met_again = Retour { contact: id(1), le, suite: None, autres: Autres::default() };
    let mut journal = folded(&[
        event(1, 1, Fait::ContactNote(contact(Issue::Echange))),
        event(1, 2, Fait::IdentiteNotee(Box::new(named))),
    ]);
    assert_eq!(journal.identites()[0].1.expire.to_string(), "2028-11-22");
    journal.apply(event(1, 3, Fait::RelanceFaite(met_again)));
    assert_eq!(journal.identites()[0].1.expire.to_string(), "2029-01-15");
    journal.apply(event(1, 4, Fait::IdentiteEffacee(Effacement::of(id(1)))));
    journal.apply(event(1, 5, Fait::Annule(Annulation::of(id(4)))));
    assert_eq!((journal.identites(), journal.contacts().count()), (vec![], 1));
}

#[test]
fn a_closed_round_forgets_its_taps_and_keeps_each_door_once_in_the_order_of_numbers() {
    let tournee = id(1);
    let door = |rang| Porte { immeuble: id(9), hall: 1, etage: 1, rang };
    let tap = |rang, issue| Fait::PorteNotee(Passage::new(tournee, door(rang), issue));
    let mut events = vec![
        event(1, 2, tap(3, Issue::Absent)),
        event(1, 3, tap(1, Issue::Refus)),
        event(1, 4, tap(3, Issue::Echange)),
        event(1, 5, tap(2, Issue::Absent)),
        event(1, 6, Fait::Annule(Annulation::of(id(5)))),
        event(2, 7, tap(2, Issue::Refus)),
    ];
    let cloture = folded(&events).cloture(tournee, device(1)).unwrap();
    let kept: Vec<(u8, Issue)> = cloture.portes.iter().map(|vue| (vue.porte.rang, vue.issue)).collect();
    assert_eq!(kept, [(1, Issue::Refus), (3, Issue::Echange)]);

    events.push(event(1, 8, Fait::TourneeClose(cloture)));
    let journal = folded(events.iter().rev());
    let mois = "2026-11".parse().unwrap();
    assert_eq!(journal.porte(door(3)).visites.len(), 1);
    assert_eq!(journal.resume(mois).compte(Axe::Porte, "absent"), 0);
    assert_eq!(journal.resume(mois).compte(Axe::Porte, "refus"), 2, "the other phone's tap stands");
    assert_eq!(journal.cloture(tournee, device(1)), None);
    assert!(journal.cloture(tournee, device(2)).is_some());
    assert_eq!(journal.a_clore(device(2), Jour::new(2026, 11, 23).unwrap()), [tournee]);
    assert_eq!(journal.a_clore(device(2), Jour::new(2026, 11, 22).unwrap()), []);

    // What the taps' key took away changes nothing of what is shown.
    let without_taps = folded(
        events.iter().filter(|event| event.key.appareil == device(2) || !matches!(event.fait, Fait::PorteNotee(_))),
    );
    assert_eq!(without_taps.resume(mois), journal.resume(mois));
    assert_eq!(without_taps.porte(door(3)), journal.porte(door(3)));
}

#[test]
fn a_door_that_objected_stays_so_beyond_its_month_and_counts_apart() {
    let le = Jour::new(2026, 11, 22).unwrap();
    let (nom, one) = (Libelle::new("Tour A").unwrap(), 1);
    let immeuble =
        Immeuble::new("essai", nom, Halls::new(one).unwrap(), Niveaux::new(one).unwrap(), ParPalier::new(4).unwrap());
    let porte = immeuble.portes(id(1))[2].0;
    let mut journal = folded(&[event(1, 1, Fait::ImmeubleDecrit(Box::new(immeuble)))]);
    let passage = Passage::new(id(2), porte, Issue::NePlusPasser);
    for (rank, (_, fait)) in (3..).zip(passage.faits(id(3), le)) {
        journal.apply(event(1, rank, fait));
    }
    let motif = Libelle::new("24 mois").unwrap();
    let gone = Checkpoint { mois: vec![le.mois()], cles: vec![], contacts: 0, motif, autres: Autres::default() };
    journal.apply(event(1, 5, Fait::Checkpoint(gone)));
    assert_eq!(journal.porte(porte).visites, []);
    assert_eq!(journal.porte(porte).objection.unwrap().to_string(), "2028-11-22");
    assert_eq!(journal.resume(le.mois()).objections.len(), 1);
    let couverture = journal.couverture(&[id(1)], &|_| true);
    assert_eq!((couverture.portes, couverture.jamais, couverture.objections), (4, 3, 1));
}

#[test]
fn a_month_that_was_let_go_stays_gone_whatever_a_copy_brings_back() {
    let mois: Mois = "2026-11".parse().unwrap();
    let noted = event(1, 1, Fait::ContactNote(contact(Issue::Echange)));
    let motif = Libelle::new("24 mois").unwrap();
    let gone = Checkpoint { mois: vec![mois], cles: vec![], contacts: 1, motif, autres: Autres::default() };
    let gone = event(1, 2, Fait::Checkpoint(gone));
    for order in [[&noted, &gone], [&gone, &noted]] {
        let journal = folded(order);
        assert_eq!((journal.contacts().count(), journal.resume(mois).is_empty()), (0, true));
    }
}

#[test]
fn a_number_that_is_missing_is_named() {
    let journal = folded(&[
        event(1, 2, Fait::ContactNote(contact(Issue::Absent))),
        event(1, 5, Fait::ContactNote(contact(Issue::Absent))),
        event(2, 1, Fait::ContactNote(contact(Issue::Absent))),
    ]);
    let mut expected = vec![(device(1), 1..=1), (device(1), 3..=4)];
    expected.sort_by_key(|(device, gap)| (*device, *gap.start()));
    assert_eq!(journal.lacunes(), expected);
    assert_eq!(journal.next(device(1)).0.seq, 6);
    assert_eq!(journal.next(device(3)).0.seq, 1);
}

#[test]
fn each_part_of_a_contact_goes_under_its_own_kind_of_key() {
    let mois: Mois = "2026-11".parse().unwrap();
    let journal = folded(&[event(1, 1, Fait::ContactNote(contact(Issue::Echange)))]);
    let later = |fait| {
        let mut event = event(1, 2, fait);
        event.moment.jour = Jour::new(2027, 2, 1).unwrap();
        journal.classe(&event)
    };
    let autres = Autres::default;
    let porte = Porte { immeuble: id(9), hall: 1, etage: 1, rang: 1 };
    let note = NoteEcrite { contact: id(1), note: NoteLibre::default(), autres: autres() };
    assert_eq!(later(correction(1, Issue::Refus)), Classe::Mois(mois), "the month of the contact");
    assert_eq!(later(Fait::NoteEcrite(note)), Classe::Note { contact: id(1), mois });
    assert_eq!(later(Fait::ContactEfface(Effacement::of(id(1)))), Classe::Mois(mois));
    assert_eq!(later(Fait::Annule(Annulation::of(id(1)))), Classe::Mois(mois));
    assert_eq!(later(Fait::IdentiteEffacee(Effacement::of(id(1)))), Classe::Durable);
    let objection = Objection { porte, revoir: Jour::default(), autres: autres() };
    assert_eq!(later(Fait::ObjectionNotee(objection)), Classe::Durable);
    let tap = Fait::PorteNotee(Passage::new(id(8), porte, Issue::Absent));
    assert_eq!(later(tap), Classe::Tournee { tournee: id(8), mois: "2027-02".parse().unwrap() });
}

/// What is kept of a month was counted by rules that have a version.
#[test]
fn whoever_changes_what_an_event_adds_to_the_totals_raises_their_version() {
    let journal = folded(&plausible::events(200, 1, 1));
    let text: String = journal.mois().into_iter().map(|mois| journal.resume(mois).to_text()).collect();
    // FNV-1a (Fowler, Noll and Vo): it tells two texts apart, and nothing more is asked of it.
    let digest = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    assert_eq!(
        digest, 9_673_710_596_590_693_156,
        "raise VERSION in resume.rs if the rules changed; if only the plausible journal did, do not"
    );
}

#[test]
fn totals_that_were_counted_by_other_rules_are_not_read() {
    let text = folded(&plausible::events(20, 1, 1)).totaux().to_text();
    assert!(Resume::from_text(&text).is_some());
    let version = format!(r#""version":{VERSION}"#);
    assert!(text.contains(&version));
    for other in [r#""version":0"#, r#""version":1"#, r#""version":99"#, r#""verzion":2"#] {
        assert_eq!(Resume::from_text(&text.replace(&version, other)), None, "{other}");
    }
}
