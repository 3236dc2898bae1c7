//! Cards: one thing that leads to its page.

use maud::{Markup, html};

use super::{icon, icons, marked};
use crate::app::consult::{Contrat, Target, Trouvaille};
use crate::ui::route::Route;

/// A card for a thing of the contract; the words of `query` are marked in it.
pub fn trouvaille_card(contrat: &Contrat, found: &Trouvaille, query: &str) -> Markup {
    card(
        contrat,
        found,
        marked(&found.titre, query),
        html! {
            @if !found.texte.is_empty() { span.carte-texte { (marked(&found.texte, query)) } }
        },
    )
}

/// A card with what the document adds at this place. It stands nowhere else, so that it is never cut short.
pub fn precise_card(contrat: &Contrat, found: &Trouvaille, precision: &str) -> Markup {
    card(contrat, found, html! { (found.titre) }, html! { span.carte-texte.entier { (precision) } })
}

fn card(contrat: &Contrat, found: &Trouvaille, titre: Markup, texte: Markup) -> Markup {
    html! {
        li {
            a.carte href=(Route::to(contrat.id(), &found.target).href()) {
                span.carte-corps {
                    span.genre { (found.genre) }
                    span.carte-titre { (titre) }
                    (texte)
                }
                (icon(icons::NEXT))
            }
        }
    }
}

/// The cards of these things; one that the contract does not have has no card.
pub fn trouvaille_cards(contrat: &Contrat, targets: &[Target]) -> Vec<Markup> {
    let mut cards = Vec::new();
    for found in targets.iter().filter_map(|target| contrat.describe(target)) {
        cards.push(trouvaille_card(contrat, &found, ""));
    }
    cards
}

/// A titled list of cards; nothing when there are none.
pub fn card_list(title: &str, cards: &[Markup]) -> Markup {
    html! {
        @if !cards.is_empty() {
            section.bloc {
                h2 { (title) }
                ul.cartes { @for card in cards { (card) } }
            }
        }
    }
}
