//! The contract: what it is, and its tree as an outline that opens where one touches it.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use crate::app::consult::Contrat;
use crate::contrat::Noeud;
use crate::ui::documents::{doors, notes, presentation};
use crate::ui::markup::{icon, icons};
use crate::ui::parts::{show, show_living, show_part};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The page of the contract.
pub fn plan(contrat: &Arc<Contrat>) -> AnyView {
    let opened = Session::get().opened;
    let outline = {
        let contrat = Arc::clone(contrat);
        move || {
            opened.with(|opened| {
                html! {
                    section.bloc {
                        h2 { "Le plan du contrat" }
                        ul.plan { @for noeud in contrat.arbre().racines() { (branch(&contrat, noeud, opened)) } }
                    }
                }
            })
        }
    };
    let toggle = move |_: &str, id: String| {
        opened.update(|opened| {
            if !opened.remove(&id) {
                opened.insert(id);
            }
        });
    };
    view! {
        {show(presentation(contrat))}
        {show_living(Rc::new(outline), Rc::new(toggle))}
        {show_part(doors(contrat))}
        {show_part(notes(contrat))}
    }
    .into_any()
}

/// One node, with its branch where it is open.
fn branch(contrat: &Contrat, noeud: &Noeud, opened: &HashSet<String>) -> Markup {
    let href = Route::Noeud(contrat.id().into(), noeud.id.clone()).href();
    let title = noeud.titre();
    let many = contrat.arbre().descendants(&noeud.id);
    let is_open = opened.contains(&noeud.id);
    if contrat.arbre().enfants(&noeud.id).next().is_none() {
        return html! { li.feuille { a href=(href) { span.genre { (noeud.niveau.label()) } (title) } } };
    }
    html! {
        li.branche.ouverte[is_open] {
            div.branche-ligne {
                button.rond type="button" name="deplier" value=(noeud.id) aria-expanded=(is_open)
                    aria-label={ "Déplier : " (title) } { (icon(icons::OPEN)) }
                a href=(href) {
                    span.genre { (noeud.niveau.label()) }
                    (title)
                    span.nombre aria-label={ (many) " éléments" } { (many) }
                }
            }
            @if is_open {
                ul { @for enfant in contrat.arbre().enfants(&noeud.id) { (branch(contrat, enfant, opened)) } }
            }
        }
    }
}
