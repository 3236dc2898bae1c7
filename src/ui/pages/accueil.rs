//! The first start's one question, then the home of each profile.

use std::rc::Rc;

use leptos::prelude::*;
use maud::html;

use crate::app::settings::Profil;
use crate::ui::markup::{Pictogram, icon, icons};
use crate::ui::navigation::Navigation;
use crate::ui::parts::{Wait, effect, show_head, show_living};
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
    let choices = move || {
        html! {
            p.chapeau { "Pour ouvrir Relais au bon endroit. Tout reste accessible, et cela se change dans « Plus »." }
            ul.cartes {
                @for profil in Profil::ALL {
                    li {
                        button.carte type="button" name="profil" value=(profil.word()) {
                            span.pastille { (icon(icon_of(profil))) }
                            span.carte-corps {
                                span.carte-titre { (profil.label()) }
                                span.carte-texte { (profil.promise()) }
                            }
                            (icon(icons::NEXT))
                        }
                    }
                }
            }
        }
    };
    let press = move |_: &str, word: String| {
        if let Some(profil) = Profil::of(&word) {
            session.choose_profil(profil);
            go(profil);
        }
    };
    view! { {show_head("Vous êtes…", None)}{show_living(Rc::new(choices), Rc::new(press))}<Wait/> }.into_any()
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
