//! The way out in one tap, for whoever reads of violence or of their rights beside the one who harms them.
//!
//! The button does nothing by itself: `public/quitter.js` hears it, and two presses of Escape, on every page that shows
//! one. It stands apart from the wasm so that it also works while that loads.

use maud::{Markup, html};

use super::{icon, icons};

/// The besoins whose pages can bring someone into danger.
const SENSIBLES: [&str; 3] = ["violences", "discriminations", "droits-papiers"];

/// The button "Quitter vite".
pub fn quitter() -> Markup {
    html! { button.quitter type="button" data-quitter { (icon(icons::LEAVE)) span { "Quitter vite" } } }
}

/// The button, where one of these besoins calls for it.
pub fn quitter_si_sensible(besoins: &[String]) -> Markup {
    html! { @if besoins.iter().any(|besoin| SENSIBLES.contains(&besoin.as_str())) { (quitter()) } }
}
