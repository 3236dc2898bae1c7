//! Good files: the fixture, the real packs, the schema.

use std::path::Path;

use relais::contrat::{Arbre, Pack, Severity, check_with_vocabulaire, read, schema, vocabulaire};
use serde_json::Value;

use crate::contrat_fixture;

#[test]
fn the_fixture_is_accepted_without_a_remark_and_written_back_the_same() {
    let (pack, found) = read(contrat_fixture::PACK).unwrap();
    assert!(found.is_empty(), "{found:#?}");
    let vocabulaire = vocabulaire::read(&contrat_fixture::vocabulaire().to_string()).unwrap();
    assert!(check_with_vocabulaire(&pack, &vocabulaire).is_empty());

    // What is null, false or absent is not written; nothing else is lost.
    let mut expected = contrat_fixture::pack();
    expected.as_object_mut().unwrap().remove("$schema");
    drop_absent(&mut expected);
    assert_eq!(serde_json::to_value(&pack).unwrap(), expected);
    assert_eq!(Arbre::new(pack).chemin("a1").len(), 2);
}

fn drop_absent(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            // `conditionnel` of an adulte-relais is required; every other false is the default.
            fields.retain(|key, value| !value.is_null() && (key == "conditionnel" || *value != Value::Bool(false)));
            fields.values_mut().for_each(drop_absent);
            // Figures are numbers: 7 and 7.0 are the same one.
            for key in ["valeur", "jusqua"] {
                if let Some(number) = fields.get(key).and_then(Value::as_f64) {
                    fields.insert(key.into(), number.into());
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(drop_absent),
        _ => {}
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let windows = format!("\u{FEFF}{}", contrat_fixture::PACK.replace('\n', "\r\n"));
    assert_eq!(read(&windows).unwrap().0, read(contrat_fixture::PACK).unwrap().0);
}

#[test]
fn the_published_packs_are_accepted_and_come_back_the_same() {
    for (name, text) in published_packs() {
        let pack = match read(&text) {
            Ok((pack, _)) => pack,
            Err(found) => panic!("{name} is refused:\n{}", errors(&found)),
        };
        assert_eq!(format!("{}.json", pack.id), name, "a pack bears the name of its id");
        let written = serde_json::to_string(&pack).unwrap();
        assert_eq!(read(&written).unwrap().0, pack, "{name}");
        if let Some(vocabulaire) = published("vocabulaire.json") {
            let vocabulaire = vocabulaire::read(&vocabulaire).unwrap_or_else(|found| panic!("{}", errors(&found)));
            let found = check_with_vocabulaire(&pack, &vocabulaire);
            assert!(!found.has_errors(), "{name}:\n{}", errors(&found));
        }
    }
}

/// The errors of a refused file, one a line.
pub fn errors(found: &relais::contrat::Findings) -> String {
    let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The packs of this checkout, by file name; the index of the packs is no pack.
pub fn published_packs() -> Vec<(String, String)> {
    let Ok(folder) = std::fs::read_dir(public("contrats")) else { return Vec::new() };
    let mut packs: Vec<(String, String)> = folder
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .filter(|(name, _)| name.ends_with(".json") && name != "index.json")
        .map(|(name, path)| (name, std::fs::read_to_string(path).unwrap()))
        .collect();
    packs.sort();
    packs
}

/// A file of the published site, if this checkout has it.
pub fn published(name: &str) -> Option<String> {
    std::fs::read_to_string(public(name)).ok()
}

fn public(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public").join(name)
}

#[test]
fn the_schema_accepts_what_the_reader_accepts_and_knows_every_field() {
    let schema = schema();
    let mut packs = published_packs();
    packs.push(("the fixture".into(), contrat_fixture::PACK.into()));
    for (name, text) in packs {
        let value: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).unwrap();
        let mut faults = Vec::new();
        conforms(&value, &schema, &schema, "", &mut faults);
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
    // Every field of the fixture is declared, so that an editor can offer it.
    let mut unknown = Vec::new();
    undeclared(&contrat_fixture::pack(), &schema, &schema, "", &mut unknown);
    assert_eq!(unknown, ["/$schema"]);
}

#[test]
fn the_schema_refuses_what_it_can_see() {
    let schema = schema();
    for (pointer, value) in [
        ("/version", Value::Null),
        ("/version", "3".into()),
        ("/noeuds/0/niveau", "piller".into()),
        ("/noeuds/0/sources", Value::Array(vec![])),
        ("/noeuds/0/intitule", "".into()),
        ("/dispositifs/0/simple/titre", Value::Null),
        ("/format", "relais-contrat/2".into()),
    ] {
        let mut pack = contrat_fixture::pack();
        *pack.pointer_mut(pointer).unwrap() = value;
        let mut faults = Vec::new();
        conforms(&pack, &schema, &schema, "", &mut faults);
        // Inside of what may be null, a fault is told at the whole.
        let named = |fault: &String| fault.split_once(": ").is_some_and(|(at, _)| pointer.starts_with(at));
        assert!(faults.iter().any(named), "{pointer}: {faults:?}");
    }
}

/// The part of JSON Schema that our schema uses.
fn conforms(value: &Value, schema: &Value, root: &Value, at: &str, faults: &mut Vec<String>) {
    let accepts = |part: &Value| {
        let mut inner = Vec::new();
        conforms(value, part, root, at, &mut inner);
        inner.is_empty()
    };
    let Some(rules) = schema.as_object() else { return };
    for (rule, wanted) in rules {
        let holds = match rule.as_str() {
            "$ref" => {
                conforms(value, resolve(wanted, root), root, at, faults);
                true
            }
            "anyOf" => wanted.as_array().unwrap().iter().any(accepts),
            "oneOf" => wanted.as_array().unwrap().iter().filter(|part| accepts(part)).count() == 1,
            "enum" => wanted.as_array().unwrap().contains(value),
            "const" => wanted == value,
            "type" => match wanted {
                Value::Array(kinds) => kinds.iter().any(|kind| is_kind(value, kind)),
                kind => is_kind(value, kind),
            },
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= wanted.as_u64().unwrap()),
            "minLength" => value.as_str().is_none_or(|text| text.chars().count() as u64 >= wanted.as_u64().unwrap()),
            "minimum" => value.as_i64().is_none_or(|number| number >= wanted.as_i64().unwrap()),
            "items" => {
                for (rank, item) in value.as_array().into_iter().flatten().enumerate() {
                    conforms(item, wanted, root, &format!("{at}/{rank}"), faults);
                }
                true
            }
            "properties" => {
                for (key, part) in wanted.as_object().unwrap() {
                    if let Some(inner) = value.get(key) {
                        conforms(inner, part, root, &format!("{at}/{key}"), faults);
                    }
                }
                true
            }
            "required" => {
                let missing =
                    |key: &&Value| value.is_object() && key.as_str().is_some_and(|key| value.get(key).is_none());
                !wanted.as_array().unwrap().iter().any(|key| missing(&key))
            }
            "$schema" | "$id" | "$defs" | "title" | "description" | "format" => true,
            other => panic!("the walker does not know « {other} »"),
        };
        if !holds {
            faults.push(format!("{at}: {rule} {wanted}"));
        }
    }
}

fn is_kind(value: &Value, kind: &Value) -> bool {
    match kind.as_str().unwrap() {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other}"),
    }
}

fn resolve<'s>(reference: &Value, root: &'s Value) -> &'s Value {
    root.pointer(reference.as_str().unwrap().trim_start_matches('#')).unwrap()
}

/// The fields of `value` that the schema does not declare.
fn undeclared(value: &Value, schema: &Value, root: &Value, at: &str, unknown: &mut Vec<String>) {
    let mut parts = vec![schema];
    while let Some(part) = parts.pop() {
        parts.extend(part.get("$ref").map(|reference| resolve(reference, root)));
        parts.extend(part.get("anyOf").and_then(Value::as_array).into_iter().flatten());
        if let (Some(declared), Some(fields)) = (part.get("properties"), value.as_object()) {
            for (key, inner) in fields {
                match declared.get(key) {
                    Some(part) => undeclared(inner, part, root, &format!("{at}/{key}"), unknown),
                    None => unknown.push(format!("{at}/{key}")),
                }
            }
        }
        if let (Some(part), Some(items)) = (part.get("items"), value.as_array()) {
            for (rank, item) in items.iter().enumerate() {
                undeclared(item, part, root, &format!("{at}/{rank}"), unknown);
            }
        }
    }
}

#[test]
fn a_contract_with_the_bare_minimum_is_accepted() {
    let text = r#"{ "format": "relais-contrat/1", "id": "nu", "version": 1, "noeuds": [],
        "contrat": { "intitule": "Nu", "type": "cucs", "territoire": "Ici", "resume": "Rien encore." } }"#;
    let (pack, found) = read(text).unwrap();
    assert!(found.iter().all(|finding| finding.severity == Severity::Warning && finding.pointer == "/noeuds"));
    assert!(Pack::clone(&pack).noeuds.is_empty());
}
