//! The sheet of a contact: what a form holds, drawn for a thumb. What is rare is folded away under its present value.
//!
//! | file | what is in it |
//! |---|---|
//! | `debut` | where, what happened, who |
//! | `besoins` | the needs, what the contract offers for them, where the person is sent |
//! | `suite` | the day to come back, the objective, the kind of mediation |
//! | `ecrits` | the note, the identity of who agreed, and what they had better not say |

mod besoins;
mod debut;
mod ecrits;
mod suite;

#[cfg(test)]
mod tests;

use maud::{Markup, html};

use crate::app::consult::Contrat;
use crate::app::ebauche::Ebauche;
use crate::journal::Jour;
use crate::ui::markup::{Pictogram, icon};

pub use besoins::{court, vers_nom};
pub use ecrits::{identite, note, note_field, vigilance};

/// A sheet that is being filled in.
pub struct Fiche<'a> {
    /// The contract that is open.
    pub contrat: &'a Contrat,
    /// What the form holds.
    pub ebauche: &'a Ebauche,
    /// Today.
    pub today: Jour,
    /// The door, in words.
    pub porte: Option<&'a str>,
    /// All needs show, although some are chosen.
    pub tous: bool,
    /// All suggestions show.
    pub plus: bool,
    /// What is looked for in the contract.
    pub cherche: &'a str,
}

impl Fiche<'_> {
    /// The part above the note.
    pub fn corps(&self) -> Markup {
        html! {
            (debut::lieu(self))
            (debut::issue(self))
            @if self.ebauche.is_exchange() {
                (debut::personne(self))
                (besoins::besoins(self))
                (besoins::orientations(self))
            }
            (suite::relance(self))
            @if self.ebauche.is_exchange() { (suite::cadre(self)) }
        }
    }
}

/// A titled group of choices.
fn groupe(titre: &str, corps: Markup) -> Markup {
    html! { fieldset.groupe { legend { (titre) } (corps) } }
}

/// A group that is folded away under what it says now.
fn replie(titre: &str, dit: &str, ouvert: bool, corps: Markup) -> Markup {
    html! {
        details.groupe open[ouvert] {
            summary { span { (titre) "\u{a0}: " strong { (dit) } } }
            div.plis { (corps) }
        }
    }
}

/// A choice.
fn puce(nom: &str, valeur: &str, titre: &str, choisi: bool) -> Markup {
    puce_avec(nom, valeur, None, html! { (titre) }, choisi)
}

fn puce_avec(nom: &str, valeur: &str, pictogramme: Option<Pictogram>, titre: Markup, choisi: bool) -> Markup {
    html! {
        button.puce.choix type="button" name=(nom) value=(valeur) aria-pressed=(choisi) {
            @if let Some(pictogramme) = pictogramme { (icon(pictogramme)) }
            span { (titre) }
        }
    }
}

/// The choices of a closed list.
fn puces<T: Copy + PartialEq>(
    nom: &str,
    tous: &[T],
    mot: fn(T) -> &'static str,
    titre: fn(T) -> &'static str,
    choisi: Option<T>,
) -> Markup {
    html! { div.puces { @for &un in tous { (puce(nom, mot(un), titre(un), choisi == Some(un))) } } }
}
