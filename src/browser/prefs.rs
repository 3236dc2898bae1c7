//! Small preferences in `localStorage`, each a JSON text.

use serde_json::Value;
use web_sys::Storage;

use super::place::scoped;
use crate::app::port::Prefs;

/// Preferences of this browser. A browser that refuses storage has none.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserPrefs;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

impl Prefs for BrowserPrefs {
    fn get(&self, key: &str) -> Option<String> {
        // Read as any value: the reading of a text alone would be a second reader of JSON in the app.
        match serde_json::from_str(&storage()?.get_item(&scoped(key)).ok()??).ok()? {
            Value::String(kept) => Some(kept),
            _ => None,
        }
    }

    fn set(&self, key: &str, value: &str) {
        if let Some(storage) = storage() {
            // A full or read-only storage costs a comfort, not data.
            let _ = storage.set_item(&scoped(key), &Value::from(value).to_string());
        }
    }
}
