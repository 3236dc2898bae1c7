//! The phone's share sheet, where there is one.

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::object::{get, object, word};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = navigator, js_name = canShare, catch)]
    fn can_share(data: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(js_namespace = navigator, js_name = share, catch)]
    fn share(data: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_name = File)]
    type NewFile;
    #[wasm_bindgen(constructor, js_class = "File", catch)]
    fn new(parts: &Array, name: &str, options: &JsValue) -> Result<NewFile, JsValue>;
}

/// What came of sharing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// Some app of the phone took it.
    Done,
    /// The person turned back.
    Cancelled,
    /// This browser shares no such file, or not now.
    Unsupported,
}

/// Offers a text to the other apps of the phone.
pub async fn text(text: &str) -> Shared {
    shared(&object(&[("text", text.into())])).await
}

async fn shared(data: &JsValue) -> Shared {
    let Ok(shared) = share(data) else { return Shared::Unsupported };
    match JsFuture::from(shared).await {
        Ok(_) => Shared::Done,
        Err(error) if word(&error, "name") == "AbortError" => Shared::Cancelled,
        // The touch that asked was too long ago, for one.
        Err(_) => Shared::Unsupported,
    }
}

/// Offers a text file to the other apps of the phone.
pub async fn text_file(name: &str, text: &str) -> Shared {
    let navigator = get(&js_sys::global(), "navigator");
    if get(&navigator, "canShare").is_undefined() {
        return Shared::Unsupported;
    }
    let bytes = Uint8Array::from(text.as_bytes());
    let options = object(&[("type", "text/plain".into())]);
    let Ok(file) = NewFile::new(&Array::of1(&bytes), name, &options) else { return Shared::Unsupported };
    let file: File = file.unchecked_into();
    let data = object(&[("files", Array::of1(&file).into())]);
    if !can_share(&data).unwrap_or(false) {
        return Shared::Unsupported;
    }
    shared(&data).await
}
