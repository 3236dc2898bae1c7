//! Plus: who one is, the contracts on the phone, storage, help.

use leptos::prelude::*;

use crate::app::settings::Profil;
use crate::ui::link::link;
use crate::ui::parts::{Icon, PageHead, Wait, icons};
use crate::ui::session::Session;

/// The list of settings.
#[component]
pub fn Plus() -> impl IntoView {
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
    let door = |path: &str, icon: icondata_core::Icon, label: &'static str| {
        view! { <li><a class="porte" href=link(path)><Icon icon=icon/><span>{label}</span><Icon icon=icons::NEXT/></a></li> }
    };
    view! {
        <PageHead title="Plus"/>
        <fieldset class="groupe">
            <legend>"Vous êtes"</legend>
            <div class="puces">{Profil::ALL.map(chip).into_iter().collect::<Vec<_>>()}</div>
            <p class="discret">"Cela change seulement l'écran d'ouverture."</p>
        </fieldset>
        <ul class="portes">
            {door("/plus/contrats", icons::CONTRAT, "Contrats sur ce téléphone")}
            {door("/plus/stockage", icons::STORAGE, "Ce qui est gardé ici")}
            {door("/plus/aide", icons::HELP, "Aide")}
            {door("/plus/a-propos", icons::ABOUT, "À propos")}
        </ul>
    }
}

/// The contracts on this phone; choosing one opens it.
#[component]
pub fn Contrats() -> impl IntoView {
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
        <PageHead title="Contrats sur ce téléphone" back=(link("/plus"), "Plus".into())/>
        <ul class="cartes">{rows}</ul>
        {none}
        <button type="button" class="bouton" on:click=move |_| session.choose_another()><Icon icon=icons::DOWNLOAD/>"Voir les contrats du site"</button>
        <Wait/>
    }
}
