//! Text with buttons: what they do stands in their `name`, to what in their `value`, and one listener serves them all.

use js_sys::Reflect;
use leptos::ev::{Event, MouseEvent, SubmitEvent};
use leptos::prelude::*;
use maud::Markup;
use wasm_bindgen::JsCast;
use web_sys::{Element, File, HtmlInputElement};
use zeroize::Zeroizing;

use super::live_word;

/// What the buttons and the file field of a part do.
#[derive(Clone, Copy)]
pub struct Hands {
    /// Hears the name and the value of a button that is pressed, and the name of a form that is sent.
    pub press: fn(&str, String),
    /// Hears the file that is chosen.
    pub choose: fn(File),
}

/// Shows a part that is drawn anew when what it is made of changes.
pub fn show_pressable(part: Box<dyn Fn() -> Markup + Send + Sync>, Hands { press, choose }: Hands) -> AnyView {
    let pressed = move |event: MouseEvent| hear_click(&event, &press);
    let chosen = move |event: Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        // Other fields change too, and keep what was typed.
        let Some((input, files)) = input.and_then(|input| input.files().map(|files| (input, files))) else { return };
        let file = files.get(0);
        // So that the same file can be chosen again once it is mended.
        input.set_value("");
        file.into_iter().for_each(choose);
    };
    let sent = move |event: SubmitEvent| hear_submit(&event, &press);
    view! {
        <div class="document" inner_html=live_word(move || Some(part().into_string())) on:click=pressed on:change=chosen on:submit=sent>
        </div>
    }
    .into_any()
}

/// Tells `press` of a touched button.
pub fn hear_click(event: &MouseEvent, press: &dyn Fn(&str, String)) {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = element.and_then(|element| element.closest("button[name]").ok().flatten());
    if let Some(button) = button {
        let attribute = |name| button.get_attribute(name).unwrap_or_default();
        press(&attribute("name"), attribute("value"));
    }
}

/// Tells `press` of a form that is sent.
pub(super) fn hear_submit(event: &SubmitEvent, press: &dyn Fn(&str, String)) {
    event.prevent_default();
    let form = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    press(&form.and_then(|form| form.get_attribute("name")).unwrap_or_default(), String::new());
}

/// What the field of this name holds now.
pub fn field(name: &str) -> String {
    // One question for fields of all kinds.
    let value = named(name).and_then(|found| Reflect::get(&found, &"value".into()).ok());
    value.and_then(|value| value.as_string()).unwrap_or_default()
}

/// Takes a secret out of the field of this name, which is empty afterwards. It is wiped when it is dropped; the browser's
/// own strings cannot be.
pub fn secret_field(name: &str) -> Zeroizing<String> {
    let typed = field(name).into();
    set_field(name, "");
    typed
}

/// Writes into the field of this name, as if it had been typed.
pub fn set_field(name: &str, text: &str) {
    if let Some(found) = named(name) {
        // What has no value cannot show one.
        let _ = Reflect::set(&found, &"value".into(), &text.into());
    }
}

/// The field of this name. A form may bear the name of its field.
fn named(name: &str) -> Option<Element> {
    document().query_selector(&format!("main [name='{name}']:not(form)")).ok().flatten()
}

/// Every named field below what `within` selects, as a form would send it: what is not chosen is left out.
pub fn fields(within: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let Ok(list) = document().query_selector_all(&format!("main {within} input[name]")) else { return found };
    for rank in 0..list.length() {
        let Some(input) = list.get(rank).and_then(|node| node.dyn_into::<HtmlInputElement>().ok()) else { continue };
        let is_choice = matches!(input.type_().as_str(), "radio" | "checkbox");
        if !is_choice || input.checked() {
            found.push((input.name(), input.value()));
        }
    }
    found
}
