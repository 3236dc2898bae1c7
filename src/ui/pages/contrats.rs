//! "Mes contrats": those on this phone, those of the site, and one's own file.

use leptos::prelude::*;
use maud::{Markup, html};
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlElement};

use crate::app::import::sorted;
use crate::ui::documents::{apercu, poche};
use crate::ui::parts::{Hands, Wait, effect, live_option, progress, show_head, show_pressable};
use crate::ui::route::Route;
use crate::ui::session::{ContratState, Doing, Pocket, Session};

/// The page.
pub fn contrats() -> AnyView {
    let session = Session::get();
    session.look_at_site();
    let decides = Memo::new(move |_| matches!(session.pocket.get().doing, Doing::Preview(_) | Doing::Refused(_)));
    // What has to be decided is read first: its heading takes the focus.
    effect(move || {
        let heading = decides.get().then(|| document().query_selector(".apercu > h2").ok().flatten()).flatten();
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            // A heading that cannot take the focus is still on the screen.
            let _ = heading.focus();
        }
    });
    let list = move || match decides.get() {
        true => html! {},
        false => {
            let installed = session.installed.get();
            let open = session.ready().map(|contrat| contrat.id().to_owned());
            let Pocket { offers, .. } = session.pocket.get();
            html! { (poche::on_phone(&installed, open.as_deref(), &offers)) (poche::on_site(&installed, &offers)) }
        }
    };
    // A part of its own: drawn anew while the phone shows its files, it would miss the one that is chosen.
    let own = move || {
        if decides.get() {
            html! {}
        } else {
            poche::own_file()
        }
    };
    let opening = live_option(move || {
        // What may be chosen is listed below, with more to say about it.
        session.contrat.with(|state| !matches!(state, ContratState::Choose(_))).then(|| view! { <Wait/> }.into_any())
    });
    let hands = Hands { press, choose };
    view! {
        {show_head("Mes contrats", Some((&Route::Plus, "Plus")))}
        {show_pressable(Box::new(move || now(&session.pocket.get().doing)), hands)}
        {opening}
        {show_pressable(Box::new(list), hands)}
        {show_pressable(Box::new(own), hands)}
    }
    .into_any()
}

/// What a button does, by its name; its value is the id of a contract.
fn press(name: &str, id: String) {
    let session = Session::get();
    let Pocket { offers, doing } = session.pocket.get_untracked();
    let offers = offers.and_then(Result::ok).unwrap_or_default();
    let offered = |id: &str| offers.iter().find(|entry| entry.id == id).cloned();
    match name {
        _ if doing.is_busy() => {}
        "ouvrir" => session.open(Some(id)),
        "enregistrer" => session.save(id),
        "retirer" => session.remove(id),
        "relire" => session.look_at_site(),
        "tout" => session.install_offers(poche::missing(&session.installed.get_untracked(), &offers)),
        "voir" => offered(&id).into_iter().for_each(|entry| session.look_at_offer(entry)),
        // One that is here is looked at before it is replaced, one that is not is installed.
        "encore" if session.installed.get_untracked().iter().any(|header| header.id == id) => {
            offered(&id).into_iter().for_each(|entry| session.look_at_offer(entry));
        }
        "prendre" | "encore" => session.install_offers(offered(&id).into_iter().collect()),
        "installer" => session.accept(),
        "laisser" => session.now(Doing::Nothing),
        "copier" => match doing {
            Doing::Preview(preview) => session.copy_findings(&sorted(&preview.candidate.remarks)),
            Doing::Refused(refused) => session.copy_findings(&refused.findings),
            _ => {}
        },
        _ => {}
    }
}

fn choose(file: File) {
    let session = Session::get();
    if !session.pocket.get_untracked().doing.is_busy() {
        session.load(file);
    }
}

/// What is under way, or has to be decided.
fn now(doing: &Doing) -> Markup {
    let waiting = |words: &str, name: &str, max: u64, value: u64| {
        html! {
            div.attente role="status" {
                p { (words) " : " (name) }
                progress aria-label=(words) max=(max) value=(value) {}
            }
        }
    };
    match doing {
        Doing::Nothing => html! {},
        Doing::Installing(rank, of, installing) => html! {
            @if *of > 1 { p.compte { "Contrat " (rank) " sur " (of) } }
            (progress(installing))
        },
        Doing::Reading(name, read, octets) => waiting("Lecture", name, *octets, *read),
        Doing::Checking(name) => waiting("Vérification", name, 1, 1),
        Doing::Preview(preview) => apercu::preview(preview),
        Doing::Refused(refused) => {
            apercu::refused(&refused.nom, &refused.explanation, &refused.findings, refused.again.as_deref())
        }
    }
}
