//! The shell: the five places, the way to search, and the page between them.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::{StaticSegment as S, WildcardSegment as Any, path};

use super::link::{base, link};
use super::pages;
use super::parts::{Avis, Icon, Notices, icons};
use super::session::Session;

/// The app.
#[component]
pub fn App() -> impl IntoView {
    Session::start(contrat_of);
    view! {
        <Router base=base()>
            <Shell/>
        </Router>
    }
}

/// The contract that an address names: `…/contrat/<id>/…`.
fn contrat_of(path: &str) -> Option<String> {
    let below = path.strip_prefix(&base())?.strip_prefix("/contrat/")?;
    let id = below.split('/').next()?;
    (!id.is_empty()).then(|| id.to_owned())
}

/// A place of the bottom bar.
struct Place {
    path: &'static str,
    label: &'static str,
    icon: icondata_core::Icon,
}

static PLACES: [Place; 5] = [
    Place { path: "/aides", label: "Aides", icon: icons::AIDES },
    Place { path: "/contrat", label: "Contrat", icon: icons::CONTRAT },
    Place { path: "/terrain", label: "Terrain", icon: icons::TERRAIN },
    Place { path: "/bilan", label: "Bilan", icon: icons::BILAN },
    Place { path: "/plus", label: "Plus", icon: icons::PLUS },
];

/// The name of the place that a path belongs to; it sets the colour of the page.
fn place_of(path: &str) -> &'static str {
    let below = path.strip_prefix(&base()).unwrap_or(path);
    PLACES.iter().find(|place| below.starts_with(place.path)).map_or("accueil", |place| &place.path[1..])
}

#[component]
fn Shell() -> impl IntoView {
    let session = Session::get();
    let location = use_location();
    let place = Memo::new(move |_| place_of(&location.pathname.get()));
    // An address can name another contract than the open one: a link that somebody sent.
    Effect::new(move |_| {
        let Some(wanted) = contrat_of(&location.pathname.get()) else { return };
        let open = session.ready().map(|contrat| contrat.id().to_owned());
        if open.is_some_and(|open| open != wanted) {
            session.open(Some(wanted));
        }
    });
    let entry = move |place_here: &'static Place| {
        let current = move || (place.get() == &place_here.path[1..]).then_some("page");
        view! {
            <a href=link(place_here.path) aria-current=current data-place=&place_here.path[1..]>
                <Icon icon=place_here.icon/>
                <span>{place_here.label}</span>
            </a>
        }
    };
    let territory = move || session.ready().map(|contrat| contrat.arbre().pack().contrat.territoire.clone());
    view! {
        <a class="evitement" href="#contenu" rel="external">"Aller au contenu"</a>
        <div class="shell" data-place=move || place.get()>
            <header class="barre">
                <a class="marque" href=link("/")>
                    <img src="icones/relais.svg" alt="" width="28" height="28"/>
                    <span>"Relais"</span>
                </a>
                <span class="territoire">{territory}</span>
                <a class="rond" href=link("/chercher") aria-label="Chercher dans le contrat"><Icon icon=icons::SEARCH/></a>
            </header>
            <main id="contenu" class="page" tabindex="-1">
                <Banners/>
                <FlatRoutes fallback=pages::NotFound>
                    <Route path=path!("/") view=pages::Accueil/>
                    <Route path=path!("/aides") view=pages::Aides/>
                    <Route path=path!("/aides/:besoin") view=pages::Besoin/>
                    <Route path=path!("/contrat") view=pages::Plan/>
                    <Route path=path!("/contrat/:contrat") view=pages::Plan/>
                    <Route path=path!("/contrat/:contrat/noeud/:id") view=pages::Noeud/>
                    <Route path=path!("/contrat/:contrat/dispositif/:id") view=pages::Dispositif/>
                    <Route path=path!("/contrat/:contrat/acteur/:id") view=pages::Acteur/>
                    <Route path=path!("/contrat/:contrat/quartier/:id") view=pages::Quartier/>
                    <Route path=path!("/contrat/:contrat/sigle/:id") view=pages::Sigle/>
                    <Route path=path!("/contrat/:contrat/liste/:liste") view=pages::Liste/>
                    <Route path=path!("/contrat/:contrat/gouvernance") view=pages::Gouvernance/>
                    <Route path=path!("/contrat/:contrat/doutes") view=pages::Doutes/>
                    <Route path=path!("/chercher") view=pages::Chercher/>
                    <Route path=path!("/terrain") view=pages::Terrain/>
                    <Route path=path!("/terrain/contact") view=pages::NouveauContact/>
                    <Route path=path!("/bilan") view=pages::Bilan/>
                    <Route path=path!("/plus") view=pages::Plus/>
                    <Route path=path!("/plus/stockage") view=pages::Stockage/>
                    <Route path=path!("/plus/contrats") view=pages::Contrats/>
                    <Route path=path!("/plus/aide") view=pages::Aide/>
                    <Route path=path!("/plus/a-propos") view=pages::APropos/>
                    <Route path=(S("index.html"), Any("reste")) view=pages::Accueil/>
                </FlatRoutes>
            </main>
            <Notices/>
            <nav class="places" aria-label="Les cinq places">{PLACES.iter().map(entry).collect::<Vec<_>>()}</nav>
        </div>
    }
}

/// What the whole app has to say: nothing can be kept here; a new version waits.
#[component]
fn Banners() -> impl IntoView {
    let session = Session::get();
    let location = use_location();
    let refused = move || {
        session.not_kept.get().map(|explanation| {
            view! {
                <Avis weight="grave" icon=icons::WARNING>
                    <p><strong>{explanation.what}</strong>" "{explanation.safe}" "{explanation.next}</p>
                </Avis>
            }
        })
    };
    // A form is never interrupted: the news waits until it is saved.
    let busy = move || location.pathname.get().ends_with("/contact");
    let newer = move || {
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
        })
    };
    view! { {refused} {newer} }
}
