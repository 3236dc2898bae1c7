//! Plus: who one is, the contracts on the phone, storage, help.

use leptos::prelude::*;
use maud::html;

use crate::app::settings::Profil;
use crate::ui::markup::{Pictogram, icon, icons};
use crate::ui::parts::{live_word, show_head, show_part};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The list of settings.
pub fn plus() -> AnyView {
    let session = Session::get();
    let chip = move |profil: Profil| {
        view! {
            <button
                type="button"
                class="puce choix"
                aria-pressed=live_word(move || Some((session.profil.get() == Some(profil)).to_string()))
                on:click=move |_| session.choose_profil(profil)
            >
                <span>{profil.label()}</span>
            </button>
        }
    };
    let door = |route: Route, pictogram: Pictogram, label: &str| {
        html! { li { a.porte href=(route.href()) { (icon(pictogram)) span { (label) } (icon(icons::NEXT)) } } }
    };
    let doors = html! {
        ul.portes {
            (door(Route::Contrats, icons::CONTRAT, "Mes contrats"))
            (door(Route::Coffre, icons::KEY, "Le coffre"))
            (door(Route::Sauvegarde, icons::SAVE, "Sauvegarde"))
            (door(Route::Stockage, icons::STORAGE, "Ce qui est gardé ici"))
            (door(Route::Aide, icons::HELP, "Aide"))
            (door(Route::APropos, icons::ABOUT, "À propos"))
        }
    };
    view! {
        {show_head("Plus", None)}
        <fieldset class="groupe">
            <legend>"Vous êtes"</legend>
            <div class="puces">{Profil::ALL.map(chip).into_iter().collect::<Vec<_>>()}</div>
            <p class="discret">"Cela change seulement l'écran d'ouverture."</p>
        </fieldset>
        {show_part(doors)}
    }
    .into_any()
}
