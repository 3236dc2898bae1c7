//! What a person sees: the shell, the pages of the five places, and the parts that they share.

mod link;
mod pages;
mod panic_screen;
mod parts;
mod session;
mod shell;

use leptos::mount::mount_to;
use wasm_bindgen::JsCast;

/// Puts the app in the place of the static first paint.
pub fn start() {
    panic_screen::install();
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("relais"))
        .and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(root) = root else { return };
    root.set_text_content(None);
    mount_to(root, shell::App).forget();
}
