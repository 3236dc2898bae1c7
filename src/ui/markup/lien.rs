//! Links to what a contract names.

use maud::{Markup, html};

use super::head;
use crate::app::consult::Contrat;
use crate::ui::route::Route;

/// A link to a thing of the contract: `page` is its kind of page, `words` what is read.
pub fn lien(contrat: &Contrat, page: fn(String, String) -> Route, id: &str, words: &str) -> Markup {
    html! { a href=(page(contrat.id().into(), id.into()).href()) { (words) } }
}

/// The head of a page that belongs to the contract's own, and leads back to it.
pub fn head_of_contrat(contrat: &Contrat, title: &str) -> Markup {
    head(title, None, Some((&Route::Contrat(Some(contrat.id().into())), "Le contrat")))
}
