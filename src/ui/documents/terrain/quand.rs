//! Days as one says them in the field.

use crate::journal::Jour;
use crate::ui::markup::date;

const WEEK: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

/// "aujourd'hui", "demain", "hier", "mardi 24 novembre"; with its year, when that is another.
pub fn quand(jour: Jour, today: Jour) -> String {
    match jour.days_after(today) {
        0 => "aujourd'hui".into(),
        1 => "demain".into(),
        -1 => "hier".into(),
        _ => {
            let words = [WEEK[jour.weekday()], " ", &date(&jour.to_string())].concat();
            let year = format!(" {}", today.parts().0);
            words.strip_suffix(&year).map_or(words.clone(), str::to_owned)
        }
    }
}

/// "depuis 3 jours"; nothing, for today and what is to come.
pub fn depuis(jour: Jour, today: Jour) -> Option<String> {
    match today.days_after(jour) {
        ..=0 => None,
        1 => Some("depuis 1 jour".into()),
        days @ ..=59 => Some(format!("depuis {days} jours")),
        days => Some(format!("depuis {} mois", days / 30)),
    }
}

/// The first letter as a title has it.
pub fn titre(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_today() {
        let day = |text: &str| text.parse::<Jour>().unwrap();
        let today = day("2026-11-22");
        for (text, words) in [
            ("2026-11-22", "aujourd'hui"),
            ("2026-11-23", "demain"),
            ("2026-11-21", "hier"),
            ("2026-11-24", "mardi 24 novembre"),
            ("2026-12-01", "mardi 1er décembre"),
            ("2027-01-01", "vendredi 1er janvier 2027"),
        ] {
            assert_eq!(quand(day(text), today), words);
        }
        for (text, words) in [
            ("2026-11-23", None),
            ("2026-11-21", Some("depuis 1 jour")),
            ("2026-11-19", Some("depuis 3 jours")),
            ("2026-09-01", Some("depuis 2 mois")),
        ] {
            assert_eq!(depuis(day(text), today).as_deref(), words, "{text}");
        }
        assert_eq!(titre("été"), "Été");
    }
}
