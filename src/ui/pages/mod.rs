//! The pages, one file each; those that never change while they are shown are [`super::documents`].

mod accueil;
mod aides;
mod bilan;
mod chercher;
mod coffre;
mod comparer;
mod contact;
mod contrats;
mod format;
mod journal;
mod liste;
mod noter;
mod plan;
mod plus;
mod preparer;
mod relances;
mod remise;
mod secours;
mod stockage;
mod suite;
mod terrain;
mod tournee;

use leptos::prelude::*;

use super::documents::{of_contrat, unknown};
use super::parts::{page_of_contrat, show};
use super::route::Route;
use super::session::Session;

/// The page at an address.
pub fn page(route: Route) -> AnyView {
    match route {
        Route::Accueil => accueil::accueil(),
        Route::Aides => aides::aides(),
        Route::Chercher => chercher::chercher(),
        Route::Contrat(_) => page_of_contrat(|contrat| plan::plan(&contrat)),
        Route::Liste(_, liste) => page_of_contrat(move |contrat| liste::liste(&contrat, liste)),
        Route::Plus => plus::plus(),
        Route::Secours(besoin) => secours::secours(besoin),
        Route::Inconnue => show(unknown()),
        Route::Dispositif(..) => page_of_contrat(move |contrat| remise::fiche(contrat, &route)),
        Route::Besoin(_)
        | Route::Noeud(..)
        | Route::Acteur(..)
        | Route::Quartier(..)
        | Route::Sigle(..)
        | Route::Gouvernance(_)
        | Route::Doutes(_)
        | Route::Missions(_) => page_of_contrat(move |contrat| show(of_contrat(&contrat, &route, Session::today()))),
        _ => suite::page(route),
    }
}
