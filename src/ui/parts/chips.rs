//! Chips: acteurs that lead to their page, and plain words.

use leptos::prelude::*;

use crate::app::consult::{Contrat, Target, name_of};
use crate::contrat::Ref;
use crate::ui::link;

/// A titled row of acteurs; nothing when there are none.
pub fn acteur_chips(contrat: &Contrat, title: &str, refs: &[Ref]) -> Option<AnyView> {
    if refs.is_empty() {
        return None;
    }
    let chip = |reference: &Ref| {
        let name = contrat.arbre().acteur(&reference.acteur).map(name_of).unwrap_or_default();
        let href = link::to(contrat.id(), &Target::Acteur(reference.acteur.clone()));
        let precision = reference.precision.clone().map(|text| view! { <span class="precision">{text}</span> });
        view! { <li><a class="puce" href=href><span>{name}</span>{precision}</a></li> }
    };
    let chips: Vec<_> = refs.iter().map(chip).collect();
    Some(view! { <div class="rangee"><h3>{title.to_owned()}</h3><ul class="puces">{chips}</ul></div> }.into_any())
}

/// A titled row of words; nothing when there are none.
pub fn word_chips(title: &str, labels: Vec<String>) -> Option<AnyView> {
    if labels.is_empty() {
        return None;
    }
    let chips: Vec<_> =
        labels.into_iter().map(|label| view! { <li><span class="puce muette">{label}</span></li> }).collect();
    Some(view! { <div class="rangee"><h3>{title.to_owned()}</h3><ul class="puces">{chips}</ul></div> }.into_any())
}
