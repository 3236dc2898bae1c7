//! What is kept on this phone, and how safely.

use leptos::prelude::*;

use crate::ui::markup::{icons, nombre};
use crate::ui::parts::{Icon, show_head};
use crate::ui::route::Route;
use crate::ui::session::{JournalState, Kept, Session};

/// "0 contrat", "1 contrat", "2 contrats": French counts from two on as many.
fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count < 2 { "" } else { "s" })
}

/// The storage page.
pub fn stockage() -> AnyView {
    let session = Session::get();
    let kept = RwSignal::new(None::<Kept>);
    let look = move |ask| {
        Session::look_at_storage(ask, move |found| {
            // The answer may come when the page is gone.
            let _ = kept.try_set(Some(found));
        });
    };
    look(false);
    let tenths = |number: f64| nombre((number * 10.0).round() / 10.0);
    let size = move |bytes: f64| match bytes / (1024.0 * 1024.0) {
        mega if mega < 1024.0 => format!("{} Mo", tenths(mega)),
        mega => format!("{} Go", tenths(mega / 1024.0)),
    };
    let space =
        move || {
            kept.get().map(|kept| {
                let words = match kept.persistent {
                    Some(true) => "Le navigateur s'engage à garder ces données.",
                    Some(false) => "Le navigateur peut effacer ces données s'il manque de place.",
                    None => "Ce navigateur ne dit pas s'il gardera ces données.",
                };
                let used = kept.used.map(|used| view! { <p>{format!("Place utilisée : {}", size(used))}</p> });
                let free = kept
                    .quota
                    .map(|quota| view! { <p>{format!("Place accordée par le navigateur : {}", size(quota))}</p> });
                let button = (kept.persistent == Some(false)).then(|| view! {
            <button type="button" class="bouton" on:click=move |_| look(true)>"Demander à les garder"</button>
        });
                view! { <p><strong>{words}</strong></p>{button}{used}{free} }
            })
        };
    let contracts = move || {
        let headers = session.installed.get();
        let size: u64 = headers.iter().map(|header| header.octets).sum();
        format!("{}, {} ko", counted(headers.len(), "contrat"), size.div_ceil(1024))
    };
    let contacts = move || match session.journal.get() {
        JournalState::Open(contacts, _) => {
            format!("{} d'essai, sur ce téléphone seulement", counted(contacts.len(), "contact"))
        }
        JournalState::Opening => "ouverture…".into(),
        JournalState::Failed(explanation) => explanation.what,
    };
    view! {
        {show_head("Ce qui est gardé ici", Some((&Route::Plus, "Plus")))}
        <section class="bloc"><h2><Icon icon=icons::CONTRAT/>"Le catalogue"</h2><p>{contracts}</p>
            <p class="discret">"Il peut toujours être téléchargé à nouveau."</p></section>
        <section class="bloc"><h2><Icon icon=icons::TERRAIN/>"Le journal d'essai"</h2><p>{contacts}</p>
            <p class="discret">"Rien ne part sur le réseau. Il se supprime en une touche, dans « Terrain »."</p></section>
        <section class="bloc"><h2><Icon icon=icons::STORAGE/>"La place"</h2>{space}</section>
    }
    .into_any()
}
