//! A need, an acteur or a dispositif in every contract of this phone.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::compare::Question;
use crate::app::consult::{Contrat, Target};
use crate::ui::documents::comparer::tete;
use crate::ui::documents::of_contrat;
use crate::ui::parts::{live_word, show};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The comparison of what `of` shows, asked in this contract.
pub fn comparer(contrat: Arc<Contrat>, of: &Route) -> AnyView {
    let target = match of {
        Route::Besoin(id) => Some(Target::Besoin(id.clone())),
        Route::Acteur(_, id) => Some(Target::Acteur(id.clone())),
        Route::Dispositif(_, id) => Some(Target::Dispositif(id.clone())),
        _ => None,
    };
    let Some(question) = target.and_then(|target| Question::about(&contrat, &target)) else {
        return show(of_contrat(&contrat, of, Session::today()));
    };
    let head = show(tete(&contrat, &question, of));
    let (words, answers) = (RwSignal::new("Lecture des contrats…".to_owned()), RwSignal::new(String::new()));
    Session::get().compare(contrat, question, words, answers);
    view! {
        {head}
        <p class="compte" role="status" inner_html=live_word(move || Some(words.get()))></p>
        <div class="document" inner_html=live_word(move || Some(answers.get()))></div>
    }
    .into_any()
}
