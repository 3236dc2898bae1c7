//! What `boot.js` has read while the app was on its way: the contract last read, and the vocabulary.
//!
//! Opening a database and fetching a file take as long as loading the wasm, so the page does both at once. It leaves
//! what came in time in `globalThis.relaisAhead`, as texts; whatever is missing there, for any reason, is read in the
//! ordinary way.

use js_sys::{Reflect, global};
use wasm_bindgen::JsValue;

/// Texts that came in time.
#[derive(Debug, Default)]
pub struct Ahead {
    /// The contract last read: its id and its text, as the catalogue keeps it.
    pub contrat: Option<(String, String)>,
    /// `vocabulaire.json`.
    pub vocabulaire: Option<String>,
}

impl Ahead {
    /// Takes the texts out of the page, which then holds them no longer.
    pub fn take() -> Self {
        let page = global();
        let name = JsValue::from_str("relaisAhead");
        let Ok(texts) = Reflect::get(&page, &name) else { return Self::default() };
        // Texts that cannot be removed only cost their room.
        let _ = Reflect::delete_property(&page, &name);
        let text = |key| Reflect::get(&texts, &JsValue::from_str(key)).ok()?.as_string();
        Self { contrat: text("id").zip(text("contrat")), vocabulaire: text("vocabulaire") }
    }
}
