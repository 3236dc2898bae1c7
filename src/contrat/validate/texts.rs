//! Every text of a file: its length, and the characters that have no place in it.

use serde_json::Value;

use crate::contrat::finding::{Findings, Place, is_bidi_override, quote};

/// Longest texts, in characters (Unicode scalar values), by the name of the field or of the list they stand in.
///
/// The figures are generous multiples of what the five first contracts print; they keep a page readable on a phone and
/// stop what was pasted by mistake. What a contract prints at length belongs in several nodes or notes.
const LIMITS: [(&str, usize); 20] = [
    ("sigle", 60),
    ("numero", 60),
    ("appel", 60),
    ("unite", 120),
    ("date", 40),
    ("repere", 400),
    ("intitule", 400),
    ("autres_intitules", 400),
    ("nom", 400),
    ("autres_noms", 400),
    ("titre", 400),
    ("libelle", 400),
    ("territoire", 400),
    ("rubrique", 400),
    ("developpe", 400),
    ("precision", 1_000),
    ("explication", 2_000),
    ("lien", 2_000),
    ("resume", 2_000),
    ("calcul", 2_000),
];

/// Longest text of any other field, in characters.
const LIMIT: usize = 4_000;

/// Checks every text of the file, whatever its field.
pub(in crate::contrat) fn check(value: &Value, found: &mut Findings) {
    walk(value, "", &Place::Root, found);
}

/// `field` is the name of the field that `value` belongs to, directly or as an item of its list.
fn walk(value: &Value, field: &str, at: &Place<'_>, found: &mut Findings) {
    match value {
        Value::String(text) => check_text(text, field, at, found),
        Value::Array(items) => {
            for (rank, item) in items.iter().enumerate() {
                let at = at.item(rank);
                if item.as_str().is_some_and(|text| text.trim().is_empty()) {
                    found.warning(&at, "cette ligne est vide".into(), "La remplir ou la retirer de la liste.".into());
                }
                walk(item, field, &at, found);
            }
        }
        Value::Object(object) => {
            for (key, inner) in object {
                walk(inner, key, &at.key(key), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn check_text(text: &str, field: &str, at: &Place<'_>, found: &mut Findings) {
    let limit = LIMITS.iter().find(|(name, _)| *name == field).map_or(LIMIT, |&(_, limit)| limit);
    let length = text.chars().count();
    if length > limit {
        found.error(
            at,
            format!("ce texte a {length} caractères, la limite est de {limit}"),
            "Le raccourcir, ou le répartir.".into(),
        );
    }
    if let Some(c) = text.chars().find(|&c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        found.error(
            at,
            format!("ce texte contient un caractère de contrôle (U+{:04X})", u32::from(c)),
            "Le retirer : il ne se voit pas et casse l'affichage.".into(),
        );
    }
    if let Some(c) = text.chars().find(|&c| is_bidi_override(c)) {
        found.error(
            at,
            format!("ce texte contient une marque qui retourne le sens de lecture (U+{:04X})", u32::from(c)),
            "La retirer : elle ferait lire autre chose que ce qui est écrit.".into(),
        );
    }
    if text.contains('\u{FFFD}') {
        found.error(
            at,
            format!("des caractères sont perdus (�) dans {}", quote(text)),
            "Enregistrer le fichier d'origine en UTF-8, puis le charger à nouveau.".into(),
        );
    }
    if text.contains(is_hidden) {
        found.warning(
            at,
            "ce texte contient un caractère invisible".into(),
            "Le retirer : il empêche la recherche de trouver le mot.".into(),
        );
    }
    if is_garbled(text) {
        found.warning(
            at,
            format!("les accents semblent abîmés dans {}", quote(text)),
            "Reprendre le texte d'origine, en UTF-8.".into(),
        );
    }
    if has_tag(text) {
        found.warning(
            at,
            "ce texte contient une balise HTML".into(),
            "La retirer : elle s'afficherait telle quelle.".into(),
        );
    }
}

/// Soft hyphens, zero-width spaces and joiners, byte order marks: left over from pasting.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// UTF-8 that was read as Windows-1252: "Ã©" for "é", "â€™" for "’".
fn is_garbled(text: &str) -> bool {
    let mut before = ' ';
    text.chars().any(|c| {
        let pair = (before == 'Ã' && matches!(c, '\u{80}'..='\u{BF}')) || (before == 'â' && c == '€');
        before = c;
        pair
    })
}

/// Whether something looks like `<b>`, `</p>` or `<!-- -->`; "< 25 ans" does not.
fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(start, _)| {
        let rest = &text[start + 1..];
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!') && rest.contains('>')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_comparisons() {
        for (text, expected) in [
            ("<b>gras</b>", true),
            ("<script>alert(1)</script>", true),
            ("avant <!-- après -->", true),
            ("jeunes < 25 ans > 16 ans", false),
            ("a<b", false),
            ("-> suite", false),
        ] {
            assert_eq!(has_tag(text), expected, "{text}");
        }
    }

    #[test]
    fn garbled_accents_are_told_from_french() {
        for (text, expected) in
            [("Ã©cole", true), ("lâ€™école", true), ("château", false), ("ÉCOLE", false), ("São Paulo", false)]
        {
            assert_eq!(is_garbled(text), expected, "{text}");
        }
    }
}
