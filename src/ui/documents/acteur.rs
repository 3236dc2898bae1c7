//! An acteur: what it is, and everything in the contract that it steers, pays or does.

use maud::{Markup, html};

use super::Document;
use super::comparer::compare_link;
use crate::app::consult::{Contrat, Target, name_of};
use crate::contrat::{Acteur, RoleActeur};
use crate::ui::markup::{avis, card_list, detail, head, icons, renaming, trouvaille_cards};
use crate::ui::route::{Liste, Route};

/// The page of an acteur.
pub fn document(contrat: &Contrat, acteur: &Acteur) -> Document {
    let commun = acteur.commun.as_deref();
    let known = commun.and_then(|id| contrat.vocabulaire().acteurs.iter().find(|known| known.id == id));
    let roles = contrat.arbre().roles_de(&acteur.id);
    let list = |role: RoleActeur| -> Markup {
        let nodes = roles.iter().filter(|(here, _)| *here == role);
        let nodes: Vec<_> = nodes.map(|(_, noeud)| Target::Noeud(noeud.id.clone())).collect();
        card_list(title_of(role), &trouvaille_cards(contrat, &nodes))
    };
    let carried = contrat.arbre().portes_par(&acteur.id);
    let carried: Vec<_> = carried.map(|dispositif| Target::Dispositif(dispositif.id.clone())).collect();
    let signs = contrat.arbre().pack().contrat.signataires.iter().any(|reference| reference.acteur == acteur.id);
    let title = name_of(acteur);
    let genre = acteur.famille.label().map_or("Acteur".to_owned(), |famille| ["Acteur · ", famille].concat());
    let body = html! {
        (head(&title, Some(&genre), Some((&Route::Liste(contrat.id().into(), Liste::Acteurs), "Tous les acteurs"))))
        @if let Some(known) = known { p.chapeau { (known.explication) } }
        @if let Some(renamed) = renaming(contrat, &[Some(&acteur.nom), acteur.sigle.as_deref()]) {
            (avis("doux", icons::INFO, renamed))
        }
        @if acteur.generique {
            p.discret { "Le document parle d'un ensemble, sans nommer d'organisme." }
        }
        @if signs {
            p { strong { "Signataire du contrat." } }
        }
        (detail("Écrit aussi", &acteur.autres_noms.join(" · ")))
        @for role in RoleActeur::ALL { (list(role)) }
        (card_list("Dispositifs qu'il porte", &trouvaille_cards(contrat, &carried)))
        @if roles.is_empty() && carried.is_empty() {
            p.discret { "Le contrat le nomme sans lui donner de rôle dans une action." }
        }
        (compare_link(Route::Acteur(contrat.id().into(), acteur.id.clone())))
    };
    Document { title, body }
}

fn title_of(role: RoleActeur) -> &'static str {
    match role {
        RoleActeur::Pilote => "Il pilote",
        RoleActeur::Appui => "Il appuie",
        RoleActeur::Financeur => "Il finance",
        RoleActeur::Operateur => "Il met en œuvre",
        RoleActeur::Partenaire => "Il est partenaire",
        RoleActeur::Concerne => "Il est concerné",
    }
}
