//! How the contract is run and followed: who decides, who does what, who speaks for the residents.

use maud::{Markup, html};

use super::Document;
use super::levier::indicateur;
use crate::app::consult::Contrat;
use crate::contrat::{Gouvernance, Source};
use crate::ui::markup::{avis, documents_line, eventuel, head_of_contrat, icons, lines, short_sources, texte};

/// Committees, functions, team, conseil citoyen, follow-up, indicators.
pub fn document(contrat: &Contrat) -> Document {
    let pack = contrat.arbre().pack();
    let title = "Gouvernance et suivi";
    let run = pack.gouvernance.as_ref().filter(|gouvernance| {
        let named = gouvernance.instances.len() + gouvernance.fonctions.len() + gouvernance.equipe.len();
        named > 0 || gouvernance.conseil_citoyen.is_some()
    });
    let body = html! {
        (head_of_contrat(contrat, title))
        @if let Some(gouvernance) = run {
            (bodies(contrat, gouvernance))
        } @else {
            (avis("doux", icons::DOUBT, html! {
                p { "Le document ne dit pas qui décide, qui se réunit ni qui forme l'équipe." }
                @if pack.suivi.is_empty() { p { "Il ne dit rien non plus de son suivi." } }
            }))
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

/// Committees under their level, functions under their name, posts, and the residents' council.
fn bodies(contrat: &Contrat, gouvernance: &Gouvernance) -> Markup {
    let mut instances = Groups::default();
    for item in &gouvernance.instances {
        let details = [("Rôle", &item.role), ("Composition", &item.composition), ("Rythme", &item.frequence)];
        let card = entry(contrat, &html! { h4 { (item.nom) } }, &details, &[], &item.sources);
        instances.add(item.niveau.as_deref().unwrap_or("Niveau non précisé"), card);
    }
    let mut fonctions = Groups::default();
    for item in &gouvernance.fonctions {
        let heading = html! { @if let Some(niveau) = &item.niveau { h4 { (niveau) } } };
        fonctions
            .add(&item.titre, entry(contrat, &heading, &[("Instance", &item.instance)], &item.textes, &item.sources));
    }
    let equipe = gouvernance.equipe.iter().map(|item| {
        let heading = html! { h3 { (item.role) @if item.conditionnel { " " (eventuel()) } } };
        entry(contrat, &heading, &[("Précision", &item.precision)], &[], &item.sources)
    });
    let citizens = gouvernance.conseil_citoyen.as_ref().map(|conseil| {
        if conseil.colleges.is_empty() {
            return vec![html! { p { "Le document en parle, mais ne dit pas qui y siège." } }];
        }
        let colleges = conseil.colleges.iter();
        colleges.map(|item| entry(contrat, &html! { h3 { (item.nom) } }, &[], &item.membres, &item.sources)).collect()
    });
    html! {
        (section("Qui se réunit et décide", instances.cards()))
        (section("Qui fait quoi", fonctions.cards()))
        (section("L'équipe", equipe.collect()))
        (section("Le conseil citoyen", citizens.unwrap_or_default()))
    }
}

/// Cards under their common word, in the order in which the words first appear.
#[derive(Default)]
struct Groups<'a>(Vec<(&'a str, Vec<Markup>)>);

impl<'a> Groups<'a> {
    fn add(&mut self, word: &'a str, card: Markup) {
        match self.0.iter_mut().find(|(known, _)| *known == word) {
            Some((_, cards)) => cards.push(card),
            None => self.0.push((word, vec![html! { h3.echelon { (word) } }, card])),
        }
    }

    fn cards(self) -> Vec<Markup> {
        self.0.into_iter().flat_map(|(_, cards)| cards).collect()
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
    heading: &Markup,
    details: &[(&str, &Option<String>)],
    texts: &[String],
    sources: &[Source],
) -> Markup {
    html! {
        article.levier {
            (heading)
            @for (title, text) in details {
                @if let Some(text) = text { p.detail { span.detail-titre { (title) "\u{a0}:" } " " (texte(contrat, text)) } }
            }
            @if !texts.is_empty() { (lines(contrat, texts)) }
            (short_sources(contrat, sources))
        }
    }
}
