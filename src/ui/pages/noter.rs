//! What is noted besides contacts: the choice, the small forms, and the notice to show to a person.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use maud::Markup;

use crate::app::autre::{Autre, Champs, lire};
use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::journal::Journal;
use crate::ui::documents::terrain::autre as document;
use crate::ui::documents::terrain::qui_ecrit as notice;
use crate::ui::navigation::Navigation;
use crate::ui::parts::{fields, live, show_head, show_part};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The choice between the forms.
pub fn choix() -> AnyView {
    let head = show_head("Noter autre chose", Some((&Route::Terrain, "Terrain")));
    view! { {head}{show_part(document::portes())} }.into_any()
}

/// The notice. Without an open contract it says the same of no place in particular.
pub fn qui_ecrit() -> AnyView {
    let session = Session::get();
    let head = show_head("Qui écrit, quoi, pourquoi", Some((&Route::Terrain, "Terrain")));
    let part = move || show_part(notice::qui_ecrit(session.ready().as_deref()));
    view! { {head}{live(part)} }.into_any()
}

/// A form. It is read when it is sent: nothing follows what is typed.
pub fn noter(contrat: Arc<Contrat>, autre: Autre) -> AnyView {
    let (session, navigation) = (Session::get(), Navigation::get());
    let souci = RwSignal::new(None::<Explanation>);
    let saving = RwSignal::new(false);
    // The form's entry: sending it five times notes it once.
    let id = Session::new_draft();
    let drawn = Arc::clone(&contrat);
    let part = move |_: &Journal| -> Markup {
        souci.with(|souci| document::formulaire(autre, &drawn, Session::today(), souci.as_ref(), saving.get()))
    };
    let press = move |name: &str, _: String| {
        if name != "noter" || saving.get_untracked() {
            return;
        }
        match lire(autre, &Champs(fields("form[name=noter]")), contrat.id(), Session::today()) {
            Err(explanation) => souci.set(Some(explanation)),
            Ok(fait) => {
                saving.set(true);
                souci.set(None);
                let done = move |done: Result<(), Explanation>| match done {
                    // Who left the form in the meantime stays where they went.
                    Ok(()) if Navigation::here() == Route::Noter(Some(autre)) => navigation.replace(&Route::Terrain),
                    Ok(()) => {}
                    Err(explanation) => {
                        // The person may have left the form meanwhile: its signals are gone.
                        let _ = saving.try_set(false);
                        let _ = souci.try_set(Some(explanation));
                    }
                };
                session.ecrire(vec![(id, fait)], "C'est noté.", true, Some(Box::new(done)));
            }
        }
    };
    let head = show_head(autre.label(), Some((&Route::Noter(None), "Noter autre chose")));
    view! { {head}{session.vue(Rc::new(part), Rc::new(press))} }.into_any()
}
