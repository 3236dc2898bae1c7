//! A light French stemmer: the forms of one word meet, different words stay apart.

/// The common form of a folded word's plural, feminine and infinitive.
///
/// It undoes inflection only: plural (-s, -x, -aux, -eaux), feminine (-e, -ée, doubled consonant, -ive, -euse,
/// -trice), and -er of verbs. It leaves derivation alone (*logement* is not *loger*). What it gives is a key, not a
/// word: "relais" and "relai" both give "relai", and nothing is shown to anybody. Words of fewer than four letters,
/// acronyms of that length included, and words with anything but a to z (numbers, other scripts) stay as they are.
pub(super) fn stem(term: &str) -> String {
    let mut word = term.to_owned();
    if word.len() < 4 || !word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return word;
    }
    if let Ok(found) = IRREGULAR.binary_search_by_key(&term, |(plural, _)| plural) {
        word.replace_range(.., IRREGULAR[found].1);
    }
    singular(&mut word);
    masculine(&mut word);
    word
}

/// Plurals that no rule gives, sorted.
const IRREGULAR: [(&str, &str); 5] =
    [("baux", "bail"), ("emaux", "email"), ("travaux", "travail"), ("vitraux", "vitrail"), ("yeux", "oeil")];

fn singular(word: &mut String) {
    if word.len() >= 5 && word.ends_with("aux") && !word.ends_with("eaux") {
        replace_end(word, 3, "al");
    } else if word.ends_with("ux") || (word.ends_with('s') && !word.ends_with("ss")) {
        word.pop();
    }
}

fn masculine(word: &mut String) {
    if word.len() >= 7 && word.ends_with("trice") {
        replace_end(word, 5, "teur");
    }
    while word.len() >= 5 && word.ends_with('e') {
        word.pop();
    }
    if word.ends_with("er") {
        // "aider" joins "aide", which is too short to lose its own e.
        word.truncate(word.len() - if word.len() >= 6 { 2 } else { 1 });
    }
    if word.len() >= 5 && ["ll", "nn", "ss", "tt"].iter().any(|double| word.ends_with(double)) {
        word.pop();
    }
    if word.len() >= 5 && word.ends_with("iv") {
        replace_end(word, 1, "f");
    }
    if word.len() >= 6 && word.ends_with("eur") {
        word.pop();
    }
    // "francaise" has just become "francais", "coiffeuse" "coiffeus": they meet "francais" and "coiffeur" here.
    if word.len() >= 5 && word.ends_with('s') {
        word.pop();
    }
}

/// Replaces the last `length` bytes, which are ASCII.
fn replace_end(word: &mut String, length: usize, end: &str) {
    word.truncate(word.len() - length);
    word.push_str(end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold;

    #[test]
    fn forms_of_one_word_meet() {
        for forms in [
            "adulte adultes",
            "relais",
            "emploi emplois",
            "travail travaux",
            "local locale locaux locales",
            "social sociale sociaux sociales",
            "bureau bureaux",
            "jeu jeux",
            "lieu lieux",
            "français française françaises",
            "professionnel professionnelle professionnels professionnelles",
            "ancien ancienne anciens anciennes",
            "sportif sportive sportifs sportives",
            "médiateur médiatrice médiateurs médiatrices",
            "coiffeur coiffeuse coiffeuses",
            "heureux heureuse",
            "premier première premières",
            "formé formée formés formées former",
            "aide aides aider",
            "chercher cherche cherché",
            "habitant habitante habitants habitantes",
            "ville villes",
            "atelier ateliers",
            "bail baux",
            "complet complète complets",
        ] {
            let mut stems: Vec<String> = forms.split(' ').map(|form| stem(&fold(form))).collect();
            stems.dedup();
            assert_eq!(stems.len(), 1, "{forms}: {stems:?}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [
            ("caf", "café"),
            ("logement", "loger"),
            ("formation", "forme"),
            ("prix", "prise"),
            ("permis", "permanence"),
            ("bus", "but"),
            ("pays", "paie"),
            ("leur", "lieu"),
            ("taux", "total"),
        ] {
            assert_ne!(stem(&fold(one)), stem(&fold(other)), "{one} {other}");
        }
    }

    #[test]
    fn numbers_codes_and_other_scripts_stay_as_they_are() {
        for term in ["13-1", "2015", "qp094032s", "дома", "bus", "rsa", ""] {
            assert_eq!(stem(term), term);
        }
    }
}
