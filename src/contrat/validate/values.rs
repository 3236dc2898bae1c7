//! Years, dates, codes, links, and fields that owe each other.

use serde_json::Value;

use super::{each, each_text};
use crate::contrat::finding::{Findings, Place, quote};

/// Years that a contract can speak of; anything else is a slip of the keyboard.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2100;

/// Every field that holds a year.
const YEAR_FIELDS: [&str; 5] = [
    "contrat/debut",
    "contrat/fin",
    "quartiers/*/chiffres/*/annee",
    "noeuds/*/chiffres/*/annee",
    "dispositifs/*/debut",
];

/// Every field that holds a date, and whether the day is owed: a check was made on a day, a document bears what it bears.
const DATE_FIELDS: [(&str, bool); 3] =
    [("contrat/signature", false), ("contrat/documents/*/date", false), ("dispositifs/*/etat/verifie_le", true)];

/// Every list of figures.
const FIGURES: [&str; 2] = ["quartiers/*/chiffres/*", "noeuds/*/chiffres/*"];

/// Every field that becomes a link.
const LINKS: [&str; 2] = ["contrat/notes/*/lien", "noeuds/*/notes/*/lien"];

/// Checks the values that have a form or a range, and the pairs that must agree.
pub(super) fn check(pack: &Value, found: &mut Findings) {
    let root = Place::Root;
    check_version(pack, found);
    for path in YEAR_FIELDS {
        each(pack, path, &root, &mut |year, at| check_year(year, at, found));
    }
    each(pack, "contrat", &root, &mut |contrat, at| {
        if let (Some(debut), Some(fin)) = (whole(contrat, "debut"), whole(contrat, "fin"))
            && debut > fin
        {
            found.error(
                &at.key("fin"),
                format!("le contrat finirait en {fin}, avant de commencer en {debut}"),
                "Corriger l'une des deux années.".into(),
            );
        }
    });
    for (path, day_owed) in DATE_FIELDS {
        each_text(pack, path, &root, &mut |date, at| {
            if !is_date(date, day_owed) {
                let form = if day_owed { "AAAA-MM-JJ" } else { "AAAA, AAAA-MM ou AAAA-MM-JJ" };
                found.error(at, format!("{} n'est pas une date", quote(date)), format!("L'écrire {form}."));
            }
        });
    }
    each_text(pack, "quartiers/*/code_qpv", &root, &mut |code, at| {
        if !is_code_qpv(code) {
            found.error(
                at,
                format!("{} n'est pas un code de quartier prioritaire", quote(code)),
                "Écrire le code officiel, comme QN09404M (depuis 2024) ou QP094012 (avant), ou null.".into(),
            );
        }
    });
    for path in FIGURES {
        each(pack, path, &root, &mut |figure, at| {
            // The numbers are told as the file writes them.
            if let (Some(from), Some(to)) = (figure.get("valeur"), figure.get("jusqua"))
                && let (Some(least), Some(most)) = (from.as_f64(), to.as_f64())
                && most < least
            {
                found.warning(
                    &at.key("jusqua"),
                    format!("la fourchette va de {from} à {to}"),
                    "Mettre la plus petite valeur dans « valeur ».".into(),
                );
            }
        });
    }
    for path in LINKS {
        each_text(pack, path, &root, &mut |link, at| check_link(link, at, found));
    }
    each(pack, "dispositifs/*/etat", &root, &mut |etat, at| {
        if etat.get("valeur").and_then(Value::as_str) == Some("renomme") && is_blank(etat.get("devenu")) {
            found.error(
                &at.key("devenu"),
                "ce dispositif est renommé, mais son nouveau nom manque".into(),
                "Écrire le nouveau nom dans « devenu », ou changer la valeur.".into(),
            );
        }
    });
    each(pack, "noeuds/*/leviers/*", &root, &mut |levier, at| {
        if levier.get("certitude").and_then(Value::as_str) == Some("ambigue") && is_blank(levier.get("actions")) {
            found.error(
                &at.key("actions"),
                "le lien est ambigu, mais les actions possibles manquent".into(),
                "Nommer les actions candidates dans « actions », ou choisir « ecrite » ou « deduite ».".into(),
            );
        }
    });
}

/// A file has a version, from 1 on: that is how a newer one is known.
pub(super) fn check_version(file: &Value, found: &mut Findings) {
    each(file, "version", &Place::Root, &mut |version, at| {
        if version.as_i64().is_some_and(|version| version < 1) {
            found.error(at, "la version commence à 1".into(), "Mettre 1, puis 1 de plus à chaque publication.".into());
        }
    });
}

/// Checks a year, if it is a whole number; the shape says the rest.
pub(super) fn check_year(year: &Value, at: &Place<'_>, found: &mut Findings) {
    if let Some(year) = year.as_i64().filter(|year| !YEARS.contains(year)) {
        found.error(
            at,
            format!("l'année {year} n'est pas vraisemblable"),
            format!("Mettre une année entre {} et {}.", YEARS.start(), YEARS.end()),
        );
    }
}

fn whole(object: &Value, key: &str) -> Option<i64> {
    object.get(key).and_then(Value::as_i64)
}

/// Whether a list of texts says nothing: absent, null, empty, or blanks only.
fn is_blank(list: Option<&Value>) -> bool {
    list.is_none_or(|list| match list.as_array() {
        Some(items) => items.iter().all(|item| item.as_str().is_some_and(|text| text.trim().is_empty())),
        None => list.is_null(),
    })
}

/// `AAAA`, `AAAA-MM` or `AAAA-MM-JJ`, on the calendar, in a plausible year.
pub(super) fn is_date(text: &str, day_owed: bool) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |rank: usize, length: usize| -> Option<i64> {
        let part: &str = parts.get(rank)?;
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let Some(year) = number(0, 4).filter(|year| YEARS.contains(year)) else { return false };
    match parts.len() {
        1 => !day_owed,
        2 => !day_owed && number(1, 2).is_some_and(|month| (1..=12).contains(&month)),
        3 => match (number(1, 2), number(2, 2)) {
            (Some(month), Some(day)) => (1..=days_in(year, month)).contains(&day),
            _ => false,
        },
        _ => false,
    }
}

/// Days of a month of the Gregorian calendar; 0 for a month that there is not.
fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => 0,
    }
}

/// The official codes: `^QN(\d{3}|02[AB])\d{2}[NMI]$` since 2024, `^QP(\d{3}|02[AB])\d{3}$` before
/// (tables of the *quartiers prioritaires* published by the ANCT; the three signs are the département).
fn is_code_qpv(code: &str) -> bool {
    let code = code.as_bytes();
    if code.len() != 8 {
        return false;
    }
    let (kind, departement, tail) = (&code[..2], &code[2..5], &code[5..]);
    let digits = |signs: &[u8]| signs.iter().all(u8::is_ascii_digit);
    let departement_is_fine = digits(departement) || departement == b"02A" || departement == b"02B";
    let tail_is_fine = match kind {
        b"QN" => digits(&tail[..2]) && matches!(tail[2], b'N' | b'M' | b'I'),
        b"QP" => digits(tail),
        _ => false,
    };
    departement_is_fine && tail_is_fine
}

/// Links are opened by the browser: only addresses of the web and of mail, never code (`javascript:`).
fn check_link(link: &str, at: &Place<'_>, found: &mut Findings) {
    let lower = link.trim().to_ascii_lowercase();
    if ["https://", "http://", "mailto:"].iter().any(|start| lower.starts_with(start)) {
        return;
    }
    let mend = "Écrire l'adresse entière : https://…";
    if lower.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':')) {
        found.error(at, format!("{} n'est pas une adresse du web", quote(link)), mend.into());
    } else {
        found.warning(at, format!("l'adresse {} est incomplète", quote(link)), mend.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (text, partial, whole) in [
            ("2015", true, false),
            ("2015-06", true, false),
            ("2015-06-30", true, true),
            ("2016-02-29", true, true),
            ("2000-02-29", true, true),
            ("1900-02-29", false, false),
            ("2015-02-29", false, false),
            ("2015-06-31", false, false),
            ("2015-13", false, false),
            ("2015-00-10", false, false),
            ("2015-6", false, false),
            ("2015-06-", false, false),
            ("2015-06-30-1", false, false),
            ("juin 2015", false, false),
            ("30/06/2015", false, false),
            ("0215", false, false),
            ("+215", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_date(text, false), is_date(text, true)), (partial, whole), "{text}");
        }
    }

    #[test]
    fn codes_of_quartiers() {
        for (code, expected) in [
            ("QN09404M", true),
            ("QN02A01N", true),
            ("QN97401I", true),
            ("QP094012", true),
            ("QP02B001", true),
            ("QN09404X", false),
            ("QN09404", false),
            ("QP09401M", false),
            ("QP02C001", false),
            ("qp094012", false),
            ("QN0940ÀM", false),
            ("é", false),
            ("", false),
        ] {
            assert_eq!(is_code_qpv(code), expected, "{code}");
        }
    }

    #[test]
    fn links() {
        for (link, errors, warnings) in [
            ("https://www.service-public.fr", 0, 0),
            ("HTTP://exemple.fr/a:b", 0, 0),
            ("mailto:mairie@exemple.fr", 0, 0),
            ("www.exemple.fr/page?a=b:c", 0, 1),
            ("javascript:alert(1)", 1, 0),
            (" data:text/html,x", 1, 0),
        ] {
            let mut found = Findings::default();
            check_link(link, &Place::Root, &mut found);
            use crate::contrat::Severity::{Error, Warning};
            assert_eq!((found.count(Error), found.count(Warning)), (errors, warnings), "{link}");
        }
    }
}
