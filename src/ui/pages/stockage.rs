//! What is kept on this phone, and how safely.

use std::rc::Rc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::coffre::nouvelles;
use super::terrain::long_instant;
use crate::ui::markup::{icon, icons, nombre};
use crate::ui::parts::{Hands, show_head, show_living, show_pressable};
use crate::ui::route::Route;
use crate::ui::session::{Carnet, Etat, JournalState, Kept, Session};

/// "0 contrat", "1 contrat", "2 contrats": French counts from two on as many.
fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count < 2 { "" } else { "s" })
}

/// The storage page.
pub fn stockage() -> AnyView {
    let session = Session::get();
    let kept = RwSignal::new(None::<Kept>);
    let look = move |ask| {
        Session::look_at_storage(ask, move |found| {
            // The answer may come when the page is gone.
            let _ = kept.try_set(Some(found));
        });
    };
    look(false);
    let tenths = |number: f64| nombre((number * 10.0).round() / 10.0);
    let size = move |bytes: f64| match bytes / (1024.0 * 1024.0) {
        mega if mega < 1024.0 => format!("{} Mo", tenths(mega)),
        mega => format!("{} Go", tenths(mega / 1024.0)),
    };
    let space = move || {
        let Some(kept) = kept.get() else { return html! {} };
        let words = match kept.persistent {
            Some(true) => "Le navigateur s'engage à garder ces données.",
            Some(false) => "Le navigateur peut effacer ces données s'il manque de place.",
            None => "Ce navigateur ne dit pas s'il gardera ces données.",
        };
        html! {
            p { strong { (words) } }
            @if kept.persistent == Some(false) {
                button.bouton type="button" name="demander" { "Demander à les garder" }
            }
            @if let Some(used) = kept.used { p { "Place utilisée : " (size(used)) } }
            @if let Some(quota) = kept.quota { p { "Place accordée par le navigateur : " (size(quota)) } }
        }
    };
    let contracts = move || {
        let headers = session.installed.get();
        let size: u64 = headers.iter().map(|header| header.octets).sum();
        format!("{}, {} ko", counted(headers.len(), "contrat"), size.div_ceil(1024))
    };
    let contacts = move || match session.journal.get() {
        JournalState::Open(journal, _) => {
            format!("{} d'essai, sur ce téléphone seulement", counted(journal.borrow().nombre() as usize, "contact"))
        }
        JournalState::Opening => "ouverture…".into(),
        JournalState::Failed(explanation) => explanation.what,
    };
    let carnet = Carnet::needed();
    carnet.look_at_places();
    let etat = Memo::new(move |_| carnet.etat.get());
    let state = move || match etat.get() {
        Etat::Absent | Etat::Regarde => html! { p { "Pas encore de journal sur ce téléphone." } },
        Etat::Ouvert => coffre(carnet),
        _ => html! {
            p { "Fermé à clé, en deux copies : des fichiers et une base du navigateur." }
            a.bouton href=(Route::Terrain.href()) { "Ouvrir pour en savoir plus" }
        },
    };
    let real = move || {
        html! { section.bloc { h2 { (icon(icons::KEY)) "Le journal de terrain" } (state()) } }
    };
    let catalogue = move || {
        html! {
            section.bloc {
                h2 { (icon(icons::CONTRAT)) "Le catalogue" }
                p { (contracts()) }
                p.discret { "Il peut toujours être téléchargé à nouveau." }
            }
        }
    };
    let rest = move || {
        html! {
            section.bloc {
                h2 { (icon(icons::TERRAIN)) "Le journal d'essai" }
                p { (contacts()) }
                p.discret { "Rien ne part sur le réseau. Il se supprime en une touche, dans « Terrain »." }
            }
            section.bloc { h2 { (icon(icons::STORAGE)) "La place" } (space()) }
        }
    };
    view! {
        {show_head("Ce qui est gardé ici", Some((&Route::Plus, "Plus")))}
        {show_living(Rc::new(catalogue), Rc::new(|_, _| {}))}
        {nouvelles()}
        {show_pressable(Box::new(real), Hands { press, choose: drop })}
        {show_living(Rc::new(rest), Rc::new(move |_, _| look(true)))}
    }
    .into_any()
}

/// What the open journal says of itself.
fn coffre(carnet: Carnet) -> Markup {
    let contacts = carnet.journal.with(|journal| match journal {
        JournalState::Open(journal, _) => journal.borrow().nombre() as usize,
        _ => 0,
    });
    let alone = carnet.risque.get().map_or(0, |risque| risque.contacts);
    let lieux = carnet.lieux.get().unwrap_or_default();
    html! {
        p { (counted(contacts, "contact")) ", dont " (alone) " sur ce téléphone seulement." }
        p {
            @match lieux.export_ms {
                Some(at) => { "Dernière sauvegarde : " (long_instant(at)) "." },
                None => "Aucune sauvegarde n'a encore été faite.",
            }
        }
        @for (copie, present) in &lieux.copies {
            p { "Copie dans " (copie) " : " strong { @if *present { "présente" } @else { "absente ou muette" } } "." }
        }
        @if let Some(constat) = &lieux.constat { p role="status" { strong { (constat) } } }
        div.boutons {
            button.bouton type="button" name="verifier" { "Vérifier la chaîne" }
            button.bouton type="button" name="mesurer" { "Mesurer la place libre" }
            a.bouton href=(Route::Sauvegarde.href()) { "Sauvegarde" }
        }
    }
}

fn press(name: &str, _: String) {
    let carnet = Carnet::get();
    match name {
        "verifier" => carnet.check(),
        "mesurer" => carnet.measure(),
        _ => {}
    }
}
