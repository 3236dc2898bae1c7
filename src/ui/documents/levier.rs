//! Levers: who steers, with whom, with what means, judged how, when.

use maud::{Markup, html};

use super::noeud::noeud_link;
use crate::app::consult::Contrat;
use crate::contrat::indicateur::NatureIndicateur;
use crate::contrat::{Certitude, Indicateur, Levier, Noeud, Source};
use crate::ui::markup::{acteur_chips, append, detail_lines, icon, icons, short_sources, texte};

/// The levers of this node, and those of its parent that name it or stand for the whole.
pub fn leviers(contrat: &Contrat, noeud: &Noeud) -> Markup {
    let parent = noeud.parent.as_deref().and_then(|id| contrat.arbre().noeud(id));
    let of_parent = parent.into_iter().flat_map(|parent| parent.leviers.iter()).filter(|levier| {
        levier.actions.contains(&noeud.id) || (levier.actions.is_empty() && levier.certitude != Certitude::Ambigue)
    });
    let mut levers: Vec<_> = noeud.leviers.iter().map(|levier| lever(contrat, noeud, levier, false)).collect();
    levers.extend(of_parent.map(|levier| lever(contrat, noeud, levier, true)));
    html! {
        @if !levers.is_empty() {
            section.bloc {
                h2 { "Qui pilote, avec quoi, jugé comment" }
                @for lever in levers { (lever) }
            }
        }
    }
}

/// One lever: one of the node's own, or inherited from its parent.
pub(super) fn lever(contrat: &Contrat, noeud: &Noeud, levier: &Levier, inherited: bool) -> Markup {
    let arbre = contrat.arbre();
    let others = levier.actions.iter().filter(|id| **id != noeud.id);
    let concerned: Vec<&Noeud> = others.filter_map(|id| arbre.noeud(id)).collect();
    let open = levier.certitude == Certitude::Ambigue;
    let about = match (open, concerned.is_empty(), inherited) {
        (true, ..) => "Le document ne dit pas à quelle action cela se rattache. Peut-être :",
        (_, true, false) if levier.actions.is_empty() => "Pour l'ensemble",
        (_, true, true) if levier.actions.is_empty() => "Écrit pour tout l'objectif",
        (_, true, _) => "",
        (_, false, true) => "Aussi pour :",
        (_, false, false) => "Pour :",
    };
    html! {
        article.levier.ambigu[open] {
            @if !about.is_empty() { p.levier-pour { (about) } }
            @if !concerned.is_empty() {
                ul.lignes.serrees { @for action in concerned { li { (noeud_link(contrat, action)) } } }
            }
            (acteur_chips(contrat, "Pilote", &levier.pilotes))
            (acteur_chips(contrat, "Avec l'appui de", &levier.appuis))
            (acteur_chips(contrat, "Partenaires", &levier.partenaires))
            (detail_lines(contrat, "Moyens", &levier.moyens))
            @if !levier.indicateurs.is_empty() {
                div.rangee {
                    p.rangee-titre { "Indicateurs" }
                    ul.lignes {
                        @for item in levier.indicateurs.iter().filter_map(|id| arbre.indicateur(id)) {
                            li { (indicateur(contrat, item, &levier.sources)) }
                        }
                    }
                }
            }
            @if let Some(when) = &levier.calendrier {
                p.quand { (icon(icons::CALENDAR)) "Calendrier : " (when) }
            }
            @if levier.certitude == Certitude::Deduite {
                p.discret { "Rattachement déduit du contenu : le document ne l'écrit pas." }
            }
            @if !levier.note.is_empty() {
                p.discret { (icon(icons::DOUBT)) (texte(contrat, &levier.note)) }
            }
            (short_sources(contrat, &levier.sources))
        }
    }
}

/// An indicator; its source where the reader has not `seen` it beside.
pub(super) fn indicateur(contrat: &Contrat, indicateur: &Indicateur, seen: &[Source]) -> Markup {
    let mut kind = String::from(indicateur.nature.map_or("", NatureIndicateur::label));
    append(&mut kind, ", ", indicateur.unite.as_deref().unwrap_or_default());
    html! {
        (texte(contrat, &indicateur.intitule))
        @if !kind.is_empty() { span.discret { " (" (kind) ")" } }
        @if let Some(calcul) = &indicateur.calcul { p.discret { "Calcul : " (texte(contrat, calcul)) } }
        @if indicateur.sources != seen { (short_sources(contrat, &indicateur.sources)) }
    }
}
