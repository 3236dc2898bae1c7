//! Notices: what happened, what is safe, what to do. And the short words about what was just done.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use maud::html;

use super::{effect, show_living, show_part};
use crate::app::explain::Explanation;
use crate::ui::markup::{explanation_notice, icon, icons};
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
    let part = move || {
        session.told.with(|told| {
            html! {
                @if let Some(Told { text, undo }) = told {
                    div.mot {
                        span { (text) }
                        @if undo.is_some() { button.lien type="button" name="annuler" { "Annuler" } }
                        button.rond type="button" name="fermer" aria-label="Fermer ce message" { (icon(icons::CLOSE)) }
                    }
                }
            }
        })
    };
    let press = move |name: &str, _: String| match session.told.get_untracked().and_then(|told| told.undo) {
        Some(undo) if name == "annuler" => session.undo(undo),
        _ => session.told.set(None),
    };
    view! { <div class="mots" role="status">{show_living(Rc::new(part), Rc::new(press))}</div> }
}
