//! The residents' sheets, in plain words: short sentences, no unexplained acronym.

use serde_json::Value;

use super::{MAX_WORDS, each};
use crate::contrat::finding::{Findings, Place, quote};

/// The parts of a sheet, in the order in which they are read.
const PARTS: [&str; 6] = ["titre", "cest_quoi", "pour_qui", "comment_faire", "ou_aller", "papiers"];

/// Acronyms that are words of every day, known to whoever left school early.
const EVERYDAY: [&str; 9] = ["CV", "DVD", "OK", "PDF", "QR", "SMS", "SOS", "TV", "USB"];

/// Checks the sheet of every dispositif.
pub(super) fn check(pack: &Value, found: &mut Findings) {
    each(pack, "dispositifs/*/simple", &Place::Root, &mut |simple, at| {
        let parts: Vec<(&str, &str)> =
            PARTS.iter().filter_map(|part| Some((*part, simple.get(part)?.as_str()?))).collect();
        for (part, text) in &parts {
            check_sentences(text, &at.key(part), found);
        }
        let texts: Vec<&str> = parts.iter().map(|(_, text)| *text).collect();
        for (rank, sigle) in unexplained(&texts) {
            report_sigle(sigle, pack, &at.key(parts[rank].0), found);
        }
    });
}

/// The acronyms that none of these texts explains, each once, with the rank of the text that uses it first.
pub(in crate::contrat) fn unexplained<'t>(texts: &[&'t str]) -> Vec<(usize, &'t str)> {
    let uses = || {
        let places = texts.iter().enumerate();
        places.flat_map(|(rank, text)| sigles(text).map(move |(start, sigle)| (rank, *text, start, sigle)))
    };
    let mut seen: Vec<&str> =
        uses().filter(|&(_, text, start, sigle)| is_explained(text, start, sigle)).map(|found| found.3).collect();
    let mut missing = Vec::new();
    for (rank, _, _, sigle) in uses() {
        if !seen.contains(&sigle) {
            seen.push(sigle);
            missing.push((rank, sigle));
        }
    }
    missing
}

fn check_sentences(text: &str, at: &Place<'_>, found: &mut Findings) {
    for sentence in sentences(text) {
        let words = words(sentence);
        if words > MAX_WORDS {
            found.warning(
                at,
                format!("une phrase a {words} mots : {}", quote(sentence)),
                format!("La couper : {MAX_WORDS} mots au plus, une idée par phrase."),
            );
        }
    }
}

/// How many words a sentence has; signs that stand alone are none.
pub(in crate::contrat) fn words(sentence: &str) -> usize {
    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// The sentences of a text: up to a full stop, a question or exclamation mark, dots or a line break.
pub(in crate::contrat) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '…' | '\n');
    // A stop inside a word does not end a sentence: "data.gouv.fr", "1.5".
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .filter(|&(_, c)| ends(c))
            .map(|(start, c)| (start + c.len_utf8(), c))
            .find(|&(end, c)| c == '\n' || rest[end..].chars().next().is_none_or(|next| !next.is_alphanumeric()))
            .map_or(rest.len(), |(end, _)| end);
        let (sentence, after) = rest.split_at(end);
        rest = after;
        Some(sentence.trim())
    })
}

/// Names, at its first use, an acronym that the sheet explains nowhere.
fn report_sigle(sigle: &str, pack: &Value, at: &Place<'_>, found: &mut Findings) {
    let mend = match spelt_out(pack, sigle) {
        Some(name) => format!("À sa première apparition, écrire : « {name} ({sigle}) »."),
        None => "À sa première apparition, écrire le nom entier, puis le sigle entre parenthèses.".into(),
    };
    found.warning(at, format!("le sigle {} n'est pas expliqué", quote(sigle)), mend);
}

/// The acronyms of a text with their places: two to eight capitals and digits, of which two capitals at least.
fn sigles(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split(|c: char| !c.is_alphanumeric()).filter_map(move |word| {
        let here = text[start..].find(word).map_or(start, |offset| start + offset);
        start = here + word.len();
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let is_sigle = (2..=8).contains(&word.chars().count())
            && capitals >= 2
            && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
            && !word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        (is_sigle && !EVERYDAY.contains(&word)).then_some((here, word))
    })
}

/// "Caisse d'allocations familiales (CAF)", "Fondation agir contre l'exclusion (FACE 94)", "la CAF (Caisse…)" or
/// "LOLA : lever les obstacles…".
fn is_explained(text: &str, start: usize, sigle: &str) -> bool {
    let before = text[..start].trim_end();
    let after = text[start + sigle.len()..].trim_start();
    let closes = after.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(')');
    (before.ends_with('(') && closes) || after.starts_with(['(', ':'])
}

/// What the pack says that an acronym stands for.
fn spelt_out<'v>(pack: &'v Value, sigle: &str) -> Option<&'v str> {
    [("sigles", "developpe"), ("acteurs", "nom"), ("dispositifs", "nom")].iter().find_map(|&(list, name)| {
        let entries = pack.get(list)?.as_array()?;
        let entry = entries.iter().find(|entry| entry.get("sigle").and_then(Value::as_str) == Some(sigle))?;
        entry.get(name)?.as_str().filter(|name| !name.trim().is_empty() && *name != sigle)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_stops() {
        for (text, expected) in [
            ("Une aide. Pour vous ?", vec!["Une aide.", "Pour vous ?"]),
            ("Sur data.gouv.fr, 1.5 km.", vec!["Sur data.gouv.fr, 1.5 km."]),
            ("Une ligne\nUne autre", vec!["Une ligne", "Une autre"]),
            ("C'est gratuit", vec!["C'est gratuit"]),
            ("", vec![]),
        ] {
            assert_eq!(sentences(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn acronyms_are_told_from_words() {
        for (text, expected) in [
            ("Allez à la CAF.", vec!["CAF"]),
            ("L'ANCT et la CMU-C", vec!["ANCT", "CMU"]),
            ("Le XXI siècle, un CV, un SMS, À vous, A", vec![]),
            ("E2C, 3919, QPV", vec!["E2C", "QPV"]),
            ("École, Paris, Éa", vec![]),
        ] {
            assert_eq!(sigles(text).map(|(_, sigle)| sigle).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn an_explanation_stands_on_either_side() {
        for (text, expected) in [
            ("la Caisse d'allocations familiales (CAF)", true),
            ("la CAF (Caisse d'allocations familiales)", true),
            ("la Fondation agir contre l'exclusion (FACE 94)", true),
            ("On l'appelle LOLA : lever les obstacles", true),
            ("la CAF", false),
            ("(voir CAF et CPAM)", false),
        ] {
            let (start, sigle) = sigles(text).next().unwrap();
            assert_eq!(is_explained(text, start, sigle), expected, "{text}");
        }
    }
}
