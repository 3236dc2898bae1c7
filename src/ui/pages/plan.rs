//! The contract: what it is, and its tree as an outline that opens where one touches it.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::consult::{Contrat, Target};
use crate::contrat::Noeud;
use crate::ui::link::{self, link};
use crate::ui::parts::{Icon, PageHead, WithContrat, acteur_chips, icons, note_list, texte};
use crate::ui::session::Session;

/// The page of the contract.
#[component]
pub fn Plan() -> impl IntoView {
    view! { <WithContrat children=|contrat| plan(&contrat)/> }
}

/// Which nodes of the outline are open.
type Opened = RwSignal<HashSet<String>>;

fn plan(contrat: &Arc<Contrat>) -> AnyView {
    let entete = &contrat.arbre().pack().contrat;
    let opened = Session::get().opened;
    let roots: Vec<_> = contrat.arbre().racines().map(|noeud| branch(contrat, noeud, opened)).collect();
    let period = match (entete.debut, entete.fin) {
        (Some(debut), Some(fin)) => format!(" · {debut}-{fin}"),
        (Some(year), None) | (None, Some(year)) => format!(" · {year}"),
        (None, None) => String::new(),
    };
    view! {
        <PageHead title=entete.intitule.clone() genre=format!("{}{period}", entete.r#type.label())/>
        <p class="chapeau">{texte(contrat, &entete.resume)}</p>
        {counts(contrat)}
        <section class="bloc">
            <h2>"Le plan du contrat"</h2>
            <ul class="plan">{roots}</ul>
        </section>
        {doors(contrat)}
        <section class="bloc">{acteur_chips(contrat, "Signataires", &entete.signataires)}</section>
        {note_list(contrat, "À savoir sur ce contrat", &entete.notes)}
    }
    .into_any()
}

/// "3 piliers · 28 objectifs opérationnels · …"
fn counts(contrat: &Contrat) -> AnyView {
    let parts: Vec<String> = contrat
        .arbre()
        .comptes()
        .into_iter()
        .map(|(niveau, count)| {
            let label = if count == 1 { niveau.label().to_lowercase() } else { niveau.label_many().to_owned() };
            format!("{count} {label}")
        })
        .collect();
    view! { <p class="discret">{parts.join(" · ")}</p> }.into_any()
}

/// One node with its branch, drawn when it is opened.
fn branch(contrat: &Arc<Contrat>, noeud: &Noeud, opened: Opened) -> AnyView {
    let href = link::to(contrat.id(), &Target::Noeud(noeud.id.clone()));
    let title = match &noeud.numero {
        Some(numero) => format!("{numero}. {}", noeud.intitule),
        None => noeud.intitule.clone(),
    };
    let below = contrat.arbre().enfants(&noeud.id).count();
    if below == 0 {
        return view! {
            <li class="feuille"><a href=href><span class="genre">{noeud.niveau.label()}</span>{title}</a></li>
        }
        .into_any();
    }
    let id = noeud.id.clone();
    let is_open = {
        let id = id.clone();
        Memo::new(move |_| opened.with(|open| open.contains(&id)))
    };
    let toggle = {
        let id = id.clone();
        move |_| {
            opened.update(|open| {
                if !open.remove(&id) {
                    open.insert(id.clone());
                }
            });
        }
    };
    let children = {
        let contrat = Arc::clone(contrat);
        move || {
            is_open.get().then(|| {
                let rows: Vec<_> =
                    contrat.arbre().enfants(&id).map(|enfant| branch(&contrat, enfant, opened)).collect();
                view! { <ul>{rows}</ul> }
            })
        }
    };
    let many = contrat.arbre().descendants(&noeud.id);
    view! {
        <li class="branche" class:ouverte=move || is_open.get()>
            <div class="branche-ligne">
                <button
                    type="button"
                    class="rond"
                    aria-expanded=move || is_open.get().to_string()
                    aria-label=format!("Déplier : {title}")
                    on:click=toggle
                >
                    <Icon icon=icons::OPEN/>
                </button>
                <a href=href>
                    <span class="genre">{noeud.niveau.label()}</span>
                    {title}
                    <span class="nombre" aria-label=format!("{many} éléments")>{many}</span>
                </a>
            </div>
            {children}
        </li>
    }
    .into_any()
}

/// The other ways into the contract.
fn doors(contrat: &Contrat) -> AnyView {
    let pack = contrat.arbre().pack();
    let address = |end: &str| link(&format!("/contrat/{}/{end}", contrat.id()));
    let door = |end: &str, icon: icondata_core::Icon, label: &str, count: usize| {
        (count > 0).then(|| {
            view! {
                <li><a class="porte" href=address(end)>
                    <Icon icon=icon/><span>{label.to_owned()}</span><span class="nombre">{count}</span>
                </a></li>
            }
        })
    };
    let instances = pack
        .gouvernance
        .as_ref()
        .map_or(0, |gouvernance| gouvernance.instances.len() + gouvernance.fonctions.len() + gouvernance.equipe.len());
    view! {
        <section class="bloc">
            <h2>"Entrer autrement"</h2>
            <ul class="portes">
                {door("liste/dispositifs", icons::DISPOSITIF, "Dispositifs", pack.dispositifs.len())}
                {door("liste/acteurs", icons::PEOPLE, "Acteurs", pack.acteurs.len())}
                {door("liste/quartiers", icons::QUARTIER, "Quartiers", pack.quartiers.len())}
                {door("liste/sigles", icons::SIGLES, "Sigles", pack.sigles.len())}
                {door("gouvernance", icons::GOUVERNANCE, "Gouvernance et suivi", instances + pack.suivi.len())}
                {door("doutes", icons::DOUBT, "Doutes du document", pack.anomalies.len())}
            </ul>
        </section>
    }
    .into_any()
}
