//! Terrain: the sealed journal, open or locked; until there is one, the way to it, or the journal for practice.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::coffre::{nouvelles, verrou};
use crate::app::Partage;
use crate::app::coffre::{Brouillon, Niveau, Risque};
use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::app::tournees::{refaire, suite};
use crate::journal::{Annulation, CampagneFin, ContactRecord, EventId, Fait, Jour, Journal};
pub(super) use crate::ui::documents::terrain::issue_icon;
use crate::ui::documents::terrain::{autre, issue_word, tournees};
use crate::ui::documents::{coffre, mission_door};

use crate::ui::markup::{avis, explanation_notice, icon, icons, vide};
use crate::ui::navigation::Navigation;
use crate::ui::parts::{Hands, Icon, Wait, explanation_view, show_head, show_part, show_pressable};
use crate::ui::route::{Etape, Route};
use crate::ui::session::{Carnet, Etat, JournalState, Session};

/// The place, as the journal's state has it.
pub fn terrain() -> AnyView {
    let session = Session::get();
    let carnet = Carnet::needed();
    // Who has practised goes on, until there is a journal.
    let practises = Memo::new(move |_| {
        session.essai.get()
            || session
                .journal
                .with(|journal| matches!(journal, JournalState::Open(journal, _) if !journal.borrow().is_empty()))
    });
    let etat = Memo::new(move |_| carnet.etat.get());
    let body = move || match etat.get() {
        Etat::Regarde => view! { <p role="status">"Ouverture du journal…"</p> }.into_any(),
        Etat::Absent if practises.get() => practice(session),
        Etat::Absent => pressed(coffre::bienvenue),
        Etat::Perdu => pressed(coffre::perdu),
        Etat::Refuse(explanation) => view! {
            {explanation_view(&explanation)}
            <button type="button" class="bouton" on:click=move |_| carnet.look_again()>"Réessayer"</button>
        }
        .into_any(),
        Etat::Ferme => verrou(),
        Etat::Ailleurs => view! { {nouvelles()}{pressed(coffre::ailleurs)} }.into_any(),
        Etat::Ouvert => real(session, carnet),
    };
    view! { {show_head("Terrain", None)}{body} }.into_any()
}

fn pressed(part: fn() -> Markup) -> AnyView {
    show_pressable(Box::new(part), Hands { press, choose: drop })
}

fn press(name: &str, value: String) {
    let (session, carnet) = (Session::get(), Carnet::get());
    match name {
        "essai" => session.commencer_visite(),
        "regarder" => carnet.look_again(),
        "prendre" => carnet.take_over(),
        "lu" => carnet.constat.set(None),
        "heure" => carnet.confirm_clock(),
        "suite" | "jeter" => {
            let known = carnet.brouillons.get_untracked();
            let Some(brouillon) = known.into_iter().find(|brouillon| brouillon.id.to_string() == value) else { return };
            if name == "jeter" {
                return carnet.drop_draft(brouillon.id);
            }
            carnet.repris.set(Some(brouillon));
            Navigation::get().go(&Route::NouveauContact);
        }
        _ => {}
    }
}

/// The open journal.
fn real(session: Session, carnet: Carnet) -> AnyView {
    let top = move || {
        html! {
            @if let Some(risque) = carnet.risque.get() { (chip(&risque)) }
            @if carnet.horloge_douteuse.get() { (clock()) }
            @if let Some(constat) = carnet.constat.get() {
                (explanation_notice(&constat))
                div.boutons { button.bouton type="button" name="lu" { "C'est lu" } }
            }
            (drafts(&carnet.brouillons.get()))
        }
    };
    let list = move || match carnet.journal.get() {
        JournalState::Open(open, unreadable) => journal(session, &open, unreadable, true),
        _ => ().into_any(),
    };
    view! {
        {nouvelles()}
        {show_pressable(Box::new(top), Hands { press, choose: drop })}
        <Wait/>
        {rounds(session)}
        {list}
        {others(session)}
        {add(session)}
    }
    .into_any()
}

/// The journal for practice, marked as such.
fn practice(session: Session) -> AnyView {
    let body = move || match session.journal.get() {
        JournalState::Opening => view! { <p role="status">"Ouverture du journal…"</p> }.into_any(),
        JournalState::Failed(explanation) => view! {
            {explanation_view(&explanation)}
            <button type="button" class="bouton" on:click=move |_| session.open_journal()>"Réessayer"</button>
        }
        .into_any(),
        JournalState::Open(open, unreadable) => journal(session, &open, unreadable, false),
    };
    let top = avis(
        "essai",
        icons::INFO,
        html! {
            p {
                strong { "Journal d'essai." }
                " Pour apprendre. N'y écrivez rien sur de vraies personnes : il n'est pas chiffré."
            }
            div.boutons {
                a.bouton.petit href=(Route::Clefs(Etape::Phrase).href()) { "Créer mon vrai journal" }
                button.bouton.petit type="button" name="essai" { "Visite guidée" }
            }
        },
    );
    let top = show_pressable(Box::new(move || top.clone()), Hands { press, choose: drop });
    view! { {top}<Wait/>{rounds(session)}{body}{others(session)}{add(session)} }.into_any()
}

/// The rounds of the journal in use.
fn rounds(session: Session) -> AnyView {
    let part = |journal: &Journal| tournees::tournees(journal, Session::today());
    let rounds = session.partie(Rc::new(part), Rc::new(press_round));
    let other = html! {
        ul.portes {
            li { a.porte href=(Route::Noter(None).href()) { (icon(icons::ADD)) span { "Noter autre chose" } (icon(icons::NEXT)) } }
        }
    };
    view! { {rounds}{show_part(other)} }.into_any()
}

fn press_round(name: &str, value: String) {
    let Some(id) = EventId::parse(&value) else { return };
    match name {
        "refaire" => begin_from(id, refaire),
        "reste" => begin_from(id, suite),
        "finir" => {
            let fin = CampagneFin { campagne: id, autres: Default::default() };
            let faits = vec![(Session::new_draft(), Fait::CampagneClose(fin))];
            Session::get().ecrire(faits, "Campagne finie.", true, None);
        }
        _ => {}
    }
}

/// How a round is made from a former one.
type Depuis = fn(&Journal, EventId, EventId, Jour) -> Option<Vec<(EventId, Fait)>>;

/// Plans a round from a former one, for today, and goes to it.
pub(super) fn begin_from(former: EventId, make: Depuis) {
    let (session, navigation, id) = (Session::get(), Navigation::get(), Session::new_draft());
    match session.lire(|journal| make(journal, former, id, Session::today())).flatten() {
        None => session.tell("Il ne reste aucune porte à voir dans ces immeubles.".into(), None),
        Some(faits) => {
            let go = move |done: Result<(), Explanation>| match done {
                Ok(()) => navigation.go(&Route::Tournee(id)),
                failed => session.tell_failure(failed),
            };
            session.ecrire(faits, "Tournée préparée.", true, Some(Box::new(go)));
        }
    }
}

/// What was noted besides contacts.
fn others(session: Session) -> AnyView {
    let part = |journal: &Journal| autre::notees(journal.activites());
    let press = |name: &str, value: String| {
        if let ("annuler", Some(id)) = (name, EventId::parse(&value)) {
            let faits = vec![(Session::new_draft(), Fait::Annule(Annulation::of(id)))];
            Session::get().ecrire(faits, "Effacé.", false, None);
        }
    };
    session.partie(Rc::new(part), Rc::new(press))
}

fn add(session: Session) -> AnyView {
    view! {
        {move || session.ready().map(|contrat| show_part(html! { ul.portes { (mission_door(&contrat)) } }))}
        <a class="bouton principal flottant" href=Route::NouveauContact.href()><Icon icon=icons::ADD/>"Noter un contact"</a>
    }
    .into_any()
}

/// What would be lost with this phone, where that is much.
fn chip(risque: &Risque) -> Markup {
    let poids = match risque.niveau {
        Niveau::Calme => return html! {},
        Niveau::Orange => "essai",
        Niveau::Rouge => "grave",
    };
    avis(
        poids,
        icons::SAVE,
        html! {
            p {
                strong { (risque.contacts) @if risque.contacts < 2 { " contact n'est" } @else { " contacts ne sont" } " que sur ce téléphone." }
                @if risque.days > 0 { " Depuis " (risque.days) @if risque.days < 2 { " jour." } @else { " jours." } }
            }
            a.bouton.petit href=(Route::Sauvegarde.href()) { "Faire une sauvegarde" }
        },
    )
}

fn clock() -> Markup {
    avis(
        "essai",
        icons::CALENDAR,
        html! {
            p { strong { "La date du téléphone paraît fausse." } " Vos contacts sont gardés, et marqués « horloge douteuse »." }
            p { "Corrigez la date dans les réglages du téléphone. Si elle est juste, dites-le." }
            div.boutons { button.bouton.petit type="button" name="heure" { "La date est juste" } }
        },
    )
}

/// Forms that were never saved.
fn drafts(brouillons: &[Brouillon]) -> Markup {
    html! {
        @for brouillon in brouillons {
            (avis("doux", icons::LATER, html! {
                p { strong { "Une saisie n'a pas été enregistrée." } " Elle date du " (long_instant(brouillon.at_ms)) "." }
                div.boutons {
                    button.bouton.petit type="button" name="suite" value=(brouillon.id) { "Reprendre la saisie" }
                    button.lien type="button" name="jeter" value=(brouillon.id) { "La jeter" }
                }
            }))
        }
    }
}

/// So many contacts show at first.
const SHOWN: usize = 200;

fn journal(session: Session, journal: &Partage, unreadable: usize, real: bool) -> AnyView {
    let journal = journal.borrow();
    let contacts: Vec<ContactRecord> = journal.contacts().take(SHOWN).collect();
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
        let clear = (!real && !journal.is_empty()).then(|| clear(session));
        return view! { {show_part(newer)}{clear} }.into_any();
    }
    let contrat = session.ready();
    let mut days: Vec<(Jour, Vec<AnyView>)> = Vec::new();
    for record in &contacts {
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
        {(journal.nombre() as usize > SHOWN).then(|| view! { <p class="discret">{format!("Les {SHOWN} derniers sont montrés, sur {}.", journal.nombre())}</p> })}
        {(!real).then(|| clear(session))}
    }
    .into_any()
}

fn clear(session: Session) -> AnyView {
    view! {
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
                <p class="carte-titre"><a href=Route::Contact(id).href()>{contact.issue.label()}</a></p>
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

/// The day of an instant, in milliseconds since 1970, as the phone's own clock counts days; with the time.
pub(super) fn long_instant(ms: i64) -> String {
    let options = js_sys::Object::new();
    for (key, value) in
        [("weekday", "long"), ("day", "numeric"), ("month", "long"), ("hour", "2-digit"), ("minute", "2-digit")]
    {
        // Setting a property of a fresh object cannot fail.
        let _ = js_sys::Reflect::set(&options, &key.into(), &value.into());
    }
    #[expect(clippy::cast_precision_loss, reason = "an instant of our time fits by far")]
    let date = js_sys::Date::new(&(ms as f64).into());
    String::from(date.to_locale_string("fr-FR", &options))
}
