//! Whether a file is whole, is JSON, and is of a known format.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::MAX_BYTES;
use crate::contrat::finding::{Findings, Place, quote};

/// Parses the text of a file, or says in what way it is not the JSON that was hoped for.
///
/// A byte order mark at the start is passed over. `serde_json` refuses more than 128 levels of nesting, which guards
/// the stack here and in every walk over the value.
pub(in crate::contrat) fn parse_json(text: &str, found: &mut Findings) -> Option<Value> {
    let text = without_mark(text);
    if let Some((what, mend)) = other_kind(text) {
        found.error(&Place::Root, what, mend.into());
        return None;
    }
    let mut reader = serde_json::Deserializer::from_str(text);
    let parsed = UniqueKeys { at: &Place::Root, found }.deserialize(&mut reader);
    match parsed.and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => Some(value),
        Err(error) => {
            let (what, mend) = explain(&error, text);
            found.error(&Place::Root, what, mend.into());
            None
        }
    }
}

/// Parses a text that [`parse_json`] accepted before, byte order mark and all; nothing when it was damaged since.
pub fn reparse(text: &str) -> Option<Value> {
    serde_json::from_str(without_mark(text)).ok()
}

/// The text without the byte order mark that some editors put at the start.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{FEFF}').unwrap_or(text)
}

/// Whether the value says that it is of the format `wanted` ("relais-contrat/1").
///
/// The rest of a file of another format is not judged: its rules are not known here.
pub(in crate::contrat) fn known_format(value: &Value, wanted: &str, found: &mut Findings) -> bool {
    let at = Place::Root;
    let Some(object) = value.as_object() else {
        found.error(
            &at,
            "le fichier ne commence pas par un objet { … }".into(),
            format!("Choisir un fichier au format « {wanted} »."),
        );
        return false;
    };
    let Some(format) = object.get("format").and_then(Value::as_str) else {
        found.error(
            &at,
            "le champ « format » manque : ce n'est pas un fichier de Relais".into(),
            format!("Choisir un fichier de Relais, ou ajouter \"format\": \"{wanted}\"."),
        );
        return false;
    };
    if format == wanted {
        return true;
    }
    let version = |format: &str| -> Option<(String, u32)> {
        let (kind, version) = format.split_once('/')?;
        Some((kind.to_owned(), version.parse().ok()?))
    };
    let newer = match (version(format), version(wanted)) {
        (Some((theirs, their_version)), Some((ours, our_version))) => theirs == ours && their_version > our_version,
        _ => false,
    };
    let (what, mend) = if newer {
        (
            format!("le fichier est au format {}, plus récent que cette application", quote(format)),
            "Mettez l'application à jour, puis ouvrez le fichier à nouveau.".to_owned(),
        )
    } else {
        (
            format!("le format {} n'est pas « {wanted} »", quote(format)),
            format!("Choisir un fichier au format « {wanted} »."),
        )
    };
    found.error(&at.key("format"), what, mend);
    false
}

/// Files that are something else altogether, recognised by their first characters.
fn other_kind(text: &str) -> Option<(String, &'static str)> {
    const ANOTHER: &str = "Choisir le fichier .json du contrat.";
    const KINDS: [(&str, &str, &str); 4] = [
        (
            "<",
            "c'est une page web, pas un contrat",
            "Le réseau demande peut-être de s'identifier : ouvrir une page web, accepter les conditions du Wi-Fi, puis \
             télécharger le fichier à nouveau.",
        ),
        ("PK\u{3}\u{4}", "c'est une archive (.zip, .docx ou .xlsx), pas un contrat", ANOTHER),
        ("%PDF", "c'est un document PDF, pas un contrat", ANOTHER),
        ("{\\rtf", "c'est un texte mis en forme (.rtf), pas un contrat", ANOTHER),
    ];
    if text.len() > MAX_BYTES {
        let (size, most) = (text.len().div_ceil(1024 * 1024), MAX_BYTES / (1024 * 1024));
        let what = format!("le fichier est trop gros : {size} Mo, la limite est de {most} Mo");
        return Some((what, "Vérifier que c'est bien un contrat : les plus gros connus font moins de 1 Mo."));
    }
    let start = text.trim_start();
    if start.is_empty() {
        return Some(("le fichier est vide".into(), "Télécharger le fichier à nouveau."));
    }
    KINDS.iter().find(|(first, ..)| start.starts_with(first)).map(|&(_, what, mend)| (what.into(), mend))
}

/// Why a text is not JSON, where, and what to do.
fn explain(error: &serde_json::Error, text: &str) -> (String, &'static str) {
    /// The messages of `serde_json` that a person can act upon, by their first words.
    const MESSAGES: [(&str, &str, &str); 11] = [
        ("expected `,`", "il manque une virgule ou une fermeture", "Ajouter la virgule, le ] ou le } qui manque."),
        ("expected `:`", "il manque deux points après le nom du champ", "Ajouter les deux points."),
        ("expected `\"`", "il manque un guillemet", "Ajouter le guillemet (\") qui manque."),
        ("key must", "le nom d'un champ n'est pas entre guillemets", "Mettre le nom du champ entre guillemets (\")."),
        ("trailing comma", "il y a une virgule de trop", "Retirer la virgule avant le ] ou le }."),
        ("trailing char", "il y a quelque chose après la fin", "Retirer ce qui suit la dernière accolade."),
        (
            "control char",
            "un texte contient un retour à la ligne ou un autre caractère de contrôle",
            "Écrire \\n, ou retirer le caractère.",
        ),
        ("invalid escape", "une barre oblique inverse (\\) est mal employée", "La doubler (\\\\) ou la retirer."),
        ("lone", "un caractère \\u… est incomplet (un demi-caractère)", "Écrire le caractère lui-même, en UTF-8."),
        ("unexpected end of hex", "un caractère \\u… est incomplet", "Écrire le caractère lui-même, en UTF-8."),
        (
            "recursion",
            "les listes et les objets sont emboîtés trop profondément",
            "Vérifier que c'est bien un contrat.",
        ),
    ];
    let place = whereabouts(text, error.line(), error.column());
    if error.is_eof() {
        return (
            format!("le fichier s'arrête au milieu, {place}"),
            "Le téléchargement a sans doute été coupé : télécharger le fichier à nouveau.",
        );
    }
    let message = error.to_string();
    let (what, mend) = MESSAGES.iter().find(|(start, ..)| message.starts_with(start)).map_or(
        ("une valeur est illisible", "Corriger à cet endroit, ou télécharger le fichier à nouveau."),
        |found| (found.1, found.2),
    );
    (format!("ce n'est pas du JSON correct, {place} : {what}"), mend)
}

/// A place of the text as an editor shows it: line and column from 1, in characters, and what stands just before.
fn whereabouts(text: &str, line: usize, column: usize) -> String {
    const SHOWN: usize = 30;
    let content = text.split('\n').nth(line.saturating_sub(1)).unwrap_or_default();
    // `serde_json` counts bytes.
    let before = &content[..content.floor_char_boundary(column)];
    let count = before.chars().count();
    let shown: String = before.chars().skip(count.saturating_sub(SHOWN)).collect();
    let place = format!("ligne {line}, colonne {}", count.max(1));
    if shown.trim().is_empty() { place } else { format!("{place}, après {}", quote(shown.trim())) }
}

/// Reads any JSON value and names each key that an object has twice: of two values one would be lost in silence.
struct UniqueKeys<'a> {
    at: &'a Place<'a>,
    found: &'a mut Findings,
}

impl<'de> DeserializeSeed<'de> for UniqueKeys<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, input: D) -> Result<Value, D::Error> {
        input.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for UniqueKeys<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut input: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) =
            input.next_element_seed(UniqueKeys { at: &self.at.item(items.len()), found: self.found })?
        {
            items.push(item);
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut input: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = input.next_key::<String>()? {
            let at = self.at.key(&key);
            let value = input.next_value_seed(UniqueKeys { at: &at, found: self.found })?;
            if object.contains_key(&key) {
                self.found.error(
                    &at,
                    format!("le champ {} est écrit deux fois au même endroit", quote(&key)),
                    "Réunir les deux en un seul champ.".into(),
                );
            }
            object.insert(key, value);
        }
        Ok(object.into())
    }
}
