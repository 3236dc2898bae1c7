//! The browser's stores, held to the same suite as their twins in memory. Run by wasm-bindgen-test in Chromium.

#[cfg(target_arch = "wasm32")]
#[path = "../conformance/mod.rs"]
mod conformance;

#[cfg(target_arch = "wasm32")]
#[allow(clippy::panic, clippy::unwrap_used, reason = "where a test fails, a panic is the message")]
mod browser {
    use relais::app::port::{Clock, EventStore, PackStore, Prefs, Random, SealedRow, SealedStore, StoreFault};
    use relais::browser::tabs::{Turn, Writer};
    use relais::browser::{BrowserClock, BrowserPrefs, BrowserRandom, CatalogueDb, PracticeDb, SealedDb, SealedFiles};
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
    async fn the_database_keeps_sealed_rows_and_things() {
        conformance::sealed(&SealedDb::named("conformance-sealed"), true).await;
    }

    /// The worker's script as the app ships it, at an address of this page's own.
    fn worker_script() -> String {
        let script = js_sys::Array::of1(&include_str!("../../public/coffre.js").into());
        let options = web_sys::BlobPropertyBag::new();
        options.set_type("text/javascript");
        let blob = web_sys::Blob::new_with_str_sequence_and_options(&script, &options).unwrap();
        web_sys::Url::create_object_url_with_blob(&blob).unwrap()
    }

    #[wasm_bindgen_test]
    async fn the_files_keep_sealed_rows_and_things() {
        let store = SealedFiles::written_by(worker_script(), "conformance-sealed");
        conformance::sealed(&store, false).await;
        assert_eq!(store.has_room(200_000).await, Ok(true));
        assert_eq!(store.names().await, Ok(Vec::new()), "the test of the room leaves nothing");
    }

    #[wasm_bindgen_test]
    async fn files_held_by_one_window_are_refused_to_another_until_released() {
        let here = SealedFiles::written_by(worker_script(), "two-windows");
        let there = SealedFiles::written_by(worker_script(), "two-windows");
        here.put("clefs", b"1").await.unwrap();
        assert_eq!(there.put("clefs", b"2").await.unwrap_err().fault, StoreFault::Blocked);
        here.release().await.unwrap();
        there.put("clefs", b"2").await.unwrap();
        assert_eq!(there.get("clefs").await, Ok(Some(b"2".to_vec())));
        there.remove("clefs").await.unwrap();
    }

    #[wasm_bindgen_test]
    async fn one_window_writes_at_a_time() {
        let first = Writer::ask("tour", false).await;
        assert!(matches!(first, Turn::Ours(_)), "nobody else is here");
        assert!(matches!(Writer::ask("tour", false).await, Turn::Theirs));
        drop(first);
        assert!(matches!(Writer::ask("tour", true).await, Turn::Ours(_)));
    }

    #[wasm_bindgen_test]
    async fn segments_hold_what_loose_rows_held() {
        let store = SealedDb::named("segments");
        let rows: Vec<SealedRow> = (0..2_345u32)
            .map(|key| SealedRow { key: format!("{key:08}"), bytes: key.to_be_bytes().to_vec() })
            .collect();
        for piece in rows.chunks(500) {
            store.append("trames", piece).await.unwrap();
        }
        let before = conformance::rows_of(&store, "trames").await;
        assert_eq!(before.len(), rows.len());
        store.tidy("trames").await.unwrap();
        store.tidy("trames").await.unwrap();
        assert_eq!(conformance::rows_of(&store, "trames").await, before);
        store.drop_series("trames").await.unwrap();
        assert!(conformance::rows_of(&store, "trames").await.is_empty());
        // Many at once are a segment from the beginning; the same again are a success.
        for _ in 0..2 {
            store.append("trames", &rows).await.unwrap();
        }
        assert_eq!(conformance::rows_of(&store, "trames").await, before);
        let mut other = rows.clone();
        other[1].bytes.clear();
        assert_eq!(store.append("trames", &other).await.unwrap_err().fault, StoreFault::Conflict);
        assert_eq!(conformance::rows_of(&store, "trames").await, before);
        store.drop_series("trames").await.unwrap();
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
