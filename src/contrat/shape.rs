//! Reading JSON against the declared types, with every finding at once.
//!
//! `serde` stops at the first fault. A project team that mends a pack of 300 kB wants the whole list, each
//! with its place, so the types of this room are declared through `record!` and `choice!`, which derive a
//! [`Shape`]: a check of a [`serde_json::Value`] that goes on after a fault, and the reading of a value that passed.
//!
//! Native builds also derive `serde` and the JSON Schema from the same declaration, for writing packs and for tests.
//! The browser only reads, and `serde`'s code for forty types would be a fifth of the app's wasm.

use serde_json::Value;

use super::finding::{Findings, Place, quote};

/// The form that a JSON value must have to be read as `Self`.
pub trait Shape: Sized {
    /// Adds one finding for each place where `value` does not have the form of `Self`.
    fn check(value: &Value, at: &Place<'_>, found: &mut Findings);

    /// Reads a value. What does not have the form is read as an empty value, and `whole` becomes false.
    ///
    /// A way out at each of hundreds of fields, with everything that was read so far to be dropped there, would weigh
    /// three times as much as going on to the end.
    fn take(value: Value, whole: &mut bool) -> Self;

    /// Reads a value in which [`Shape::check`] found no error; of others it may make nothing.
    fn read(value: Value) -> Option<Self> {
        let mut whole = true;
        let read = Self::take(value, &mut whole);
        whole.then_some(read)
    }

    /// Whether this value is left out of the written file: optional fields are absent rather than empty.
    fn is_absent(&self) -> bool {
        false
    }
}

/// Stands for what could not be read.
pub(super) fn broken<T: Default>(whole: &mut bool) -> T {
    *whole = false;
    T::default()
}

/// The JSON type of a value, in the reader's language.
fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "rien (null)",
        Value::Bool(_) => "vrai ou faux",
        Value::Number(_) => "un nombre",
        Value::String(_) => "un texte",
        Value::Array(_) => "une liste",
        Value::Object(_) => "un objet { … }",
    }
}

fn expect(wanted: &str, value: &Value, at: &Place<'_>, found: &mut Findings) {
    found.error(
        at,
        format!("il y a ici {}, il faut {wanted}", kind(value)),
        format!("Remplacer la valeur par {wanted}."),
    );
}

impl Shape for String {
    fn check(value: &Value, at: &Place<'_>, found: &mut Findings) {
        if !value.is_string() {
            expect("un texte", value, at, found);
        }
    }
    fn take(value: Value, whole: &mut bool) -> Self {
        match value {
            Value::String(text) => text,
            _ => broken(whole),
        }
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl Shape for bool {
    fn check(value: &Value, at: &Place<'_>, found: &mut Findings) {
        if !value.is_boolean() {
            expect("vrai ou faux", value, at, found);
        }
    }
    fn take(value: Value, whole: &mut bool) -> Self {
        value.as_bool().unwrap_or_else(|| broken(whole))
    }
    fn is_absent(&self) -> bool {
        !*self
    }
}

impl Shape for f64 {
    fn check(value: &Value, at: &Place<'_>, found: &mut Findings) {
        if !value.is_number() {
            expect("un nombre", value, at, found);
        }
    }
    fn take(value: Value, whole: &mut bool) -> Self {
        value.as_f64().unwrap_or_else(|| broken(whole))
    }
}

/// Years and versions: whole numbers that fit an `i32`.
impl Shape for i32 {
    fn check(value: &Value, at: &Place<'_>, found: &mut Findings) {
        if value.as_i64().is_none_or(|number| i32::try_from(number).is_err()) {
            expect("un nombre entier", value, at, found);
        }
    }
    fn take(value: Value, whole: &mut bool) -> Self {
        value.as_i64().and_then(|number| i32::try_from(number).ok()).unwrap_or_else(|| broken(whole))
    }
}

/// Sizes and counts.
impl Shape for u64 {
    fn check(value: &Value, at: &Place<'_>, found: &mut Findings) {
        if !value.is_u64() {
            expect("un nombre entier", value, at, found);
        }
    }
    fn take(value: Value, whole: &mut bool) -> Self {
        value.as_u64().unwrap_or_else(|| broken(whole))
    }
}

impl<T: Shape> Shape for Option<T> {
    fn check(value: &Value, at: &Place<'_>, found: &mut Findings) {
        if !value.is_null() {
            T::check(value, at, found);
        }
    }
    fn take(value: Value, whole: &mut bool) -> Self {
        if value.is_null() { None } else { Some(T::take(value, whole)) }
    }
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn check(value: &Value, at: &Place<'_>, found: &mut Findings) {
        check_items(value, T::check, at, found);
    }
    fn take(value: Value, whole: &mut bool) -> Self {
        let Value::Array(items) = value else { return broken(whole) };
        let mut taken = Vec::with_capacity(items.len());
        for item in items {
            taken.push(T::take(item, whole));
        }
        taken
    }
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// The check of one type, as a value: the walk over fields and items is then compiled once, not once per type.
pub(crate) type Check = fn(&Value, &Place<'_>, &mut Findings);

fn check_items(value: &Value, check: Check, at: &Place<'_>, found: &mut Findings) {
    match value.as_array() {
        Some(items) => {
            for (rank, item) in items.iter().enumerate() {
                check(item, &at.item(rank), found);
            }
        }
        None => expect("une liste", value, at, found),
    }
}

/// One field of a record: missing and blank values, then the shape of what is there.
///
/// A required text says something: a title, a name or an id of blanks only is as good as missing.
pub(crate) fn check_field(
    object: &serde_json::Map<String, Value>,
    key: &str,
    required: bool,
    check: Check,
    at: &Place<'_>,
    found: &mut Findings,
) {
    let key = field_name(key);
    match object.get(key) {
        Some(Value::Null) if !required => {}
        Some(Value::String(text)) if required && text.trim().is_empty() => {
            found.error(&at.key(key), format!("le champ « {key} » est vide"), format!("Remplir le champ « {key} »."));
        }
        Some(value) => check(value, &at.key(key), found),
        None if required => {
            found.error(at, format!("le champ « {key} » manque"), format!("Ajouter le champ « {key} »."))
        }
        None => {}
    }
}

/// The key in the file of a Rust field: `r#type` is `type`.
fn field_name(field: &str) -> &str {
    field.trim_start_matches("r#")
}

/// The fields of a record, to be taken out one by one.
pub(crate) fn take_object(value: Value, whole: &mut bool) -> serde_json::Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => broken(whole),
    }
}

/// Takes a field out; absent is null.
#[inline(never)]
fn take_field(object: &mut serde_json::Map<String, Value>, field: &str) -> Value {
    object.remove(field_name(field)).unwrap_or_default()
}

/// Reads a field that must be there. Compiled once for each type: within each record it would weigh a third more.
#[inline(never)]
pub(crate) fn take_required<T: Shape>(object: &mut serde_json::Map<String, Value>, field: &str, whole: &mut bool) -> T {
    T::take(take_field(object, field), whole)
}

/// Reads an optional field: absent and null are its empty value.
#[inline(never)]
pub(crate) fn take_optional<T: Shape + Default>(
    object: &mut serde_json::Map<String, Value>,
    field: &str,
    whole: &mut bool,
) -> T {
    match take_field(object, field) {
        Value::Null => T::default(),
        value => T::take(value, whole),
    }
}

/// Optional fields may be absent or null; both read as their empty value.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn null_is_empty<'de, D, T>(input: D) -> Result<T, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::Deserialize<'de> + Default,
{
    use serde::Deserialize;
    Ok(Option::<T>::deserialize(input)?.unwrap_or_default())
}

/// Keys that no field claims: the file is newer than this app, or the key is misspelt.
///
/// `$schema` is left alone: editors use it to check a file against the published JSON Schema.
pub(crate) fn check_unknown_keys(
    object: &serde_json::Map<String, Value>,
    fields: &[&str],
    at: &Place<'_>,
    found: &mut Findings,
) {
    let known: Vec<&str> = fields.iter().map(|field| field_name(field)).collect();
    for key in object.keys().filter(|key| !known.contains(&key.as_str()) && *key != "$schema") {
        found.warning(
            &at.key(key),
            format!("le champ {} est inconnu, il ne sera pas affiché", quote(key)),
            format!("Vérifier l'orthographe. Champs connus ici : {}.", known.join(", ")),
        );
    }
}

/// A text out of a closed list of words.
pub(crate) fn check_choice(value: &Value, allowed: &[&str], at: &Place<'_>, found: &mut Findings) {
    match value.as_str() {
        Some(text) if allowed.contains(&text) => {}
        Some(text) => found.error(
            at,
            format!("{} n'est pas une valeur connue", quote(text)),
            format!("Choisir parmi : {}.", allowed.join(", ")),
        ),
        None => expect("un texte", value, at, found),
    }
}

/// The rank of a word in a closed list; the first when it is not there.
pub(crate) fn take_choice(value: &Value, words: &[&str], whole: &mut bool) -> usize {
    let rank = value.as_str().and_then(|word| words.iter().position(|known| *known == word));
    rank.unwrap_or_else(|| broken(whole))
}

/// The keys of an object, or the fault that there is none.
pub(crate) fn check_object<'v>(
    value: &'v Value,
    at: &Place<'_>,
    found: &mut Findings,
) -> Option<&'v serde_json::Map<String, Value>> {
    if value.as_object().is_none() {
        expect("un objet { … }", value, at, found);
    }
    value.as_object()
}

/// Declares a record of the pack: the struct, its `serde` form, its JSON Schema and its [`Shape`].
///
/// `required` fields must be there; `optional` fields may be absent or null and are left out when empty.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            required { $( $(#[$rmeta:meta])* $rfield:ident : $rtype:ty ),* $(,)? }
            optional { $( $(#[$ometa:meta])* $ofield:ident : $otype:ty ),* $(,)? }
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        #[cfg_attr(
            not(target_arch = "wasm32"),
            derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
        )]
        pub struct $name {
            $( $(#[$rmeta])* pub $rfield: $rtype, )*
            $( $(#[$ometa])*
               #[cfg_attr(not(target_arch = "wasm32"), serde(
                   default,
                   deserialize_with = "crate::contrat::shape::null_is_empty",
                   skip_serializing_if = "crate::contrat::shape::Shape::is_absent"
               ))]
               pub $ofield: $otype, )*
        }

        impl crate::contrat::shape::Shape for $name {
            fn check(
                value: &serde_json::Value,
                at: &crate::contrat::finding::Place<'_>,
                found: &mut crate::contrat::finding::Findings,
            ) {
                use crate::contrat::shape::{Shape, check_field, check_object, check_unknown_keys};
                let Some(object) = check_object(value, at, found) else { return };
                $( check_field(object, stringify!($rfield), true, <$rtype as Shape>::check, at, found); )*
                $( check_field(object, stringify!($ofield), false, <$otype as Shape>::check, at, found); )*
                check_unknown_keys(object, &[$( stringify!($rfield), )* $( stringify!($ofield), )*], at, found);
            }

            fn take(value: serde_json::Value, whole: &mut bool) -> Self {
                use crate::contrat::shape;
                let mut object = shape::take_object(value, whole);
                Self {
                    $( $rfield: shape::take_required(&mut object, stringify!($rfield), whole), )*
                    $( $ofield: shape::take_optional(&mut object, stringify!($ofield), whole), )*
                }
            }
        }
    };
}

/// Declares a closed list of words of the format: an enum, its printed words and its [`Shape`].
macro_rules! choice {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $word:literal ),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(
            not(target_arch = "wasm32"),
            derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
        )]
        pub enum $name {
            $( $(#[$vmeta])* #[cfg_attr(not(target_arch = "wasm32"), serde(rename = $word))] $variant, )+
        }

        impl $name {
            /// Every value, in the order of the format.
            pub const ALL: &'static [$name] = &[$( $name::$variant, )+];

            /// The word that stands in the file.
            pub fn word(self) -> &'static str {
                match self { $( $name::$variant => $word, )+ }
            }
        }

        impl crate::contrat::shape::Shape for $name {
            fn check(
                value: &serde_json::Value,
                at: &crate::contrat::finding::Place<'_>,
                found: &mut crate::contrat::finding::Findings,
            ) {
                crate::contrat::shape::check_choice(value, &[$( $word, )+], at, found);
            }

            fn take(value: serde_json::Value, whole: &mut bool) -> Self {
                let words = [$( $word, )+];
                let rank = crate::contrat::shape::take_choice(&value, &words, whole);
                Self::ALL[rank]
            }
        }
    };
}

pub(crate) use {choice, record};
