//! Bilan: what the open journal adds up to, or the one for practice.

use std::rc::Rc;

use leptos::prelude::*;
use maud::{Markup, html};

use crate::journal::{Axe, Issue, Journal, Resume};
use crate::order::in_order;
use crate::ui::markup::{icons, vide};
use crate::ui::parts::show_head;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// Counts by outcome and by need.
pub fn bilan() -> AnyView {
    let session = Session::get();
    let part = move |journal: &Journal| match journal.nombre() {
        0 => vide(
            icons::BILAN,
            html! {
                p { "Rien à compter pour l'instant." }
                p.discret { "Les chiffres apparaissent dès le premier contact noté." }
                a.bouton href=(Route::NouveauContact.href()) { "Noter un contact" }
            },
        ),
        _ => counts(session, &journal.totaux()),
    };
    view! { {show_head("Bilan", None)} {session.vue(Rc::new(part), Rc::new(|_, _| {}))} }.into_any()
}

/// The totals are there before the contacts are read.
fn counts(session: Session, totaux: &Resume) -> Markup {
    let issues = Issue::ALL.map(|issue| (issue, totaux.compte(Axe::Issue, issue.word())));
    let exchanges: u32 = issues.iter().filter(|(issue, _)| issue.is_exchange()).map(|(_, count)| count).sum();
    let noted = issues.into_iter().filter(|(_, count)| *count > 0);
    let issues: Vec<(String, u32)> = noted.map(|(issue, count)| (issue.label().to_owned(), count)).collect();
    let contrat = session.ready();
    let name = |id: &str| {
        let besoins = contrat.as_ref().map(|contrat| contrat.vocabulaire().besoins.iter());
        let known = besoins.into_iter().flatten().find(|besoin| besoin.id == id);
        known.map_or_else(|| id.to_owned(), |besoin| besoin.libelle.clone())
    };
    let besoins: Vec<(String, u32)> = totaux.axe(Axe::Besoin).map(|(id, count)| (name(id), count)).collect();
    let besoins = in_order(besoins, &|(one, less), (other, more)| more.cmp(less).then_with(|| one.cmp(other)));
    let contacts = totaux.compte(Axe::Total, "contacts");
    html! {
        dl.chiffres {
            div.chiffre { dd { (contacts) } dt { @if contacts < 2 { "contact noté" } @else { "contacts notés" } } }
            div.chiffre { dd { (exchanges) } dt { @if exchanges < 2 { "échange" } @else { "échanges" } } }
        }
        (table("Par résultat", &issues))
        (table("Par besoin", &besoins))
    }
}

/// A table whose rows also show as bars.
fn table(title: &str, rows: &[(String, u32)]) -> Markup {
    html! {
        @if let Some(most) = rows.iter().map(|(_, count)| *count).max() {
            section.bloc {
                h2 { (title) }
                table.comptes {
                    tbody {
                        @for (label, count) in rows {
                            tr {
                                th scope="row" { (label) }
                                td.barre-compte { meter min="0" max=(most) value=(count) aria-hidden="true" {} }
                                td.compte-chiffre { (count) }
                            }
                        }
                    }
                }
            }
        }
    }
}
