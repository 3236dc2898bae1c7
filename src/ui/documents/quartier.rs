//! A quartier: its standing, its printed figures, and what the contract plans for it.

use maud::html;

use super::Document;
use super::chiffres::chiffres;
use crate::app::consult::{Contrat, Target};
use crate::contrat::Quartier;
use crate::contrat::quartier::StatutQuartier;
use crate::ui::markup::{card_list, detail, head, sources_line, trouvaille_cards};
use crate::ui::route::{Liste, Route};

/// The page of a quartier.
pub fn document(contrat: &Contrat, quartier: &Quartier) -> Document {
    let statut = match quartier.statut {
        StatutQuartier::Qpv => "Quartier prioritaire de la politique de la ville",
        StatutQuartier::Veille => "Quartier de veille",
        StatutQuartier::ProjetUrbain => "Quartier en projet urbain",
        StatutQuartier::Autre => "Quartier",
    };
    let pack = contrat.arbre().pack();
    let commune = quartier.commune.as_deref().and_then(|id| contrat.arbre().commune(id));
    let noeuds = pack.noeuds.iter().filter(|noeud| noeud.quartiers.contains(&quartier.id));
    let noeuds: Vec<_> = noeuds.map(|noeud| Target::Noeud(noeud.id.clone())).collect();
    let back = (&Route::Liste(contrat.id().into(), Liste::Quartiers), "Tous les quartiers");
    let body = html! {
        (head(&quartier.nom, Some(statut), Some(back)))
        @if let Some(commune) = commune { p.chapeau { (commune.nom) } }
        (detail("Code officiel", quartier.code_qpv.as_deref().unwrap_or_default()))
        (chiffres(contrat, &quartier.chiffres))
        (card_list("Le contrat y prévoit", &trouvaille_cards(contrat, &noeuds)))
        (sources_line(contrat, &quartier.sources))
    };
    Document { title: quartier.nom.clone(), body }
}
