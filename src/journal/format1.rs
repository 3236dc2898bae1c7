//! Facts as the first format wrote them, which only practice journals hold.
//!
//! Its contacts had a bare date as `relance`, and their `note` inside: that note stays among the unknown fields of the
//! contact, where [`super::ContactRecord`] looks for it.

use serde_json::{Value, json};

/// A fact of format 1 in the words of the present one.
pub(super) fn lift(mut fait: Value) -> Value {
    if let Some(relance) = fait.get_mut("ContactNote").and_then(|contact| contact.get_mut("relance")) {
        *relance = json!({ "le": relance.take() });
    }
    match fait.get("EffacementAnnule").and_then(|undone| undone.get("effacement")) {
        Some(id) => json!({ "Annule": { "evenement": id } }),
        None => fait,
    }
}

#[cfg(test)]
mod tests {
    use crate::journal::{Event, Fait};

    const HEAD: &str = r#"{"format":1,"id":"018bcfe5-6800-7000-8000-000000000001","appareil":"018bcfe5-6800-4000-8000-000000000002","seq":7,"moment":{"instant_ms":5,"jour":"2026-11-22","decalage_min":60},"fait":"#;

    #[test]
    fn contacts_and_undone_erasures_of_the_first_format_are_read() {
        let fait = r#"{"ContactNote":{"cadre":"rue","contrat":"brest-cucs","issue":"echange","besoins":["sante"],"langue":"autre","relance":"2026-11-29","note":"rappeler"}}}"#;
        let event = Event::from_text(&format!("{HEAD}{fait}")).unwrap();
        let Fait::ContactNote(contact) = &event.fait else { panic!("{event:?}") };
        assert_eq!(contact.relance.as_ref().unwrap().le.to_string(), "2026-11-29");
        assert_eq!(contact.autres.text("note"), Some("rappeler"));
        assert_eq!((event.key.seq, event.rang), (7, 7));

        let fait = r#"{"EffacementAnnule":{"effacement":"018bcfe5-6800-7000-8000-000000000003"}}}"#;
        let event = Event::from_text(&format!("{HEAD}{fait}")).unwrap();
        assert_eq!(event.fait.genre(), "Annule");
    }
}
