//! A fault of ours shows a page in plain words instead of a dead screen.

/// Installs the hook: the console gets the details for a developer, the person gets the static page of `index.html`.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        let words = info.to_string();
        web_sys::console::error_1(&words.as_str().into());
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        if let Some(detail) = document.get_element_by_id("panne-detail") {
            detail.set_text_content(Some(&words));
        }
        // Attributes, not properties: nothing here may fail a second time.
        if let Some(app) = document.get_element_by_id("relais") {
            let _ = app.set_attribute("hidden", "");
        }
        for page in ["pannes", "panne-interne"] {
            if let Some(page) = document.get_element_by_id(page) {
                let _ = page.remove_attribute("hidden");
            }
        }
    }));
}
