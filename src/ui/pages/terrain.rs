//! Terrain: the practice journal until the sealed one is born. What was noted, the latest first.

use std::sync::Arc;

use leptos::prelude::*;
use maud::html;

use crate::app::consult::Contrat;
use crate::journal::{ContactRecord, Issue, Jour};
use crate::ui::documents::{Document, mission_door};
use crate::ui::markup::{Pictogram, avis, head, icons, vide};
use crate::ui::parts::{Icon, explanation_view, show, show_part, with_contrat};
use crate::ui::route::Route;
use crate::ui::session::{JournalState, Session};

/// The list of noted contacts, and the way to note one.
pub fn terrain() -> AnyView {
    let session = Session::get();
    let body = move || match session.journal.get() {
        JournalState::Opening => view! { <p role="status">"Ouverture du journal…"</p> }.into_any(),
        JournalState::Failed(explanation) => view! {
            {explanation_view(&explanation)}
            <button type="button" class="bouton" on:click=move |_| session.open_journal()>"Réessayer"</button>
        }
        .into_any(),
        JournalState::Open(contacts, unreadable) => journal(session, &contacts, unreadable),
    };
    let title = "Terrain";
    let top = html! {
        (head(title, None, None))
        (avis("essai", icons::INFO, html! {
            p {
                strong { "Journal d'essai." }
                " Pour apprendre. N'y écrivez rien sur de vraies personnes : il n'est pas encore protégé par un code."
            }
        }))
    };
    view! {
        {show(Document { title: title.into(), body: top })}
        {with_contrat(|contrat| show_part(html! { ul.portes { (mission_door(&contrat)) } }))}
        {body}
        <a class="bouton principal flottant" href=Route::NouveauContact.href()><Icon icon=icons::ADD/>"Noter un contact"</a>
    }
    .into_any()
}

fn journal(session: Session, contacts: &[ContactRecord], unreadable: usize) -> AnyView {
    let newer = html! {
        @if unreadable > 0 {
            (avis("doux", icons::INFO, html! {
                p {
                    (unreadable) " entrées viennent d'une version plus récente de Relais. Elles sont gardées telles quelles."
                }
            }))
        }
        @if contacts.is_empty() {
            (vide(icons::TERRAIN, html! {
                p { "Aucun contact noté pour l'instant." }
                p.discret { "Touchez « Noter un contact » : deux touches suffisent pour une porte fermée." }
            }))
        }
    };
    if contacts.is_empty() {
        return show_part(newer);
    }
    let contrat = session.ready();
    let mut days: Vec<(Jour, Vec<AnyView>)> = Vec::new();
    for record in contacts {
        let row = contact_row(session, contrat.as_ref(), record);
        match days.last_mut() {
            Some((day, rows)) if *day == record.moment.jour => rows.push(row),
            _ => days.push((record.moment.jour, vec![row])),
        }
    }
    let day = |(day, rows): (Jour, Vec<AnyView>)| {
        view! { <section class="bloc"><h2>{long_date(day)}<span class="nombre">{rows.len()}</span></h2><ul class="contacts">{rows}</ul></section> }
    };
    view! {
        {show_part(newer)}
        {days.into_iter().map(day).collect::<Vec<_>>()}
        <section class="bloc">
            <button type="button" class="bouton discret" on:click=move |_| session.clear_journal()>
                <Icon icon=icons::DELETE/>"Supprimer tout le journal d'essai"
            </button>
        </section>
    }
    .into_any()
}

fn contact_row(session: Session, contrat: Option<&Arc<Contrat>>, record: &ContactRecord) -> AnyView {
    let id = record.id;
    let contact = &record.contact;
    let (hour, minute) = record.moment.heure();
    let quartier = contact.quartier.as_deref().map(|id| {
        contrat
            .and_then(|contrat| contrat.arbre().quartier(id))
            .map_or_else(|| id.to_owned(), |quartier| quartier.nom.clone())
    });
    let besoins: Vec<String> = contact
        .besoins
        .iter()
        .map(|id| {
            let known =
                contrat.and_then(|contrat| contrat.vocabulaire().besoins.iter().find(|besoin| besoin.id == *id));
            known.map_or_else(|| id.clone(), |besoin| besoin.libelle.clone())
        })
        .collect();
    let place: Vec<String> = [Some(contact.cadre.label().to_owned()), quartier].into_iter().flatten().collect();
    let back = record.relance.as_ref().map(|relance| {
        view! { <p class="quand"><Icon icon=icons::CALENDAR/>{format!("À relancer le {}", long_date(relance.le))}</p> }
    });
    let langue = contact.langue.map(|langue| view! { <p class="discret">{langue.label()}</p> });
    view! {
        <li class="contact" data-issue=issue_word(contact.issue)>
            <span class="pastille"><Icon icon=issue_icon(contact.issue)/></span>
            <div>
                <p class="carte-titre">{contact.issue.label()}</p>
                <p class="discret">{format!("{hour:02}:{minute:02} · {}", place.join(" · "))}</p>
                {langue}
                {(!besoins.is_empty()).then(|| view! { <p>{besoins.join(" · ")}</p> })}
                {back}
                {(!record.note.is_empty()).then(|| view! { <p class="note">{record.note.as_str().to_owned()}</p> })}
            </div>
            <button type="button" class="rond" aria-label="Effacer ce contact" on:click=move |_| session.erase(id)>
                <Icon icon=icons::DELETE/>
            </button>
        </li>
    }
    .into_any()
}

/// A date in the browser's French: "dimanche 22 novembre 2026".
pub(super) fn long_date(date: Jour) -> String {
    let (year, month, day) = date.parts();
    let js = js_sys::Date::new_with_year_month_day(year.unsigned_abs(), i32::from(month) - 1, i32::from(day));
    let options = js_sys::Object::new();
    for (key, value) in [("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")] {
        // Setting a property of a fresh object cannot fail.
        let _ = js_sys::Reflect::set(&options, &key.into(), &value.into());
    }
    String::from(js.to_locale_date_string("fr-FR", &options))
}

/// The pictogram of an outcome.
pub(super) fn issue_icon(issue: Issue) -> Pictogram {
    match issue {
        Issue::Echange => icons::EXCHANGE,
        Issue::EchangeOrientation => icons::ORIENTATION,
        Issue::Absent => icons::ABSENT,
        Issue::ARepasser => icons::LATER,
        Issue::AvisDePassage => icons::LEAFLET,
        Issue::Refus => icons::REFUSAL,
        Issue::NePlusPasser => icons::NO_MORE,
        Issue::AccesImpossible => icons::NO_ACCESS,
        Issue::LogementVide => icons::EMPTY,
    }
}

/// The word by which the style colours an outcome.
fn issue_word(issue: Issue) -> &'static str {
    match issue {
        Issue::Echange | Issue::EchangeOrientation => "echange",
        Issue::Refus | Issue::NePlusPasser => "refus",
        Issue::Absent | Issue::AvisDePassage | Issue::ARepasser => "attente",
        Issue::AccesImpossible | Issue::LogementVide => "ferme",
    }
}
