//! An acteur: what it is, and everything in the contract that it steers, pays or does.

use leptos::prelude::*;

use super::page_of;
use crate::app::consult::{Contrat, Target, name_of};
use crate::contrat::{self, RoleActeur};
use crate::ui::link::link;
use crate::ui::parts::{Avis, PageHead, card_list, icons, trouvaille_card, word_chips};

/// The page of an acteur.
#[component]
pub fn Acteur() -> impl IntoView {
    page_of(|contrat, id| contrat.arbre().acteur(id).map(|acteur| page(contrat, acteur)))
}

fn page(contrat: &Contrat, acteur: &contrat::Acteur) -> AnyView {
    let commun = acteur.commun.as_deref();
    let known = commun.and_then(|id| contrat.vocabulaire().acteurs.iter().find(|known| known.id == id));
    let now = known.filter(|known| known.nom != acteur.nom).map(|known| {
        let name = match &known.sigle {
            Some(sigle) => format!("{} ({sigle})", known.nom),
            None => known.nom.clone(),
        };
        view! { <Avis weight="doux" icon=icons::INFO><p>"Nom actuel : "<strong>{name}</strong></p></Avis> }
    });
    let roles = contrat.arbre().roles_de(&acteur.id);
    let list = |role: RoleActeur| {
        let cards = roles.iter().filter(|(here, _)| *here == role);
        let cards = cards.filter_map(|(_, noeud)| contrat.describe(&Target::Noeud(noeud.id.clone())));
        card_list(title_of(role), cards.map(|found| trouvaille_card(contrat, &found, "")).collect())
    };
    let carried = contrat.arbre().portes_par(&acteur.id);
    let carried = carried.filter_map(|dispositif| contrat.describe(&Target::Dispositif(dispositif.id.clone())));
    let carried: Vec<_> = carried.map(|found| trouvaille_card(contrat, &found, "")).collect();
    let signs = contrat.arbre().pack().contrat.signataires.iter().any(|reference| reference.acteur == acteur.id);
    let nothing = roles.is_empty() && carried.is_empty();
    let back = (link(&format!("/contrat/{}/liste/acteurs", contrat.id())), "Tous les acteurs".to_owned());
    view! {
        <PageHead title=name_of(acteur) genre="Acteur" back=back/>
        {known.map(|known| view! { <p class="chapeau">{known.explication.clone()}</p> })}
        {now}
        {acteur.generique.then(|| view! { <p class="discret">"Le document parle d'un ensemble, sans nommer d'organisme."</p> })}
        {signs.then(|| view! { <p><strong>"Signataire du contrat."</strong></p> })}
        {word_chips("Aussi écrit", acteur.autres_noms.clone())}
        {RoleActeur::ALL.map(list).into_iter().collect::<Vec<_>>()}
        {card_list("Dispositifs qu'il porte", carried)}
        {nothing.then(|| view! { <p class="discret">"Le contrat le nomme sans lui donner de rôle dans une action."</p> })}
    }
    .into_any()
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
