//! A page that needs the open contract, with what stands in its place until there is one.

use std::sync::Arc;

use leptos::prelude::*;

use maud::{Markup, html};

use super::{Icon, explanation_view, live, show_head, show_part};
use crate::app::catalogue::InstallStep;
use crate::app::consult::Contrat;
use crate::contrat::EntreeIndex;
use crate::ui::documents::poche::{kilobytes, period};
use crate::ui::markup::{self, icons, vide};
use crate::ui::session::{ContratState, Failure, Installing, Session};

/// Shows a whole page of the open contract. Until there is one, the page has a head of its own.
pub fn page_of_contrat(page: impl Fn(Arc<Contrat>) -> AnyView + Send + Sync + 'static) -> AnyView {
    contrat_or(true, Box::new(page))
}

/// Shows the part of a page that needs the open contract.
pub fn with_contrat(part: impl Fn(Arc<Contrat>) -> AnyView + Send + Sync + 'static) -> AnyView {
    contrat_or(false, Box::new(part))
}

/// What stands in the way of the contract: progress, a choice or a failure. Nothing once it is open.
#[component]
pub fn Wait() -> impl IntoView {
    contrat_or(false, Box::new(|_| ().into_any()))
}

fn contrat_or(headed: bool, page: Box<dyn Fn(Arc<Contrat>) -> AnyView + Send + Sync>) -> AnyView {
    let session = Session::get();
    live(move || {
        let (title, waiting) = match session.contrat.get() {
            ContratState::Ready(contrat) => return page(contrat),
            ContratState::Opening => ("Contrat", opening()),
            ContratState::Installing(installing) => ("Contrat", show_part(progress(&installing))),
            ContratState::Choose(entries) => ("Quel contrat ?", choice(session, entries, headed)),
            ContratState::Failed(failure) => ("Contrat", failed(session, failure)),
        };
        let head = headed.then(|| show_head(title, None));
        view! { {head}{waiting} }.into_any()
    })
}

fn opening() -> AnyView {
    show_part(html! {
        div.attente role="status" { p { "Ouverture du contrat…" } progress aria-label="Ouverture du contrat" {} }
    })
}

/// How far an installation is.
pub fn progress(Installing { intitule, octets, step }: &Installing) -> Markup {
    let (word, done) = match step {
        InstallStep::Downloading(received) => ("Téléchargement", (*received as u64).min(*octets)),
        InstallStep::Checking => ("Vérification", *octets),
        InstallStep::Keeping => ("Rangement sur le téléphone", *octets),
    };
    html! {
        div.attente role="status" {
            p { strong { (intitule) } }
            p { (word) " : " (kilobytes(done)) " sur " (kilobytes(*octets)) }
            progress aria-label=(word) max=(octets) value=(done) {}
            p.discret { "Une seule fois. Ensuite, le contrat s'ouvre sans réseau." }
        }
    }
}

fn choice(session: Session, entries: Vec<EntreeIndex>, headed: bool) -> AnyView {
    if entries.is_empty() {
        return show_part(vide(icons::CONTRAT, html! { p { "Ce site ne publie encore aucun contrat." } }));
    }
    let card = |entry: EntreeIndex| {
        let id = entry.id.clone();
        let line = format!(
            "{}{} éléments, {} dispositifs nommés, {} acteurs · version {} · {}",
            period(entry.debut, entry.fin),
            entry.comptes.noeuds,
            entry.comptes.dispositifs,
            entry.comptes.acteurs,
            entry.version,
            kilobytes(entry.octets)
        );
        view! {
            <li><button type="button" class="carte" on:click=move |_| session.open(Some(id.clone()))>
                <span class="carte-corps"><span class="carte-titre">{entry.territoire}</span>
                <span class="carte-texte">{entry.intitule}</span><span class="carte-texte">{line}</span></span>
                <Icon icon=icons::DOWNLOAD/>
            </button></li>
        }
    };
    let cards: Vec<_> = entries.into_iter().map(card).collect();
    let title = (!headed).then(|| view! { <h2>"Quel contrat ?"</h2> });
    view! { <section class="bloc">{title}<ul class="cartes">{cards}</ul></section> }.into_any()
}

fn failed(session: Session, Failure { explanation, findings, wanted }: Failure) -> AnyView {
    let findings = html! {
        @if !findings.is_empty() {
            details.constats { summary { "Les " (findings.len()) " constats" } (markup::findings(&findings)) }
        }
    };
    view! {
        <div class="echec">
            {explanation_view(&explanation)}
            {show_part(findings)}
            <button type="button" class="bouton" on:click=move |_| session.open(wanted.clone())>"Réessayer"</button>
        </div>
    }
    .into_any()
}
