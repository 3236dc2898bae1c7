//! Damage as data: what is done to a good file, and the finding that must name it. Run by [`run`].

use relais::contrat::{Findings, Severity, read};
use serde_json::Value;

/// A way to damage a file.
pub enum Damage {
    /// Puts a value in place of the one at the pointer, or adds it.
    Set(&'static str, Value),
    /// Takes the key or the item at the pointer away.
    Remove(&'static str),
    /// Adds an item to the list at the pointer.
    Push(&'static str, Value),
}

use Damage::{Push, Remove, Set};

impl Damage {
    /// Does the damage; the place must be there.
    pub fn apply(&self, file: &mut Value) {
        match self {
            Set(pointer, value) => {
                let (parent, key) = pointer.rsplit_once('/').unwrap();
                match file.pointer_mut(parent).unwrap() {
                    Value::Object(object) => drop(object.insert(key.into(), value.clone())),
                    Value::Array(items) => items[key.parse::<usize>().unwrap()] = value.clone(),
                    _ => panic!("nothing to set at {pointer}"),
                }
            }
            Remove(pointer) => {
                let (parent, key) = pointer.rsplit_once('/').unwrap();
                match file.pointer_mut(parent).unwrap() {
                    Value::Object(object) => drop(object.remove(key).unwrap()),
                    Value::Array(items) => drop(items.remove(key.parse().unwrap())),
                    _ => panic!("nothing to remove at {pointer}"),
                }
            }
            Push(pointer, value) => file.pointer_mut(pointer).unwrap().as_array_mut().unwrap().push(value.clone()),
        }
    }

    fn describe(&self) -> String {
        match self {
            Set(pointer, value) => format!("{pointer} = {:.80}", value.to_string()),
            Remove(pointer) => format!("{pointer} removed"),
            Push(pointer, value) => format!("{pointer} + {:.80}", value.to_string()),
        }
    }
}

/// One damage, how much it weighs, where it is reported, and words of the report.
pub type Case = (Damage, Severity, &'static str, &'static str);

/// What is found in a pack, accepted or refused.
pub fn judge_pack(value: &Value) -> Findings {
    match read(&value.to_string()) {
        Ok((_, found)) | Err(found) => found,
    }
}

/// Runs cases: the expected finding is there with its weight, and an error refuses the file.
pub fn run(cases: Vec<Case>, file: fn() -> Value, judge: fn(&Value) -> Findings) {
    let mut failures = Vec::new();
    for (damage, severity, pointer, words) in cases {
        let mut damaged = file();
        damage.apply(&mut damaged);
        let found = judge(&damaged);
        let named = found
            .iter()
            .any(|finding| finding.severity == severity && finding.pointer == pointer && finding.what.contains(words));
        let well_put = found.iter().all(|finding| {
            !finding.what.ends_with('.') && finding.mend.ends_with(['.', '…', '»', ')']) && finding.mend.len() > 10
        });
        if !named || !well_put || (found.has_errors() != (severity == Severity::Error)) {
            let told: Vec<String> = found.iter().map(ToString::to_string).collect();
            failures.push(format!(
                "{}\n  expected {severity:?} at {pointer}: {words}\n  found {told:#?}",
                damage.describe()
            ));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
