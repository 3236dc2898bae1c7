use super::*;
use crate::app::fixture::{grand_paris_sud, ozoir};
use crate::journal::{
    Contact, DeviceId, Event, EventKey, Fait, Journal, LIBELLE_MAX, Libelle, Moment, NOTE_MAX, Relance, Saisie,
    Telephone,
};

fn today() -> Jour {
    Jour::new(2026, 11, 22).unwrap()
}

fn id(byte: u8) -> EventId {
    EventId::new(1_795_000_000_000, [byte; 10])
}

fn porte() -> Porte {
    Porte { immeuble: id(1), hall: 2, etage: 3, rang: 4 }
}

/// The dispositif of a contract for a need that an objective calls on.
fn dispositif(contrat: &Contrat, besoin: &str) -> String {
    let mut all = contrat.dispositifs_pour(besoin).into_iter();
    all.find(|item| contrat.arbre().noeuds_du_dispositif(&item.id).next().is_some()).unwrap().id.clone()
}

/// A form after these touches.
fn touched(touches: &[(&str, &str)]) -> Ebauche {
    let mut ebauche = Ebauche::new(Cadre::PorteAPorte);
    for (name, value) in touches {
        assert!(ebauche.press(name, value, today()), "{name}");
    }
    ebauche
}

fn full() -> Ebauche {
    let mut ebauche = touched(&[
        ("cadre", "rue"),
        ("quartier", "centre"),
        ("issue", "echange"),
        ("besoin", "travail"),
        ("besoin", "garde d'enfants"),
        ("age", "26-39"),
        ("sexe", "femme"),
        ("nombre", "2"),
        ("groupe", ""),
        ("age", "12-17"),
        ("foyer", "famille"),
        ("premiere", "oui"),
        ("langue", "autre"),
        ("registre", "conflit"),
        ("vers", "dispositif:pre"),
        ("vers", "acteur:caf"),
        ("vers", "libre:La bibliothèque"),
        ("etape", "1:contact-pris"),
        ("relance", "7"),
        ("objectif", "pilier-1"),
        ("accord", ""),
    ]);
    for (name, text) in [
        ("lieu", "Devant le 12"),
        ("langue-parlee", "tamoul"),
        ("motif", "a demandé une adresse"),
        ("nom", "Mme K."),
        ("telephone", "06 12 34 56 78"),
        ("note", "Deux lignes\nissue refus\n"),
    ] {
        assert!(ebauche.typed(name, text.into()), "{name}");
    }
    ebauche
}

#[test]
fn a_draft_comes_back_as_it_was() {
    let behind = Ebauche { tournee: Some(id(9)), ou: Ou::Porte(porte()), ..full() };
    let hall = Ebauche { ou: Ou::Hall(id(3), 2), objectif: Objectif::Aucun, relance: None, ..full() };
    let of_round = Ebauche { objectif: Objectif::Deduit, objectif_de_tournee: Some("a1".into()), ..full() };
    for ebauche in [full(), behind, hall, of_round, Ebauche::new(Cadre::PorteAPorte)] {
        assert_eq!(Ebauche::parse(&ebauche.to_text()), ebauche);
    }
}

#[test]
fn a_draft_of_an_older_app_is_read_and_of_a_newer_one_what_is_known() {
    let older = "cadre École\nquartier centre\nissue À repasser\nbesoin travail\nlangue Français facile\nrelance 2026-11-30\nnote a\nb";
    let ebauche = Ebauche::parse(older);
    assert_eq!(
        (ebauche.cadre, ebauche.issue, ebauche.langue),
        (Cadre::Ecole, Some(Issue::ARepasser), Some(Langue::FrancaisFacile))
    );
    assert_eq!((ebauche.besoins.len(), ebauche.relance.is_some(), ebauche.note.as_str()), (1, true, "a\nb"));
    let newer = Ebauche::parse("cadre Sur la lune\nhumeur bonne\nissue Absent\nnote Oui");
    assert_eq!((newer.issue, newer.note.as_str()), (Some(Issue::Absent), "Oui"));
}

#[test]
fn a_draft_names_nobody_who_did_not_agree() {
    let ebauche = Ebauche { accord: None, ..full() };
    let text = ebauche.to_text();
    assert!(!text.contains("Mme K.") && !text.contains("06 12"), "{text}");
    let mut taken_back = full();
    taken_back.press("accord", "", today());
    assert_eq!((taken_back.nom.as_str(), taken_back.telephone.as_str()), ("", ""));
}

#[test]
fn a_choice_touched_again_is_taken_back() {
    let twice = touched(&[("issue", "refus"), ("issue", "refus"), ("besoin", "travail"), ("besoin", "travail")]);
    assert_eq!(twice, Ebauche::new(Cadre::PorteAPorte));
    let none = touched(&[("vers", "libre:ici"), ("vers", "libre:ici"), ("relance", "1"), ("relance", "1")]);
    assert_eq!(none, Ebauche::new(Cadre::PorteAPorte));
    assert_eq!(touched(&[("nombre", "1"), ("nombre", "-1"), ("nombre", "-1")]).personnes, []);
    assert_eq!(touched(&[("nombre", "5"), ("nombre", "999")]).combien(), 999);
}

#[test]
fn buttons_that_are_not_the_forms_and_values_from_nowhere_change_nothing() {
    let mut ebauche = full();
    assert!(!ebauche.press("enregistrer", "", today()));
    for (name, value) in
        [("etape", "9:recu"), ("etape", "x"), ("vers", "rien"), ("vers", "libre: "), ("groupe-retirer", "7")]
    {
        ebauche.press(name, value, today());
    }
    assert_eq!(ebauche, full());
}

#[test]
fn everything_that_the_form_says_is_in_the_contact() {
    let contrat = ozoir();
    let saisie = full().saisie(&contrat, today()).unwrap();
    let contact = &saisie.contact;
    assert_eq!(contact.issue, Issue::EchangeOrientation);
    assert_eq!(contact.lieu, Some(Lieu::Libre(Libelle::new("Devant le 12").unwrap())));
    assert_eq!(contact.personnes.iter().map(|groupe| groupe.nombre.get()).collect::<Vec<_>>(), [3, 1]);
    assert_eq!((contact.foyer, contact.premiere_fois), (Some(Foyer::Famille), Some(PremiereFois::Oui)));
    assert_eq!(contact.langue_parlee.as_ref().unwrap().as_str(), "tamoul");
    assert_eq!((contact.besoins.len(), contact.orientations.len()), (2, 3));
    assert_eq!(contact.relance.as_ref().unwrap().motif.as_ref().unwrap().as_str(), "a demandé une adresse");
    assert_eq!((contact.registre(), contact.objectif.as_deref()), (Some(Registre::Conflit), Some("pilier-1")));
    assert_eq!(saisie.note.as_str(), "Deux lignes\nissue refus");
    let identite = saisie.identite.as_ref().unwrap();
    assert_eq!((identite.nom.as_str(), identite.accord.le()), ("Mme K.", today()));
    let names: Vec<_> = saisie.faits(id(5), today()).into_iter().map(|(_, fait)| fait.genre().to_owned()).collect();
    assert_eq!(names, ["ContactNote", "NoteEcrite", "IdentiteNotee", "OrientationSuivie"]);
}

#[test]
fn behind_a_door_the_conversation_keeps_the_hall_and_the_door_its_outcome_in_one_batch() {
    let contrat = ozoir();
    let mut ebauche = touched(&[("issue", "echange"), ("besoin", "travail"), ("relance", "1")]);
    ebauche.tournee = Some(id(9));
    ebauche.ou = Ou::Porte(porte());
    let saisie = ebauche.saisie(&contrat, today()).unwrap();
    assert_eq!(saisie.contact.lieu, Some(Lieu::Hall { immeuble: id(1), hall: 2 }));
    let passage = saisie.passage.as_ref().unwrap();
    assert_eq!((passage.porte, passage.issue, passage.revenir), (porte(), Issue::Echange, Some(today().after(1))));
    let faits = saisie.faits(id(5), today());
    assert!(matches!(&faits[..], [(_, Fait::ContactNote(_)), (_, Fait::PorteNotee(_))]));

    ebauche.press("accord", "", today());
    let saisie = ebauche.saisie(&contrat, today()).unwrap();
    assert!(matches!(&saisie.contact.lieu, Some(Lieu::Porte { accord, .. }) if accord.le() == today()));
    assert_eq!(saisie.identite, None, "a door alone is enough to come back");
}

#[test]
fn needs_people_and_language_go_with_an_exchange_only() {
    let contact = Ebauche { issue: Some(Issue::Absent), ..full() }.saisie(&ozoir(), today()).unwrap().contact;
    assert!(contact.besoins.is_empty() && contact.personnes.is_empty() && contact.orientations.is_empty());
    assert_eq!((contact.langue, contact.foyer, contact.langue_parlee), (None, None, None));
    assert!(contact.relance.is_some(), "one comes back to a closed door");
}

#[test]
fn the_objective_comes_from_the_orientation_then_from_the_round_and_the_worker_has_the_last_word() {
    let contrat = ozoir();
    let vers = format!("dispositif:{}", dispositif(&contrat, "travail"));
    let mut ebauche = touched(&[("issue", "echange"), ("besoin", "travail")]);
    assert_eq!(ebauche.objectif_note(&contrat), None);
    let of_round = contrat.arbre().pack().noeuds[0].id.clone();
    ebauche.objectif_de_tournee = Some(of_round.clone());
    assert_eq!(ebauche.objectif_note(&contrat), Some(of_round.clone()));
    ebauche.press("vers", &vers, today());
    let derived = ebauche.objectif_note(&contrat).unwrap();
    assert_ne!(derived, of_round);
    assert!(contrat.arbre().noeud(&derived).is_some());
    ebauche.press("objectif", "", today());
    assert_eq!(ebauche.objectif_note(&contrat), None);
    assert_eq!(ebauche.registre_deduit(), Some(Registre::MiseEnRelation));
}

#[test]
fn a_form_says_in_words_what_it_lacks_or_holds_too_much_of() {
    let (one, eight) = (ozoir(), grand_paris_sud());
    let lacks = |ebauche: Ebauche, contrat: &Contrat| ebauche.saisie(contrat, today()).unwrap_err().what;
    assert!(lacks(Ebauche::new(Cadre::PorteAPorte), &one).contains("ce qui s'est passé"));
    assert!(lacks(Ebauche { quartier: None, ..full() }, &eight).contains("quartier"));
    assert!(lacks(Ebauche { note: "é".repeat(NOTE_MAX + 1), ..full() }, &one).contains("limite"));
    assert!(lacks(Ebauche { motif: "é".repeat(LIBELLE_MAX + 1), ..full() }, &one).contains("La raison"));
    assert!(lacks(Ebauche { relance: Jour::new(2026, 11, 21).ok(), ..full() }, &one).contains("passé"));
    assert!(lacks(Ebauche { telephone: "chez la voisine".into(), ..full() }, &one).contains("ne se lit pas"));
    let nobody = Ebauche { nom: String::new(), telephone: String::new(), ..full() };
    assert!(lacks(nobody, &one).contains("pseudonyme"));
}

#[test]
fn a_number_in_the_place_of_a_name_is_kept_as_a_number() {
    let typed = Ebauche { nom: "06 12 34 56 78".into(), telephone: String::new(), ..full() };
    let identite = typed.saisie(&ozoir(), today()).unwrap().identite.unwrap();
    assert_eq!(identite.nom.as_str(), saisie::SANS_NOM);
    assert_eq!(identite.telephone, Telephone::new("0612345678"));
}

/// A journal with one contact.
fn noted(saisie: Saisie) -> (Journal, EventId) {
    let (mut journal, draft) = (Journal::default(), id(5));
    write(&mut journal, saisie.faits(draft, today()));
    (journal, draft)
}

fn write(journal: &mut Journal, faits: Vec<(EventId, Fait)>) {
    let appareil = DeviceId::new([1; 16]);
    let now = Moment { instant_ms: 1_795_000_000_000, jour: today(), decalage_min: 60 };
    for (id, fait) in faits {
        let (key, rang) = journal.next(appareil);
        let key = EventKey { ..key };
        journal.apply(Event::new(id, key, rang, now, fait));
    }
}

#[test]
fn a_contact_that_is_opened_and_saved_again_is_not_corrected() {
    let contrat = ozoir();
    let (journal, contact) = noted(full().saisie(&contrat, today()).unwrap());
    let record = journal.contact(contact).unwrap();
    let ebauche = Ebauche::of(&record);
    assert_eq!(ebauche.corrections(&record, &contrat, id(6), today()), Ok(Vec::new()));
    // On a later day, the day to come back is over: that is no fault of the correction.
    assert_eq!(ebauche.corrections(&record, &contrat, id(6), today().after(30)), Ok(Vec::new()));
}

#[test]
fn a_correction_writes_what_changed_and_nothing_else() {
    let contrat = ozoir();
    let (mut journal, contact) = noted(full().saisie(&contrat, today()).unwrap());
    let record = journal.contact(contact).unwrap();
    let mut ebauche = Ebauche::of(&record);
    ebauche.press("etape", "0:obtenu", today());
    ebauche.typed("note", String::new());
    ebauche.press("besoin", "logement", today());
    ebauche.press("accord", "", today());
    let faits = ebauche.corrections(&record, &contrat, id(6), today()).unwrap();
    let names: Vec<_> = faits.iter().map(|(_, fait)| fait.genre()).collect();
    assert_eq!(names, ["ContactCorrige", "NoteEcrite", "IdentiteEffacee", "OrientationSuivie"]);
    write(&mut journal, faits);
    let after = journal.contact(contact).unwrap();
    assert_eq!((after.contact.besoins.len(), after.note.as_str(), after.identite), (3, "", None));
    assert_eq!(after.orientations[0].etape, Etape::Obtenu);
    assert_eq!(after.corrections, 1);
}

#[test]
fn the_day_to_come_back_is_corrected_with_its_reason() {
    let contrat = ozoir();
    let mut contact = Contact::new(contrat.id(), Cadre::Rue, Issue::Absent);
    contact.relance = Some(Relance::new(today().after(1)));
    let (mut journal, contact) = noted(Saisie::new(contact));
    let record = journal.contact(contact).unwrap();
    let mut ebauche = Ebauche::of(&record);
    ebauche.press("relance", "14", today());
    write(&mut journal, ebauche.corrections(&record, &contrat, id(6), today()).unwrap());
    assert_eq!(journal.contact(contact).unwrap().relance.unwrap().le, today().after(14));
}
