//! Chips: acteurs and other things that lead to their page. What leads nowhere is a detail, see `details`.

use maud::{Markup, html};

use crate::app::consult::{Contrat, Target, name_of};
use crate::contrat::Ref;
use crate::ui::route::Route;

/// A titled row of acteurs; nothing when there are none.
pub fn acteur_chips(contrat: &Contrat, title: &str, refs: &[Ref]) -> Markup {
    html! {
        @if !refs.is_empty() {
            div.rangee {
                p.rangee-titre { (title) }
                ul.puces aria-label=(title) { @for reference in refs { li { (acteur_chip(contrat, reference)) } } }
            }
        }
    }
}

fn acteur_chip(contrat: &Contrat, reference: &Ref) -> Markup {
    let name = contrat.arbre().acteur(&reference.acteur).map(name_of).unwrap_or_default();
    html! {
        a.puce href=(Route::Acteur(contrat.id().into(), reference.acteur.clone()).href()) {
            span { (name) }
            @if let Some(text) = &reference.precision { span.precision { (text) } }
        }
    }
}

/// A titled row of things of the contract that lead to their page; nothing when there are none.
pub fn target_chips(contrat: &Contrat, title: &str, ids: &[String], target: fn(String) -> Target) -> Markup {
    html! {
        @if !ids.is_empty() {
            div.rangee {
                p.rangee-titre { (title) }
                ul.puces aria-label=(title) {
                    @for found in ids.iter().filter_map(|id| contrat.describe(&target(id.clone()))) {
                        li { a.puce href=(Route::to(contrat.id(), &found.target).href()) { (found.titre) } }
                    }
                }
            }
        }
    }
}
