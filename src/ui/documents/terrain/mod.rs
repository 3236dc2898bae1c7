//! The field: documents of the journal, drawn anew when it changes.

use maud::{Markup, html};

use crate::ui::markup::{avis, icons, vide};
use crate::ui::route::Route;

/// The mark of the journal for practice.
pub fn essai() -> Markup {
    avis("essai", icons::INFO, html! { p { strong { "Essai." } " Rien de vrai sur de vraies personnes." } })
}

/// The journal is being read.
pub fn lecture() -> Markup {
    html! { p role="status" { "Ouverture du journal…" } }
}

/// What stands where the page needs the open journal.
pub fn ferme() -> Markup {
    vide(
        icons::NO_ACCESS,
        html! {
            p { "Ouvrez d'abord le journal." }
            a.bouton.principal href=(Route::Terrain.href()) { "Aller à l'ouverture" }
        },
    )
}
