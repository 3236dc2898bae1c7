//! How the journal's types stand in a text: each is declared once, and read and written from its declaration.
//!
//! By hand, over [`Value`]: an entry of a newer app is told apart from damage field by field, what this app does not
//! know is carried along, and `serde`'s derived code for these types would weigh ten times as much in the wasm.

use serde_json::{Map, Value};

/// A part of an event, as JSON.
pub(super) trait Piece: Sized {
    /// Reads a value; nothing when it does not have the form of `Self`.
    fn read(value: Value) -> Option<Self>;

    /// The value that [`Piece::read`] reads.
    fn write(&self) -> Value;

    /// Takes a field out of an object. Compiled once for each type: within each record it would weigh more.
    #[inline(never)]
    fn take(fields: &mut Map<String, Value>, key: &str) -> Option<Self> {
        Self::read(fields.remove(key)?)
    }

    /// Puts a field into an object; what is empty is left out.
    #[inline(never)]
    fn put(&self, fields: &mut Map<String, Value>, key: &str) {
        set(fields, key, self.write());
    }
}

/// Puts a value into an object. One copy of it for all fields of all types.
#[inline(never)]
pub(super) fn set(fields: &mut Map<String, Value>, key: &str, value: Value) {
    fields.insert(key.to_owned(), value);
}

/// Fields that this version of the app does not know: a newer one wrote them. They are kept and written again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Autres(pub(super) Map<String, Value>);

impl Autres {
    /// What is left of an object's fields. A map that was emptied keeps its first node, room for eleven fields: a long journal
    /// would hold a hundred megabytes of them.
    pub(super) fn rest(fields: Map<String, Value>) -> Self {
        Self(if fields.is_empty() { Map::new() } else { fields })
    }

    /// Whether every field was known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text of an unknown field.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Value::as_str)
    }
}

/// The fields of an object.
pub(super) fn fields(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(fields) => Some(fields),
        _ => None,
    }
}

/// The rank of a word in a closed list.
pub(super) fn rank(value: &Value, words: &[&str]) -> Option<usize> {
    let word = value.as_str()?;
    words.iter().position(|known| *known == word)
}

impl Piece for String {
    fn read(value: Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
    fn write(&self) -> Value {
        Value::String(self.clone())
    }
}

macro_rules! numbers {
    ($($type:ty),+) => { $(
        impl Piece for $type {
            fn read(value: Value) -> Option<Self> {
                Self::try_from(value.as_u64()?).ok()
            }
            fn write(&self) -> Value {
                Value::from(*self)
            }
        }
    )+ };
}

numbers!(u8, u16, u32, u64);

impl<T: Piece> Piece for Box<T> {
    fn read(value: Value) -> Option<Self> {
        T::read(value).map(Box::new)
    }
    fn write(&self) -> Value {
        T::write(self)
    }
}

impl<T: Piece> Piece for Option<T> {
    fn read(value: Value) -> Option<Self> {
        T::read(value).map(Some)
    }
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }
    #[inline(never)]
    fn take(fields: &mut Map<String, Value>, key: &str) -> Option<Self> {
        match fields.remove(key) {
            Some(value) => Self::read(value),
            None => Some(None),
        }
    }
    #[inline(never)]
    fn put(&self, fields: &mut Map<String, Value>, key: &str) {
        if let Some(value) = self {
            value.put(fields, key);
        }
    }
}

impl<T: Piece> Piece for Vec<T> {
    fn read(value: Value) -> Option<Self> {
        match value {
            Value::Array(items) => items.into_iter().map(T::read).collect(),
            _ => None,
        }
    }
    fn write(&self) -> Value {
        Value::Array(self.iter().map(T::write).collect())
    }
    #[inline(never)]
    fn take(fields: &mut Map<String, Value>, key: &str) -> Option<Self> {
        match fields.remove(key) {
            Some(value) => Self::read(value),
            None => Some(Vec::new()),
        }
    }
    #[inline(never)]
    fn put(&self, fields: &mut Map<String, Value>, key: &str) {
        if !self.is_empty() {
            set(fields, key, self.write());
        }
    }
}

/// Declares a record: the struct, and its [`Piece`]. An `Option` or a list may be absent, anything else must be there.
macro_rules! fiche {
    (
        $(#[$meta:meta])*
        pub struct $name:ident { $( $(#[$fmeta:meta])* $field:ident : $type:ty ),* $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct $name {
            $( $(#[$fmeta])* pub $field: $type, )*
            /// What a newer app wrote besides.
            pub autres: $crate::journal::Autres,
        }

        impl $crate::journal::piece::Piece for $name {
            fn read(value: serde_json::Value) -> Option<Self> {
                let mut rest = $crate::journal::piece::fields(value)?;
                // One way out for all fields: a way out at each, with all that was read to be dropped there, weighs more.
                $( let $field = <$type as $crate::journal::piece::Piece>::take(&mut rest, stringify!($field)); )*
                match ($($field,)*) {
                    ($(Some($field),)*) => Some(Self { $($field,)* autres: $crate::journal::Autres::rest(rest) }),
                    _ => None,
                }
            }

            fn write(&self) -> serde_json::Value {
                let mut fields = self.autres.0.clone();
                $( $crate::journal::piece::Piece::put(&self.$field, &mut fields, stringify!($field)); )*
                serde_json::Value::Object(fields)
            }
        }
    };
}

/// Declares a closed list: the enum, the word that the journal keeps and the name for a person of each value.
macro_rules! mots {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $word:literal, $label:literal; )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $( $(#[$vmeta])* $variant, )+ }

        impl $name {
            const WORDS: [&'static str; [$($word),+].len()] = [$($word),+];

            /// Every value, in the order of the form.
            pub const ALL: [$name; [$($word),+].len()] = [$($name::$variant),+];

            /// The word that the journal keeps.
            pub fn word(self) -> &'static str {
                Self::WORDS[self as usize]
            }

            /// Its name for a person.
            pub fn label(self) -> &'static str {
                [$($label),+][self as usize]
            }
        }

        impl $crate::journal::piece::Piece for $name {
            fn read(value: serde_json::Value) -> Option<Self> {
                Self::ALL.get($crate::journal::piece::rank(&value, &Self::WORDS)?).copied()
            }

            fn write(&self) -> serde_json::Value {
                serde_json::Value::from(self.word())
            }
        }
    };
}

pub(super) use {fiche, mots};
