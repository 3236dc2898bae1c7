//! Reading events from the text of a store.
//!
//! By hand, over [`Value`]: an event of a newer app is told apart from damage field by field, and `serde`'s derived
//! readers of these types weighed 10 kB of the wasm. Fields that this app does not know are passed over; the store
//! keeps the text as it is.

use serde_json::Value;

use super::{Cadre, Contact, DeviceId, Event, EventId, Fait, Issue, Langue, Moment, NoteLibre};

/// The event of a text, or nothing when it is not one that this app knows.
pub(super) fn event(text: &str) -> Option<Event> {
    let value: Value = serde_json::from_str(text).ok()?;
    Some(Event {
        format: u16::try_from(value.get("format")?.as_u64()?).ok()?,
        id: EventId::parse(value.get("id")?.as_str()?)?,
        appareil: DeviceId::parse(value.get("appareil")?.as_str()?)?,
        seq: value.get("seq")?.as_u64()?,
        moment: moment(value.get("moment")?)?,
        fait: fait(value.get("fait")?)?,
    })
}

fn moment(value: &Value) -> Option<Moment> {
    Some(Moment {
        instant_ms: value.get("instant_ms")?.as_i64()?,
        jour: value.get("jour")?.as_str()?.parse().ok()?,
        decalage_min: i32::try_from(value.get("decalage_min")?.as_i64()?).ok()?,
    })
}

fn fait(value: &Value) -> Option<Fait> {
    let (kind, what) = value.as_object()?.iter().next()?;
    let id = |key| what.get(key).and_then(Value::as_str).and_then(EventId::parse);
    match kind.as_str() {
        "ContactNote" => contact(what).map(Fait::ContactNote),
        "ContactEfface" => Some(Fait::ContactEfface { contact: id("contact")? }),
        "EffacementAnnule" => Some(Fait::EffacementAnnule { effacement: id("effacement")? }),
        _ => None,
    }
}

fn contact(value: &Value) -> Option<Contact> {
    let text = |key| value.get(key).and_then(Value::as_str);
    let besoins = match value.get("besoins") {
        Some(list) => list.as_array()?.iter().map(|id| id.as_str().map(str::to_owned)).collect::<Option<_>>()?,
        None => Vec::new(),
    };
    Some(Contact {
        cadre: Cadre::ALL.into_iter().find(|cadre| Some(cadre.word()) == text("cadre"))?,
        contrat: text("contrat")?.to_owned(),
        quartier: text("quartier").map(str::to_owned),
        issue: Issue::ALL.into_iter().find(|issue| Some(issue.word()) == text("issue"))?,
        besoins,
        langue: match text("langue") {
            Some(word) => Some(Langue::ALL.into_iter().find(|langue| langue.word() == word)?),
            None => None,
        },
        relance: match text("relance") {
            Some(jour) => Some(jour.parse().ok()?),
            None => None,
        },
        note: NoteLibre::new(text("note").unwrap_or_default()).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::journal::{EVENT_FORMAT, Jour};

    fn any_contact() -> impl Strategy<Value = Contact> {
        let option = |yes: bool, text: String| yes.then_some(text);
        (
            0..9usize,
            0..9usize,
            0..4usize,
            any::<(bool, bool)>(),
            "[a-z-]{1,12}",
            prop::collection::vec("[a-z-]{1,9}", 0..4),
            0u16..30_000,
            ".{0,200}",
        )
            .prop_map(move |(cadre, issue, langue, (quartier, relance), id, besoins, days, note)| Contact {
                cadre: Cadre::ALL[cadre],
                contrat: id.clone(),
                quartier: option(quartier, id),
                issue: Issue::ALL[issue],
                besoins,
                langue: Langue::ALL.get(langue).copied(),
                relance: relance.then(|| Jour::default().after(days)),
                note: NoteLibre::new(&note).unwrap(),
            })
    }

    fn any_event() -> impl Strategy<Value = Event> {
        let fait = prop_oneof![
            any_contact().prop_map(Fait::ContactNote),
            any::<[u8; 10]>().prop_map(|id| Fait::ContactEfface { contact: EventId::new(5, id) }),
            any::<[u8; 10]>().prop_map(|id| Fait::EffacementAnnule { effacement: EventId::new(5, id) }),
        ];
        (any::<[u8; 10]>(), any::<[u8; 16]>(), any::<u64>(), any::<i64>(), -840..840i32, fait).prop_map(
            |(id, appareil, seq, instant_ms, decalage_min, fait)| Event {
                format: EVENT_FORMAT,
                id: EventId::new(instant_ms, id),
                appareil: DeviceId::new(appareil),
                seq,
                moment: Moment { instant_ms, jour: Jour::default(), decalage_min },
                fait,
            },
        )
    }

    proptest! {
        #[test]
        fn an_event_survives_its_text(written in any_event()) {
            prop_assert_eq!(event(&written.to_text()), Some(written));
        }

        #[test]
        fn a_cut_text_is_no_event(written in any_event(), cut in 1..400usize) {
            let text = written.to_text();
            let cut: String = text.chars().take(text.chars().count().saturating_sub(cut)).collect();
            prop_assert_eq!(event(&cut), None);
        }
    }

    #[test]
    fn an_event_of_a_newer_app_is_left_alone_and_its_new_fields_are_passed_over() {
        let known = r#"{"format":1,"id":"018bcfe5-6800-7000-8000-000000000001","appareil":"018bcfe5-6800-4000-8000-000000000002","seq":7,"moment":{"instant_ms":5,"jour":"2026-11-22","decalage_min":60,"neuf":true},"fait":{"ContactEfface":{"contact":"018bcfe5-6800-7000-8000-000000000003","motif":"neuf"}},"signature":"neuve"}"#;
        assert_eq!(event(known).map(|event| event.seq), Some(7));
        assert_eq!(event(&known.replace("ContactEfface", "ContactCorrige")), None);
    }
}
