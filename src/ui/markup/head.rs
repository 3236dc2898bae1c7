//! The head of a page: its title, above it what kind of thing this is and the way back.

use maud::{Markup, html};

use super::{icon, icons};
use crate::ui::route::Route;

/// The head: `genre` is a word above the title, `back` is where "back" leads, and its words.
///
/// The title can take the focus, for those who do not see the page change.
pub fn head(title: &str, genre: Option<&str>, back: Option<(&Route, &str)>) -> Markup {
    html! {
        header.tete {
            @if let Some((route, words)) = back {
                a.retour href=(route.href()) { (icon(icons::BACK)) span { (words) } }
            }
            @if let Some(genre) = genre { p.genre { (genre) } }
            h1 tabindex="-1" { (title) }
        }
    }
}
