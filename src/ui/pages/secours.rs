//! The emergency numbers, once their file is read.

use leptos::prelude::*;

use crate::ui::documents::{secours as document, secours_unreadable};
use crate::ui::parts::{live, show};
use crate::ui::session::Session;

/// The page of the numbers; those for one need, when it names one.
pub fn secours(besoin: Option<String>) -> AnyView {
    let read = RwSignal::new(None);
    Session::read_secours(move |answer| read.set(Some(answer)));
    live(move || {
        read.with(|answer| match answer {
            None => ().into_any(),
            Some(Ok(secours)) => show(document(secours, besoin.as_deref())),
            Some(Err(explanation)) => show(secours_unreadable(explanation)),
        })
    })
}
