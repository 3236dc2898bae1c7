//! A quartier: its standing, its printed figures, and what the contract plans for it.

use leptos::prelude::*;

use super::noeud::chiffres;
use super::page_of;
use crate::app::consult::{Contrat, Target};
use crate::contrat;
use crate::contrat::quartier::StatutQuartier;
use crate::ui::link::link;
use crate::ui::parts::{PageHead, card_list, sources_line, trouvaille_card, word_chips};

/// The page of a quartier.
#[component]
pub fn Quartier() -> impl IntoView {
    page_of(|contrat, id| contrat.arbre().quartier(id).map(|quartier| page(contrat, quartier)))
}

fn page(contrat: &Contrat, quartier: &contrat::Quartier) -> AnyView {
    let statut = match quartier.statut {
        StatutQuartier::Qpv => "Quartier prioritaire de la politique de la ville",
        StatutQuartier::Veille => "Quartier de veille",
        StatutQuartier::ProjetUrbain => "Quartier en projet urbain",
        StatutQuartier::Autre => "Quartier",
    };
    let pack = contrat.arbre().pack();
    let commune = quartier.commune.as_deref();
    let commune = commune.and_then(|id| pack.contrat.communes.iter().find(|commune| commune.id == id));
    let noeuds = pack.noeuds.iter().filter(|noeud| noeud.quartiers.contains(&quartier.id));
    let noeuds = noeuds.filter_map(|noeud| contrat.describe(&Target::Noeud(noeud.id.clone())));
    let noeuds: Vec<_> = noeuds.map(|found| trouvaille_card(contrat, &found, "")).collect();
    let code = match &quartier.code_qpv {
        Some(code) => vec![code.clone()],
        None => Vec::new(),
    };
    let back = (link(&format!("/contrat/{}/liste/quartiers", contrat.id())), "Tous les quartiers".to_owned());
    view! {
        <PageHead title=quartier.nom.clone() genre=statut back=back/>
        {commune.map(|commune| view! { <p class="chapeau">{commune.nom.clone()}</p> })}
        {word_chips("Code officiel", code)}
        {chiffres(&quartier.chiffres)}
        {card_list("Le contrat y prévoit", noeuds)}
        {sources_line(contrat, &quartier.sources)}
    }
    .into_any()
}
