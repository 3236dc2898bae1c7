//! An acronym and what it means.

use leptos::prelude::*;

use super::page_of;
use crate::app::consult::{Contrat, Target};
use crate::contrat;
use crate::ui::link::link;
use crate::ui::parts::{PageHead, card_list, trouvaille_card};

/// How many places that use it are shown.
const SHOWN: usize = 12;

/// The page of an acronym.
#[component]
pub fn Sigle() -> impl IntoView {
    page_of(|contrat, sigle| contrat.arbre().sigle(sigle).map(|entry| page(contrat, entry)))
}

fn page(contrat: &Contrat, entry: &contrat::pack::Sigle) -> AnyView {
    let own = Target::Sigle(entry.sigle.clone());
    let used = contrat.search(&entry.sigle, SHOWN).items.into_iter().filter(|found| found.target != own);
    let used: Vec<_> = used.map(|found| trouvaille_card(contrat, &found, "")).collect();
    let back = (link(&format!("/contrat/{}/liste/sigles", contrat.id())), "Tous les sigles".to_owned());
    view! {
        <PageHead title=entry.sigle.clone() genre="Sigle" back=back/>
        {entry.developpe.clone().map(|spelt| view! { <p class="developpe">{spelt}</p> })}
        <p class="chapeau">{entry.explication.clone()}</p>
        {(!entry.dans_le_document).then(|| view! { <p class="discret">"Le document ne l'emploie pas lui-même."</p> })}
        {card_list("Où on le trouve", used)}
    }
    .into_any()
}
