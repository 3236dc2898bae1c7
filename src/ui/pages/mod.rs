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
mod terrain;
mod tournee;

use leptos::prelude::*;

use super::documents::{of_app, of_contrat};
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
        Route::Terrain => terrain::terrain(),
        Route::NouveauContact => page_of_contrat(contact::nouveau_contact),
        Route::Contact(id) => page_of_contrat(move |contrat| contact::contact(contrat, id)),
        Route::Corriger(id) => page_of_contrat(move |contrat| contact::corriger(contrat, id)),
        Route::Noter(None) => noter::choix(),
        Route::Noter(Some(autre)) => page_of_contrat(move |contrat| noter::noter(contrat, autre)),
        Route::QuiEcrit => noter::qui_ecrit(),
        Route::Preparer => page_of_contrat(preparer::preparer),
        Route::Tournee(id) => tournee::tournee(id),
        Route::Remise(id) => remise::remise(id),
        Route::Personne(id) => relances::personne(id),
        Route::Relances => relances::relances(),
        Route::Journal => journal::journal(),
        Route::Clefs(etape) => coffre::clefs(etape),
        Route::Oubliee => coffre::oubliee(),
        Route::Sauvegarde => coffre::sauvegarde(),
        Route::Coffre => coffre::reglages(),
        Route::Bilan => bilan::bilan(),
        Route::Plus => plus::plus(),
        Route::Secours(besoin) => secours::secours(besoin),
        Route::Stockage => stockage::stockage(),
        Route::Contrats => contrats::contrats(),
        Route::Format => format::format(),
        Route::Comparer(of) => page_of_contrat(move |contrat| comparer::comparer(contrat, &of)),
        Route::Aide | Route::APropos | Route::Inconnue => show(of_app(&route)),
        Route::Dispositif(..) | Route::Partager(..) => page_of_contrat(move |contrat| remise::fiche(contrat, &route)),
        Route::Besoin(_)
        | Route::Noeud(..)
        | Route::Acteur(..)
        | Route::Quartier(..)
        | Route::Sigle(..)
        | Route::Gouvernance(_)
        | Route::Doutes(_)
        | Route::Missions(_)
        | Route::Image(..) => page_of_contrat(move |contrat| show(of_contrat(&contrat, &route, Session::today()))),
    }
}
