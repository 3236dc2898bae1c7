//! Notices: what happened, what is safe, what to do. And the short words about what was just done.

use std::time::Duration;

use leptos::prelude::*;

use super::{Icon, icons};
use crate::app::explain::Explanation;
use crate::ui::session::{Session, Told};

/// A framed notice.
#[component]
pub fn Avis(
    /// A class that sets its weight: "grave", "doux", "essai".
    #[prop(into)]
    weight: String,
    /// Its pictogram.
    icon: icondata_core::Icon,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <div class=format!("avis {weight}")><Icon icon=icon/><div>{children()}</div></div> }
}

/// A failure in three sentences.
pub fn explanation_view(explanation: &Explanation) -> AnyView {
    let Explanation { what, safe, next } = explanation.clone();
    view! {
        <div class="avis grave" role="alert">
            <Icon icon=icons::WARNING/>
            <div><p><strong>{what}</strong></p><p>{safe}</p><p>{next}</p></div>
        </div>
    }
    .into_any()
}

/// How long the way back is offered.
const UNDO_TIME: Duration = Duration::from_secs(10);

/// The words about what was just done, above the places; screen readers hear them.
#[component]
pub fn Notices() -> impl IntoView {
    let session = Session::get();
    let shown = RwSignal::new(0_u32);
    Effect::new(move |_| {
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
            view! { <button type="button" class="lien" on:click=move |_| session.undo(undo)>"Annuler"</button> }
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
    };
    view! { <div class="mots" role="status">{move || session.told.get().map(word)}</div> }
}
