//! Whom and what to come back to, and the history of a person.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::explain::Explanation;
use crate::app::relances::{Ordre, lis, obeis};
use crate::journal::{EventId, Journal};
use crate::ui::documents::terrain::{personne, relances as documents};
use crate::ui::parts::{field, show_head};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The page of what is to be come back to.
pub fn relances() -> AnyView {
    let session = Session::get();
    let shown = RwSignal::new(documents::PAGE);
    // What was asked for last, and how long the journal was then: a second tap on the same button asks for nothing more.
    let asked = StoredValue::new((String::new(), 0));
    let part = move |journal: &Journal| {
        documents::document(journal, session.ready().as_deref(), Session::today(), shown.get())
    };
    let press = move |name: &str, value: String| {
        let wanted = match name.strip_prefix(documents::DATE) {
            Some(id) => {
                let day = field(&["le-", id].concat()).parse().ok();
                EventId::parse(id).zip(day.map(Ordre::Reportee))
            }
            None if name == documents::ORDRE => lis(&value),
            None => {
                if name == documents::PLUS {
                    shown.update(|shown| *shown += documents::PAGE);
                }
                None
            }
        };
        let Some((contact, ordre)) = wanted else { return };
        let obeyed = untrack(|| {
            session.lire(|journal| {
                let this = ([name, &value].concat(), journal.len());
                if asked.get_value() == this {
                    return None;
                }
                asked.set_value(this);
                obeis(journal, contact, ordre, Session::today())
            })
        });
        if let Some((fait, words)) = obeyed.flatten() {
            let done = move |done: Result<(), Explanation>| {
                session.tell_failure(done);
                request_animation_frame(move || find_focus(contact));
            };
            session.ecrire(vec![(Session::new_draft(), fait)], words, true, Some(Box::new(done)));
        }
    };
    let head = show_head("À relancer", Some((&Route::Terrain, "Terrain")));
    view! { {head}{session.vue(Rc::new(part), Rc::new(press))} }.into_any()
}

/// The button that was touched is gone: the focus goes to the line that it stood in, or to the first one.
fn find_focus(contact: EventId) {
    let is_lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    let lines = [format!("#o-{contact} a"), format!("#r-{contact} a"), ".suivi a".into(), "main h1".into()];
    let found = lines.iter().find_map(|line| document().query_selector(line).ok().flatten());
    if let (true, Some(found)) = (is_lost, found.and_then(|found| found.dyn_into::<HtmlElement>().ok())) {
        // What cannot take the focus leaves it nowhere, as before.
        let _ = found.focus();
    }
}

/// The page of a person who agreed to be followed.
pub fn personne(id: EventId) -> AnyView {
    let session = Session::get();
    let part = move |journal: &Journal| personne::document(journal, session.ready().as_deref(), id, Session::today());
    let head = show_head("Suivi d'une personne", Some((&Route::Contact(id), "Le contact")));
    view! { {head}{session.vue(Rc::new(part), Rc::new(|_, _| {}))} }.into_any()
}
