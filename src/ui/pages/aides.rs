//! Aides: from a life need to what the contract offers.

use leptos::prelude::*;
use maud::{Markup, html};

use crate::app::consult::Contrat;
use crate::ui::documents::Document;
use crate::ui::markup::icon::besoin_icon;
use crate::ui::markup::{head, icon, icons};
use crate::ui::parts::{show, show_part, with_contrat};
use crate::ui::route::Route;

/// "De quoi avez-vous besoin ?": one search box, and the needs as tiles.
pub fn aides() -> AnyView {
    let title = "De quoi avez-vous besoin ?";
    let body = html! {
        (head(title, None, None))
        a.recherche href=(Route::Chercher.href()) { (icon(icons::SEARCH)) span { "Un mot : permis, crèche, CAF…" } }
    };
    view! {
        {show(Document { title: title.into(), body })}
        {with_contrat(|contrat| show_part(tiles(&contrat)))}
    }
    .into_any()
}

fn tiles(contrat: &Contrat) -> Markup {
    let offers = |id: &str| contrat.dispositifs_pour(id).len() + contrat.noeuds_pour(id).len();
    html! {
        ul.tuiles {
            @for besoin in &contrat.vocabulaire().besoins {
                li {
                    a.tuile.sans[offers(&besoin.id) == 0] href=(Route::Besoin(besoin.id.clone()).href()) {
                        (icon(besoin_icon(&besoin.icone)))
                        span { (besoin.libelle) }
                    }
                }
            }
        }
    }
}
