//! Dates as they are written in French, as precise as the document is.

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// A date of a pack (`AAAA`, `AAAA-MM` or `AAAA-MM-JJ`) in words; any other text as it is.
///
/// ```
/// use relais::ui::markup::date;
///
/// assert_eq!(date("2015-06"), "juin 2015");
/// assert_eq!(date("2024-03-01"), "1er mars 2024");
/// ```
pub fn date(text: &str) -> String {
    let month = text.get(5..7).and_then(|month| MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?));
    let (Some(month), Some(year)) = (month, text.get(..4)) else { return text.to_owned() };
    let day = text.get(8..).unwrap_or_default().trim_start_matches('0');
    let ordinal = if day == "1" { "er" } else { "" };
    let space = if day.is_empty() { "" } else { " " };
    [day, ordinal, space, month, " ", year].concat()
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn a_date_is_as_precise_as_its_text() {
        for (text, words) in [
            ("2015", "2015"),
            ("2006-11", "novembre 2006"),
            ("2015-06-30", "30 juin 2015"),
            ("2015-01-01", "1er janvier 2015"),
            ("2015-13", "2015-13"),
            ("2015-00", "2015-00"),
            ("hier", "hier"),
            ("", ""),
        ] {
            assert_eq!(date(text), words);
        }
    }
}
