//! The pages, one file each.

mod accueil;
mod acteur;
mod aide;
mod aides;
mod bilan;
mod chercher;
mod contact;
mod dispositif;
mod gouvernance;
mod liste;
mod noeud;
mod plan;
mod plus;
mod quartier;
mod sigle;
mod stockage;
mod terrain;

pub use accueil::{Accueil, NotFound};
pub use acteur::Acteur;
pub use aide::{APropos, Aide};
pub use aides::{Aides, Besoin};
pub use bilan::Bilan;
pub use chercher::Chercher;
pub use contact::NouveauContact;
pub use dispositif::Dispositif;
pub use gouvernance::{Doutes, Gouvernance};
pub use liste::Liste;
pub use noeud::Noeud;
pub use plan::Plan;
pub use plus::{Contrats, Plus};
pub use quartier::Quartier;
pub use sigle::Sigle;
pub use stockage::Stockage;
pub use terrain::Terrain;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::link::link;
use super::parts::{Icon, PageHead, WithContrat, icons};
use crate::app::consult::Contrat;

/// A page about one thing of the contract, found by the `id` of its address.
fn page_of<F>(show: F) -> AnyView
where
    F: Fn(&Arc<Contrat>, &str) -> Option<AnyView> + Clone + Send + Sync + 'static,
{
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let page = move |contrat: Arc<Contrat>| {
        let show = show.clone();
        (move || show(&contrat, &id.get()).unwrap_or_else(absent)).into_any()
    };
    view! { <WithContrat children=page/> }.into_any()
}

/// The contract does not have what the address names.
fn absent() -> AnyView {
    view! {
        <PageHead title="Ce n'est pas dans ce contrat" back=(link("/contrat"), "Le contrat".into())/>
        <div class="vide">
            <Icon icon=icons::EMPTY/>
            <p>"L'adresse nomme quelque chose que ce contrat ne contient pas, ou plus."</p>
            <a class="bouton" href=link("/chercher")>"Chercher dans le contrat"</a>
        </div>
    }
    .into_any()
}
