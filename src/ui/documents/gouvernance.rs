//! How the contract is run and followed; and what its document leaves in doubt.

use maud::{Markup, html};

use super::Document;
use super::levier::indicateur;
use crate::app::consult::Contrat;
use crate::contrat::{Certitude, Gouvernance, Source};
use crate::ui::markup::{documents_line, head, icons, lines, short_sources, texte, vide};
use crate::ui::route::Route;

/// Committees, functions, team, conseil citoyen, follow-up, indicators.
pub fn gouvernance(contrat: &Contrat) -> Document {
    let pack = contrat.arbre().pack();
    let title = "Gouvernance et suivi";
    let body = html! {
        (head(title, None, Some((&Route::Contrat(Some(contrat.id().into())), "Le contrat"))))
        @if let Some(gouvernance) = &pack.gouvernance {
            (bodies(contrat, gouvernance))
        } @else if pack.suivi.is_empty() && pack.indicateurs.is_empty() {
            (vide(icons::GOUVERNANCE, html! { p { "Le document ne dit rien de sa gouvernance." } }))
        }
        @if !pack.suivi.is_empty() {
            section.bloc {
                h2 { "Suivi et évaluation" }
                ul.lignes {
                    @for line in &pack.suivi { li { (texte(contrat, &line.texte)) (short_sources(contrat, &line.sources)) } }
                }
            }
        }
        @if !pack.indicateurs.is_empty() {
            details.question {
                summary { "Les " (pack.indicateurs.len()) " indicateurs" }
                ul.lignes { @for item in &pack.indicateurs { li { (indicateur(contrat, item, &[])) } } }
            }
        }
        (documents_line(contrat))
    };
    Document { title: title.into(), body }
}

fn bodies(contrat: &Contrat, gouvernance: &Gouvernance) -> Markup {
    let instances = gouvernance.instances.iter().map(|item| {
        let details = [
            ("Niveau", &item.niveau),
            ("Rôle", &item.role),
            ("Composition", &item.composition),
            ("Rythme", &item.frequence),
        ];
        entry(contrat, &item.nom, &details, &[], &item.sources)
    });
    let fonctions = gouvernance.fonctions.iter().map(|item| {
        let details = [("Niveau", &item.niveau), ("Instance", &item.instance)];
        entry(contrat, &item.titre, &details, &item.textes, &item.sources)
    });
    let equipe = gouvernance.equipe.iter().map(|item| {
        let role = [item.role.as_str(), if item.conditionnel { " (éventuellement)" } else { "" }].concat();
        entry(contrat, &role, &[("Précision", &item.precision)], &[], &item.sources)
    });
    let colleges = gouvernance.conseil_citoyen.iter().flat_map(|conseil| &conseil.colleges);
    let colleges = colleges.map(|item| entry(contrat, &item.nom, &[], &item.membres, &item.sources));
    html! {
        (section("Les instances", instances.collect()))
        (section("Qui fait quoi", fonctions.collect()))
        (section("L'équipe", equipe.collect()))
        (section("Le conseil citoyen", colleges.collect()))
    }
}

fn section(title: &str, entries: Vec<Markup>) -> Markup {
    html! {
        @if !entries.is_empty() {
            section.bloc { h2 { (title) } @for entry in entries { (entry) } }
        }
    }
}

/// A committee, a function, a post or a college.
fn entry(
    contrat: &Contrat,
    title: &str,
    details: &[(&str, &Option<String>)],
    texts: &[String],
    sources: &[Source],
) -> Markup {
    html! {
        article.levier {
            h3 { (title) }
            @for (title, text) in details {
                @if let Some(text) = text { p.detail { span.detail-titre { (title) "\u{a0}:" } " " (texte(contrat, text)) } }
            }
            @if !texts.is_empty() { (lines(contrat, texts)) }
            (short_sources(contrat, sources))
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
        @if !pack.anomalies.is_empty() {
            section.bloc {
                h2 { "Contradictions et coquilles" }
                @for item in &pack.anomalies {
                    article.levier {
                        p.discret { (item.repere) }
                        p { (texte(contrat, &item.constat)) }
                        p { strong { "Choix fait ici : " } (texte(contrat, &item.choix)) }
                    }
                }
            }
        }
        (documents_line(contrat))
    };
    Document { title: title.into(), body }
}
