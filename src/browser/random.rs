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
            // Every browser that runs wasm has it. Ids still have to differ if one did not.
            for byte in bytes {
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a random byte")]
                let random = (js_sys::Math::random() * 256.0) as u8;
                *byte = random;
            }
        }
    }
}
