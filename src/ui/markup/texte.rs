//! Texts of a contract: each acronym opens its meaning; found words are marked.

use maud::{Markup, PreEscaped, Render, html};

use crate::app::consult::Contrat;
use crate::search::{highlight, words};
use crate::ui::route::Route;

/// A text in which the acronyms of the contract are links to their meaning.
pub fn texte(contrat: &Contrat, text: &str) -> Markup {
    let mut shown = String::new();
    let mut plain = 0;
    for word in words(text) {
        let (printed, range) = (word.text, word.range());
        let shouted = printed.chars().filter(|sign| sign.is_uppercase()).count() >= 2;
        let Some(entry) = shouted.then(|| contrat.arbre().sigle(printed)).flatten() else { continue };
        let meaning = entry.developpe.as_ref().unwrap_or(&entry.explication);
        let href = Route::Sigle(contrat.id().into(), entry.sigle.clone()).href();
        text[plain..range.start].render_to(&mut shown);
        html! { a.sigle href=(href) title=(meaning) { (printed) } }.render_to(&mut shown);
        plain = range.end;
    }
    text[plain..].render_to(&mut shown);
    PreEscaped(shown)
}

/// A text in which the words of a query are marked.
pub fn marked(text: &str, query: &str) -> Markup {
    html! {
        @for part in highlight(text, query) {
            @if part.hit { mark { (part.text) } } @else { (part.text) }
        }
    }
}
