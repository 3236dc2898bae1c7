//! The whole list of one kind of thing, with a filter.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::app::consult::{Contrat, Target, Trouvaille};
use crate::search::fold;
use crate::ui::link::link;
use crate::ui::parts::{PageHead, WithContrat, trouvaille_card};

/// All dispositifs, acteurs, quartiers or sigles of the contract.
#[component]
pub fn Liste() -> impl IntoView {
    let params = use_params_map();
    let which = Memo::new(move |_| params.read().get("liste").unwrap_or_default());
    let page =
        move |contrat: Arc<Contrat>| (move || list(&contrat, &which.get()).unwrap_or_else(super::absent)).into_any();
    view! { <WithContrat children=page/> }
}

fn list(contrat: &Arc<Contrat>, which: &str) -> Option<AnyView> {
    let pack = contrat.arbre().pack();
    let (title, targets): (&str, Vec<Target>) = match which {
        "dispositifs" => {
            ("Dispositifs", pack.dispositifs.iter().map(|item| Target::Dispositif(item.id.clone())).collect())
        }
        "acteurs" => ("Acteurs", pack.acteurs.iter().map(|item| Target::Acteur(item.id.clone())).collect()),
        "quartiers" => ("Quartiers", pack.quartiers.iter().map(|item| Target::Quartier(item.id.clone())).collect()),
        "sigles" => ("Sigles", pack.sigles.iter().map(|item| Target::Sigle(item.sigle.clone())).collect()),
        _ => return None,
    };
    let mut items: Vec<(String, Trouvaille)> = targets
        .iter()
        .filter_map(|target| contrat.describe(target))
        .map(|found| (fold(&format!("{} {}", found.titre, found.texte)), found))
        .collect();
    items.sort_by(|(one, _), (other, _)| one.cmp(other));
    let total = items.len();
    let filter = RwSignal::new(String::new());
    let shown = {
        let contrat = Arc::clone(contrat);
        move || {
            let wanted = fold(&filter.get());
            let kept = items.iter().filter(|(text, _)| text.contains(wanted.trim()));
            kept.map(|(_, found)| trouvaille_card(&contrat, found, "")).collect::<Vec<_>>()
        }
    };
    let back = (link(&format!("/contrat/{}", contrat.id())), "Le contrat".to_owned());
    Some(
        view! {
            <PageHead title=format!("{title} ({total})") back=back/>
            <p class="recherche">
                <input type="search" aria-label="Filtrer la liste" placeholder="Filtrer" autocomplete="off"
                    on:input=move |event| filter.set(event_target_value(&event))/>
            </p>
            <ul class="cartes">{shown}</ul>
        }
        .into_any(),
    )
}
