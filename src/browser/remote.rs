//! Files of the site that the app came from, read piece by piece so that progress shows and size is bounded.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Request, RequestCache, RequestInit, Response};

use super::place::base_path;
use crate::app::port::{Remote, RemoteError};

/// `fetch` on the app's own origin.
#[derive(Debug, Clone, Copy, Default)]
pub struct BrowserRemote;

impl Remote for BrowserRemote {
    async fn fetch(&self, path: &str, limit: usize, progress: &dyn Fn(usize)) -> Result<Vec<u8>, RemoteError> {
        let response = request(&format!("{}/{path}", base_path())).await?;
        if !response.ok() {
            return Err(RemoteError::Status(response.status()));
        }
        let Some(body) = response.body() else { return Ok(Vec::new()) };
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        let mut bytes = Vec::new();
        loop {
            let piece = JsFuture::from(reader.read()).await.map_err(|error| broken(&error))?;
            let value = Reflect::get(&piece, &JsValue::from_str("value")).map_err(|error| broken(&error))?;
            let Some(chunk) = value.dyn_ref::<Uint8Array>() else { return Ok(bytes) };
            bytes.extend(chunk.to_vec());
            if bytes.len() > limit {
                // The rest is not wanted; whether the cancelling succeeds changes nothing.
                let _ = JsFuture::from(reader.cancel()).await;
                return Err(RemoteError::TooLarge { limit });
            }
            progress(bytes.len());
        }
    }
}

async fn request(url: &str) -> Result<Response, RemoteError> {
    let window = web_sys::window().ok_or(RemoteError::Offline)?;
    let options = RequestInit::new();
    // Packs are kept in IndexedDB; the browser's cache could only serve an older one.
    options.set_cache(RequestCache::NoStore);
    let request = Request::new_with_str_and_init(url, &options).map_err(|error| broken(&error))?;
    let answer = JsFuture::from(window.fetch_with_request(&request)).await.map_err(|_| RemoteError::Offline)?;
    answer.dyn_into::<Response>().map_err(|_| RemoteError::Offline)
}

fn broken(error: &JsValue) -> RemoteError {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    RemoteError::Broken(message.unwrap_or_else(|| "lecture interrompue".into()))
}
