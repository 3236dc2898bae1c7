//! The contract: what it is, and its tree as an outline that opens where one touches it.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::consult::Contrat;
use crate::contrat::Noeud;
use crate::ui::documents::{doors, notes, presentation};
use crate::ui::markup::icons;
use crate::ui::parts::{Icon, live_option, live_word, show, show_part};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// Which nodes of the outline are open.
type Opened = RwSignal<HashSet<String>>;

/// The page of the contract.
pub fn plan(contrat: &Arc<Contrat>) -> AnyView {
    let opened = Session::get().opened;
    let roots: Vec<_> = contrat.arbre().racines().map(|noeud| branch(contrat, noeud, opened)).collect();
    view! {
        {show(presentation(contrat))}
        <section class="bloc">
            <h2>"Le plan du contrat"</h2>
            <ul class="plan">{roots}</ul>
        </section>
        {show_part(doors(contrat))}
        {show_part(notes(contrat))}
    }
    .into_any()
}

/// One node with its branch, drawn when it is opened.
fn branch(contrat: &Arc<Contrat>, noeud: &Noeud, opened: Opened) -> AnyView {
    let href = Route::Noeud(contrat.id().into(), noeud.id.clone()).href();
    let title = noeud.titre();
    let below = contrat.arbre().enfants(&noeud.id).count();
    if below == 0 {
        return view! {
            <li class="feuille"><a href=href><span class="genre">{noeud.niveau.label()}</span>{title}</a></li>
        }
        .into_any();
    }
    let id = noeud.id.clone();
    let is_open = {
        let id = id.clone();
        Memo::new(move |_| opened.with(|open| open.contains(&id)))
    };
    let toggle = {
        let id = id.clone();
        move |_| {
            opened.update(|open| {
                if !open.remove(&id) {
                    open.insert(id.clone());
                }
            });
        }
    };
    let children = {
        let contrat = Arc::clone(contrat);
        live_option(move || {
            is_open.get().then(|| {
                let rows: Vec<_> =
                    contrat.arbre().enfants(&id).map(|enfant| branch(&contrat, enfant, opened)).collect();
                view! { <ul>{rows}</ul> }.into_any()
            })
        })
    };
    let many = contrat.arbre().descendants(&noeud.id);
    view! {
        <li class=live_word(move || Some(if is_open.get() { "branche ouverte" } else { "branche" }.into()))>
            <div class="branche-ligne">
                <button
                    type="button"
                    class="rond"
                    aria-expanded=live_word(move || Some(is_open.get().to_string()))
                    aria-label=format!("Déplier : {title}")
                    on:click=toggle
                >
                    <Icon icon=icons::OPEN/>
                </button>
                <a href=href>
                    <span class="genre">{noeud.niveau.label()}</span>
                    {title}
                    <span class="nombre" aria-label=format!("{many} éléments")>{many}</span>
                </a>
            </div>
            {children}
        </li>
    }
    .into_any()
}
