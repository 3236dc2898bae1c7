//! Terrain: the sealed journal, open or locked; until there is one, the way to it, or the journal for practice.

use std::rc::Rc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::coffre::{nouvelles, verrou};
use crate::app::coffre::{Brouillon, Niveau, Risque};
use crate::app::explain::Explanation;
use crate::app::tournees::{refaire, suite};
use crate::journal::{Annulation, CampagneFin, EventId, Fait, Jour, Journal};
use crate::ui::documents::terrain::{autre, derniers, tournees};
use crate::ui::documents::{coffre, mission_door};
use crate::ui::markup::{avis, explanation_notice, icon, icons};
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
        "ajouter-cle" => carnet.add_passkey(),
        "sans-cle" => carnet.offre_cle.set(false),
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
            @if carnet.offre_cle.get() { (coffre::offre_cle()) }
            @if let Some(constat) = carnet.constat.get() {
                (explanation_notice(&constat))
                div.boutons { button.bouton type="button" name="lu" { "C'est lu" } }
            }
            (drafts(&carnet.brouillons.get()))
        }
    };
    view! {
        {nouvelles()}
        {show_pressable(Box::new(top), Hands { press, choose: drop })}
        <Wait/>
        {rounds(session)}
        {last_days(session)}
        {others(session)}
        {add(session)}
    }
    .into_any()
}

/// The journal for practice, marked as such.
fn practice(session: Session) -> AnyView {
    // What was drawn stays while the journal is written: only its beginning and its failures change the page.
    let failed = Memo::new(move |_| {
        session.journal.with(|journal| match journal {
            JournalState::Failed(explanation) => Some(explanation.clone()),
            _ => None,
        })
    });
    let body = move || match failed.get() {
        Some(explanation) => view! {
            {explanation_view(&explanation)}
            <button type="button" class="bouton" on:click=move |_| session.open_journal()>"Réessayer"</button>
        }
        .into_any(),
        None => last_days(session),
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

/// The last days of the journal in use, and the ways to the rest of it.
fn last_days(session: Session) -> AnyView {
    let part = move |journal: &Journal| {
        let (illisibles, essai) = session.illisibles();
        derniers::derniers(journal, session.ready().as_deref(), illisibles, essai, Session::today())
    };
    let press = move |name: &str, value: String| match (name, EventId::parse(&value)) {
        (derniers::EFFACER, Some(id)) => session.erase(id),
        (derniers::VIDER, _) => session.clear_journal(),
        _ => {}
    };
    session.partie(Rc::new(part), Rc::new(press))
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
