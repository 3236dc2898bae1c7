//! How the contract is run and followed; and what its document leaves in doubt.

use leptos::prelude::*;

use crate::app::consult::Contrat;
use crate::contrat::gouvernance::{College, Fonction, MembreEquipe};
use crate::contrat::{self, Certitude, Instance};
use crate::ui::link::{self, link};
use crate::ui::parts::{Icon, PageHead, WithContrat, icons, sources_line, texte};

/// Committees, functions, team, conseil citoyen, follow-up.
#[component]
pub fn Gouvernance() -> impl IntoView {
    view! { <WithContrat children=|contrat| gouvernance(&contrat)/> }
}

fn back(contrat: &Contrat) -> (String, String) {
    (link(&format!("/contrat/{}", contrat.id())), "Le contrat".to_owned())
}

fn gouvernance(contrat: &Contrat) -> AnyView {
    let pack = contrat.arbre().pack();
    let suivi: Vec<_> = pack
        .suivi
        .iter()
        .map(|line| view! { <li>{texte(contrat, &line.texte)}{sources_line(contrat, &line.sources)}</li> })
        .collect();
    let empty = suivi.is_empty() && pack.gouvernance.is_none();
    let body = pack.gouvernance.as_ref().map(|gouvernance| {
        let instances: Vec<_> = gouvernance.instances.iter().map(|item| instance(contrat, item)).collect();
        let fonctions: Vec<_> = gouvernance.fonctions.iter().map(|item| fonction(contrat, item)).collect();
        let equipe: Vec<_> = gouvernance.equipe.iter().map(|item| membre(contrat, item)).collect();
        let colleges = gouvernance.conseil_citoyen.iter().flat_map(|conseil| &conseil.colleges);
        let colleges: Vec<_> = colleges.map(|item| college(contrat, item)).collect();
        view! {
            {section("Les instances", instances)}
            {section("Qui fait quoi", fonctions)}
            {section("L'équipe", equipe)}
            {section("Le conseil citoyen", colleges)}
        }
    });
    view! {
        <PageHead title="Gouvernance et suivi" back=back(contrat)/>
        {empty.then(|| view! { <div class="vide"><Icon icon=icons::GOUVERNANCE/><p>"Le document ne dit rien de sa gouvernance."</p></div> })}
        {body}
        {(!suivi.is_empty()).then(|| view! { <section class="bloc"><h2>"Suivi et évaluation"</h2><ul class="lignes">{suivi}</ul></section> })}
    }
    .into_any()
}

fn section(title: &str, items: Vec<AnyView>) -> Option<AnyView> {
    (!items.is_empty()).then(|| view! { <section class="bloc"><h2>{title.to_owned()}</h2>{items}</section> }.into_any())
}

fn instance(contrat: &Contrat, item: &Instance) -> AnyView {
    let line = |title: &str, text: &Option<String>| {
        text.as_deref().map(|text| view! { <p><strong>{format!("{title} : ")}</strong>{texte(contrat, text)}</p> })
    };
    view! {
        <article class="levier">
            <h3>{item.nom.clone()}</h3>
            {line("Niveau", &item.niveau)}
            {line("Rôle", &item.role)}
            {line("Composition", &item.composition)}
            {line("Rythme", &item.frequence)}
            {sources_line(contrat, &item.sources)}
        </article>
    }
    .into_any()
}

fn fonction(contrat: &Contrat, item: &Fonction) -> AnyView {
    let place: Vec<_> = [item.niveau.clone(), item.instance.clone()].into_iter().flatten().collect();
    let lines: Vec<_> = item.textes.iter().map(|text| view! { <li>{texte(contrat, text)}</li> }).collect();
    view! {
        <article class="levier">
            <h3>{item.titre.clone()}</h3>
            {(!place.is_empty()).then(|| view! { <p class="discret">{place.join(" · ")}</p> })}
            <ul class="lignes">{lines}</ul>
            {sources_line(contrat, &item.sources)}
        </article>
    }
    .into_any()
}

fn membre(contrat: &Contrat, item: &MembreEquipe) -> AnyView {
    view! {
        <article class="levier">
            <h3>{item.role.clone()}{item.conditionnel.then_some(" (éventuellement)")}</h3>
            {item.precision.as_deref().map(|text| view! { <p>{texte(contrat, text)}</p> })}
            {sources_line(contrat, &item.sources)}
        </article>
    }
    .into_any()
}

fn college(contrat: &Contrat, item: &College) -> AnyView {
    let lines: Vec<_> = item.membres.iter().map(|membre| view! { <li>{texte(contrat, membre)}</li> }).collect();
    view! {
        <article class="levier">
            <h3>{item.nom.clone()}</h3>
            <ul class="lignes">{lines}</ul>
            {sources_line(contrat, &item.sources)}
        </article>
    }
    .into_any()
}

/// Contradictions of the document, what was chosen, and the pairings that it leaves open.
#[component]
pub fn Doutes() -> impl IntoView {
    view! { <WithContrat children=|contrat| doutes(&contrat)/> }
}

fn doutes(contrat: &Contrat) -> AnyView {
    let pack = contrat.arbre().pack();
    let anomalie = |item: &contrat::pack::Anomalie| {
        view! {
            <article class="levier">
                <p class="discret">{item.repere.clone()}</p>
                <p>{texte(contrat, &item.constat)}</p>
                <p><strong>"Choix fait ici : "</strong>{texte(contrat, &item.choix)}</p>
            </article>
        }
        .into_any()
    };
    let open =
        pack.noeuds.iter().filter(|noeud| noeud.leviers.iter().any(|levier| levier.certitude == Certitude::Ambigue));
    let open: Vec<_> = open
        .map(|noeud| {
            let href = link::to(contrat.id(), &crate::app::consult::Target::Noeud(noeud.id.clone()));
            view! { <li><a href=href>{noeud.intitule.clone()}</a></li> }
        })
        .collect();
    view! {
        <PageHead title="Doutes du document" back=back(contrat)/>
        <p class="chapeau">"Ce que le document dit de deux façons, écrit mal ou laisse ouvert. Rien n'a été deviné en silence."</p>
        {(!open.is_empty()).then(|| view! { <section class="bloc"><h2>"Rattachements laissés ouverts"</h2><ul class="lignes">{open}</ul></section> })}
        {section("Contradictions et coquilles", pack.anomalies.iter().map(anomalie).collect())}
    }
    .into_any()
}
