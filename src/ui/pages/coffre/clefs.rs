//! The steps of making keys. What they need is drawn when the first of them shows; one that comes too early leads back.

use leptos::prelude::*;
use maud::html;

use super::nouvelles;
use crate::app::coffre::{Shown, Strength};
use crate::ui::documents::coffre;
use crate::ui::navigation::Navigation;
use crate::ui::parts::{Hands, effect, field, live, live_option, secret_field, show_head, show_part, show_pressable};
use crate::ui::route::{Etape, Route};
use crate::ui::session::{But, Carnet, Etat, Preparation, Secrete};

/// A step.
pub fn clefs(etape: Etape) -> AnyView {
    let carnet = Carnet::needed();
    let navigation = Navigation::get();
    let news = nouvelles();
    effect(move || {
        let busy = carnet.attente.get().is_some() || carnet.souci.with(Option::is_some);
        let is_ready = carnet.preparation.with(|known| known.as_ref().map(|known| known.prouvee));
        match (is_ready, carnet.purpose(etape)) {
            _ if busy || carnet.etat.get() == Etat::Regarde => {}
            (_, None) => navigation.replace(&Route::Terrain),
            // A sheet is shown once the phrase is proven.
            (Some(false), _) if matches!(etape, Etape::Fiche | Etape::Confirmer) => {
                navigation.replace(&Route::Clefs(Etape::Phrase));
            }
            (Some(_), _) => {}
            (None, Some(but)) if etape == Etape::Phrase || but == But::Fiche => carnet.prepare(but),
            (None, Some(_)) => navigation.replace(&Route::Clefs(Etape::Phrase)),
        }
    });
    let but = Memo::new(move |_| carnet.preparation.with(|known| known.as_ref().map(|known| known.but)));
    let head = live(move || show_head(titre(etape), Some((&retour(etape, but.get()), "Retour"))));
    let part = move || {
        carnet.preparation.with(|known| match known {
            Some(preparation) => {
                html! { @if preparation.but == But::Creer { (rang(etape)) } (pas(etape, preparation)) }
            }
            None => html! {},
        })
    };
    let strength = (etape == Etape::Choisir).then(strength);
    view! {
        {head}
        {show_pressable(Box::new(part), Hands { press, choose: drop })}
        {strength}
        {news}
    }
    .into_any()
}

fn titre(etape: Etape) -> &'static str {
    match etape {
        Etape::Phrase => "Votre phrase secrète",
        Etape::Choisir => "Choisir ma phrase",
        Etape::Preuve => "Vérifions la phrase",
        Etape::Fiche => "Votre fiche de secours",
        Etape::Confirmer => "Vérifions la fiche",
    }
}

fn retour(etape: Etape, but: Option<But>) -> Route {
    match (etape, but) {
        (Etape::Phrase, Some(But::Creer) | None) => Route::Terrain,
        (Etape::Phrase, _) | (Etape::Fiche, Some(But::Fiche)) => Route::Coffre,
        (Etape::Choisir | Etape::Preuve, _) => Route::Clefs(Etape::Phrase),
        (Etape::Fiche, _) => Route::Clefs(Etape::Preuve),
        (Etape::Confirmer, _) => Route::Clefs(Etape::Fiche),
    }
}

fn rang(etape: Etape) -> maud::Markup {
    match etape {
        Etape::Phrase | Etape::Choisir => coffre::pas(1, "la phrase"),
        Etape::Preuve => coffre::pas(2, "la vérifier"),
        Etape::Fiche => coffre::pas(3, "la fiche de secours"),
        Etape::Confirmer => coffre::pas(4, "la vérifier"),
    }
}

fn pas(etape: Etape, preparation: &Preparation) -> maud::Markup {
    match (etape, &preparation.secrete) {
        (Etape::Phrase, Secrete::Tiree(mots)) => coffre::phrase(mots.words()),
        // One of their own was chosen: the words that were drawn are gone.
        (Etape::Phrase, Secrete::Choisie(_)) => html! {
            p { "Vous avez choisi votre propre phrase." }
            div.boutons {
                a.bouton.principal href=(Route::Clefs(Etape::Preuve).href()) { "La garder" }
                a.bouton href=(Route::Clefs(Etape::Choisir).href()) { "En choisir une autre" }
                button.bouton type="button" name="encore" { "Huit mots tirés au sort" }
            }
        },
        (Etape::Choisir, _) => coffre::choisir(),
        (Etape::Preuve, Secrete::Tiree(_)) => {
            coffre::preuve("preuve", "de votre phrase", preparation.places_phrase, "Continuer")
        }
        (Etape::Preuve, Secrete::Choisie(_)) => coffre::preuve_choisie(),
        (Etape::Fiche, _) => {
            let employeur = preparation.employeur.as_ref().map(Shown::words);
            coffre::fiche(preparation.fiche.words(), employeur, preparation.but == But::Creer)
        }
        (Etape::Confirmer, _) => {
            let fin = if preparation.but == But::Creer { "Créer mon journal" } else { "Changer la fiche" };
            coffre::preuve("confirmer", "de la fiche de secours", preparation.places_fiche, fin)
        }
    }
}

fn press(name: &str, value: String) {
    let carnet = Carnet::get();
    match name {
        "encore" => carnet.draw_again(),
        "choisir" => carnet.choose_phrase(secret_field("phrase")),
        "preuve" => carnet.prove_phrase([secret_field("mot0"), secret_field("mot1")]),
        "employeur" => carnet.employer_sheet(value == "oui"),
        // A window that cannot print has a pen beside it.
        "imprimer" => drop(window().print()),
        "confirmer" => carnet.prove_sheet([secret_field("mot0"), secret_field("mot1")]),
        _ => {}
    }
}

/// How strong the phrase is that is being typed.
fn strength() -> AnyView {
    let bits = RwSignal::new(None::<Strength>);
    let listener = window_event_listener(leptos::ev::input, move |_| {
        let _ = bits.try_set(Some(Strength::of(&zeroize::Zeroizing::new(field("phrase")))));
    });
    on_cleanup(move || listener.remove());
    let shown = move || bits.get().map(|strength| show_part(coffre::force(strength.bits, strength.is_enough())));
    let shown = live_option(shown);
    view! { <div role="status">{shown}</div> }.into_any()
}
