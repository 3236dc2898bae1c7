//! Files of the phone: one that the person chose is read, one that they asked for is handed over. And the clipboard.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::stream;

/// Reads a file that the person chose, at most `limit` bytes of it; nothing when the phone cannot read it to its end.
pub async fn read(file: &Blob, limit: usize, progress: &dyn Fn(usize)) -> Option<Vec<u8>> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number of bytes")]
    let room = file.size() as usize;
    stream::read(&file.stream(), room, limit, progress).await.ok()
}

/// Hands a text over as a file of this name, byte for byte. Returns whether the browser took it.
pub fn save(name: &str, text: &str) -> bool {
    // As bytes: a text that begins with a byte order mark would lose it on the way.
    let bytes = Uint8Array::from(text.as_bytes());
    let offer = || {
        let blob = Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).ok()?;
        let url = Url::create_object_url_with_blob(&blob).ok()?;
        let document = web_sys::window()?.document()?;
        let link = document.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // The browser has taken the file up; an address that cannot be given back costs memory until the page goes.
        let _ = Url::revoke_object_url(&url);
        Some(())
    };
    offer().is_some()
}

/// Puts a text on the clipboard. Returns whether the browser allowed it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window().filter(web_sys::Window::is_secure_context) else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
