//! The shell: the five places, the way to search and to the emergency numbers, and the page between them.

use leptos::prelude::*;
use maud::html;

use super::documents::terrain::visite;
use super::markup::{Pictogram, avis, icons};
use super::navigation::Navigation;
use super::pages::page;
use super::parts::{
    Hands, Icon, Notices, effect, follow_arrows, live, live_option, live_text, live_word, show_part, show_pressable,
};
use super::route::Route;
use super::session::{Carnet, Etat, Session};

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
    let carnet = Carnet::get();
    let is_open = Memo::new(move |_| carnet.etat.get() == Etat::Ouvert);
    let masquer = live_option(move || {
        is_open.get().then(|| {
            view! {
                <button type="button" class="urgence masquer" on:click=move |_| carnet.mask()>
                    <Icon icon=icons::HIDE/><span>"Masquer"</span>
                </button>
            }
            .into_any()
        })
    });
    view! {
        // The page's base address is the app's, so a bare "#contenu" would lead home.
        <a class="evitement" href=live_word(move || Some(route.with(|route| format!("{}#contenu", route.href())))) rel="external">
            "Aller au contenu"
        </a>
        <div class="shell" data-place=live_word(move || Some(place.get().to_owned()))>
            <header class="barre">
                <a class="marque" href=Route::Accueil.href()>
                    <img src="icones/relais.svg" alt="" width="28" height="28"/>
                    <span>"Relais"</span>
                </a>
                <span class="territoire">{territory}</span>
                <a class="urgence" href=Route::Secours(None).href()><Icon icon=icons::CALL/><span>"Urgence"</span></a>
                {masquer}
                <a class="rond" href=Route::Chercher.href() aria-label="Chercher dans le contrat"><Icon icon=icons::SEARCH/></a>
            </header>
            <main id="contenu" class="page" tabindex="-1">
                <Banners route=route/>
                {live(move || page(route.get()))}
            </main>
            <Notices/>
            <nav class="places" aria-label="Les cinq places">{PLACES.iter().map(entry).collect::<Vec<_>>()}</nav>
        </div>
    }
    .into_any()
}

fn press_tour(name: &str, _: String) {
    match name {
        "passer" => Session::get().passer_etape(),
        _ => Session::get().visite.set(None),
    }
}

/// What the whole app has to say: nothing can be kept here; a new version waits.
#[component]
fn Banners(route: Memo<Route>) -> impl IntoView {
    let session = Session::get();
    let refused = live_option(move || {
        session.not_kept.get().map(|explanation| {
            let words = html! { p { strong { (explanation.what) } " " (explanation.safe) " " (explanation.next) } };
            show_part(avis("grave", icons::WARNING, words))
        })
    });
    // A form is never interrupted: the news waits until it is saved.
    let busy =
        move || route.with(|route| matches!(route, Route::NouveauContact | Route::Corriger(_) | Route::Noter(Some(_))));
    let newer = live_option(move || {
        (session.update_ready.get() && !busy()).then(|| {
            view! {
                <div class="avis doux" role="status">
                    <Icon icon=icons::DOWNLOAD/>
                    <div class="ligne">
                        <p>"Nouvelle version prête."</p>
                        <button type="button" class="bouton petit" on:click=|_| Session::accept_update()>"Ouvrir la nouvelle version"</button>
                    </div>
                </div>
            }
            .into_any()
        })
    });
    session.suivre_visite(route);
    let visite = live_option(move || {
        let tour = session.visite.get()?;
        Some(show_pressable(Box::new(move || visite::visite(tour.etape)), Hands { press: press_tour, choose: drop }))
    });
    view! { {refused} {newer} {visite} }
}
