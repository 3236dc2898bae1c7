//! Folding: one spelling for all the ways a word is typed.

/// `text` without case, accents and typographic variants, for comparing and sorting.
///
/// Letters become lower case and lose their accents, composed or not (é, e + combining accent), ligatures open
/// (œ → oe, æ → ae, ß → ss), curly apostrophes become straight, dashes become hyphens, non-breaking spaces plain, and
/// invisible characters (soft hyphen, zero-width space) go. Besides Latin it covers the accents of modern Greek and
/// Cyrillic and the vowel signs and hamzas of Arabic; other scripts stay as they are. Folding twice changes nothing.
///
/// ```
/// use relais::search::fold;
///
/// assert_eq!(fold("L’ŒUVRE d’été"), "l'oeuvre d'ete");
/// assert_eq!(fold("e\u{301}cole"), fold("École"));
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded `text`.
pub(super) fn fold_into(text: &str, folded: &mut String) {
    for letter in text.chars() {
        if letter.is_ascii() {
            folded.push(letter.to_ascii_lowercase());
        } else {
            let lower = lower(letter);
            if !is_dropped(lower) {
                push_base(lower, folded);
            }
        }
    }
}

/// The small letter of a capital of the Latin, Greek, Cyrillic and Armenian alphabets, African letters included.
///
/// Rust's own table of all scripts would weigh five kilobytes in the app. The blocks of Unicode that count here either
/// keep capitals and small letters apart by a constant, or pair them, the capital first.
fn lower(letter: char) -> char {
    let code = u32::from(letter);
    let small = match letter {
        'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' | 'Ａ'..='Ｚ' => code + 32,
        'Ѐ'..='Џ' => code + 80,
        'Ա'..='Ֆ' => code + 48,
        'İ' => return 'i',
        'Ÿ' => return 'ÿ',
        'ẞ' => return 'ß',
        'Ɓ' => return 'ɓ',
        'Ɔ' => return 'ɔ',
        'Ɖ' => return 'ɖ',
        'Ɗ' => return 'ɗ',
        'Ǝ' => return 'ǝ',
        'Ə' => return 'ə',
        'Ɛ' => return 'ɛ',
        'Ɣ' => return 'ɣ',
        'Ɩ' => return 'ɩ',
        'Ɲ' => return 'ɲ',
        'Ʊ' => return 'ʊ',
        'Ʋ' => return 'ʋ',
        'Ʒ' => return 'ʒ',
        'Ά' => return 'ά',
        'Έ'..='Ί' => code + 37,
        'Ό' => return 'ό',
        'Ύ' | 'Ώ' => code + 63,
        'Ӏ' => return 'ӏ',
        // Pairs whose capital has the even number.
        'Ā'..='Ķ'
        | 'Ŋ'..='Ŷ'
        | 'Ơ'..='Ƥ'
        | 'Ǟ'..='Ǯ'
        | 'Ǹ'..='Ȟ'
        | 'Ȣ'..='Ȳ'
        | 'Ḁ'..='Ẕ'
        | 'Ạ'..='Ỿ'
        | 'Ѡ'..='Ҁ'
        | 'Ҋ'..='Ҿ'
        | 'Ӑ'..='Ԯ' => code | 1,
        // Pairs whose capital has the odd number.
        'Ĺ'..='Ň' | 'Ź'..='Ž' | 'Ư' | 'Ƴ'..='Ƶ' | 'Ǎ'..='Ǜ' | 'Ӂ'..='Ӎ' => code + code % 2,
        _ => return letter,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// Whether folding removes the character: combining accents, Arabic vowel signs, invisible characters.
pub(super) fn is_dropped(letter: char) -> bool {
    matches!(
        letter,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
            | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
            | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

/// Whether the character stands for an apostrophe.
pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʹ' | '′' | '´' | '`' | '＇')
}

/// Whether the character stands for a hyphen between two words. The long dash does not: it parts sentences.
pub(super) fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '‒' | '–' | '−')
}

fn push_base(lower: char, folded: &mut String) {
    folded.push_str(match lower {
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ȅ' | 'ȇ' | 'ȩ' | 'ḕ' | 'ḗ' | 'ḙ' | 'ḛ' | 'ḝ' | 'ẹ'
        | 'ẻ' | 'ẽ' | 'ế' | 'ề' | 'ể' | 'ễ' | 'ệ' => "e",
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ǟ' | 'ǡ' | 'ǻ' | 'ȁ' | 'ȃ' | 'ȧ' | 'ḁ' | 'ạ'
        | 'ả' | 'ấ' | 'ầ' | 'ẩ' | 'ẫ' | 'ậ' | 'ắ' | 'ằ' | 'ẳ' | 'ẵ' | 'ặ' | 'ª' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' | 'ḉ' => "c",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ȉ' | 'ȋ' | 'ḭ' | 'ḯ' | 'ỉ' | 'ị' => {
            "i"
        }
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ǿ' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ǒ' | 'ǫ' | 'ǭ' | 'ȍ' | 'ȏ' | 'ȫ' | 'ȭ'
        | 'ȯ' | 'ȱ' | 'ṍ' | 'ṏ' | 'ṑ' | 'ṓ' | 'ọ' | 'ỏ' | 'ố' | 'ồ' | 'ổ' | 'ỗ' | 'ộ' | 'ớ' | 'ờ' | 'ở' | 'ỡ' | 'ợ'
        | 'º' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ȕ' | 'ȗ'
        | 'ṳ' | 'ṵ' | 'ṷ' | 'ṹ' | 'ṻ' | 'ụ' | 'ủ' | 'ứ' | 'ừ' | 'ử' | 'ữ' | 'ự' => "u",
        'œ' => "oe",
        'æ' | 'ǣ' | 'ǽ' => "ae",
        'ß' => "ss",
        'ý' | 'ÿ' | 'ŷ' | 'ȳ' | 'ẏ' | 'ẙ' | 'ỳ' | 'ỵ' | 'ỷ' | 'ỹ' => "y",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' | 'ǹ' | 'ṅ' | 'ṇ' | 'ṉ' | 'ṋ' => "n",
        'ḃ' | 'ḅ' | 'ḇ' => "b",
        'ď' | 'đ' | 'ð' | 'ḋ' | 'ḍ' | 'ḏ' | 'ḑ' | 'ḓ' => "d",
        'ḟ' => "f",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' | 'ǵ' | 'ḡ' => "g",
        'ĥ' | 'ħ' | 'ȟ' | 'ḣ' | 'ḥ' | 'ḧ' | 'ḩ' | 'ḫ' | 'ẖ' => "h",
        'ĵ' | 'ǰ' => "j",
        'ķ' | 'ǩ' | 'ḱ' | 'ḳ' | 'ḵ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' | 'ŀ' | 'ḷ' | 'ḹ' | 'ḻ' | 'ḽ' => "l",
        'ḿ' | 'ṁ' | 'ṃ' => "m",
        'ṕ' | 'ṗ' => "p",
        'ŕ' | 'ŗ' | 'ř' | 'ȑ' | 'ȓ' | 'ṙ' | 'ṛ' | 'ṝ' | 'ṟ' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṡ' | 'ṣ' | 'ṥ' | 'ṧ' | 'ṩ' | 'ſ' | 'ẛ' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṫ' | 'ṭ' | 'ṯ' | 'ṱ' | 'ẗ' => "t",
        'þ' => "th",
        'ṽ' | 'ṿ' => "v",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' | 'ẇ' | 'ẉ' | 'ẘ' => "w",
        'ẋ' | 'ẍ' => "x",
        'ź' | 'ż' | 'ž' | 'ẑ' | 'ẓ' | 'ẕ' => "z",
        'ĳ' => "ij",
        // Typographic ligatures, which text taken out of PDF files is full of.
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        '¹' => "1",
        '²' => "2",
        '³' => "3",
        'ά' => "α",
        'έ' => "ε",
        'ή' => "η",
        'ί' | 'ϊ' | 'ΐ' => "ι",
        'ό' => "ο",
        'ύ' | 'ϋ' | 'ΰ' => "υ",
        'ώ' => "ω",
        'ς' => "σ",
        'й' | 'ѝ' => "и",
        'ё' | 'ѐ' => "е",
        'ї' => "і",
        'ѓ' => "г",
        'ќ' => "к",
        'ў' => "у",
        'آ' | 'أ' | 'إ' | 'ٱ' => "ا",
        'ؤ' => "و",
        'ئ' => "ي",
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => " ",
        other if is_apostrophe(other) => "'",
        other if is_hyphen(other) => "-",
        other => return folded.push(other),
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_to_one() {
        for (typed, folded) in [
            ("Été", "ete"),
            ("CŒUR", "coeur"),
            ("ex æquo", "ex aequo"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Ça et là", "ca et la"),
            ("naïve", "naive"),
            ("o\u{302}te", "ote"),
            ("l’aide", "l'aide"),
            ("2015–2020", "2015-2020"),
            ("10\u{202f}000\u{a0}€", "10 000 €"),
            ("of\u{ad}fice", "office"),
            ("oﬃce", "office"),
            ("İstanbul", "istanbul"),
            ("Nguyễn", "nguyen"),
            ("Łódź", "lodz"),
            ("Москвой", "москвои"),
            ("مُحَمَّد", "محمد"),
            ("m²", "m2"),
            ("", ""),
        ] {
            assert_eq!(fold(typed), folded, "{typed}");
        }
    }

    #[test]
    fn capitals_and_their_small_letters_fold_alike_in_the_scripts_that_count() {
        // What has no single small letter, what no living alphabet writes, and what Unicode pairs outside its block.
        let left = |letter: char| {
            matches!(
                letter,
                'Ƃ' | 'Ƅ'
                    | 'Ƈ'
                    | 'Ƌ'
                    | 'Ƒ'
                    | 'Ɠ'
                    | 'Ɣ'
                    | 'Ɨ'
                    | 'Ƙ'
                    | 'Ɯ'
                    | 'Ɵ'
                    | 'Ʀ'
                    | 'Ƨ'
                    | 'Ʃ'
                    | 'Ƭ'
                    | 'Ʈ'
                    | 'Ƹ'
                    | 'Ƽ'
            ) || ('Ǆ'..='ǌ').contains(&letter)
                || ('Ǳ'..='Ƿ').contains(&letter)
                || ('Ƞ'..='Ƞ').contains(&letter)
                || ('Ⱥ'..='ɏ').contains(&letter)
                || ('\u{370}'..='\u{37f}').contains(&letter)
                || ('Ϗ'..='Ͽ').contains(&letter)
        };
        let blocks = ('\0'..='\u{24f}').chain('\u{370}'..='\u{58f}').chain('\u{1e00}'..='\u{1eff}');
        for letter in blocks.filter(|letter| !left(*letter)) {
            let small: String = letter.to_lowercase().collect();
            assert_eq!(fold(letter.encode_utf8(&mut [0; 4])), fold(&small), "{letter}");
        }
    }

    #[test]
    fn folding_any_character_twice_changes_nothing() {
        for letter in '\0'..=char::MAX {
            let once = fold(letter.encode_utf8(&mut [0; 4]));
            assert_eq!(fold(&once), once, "U+{:04X}", letter as u32);
        }
    }
}
