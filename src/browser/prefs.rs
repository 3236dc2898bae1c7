//! Small preferences in `localStorage`, through `gloo-storage`.

use gloo_storage::{LocalStorage, Storage};

use super::place::scoped;
use crate::app::port::Prefs;

/// Preferences of this browser. A browser that refuses storage has none.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserPrefs;

/// `gloo-storage` panics where the browser denies `localStorage`, so that is asked first.
fn granted() -> bool {
    web_sys::window().is_some_and(|window| matches!(window.local_storage(), Ok(Some(_))))
}

impl Prefs for BrowserPrefs {
    fn get(&self, key: &str) -> Option<String> {
        if granted() { LocalStorage::get(scoped(key)).ok() } else { None }
    }

    fn set(&self, key: &str, value: &str) {
        if granted() {
            // A full or read-only storage costs a comfort, not data.
            let _ = LocalStorage::set(scoped(key), value);
        }
    }
}
