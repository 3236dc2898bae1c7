//! The field: documents of the journal, drawn anew when it changes. Their buttons and forms bear the names by which the
//! pages answer.

pub mod autre;
pub mod contact;
pub mod fiche;
pub mod grille;
pub mod preparer;
pub mod qui_ecrit;
#[cfg(test)]
mod tests;
pub mod tournees;
pub mod visite;

pub mod derniers;
pub mod ligne;
pub mod liste;
pub mod personne;
pub mod quand;
pub mod relances;
pub mod remise;

use maud::{Markup, html};

use crate::journal::{Issue, Jour};
use crate::ui::markup::{Pictogram, avis, date, icons, vide};
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

/// The pictogram of an outcome.
pub fn issue_icon(issue: Issue) -> Pictogram {
    match issue {
        Issue::Echange => icons::EXCHANGE,
        Issue::EchangeOrientation => icons::ORIENTATION,
        Issue::Absent => icons::ABSENT,
        Issue::ARepasser => icons::LATER,
        Issue::AvisDePassage => icons::LEAFLET,
        Issue::Refus => icons::REFUSAL,
        Issue::NePlusPasser => icons::NO_MORE,
        Issue::AccesImpossible => icons::NO_ACCESS,
        Issue::LogementVide => icons::EMPTY,
    }
}

/// The word by which the style colours an outcome.
pub fn issue_word(issue: Issue) -> &'static str {
    match issue {
        Issue::Echange | Issue::EchangeOrientation => "echange",
        Issue::Refus | Issue::NePlusPasser => "refus",
        Issue::Absent | Issue::AvisDePassage | Issue::ARepasser => "attente",
        Issue::AccesImpossible | Issue::LogementVide => "ferme",
    }
}

/// "22 novembre 2026".
fn jour(jour: Jour) -> String {
    date(&jour.to_string())
}

/// "22/11", in the year of `today`; with the year, in another one.
fn jour_court(jour: Jour, today: Jour) -> String {
    let ((year, month, day), (this_year, ..)) = (jour.parts(), today.parts());
    if year == this_year { format!("{day}/{month:02}") } else { format!("{month:02}/{year}") }
}
