//! Search over everything that the contract names.

use std::sync::Arc;

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

/// The search page; the words stay in the address, so that "back" finds them again.
pub fn chercher() -> AnyView {
    let input = NodeRef::<Input>::new();
    let query = RwSignal::new(searched());
    // The heading takes the focus of every new page: here the field takes it after.
    let head = show_head("Chercher", Some((&Route::Aides, "Aides")));
    effect(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let typed = move |words: String| {
        // Only the address bar follows; a page load for each key would be absurd.
        rewrite(&search_href(&words));
        query.set(words);
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
        {with_contrat(move |contrat| results(contrat, query))}
    }
    .into_any()
}

fn results(contrat: Arc<Contrat>, query: RwSignal<String>) -> AnyView {
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
    let list = move || {
        let words = query.get();
        let asked = !words.trim().is_empty();
        found.with(|found| {
            show_part(html! {
                @if !asked {
                    p.discret { "Un début de mot suffit. Les accents et les majuscules ne comptent pas." }
                } @else if found.items.is_empty() {
                    (vide(icons::SEARCH, html! {
                        p { "Essayez un mot plus court, un sigle, ou le nom d'un organisme." }
                        a.bouton href=(Route::Aides.href()) { "Partir d'un besoin" }
                    }))
                } @else {
                    ul.cartes { @for item in &found.items { (trouvaille_card(&contrat, item, &words)) } }
                }
            })
        })
    };
    view! { <p class="compte" role="status">{live_text(count)}</p> {live(list)} }.into_any()
}
