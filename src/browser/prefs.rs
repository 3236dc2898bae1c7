//! Small preferences in `localStorage`.

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
        storage()?.get_item(&scoped(key)).ok()?
    }

    fn set(&self, key: &str, value: &str) {
        if let Some(storage) = storage() {
            // A full or read-only storage costs a comfort, not data.
            let _ = storage.set_item(&scoped(key), value);
        }
    }
}
