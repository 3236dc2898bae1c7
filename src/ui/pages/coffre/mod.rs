//! The pages of the sealed journal: its keys, its lock, its backups.

mod clefs;
mod oubliee;
mod reglages;
mod sauvegarde;
mod verrou;

pub use clefs::clefs;
pub use oubliee::oubliee;
pub use reglages::reglages;
pub use sauvegarde::sauvegarde;
pub use verrou::verrou;

use leptos::prelude::*;

use crate::ui::parts::{explanation_view, live_option};
use crate::ui::session::Carnet;

/// What takes time, and what went wrong: heard by screen readers.
pub fn nouvelles() -> AnyView {
    let carnet = Carnet::get();
    carnet.souci.set(None);
    let attente = live_option(move || {
        carnet.attente.get().map(|words| {
            view! { <div class="attente"><p>{words}</p><progress aria-label=words></progress></div> }.into_any()
        })
    });
    let souci = live_option(move || carnet.souci.get().map(|souci| explanation_view(&souci)));
    view! { <div role="status">{attente}</div>{souci} }.into_any()
}
