//! From a phrase to a key, in a worker of its own: a second of hard work must not freeze the screen.

use js_sys::{Function, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

use super::object::{get, object};
use super::place::base_path;
use super::worker::Asker;
use crate::app::port::{StoreError, StoreFault};
use crate::vault::{Cost, Salt, Secret};

/// Derives the secret of a phrase. The worker is ended afterwards, and its memory with it.
pub async fn derive(phrase: &[u8], salt: &Salt, cost: Cost) -> Result<Secret, StoreError> {
    let asker = Asker::new(format!("{}/derivation.js", base_path()));
    let (js, wasm) = app_files();
    let sent = Uint8Array::from(phrase);
    let answer = asker
        .ask(&object(&[
            ("js", js.into()),
            ("wasm", wasm.into()),
            ("phrase", (&sent).into()),
            ("salt", Uint8Array::from(salt.as_slice()).into()),
            ("memory", cost.memory_kib().into()),
            ("passes", cost.passes().into()),
        ]))
        .await;
    asker.end();
    wipe(&sent);
    let key = answer?.dyn_ref::<Uint8Array>().and_then(|answer| {
        let bytes = Zeroizing::new(answer.to_vec());
        wipe(answer);
        <[u8; 32]>::try_from(bytes.as_slice()).ok()
    });
    key.map(Secret::from_bytes).ok_or_else(|| StoreError { fault: StoreFault::Unknown, detail: "no key".into() })
}

/// Bytes of the engine's memory, unlike its strings, can be written over.
fn wipe(bytes: &Uint8Array) {
    bytes.fill(0, 0, bytes.length());
}

/// What the worker runs: nothing at all when the memory could not be had, or the cost is out of bounds.
#[wasm_bindgen]
pub fn derive_key(phrase: Vec<u8>, salt: &[u8], memory: u32, passes: u32) -> Vec<u8> {
    let derived = Cost::new(memory, passes)
        .zip(Salt::try_from(salt).ok())
        .and_then(|(cost, salt)| crate::vault::derive(phrase, &salt, cost));
    derived.map(|secret| secret.expose().to_vec()).unwrap_or_default()
}

/// Where the app's own JavaScript and wasm are: `index.html` names them for `boot.js`.
fn app_files() -> (String, String) {
    let script = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("script[data-wasm]").ok().flatten());
    let named = |name: &str| {
        let file = script.as_ref().and_then(|script| script.get_attribute(name)).unwrap_or_default();
        format!("{}/{}", base_path(), file.trim_start_matches("./"))
    };
    (named("data-js"), named("data-wasm"))
}

/// A clock that only goes forward, in milliseconds: what a derivation took decides what the next one costs.
pub fn now_ms() -> f64 {
    let performance = get(&js_sys::global(), "performance");
    let now = get(&performance, "now").dyn_ref::<Function>().and_then(|now| now.call0(&performance).ok());
    now.and_then(|now| now.as_f64()).unwrap_or_default()
}
