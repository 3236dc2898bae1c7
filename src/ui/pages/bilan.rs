//! Bilan: what the open journal adds up to, or the one for practice.

use std::collections::HashMap;
use std::hash::Hash;
use std::rc::Rc;

use leptos::prelude::*;
use maud::{Markup, html};

use crate::journal::{ContactRecord, Issue, Journal};
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
        _ => counts(session, &journal.contacts().collect::<Vec<_>>()),
    };
    view! { {show_head("Bilan", None)} {session.vue(Rc::new(part), Rc::new(|_, _| {}))} }.into_any()
}

fn counts(session: Session, contacts: &[ContactRecord]) -> Markup {
    let by_issue = tally(contacts.iter().map(|record| record.contact.issue));
    let by_besoin = tally(contacts.iter().flat_map(|record| record.contact.besoins.iter().cloned()));
    let contrat = session.ready();
    let issues =
        Issue::ALL.iter().filter_map(|issue| by_issue.get(issue).map(|&count| (issue.label().to_owned(), count)));
    let besoins: Vec<(String, usize)> = by_besoin
        .into_iter()
        .map(|(id, count)| {
            let known = contrat
                .as_ref()
                .and_then(|contrat| contrat.vocabulaire().besoins.iter().find(|besoin| besoin.id == id));
            (known.map_or_else(|| id.clone(), |besoin| besoin.libelle.clone()), count)
        })
        .collect();
    let besoins = in_order(besoins, &|(one, less), (other, more)| more.cmp(less).then_with(|| one.cmp(other)));
    let exchanges = contacts.iter().filter(|record| record.contact.issue.is_exchange()).count();
    html! {
        dl.chiffres {
            div.chiffre { dd { (contacts.len()) } dt { @if contacts.len() < 2 { "contact noté" } @else { "contacts notés" } } }
            div.chiffre { dd { (exchanges) } dt { @if exchanges < 2 { "échange" } @else { "échanges" } } }
        }
        (table("Par résultat", &issues.collect::<Vec<_>>()))
        (table("Par besoin", &besoins))
    }
}

fn tally<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    let mut counts = HashMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// A table whose rows also show as bars.
fn table(title: &str, rows: &[(String, usize)]) -> Markup {
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
