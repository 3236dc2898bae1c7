//! A new version of the app: `boot.js` owns the service worker and speaks with the page by two events.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Calls `ready` once a new version is installed and waits for the person's word, even if it already does.
pub fn on_ready(ready: impl Fn() + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let waiting = document.document_element().is_some_and(|root| root.has_attribute("data-update"));
    if waiting {
        ready();
    }
    let listener = Closure::<dyn FnMut()>::new(ready);
    // A listener that cannot be added leaves the app as it is: the version changes at the next start.
    let _ = document.add_event_listener_with_callback("relais:update-ready", listener.as_ref().unchecked_ref());
    // The app listens as long as the page lives.
    listener.forget();
}

/// Lets the new version take over; the page then loads again.
pub fn accept() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if let Ok(event) = web_sys::Event::new("relais:update-accept") {
        let _ = document.dispatch_event(&event);
    }
}
