//! A page that needs the open contract, with what stands in its place until there is one.

use std::sync::Arc;

use leptos::prelude::*;

use maud::{Markup, html};

use super::{Hands, live, show_head, show_part, show_pressable};
use crate::app::catalogue::InstallStep;
use crate::app::consult::Contrat;
use crate::contrat::EntreeIndex;
use crate::ui::documents::poche::{kilobytes, period};
use crate::ui::markup::{self, explanation_notice, icon, icons, vide};
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
            ContratState::Choose(entries) => ("Quel contrat ?", choice(entries, headed)),
            ContratState::Failed(failure) => ("Contrat", failed(failure)),
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

fn choice(entries: Vec<EntreeIndex>, headed: bool) -> AnyView {
    if entries.is_empty() {
        return show_part(vide(icons::CONTRAT, html! { p { "Ce site ne publie encore aucun contrat." } }));
    }
    let part = move || {
        html! {
            section.bloc {
                @if !headed { h2 { "Quel contrat ?" } }
                ul.cartes { @for entry in &entries { li { (card(entry)) } } }
            }
        }
    };
    show_pressable(Box::new(part), Hands { press, choose: drop })
}

fn card(entry: &EntreeIndex) -> Markup {
    html! {
        button.carte type="button" name="ouvrir" value=(entry.id) {
            span.carte-corps {
                span.carte-titre { (entry.territoire) }
                span.carte-texte { (entry.intitule) }
                span.carte-texte {
                    (period(entry.debut, entry.fin)) (entry.comptes.noeuds) " éléments, "
                    (entry.comptes.dispositifs) " dispositifs nommés, " (entry.comptes.acteurs) " acteurs · version "
                    (entry.version) " · " (kilobytes(entry.octets))
                }
            }
            (icon(icons::DOWNLOAD))
        }
    }
}

fn failed(Failure { explanation, findings, wanted }: Failure) -> AnyView {
    let part = move || {
        html! {
            div.echec {
                (explanation_notice(&explanation))
                @if !findings.is_empty() {
                    details.constats { summary { "Les " (findings.len()) " constats" } (markup::findings(&findings)) }
                }
                button.bouton type="button" name="ouvrir" value=(wanted.as_deref().unwrap_or_default()) { "Réessayer" }
            }
        }
    };
    show_pressable(Box::new(part), Hands { press, choose: drop })
}

/// Opens the contract of that id; without one, the last.
fn press(_: &str, id: String) {
    Session::get().open(Some(id).filter(|id| !id.is_empty()));
}
