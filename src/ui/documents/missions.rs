//! What the contract asks of the adultes-relais, and where it calls on mediators.

use maud::{Markup, html};

use super::Document;
use crate::app::consult::{Contrat, name_of};
use crate::app::missions::{Mission, Role, missions};
use crate::contrat::gouvernance::MembreEquipe;
use crate::ui::markup::{documents_line, eventuel, head_of_contrat, icons, lien, short_sources, texte, vide};
use crate::ui::route::Route;

/// The page of the missions.
pub fn document(contrat: &Contrat) -> Document {
    let title = "Missions de l'adulte-relais";
    let found = missions(contrat);
    let body = html! {
        (head_of_contrat(contrat, title))
        @if found.is_empty() {
            (vide(icons::PERSON, html! {
                p { "Ce contrat ne demande rien aux adultes-relais. Il ne parle pas non plus de médiation." }
                p.discret { "Ce silence ne dit rien de vos missions réelles : votre convention fait foi." }
                a.bouton href=(Route::Chercher.href()) { "Chercher dans le contrat" }
            }))
        } @else {
            @let (asked, perhaps) = found.counts();
            @let places: usize = found.branches.iter().map(|(_, missions)| missions.len()).sum();
            p.chapeau {
                "Demandé aux adultes-relais : " (asked) " fois"
                @if perhaps > 0 { ", dont " (perhaps) " sous condition" }
                "."
                @if places > asked { " Médiation citée ailleurs : " (places - asked) " fois." }
            }
            @if perhaps > 0 { p.discret { (eventuel()) " Le document laisse la possibilité ouverte : il ne promet rien." } }
            @if !found.equipe.is_empty() {
                section.bloc {
                    h2 { "Dans l'équipe du contrat" }
                    @for membre in &found.equipe { (post(contrat, membre)) }
                }
            }
            @for (branch, missions) in &found.branches {
                section.bloc {
                    h2 { (branch.titre()) }
                    @for mission in missions { (card(contrat, mission)) }
                }
            }
            (documents_line(contrat))
        }
    };
    Document { title: title.into(), body }
}

fn card(contrat: &Contrat, mission: &Mission<'_>) -> Markup {
    let noeud = mission.noeud;
    let mut named = Vec::new();
    for (role, acteur, precision) in &mission.roles {
        named.push((role_word(*role), lien(contrat, Route::Acteur, &acteur.id, &name_of(acteur)), *precision));
    }
    for dispositif in &mission.dispositifs {
        named.push(("Dispositif", lien(contrat, Route::Dispositif, &dispositif.id, &dispositif.nom), None));
    }
    let sources = mission.demande.map(|demande| &demande.sources).filter(|sources| !sources.is_empty());
    html! {
        article.mission {
            p.genre { (noeud.niveau.label()) }
            h3 { (lien(contrat, Route::Noeud, &noeud.id, &noeud.titre())) }
            @if let Some(demande) = mission.demande {
                p { @if demande.conditionnel { (eventuel()) " " } (texte(contrat, &demande.texte)) }
            }
            @if !named.is_empty() {
                ul.lignes.serrees {
                    @for (word, link, precision) in named {
                        li { (word) " : " (link) @if let Some(text) = precision { " (" (text) ")" } }
                    }
                }
            }
            (short_sources(contrat, sources.unwrap_or(&noeud.sources)))
        }
    }
}

fn post(contrat: &Contrat, membre: &MembreEquipe) -> Markup {
    html! {
        article.mission {
            h3 { (membre.role) @if membre.conditionnel { " " (eventuel()) } }
            @if let Some(text) = &membre.precision { p { (texte(contrat, text)) } }
            (short_sources(contrat, &membre.sources))
        }
    }
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Pilote => "Pilote",
        Role::Appui => "En appui",
        Role::Operateur => "Fait le travail",
        Role::Partenaire => "Concerné",
    }
}
