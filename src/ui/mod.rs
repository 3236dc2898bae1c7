//! What a person sees: the shell, the pages of the five places, and the parts that they share.
//!
//! A page that does not change while it is shown is a document, HTML text like on any site; only what lives (forms,
//! search, the outline, the journal) is made of Leptos views.

pub mod documents;
pub mod markup;
pub mod route;

#[cfg(target_arch = "wasm32")]
mod navigation;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod panic_screen;
#[cfg(target_arch = "wasm32")]
mod parts;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod shell;

/// Puts the app in the place of the static first paint.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    use leptos::mount::mount_to;
    use wasm_bindgen::JsCast;

    panic_screen::install();
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("relais"))
        .and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(root) = root else { return };
    root.set_text_content(None);
    mount_to(root, shell::App).forget();
}
