//! Details: small titled lines of plain words, for what leads nowhere.

use maud::{Markup, html};

use super::texte;
use crate::app::consult::Contrat;

/// One line: a title and words; nothing when there are none.
pub fn detail(title: &str, words: &str) -> Markup {
    html! {
        @if !words.is_empty() { p.detail { span.detail-titre { (title) "\u{a0}:" } " " (words) } }
    }
}

/// Adds words to others, with `separator` between them.
pub fn append(words: &mut String, separator: &str, more: &str) {
    if !words.is_empty() && !more.is_empty() {
        words.push_str(separator);
    }
    words.push_str(more);
}

/// Whom it is for: the labels of these publics of the vocabulary.
pub fn publics_detail(contrat: &Contrat, ids: &[String]) -> Markup {
    let mut labels = String::new();
    for id in ids {
        if let Some(public) = contrat.vocabulaire().publics.iter().find(|public| public.id == *id) {
            append(&mut labels, " · ", &public.libelle);
        }
    }
    detail("Pour qui", &labels)
}

/// A titled list, for words that make whole lines; nothing when there are none.
pub fn detail_lines(contrat: &Contrat, title: &str, texts: &[String]) -> Markup {
    html! {
        @if !texts.is_empty() {
            div.rangee {
                p.rangee-titre { (title) }
                (lines(contrat, texts))
            }
        }
    }
}

/// A list of texts of the contract.
pub fn lines(contrat: &Contrat, texts: &[String]) -> Markup {
    html! { ul.lignes { @for text in texts { li { (texte(contrat, text)) } } } }
}
