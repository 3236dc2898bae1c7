//! A node of the contract: what it is about, who, with what, judged how, from where.

use std::sync::Arc;

use leptos::prelude::*;

use super::page_of;
use crate::app::consult::{Contrat, Target};
use crate::contrat::{self, Certitude, Chiffre, Levier, Modalite, NatureChiffre, TexteSource};
use crate::ui::link::{self, link};
use crate::ui::parts::{
    Avis, Icon, PageHead, acteur_chips, card_list, icons, note_list, sources_line, texte, trouvaille_card, word_chips,
};

/// The page of a node.
#[component]
pub fn Noeud() -> impl IntoView {
    page_of(|contrat, id| contrat.arbre().noeud(id).map(|noeud| page(contrat, noeud)))
}

fn page(contrat: &Arc<Contrat>, noeud: &contrat::Noeud) -> AnyView {
    let arbre = contrat.arbre();
    let genre = match &noeud.numero {
        Some(numero) => format!("{} {numero}", noeud.niveau.label()),
        None => noeud.niveau.label().to_owned(),
    };
    let publics = &contrat.vocabulaire().publics;
    let publics = noeud.publics.iter().filter_map(|id| publics.iter().find(|public| public.id == *id));
    let axes = noeud.axes.iter().filter_map(|id| arbre.noeud(id)).map(|axe| axe.intitule.clone()).collect();
    let quartiers = noeud.quartiers.iter().filter_map(|id| arbre.quartier(id)).map(|quartier| quartier.nom.clone());
    view! {
        {path(contrat, noeud)}
        <PageHead title=noeud.intitule.clone() genre=genre/>
        {modalite(noeud)}
        {noeud.resume.as_deref().map(|resume| view! { <p class="chapeau">{texte(contrat, resume)}</p> })}
        {variante(contrat, noeud)}
        {adulte_relais(contrat, noeud)}
        <section class="bloc">
            {acteur_chips(contrat, "Qui paie (financeurs)", &noeud.financeurs)}
            {acteur_chips(contrat, "Qui fait (opérateurs)", &noeud.operateurs)}
            {acteur_chips(contrat, "Qui est concerné", &noeud.acteurs)}
            {word_chips("Pour qui", publics.map(|public| public.libelle.clone()).collect())}
            {word_chips("Quartiers", quartiers.collect())}
            {word_chips("Axes transversaux", axes)}
        </section>
        {children(contrat, noeud)}
        {dispositifs(contrat, noeud)}
        {leviers(contrat, noeud)}
        {chiffres(&noeud.chiffres)}
        {diagnostic(contrat, noeud)}
        {renvois(contrat, noeud)}
        {note_list(contrat, "Notes du document", &noeud.notes)}
        {sources_line(contrat, &noeud.sources)}
    }
    .into_any()
}

/// The nodes above, as links.
fn path(contrat: &Contrat, noeud: &contrat::Noeud) -> AnyView {
    let step = |above: &contrat::Noeud| {
        let href = link::to(contrat.id(), &Target::Noeud(above.id.clone()));
        view! { <li><a href=href>{above.intitule.clone()}</a></li> }
    };
    let steps: Vec<_> = contrat.arbre().chemin(&noeud.id).into_iter().map(step).collect();
    let home = link(&format!("/contrat/{}", contrat.id()));
    view! { <nav class="chemin" aria-label="Vous êtes ici"><ol><li><a href=home>"Contrat"</a></li>{steps}</ol></nav> }
        .into_any()
}

fn modalite(noeud: &contrat::Noeud) -> Option<AnyView> {
    let word = match noeud.modalite? {
        Modalite::Ferme => return None,
        Modalite::Possible => "Le document dit seulement que c'est possible.",
        Modalite::ALEtude => "Le document dit que c'est à l'étude : ce n'était pas décidé.",
        Modalite::Eventuelle => "Le document dit « éventuellement » : ce n'est pas promis.",
    };
    Some(view! { <Avis weight="doux" icon=icons::DOUBT><p>{word}</p></Avis> }.into_any())
}

fn variante(contrat: &Contrat, noeud: &contrat::Noeud) -> Option<AnyView> {
    let first = contrat.arbre().noeud(noeud.variante_de.as_deref()?)?;
    let href = link::to(contrat.id(), &Target::Noeud(first.id.clone()));
    let title = first.intitule.clone();
    Some(
        view! {
            <Avis weight="doux" icon=icons::INFO>
                <p>"Autre version, dans le même document, de : "<a href=href>{title}</a></p>
            </Avis>
        }
        .into_any(),
    )
}

fn adulte_relais(contrat: &Contrat, noeud: &contrat::Noeud) -> Option<AnyView> {
    let mission = noeud.adulte_relais.as_ref()?;
    let title = if mission.conditionnel { "Adulte-relais, éventuellement" } else { "Mission de l'adulte-relais" };
    Some(
        view! {
            <section class="bloc mission">
                <h2><Icon icon=icons::PERSON/>{title}</h2>
                <p>{texte(contrat, &mission.texte)}</p>
                {sources_line(contrat, &mission.sources)}
            </section>
        }
        .into_any(),
    )
}

fn children(contrat: &Contrat, noeud: &contrat::Noeud) -> Option<AnyView> {
    let card = |enfant: &contrat::Noeud| {
        contrat.describe(&Target::Noeud(enfant.id.clone())).map(|mut found| {
            // The parent's title would only repeat the page: a child without a summary says nothing more.
            found.texte = enfant.resume.clone().unwrap_or_default();
            if let Some(numero) = &enfant.numero {
                found.titre = format!("{numero}. {}", found.titre);
            }
            trouvaille_card(contrat, &found, "")
        })
    };
    card_list("Ce qu'il contient", contrat.arbre().enfants(&noeud.id).filter_map(card).collect())
}

/// The dispositifs in printed order, under their printed headings.
fn dispositifs(contrat: &Contrat, noeud: &contrat::Noeud) -> Option<AnyView> {
    if noeud.dispositifs.is_empty() {
        return None;
    }
    let mut rows = Vec::new();
    let mut heading: Option<&str> = None;
    for cite in &noeud.dispositifs {
        if cite.rubrique.as_deref() != heading {
            heading = cite.rubrique.as_deref();
            rows.extend(heading.map(|words| view! { <li class="rubrique">{words.to_owned()}</li> }.into_any()));
        }
        if let Some(mut found) = contrat.describe(&Target::Dispositif(cite.dispositif.clone())) {
            if let Some(precision) = &cite.precision {
                found.texte = precision.clone();
            }
            rows.push(trouvaille_card(contrat, &found, ""));
        }
    }
    Some(
        view! { <section class="bloc"><h2>"Dispositifs et soutiens"</h2><ul class="cartes">{rows}</ul></section> }
            .into_any(),
    )
}

/// The levers of this node, and those of its parent that name it or stand for the whole.
fn leviers(contrat: &Contrat, noeud: &contrat::Noeud) -> Option<AnyView> {
    let parent = noeud.parent.as_deref().and_then(|id| contrat.arbre().noeud(id));
    let of_parent = parent.into_iter().flat_map(|parent| parent.leviers.iter()).filter(|levier| {
        levier.actions.contains(&noeud.id) || (levier.actions.is_empty() && levier.certitude != Certitude::Ambigue)
    });
    let own: Vec<_> = noeud.leviers.iter().map(|levier| lever(contrat, noeud, levier, false)).collect();
    let inherited: Vec<_> = of_parent.map(|levier| lever(contrat, noeud, levier, true)).collect();
    if own.is_empty() && inherited.is_empty() {
        return None;
    }
    Some(
        view! { <section class="bloc"><h2>"Qui pilote, avec quoi, jugé comment"</h2>{own}{inherited}</section> }
            .into_any(),
    )
}

fn lever(contrat: &Contrat, noeud: &contrat::Noeud, levier: &Levier, inherited: bool) -> AnyView {
    let arbre = contrat.arbre();
    let concerned: Vec<_> = levier
        .actions
        .iter()
        .filter(|id| **id != noeud.id)
        .filter_map(|id| arbre.noeud(id))
        .map(|action| {
            let href = link::to(contrat.id(), &Target::Noeud(action.id.clone()));
            view! { <li><a href=href>{action.intitule.clone()}</a></li> }
        })
        .collect();
    let about = match (levier.certitude, concerned.is_empty(), inherited) {
        (Certitude::Ambigue, ..) => "Le document ne dit pas à quelle action cela se rattache. Peut-être :",
        (_, true, false) if levier.actions.is_empty() => "Pour l'ensemble",
        (_, true, true) if levier.actions.is_empty() => "Écrit pour tout l'objectif",
        (_, true, _) => "",
        (_, false, true) => "Aussi pour :",
        (_, false, false) => "Pour :",
    };
    let doubt = (!levier.note.is_empty()).then(|| {
        view! { <p class="discret"><Icon icon=icons::DOUBT/>{texte(contrat, &levier.note)}</p> }
    });
    let indicateurs = levier
        .indicateurs
        .iter()
        .filter_map(|id| arbre.indicateur(id))
        .map(|indicateur| texte(contrat, &indicateur.intitule));
    let moyens = levier.moyens.iter().map(|moyen| texte(contrat, moyen));
    view! {
        <article class="levier" class:ambigu=levier.certitude == Certitude::Ambigue>
            {(!about.is_empty()).then(|| view! { <p class="levier-pour">{about}</p> })}
            {(!concerned.is_empty()).then(|| view! { <ul class="lignes serrees">{concerned}</ul> })}
            {acteur_chips(contrat, "Pilote", &levier.pilotes)}
            {acteur_chips(contrat, "Avec l'appui de", &levier.appuis)}
            {acteur_chips(contrat, "Partenaires", &levier.partenaires)}
            {lines("Moyens", moyens.collect())}
            {lines("Indicateurs", indicateurs.collect())}
            {levier.calendrier.as_deref().map(|when| view! {
                <p class="quand"><Icon icon=icons::CALENDAR/>{format!("Calendrier : {when}")}</p>
            })}
            {doubt}
            {sources_line(contrat, &levier.sources)}
        </article>
    }
    .into_any()
}

fn lines(title: &str, items: Vec<AnyView>) -> Option<AnyView> {
    if items.is_empty() {
        return None;
    }
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    Some(view! { <div class="rangee"><h3>{title.to_owned()}</h3><ul class="lignes">{items}</ul></div> }.into_any())
}

/// Printed figures, observed or aimed at.
pub(super) fn chiffres(chiffres: &[Chiffre]) -> Option<AnyView> {
    if chiffres.is_empty() {
        return None;
    }
    let row = |chiffre: &Chiffre| {
        let number = |value: f64| String::from(js_sys::Number::from(value).to_locale_string("fr-FR"));
        let unit = chiffre.unite.as_deref().map(|unit| format!("\u{a0}{unit}")).unwrap_or_default();
        let value = match chiffre.jusqua {
            Some(upper) => format!("{} à {}{unit}", number(chiffre.valeur), number(upper)),
            None => format!("{}{unit}", number(chiffre.valeur)),
        };
        let when = match chiffre.nature {
            NatureChiffre::Constat => chiffre.annee.map(|year| year.to_string()),
            NatureChiffre::Cible => Some(match &chiffre.horizon {
                Some(horizon) => format!("objectif, {horizon}"),
                None => "objectif".to_owned(),
            }),
        };
        let when = when.map(|when| view! { <span class="discret">{format!(" ({when})")}</span> });
        view! { <div class="chiffre"><dd>{value}</dd><dt>{chiffre.libelle.clone()}{when}</dt></div> }
    };
    let rows: Vec<_> = chiffres.iter().map(row).collect();
    Some(view! { <section class="bloc"><h2>"En chiffres"</h2><dl class="chiffres">{rows}</dl></section> }.into_any())
}

fn diagnostic(contrat: &Contrat, noeud: &contrat::Noeud) -> Option<AnyView> {
    let diagnostic = contrat.arbre().diagnostic(&noeud.id)?;
    let side = |title: &str, icon: icondata_core::Icon, class: &'static str, lines: &[TexteSource]| {
        if lines.is_empty() {
            return None;
        }
        let lines: Vec<_> = lines.iter().map(|line| view! { <li>{texte(contrat, &line.texte)}</li> }).collect();
        Some(
            view! { <div class=class><h3><Icon icon=icon/>{title.to_owned()}</h3><ul class="lignes">{lines}</ul></div> },
        )
    };
    let mut sources = Vec::new();
    for source in diagnostic.atouts.iter().chain(&diagnostic.faiblesses).flat_map(|line| &line.sources) {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    Some(
        view! {
            <section class="bloc">
                <h2>"Le diagnostic"</h2>
                {side("Atouts", icons::STRENGTH, "atouts", &diagnostic.atouts)}
                {side("Faiblesses", icons::WEAKNESS, "faiblesses", &diagnostic.faiblesses)}
                {sources_line(contrat, &sources)}
            </section>
        }
        .into_any(),
    )
}

fn renvois(contrat: &Contrat, noeud: &contrat::Noeud) -> Option<AnyView> {
    let card = |renvoi: &contrat::noeud::Renvoi| {
        contrat.describe(&Target::Noeud(renvoi.noeud.clone())).map(|mut found| {
            found.texte = renvoi.texte.clone().unwrap_or_default();
            trouvaille_card(contrat, &found, "")
        })
    };
    card_list("À lire aussi", noeud.renvois.iter().filter_map(card).collect())
}
