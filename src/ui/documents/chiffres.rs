//! Printed figures, observed or aimed at, each with its source.

use maud::{Markup, html};

use crate::app::consult::Contrat;
use crate::contrat::{Chiffre, NatureChiffre};
use crate::ui::markup::{append, nombre, short_sources};

/// The figures of a thing. A source that they all share is said once below them.
pub fn chiffres(contrat: &Contrat, chiffres: &[Chiffre]) -> Markup {
    let Some(first) = chiffres.first() else { return html! {} };
    let shared = chiffres.iter().all(|chiffre| chiffre.sources == first.sources);
    html! {
        section.bloc {
            h2 { "En chiffres" }
            dl.chiffres {
                @for chiffre in chiffres {
                    div.chiffre {
                        (figure(chiffre))
                        @if !shared { dd { (short_sources(contrat, &chiffre.sources)) } }
                    }
                }
            }
            @if shared { (short_sources(contrat, &first.sources)) }
        }
    }
}

fn figure(chiffre: &Chiffre) -> Markup {
    let mut when = String::from(if chiffre.nature == NatureChiffre::Cible { "objectif" } else { "" });
    if let Some(year) = chiffre.annee {
        append(&mut when, ", ", &year.to_string());
    }
    append(&mut when, ", ", chiffre.horizon.as_deref().unwrap_or_default());
    html! {
        dt {
            (chiffre.libelle)
            @if !when.is_empty() { span.discret { " (" (when) ")" } }
        }
        dd.chiffre-valeur {
            (nombre(chiffre.valeur))
            @if let Some(upper) = chiffre.jusqua { " à " (nombre(upper)) }
            @if let Some(unit) = &chiffre.unite { " " span.unite { (unit) } }
        }
    }
}
