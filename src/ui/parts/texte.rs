//! Texts of a contract: each acronym opens its meaning; found words are marked.

use leptos::prelude::*;

use crate::app::consult::{Contrat, Target};
use crate::search::{Part, highlight, words};
use crate::ui::link;

/// A text in which the acronyms of the contract are links to their meaning.
pub fn texte(contrat: &Contrat, text: &str) -> AnyView {
    let mut views = Vec::new();
    let mut plain = 0;
    for word in words(text) {
        let (printed, range) = (word.text, word.range());
        let shouted = printed.chars().filter(|sign| sign.is_uppercase()).count() >= 2;
        let Some(entry) = shouted.then(|| contrat.arbre().sigle(printed)).flatten() else { continue };
        let meaning = entry.developpe.clone().unwrap_or_else(|| entry.explication.clone());
        let href = link::to(contrat.id(), &Target::Sigle(entry.sigle.clone()));
        views.push(text[plain..range.start].to_owned().into_any());
        views.push(view! { <a class="sigle" href=href title=meaning>{printed.to_owned()}</a> }.into_any());
        plain = range.end;
    }
    views.push(text[plain..].to_owned().into_any());
    views.into_any()
}

/// A text in which the words of a query are marked.
pub fn marked(text: &str, query: &str) -> AnyView {
    let part = |part: Part<'_>| {
        let text = part.text.to_owned();
        if part.hit { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    highlight(text, query).into_iter().map(part).collect::<Vec<_>>().into_any()
}
