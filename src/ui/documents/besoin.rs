//! A life need: what the contract offers for it.

use maud::html;

use super::Document;
use super::comparer::compare_link;
use crate::app::consult::{Contrat, Target};
use crate::contrat::Dispositif;
use crate::ui::markup::icon::besoin_icon;
use crate::ui::markup::{avis, card_list, head, icon, icons, quitter_si_sensible, trouvaille_cards, vide};
use crate::ui::route::Route;

/// The needs for which there are emergency numbers: a page of the contract need not wait for their file to say so.
const AVEC_NUMEROS: [&str; 8] = [
    "droits-papiers",
    "discriminations",
    "ecole-devoirs",
    "logement",
    "parentalite",
    "prevention-bien-etre",
    "sante",
    "violences",
];

/// Whether there are emergency numbers for a need.
pub(super) fn has_numbers(besoin: &str) -> bool {
    AVEC_NUMEROS.contains(&besoin)
}

/// The page of a need, if the vocabulary knows it.
pub fn document(contrat: &Contrat, id: &str) -> Option<Document> {
    let besoin = contrat.vocabulaire().besoins.iter().find(|besoin| besoin.id == id)?;
    let (pour_habitants, autres): (Vec<&Dispositif>, Vec<&Dispositif>) =
        contrat.dispositifs_pour(id).into_iter().partition(|dispositif| dispositif.pour_habitants);
    let cards = |dispositifs: Vec<&Dispositif>| {
        let targets: Vec<_> = dispositifs.iter().map(|item| Target::Dispositif(item.id.clone())).collect();
        trouvaille_cards(contrat, &targets)
    };
    let (pour_habitants, autres) = (cards(pour_habitants), cards(autres));
    let noeuds: Vec<_> = contrat.noeuds_pour(id).iter().map(|noeud| Target::Noeud(noeud.id.clone())).collect();
    let noeuds = trouvaille_cards(contrat, &noeuds);
    let nothing = pour_habitants.is_empty() && autres.is_empty() && noeuds.is_empty();
    let body = html! {
        (head(&besoin.libelle, None, Some((&Route::Aides, "Aides"))))
        (quitter_si_sensible(std::slice::from_ref(&besoin.id)))
        @if has_numbers(id) {
            a.porte href=(Route::Secours(Some(id.into())).href()) {
                (icon(icons::CALL)) span { "Numéros à appeler" } (icon(icons::NEXT))
            }
        }
        @if nothing {
            (vide(besoin_icon(&besoin.icone), html! {
                p { "Ce contrat ne cite rien pour ce besoin." }
                p { "Le centre social ou la mairie peuvent vous orienter." }
                a.bouton href=(Route::Chercher.href()) { "Chercher autrement" }
            }))
        } @else if let Some(year) = contrat.arbre().pack().contrat.debut {
            (avis("doux", icons::INFO, html! {
                p { "Ce contrat date de " (year) ". Une aide a pu changer : vérifiez avant d'envoyer quelqu'un." }
            }))
        }
        (card_list("Pour vous", &pour_habitants))
        (card_list("Ce que le contrat prévoit", &noeuds))
        (card_list("Par l'intermédiaire d'un professionnel", &autres))
        (compare_link(Route::Besoin(id.into())))
    };
    Some(Document { title: besoin.libelle.clone(), body })
}
