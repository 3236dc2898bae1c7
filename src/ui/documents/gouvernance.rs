//! How the contract is run and followed; and what its document leaves in doubt.

use maud::{Markup, html};

use super::Document;
use crate::app::consult::Contrat;
use crate::contrat::gouvernance::{College, Fonction, MembreEquipe};
use crate::contrat::{Certitude, Instance};
use crate::ui::markup::{head, icons, sources_line, texte, vide};
use crate::ui::route::Route;

/// Committees, functions, team, conseil citoyen, follow-up.
pub fn gouvernance(contrat: &Contrat) -> Document {
    let pack = contrat.arbre().pack();
    let title = "Gouvernance et suivi";
    let body = html! {
        (head(title, None, Some((&Route::Contrat(Some(contrat.id().into())), "Le contrat"))))
        @if let Some(gouvernance) = &pack.gouvernance {
            (section("Les instances", &gouvernance.instances, |item| instance(contrat, item)))
            (section("Qui fait quoi", &gouvernance.fonctions, |item| fonction(contrat, item)))
            (section("L'équipe", &gouvernance.equipe, |item| membre(contrat, item)))
            @if let Some(conseil) = &gouvernance.conseil_citoyen {
                (section("Le conseil citoyen", &conseil.colleges, |item| college(contrat, item)))
            }
        } @else if pack.suivi.is_empty() {
            (vide(icons::GOUVERNANCE, html! { p { "Le document ne dit rien de sa gouvernance." } }))
        }
        @if !pack.suivi.is_empty() {
            section.bloc {
                h2 { "Suivi et évaluation" }
                ul.lignes {
                    @for line in &pack.suivi { li { (texte(contrat, &line.texte)) (sources_line(contrat, &line.sources)) } }
                }
            }
        }
    };
    Document { title: title.into(), body }
}

fn section<T>(title: &str, items: &[T], show: impl Fn(&T) -> Markup) -> Markup {
    html! {
        @if !items.is_empty() {
            section.bloc { h2 { (title) } @for item in items { (show(item)) } }
        }
    }
}

fn instance(contrat: &Contrat, item: &Instance) -> Markup {
    let lines = [
        ("Niveau", &item.niveau),
        ("Rôle", &item.role),
        ("Composition", &item.composition),
        ("Rythme", &item.frequence),
    ];
    html! {
        article.levier {
            h3 { (item.nom) }
            @for (title, text) in lines {
                @if let Some(text) = text { p { strong { (title) " : " } (texte(contrat, text)) } }
            }
            (sources_line(contrat, &item.sources))
        }
    }
}

fn fonction(contrat: &Contrat, item: &Fonction) -> Markup {
    let place: Vec<&str> = [&item.niveau, &item.instance].into_iter().flatten().map(String::as_str).collect();
    html! {
        article.levier {
            h3 { (item.titre) }
            @if !place.is_empty() { p.discret { (place.join(" · ")) } }
            ul.lignes { @for text in &item.textes { li { (texte(contrat, text)) } } }
            (sources_line(contrat, &item.sources))
        }
    }
}

fn membre(contrat: &Contrat, item: &MembreEquipe) -> Markup {
    html! {
        article.levier {
            h3 { (item.role) @if item.conditionnel { " (éventuellement)" } }
            @if let Some(text) = &item.precision { p { (texte(contrat, text)) } }
            (sources_line(contrat, &item.sources))
        }
    }
}

fn college(contrat: &Contrat, item: &College) -> Markup {
    html! {
        article.levier {
            h3 { (item.nom) }
            ul.lignes { @for membre in &item.membres { li { (texte(contrat, membre)) } } }
            (sources_line(contrat, &item.sources))
        }
    }
}

/// Contradictions of the document, what was chosen, and the pairings that it leaves open.
pub fn doutes(contrat: &Contrat) -> Document {
    let pack = contrat.arbre().pack();
    let mut open = pack
        .noeuds
        .iter()
        .filter(|noeud| noeud.leviers.iter().any(|levier| levier.certitude == Certitude::Ambigue))
        .peekable();
    let title = "Doutes du document";
    let body = html! {
        (head(title, None, Some((&Route::Contrat(Some(contrat.id().into())), "Le contrat"))))
        p.chapeau {
            "Ce que le document dit de deux façons, écrit mal ou laisse ouvert. Rien n'a été deviné en silence."
        }
        @if open.peek().is_some() {
            section.bloc {
                h2 { "Rattachements laissés ouverts" }
                ul.lignes {
                    @for noeud in open {
                        li { a href=(Route::Noeud(contrat.id().into(), noeud.id.clone()).href()) { (noeud.intitule) } }
                    }
                }
            }
        }
        (section("Contradictions et coquilles", &pack.anomalies, |item| html! {
            article.levier {
                p.discret { (item.repere) }
                p { (texte(contrat, &item.constat)) }
                p { strong { "Choix fait ici : " } (texte(contrat, &item.choix)) }
            }
        }))
    };
    Document { title: title.into(), body }
}
