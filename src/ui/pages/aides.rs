//! Aides: from a life need to what the contract offers.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::app::consult::{Contrat, Target};
use crate::ui::link::{self, link};
use crate::ui::parts::{Avis, Icon, PageHead, WithContrat, besoin_icon, card_list, icons, trouvaille_card};

/// "De quoi avez-vous besoin ?": one search box, and the needs as tiles.
#[component]
pub fn Aides() -> impl IntoView {
    view! {
        <PageHead title="De quoi avez-vous besoin ?"/>
        <a class="recherche" href=link("/chercher")><Icon icon=icons::SEARCH/><span>"Un mot : permis, crèche, CAF…"</span></a>
        <WithContrat children=|contrat| tiles(&contrat)/>
    }
}

fn tiles(contrat: &Contrat) -> AnyView {
    let tile = |besoin: &crate::contrat::vocabulaire::Besoin| {
        let href = link::to(contrat.id(), &Target::Besoin(besoin.id.clone()));
        let count = contrat.dispositifs_pour(&besoin.id).len() + contrat.noeuds_pour(&besoin.id).len();
        let class = if count == 0 { "tuile sans" } else { "tuile" };
        view! {
            <li><a class=class href=href><Icon icon=besoin_icon(&besoin.icone)/><span>{besoin.libelle.clone()}</span></a></li>
        }
    };
    let tiles: Vec<_> = contrat.vocabulaire().besoins.iter().map(tile).collect();
    view! { <ul class="tuiles">{tiles}</ul> }.into_any()
}

/// What the contract offers for one need.
#[component]
pub fn Besoin() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("besoin").unwrap_or_default());
    let page = move |contrat: std::sync::Arc<Contrat>| (move || offer(&contrat, &id.get())).into_any();
    view! { <WithContrat children=page/> }
}

fn offer(contrat: &Contrat, id: &str) -> AnyView {
    let Some(besoin) = contrat.vocabulaire().besoins.iter().find(|besoin| besoin.id == id) else {
        return super::absent();
    };
    let card = |target: Target| contrat.describe(&target).map(|found| trouvaille_card(contrat, &found, ""));
    let dispositifs = contrat.dispositifs_pour(id);
    let (pour_habitants, autres): (Vec<_>, Vec<_>) =
        dispositifs.into_iter().partition(|dispositif| dispositif.pour_habitants);
    let cards = |dispositifs: Vec<&crate::contrat::Dispositif>| {
        dispositifs
            .into_iter()
            .filter_map(|dispositif| card(Target::Dispositif(dispositif.id.clone())))
            .collect::<Vec<_>>()
    };
    let noeuds: Vec<_> =
        contrat.noeuds_pour(id).into_iter().filter_map(|noeud| card(Target::Noeud(noeud.id.clone()))).collect();
    let nothing = pour_habitants.is_empty() && autres.is_empty() && noeuds.is_empty();
    let old = contrat.arbre().pack().contrat.debut.map(|year| {
        view! {
            <Avis weight="doux" icon=icons::INFO>
                <p>{format!("Ce contrat date de {year}. Une aide a pu changer : vérifiez avant d'envoyer quelqu'un.")}</p>
            </Avis>
        }
    });
    let empty = nothing.then(|| {
        view! {
            <div class="vide">
                <Icon icon=besoin_icon(&besoin.icone)/>
                <p>"Ce contrat ne cite rien pour ce besoin."</p>
                <p>"Le centre social ou la mairie peuvent vous orienter."</p>
                <a class="bouton" href=link("/chercher")>"Chercher autrement"</a>
            </div>
        }
    });
    view! {
        <PageHead title=besoin.libelle.clone() back=(link("/aides"), "Aides".into())/>
        {(!nothing).then_some(old)}
        {empty}
        {card_list("Pour vous", cards(pour_habitants))}
        {card_list("Ce que le contrat prévoit", noeuds)}
        {card_list("Par l'intermédiaire d'un professionnel", cards(autres))}
    }
    .into_any()
}
