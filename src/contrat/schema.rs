//! The JSON Schema of a pack, for editors and for tools that are not ours. Native only: the app has the rules as code.

use serde_json::{Value, json};

use super::pack::{FORMAT, Pack};

/// The JSON Schema (draft 2020-12) of the format [`FORMAT`], generated from [`Pack`] and its parts.
///
/// It says what is required and of what kind each value is; optional fields may be absent or null. What a schema
/// cannot say (ids that lead somewhere, circles, sentences) stays with [`super::read`].
///
/// ```
/// let schema = relais::contrat::schema();
/// assert_eq!(schema["$id"], "relais-contrat/1");
/// assert_eq!(schema["properties"]["format"]["const"], "relais-contrat/1");
/// ```
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(Pack).to_value();
    refine(&mut schema);
    schema["$id"] = FORMAT.into();
    schema["properties"]["format"]["const"] = FORMAT.into();
    schema["properties"]["version"]["minimum"] = 1.into();
    schema
}

/// Says what the types alone do not: optional fields accept null, and owed sources and texts are not empty.
fn refine(schema: &mut Value) {
    match schema {
        Value::Array(parts) => parts.iter_mut().for_each(refine),
        Value::Object(parts) => {
            let required: Vec<String> = parts
                .get("required")
                .and_then(Value::as_array)
                .map(|names| names.iter().filter_map(Value::as_str).map(str::to_owned).collect())
                .unwrap_or_default();
            if let Some(fields) = parts.get_mut("properties").and_then(Value::as_object_mut) {
                for (name, field) in fields {
                    if !required.contains(name) {
                        accept_null(field);
                    } else if name == "sources" {
                        field["minItems"] = 1.into();
                    } else if field["type"] == "string" {
                        field["minLength"] = 1.into();
                    }
                }
            }
            parts.values_mut().for_each(refine);
        }
        _ => {}
    }
}

fn accept_null(field: &mut Value) {
    if let Some(kind) = field.get("type").and_then(Value::as_str).map(str::to_owned) {
        field["type"] = json!([kind, "null"]);
    } else if let Some(reference) = field.as_object_mut().and_then(|field| field.remove("$ref")) {
        field["anyOf"] = json!([{ "$ref": reference }, { "type": "null" }]);
    }
    // What is left was an `Option` of several kinds, which accepts null already.
}
