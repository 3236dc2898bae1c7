//! Search over everything that the contract names.

use std::sync::Arc;

use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::app::consult::Contrat;
use crate::ui::link::{escape, link};
use crate::ui::parts::{Icon, PageHead, WithContrat, icons, trouvaille_card};

/// Most results shown; beyond, one more word serves better than one more page.
const SHOWN: usize = 40;

/// The search page; the words stay in the address, so that "back" finds them again.
#[component]
pub fn Chercher() -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let query = RwSignal::new(use_query_map().read_untracked().get("q").unwrap_or_default());
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let typed = move |words: String| {
        let address =
            if words.is_empty() { link("/chercher") } else { format!("{}?q={}", link("/chercher"), escape(&words)) };
        if let Ok(history) = window().history() {
            // Only the address bar follows; a page load for each key would be absurd.
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address));
        }
        query.set(words);
    };
    view! {
        <PageHead title="Chercher" back=(link("/aides"), "Aides".into())/>
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
        <WithContrat children=move |contrat| results(contrat, query)/>
    }
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
        let cards: Vec<_> =
            found.with(|found| found.items.iter().map(|item| trouvaille_card(&contrat, item, &words)).collect());
        let asked = !words.trim().is_empty();
        if asked && cards.is_empty() {
            return view! {
                <div class="vide">
                    <Icon icon=icons::SEARCH/>
                    <p>"Essayez un mot plus court, un sigle, ou le nom d'un organisme."</p>
                    <a class="bouton" href=link("/aides")>"Partir d'un besoin"</a>
                </div>
            }
            .into_any();
        }
        if !asked {
            return view! { <p class="discret">"Un début de mot suffit. Les accents et les majuscules ne comptent pas."</p> }.into_any();
        }
        view! { <ul class="cartes">{cards}</ul> }.into_any()
    };
    view! { <p class="compte" role="status">{count}</p> {list} }.into_any()
}
