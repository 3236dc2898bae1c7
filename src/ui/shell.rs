//! The shell: the five places, the way to search and to the emergency numbers, and the page between them.

use std::rc::Rc;

use leptos::prelude::*;
use maud::html;

use super::documents::terrain::visite;
use super::markup::{Pictogram, avis, icon, icons};
use super::navigation::Navigation;
use super::pages::page;
use super::parts::{Icon, Notices, effect, follow_arrows, live, live_text, live_word, show_living};
use super::route::Route;
use super::session::{Carnet, Etat, Session};
use crate::app::explain::Explanation;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let session = Session::start();
    let navigation = Navigation::start();
    Carnet::start(session, navigation);
    follow_arrows();
    shell()
}

/// The five places of the bottom bar.
static PLACES: [(Route, &str, Pictogram); 5] = [
    (Route::Aides, "Aides", icons::AIDES),
    (Route::Contrat(None), "Contrat", icons::CONTRAT),
    (Route::Terrain, "Terrain", icons::TERRAIN),
    (Route::Bilan, "Bilan", icons::BILAN),
    (Route::Plus, "Plus", icons::PLUS),
];

fn shell() -> AnyView {
    let session = Session::get();
    let route = Navigation::get().route;
    let place = Memo::new(move |_| route.with(Route::place));
    // An address can name another contract than the open one: a link that somebody sent.
    effect(move || {
        let Some(wanted) = route.with(|route| route.contrat().map(str::to_owned)) else { return };
        let open = session.ready().map(|contrat| contrat.id().to_owned());
        if open.is_some_and(|open| open != wanted) {
            session.open(Some(wanted));
        }
    });
    let entry = move |(to, label, icon): &'static (Route, &'static str, Pictogram)| {
        let current = live_word(move || (place.get() == to.place()).then(|| "page".into()));
        view! {
            <a href=to.href() aria-current=current data-place=to.place()>
                <Icon icon=*icon/>
                <span>{*label}</span>
            </a>
        }
    };
    let territory = live_text(move || match session.ready() {
        Some(contrat) => contrat.arbre().pack().contrat.territoire.clone(),
        None => String::new(),
    });
    let read_again = live_word(move || {
        let shown = session.ready().is_some();
        route.with(|route| (shown && route.is_lecture()).then(|| route.href()))
    });
    let carnet = Carnet::get();
    let masquer = move || {
        html! {
            @if carnet.etat.with(|etat| *etat == Etat::Ouvert) {
                button.urgence.masquer type="button" name="masquer" { (icon(icons::HIDE)) span { "Masquer" } }
            }
        }
    };
    let masquer = show_living(Rc::new(masquer), Rc::new(move |_, _| carnet.mask()));
    view! {
        // The page's base address is the app's, so a bare "#contenu" would lead home.
        <a class="evitement" href=live_word(move || Some(route.with(|route| format!("{}#contenu", route.href())))) rel="external">
            "Aller au contenu"
        </a>
        <div class="shell" data-place=live_word(move || Some(place.get().to_owned()))>
            <header class="barre">
                <a class="marque" href=Route::Accueil.href()>
                    <img src="icones/relais-192.png" alt="" width="28" height="28"/>
                    <span>"Relais"</span>
                </a>
                <span class="territoire">{territory}</span>
                <a class="urgence" href=Route::Secours(None).href()><Icon icon=icons::CALL/><span>"Urgence"</span></a>
                {masquer}
                <a class="rond" href=Route::Chercher.href() aria-label="Chercher dans le contrat"><Icon icon=icons::SEARCH/></a>
            </header>
            <main id="contenu" class="page" tabindex="-1" data-relire=read_again>
                <div class="annonces"><Banners route=route/></div>
                {live(move || page(route.get()))}
            </main>
            <Notices/>
            <nav class="places" aria-label="Les cinq places">{PLACES.iter().map(entry).collect::<Vec<_>>()}</nav>
        </div>
    }
    .into_any()
}

/// What the whole app has to say: nothing can be kept here; a new version waits.
#[component]
fn Banners(route: Memo<Route>) -> impl IntoView {
    let session = Session::get();
    session.suivre_visite(route);
    // A form is never interrupted: the news waits until it is saved.
    let busy =
        move || route.with(|route| matches!(route, Route::NouveauContact | Route::Corriger(_) | Route::Noter(Some(_))));
    let part = move || {
        html! {
            @if let Some(Explanation { what, safe, next }) = session.not_kept.get() {
                (avis("grave", icons::WARNING, html! { p { strong { (what) } " " (safe) " " (next) } }))
            }
            @if session.update_ready.get() && !busy() {
                div.avis.doux role="status" {
                    (icon(icons::DOWNLOAD))
                    div.ligne {
                        p { "Nouvelle version prête." }
                        button.bouton.petit type="button" name="version" { "Ouvrir la nouvelle version" }
                    }
                }
            }
            @if let Some(tour) = session.visite.get() { (visite::visite(tour.etape)) }
        }
    };
    let press = move |name: &str, _: String| match name {
        "version" => Session::accept_update(),
        "passer" => session.passer_etape(),
        _ => session.visite.set(None),
    };
    show_living(Rc::new(part), Rc::new(press))
}
