//! Arrow keys in a picture: each block says which other one they lead to.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves the focus within a picture as the block that has it says: `data-arrowup`, `data-arrowdown`, `data-arrowleft`
/// and `data-arrowright` hold the rank of another one.
pub fn follow_arrows() {
    window_event_listener(ev::keydown, |event| {
        let key = event.key();
        if !key.starts_with("Arrow") || event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let here = document().active_element();
        let Some(rank) = here.and_then(|here| here.get_attribute(&format!("data-{}", key.to_ascii_lowercase()))) else {
            return;
        };
        let there = document()
            .get_element_by_id(&format!("bloc-{rank}"))
            .and_then(|there| there.dyn_into::<HtmlElement>().ok());
        if let Some(there) = there {
            event.prevent_default();
            // What cannot take the focus leaves it where it is.
            let _ = there.focus();
        }
    });
}
