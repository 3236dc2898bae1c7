//! The first start's one question, then the home of each profile.

use leptos::prelude::*;

use crate::app::settings::Profil;
use crate::ui::markup::{Pictogram, icons};
use crate::ui::navigation::Navigation;
use crate::ui::parts::{Icon, Wait, effect, show_head};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The home address: it asks who the person is, once, and leads to their place.
pub fn accueil() -> AnyView {
    let session = Session::get();
    let navigation = Navigation::get();
    let go = move |profil: Profil| navigation.replace(&home_of(profil));
    if let Some(profil) = session.profil.get_untracked() {
        effect(move || go(profil));
        return ().into_any();
    }
    let choice = |profil: Profil| {
        let icon = icon_of(profil);
        view! {
            <li><button type="button" class="carte" on:click=move |_| { session.choose_profil(profil); go(profil); }>
                <span class="pastille"><Icon icon=icon/></span>
                <span class="carte-corps"><span class="carte-titre">{profil.label()}</span>
                <span class="carte-texte">{profil.promise()}</span></span>
                <Icon icon=icons::NEXT/>
            </button></li>
        }
    };
    view! {
        {show_head("Vous êtes…", None)}
        <p class="chapeau">"Pour ouvrir Relais au bon endroit. Tout reste accessible, et cela se change dans « Plus »."</p>
        <ul class="cartes">{Profil::ALL.map(choice).into_iter().collect::<Vec<_>>()}</ul>
        <Wait/>
    }
    .into_any()
}

fn home_of(profil: Profil) -> Route {
    match profil {
        Profil::Habitant | Profil::Mediateur => Route::Aides,
        Profil::AdulteRelais => Route::Terrain,
        Profil::Equipe => Route::Contrat(None),
    }
}

fn icon_of(profil: Profil) -> Pictogram {
    match profil {
        Profil::Habitant => icons::EMPTY,
        Profil::Mediateur => icons::SEARCH,
        Profil::AdulteRelais => icons::TERRAIN,
        Profil::Equipe => icons::CONTRAT,
    }
}
