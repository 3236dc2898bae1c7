//! The second part of the app's wasm: fetched behind the first page by `suite.js`, which also tells why there are two.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::app::port::RemoteError;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = relaisSuite, js_name = join, catch)]
    async fn join() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = relaisSuite, js_name = joinAtHand, catch)]
    fn join_at_hand() -> Result<bool, JsValue>;
}

/// Whether the second part has joined, or could in this moment.
pub fn at_hand() -> bool {
    join_at_hand().unwrap_or(false)
}

/// Waits until the second part has joined, and asks for it if nobody did.
///
/// # Errors
///
/// It could not be fetched; asking again tries again.
pub async fn joined() -> Result<(), RemoteError> {
    join().await.map(drop).map_err(|_| RemoteError::Offline)
}
