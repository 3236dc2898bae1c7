//! Cards: one thing that leads to its page.

use leptos::prelude::*;

use super::{Icon, icons, marked};
use crate::app::consult::{Contrat, Trouvaille};
use crate::ui::link;

/// A card for a thing of the contract; the words of `query` are marked in it.
pub fn trouvaille_card(contrat: &Contrat, found: &Trouvaille, query: &str) -> AnyView {
    let href = link::to(contrat.id(), &found.target);
    let text =
        (!found.texte.is_empty()).then(|| view! { <span class="carte-texte">{marked(&found.texte, query)}</span> });
    view! {
        <li>
            <a class="carte" href=href>
                <span class="carte-corps">
                    <span class="genre">{found.genre.clone()}</span>
                    <span class="carte-titre">{marked(&found.titre, query)}</span>
                    {text}
                </span>
                <Icon icon=icons::NEXT/>
            </a>
        </li>
    }
    .into_any()
}

/// A titled list of cards; nothing when there are none.
pub fn card_list(title: &str, cards: Vec<AnyView>) -> Option<AnyView> {
    if cards.is_empty() {
        return None;
    }
    Some(
        view! { <section class="bloc"><h2>{title.to_owned()}</h2><ul class="cartes">{cards}</ul></section> }.into_any(),
    )
}
