//! Events and their texts.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

/// Every object of a value, by its path.
fn objects(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.push(path.to_owned());
            fields.iter().for_each(|(key, value)| objects(value, &format!("{path}/{key}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(rank, value)| objects(value, &format!("{path}/{rank}"), found));
        }
        _ => {}
    }
}

#[test]
fn the_generator_writes_every_kind_of_fact() {
    let events = plausible::events(400, 3, 7);
    let written: BTreeSet<&str> = events.iter().map(|event| event.fait.genre()).collect();
    assert_eq!(written, BTreeSet::from(Fait::GENRES));
}

#[test]
fn an_unknown_field_survives_wherever_it_stands() {
    // Closed choices of place and orientation are one key deep: there a newer key makes a newer place.
    let closed = |path: &str| path.ends_with("/lieu") || path.ends_with("/vers") || path.contains("/orientations/");
    let mut kinds = BTreeSet::new();
    for event in plausible::events(400, 3, 7) {
        if !kinds.insert(event.fait.genre().to_owned()) {
            continue;
        }
        let value: Value = serde_json::from_str(&event.to_text()).unwrap();
        let mut places = Vec::new();
        objects(&value, "", &mut places);
        for place in places.iter().filter(|place| !closed(place) && place.as_str() != "/fait") {
            let mut newer = value.clone();
            newer.pointer_mut(place).unwrap()["neuf"] = json!({ "de": [1, "deux", null] });
            let read = Event::from_text(&newer.to_string()).unwrap();
            assert_eq!(read.fait.genre(), event.fait.genre(), "{place}");
            assert!(!matches!(read.fait, Fait::Inconnu(_)), "{place}");
            assert_eq!(serde_json::from_str::<Value>(&read.to_text()).unwrap(), newer, "{place}");
        }
    }
}

#[test]
fn what_a_newer_app_says_is_kept_and_never_half_understood() {
    let event = plausible::events(1, 1, 1).into_iter().find(|event| event.fait.genre() == "ContactNote").unwrap();
    let value: Value = serde_json::from_str(&event.to_text()).unwrap();
    let newer = |path: &str, to: Value| {
        let mut newer = value.clone();
        *newer.pointer_mut(path).unwrap() = to;
        newer
    };
    for newer in [
        newer("/fait", json!({ "ContactReve": { "en": "couleurs" } })),
        newer("/fait/ContactNote/issue", json!("telepathie")),
        newer("/fait/ContactNote/lieu", json!({ "etoile": 3 })),
        newer("/format", json!(EVENT_FORMAT + 1)),
    ] {
        let read = Event::from_text(&newer.to_string()).unwrap();
        assert!(matches!(read.fait, Fait::Inconnu(_)), "{newer}");
        assert_eq!(serde_json::from_str::<Value>(&read.to_text()).unwrap(), newer);
        let mut journal = Journal::default();
        journal.apply(read);
        assert_eq!((journal.contacts().count(), journal.inconnus().count()), (0, 1));
    }
}

#[test]
fn a_value_that_may_not_be_is_not_read_as_one() {
    let event = plausible::events(60, 1, 3);
    let identity = event.iter().find(|event| event.fait.genre() == "IdentiteNotee").unwrap();
    let value: Value = serde_json::from_str(&identity.to_text()).unwrap();
    let mut without_consent = value.clone();
    without_consent.pointer_mut("/fait/IdentiteNotee/identite").unwrap().as_object_mut().unwrap().remove("accord");
    assert!(matches!(Event::from_text(&without_consent.to_string()).unwrap().fait, Fait::Inconnu(_)));

    let building = event.iter().find(|event| event.fait.genre() == "ImmeubleDecrit").unwrap().to_text();
    assert!(matches!(Event::from_text(&building).unwrap().fait, Fait::ImmeubleDecrit(_)));
    let without_floors = building.replace("\"niveaux\":9", "\"niveaux\":0");
    assert!(matches!(Event::from_text(&without_floors).unwrap().fait, Fait::Inconnu(_)));
}

#[test]
fn a_duration_out_of_bounds_is_kept_as_unknown_and_the_last_one_within_counts() {
    let mut journal = Journal::default();
    let mut seq = 0;
    let mut choose = |journal: &mut Journal, mois: u16| {
        seq += 1;
        let key = EventKey { appareil: DeviceId::new([1; 16]), branche: 0, seq };
        let now = Moment { instant_ms: 0, jour: Jour::default(), decalage_min: 0 };
        let fait = Fait::ConservationChoisie(ConservationChoisie::of(MoisGardes::new(12).unwrap()));
        let text = Event::new(EventId::new(0, [u8::try_from(seq).unwrap(); 10]), key, seq, now, fait).to_text();
        let text = text.replace("\"mois\":12", &format!("\"mois\":{mois}"));
        let event = Event::from_text(&text).unwrap();
        assert_eq!(event.to_text(), text);
        journal.apply(event);
        (journal.conservation().map(MoisGardes::get), journal.inconnus().count())
    };
    assert_eq!(choose(&mut journal, 11), (None, 1));
    assert_eq!(choose(&mut journal, 36), (Some(36), 1));
    assert_eq!(choose(&mut journal, 37), (Some(36), 2));
    assert_eq!(choose(&mut journal, 18), (Some(18), 2));
}

#[test]
fn keys_sort_as_text_as_they_sort_as_numbers() {
    let key = |branche, seq| EventKey { appareil: DeviceId::new([1; 16]), branche, seq };
    let keys = [key(0, 9), key(0, 10), key(0, u64::MAX), key(1, 2), key(2, 1), key(10, 1)];
    assert!(keys.is_sorted());
    assert!(keys.map(|key| key.to_string()).is_sorted());
}

#[test]
fn a_conversation_of_a_round_keeps_the_half_day_and_a_tap_the_minute() {
    let now = Moment { instant_ms: 1_795_000_123_456, jour: Jour::new(2026, 11, 18).unwrap(), decalage_min: 60 };
    let id = EventId::new(0, [1; 10]);
    let key = EventKey { appareil: DeviceId::new([1; 16]), branche: 0, seq: 1 };
    let porte = Porte { immeuble: id, hall: 1, etage: 2, rang: 3 };
    let mut contact = Contact::new("essai", Cadre::PorteAPorte, Issue::Echange);
    let kept = |fait| Event::new(id, key, 1, now, fait).moment;
    assert_eq!(kept(Fait::ContactNote(Box::new(contact.clone()))), now, "at a desk the hour tells of nobody's door");
    contact.tournee = Some(id);
    let talk = kept(Fait::ContactNote(Box::new(contact)));
    assert_eq!((talk.jour, talk.heure().1, talk.heure().0 % 12), (now.jour, 0, 0));
    assert_eq!(kept(Fait::ContactEfface(Effacement::of(id))), talk, "nor does what follows tell the minute");
    assert_eq!(kept(Fait::PorteNotee(Passage::new(id, porte, Issue::Absent))), now);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_event_survives_its_text(seed in any::<u64>()) {
        for event in plausible::events(25, 3, seed) {
            let text = event.to_text();
            prop_assert_eq!(Event::from_text(&text), Ok(event), "{}", text);
        }
    }

    #[test]
    fn a_cut_text_is_no_event(seed in any::<u64>(), cut in 0.0..1.0f64) {
        for event in plausible::events(2, 1, seed) {
            let text = event.to_text();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length fits")]
            let length = (text.chars().count() as f64 * cut) as usize;
            let cut: String = text.chars().take(length).collect();
            prop_assert_eq!(Event::from_text(&cut), Err(UnreadableEvent));
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC*") {
        let _ = Event::from_text(&text);
        let _ = Resume::from_text(&text);
    }
}
