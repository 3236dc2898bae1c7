//! Handing sheets over: those of a contact's orientations, or that of one dispositif.

use std::rc::Rc;
use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::app::consult::Contrat;
use crate::app::relances::remises;
use crate::app::remise::Feuille;
use crate::journal::{EventId, Journal, Moyen, Vers};
use crate::ui::documents::of_contrat;
use crate::ui::documents::terrain::remise::{Choix, document, gestes, message, moyen};
use crate::ui::parts::{hear_click, show, show_head};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The page of a contact's sheets.
pub fn remise(id: EventId) -> AnyView {
    let session = Session::get();
    let choix = RwSignal::new(Choix::default());
    let part = move |journal: &Journal| {
        choix.with(|choix| document(journal, session.ready().as_deref(), id, choix, Session::today()))
    };
    // Who shares may have left the page meanwhile: then nobody knows what was chosen.
    let given = move |moyen: Moyen| {
        if let Some(choix) = choix.try_get_untracked() {
            note(session, id, &choix, moyen);
        }
    };
    let press = move |name: &str, value: String| {
        let moyen = moyen(name);
        match (name, moyen) {
            (gestes::CHOIX, _) => choix.update(|choix| toggle(&mut choix.sans, &value)),
            (gestes::QR, _) => {
                choix.update(|choix| choix.qr = !choix.qr);
                if choix.with_untracked(|choix| choix.qr) {
                    given(Moyen::Qr);
                }
            }
            (_, Some(moyen)) => {
                let feuilles = feuilles(session, id, &choix.get_untracked());
                give(session, moyen, &feuilles, Rc::new(given));
            }
            _ => {}
        }
    };
    // A link, since the phone opens its messages from nothing else; it is heard on its way.
    let linked = move |event: MouseEvent| {
        let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if element.and_then(|element| element.closest("a[data-geste]").ok().flatten()).is_some() {
            given(Moyen::Sms);
        }
    };
    let head = show_head("Remettre une fiche", Some((&Route::Contact(id), "Le contact")));
    view! { {head}<div class="document" on:click=linked>{session.vue(Rc::new(part), Rc::new(press))}</div> }.into_any()
}

fn toggle(ranks: &mut Vec<usize>, value: &str) {
    let Ok(rang) = value.parse() else { return };
    match ranks.iter().position(|known| *known == rang) {
        Some(place) => drop(ranks.remove(place)),
        None => ranks.push(rang),
    }
}

/// The sheets that are chosen.
fn feuilles(session: Session, id: EventId, choix: &Choix) -> Vec<Feuille> {
    let contrat = untrack(|| session.ready());
    let record = untrack(|| session.lire(|journal| journal.contact(id))).flatten();
    let chosen = record.map(|record| choix.pris(record.orientations)).unwrap_or_default();
    chosen.iter().map(|vue| Feuille::vers(contrat.as_deref(), &vue.vers, Session::today())).collect()
}

/// Notes that they were handed over.
fn note(session: Session, id: EventId, choix: &Choix, moyen: Moyen) {
    let record = untrack(|| session.lire(|journal| journal.contact(id))).flatten();
    let Some(record) = record else { return };
    let faits = remises(id, &choix.pris(record.orientations), moyen, Session::today());
    if !faits.is_empty() {
        let faits = faits.into_iter().map(|fait| (Session::new_draft(), fait)).collect();
        session.ecrire(faits, &["Noté : remis par ", moyen.label(), "."].concat(), true, None);
    }
}

/// Gives the sheets by a means other than the screen; `given` hears which one it was in the end.
fn give(session: Session, moyen: Moyen, feuilles: &[Feuille], given: Rc<dyn Fn(Moyen)>) {
    match moyen {
        Moyen::Papier => {
            given(Moyen::Papier);
            // A browser that cannot print has said so itself.
            let _ = window().print();
        }
        _ => session.donner(message(feuilles), moyen == Moyen::Partage, given),
    }
}

/// The page of a dispositif's sheet, or the one that hands it over.
pub fn fiche(contrat: Arc<Contrat>, route: &Route) -> AnyView {
    let session = Session::get();
    let today = Session::today();
    let page = show(of_contrat(&contrat, route, today));
    let (Route::Dispositif(_, id) | Route::Partager(_, id)) = route.clone() else { return page };
    let pressed = move |event: MouseEvent| {
        hear_click(&event, &|name, _| {
            if let Some(moyen) = moyen(name) {
                let feuille = Feuille::vers(Some(&contrat), &Vers::Dispositif(id.clone()), today);
                give(session, moyen, &[feuille], Rc::new(|_| {}));
            }
        });
    };
    view! { <div class="document" on:click=pressed>{page}</div> }.into_any()
}
