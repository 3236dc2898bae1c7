//! The copy of the page last read, which the next start shows at once: `public/apercu.js` keeps it, `public/sw.js`
//! shows it.

use super::place::scoped;

/// Forgets it: the contract that it shows may have changed or gone.
pub fn forget() {
    // A page that is not served over a safe connection has no caches, hence no copy.
    if let Some(caches) = web_sys::window().and_then(|window| window.caches().ok()) {
        // Nobody waits for it: the copy is replaced as soon as another page is read.
        let _ = caches.delete(&scoped("apercu"));
    }
}
