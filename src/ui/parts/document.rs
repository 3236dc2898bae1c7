//! A document in the page: its title in the window, and the focus for those who do not see the page change.

use leptos::html::Div;
use leptos::prelude::*;
use maud::Markup;
use wasm_bindgen::JsCast;

use super::effect;
use crate::ui::documents::Document;
use crate::ui::navigation::Navigation;
use crate::ui::route::Route;

/// Shows a page.
pub fn show(Document { title, body }: Document) -> AnyView {
    let place = NodeRef::<Div>::new();
    effect(move || {
        document().set_title(&format!("{title} · Relais"));
        let heading = place.get().and_then(|place| place.query_selector("h1").ok().flatten());
        let heading = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok());
        // The page that was opened first keeps the focus where the browser put it.
        if let (Some(heading), true) = (heading, Navigation::get().has_moved()) {
            // A heading that cannot take the focus is still on the screen.
            let _ = heading.focus();
        }
    });
    view! { <div node_ref=place class="document" inner_html=body.into_string()></div> }.into_any()
}

/// Shows the head of a page that goes on with views.
pub fn show_head(title: &str, back: Option<(&Route, &str)>) -> AnyView {
    show(Document::head(title, back))
}

/// Shows a part of a page.
pub fn show_part(part: Markup) -> AnyView {
    view! { <div class="document" inner_html=part.into_string()></div> }.into_any()
}
