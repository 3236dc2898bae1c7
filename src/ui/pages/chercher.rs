//! Search over everything that the contract names.

use std::sync::Arc;
use std::time::Duration;

use leptos::html::Input;
use leptos::prelude::*;
use maud::html;

use crate::app::consult::Contrat;
use crate::ui::markup::{icons, trouvaille_card, vide};
use crate::ui::navigation::{rewrite, searched};
use crate::ui::parts::{Icon, effect, live, live_text, show_head, show_part, with_contrat};
use crate::ui::route::{Route, search_href};

/// Most results shown; beyond, one more word serves better than one more page.
const SHOWN: usize = 40;

/// So many of them fill the screen of a phone: they come with the key, the others once the fingers rest.
const FIRST: usize = 8;

/// Fingers that have not touched a key for this time rest.
const REST: Duration = Duration::from_millis(150);

/// The search page; the words stay in the address, so that "back" finds them again.
pub fn chercher() -> AnyView {
    let input = NodeRef::<Input>::new();
    let query = RwSignal::new(searched());
    let resting = RwSignal::new(true);
    // The heading takes the focus of every new page: here the field takes it after.
    let head = show_head("Chercher", Some((&Route::Aides, "Aides")));
    effect(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let typed = move |words: String| {
        resting.set(false);
        query.set(words.clone());
        let rest = move || {
            // Other words have come since, or another page.
            if query.try_get_untracked().is_some_and(|now| now == words) {
                // Only the address bar follows; a page load for each key would be absurd.
                rewrite(&search_href(&words));
                resting.set(true);
            }
        };
        set_timeout(rest, REST);
    };
    view! {
        {head}
        <form class="recherche" role="search" on:submit=|event| event.prevent_default()>
            <Icon icon=icons::SEARCH/>
            <input
                node_ref=input
                type="search"
                aria-label="Chercher dans le contrat"
                placeholder="Un mot : permis, crèche, CAF…"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="search"
                prop:value=move || query.get()
                on:input=move |event| typed(event_target_value(&event))
            />
        </form>
        {with_contrat(move |contrat| results(contrat, query, resting))}
    }
    .into_any()
}

fn results(contrat: Arc<Contrat>, query: RwSignal<String>, resting: RwSignal<bool>) -> AnyView {
    let found = {
        let contrat = Arc::clone(&contrat);
        Memo::new(move |_| contrat.search(&query.get(), SHOWN))
    };
    let count = move || {
        let (asked, found) = (query.with(|query| !query.trim().is_empty()), found.get());
        match (asked, found.items.len(), found.partial) {
            (false, ..) => String::new(),
            (true, 0, _) => "Rien trouvé.".into(),
            (true, count, true) => format!("Aucun résultat avec tous ces mots. {count} s'en approchent :"),
            (true, 1, _) => "1 résultat".into(),
            (true, SHOWN, _) => format!("Les {SHOWN} premiers résultats"),
            (true, count, _) => format!("{count} résultats"),
        }
    };
    let cards = move |from: usize, to: usize| {
        let words = query.get();
        found.with(|found| {
            html! {
                @for item in found.items.iter().take(to).skip(from) { (trouvaille_card(&contrat, item, &words)) }
            }
        })
    };
    let first = {
        let cards = cards.clone();
        move || {
            let asked = query.with(|query| !query.trim().is_empty());
            let nothing = found.with(|found| found.items.is_empty());
            show_part(html! {
                @if !asked {
                    p.discret { "Un début de mot suffit. Les accents et les majuscules ne comptent pas." }
                } @else if nothing {
                    (vide(icons::SEARCH, html! {
                        p { "Essayez un mot plus court, un sigle, ou le nom d'un organisme." }
                        a.bouton href=(Route::Aides.href()) { "Partir d'un besoin" }
                    }))
                } @else {
                    ul.cartes { (cards(0, FIRST)) }
                }
            })
        }
    };
    let others = move || {
        let more = resting.get() && found.with(|found| found.items.len() > FIRST);
        show_part(html! { @if more { ul.cartes { (cards(FIRST, SHOWN)) } } })
    };
    view! {
        <p class="compte" role="status">{live_text(count)}</p>
        <div class="resultats">{live(first)}{live(others)}</div>
    }
    .into_any()
}
