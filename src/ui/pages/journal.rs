//! The whole journal: its filters, its search, and as many of its lines in the page as a person looks at.

use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::app::registre::{Facette, Filtre};
use crate::journal::Journal;
use crate::ui::documents::terrain::liste::{self, champ, sans};
use crate::ui::parts::{field, show_head};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// So many lines come in at a time, and so many are in the page at most.
const PAS: usize = 30;
const FENETRE: usize = 3 * PAS;
/// Lines come in when the end of those that are there is nearer than this, in pixels.
const PROCHE: f64 = 900.0;

/// The page of the whole journal.
pub fn journal() -> AnyView {
    let session = Session::get();
    let found = StoredValue::new_local(Rc::new(Vec::new()));
    // Where one was, before the page was left.
    let before = session.liste.with_untracked(|etat| etat.hauteur);
    let part = move |journal: &Journal| {
        let (contrat, today) = (session.ready(), Session::today());
        let registre = session.registre(journal);
        let (filtre, forme) = session.liste.with(|etat| (etat.filtre.clone(), etat.forme));
        let passing = registre.trouve(journal, &filtre);
        let mut fenetre = session.liste.with_untracked(|etat| etat.fenetre.clone());
        fenetre.end = passing.len().min(fenetre.end.max(fenetre.start + 2 * PAS));
        fenetre.start = fenetre.start.min(fenetre.end);
        session.liste.update_untracked(|etat| etat.fenetre = fenetre.clone());
        let etat = liste::Etat { filtre, forme, fenetre, hauteur: 0.0 };
        let drawn = liste::document(journal, contrat.as_deref(), &registre, &passing, &etat, today);
        found.set_value(Rc::new(passing));
        drawn
    };
    let press = move |name: &str, value: String| match name {
        liste::TOUT => ask(session, Filtre::default(), true),
        liste::SANS => {
            let filtre = session.liste.with_untracked(|etat| sans(&etat.filtre, value.parse().unwrap_or(usize::MAX)));
            ask(session, filtre, true);
        }
        liste::ANCIENS => slide(session, &found.get_value(), true, true),
        liste::RECENTS => slide(session, &found.get_value(), false, true),
        _ => {}
    };
    let changed = move |_| ask(session, typed(), false);
    // While the keyboard comes up, the search is made ready.
    let focused = move |event: ev::FocusEvent| {
        let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if field.and_then(|field| field.get_attribute("name")).is_some_and(|name| name == liste::MOTS) {
            let ready = move || {
                untrack(|| session.lire(|journal| session.registre(journal).prepare_search(journal)));
            };
            set_timeout(ready, Duration::ZERO);
        }
    };
    let scrolled = window_event_listener(ev::scroll, move |_| follow(session, &found.get_value()));
    on_cleanup(move || scrolled.remove());
    request_animation_frame(move || window().scroll_to_with_x_and_y(0.0, before));
    let head = show_head("Journal", Some((&Route::Terrain, "Terrain")));
    view! {
        {head}
        <div class="document" on:input=changed on:change=changed on:focusin=focused>
            {session.vue(Rc::new(part), Rc::new(press))}
        </div>
    }
    .into_any()
}

/// Shows what passes, from its first line on; `anew` draws the form from the filter, too.
fn ask(session: Session, filtre: Filtre, anew: bool) {
    if !anew && session.liste.with_untracked(|etat| etat.filtre == filtre) {
        return;
    }
    session.liste.update(|etat| {
        etat.filtre = filtre;
        etat.fenetre = 0..0;
        etat.forme += u32::from(anew);
    });
}

/// The filter as the form has it. It stays in the page's memory: in no address, in no storage.
fn typed() -> Filtre {
    let chosen = |(rang, (facette, _)): (usize, (Facette, &str))| {
        Some(field(&champ(rang))).filter(|cle| !cle.is_empty()).map(|cle| (facette, cle))
    };
    let [depuis, jusque] = liste::JOURS.map(|name| field(name).parse().ok());
    let marques = Facette::FILTRES.into_iter().enumerate().filter_map(chosen).collect();
    Filtre { marques, depuis, jusque, mots: field(liste::MOTS) }
}

/// Remembers how far one has scrolled, and brings lines in where the end is near.
fn follow(session: Session, found: &[u32]) {
    let Some(list) = list() else { return };
    let here = window().scroll_y().unwrap_or_default();
    session.liste.update_untracked(|etat| etat.hauteur = here);
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let (top, bottom) = (f64::from(list.offset_top()), f64::from(list.offset_top() + list.offset_height()));
    if bottom < here + height + PROCHE {
        slide(session, found, true, false);
    } else if top > here - PROCHE {
        slide(session, found, false, false);
    }
}

fn list() -> Option<HtmlElement> {
    document().query_selector("ol.entrees").ok().flatten()?.dyn_into().ok()
}

/// Brings lines in at one end and takes as many away at the other; what is on the screen stays where it is. `enter`
/// moves the focus to the first line that came.
fn slide(session: Session, found: &[u32], older: bool, enter: bool) {
    let Some(list) = list() else { return };
    let shown = session.liste.with_untracked(|etat| etat.fenetre.clone());
    let wanted = if older {
        let end = found.len().min(shown.end + PAS);
        shown.start.max(end.saturating_sub(FENETRE))..end
    } else {
        let start = shown.start.saturating_sub(PAS);
        start..shown.end.min(start + FENETRE)
    };
    if wanted == shown {
        return;
    }
    let coming = if older { shown.end..wanted.end } else { wanted.start..shown.start };
    let first = coming.start;
    let drawn = untrack(|| {
        session.lire(|journal| {
            let (contrat, registre) = (session.ready(), session.registre(journal));
            liste::lignes(journal, contrat.as_deref(), &registre, found, coming, Session::today()).into_string()
        })
    });
    let Some(drawn) = drawn else { return };
    let line = |place: usize| document().get_element_by_id(&format!("j-{place}"));
    let kept = |place: usize| line(place).and_then(|line| line.dyn_into::<HtmlElement>().ok());
    // A line that stays: where it was tells by how much the others moved it.
    let anchor = kept(if older { wanted.start.max(shown.start) } else { shown.start });
    let before = anchor.as_ref().map(HtmlElement::offset_top);
    // Lines that cannot be put there leave the list as it was.
    let _ = list.insert_adjacent_html(if older { "beforeend" } else { "afterbegin" }, &drawn);
    shown.filter(|place| !wanted.contains(place)).filter_map(line).for_each(|line| line.remove());
    for (name, over) in [(liste::RECENTS, wanted.start == 0), (liste::ANCIENS, wanted.end == found.len())] {
        let button = document().query_selector(&format!("button[name='{name}']")).ok().flatten();
        if let Some(button) = button {
            // An attribute without a value can always stand there.
            let _ = if over { button.set_attribute("hidden", "") } else { button.remove_attribute("hidden") };
        }
    }
    if let Some((anchor, before)) = anchor.as_ref().zip(before) {
        let moved = f64::from(anchor.offset_top() - before);
        if moved != 0.0 {
            window().scroll_by_with_x_and_y(0.0, moved);
        }
    }
    session.liste.update_untracked(|etat| etat.fenetre = wanted);
    if enter {
        let link = kept(first).and_then(|line| line.query_selector("a").ok().flatten());
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
            // A line without a page of its own cannot take the focus.
            let _ = link.focus();
        }
    }
}
