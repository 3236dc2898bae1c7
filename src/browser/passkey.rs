//! A passkey as a way into the vault: the WebAuthn extension `prf` gives 32 bytes that only the person's fingerprint,
//! face or screen code can draw out of their phone again.
//!
//! The bytes depend on the passkey and on a salt of ours. Nobody else checks the answer, so the challenge is only
//! random; user verification is required each time.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::BrowserRandom;
use super::object::{get, object, word};
use crate::app::port::Random;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "credentials"], js_name = create, catch)]
    fn create_credential(options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["navigator", "credentials"], js_name = get, catch)]
    fn get_credential(options: &JsValue) -> Result<Promise, JsValue>;
}

/// A passkey that was made.
#[derive(Debug)]
pub struct Passkey {
    /// By which the phone finds it again.
    pub id: Vec<u8>,
    /// What it gives for the salt.
    pub output: [u8; 32],
}

/// Why a passkey gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasskeyError {
    /// The person turned back, or took too long.
    Cancelled,
    /// This phone or browser has no passkeys, or none that give a secret.
    Unsupported,
    /// Anything else, in the browser's words.
    Failed(String),
}

/// Makes a passkey for this vault and draws its secret. `name` is what the phone shows in its list of passkeys.
pub async fn create(name: &str, salt: &[u8; 32]) -> Result<Passkey, PasskeyError> {
    let user = object(&[("id", random(16)), ("name", name.into()), ("displayName", name.into())]);
    let algorithms =
        [-7, -257].map(|algorithm| JsValue::from(object(&[("type", "public-key".into()), ("alg", algorithm.into())])));
    let selection = object(&[("residentKey", "preferred".into()), ("userVerification", "required".into())]);
    let options = object(&[
        ("challenge", random(32)),
        ("rp", object(&[("name", "Relais".into())]).into()),
        ("user", user.into()),
        ("pubKeyCredParams", Array::from_iter(algorithms).into()),
        ("authenticatorSelection", selection.into()),
        ("extensions", prf(salt)),
    ]);
    let made = answer(create_credential(&public_key(options.into()))).await?;
    let id = Uint8Array::new(&get(&made, "rawId")).to_vec();
    // Some phones give the secret only when the passkey is used, not when it is made.
    let output = match output(&made) {
        Some(output) => output,
        None => draw(&id, salt).await?,
    };
    Ok(Passkey { id, output })
}

/// Draws the secret of a passkey again.
pub async fn draw(id: &[u8], salt: &[u8; 32]) -> Result<[u8; 32], PasskeyError> {
    let wanted = object(&[("type", "public-key".into()), ("id", Uint8Array::from(id).into())]);
    let options = object(&[
        ("challenge", random(32)),
        ("allowCredentials", Array::of1(&wanted).into()),
        ("userVerification", "required".into()),
        ("extensions", prf(salt)),
    ]);
    output(&answer(get_credential(&public_key(options.into()))).await?).ok_or(PasskeyError::Unsupported)
}

/// Whether this phone says that it has what a passkey with a secret needs: its own authenticator, and the extension. A
/// browser that does not tell is not believed to, though it may.
pub async fn is_likely() -> bool {
    let interface = get(&js_sys::global(), "PublicKeyCredential");
    let ask = get(&interface, "getClientCapabilities");
    let asked = ask.dyn_ref::<js_sys::Function>().and_then(|ask| ask.call0(&interface).ok());
    let Some(promise) = asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) else { return false };
    let told = JsFuture::from(promise).await.unwrap_or_default();
    ["userVerifyingPlatformAuthenticator", "extension:prf"].iter().all(|name| get(&told, name).is_truthy())
}

async fn answer(asked: Result<Promise, JsValue>) -> Result<JsValue, PasskeyError> {
    // Without the whole interface the call itself fails.
    let promise = asked.map_err(|_| PasskeyError::Unsupported)?;
    JsFuture::from(promise).await.map_err(|error| match word(&error, "name").as_str() {
        "NotAllowedError" | "AbortError" => PasskeyError::Cancelled,
        "NotSupportedError" | "SecurityError" | "ConstraintError" => PasskeyError::Unsupported,
        name => PasskeyError::Failed(format!("{name}: {}", word(&error, "message"))),
    })
}

/// What the extension gave, if it gave something.
fn output(credential: &JsValue) -> Option<[u8; 32]> {
    let results = get(credential, "getClientExtensionResults");
    let results = results.dyn_ref::<js_sys::Function>()?.call0(credential).ok()?;
    let first = get(&get(&get(&results, "prf"), "results"), "first");
    if first.is_undefined() {
        return None;
    }
    Uint8Array::new(&first).to_vec().try_into().ok()
}

fn prf(salt: &[u8; 32]) -> JsValue {
    let eval = object(&[("first", Uint8Array::from(salt.as_slice()).into())]);
    object(&[("prf", object(&[("eval", eval.into())]).into())]).into()
}

fn public_key(options: JsValue) -> JsValue {
    object(&[("publicKey", options)]).into()
}

fn random(length: usize) -> JsValue {
    let mut bytes = vec![0; length];
    BrowserRandom.fill(&mut bytes);
    Uint8Array::from(bytes.as_slice()).into()
}
