//! Addresses of the app, below its base path.

use std::cell::RefCell;

use crate::app::consult::Target;

thread_local! {
    static BASE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Sets the base path, once, before anything is shown: `""` or `"/relais"`.
pub fn set_base(path: String) {
    BASE.set(path);
}

/// The base path.
pub fn base() -> String {
    BASE.with_borrow(Clone::clone)
}

/// The address of a path of the app: `link("/aides")`.
pub fn link(path: &str) -> String {
    format!("{}{path}", base())
}

/// The address of a page of a contract.
pub fn to(contrat: &str, target: &Target) -> String {
    let (kind, id) = match target {
        Target::Noeud(id) => ("noeud", id),
        Target::Dispositif(id) => ("dispositif", id),
        Target::Acteur(id) => ("acteur", id),
        Target::Quartier(id) => ("quartier", id),
        Target::Sigle(sigle) => ("sigle", sigle),
        Target::Besoin(id) => return link(&format!("/aides/{}", escape(id))),
    };
    link(&format!("/contrat/{contrat}/{kind}/{}", escape(id)))
}

/// Escapes a path segment or a query value.
pub fn escape(text: &str) -> String {
    String::from(js_sys::encode_uri_component(text))
}
