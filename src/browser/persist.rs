//! Whether the browser promises to keep what is stored, and how much room there is.

use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// What the browser says of its storage; each part is absent when it does not say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kept {
    /// Whether it promises not to clear it by itself.
    pub persistent: Option<bool>,
    /// Bytes used by this origin.
    pub used: Option<f64>,
    /// Bytes granted to this origin.
    pub quota: Option<f64>,
}

/// Asks the browser what it says.
pub async fn kept() -> Kept {
    let mut kept = Kept { persistent: None, used: None, quota: None };
    let Some(manager) = manager() else { return kept };
    if let Ok(promise) = manager.persisted() {
        kept.persistent = JsFuture::from(promise).await.ok().and_then(|answer| answer.as_bool());
    }
    if let Ok(promise) = manager.estimate()
        && let Ok(estimate) = JsFuture::from(promise).await
    {
        let estimate = StorageEstimate::from(estimate);
        kept.used = estimate.get_usage();
        kept.quota = estimate.get_quota();
    }
    kept
}

/// Asks the browser to promise.
pub async fn ask() {
    if let Some(Ok(promise)) = manager().map(|manager| manager.persist()) {
        // A refusal shows in the next `kept`.
        let _ = JsFuture::from(promise).await;
    }
}

/// The storage manager, absent outside secure contexts.
fn manager() -> Option<StorageManager> {
    let storage = web_sys::window()?.navigator().storage();
    (!storage.is_undefined()).then_some(storage)
}
