//! Text with buttons: what they do stands in their `name`, to what in their `value`, and one listener serves them all.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use maud::Markup;
use wasm_bindgen::JsCast;
use web_sys::{Element, File, HtmlInputElement};

/// What the buttons and the file field of a part do.
#[derive(Clone, Copy)]
pub struct Hands {
    /// Hears the name and the value of a button that is pressed.
    pub press: fn(&str, String),
    /// Hears the file that is chosen.
    pub choose: fn(File),
}

/// Shows a part that is drawn anew when what it is made of changes.
pub fn show_pressable(part: Box<dyn Fn() -> Markup + Send + Sync>, Hands { press, choose }: Hands) -> AnyView {
    let pressed = move |event: MouseEvent| {
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let button = element.and_then(|element| element.closest("button[name]").ok().flatten());
        if let Some(button) = button {
            let attribute = |name| button.get_attribute(name).unwrap_or_default();
            press(&attribute("name"), attribute("value"));
        }
    };
    let chosen = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        let file = input.files().and_then(|files| files.get(0));
        // So that the same file can be chosen again once it is mended.
        input.set_value("");
        file.into_iter().for_each(choose);
    };
    view! { <div class="document" inner_html=move || part().into_string() on:click=pressed on:change=chosen></div> }
        .into_any()
}
