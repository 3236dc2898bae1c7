//! The pages of the second part of the app (`browser/suite.rs`), and what stands in their place until it has joined.

use leptos::prelude::*;
use maud::html;

use super::{bilan, coffre, comparer, contact, contrats, format, journal, noter, preparer, relances, remise, stockage};
use super::{terrain, tournee};
use crate::ui::documents::{of_app, of_contrat, unknown};
use crate::ui::markup::explanation_notice;
use crate::ui::parts::{Hands, live, page_of_contrat, show, show_head, show_part, show_pressable};
use crate::ui::route::Route;
use crate::ui::session::{Session, Suite};

/// The page at an address of the second part, once that is there.
pub fn page(route: Route) -> AnyView {
    let session = Session::get();
    live(move || {
        let (title, waiting) = match session.suite.get() {
            Suite::There => return later::page(route.clone()),
            Suite::Coming => {
                let part = html! {
                    div.attente role="status" { p { "Cette page arrive…" } progress aria-label="Cette page arrive" {} }
                };
                ("Un instant", show_part(part))
            }
            Suite::Failed(explanation) => {
                let part = move || {
                    html! {
                        div.echec {
                            (explanation_notice(&explanation))
                            button.bouton type="button" name="suite" { "Réessayer" }
                        }
                    }
                };
                let press = |_: &str, _| Session::get().join_suite();
                ("Cette page n'est pas arrivée", show_pressable(Box::new(part), Hands { press, choose: drop }))
            }
        };
        view! { {show_head(title, None)}{waiting} }.into_any()
    })
}

/// What is in the second part itself.
mod later {
    use super::*;

    // Written into the function above, it would be in the first part.
    #[inline(never)]
    pub fn page(route: Route) -> AnyView {
        match route {
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
            Route::Stockage => stockage::stockage(),
            Route::Contrats => contrats::contrats(),
            Route::Format => format::format(),
            Route::Aide | Route::APropos => show(of_app(&route)),
            Route::Comparer(of) => page_of_contrat(move |contrat| comparer::comparer(contrat, &of)),
            Route::Partager(..) => page_of_contrat(move |contrat| remise::fiche(contrat, &route)),
            Route::Image(..) => page_of_contrat(move |contrat| show(of_contrat(&contrat, &route, Session::today()))),
            _ => show(unknown()),
        }
    }
}
