//! How to write a contract, with an example that is at hand.

use leptos::prelude::*;
use maud::{Markup, html};

use crate::app::port::PackHeader;
use crate::contrat::EntreeIndex;
use crate::ui::documents;
use crate::ui::documents::poche::{Offers, kilobytes};
use crate::ui::markup::{icon, icons};
use crate::ui::parts::{Hands, show, show_pressable};
use crate::ui::session::Session;

/// The page.
pub fn format() -> AnyView {
    let session = Session::get();
    session.look_at_site();
    let part = move || example(&session.installed.get(), &session.pocket.get().offers);
    let hands = Hands { press: |_, id| Session::get().save(id), choose: |_| {} };
    view! { {show(documents::format())} {show_pressable(Box::new(part), hands)} }.into_any()
}

/// The shortest contract: the site's while it answers, else that of this phone. And the schema, which needs the site.
fn example(installed: &[PackHeader], offers: &Offers) -> Markup {
    let of_site: Option<&EntreeIndex> = match offers {
        Some(Ok(entries)) => entries.iter().min_by_key(|entry| entry.octets),
        _ => None,
    };
    let here = installed.iter().min_by_key(|header| header.octets);
    html! {
        section.bloc {
            h2 { "Partir d'un exemple" }
            @if let Some(entry) = of_site {
                p { "Le plus court de ce site : " (entry.territoire) "." }
                a.bouton href={ "contrats/" (entry.id) ".json" } download {
                    (icon(icons::DOWNLOAD)) "Télécharger l'exemple (" (kilobytes(entry.octets)) ")"
                }
                p { "Le schéma aide un éditeur de texte à souligner les fautes." }
                a.bouton.discret href="schema/relais-contrat-1.json" download {
                    (icon(icons::DOWNLOAD)) "Télécharger le schéma"
                }
            } @else if let Some(header) = here {
                p { "Sans réseau, l'exemple est le plus court de ce téléphone : " (header.territoire) "." }
                button.bouton type="button" name="enregistrer" value=(header.id) {
                    (icon(icons::DOWNLOAD)) "Enregistrer l'exemple (" (kilobytes(header.octets)) ")"
                }
                p.discret { "Le schéma, lui, demande du réseau." }
            } @else {
                p.discret { "L'exemple et le schéma demandent du réseau." }
            }
        }
    }
}
