//! Randomness from the browser's own generator.

use crate::app::port::Random;

/// `crypto.getRandomValues`.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserRandom;

impl Random for BrowserRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let filled = web_sys::window()
            .and_then(|window| window.crypto().ok())
            .is_some_and(|crypto| crypto.get_random_values_with_u8_array(bytes).is_ok());
        if !filled {
            // `boot.js` starts the app only where it is there. Going on with equal ids would lose contacts.
            wasm_bindgen::throw_str("crypto.getRandomValues failed");
        }
    }
}
