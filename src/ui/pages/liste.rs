//! The whole list of one kind of thing, with a filter.

use leptos::prelude::*;
use maud::Markup;

use crate::app::consult::{Contrat, Target, Trouvaille};
use crate::order::in_order;
use crate::search::fold;
use crate::ui::markup::trouvaille_card;
use crate::ui::parts::{live_word, show_head};
use crate::ui::route::{Liste, Route};

/// All dispositifs, acteurs, quartiers or sigles of the contract.
pub fn liste(contrat: &Contrat, liste: Liste) -> AnyView {
    let pack = contrat.arbre().pack();
    let (title, targets): (&str, Vec<Target>) = match liste {
        Liste::Dispositifs => {
            ("Dispositifs", pack.dispositifs.iter().map(|item| Target::Dispositif(item.id.clone())).collect())
        }
        Liste::Acteurs => ("Acteurs", pack.acteurs.iter().map(|item| Target::Acteur(item.id.clone())).collect()),
        Liste::Quartiers => {
            ("Quartiers", pack.quartiers.iter().map(|item| Target::Quartier(item.id.clone())).collect())
        }
        Liste::Sigles => ("Sigles", pack.sigles.iter().map(|item| Target::Sigle(item.sigle.clone())).collect()),
    };
    let found: Vec<Trouvaille> = targets.iter().filter_map(|target| contrat.describe(target)).collect();
    let order =
        found.iter().zip(0..).map(|(found, rank)| (fold(&format!("{} {}", found.titre, found.texte)), rank)).collect();
    let order = in_order(order, &<(String, u32)>::cmp);
    let cards: Vec<Markup> = found.iter().map(|found| trouvaille_card(contrat, found, "")).collect();
    let title = format!("{title} ({})", cards.len());
    let filter = RwSignal::new(String::new());
    let shown = move || {
        let wanted = fold(&filter.get());
        let kept = order.iter().filter(|(text, _)| text.contains(wanted.trim()));
        Some(kept.map(|(_, rank)| cards[*rank as usize].0.as_str()).collect())
    };
    view! {
        {show_head(&title, Some((&Route::Contrat(Some(contrat.id().into())), "Le contrat")))}
        <p class="recherche">
            <input type="search" aria-label="Filtrer la liste" placeholder="Filtrer" autocomplete="off"
                on:input=move |event| filter.set(event_target_value(&event))/>
        </p>
        <ul class="cartes" inner_html=live_word(shown)></ul>
    }
    .into_any()
}
