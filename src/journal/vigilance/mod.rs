//! What a note had better not say: signs that it names someone, or tells what no journal of the field may keep.
//!
//! It advises and never blocks: words have more senses than a list can know. It errs on the side of silence, since a
//! reminder that cries wolf is no longer read. Nothing leaves the phone.

mod lists;

use crate::order::in_order;
use lists::{ORIGINES, ORIGINES_SEULES, PERSONNES, SERVICES, WORDS};

/// A sign in a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signe {
    /// Of what.
    pub genre: Genre,
    /// The words that show it, as they stand in the note.
    pub extrait: String,
}

/// What a note gives away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Genre {
    /// A telephone number.
    Telephone,
    /// An e-mail address.
    Courriel,
    /// A social security number (NIR).
    NumeroSecu,
    /// A state of health.
    Sante,
    /// A religion.
    Religion,
    /// An origin.
    Origine,
    /// A political or union opinion.
    Opinion,
    /// An offence.
    Delit,
}

impl Genre {
    /// What the note seems to say, after "Votre note semble donner".
    pub fn label(self) -> &'static str {
        match self {
            Genre::Telephone => "un numéro de téléphone",
            Genre::Courriel => "une adresse électronique",
            Genre::NumeroSecu => "un numéro de sécurité sociale",
            Genre::Sante => "un état de santé",
            Genre::Religion => "une religion",
            Genre::Origine => "une origine",
            Genre::Opinion => "une opinion",
            Genre::Delit => "un délit",
        }
    }
}

/// The signs in a note, in their order, each kind once.
///
/// ```
/// use relais::journal::vigilance::{Genre, signes};
/// let found = signes("Rappeler au 06 12 34 56 78, elle est diabétique");
/// assert_eq!(found.iter().map(|signe| signe.genre).collect::<Vec<_>>(), [Genre::Telephone, Genre::Sante]);
/// assert!(signes("Rendez-vous à la maison de santé le 01/02/2026 à 10 h").is_empty());
/// ```
pub fn signes(note: &str) -> Vec<Signe> {
    let mut found: Vec<(usize, Signe)> = Vec::new();
    let mut add = |at: usize, end: usize, genre| {
        if found.iter().all(|(_, signe)| signe.genre != genre) {
            let extrait = note.get(at..end).unwrap_or_default().trim().to_owned();
            found.push((at, Signe { genre, extrait }));
        }
    };
    for (at, end) in runs(note, is_of_number) {
        if let Some(genre) = number(&note[at..end]) {
            add(at, end, genre);
        }
    }
    for (at, end) in runs(note, |sign| !sign.is_whitespace() && !matches!(sign, ',' | ';' | '<' | '>' | '(' | ')')) {
        if is_address(&note[at..end]) {
            add(at, end, Genre::Courriel);
        }
    }
    let words: Vec<(usize, usize, String)> = runs(note, |sign| sign.is_alphanumeric() || is_accent(sign))
        .into_iter()
        .map(|(at, end)| (at, end, fold(&note[at..end])))
        .collect();
    for (rank, (at, end, word)) in words.iter().enumerate() {
        let before = |back: usize| rank.checked_sub(back).map_or("", |rank| words[rank].2.as_str());
        if let Some(genre) = word_sign(word, before(1), before(2)) {
            add(*at, *end, genre);
        }
    }
    in_order(found, &|(one, _), (other, _)| one.cmp(other)).into_iter().map(|(_, signe)| signe).collect()
}

/// The stretches of signs that pass a test, as byte positions.
fn runs(text: &str, test: impl Fn(char) -> bool) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, sign) in text.char_indices().filter(|(_, sign)| test(*sign)) {
        let end = at + sign.len_utf8();
        match found.last_mut() {
            Some((_, last)) if *last == at => *last = end,
            _ => found.push((at, end)),
        }
    }
    found
}

fn is_of_number(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, '+' | ' ' | '\u{A0}' | '\u{202F}' | '.' | '-')
}

/// A number is written in seven groups of digits at most.
const LONGEST: usize = 7;

/// Whether a stretch of digits and separators holds a telephone or social security number.
fn number(text: &str) -> Option<Genre> {
    let international = text.trim_start().starts_with('+') || text.trim_start().starts_with("00");
    let groups: Vec<&str> = text.split(|sign: char| !sign.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    if international && (9..=15).contains(&digits) {
        return Some(Genre::Telephone);
    }
    // Before or after the number there may stand another one: a day, an hour, a floor.
    for start in 0..groups.len() {
        for end in start + 1..=groups.len().min(start + LONGEST) {
            let lengths: Vec<usize> = groups[start..end].iter().map(|group| group.len()).collect();
            let whole = groups[start..end].concat();
            if is_french_telephone(&whole, &lengths) {
                return Some(Genre::Telephone);
            }
            if is_social_security(&whole, &lengths) {
                return Some(Genre::NumeroSecu);
            }
        }
    }
    None
}

/// Ten digits from 01 to 09, written as the French write them: a date followed by an hour has other groups.
fn is_french_telephone(whole: &str, lengths: &[usize]) -> bool {
    let shape = matches!(lengths, [10] | [2, 2, 2, 2, 2] | [4, 2, 2, 2] | [4, 3, 3] | [2, 4, 4] | [1, 3, 3, 3]);
    shape && whole.starts_with('0') && !whole.starts_with("00")
}

/// Thirteen digits (sex, year, month, département, commune, rank), or fifteen with the key. Months above 12 stand for
/// unknown ones (INSEE). The key is not checked: a number with a slip still names someone. In Corsica a letter stands in
/// the département; such numbers are not looked for.
fn is_social_security(whole: &str, lengths: &[usize]) -> bool {
    let shape = matches!(
        lengths,
        [13 | 15] | [13, 2] | [1, 2, 2, 2, 3, 3] | [1, 2, 2, 2, 3, 3, 2] | [1, 2, 2, 2, 6] | [1, 2, 2, 2, 6, 2]
    );
    let (Some(13 | 15), Some(first)) = (Some(whole.len()), whole.chars().next()) else { return false };
    let month: u8 = whole.get(3..5).and_then(|month| month.parse().ok()).unwrap_or(0);
    let months = (1..=12).contains(&month) || (20..=42).contains(&month) || month >= 50;
    shape && matches!(first, '1' | '2' | '3' | '4' | '7' | '8') && months
}

fn is_address(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    match text.split_once('@') {
        Some((name, host)) => {
            let end = host.rsplit_once('.').map_or("", |(_, end)| end);
            !name.is_empty() && end.len() >= 2 && end.chars().all(char::is_alphabetic)
        }
        None => false,
    }
}

fn word_sign(word: &str, before: &str, before_that: &str) -> Option<Genre> {
    let is_one_of = |known: &[&str]| forms(word).iter().any(|form| known.contains(form));
    let (genre, _) = match WORDS.iter().find(|(_, words)| is_one_of(words)) {
        Some((Genre::Sante, _)) if SERVICES.contains(&before) => return None,
        Some(found) => *found,
        None if is_one_of(&ORIGINES_SEULES) => return Some(Genre::Origine),
        None => {
            let said_of_a_person = forms(before).iter().any(|form| PERSONNES.contains(form));
            // "Elle parle un arabe…" is about a language.
            let is_language = ["parle", "parlent", "langue", "cours"].contains(&before_that);
            return (is_one_of(&ORIGINES) && said_of_a_person && !is_language).then_some(Genre::Origine);
        }
    };
    Some(genre)
}

/// A folded word, then without the plural, then without the feminine as well: the endings that French adds most often.
fn forms(word: &str) -> [&str; 3] {
    let single = word.strip_suffix('s').filter(|stem| stem.len() > 3).unwrap_or(word);
    let masculine = match single.strip_suffix("nne") {
        // "algérienne": the doubled n goes with the e.
        Some(_) => single.strip_suffix("ne"),
        // The one word of the lists that changes its last letters.
        None if single == "turque" => Some("turc"),
        None => single.strip_suffix('e'),
    };
    [word, single, masculine.filter(|stem| stem.len() > 3).unwrap_or(single)]
}

/// An accent written as a sign of its own (Unicode form NFD).
fn is_accent(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36F}')
}

/// Lower case without the accents of French. The capitals are those of French: the table of all scripts would weigh five
/// kilobytes in the app.
fn fold(word: &str) -> String {
    let plain = |sign: char| match sign {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'ç' | 'Ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        other => other.to_ascii_lowercase(),
    };
    word.chars().filter(|sign| !is_accent(*sign)).map(plain).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn genres(note: &str) -> Vec<Genre> {
        signes(note).into_iter().map(|signe| signe.genre).collect()
    }

    #[test]
    fn what_gives_someone_away_is_noticed() {
        for (note, genre) in [
            ("Tél 0612345678", Genre::Telephone),
            ("au 06.12.34.56.78.", Genre::Telephone),
            ("appeler le +33 6 12 34 56 78 demain", Genre::Telephone),
            ("étage 3 06 12 34 56 78", Genre::Telephone),
            ("0612-34-56-78", Genre::Telephone),
            ("écrire à prenom.nom@exemple.fr.", Genre::Courriel),
            ("sécu 2 69 05 49 588 157 80", Genre::NumeroSecu),
            ("n° 2690549588157", Genre::NumeroSecu),
            ("Elle est ENCEINTE", Genre::Sante),
            ("suivi pour un cancer", Genre::Sante),
            ("enfants malades depuis lundi", Genre::Sante),
            ("son mari est dépressif", Genre::Sante),
            ("famille musulmane", Genre::Religion),
            ("des jeunes juives", Genre::Religion),
            ("une dame algérienne", Genre::Origine),
            ("ils sont d'origine turque", Genre::Origine),
            ("famille malienne", Genre::Origine),
            ("les gitans du bas", Genre::Origine),
            ("il est communiste", Genre::Opinion),
            ("le fils est dealer", Genre::Delit),
            ("condamné l'an dernier", Genre::Delit),
            ("de\u{301}linquant", Genre::Delit),
        ] {
            let note: String = note.into();
            assert!(genres(&note).contains(&genre), "{note}: {:?}", signes(&note));
        }
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for note in [
            "",
            "Rendez-vous le 01/02/2026 à 10 h 30",
            "Passer le 01.02.2026 10 h, bâtiment 12, porte 34",
            "Dossier 12345678, quittance de 1250.50 euros",
            "SIRET 12345678901234",
            "Orientée vers la maison de santé et l'assurance maladie",
            "A demandé un congé maladie pour son travail",
            "Parle arabe et turc, un peu français",
            "Cherche des cours d'arabe pour sa fille",
            "Elle parle un portugais courant",
            "Habite rue de la Mosquée, face à l'église",
            "Club de voile, marché noir de monde",
            "Veut voter : carte d'électeur à refaire",
            "Cantine : tarif social, quotient familial",
            "Le hall est ouvert, code changé",
            "@ bientôt",
            "ascenseur en panne, trafic de camions",
        ] {
            assert_eq!(signes(note), [], "{note}");
        }
    }

    #[test]
    fn the_words_are_shown_as_they_were_written_and_each_kind_once() {
        let found = signes("Diabétique, malade, tél. 06 12 34 56 78");
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].genre, found[0].extrait.as_str()), (Genre::Sante, "Diabétique"));
        assert!(found[1].extrait.contains("06 12 34 56 78"));
    }

    proptest! {
        #[test]
        fn no_note_is_too_strange(note in "\\PC{0,80}") {
            let _ = signes(&note);
        }

        #[test]
        fn any_row_of_digits_is_read(note in "[0-9 .+@-]{0,120}") {
            let _ = signes(&note);
        }
    }
}
