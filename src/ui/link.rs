//! Addresses of the app, below its base path.

use std::cell::RefCell;

use crate::app::consult::Target;
use crate::browser::place::base_path;

thread_local! {
    static BASE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The base path, read once: it does not change while a page lives.
pub fn base() -> String {
    BASE.with_borrow_mut(|base| base.get_or_insert_with(base_path).clone())
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
