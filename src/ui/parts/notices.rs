//! Notices: what happened, what is safe, what to do. And the short words about what was just done.

use std::time::Duration;

use leptos::prelude::*;

use super::{Icon, effect, live_option, show_part};
use crate::app::explain::Explanation;
use crate::ui::markup::{explanation_notice, icons};
use crate::ui::session::{Session, Told};

/// A failure in three sentences.
pub fn explanation_view(explanation: &Explanation) -> AnyView {
    show_part(explanation_notice(explanation))
}

/// How long the way back is offered.
const UNDO_TIME: Duration = Duration::from_secs(10);

/// The words about what was just done, above the places; screen readers hear them.
#[component]
pub fn Notices() -> impl IntoView {
    let session = Session::get();
    let shown = RwSignal::new(0_u32);
    effect(move || {
        if session.told.get().is_none() {
            return;
        }
        let turn = shown.get_untracked() + 1;
        shown.set(turn);
        set_timeout(
            move || {
                if shown.try_get_untracked() == Some(turn) {
                    session.told.set(None);
                }
            },
            UNDO_TIME,
        );
    });
    let word = move |Told { text, undo }: Told| {
        let undo = undo.map(|undo| {
            view! { <button type="button" class="lien" on:click=move |_| session.undo(undo.clone())>"Annuler"</button> }
        });
        view! {
            <div class="mot">
                <span>{text}</span>
                {undo}
                <button type="button" class="rond" aria-label="Fermer ce message" on:click=move |_| session.told.set(None)>
                    <Icon icon=icons::CLOSE/>
                </button>
            </div>
        }
        .into_any()
    };
    view! { <div class="mots" role="status">{live_option(move || session.told.get().map(word))}</div> }
}
