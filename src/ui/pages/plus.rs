//! Plus: who one is, the contracts on the phone, storage, help.

use leptos::prelude::*;
use maud::html;

use crate::app::settings::Profil;
use crate::ui::markup::{Pictogram, icon, icons};
use crate::ui::parts::{Icon, Wait, show_head, show_part};
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
                aria-pressed=move || (session.profil.get() == Some(profil)).to_string()
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
            (door(Route::Contrats, icons::CONTRAT, "Contrats sur ce téléphone"))
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

/// The contracts on this phone; choosing one opens it.
pub fn contrats() -> AnyView {
    let session = Session::get();
    let rows = move || {
        let open = session.ready().map(|contrat| contrat.id().to_owned());
        let row = |header: crate::app::port::PackHeader| {
            let id = header.id.clone();
            let current = open.as_deref() == Some(header.id.as_str());
            let line = format!("version {} · {} ko", header.version, header.octets.div_ceil(1024));
            view! {
                <li><button type="button" class="carte" aria-pressed=current.to_string() on:click=move |_| session.open(Some(id.clone()))>
                    <span class="carte-corps">
                        <span class="carte-titre">{header.territoire}</span>
                        <span class="carte-texte">{header.intitule}</span>
                        <span class="carte-texte">{line}</span>
                    </span>
                    {if current { view! { <span class="etat">"Ouvert"</span> }.into_any() } else { view! { <Icon icon=icons::NEXT/> }.into_any() }}
                </button></li>
            }
        };
        session.installed.get().into_iter().map(row).collect::<Vec<_>>()
    };
    let none = move || {
        session
            .installed
            .with(Vec::is_empty)
            .then(|| view! { <p class="discret">"Aucun contrat n'est encore gardé ici."</p> })
    };
    view! {
        {show_head("Contrats sur ce téléphone", Some((&Route::Plus, "Plus")))}
        <ul class="cartes">{rows}</ul>
        {none}
        <button type="button" class="bouton" on:click=move |_| session.choose_another()><Icon icon=icons::DOWNLOAD/>"Voir les contrats du site"</button>
        <Wait/>
    }
    .into_any()
}
