//! Words that carry no meaning for search.

/// Whether a folded word is grammar only: articles, pronouns, short prepositions, elided particles.
///
/// Stop words are indexed like others, and a query ignores them unless it has nothing else ("à la une" finds its
/// title). "sans" and "plus" are not in the list, they change what is asked: "sans papiers", "plus de 60 ans".
pub(super) fn is_stop(term: &str) -> bool {
    STOP_WORDS.binary_search(&term).is_ok()
}

/// Folded, and sorted for the binary search.
const STOP_WORDS: [&str; 76] = [
    "a", "ai", "as", "au", "aux", "avec", "c", "ce", "ces", "cet", "cette", "d", "dans", "de", "des", "donc", "du",
    "elle", "elles", "en", "est", "et", "eux", "il", "ils", "j", "je", "jusqu", "l", "la", "le", "les", "leur",
    "leurs", "lorsqu", "lui", "m", "ma", "me", "mes", "mon", "n", "ne", "nos", "notre", "nous", "on", "ont", "ou",
    "par", "pour", "puisqu", "qu", "que", "qui", "s", "sa", "se", "ses", "si", "son", "sont", "suis", "sur", "t", "ta",
    "te", "tes", "ton", "tu", "un", "une", "vos", "votre", "vous", "y",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold;

    #[test]
    fn the_list_is_sorted_and_folded() {
        assert!(STOP_WORDS.is_sorted());
        assert!(STOP_WORDS.iter().all(|word| fold(word) == *word));
        assert!(is_stop("la") && !is_stop("sans") && !is_stop("relais"));
    }
}
