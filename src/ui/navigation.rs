//! Moving between pages: links, the back button and the address bar.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, UrlSearchParams};

use super::route::Route;

/// Where the person is. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Navigation {
    /// The path of the page that is shown.
    path: RwSignal<String>,
    /// The page that is shown.
    pub route: Memo<Route>,
    /// Whether the person has gone from one page to another since the app was opened.
    moved: StoredValue<bool>,
}

impl Navigation {
    /// Reads the address bar, then follows every link of the app and the back button.
    pub fn start() -> Self {
        let path = RwSignal::new(current_path());
        let route = Memo::new(move |_| path.with(|path| Route::parse(path)));
        let navigation = Self { path, route, moved: StoredValue::new(false) };
        provide_context(navigation);
        window_event_listener(ev::click, move |event| {
            if let Some(address) = followed(&event) {
                event.prevent_default();
                navigation.push(&address);
            }
        });
        window_event_listener(ev::popstate, move |_| {
            navigation.moved.set_value(true);
            path.set(current_path());
        });
        navigation
    }

    /// The page that the address bar names, for those that stand outside of any page.
    pub fn here() -> Route {
        Route::parse(&current_path())
    }

    /// The navigation of this page.
    pub fn get() -> Self {
        expect_context::<Self>()
    }

    /// Goes to a page, from which "back" leads here.
    pub fn go(self, route: &Route) {
        let origin = window().location().origin().unwrap_or_default();
        self.push(&(origin + &route.href()));
    }

    fn push(self, address: &str) {
        // A link to where one is already makes no step to come back over.
        if window().location().href().is_ok_and(|here| here != address)
            && let Ok(history) = window().history()
        {
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
        }
        self.arrive();
    }

    /// Shows another page in the place of this one, which "back" then passes over.
    pub fn replace(self, route: &Route) {
        rewrite(&route.href());
        self.arrive();
    }

    /// Whether the person has gone from one page to another since the app was opened.
    pub fn has_moved(self) -> bool {
        self.moved.get_value()
    }

    fn arrive(self) {
        self.moved.set_value(true);
        self.path.set(current_path());
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Writes the address bar without leaving the page.
pub fn rewrite(address: &str) {
    if let Ok(history) = window().history() {
        // A browser that refuses (too many in a second) only shows an older address.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// The words of a search that the address holds.
pub fn searched() -> String {
    let query = window().location().search().unwrap_or_default();
    UrlSearchParams::new_with_str(&query).ok().and_then(|query| query.get("q")).unwrap_or_default()
}

fn current_path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// The address that a click leads to, if the click is a plain one on a link within the app.
fn followed(event: &MouseEvent) -> Option<String> {
    let special = event.meta_key() || event.alt_key() || event.ctrl_key() || event.shift_key();
    if special || event.button() != 0 || event.default_prevented() {
        return None;
    }
    let link = event.target()?.dyn_into::<Element>().ok()?.closest("a[href]").ok()??;
    let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
    let elsewhere = !link.target().is_empty() || link.has_attribute("download") || link.rel() == "external";
    if elsewhere || link.origin() != window().location().origin().ok()? {
        return None;
    }
    Route::is_ours(&link.pathname()).then(|| link.href())
}
