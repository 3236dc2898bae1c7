//! A round, door by door: the grid of a hall and its twin, a list; the bar of outcomes under the thumb.

use maud::{Markup, html};

use super::tournees::barre;
use super::{issue_icon, issue_word, jour, jour_court};
use crate::app::tournees::{Avance, Case, Hall, Tableau, immeubles, nommer};
use crate::journal::{Issue, Jour, Journal, Porte, SansLogement, Statut};
use crate::ui::markup::{avis, icon, icons, morceau, vide};
use crate::ui::route::Route;

/// What the page of a round shows besides its doors.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Etat {
    /// The doors stand in a list.
    pub liste: bool,
    /// What the bar offers.
    pub panneau: Panneau,
    /// The bar hears nothing, for a moment: it has just changed under the thumb.
    pub sourde: bool,
}

/// What is known of the contract that the round names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cadre {
    /// It is no longer on this phone.
    pub absent: bool,
    /// The title of the objective that the round serves.
    pub objectif: Option<String>,
}

/// What the bar offers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Panneau {
    /// The frequent outcomes.
    #[default]
    Issues,
    /// The others, and what concerns the door.
    Autres,
    /// The day to come back.
    Revenir,
}

/// So many visits of a door are told.
const PASSAGES: usize = 3;

/// The outcomes of the second panel.
const AUTRES: [Issue; 3] = [Issue::AccesImpossible, Issue::LogementVide, Issue::NePlusPasser];

/// The days to come back that one touch chooses: days from today, and their words.
pub const JOURS: [(u16, &str); 3] = [(1, "Demain"), (7, "Dans 1 semaine"), (14, "Dans 2 semaines")];

/// The round that the address names is not in this journal.
pub fn absente() -> Markup {
    vide(
        icons::TERRAIN,
        html! {
            p { "Cette tournée n'est pas dans ce journal." }
            p.discret { "Elle a peut-être été effacée, ou faite sur un autre téléphone." }
            a.bouton href=(Route::Terrain.href()) { "Voir les tournées" }
        },
    )
}

/// The round with its grid. `choisie` is the door that the bar acts on.
pub fn grille(
    journal: &Journal,
    tableau: &Tableau<'_>,
    choisie: Option<Porte>,
    etat: Etat,
    cadre: &Cadre,
    today: Jour,
) -> Markup {
    let plan = tableau.vue.plan;
    let avance = tableau.avance();
    let here = choisie.and_then(|porte| tableau.halls.iter().position(|hall| holds(hall, porte))).unwrap_or(0);
    let case = choisie.and_then(|porte| tableau.case(porte));
    html! {
        div.tournee-tete {
            p.carte-titre { (crate::app::tournees::nom(journal, plan)) }
            p.discret {
                (jour(plan.le))
                @if plan.but.is_some() { " · " (immeubles(journal, plan)) }
                @for membre in &plan.equipe { " · " (membre.as_str()) }
            }
            @if let Some(objectif) = &cadre.objectif { p.discret { "Pour : " (objectif) } }
            (barre(avance))
            p.discret {
                @match plan.campagne {
                    Some(campagne) => { "Campagne : " (nommer(&journal.couverture_de(campagne))) }
                    None => { "Toutes tournées : " (avance.ouvertes) @if avance.ouvertes < 2 { " porte ouverte" } @else { " portes ouvertes" } " sur " (avance.toutes) "." }
                }
            }
        }
        @if cadre.absent {
            (avis("doux", icons::INFO, html! {
                p { strong { "Le contrat de cette tournée n'est plus sur ce téléphone." } " La tournée continue sans lui." }
            }))
        }
        div.boutons.tournee-outils {
            @if tableau.vue.statut == Statut::EnCours {
                button.bouton.petit type="button" name="pas" value="pause" { (icon(icons::PAUSE)) "Pause" }
            }
            @if tableau.vue.statut != Statut::Close {
                button.bouton.petit type="button" name="clore" { (icon(icons::CHECK)) "Clore" }
            }
            button.bouton.petit type="button" name="liste" aria-pressed=(etat.liste) { (icon(icons::CONTRAT)) "En liste" }
        }
        @if tableau.halls.len() > 1 { (halls(tableau, here)) }
        @match tableau.halls.get(here) {
            None => p { "Les immeubles de cette tournée ne sont pas dans ce journal." },
            Some(hall) if etat.liste => (liste(hall, choisie, today)),
            Some(hall) => (table(hall, choisie, today)),
        }
        (pied(journal, tableau, avance, case, etat))
    }
}

fn holds(hall: &Hall<'_>, porte: Porte) -> bool {
    (hall.id, hall.hall) == (porte.immeuble, porte.hall)
}

/// The halls of all buildings, with what is done in each.
fn halls(tableau: &Tableau<'_>, here: usize) -> Markup {
    let several = tableau.vue.plan.immeubles.len() > 1;
    html! {
        div.puces.halls role="group" aria-label="Halls" {
            @for (rank, hall) in tableau.halls.iter().enumerate() {
                @let done = hall.cases.iter().filter(|case| case.faite).count();
                @let all = hall.cases.iter().filter(|case| case.faite || case.attend()).count();
                button.puce.choix type="button" name="hall" value=(rank) aria-pressed=(rank == here) {
                    span {
                        @if several { (hall.immeuble.nom.as_str()) ", " }
                        "hall " (hall.hall) " : " (done) "/" (all)
                    }
                }
            }
        }
    }
}

fn table(hall: &Hall<'_>, choisie: Option<Porte>, today: Jour) -> Markup {
    let levels = u8::try_from(hall.immeuble.niveaux.get()).unwrap_or(u8::MAX);
    html! {
        div.grille data-fleches {
            table {
                caption.lu-seulement {
                    (hall.immeuble.nom.as_str()) ", hall " (hall.hall) ". Les flèches vont de porte en porte."
                }
                tbody {
                    @for etage in (0..levels).rev() { (morceau(palier(hall, etage, choisie, today))) }
                }
            }
        }
    }
}

/// A landing of the grid.
fn palier(hall: &Hall<'_>, etage: u8, choisie: Option<Porte>, today: Jour) -> Markup {
    html! {
        tr {
            th scope="row" { (etage_court(etage)) }
            @for place in hall.etage(etage) {
                @match place {
                    Ok(case) => td { (porte(case, choisie, today)) },
                    Err(SansLogement::Rien) => td {},
                    Err(nature) => td.sans-logement { (nature.label()) },
                }
            }
        }
    }
}

/// A door of the grid: its number, the sign of its last outcome, the day of it.
fn porte(case: &Case, choisie: Option<Porte>, today: Jour) -> Markup {
    let chosen = choisie == Some(case.porte);
    html! {
        button.case type="button" name="porte" value=(case.rang)
            tabindex=(if chosen { 0 } else { -1 })
            aria-current=[chosen.then_some("true")]
            data-suivre[chosen]
            data-issue=[case.visite.map(|visite| issue_word(visite.issue))]
            data-place=[place(case)] {
            span.case-numero {
                span.dit { "Porte " } (case.numero)
                @if case.visite.is_some() || case.objection.is_some() {
                    span.dit { (ce_que(case)) @if case.visite.is_some() { " le " } }
                }
            }
            @if case.objection.is_some() {
                (icon(icons::NO_MORE))
            } @else if let Some(visite) = case.visite {
                (icon(issue_icon(visite.issue)))
            }
            @if let Some(visite) = case.visite { span.case-jour { (jour_court(visite.le, today)) } }
        }
    }
}

/// How the style tells a door that this round has done, or will not visit.
fn place(case: &Case) -> Option<&'static str> {
    if case.objection.is_some() {
        Some("objection")
    } else if case.faite {
        Some("faite")
    } else if case.reglee {
        Some("reglee")
    } else {
        None
    }
}

/// ", absent".
fn ce_que(case: &Case) -> String {
    match (case.objection, case.visite) {
        (Some(_), _) => ", ne plus passer".into(),
        (None, Some(visite)) => format!(", {}", visite.issue.label().to_lowercase()),
        (None, None) => ", jamais vue".into(),
    }
}

fn liste(hall: &Hall<'_>, choisie: Option<Porte>, today: Jour) -> Markup {
    let levels = u8::try_from(hall.immeuble.niveaux.get()).unwrap_or(u8::MAX);
    html! {
        div.portes-liste {
            @for etage in 0..levels {
                @let doors: Vec<&Case> = hall.cases.iter().filter(|case| case.porte.etage == etage).collect();
                @if !doors.is_empty() {
                    h2 { (etage_long(etage)) }
                    (morceau(html! { ul {
                        @for case in doors {
                            @let chosen = choisie == Some(case.porte);
                            li {
                                button.case-ligne type="button" name="porte"
                                    value=(case.rang)
                                    aria-current=[chosen.then_some("true")]
                                    data-suivre[chosen]
                                    data-issue=[case.visite.map(|visite| issue_word(visite.issue))]
                                    data-place=[place(case)] {
                                    @if let Some(visite) = case.visite { (icon(issue_icon(visite.issue))) }
                                    span {
                                        "Porte " (case.numero) (ce_que(case))
                                        @if let Some(visite) = case.visite { " le " (jour_court(visite.le, today)) }
                                        @if let Some(jour) = case.visite.and_then(|visite| visite.revenir) {
                                            ", revenir le " (jour_court(jour, today))
                                        }
                                    }
                                }
                            }
                        }
                    } }))
                }
            }
        }
    }
}

/// What came of the visits of a door. Nothing of what was said.
fn histoire(journal: &Journal, case: &Case) -> Markup {
    let etat = journal.porte(case.porte);
    html! {
        @if etat.visites.is_empty() { p.discret { "Personne n'y est encore passé." } }
        ul.passages {
            @for visite in etat.visites.iter().rev().take(PASSAGES) {
                li {
                    (jour(visite.le)) " : " (visite.issue.label())
                    @if let Some(revenir) = visite.revenir { ", revenir le " (jour(revenir)) }
                }
            }
        }
    }
}

/// The bar under the thumb.
fn pied(journal: &Journal, tableau: &Tableau<'_>, avance: Avance, case: Option<&Case>, etat: Etat) -> Markup {
    let main = |pas, words| html! { button.bouton.principal type="button" name="pas" value=(pas) { (words) } };
    html! {
        div.issues role="group" aria-label="Actions de la tournée" aria-disabled=[etat.sourde.then_some("true")] {
            @match (tableau.vue.statut, case) {
                (Statut::Prevue, _) => (main("debut", "Commencer la tournée")),
                (Statut::EnPause, _) => (main("reprise", "Reprendre la tournée")),
                (Statut::Close, _) => {
                    p role="status" { strong { "Tournée close." } " Chaque porte garde son résultat et sa date." }
                    button.bouton.principal type="button" name="reste" { "Tournée avec ce qui reste" }
                    button.bouton type="button" name="pas" value="debut" { "Rouvrir" }
                },
                (Statut::EnCours, None) => {
                    p role="status" { strong { "Toutes les portes sont faites." } }
                    button.bouton.principal type="button" name="clore" { "Clore la tournée" }
                },
                (Statut::EnCours, Some(case)) => {
                    p.issues-porte role="status" {
                        span {
                            strong { "Porte " (case.numero) } ", " (etage_long(case.porte.etage))
                            @if tableau.halls.len() > 1 { ", hall " (case.porte.hall) }
                        }
                        span { (avance.faites) "/" (avance.portes) }
                    }
                    @if let Some(revoir) = case.objection {
                        p { "Cette porte a demandé qu'on ne passe plus. À revoir le " (jour(revoir)) "." }
                        button.bouton type="button" name="suivante" { "Porte suivante" }
                    } @else {
                        @match etat.panneau {
                            Panneau::Issues => (frequentes()),
                            Panneau::Autres => { (histoire(journal, case)) (autres()) },
                            Panneau::Revenir => (revenir()),
                        }
                    }
                },
            }
        }
    }
}

fn issue(issue: Issue, words: &str, class: &str) -> Markup {
    html! {
        button class={ "issue " (class) } type="button" name="issue" value=(issue.word()) data-issue=(issue_word(issue)) {
            (icon(issue_icon(issue))) span { (words) }
        }
    }
}

fn frequentes() -> Markup {
    html! {
        div.issues-rangee {
            (issue(Issue::Absent, "Absent", "large"))
            button.issue.large type="button" name="echange" data-issue="echange" {
                (icon(issue_icon(Issue::Echange))) span { "Échange" }
            }
        }
        div.issues-rangee {
            (issue(Issue::Refus, "Refus", ""))
            button.issue type="button" name="panneau" value="revenir" data-issue="attente" {
                (icon(issue_icon(Issue::ARepasser))) span { "À repasser" }
            }
            (issue(Issue::AvisDePassage, "Avis laissé", ""))
            button.issue type="button" name="panneau" value="autres" { (icon(icons::PLUS)) span { "Autre" } }
        }
    }
}

fn autres() -> Markup {
    html! {
        div.issues-rangee {
            @for autre in AUTRES { (issue(autre, autre.label(), "")) }
        }
        div.issues-rangee {
            button.issue type="button" name="palier" data-issue="attente" {
                (icon(issue_icon(Issue::Absent))) span { "Personne sur ce palier" }
            }
            button.issue type="button" name="panneau" value="issues" { (icon(icons::BACK)) span { "Retour" } }
        }
    }
}

fn revenir() -> Markup {
    html! {
        p { "Revenir quand ?" }
        div.issues-rangee {
            @for (days, words) in JOURS {
                button.issue type="button" name="revenir" value=(days) data-issue="attente" { span { (words) } }
            }
        }
        div.issues-rangee {
            button.issue type="button" name="revenir" value="" data-issue="attente" { span { "Sans date" } }
            button.issue type="button" name="panneau" value="issues" { (icon(icons::BACK)) span { "Retour" } }
        }
    }
}

fn etage_court(etage: u8) -> String {
    match etage {
        0 => "RdC".into(),
        1 => "1er".into(),
        etage => format!("{etage}e"),
    }
}

fn etage_long(etage: u8) -> String {
    match etage {
        0 => "rez-de-chaussée".into(),
        1 => "1er étage".into(),
        etage => format!("{etage}e étage"),
    }
}
