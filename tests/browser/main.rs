//! The browser's stores, held to the same suite as their twins in memory. Run by wasm-bindgen-test in Chromium.

#[cfg(target_arch = "wasm32")]
#[path = "../conformance/mod.rs"]
mod conformance;

#[cfg(target_arch = "wasm32")]
mod browser {
    use relais::app::port::{Clock, EventStore, PackStore, Prefs, Random};
    use relais::browser::{BrowserClock, BrowserPrefs, BrowserRandom, CatalogueDb, PracticeDb};
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::conformance;

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    async fn the_catalogue_keeps_packs() {
        conformance::packs(&CatalogueDb::named("conformance-packs")).await;
    }

    #[wasm_bindgen_test]
    async fn the_practice_journal_keeps_events() {
        conformance::events(&PracticeDb::named("conformance-events")).await;
    }

    #[wasm_bindgen_test]
    async fn two_handles_see_the_same_store() {
        let (one, other) = (CatalogueDb::named("two-handles"), CatalogueDb::named("two-handles"));
        conformance::packs(&one).await;
        conformance::packs(&other).await;
        assert_eq!(one.list().await, other.list().await);
    }

    #[wasm_bindgen_test]
    async fn databases_of_two_names_do_not_mix() {
        let (one, other) = (PracticeDb::named("mix-a"), PracticeDb::named("mix-b"));
        conformance::events(&one).await;
        assert_eq!(other.all().await, Ok(Vec::new()));
    }

    #[expect(clippy::disallowed_methods, reason = "the browser's clock is what the port is compared with")]
    #[wasm_bindgen_test]
    fn the_clock_agrees_with_the_browser() {
        let moment = BrowserClock.now();
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds fit by far")]
        let now = js_sys::Date::now() as i64;
        assert!((now - moment.instant_ms).abs() < 60_000);
        assert_eq!(moment.jour.parts().0, js_sys::Date::new_0().get_full_year() as i32);
        assert_eq!(u32::from(moment.heure().0), js_sys::Date::new_0().get_hours());
    }

    #[wasm_bindgen_test]
    fn two_draws_differ() {
        let draw = || {
            let mut bytes = [0; 16];
            BrowserRandom.fill(&mut bytes);
            bytes
        };
        assert_ne!(draw(), draw());
    }

    #[wasm_bindgen_test]
    fn a_preference_comes_back() {
        BrowserPrefs.set("essai", "é");
        assert_eq!(BrowserPrefs.get("essai").as_deref(), Some("é"));
        assert_eq!(BrowserPrefs.get("jamais"), None);
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
