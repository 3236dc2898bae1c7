//! Plus: who one is, the contracts on the phone, storage, help.

use std::rc::Rc;

use leptos::prelude::*;
use maud::html;

use crate::app::settings::Profil;
use crate::ui::markup::{Pictogram, icon, icons};
use crate::ui::parts::{show_head, show_living};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The list of settings.
pub fn plus() -> AnyView {
    let session = Session::get();
    let door = |route: Route, pictogram: Pictogram, label: &str| {
        html! { li { a.porte href=(route.href()) { (icon(pictogram)) span { (label) } (icon(icons::NEXT)) } } }
    };
    let part = move || {
        html! {
                fieldset.groupe {
                    legend { "Vous êtes" }
                    div.puces {
                        @for profil in Profil::ALL {
                            button.puce.choix type="button" name="profil" value=(profil.word())
                                aria-pressed=(session.profil.get() == Some(profil)) { span { (profil.label()) } }
                        }
                    }
                    p.discret { "Cela change seulement l'écran d'ouverture." }
                }
            ul.portes {
                (door(Route::Contrats, icons::CONTRAT, "Mes contrats"))
                (door(Route::Coffre, icons::KEY, "Le coffre"))
                (door(Route::Sauvegarde, icons::SAVE, "Sauvegarde"))
                (door(Route::Stockage, icons::STORAGE, "Ce qui est gardé ici"))
                (door(Route::Aide, icons::HELP, "Aide"))
                (door(Route::APropos, icons::ABOUT, "À propos"))
            }
        }
    };
    let press =
        move |_: &str, word: String| Profil::of(&word).into_iter().for_each(|profil| session.choose_profil(profil));
    view! { {show_head("Plus", None)}{show_living(Rc::new(part), Rc::new(press))} }.into_any()
}
