//! Properties: any valid pack comes back the same; no cut and no random damage makes the reader fall.

use proptest::prelude::*;
use relais::contrat::{Pack, read};
use serde_json::{Map, Value, json};

use crate::contrat_fixture;

/// A stream of numbers out of which a pack is made; when it runs dry everything is 0, the smallest choice.
struct Dice<'d> {
    rolls: std::slice::Iter<'d, u8>,
    spare: &'d [String],
}

impl Dice<'_> {
    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.rolls.next().copied().unwrap_or(0)) % bound.max(1)
    }

    fn flip(&mut self) -> bool {
        self.below(2) == 1
    }

    /// A text with something in it, of whatever signs.
    fn text(&mut self) -> Value {
        let rank = self.below(self.spare.len().max(1));
        format!("x{}", self.spare.get(rank).map_or("", String::as_str)).into()
    }

    fn pick(&mut self, words: &[&str]) -> Value {
        words[self.below(words.len())].into()
    }

    fn list(&mut self, most: usize, mut item: impl FnMut(&mut Self) -> Value) -> Value {
        (0..self.below(most + 1)).map(|_| item(self)).collect()
    }

    fn sources(&mut self) -> Value {
        (0..=self.below(2)).map(|_| json!({ "document": "d1", "repere": self.text() })).collect()
    }
}

/// A valid pack: every reference leads somewhere, every owed thing is there, the rest as the dice fall.
fn valid_pack(dice: &mut Dice<'_>) -> Value {
    let acteurs = 1 + dice.below(4);
    // With twelve nodes at most no branch is too deep.
    let noeuds = dice.below(13);
    let reference = |dice: &mut Dice<'_>| json!({ "acteur": format!("acteur-{}", dice.below(acteurs)) });
    let figure = |dice: &mut Dice<'_>| {
        let value = f64::from(dice.below(256) as u32) / 8.0;
        json!({ "libelle": dice.text(), "valeur": value, "jusqua": dice.flip().then_some(value + 1.5),
            "annee": dice.flip().then_some(1900 + dice.below(200)), "nature": dice.pick(&["constat", "cible"]),
            "sources": dice.sources() })
    };
    let nodes: Vec<Value> = (0..noeuds)
        .map(|rank| {
            let parent = (rank > 0 && dice.flip()).then(|| format!("n-{}", rank - 1 - dice.below(rank).min(rank - 1)));
            let lever = |dice: &mut Dice<'_>| {
                json!({ "certitude": dice.pick(&["ecrite", "deduite", "ambigue"]), "actions": [format!("n-{rank}")],
                    "pilotes": dice.list(2, reference), "moyens": dice.list(2, Dice::text), "note": dice.text(),
                    "sources": dice.sources() })
            };
            json!({ "id": format!("n-{rank}"), "parent": parent, "intitule": dice.text(),
                "niveau": dice.pick(&["section", "pilier", "fiche-operationnelle", "action", "mesure"]),
                "resume": dice.flip().then(|| dice.text()), "autres_intitules": dice.list(2, Dice::text),
                "modalite": dice.flip().then_some("eventuelle"), "financeurs": dice.list(3, reference),
                "chiffres": dice.list(2, figure), "leviers": dice.list(2, lever), "sources": dice.sources() })
        })
        .collect();
    let dispositif = |dice: &mut Dice<'_>, rank: usize| {
        json!({ "id": format!("dispositif-{rank}"), "nom": dice.text(), "nature": dice.pick(&["dispositif", "soutien"]),
            "au_document": dice.pick(&["existant", "prevu", "a-l-etude"]), "porteurs": dice.list(2, reference),
            "debut": if dice.flip() { json!(1900 + dice.below(200)) } else { dice.text() },
            "pour_habitants": dice.flip(), "sources": dice.sources(),
            "etat": dice.flip().then(|| json!({ "valeur": "renomme", "devenu": [dice.text()], "note": null })) })
    };
    json!({
        "format": "relais-contrat/1", "id": "propriete", "version": 1 + dice.below(200),
        "contrat": { "intitule": dice.text(), "type": dice.pick(&["protocole", "cucs"]), "territoire": dice.text(),
            "resume": dice.text(), "debut": dice.flip().then_some(2015), "fin": dice.flip().then_some(2015),
            "documents": [{ "id": "d1", "titre": dice.text() }], "signataires": dice.list(3, reference) },
        "noeuds": nodes,
        "acteurs": (0..acteurs).map(|rank| json!({ "id": format!("acteur-{rank}"), "nom": dice.text(),
            "famille": dice.pick(&["etat", "autre"]), "generique": dice.flip() })).collect::<Vec<_>>(),
        "dispositifs": (0..dice.below(4)).map(|rank| dispositif(dice, rank)).collect::<Vec<_>>(),
        "suivi": dice.list(3, |dice| json!({ "texte": dice.text(), "sources": dice.sources() })),
        "gouvernance": dice.flip().then(|| json!({ "conseil_citoyen": { "colleges": [] } })),
        "anomalies": dice.list(2, |dice| json!({ "repere": dice.text(), "constat": dice.text(), "choix": dice.text() })),
    })
}

/// Signs that a text may hold: everything but what the format refuses.
fn text() -> impl Strategy<Value = String> {
    let sign = any::<char>().prop_filter("refused in texts", |&c| {
        let bidi = ('\u{202A}'..='\u{202E}').contains(&c) || ('\u{2066}'..='\u{2069}').contains(&c);
        (!c.is_control() || c == '\n' || c == '\t') && !bidi && c != '\u{FFFD}'
    });
    let tricky = prop::sample::select(vec!['"', '\\', '/', '<', 'é', 'œ', '’', '\u{A0}', '🙂', '\n', ' ', '.']);
    prop::collection::vec(prop_oneof![sign, tricky], 0..20).prop_map(String::from_iter)
}

fn arbitrary_pack() -> impl Strategy<Value = Value> {
    (prop::collection::vec(any::<u8>(), 0..600), prop::collection::vec(text(), 1..10))
        .prop_map(|(rolls, spare)| valid_pack(&mut Dice { rolls: rolls.iter(), spare: &spare }))
}

/// Every pointer of a value, itself left out.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, value)| (format!("{at}/{key}"), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(rank, item)| (format!("{at}/{rank}"), item)).collect(),
        _ => Vec::new(),
    };
    for (pointer, value) in inner {
        all.push(pointer.clone());
        pointers(value, &pointer, all);
    }
}

/// Whether one pointer is the other, or stands above or below it.
fn related(one: &str, other: &str) -> bool {
    let above = |upper: &str, lower: &str| {
        lower.strip_prefix(upper).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    above(one, other) || above(other, one)
}

/// Replaces the value at `pointer` by another kind of value, or takes it away: eleven kinds of damage, from 0.
fn damage(file: &mut Value, pointer: &str, kind: usize) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let replacements = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(2.5),
        json!("nulle-part"),
        json!(""),
        json!([]),
        json!({}),
        json!([[]]),
        json!({ "a": 1 }),
    ];
    match (file.pointer_mut(parent).unwrap(), replacements.get(kind)) {
        (Value::Object(fields), Some(value)) => drop(fields.insert(key.into(), value.clone())),
        (Value::Array(items), Some(value)) => items[key.parse::<usize>().unwrap()] = value.clone(),
        (Value::Object(fields), None) => drop(fields.remove(key)),
        (Value::Array(items), None) => drop(items.remove(key.parse().unwrap())),
        _ => unreachable!("a pointer leads through lists and objects only"),
    }
}

/// The refusal names the place, or an id that the damage has left without its entry.
fn assert_named_or_harmless(file: &Value, pointer: &str) -> Result<(), TestCaseError> {
    match read(&file.to_string()) {
        Ok((pack, _)) => {
            let written = serde_json::to_string(&pack).unwrap();
            prop_assert_eq!(read(&written).unwrap().0, pack);
        }
        Err(found) => {
            let named = found
                .iter()
                .any(|finding| related(&finding.pointer, pointer) || finding.what.contains("ne désigne aucune entrée"));
            prop_assert!(named, "{}: {:#?}", pointer, found);
        }
    }
    Ok(())
}

#[test]
fn a_pack_cut_anywhere_is_refused() {
    let text = contrat_fixture::PACK;
    let end = text.rfind('}').unwrap();
    for cut in 0..=end {
        // A cut in the middle of a letter reaches the reader as a replacement character.
        let found = read(&String::from_utf8_lossy(&text.as_bytes()[..cut])).expect_err("a cut file");
        let first = found.iter().next().unwrap();
        let what = if cut == 0 { "vide" } else { "s'arrête au milieu" };
        assert!(found.iter().count() == 1 && first.what.contains(what), "cut at {cut}: {found:?}");
    }
}

#[test]
fn no_single_damage_to_the_fixture_makes_the_reader_fall() {
    let whole = contrat_fixture::pack();
    let mut all = Vec::new();
    pointers(&whole, "", &mut all);
    for (rank, pointer) in all.iter().enumerate() {
        // Every value is taken away and replaced by two others, in turn: all kinds meet all fields' kinds soon enough.
        for kind in [10, rank % 10, (rank * 7 + 3) % 10] {
            let mut damaged = whole.clone();
            damage(&mut damaged, pointer, kind);
            assert_named_or_harmless(&damaged, pointer).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_pack_comes_back_the_same(value in arbitrary_pack()) {
        let text = value.to_string();
        let (pack, _) = read(&text).map_err(|found| TestCaseError::fail(format!("{found:#?}")))?;
        let written = serde_json::to_string_pretty(&pack).unwrap();
        let (again, _) = read(&written).map_err(|found| TestCaseError::fail(format!("{found:#?}")))?;
        prop_assert_eq!(&again, &pack);
        prop_assert_eq!(serde_json::to_string_pretty(&again).unwrap(), written);
        // What the shape accepts, serde reads: nothing of the file is lost on the way.
        prop_assert_eq!(serde_json::from_str::<Pack>(&text).unwrap(), pack);
    }

    #[test]
    fn a_valid_pack_cut_anywhere_is_refused(value in arbitrary_pack(), at in any::<prop::sample::Index>()) {
        let text = value.to_string();
        let cut = text.floor_char_boundary(at.index(text.len()));
        prop_assert!(read(&text[..cut]).is_err());
    }

    #[test]
    fn several_damages_never_make_the_reader_fall(
        value in arbitrary_pack(),
        damages in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..=10), 1..6),
    ) {
        let mut value = value;
        for (index, kind) in damages {
            let mut all = Vec::new();
            pointers(&value, "", &mut all);
            if all.is_empty() {
                break;
            }
            damage(&mut value, &all[index.index(all.len())].clone(), kind);
        }
        if let Ok((pack, _)) = read(&value.to_string()) {
            let written = serde_json::to_string(&pack).unwrap();
            prop_assert_eq!(read(&written).unwrap().0, pack);
        }
    }

    #[test]
    fn any_text_is_answered(text in text()) {
        prop_assert!(read(&text).is_err());
    }
}

#[test]
fn any_key_is_a_warning_at_most() {
    for key in ["a/b", "~", "", "\"", "é", "format ", "\u{202E}"] {
        let mut pack = contrat_fixture::pack();
        pack["noeuds"][0].as_object_mut().unwrap().extend(Map::from_iter([(key.to_owned(), json!(1))]));
        let (_, found) = read(&pack.to_string()).unwrap();
        assert_eq!(found.iter().count(), 1, "{key}");
        let pointer = &found.iter().next().unwrap().pointer;
        assert_eq!(pack.pointer(pointer), Some(&json!(1)), "{pointer}");
    }
}
