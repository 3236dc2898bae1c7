//! Bilan: what the practice journal adds up to.

use std::collections::HashMap;
use std::hash::Hash;

use leptos::prelude::*;

use crate::journal::{ContactRecord, Issue};
use crate::ui::link::link;
use crate::ui::parts::{Avis, Icon, PageHead, explanation_view, icons};
use crate::ui::session::{JournalState, Session};

/// Counts by outcome and by need.
#[component]
pub fn Bilan() -> impl IntoView {
    let session = Session::get();
    let body = move || match session.journal.get() {
        JournalState::Opening => view! { <p role="status">"Ouverture du journal…"</p> }.into_any(),
        JournalState::Failed(explanation) => explanation_view(&explanation),
        JournalState::Open(contacts, _) if contacts.is_empty() => view! {
            <div class="vide">
                <Icon icon=icons::BILAN/>
                <p>"Rien à compter pour l'instant."</p>
                <p class="discret">"Les chiffres apparaissent dès le premier contact noté."</p>
                <a class="bouton" href=link("/terrain/contact")>"Noter un contact"</a>
            </div>
        }
        .into_any(),
        JournalState::Open(contacts, _) => counts(session, &contacts),
    };
    view! {
        <PageHead title="Bilan"/>
        <Avis weight="essai" icon=icons::INFO><p><strong>"Journal d'essai."</strong>" Ces chiffres ne comptent que des contacts d'essai."</p></Avis>
        {body}
    }
}

fn counts(session: Session, contacts: &[ContactRecord]) -> AnyView {
    let by_issue = tally(contacts.iter().map(|record| record.contact.issue));
    let by_besoin = tally(contacts.iter().flat_map(|record| record.contact.besoins.iter().cloned()));
    let contrat = session.ready();
    let issues =
        Issue::ALL.iter().filter_map(|issue| by_issue.get(issue).map(|&count| (issue.label().to_owned(), count)));
    let mut besoins: Vec<(String, usize)> = by_besoin
        .into_iter()
        .map(|(id, count)| {
            let known = contrat
                .as_ref()
                .and_then(|contrat| contrat.vocabulaire().besoins.iter().find(|besoin| besoin.id == id));
            (known.map_or_else(|| id.clone(), |besoin| besoin.libelle.clone()), count)
        })
        .collect();
    besoins.sort_by(|(one, less), (other, more)| more.cmp(less).then_with(|| one.cmp(other)));
    let exchanges = contacts.iter().filter(|record| record.contact.issue.is_exchange()).count();
    view! {
        <dl class="chiffres">
            <div class="chiffre"><dd>{contacts.len()}</dd><dt>"contacts notés"</dt></div>
            <div class="chiffre"><dd>{exchanges}</dd><dt>"échanges"</dt></div>
        </dl>
        {table("Par résultat", issues.collect())}
        {table("Par besoin", besoins)}
    }
    .into_any()
}

fn tally<K: Eq + Hash>(keys: impl Iterator<Item = K>) -> HashMap<K, usize> {
    let mut counts = HashMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// A table whose rows also show as bars.
fn table(title: &str, rows: Vec<(String, usize)>) -> Option<AnyView> {
    let most = rows.iter().map(|(_, count)| *count).max()?;
    let row = |(label, count): (String, usize)| {
        view! {
            <tr>
                <th scope="row">{label}</th>
                <td class="barre-compte"><meter min="0" max=most.to_string() value=count.to_string() aria-hidden="true"></meter></td>
                <td class="compte-chiffre">{count}</td>
            </tr>
        }
    };
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    Some(view! { <section class="bloc"><h2>{title.to_owned()}</h2><table class="comptes"><tbody>{rows}</tbody></table></section> }.into_any())
}
