//! Files of the site that the app came from.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestCache, RequestInit, Response};

use super::place::base_path;
use super::stream;
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
        stream::read(&body, 0, limit, progress).await
    }
}

async fn request(url: &str) -> Result<Response, RemoteError> {
    let window = web_sys::window().ok_or(RemoteError::Offline)?;
    let options = RequestInit::new();
    // Packs are kept in IndexedDB; the browser's cache could only serve an older one.
    options.set_cache(RequestCache::NoStore);
    let request = Request::new_with_str_and_init(url, &options).map_err(|error| stream::broken(&error))?;
    let answer = JsFuture::from(window.fetch_with_request(&request)).await.map_err(|_| RemoteError::Offline)?;
    answer.dyn_into::<Response>().map_err(|_| RemoteError::Offline)
}
