//! Pages that do not change while they are shown: HTML text, like the pages of any site.

mod acteur;
mod aide;
pub mod apercu;
mod besoin;
mod chiffres;
pub mod coffre;
pub mod comparer;
mod contrat;
mod dispositif;
mod doutes;
mod format;
mod gouvernance;
mod image;
mod levier;
mod missions;
mod noeud;
pub mod poche;
mod quartier;
mod secours;
mod sigle;
pub mod terrain;

pub use contrat::{doors, mission_door, notes, presentation};
pub use format::format;
pub use secours::{document as secours, unreadable as secours_unreadable};

use maud::{Markup, html};

use super::markup::{head, icons, vide};
use super::route::Route;
use crate::app::consult::Contrat;
use crate::journal::Jour;

/// A page as text.
#[derive(Debug, Clone)]
pub struct Document {
    /// What the window is called.
    pub title: String,
    /// What the page shows, with one `h1`.
    pub body: Markup,
}

impl Document {
    /// Nothing but a head; see [`head`].
    pub fn head(title: &str, back: Option<(&Route, &str)>) -> Self {
        Self { title: title.into(), body: head(title, None, back) }
    }
}

/// The document at an address of the app itself.
pub fn of_app(route: &Route) -> Document {
    match route {
        Route::Aide => aide::aide(),
        Route::APropos => aide::a_propos(),
        _ => unknown(),
    }
}

/// The document at an address of a contract.
///
/// `today` dates what a person takes along of it.
pub fn of_contrat(contrat: &Contrat, route: &Route, today: Jour) -> Document {
    let arbre = contrat.arbre();
    let found = match route {
        Route::Besoin(id) => besoin::document(contrat, id),
        Route::Noeud(_, id) => arbre.noeud(id).map(|noeud| noeud::document(contrat, noeud)),
        Route::Dispositif(_, id) => arbre.dispositif(id).map(|item| dispositif::document(contrat, item, today)),
        Route::Partager(_, id) => arbre.dispositif(id).map(|item| terrain::remise::partage(contrat, item, today)),
        Route::Acteur(_, id) => arbre.acteur(id).map(|acteur| acteur::document(contrat, acteur)),
        Route::Quartier(_, id) => arbre.quartier(id).map(|quartier| quartier::document(contrat, quartier)),
        Route::Sigle(_, sigle) => arbre.sigle(sigle).map(|entry| sigle::document(contrat, entry)),
        Route::Gouvernance(_) => Some(gouvernance::document(contrat)),
        Route::Doutes(_) => Some(doutes::document(contrat)),
        Route::Missions(_) => Some(missions::document(contrat)),
        Route::Image(_, taille, None) => Some(image::document(contrat, *taille, None)),
        Route::Image(_, taille, Some(id)) => {
            arbre.noeud(id).map(|noeud| image::document(contrat, *taille, Some(noeud)))
        }
        _ => None,
    };
    found.unwrap_or_else(absent)
}

/// The contract does not have what the address names.
fn absent() -> Document {
    let title = "Ce n'est pas dans ce contrat";
    let body = html! {
        (head(title, None, Some((&Route::Contrat(None), "Le contrat"))))
        (vide(icons::EMPTY, html! {
            p { "L'adresse nomme quelque chose que ce contrat ne contient pas, ou plus." }
            a.bouton href=(Route::Chercher.href()) { "Chercher dans le contrat" }
        }))
    };
    Document { title: title.into(), body }
}

/// An address that leads nowhere.
pub fn unknown() -> Document {
    let title = "Cette page n'existe pas";
    let body = html! {
        (head(title, None, None))
        (vide(icons::EMPTY, html! {
            p { "L'adresse est peut-être incomplète. Rien n'est perdu." }
            a.bouton href=(Route::Aides.href()) { "Aller aux aides" }
        }))
    };
    Document { title: title.into(), body }
}

#[cfg(test)]
mod tests;
