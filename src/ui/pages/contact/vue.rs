//! A contact's page: what may be done with it.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::consult::Contrat;
use crate::app::suivi;
use crate::journal::{Etape, EventId, Journal};
use crate::ui::documents::terrain::contact as document;
use crate::ui::navigation::Navigation;
use crate::ui::parts::show_head;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The page of a contact.
pub fn contact(contrat: Arc<Contrat>, id: EventId) -> AnyView {
    let session = Session::get();
    let navigation = Navigation::get();
    let part = move |journal: &Journal| document::contact(journal, &contrat, id, Session::today());
    let press = move |name: &str, value: String| {
        let today = Session::today();
        let (fait, words) = match name {
            "effacer" => {
                session.erase(id);
                return navigation.replace(&Route::Terrain);
            }
            "oublier" => {
                let faits = session.lire(|journal| journal.contact(id).as_ref().map(suivi::oublier)).flatten();
                let faits = faits.into_iter().flatten().map(|fait| (Session::new_draft(), fait)).collect();
                return session.ecrire(faits, "Effacé pour de bon.", false, None);
            }
            "etape" => {
                let Some((rang, word)) = value.split_once(':') else { return };
                let etape = Etape::ALL.into_iter().find(|etape| etape.word() == word);
                let moved = session.lire(|journal| {
                    let record = journal.contact(id)?;
                    suivi::avancer(id, suivi::orientation(&record, rang)?, etape?, today)
                });
                (moved.flatten(), "Étape notée.")
            }
            "revenu" => {
                let done = session.lire(|journal| suivi::revenu(&journal.contact(id)?, today, None));
                (done.flatten(), "Noté : vous êtes revenu.")
            }
            _ => return,
        };
        if let Some(fait) = fait {
            session.ecrire(vec![(Session::new_draft(), fait)], words, true, None);
        }
    };
    view! {
        {show_head("Un contact", Some((&Route::Terrain, "Terrain")))}
        {session.vue(Rc::new(part), Rc::new(press))}
    }
    .into_any()
}
