//! What holds for every text and every query.

use proptest::prelude::*;

use super::stop::is_stop;
use super::*;

/// French letters composed and decomposed.
const SPELLINGS: [(&str, &str); 12] = [
    ("é", "e\u{301}"),
    ("è", "e\u{300}"),
    ("ê", "e\u{302}"),
    ("ë", "e\u{308}"),
    ("à", "a\u{300}"),
    ("â", "a\u{302}"),
    ("ç", "c\u{327}"),
    ("î", "i\u{302}"),
    ("ô", "o\u{302}"),
    ("ù", "u\u{300}"),
    ("É", "E\u{301}"),
    ("ệ", "e\u{323}\u{302}"),
];

fn decomposed(text: &str) -> String {
    SPELLINGS.iter().fold(text.to_owned(), |text, (composed, decomposed)| text.replace(composed, decomposed))
}

/// Text as it is written: short words in French letters, with what stands between them.
fn french() -> impl Strategy<Value = String> {
    "([a-eéèêëàâçîôùÉCAFœ1-3]{1,6}(['’ .·-]|, |-|\\. )?){0,12}"
}

/// Anything at all, with what breaks word cutting more often than chance would have it.
fn anything() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,40}", "(.|[’'.·,/\u{301}\u{ad}\u{640}-]|[aàé1]){0,40}", french()]
}

fn index(texts: &[String]) -> Index {
    let mut builder = Builder::default();
    for text in texts {
        builder.add(&[(Field::Title, text), (Field::Body, text)], 1.0);
    }
    builder.build()
}

fn whole(parts: &[Part<'_>]) -> String {
    parts.iter().map(|part| part.text).collect()
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in anything()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn words_lie_in_order_in_their_text(text in anything()) {
        let mut at = 0;
        for word in words(&text) {
            prop_assert!(word.start >= at && !fold(word.text).is_empty());
            prop_assert_eq!(&text[word.range()], word.text);
            at = word.range().end;
        }
    }

    #[test]
    fn highlighted_parts_make_the_text(text in anything(), query in anything()) {
        let parts = highlight(&text, &query);
        prop_assert_eq!(&whole(&parts), &text);
        prop_assert!(parts.iter().all(|part| !part.text.is_empty()));
    }

    #[test]
    fn a_snippet_is_a_passage_that_fits(text in anything(), query in anything(), max_chars in 0usize..60) {
        let found = snippet(&text, &query, max_chars);
        let passage = whole(&found.parts);
        prop_assert!(passage.chars().count() <= max_chars);
        prop_assert!(text.contains(&passage));
        prop_assert_eq!(passage == text.trim(), !found.cut_start && !found.cut_end);
    }

    #[test]
    fn a_snippet_shows_a_marked_word_if_one_fits(text in french(), query in french()) {
        let marked = highlight(&text, &query).iter().any(|part| part.hit);
        prop_assert_eq!(snippet(&text, &query, 40).parts.iter().any(|part| part.hit), marked);
    }

    #[test]
    fn a_document_is_found_by_each_of_its_words(texts in prop::collection::vec(anything(), 1..6)) {
        let index = index(&texts);
        for (document, text) in (0..).zip(&texts) {
            for word in words(text).filter(|word| !is_stop(&fold(word.text))) {
                let results = index.search(word.text, usize::MAX);
                prop_assert!(results.hits.iter().any(|hit| hit.document == document), "{:?}", word.text);
                prop_assert!(!results.partial);
            }
        }
    }

    #[test]
    fn a_document_is_found_by_its_beginning(texts in prop::collection::vec(french(), 1..6)) {
        let index = index(&texts);
        for (document, text) in (0..).zip(&texts) {
            if let Some(word) = words(text).take(5).last() {
                let results = index.search(&text[..word.range().end], usize::MAX);
                prop_assert!(!results.partial && results.hits.iter().any(|hit| hit.document == document));
            }
        }
    }

    #[test]
    fn composed_and_decomposed_spellings_are_equal(texts in prop::collection::vec(french(), 1..6), query in french()) {
        let other: Vec<String> = texts.iter().map(|text| decomposed(text)).collect();
        let found = index(&texts).search(&query, 10);
        prop_assert_eq!(&index(&other).search(&query, 10), &found);
        prop_assert_eq!(&index(&texts).search(&decomposed(&query), 10), &found);
    }

    #[test]
    fn what_is_found_is_highlighted(texts in prop::collection::vec(french(), 1..6), query in french()) {
        let results = index(&texts).search(&query, usize::MAX);
        for (document, text) in (0..).zip(&texts) {
            let found = results.hits.iter().any(|hit| hit.document == document);
            let marked = highlight(text, &query).iter().any(|part| part.hit);
            prop_assert!(!found || marked, "found but not marked: {:?} in {:?}", query, text);
            prop_assert!(!marked || results.total > 0, "marked but not found: {:?} in {:?}", query, text);
        }
    }

    #[test]
    fn a_limit_keeps_the_best(texts in prop::collection::vec(french(), 1..12), query in french(), limit in 0usize..6) {
        let index = index(&texts);
        let all = index.search(&query, usize::MAX);
        let few = index.search(&query, limit);
        prop_assert_eq!(few.total, all.hits.len());
        prop_assert_eq!(&few.hits[..], &all.hits[..limit.min(all.hits.len())]);
        prop_assert!(all.hits.windows(2).all(|pair| pair[0].matched >= pair[1].matched));
    }
}

#[test]
fn marked_passages() {
    for (text, query, expected) in [
        ("L’École des parents", "ecol parent", "L’[École] des [parents]"),
        ("Un adulte-relais passe.", "adultes relais", "Un [adulte]-[relais] passe."),
        ("Un adulte-relais passe.", "adulterelais", "Un [adulte-relais] passe."),
        ("Voir la fiche 13-1 et la 13-2.", "13-1", "Voir la fiche [13-1] et la 13-2."),
        ("Les Q.P.V. de la ville", "qpv", "Les [Q.P.V]. de la ville"),
        ("Les QPV de la ville", "q.p.v.", "Les [QPV] de la ville"),
        ("Sante\u{301} !", "santé", "[Sante\u{301}] !"),
        ("Le droit à la santé", "la santé", "Le droit à la [santé]"),
        ("À la une", "la", "À [la] une"),
        ("Rien ici", "absent", "Rien ici"),
        ("Rien ici", "", "Rien ici"),
        ("", "mot", ""),
    ] {
        let marked: String = highlight(text, query)
            .iter()
            .map(|part| if part.hit { format!("[{}]", part.text) } else { part.text.to_owned() })
            .collect();
        assert_eq!(marked, expected, "{query}");
    }
}

#[test]
fn passages_are_well_chosen() {
    let text = "La maison ouvre ses portes chaque matin. On y trouve un café et des jeux. \
                Le mardi, une bénévole aide à lire et à écrire le français. Le jeudi est fermé.";
    for (query, max_chars, expected) in [
        ("", 20, "La maison ouvre ses…"),
        ("absent", 20, "La maison ouvre ses…"),
        ("jeux", 40, "…On y trouve un café et des jeux. Le…"),
        ("lire ecrire", 30, "…à lire et à écrire le…"),
        ("lire français", 60, "…Le mardi, une bénévole aide à lire et à écrire le français.…"),
        ("fermé", 30, "…Le jeudi est fermé."),
        ("maison", 6, "…maison…"),
        ("bénévole", 4, "…béné…"),
        ("jeux", 0, "……"),
    ] {
        let found = snippet(text, query, max_chars);
        let (before, after) = (if found.cut_start { "…" } else { "" }, if found.cut_end { "…" } else { "" });
        assert_eq!([before, &whole(&found.parts), after].concat(), expected, "{query} {max_chars}");
    }
}

#[test]
fn a_bad_prior_is_neutral() {
    let mut builder = Builder::default();
    for prior in [1.0, f32::NAN, f32::INFINITY, -1.0, 0.0] {
        builder.add(&[(Field::Title, "Aide")], prior);
    }
    let hits = builder.build().search("aide", 10).hits;
    assert!(hits.windows(2).all(|pair| pair[0].score == pair[1].score && pair[0].document < pair[1].document));
}
