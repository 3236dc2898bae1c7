//! Chips: acteurs that lead to their page, and plain words.

use maud::{Markup, html};

use crate::app::consult::{Contrat, name_of};
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

/// A titled row of words; nothing when there are none.
pub fn word_chips(title: &str, labels: &[String]) -> Markup {
    html! {
        @if !labels.is_empty() {
            div.rangee {
                p.rangee-titre { (title) }
                ul.puces aria-label=(title) { @for label in labels { li { span.puce.muette { (label) } } } }
            }
        }
    }
}

/// Whom it is for: the labels of these publics of the vocabulary.
pub fn public_chips(contrat: &Contrat, ids: &[String]) -> Markup {
    let publics = &contrat.vocabulaire().publics;
    let publics = ids.iter().filter_map(|id| publics.iter().find(|public| public.id == *id));
    let labels: Vec<_> = publics.map(|public| public.libelle.clone()).collect();
    word_chips("Pour qui", &labels)
}
