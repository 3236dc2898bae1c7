//! The head of a page: its title in the window and on the screen, with the focus for those who do not see it change.

use std::cell::Cell;

use leptos::html::H1;
use leptos::prelude::*;

use super::{Icon, icons};

thread_local! {
    /// The first page keeps the focus where the browser put it.
    static FIRST: Cell<bool> = const { Cell::new(true) };
}

/// Title of a page, with the way back.
#[component]
pub fn PageHead(
    /// The title.
    #[prop(into)]
    title: String,
    /// A word above the title: what kind of thing this is.
    #[prop(optional, into)]
    genre: Option<String>,
    /// Where "back" leads, and its words.
    #[prop(optional)]
    back: Option<(String, String)>,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    let window_title = format!("{title} · Relais");
    Effect::new(move |_| {
        document().set_title(&window_title);
        let Some(heading) = heading.get() else { return };
        if !FIRST.replace(false) {
            // A heading that cannot take the focus is still on the screen.
            let _ = heading.focus();
        }
    });
    view! {
        <header class="tete">
            {back.map(|(href, words)| view! {
                <a class="retour" href=href><Icon icon=icons::BACK/><span>{words}</span></a>
            })}
            {genre.map(|genre| view! { <p class="genre">{genre}</p> })}
            <h1 node_ref=heading tabindex="-1">{title}</h1>
        </header>
    }
}
