//! Rounds and campagnes, as the page of the field lists them.

use maud::{Markup, html};

use super::jour;
use crate::app::tournees::{Avance, Tableau, immeubles, nom, nommer};
use crate::journal::{Jour, Journal, Statut, TourneeVue};
use crate::order::in_order;
use crate::ui::markup::{icon, icons};
use crate::ui::route::Route;

/// So many rounds that are over are listed: the others are in the campagnes' coverage.
const PASSEES: usize = 8;

/// The rounds of today and those to come, the way to plan one, those that are over, the campagnes.
pub fn tournees(journal: &Journal, today: Jour) -> Markup {
    let all: Vec<TourneeVue<'_>> = journal.tournees().collect();
    let of = |wanted: &dyn Fn(&TourneeVue<'_>) -> bool| -> Vec<TourneeVue<'_>> {
        let found = all.iter().copied().filter(|vue| wanted(vue)).collect();
        in_order(found, &|one, other| one.plan.le.cmp(&other.plan.le))
    };
    let now = of(&|vue| match vue.statut {
        Statut::EnCours | Statut::EnPause => true,
        Statut::Prevue => vue.plan.le <= today,
        Statut::Close => false,
    });
    let later = of(&|vue| vue.statut == Statut::Prevue && vue.plan.le > today);
    let over: Vec<&TourneeVue<'_>> = all.iter().filter(|vue| vue.statut == Statut::Close).take(PASSEES).collect();
    html! {
        section.bloc.tournees {
            @if !now.is_empty() {
                h2 { (icon(icons::TERRAIN)) "Tournées du jour" }
                ul.cartes { @for vue in &now { (carte(journal, vue, today)) } }
            }
            a class=(if now.is_empty() { "bouton principal" } else { "bouton" }) href=(Route::Preparer.href()) { (icon(icons::ADD)) "Préparer une tournée" }
            @if now.is_empty() && later.is_empty() && over.is_empty() {
                p.discret { "Un immeuble se décrit en quatre nombres. Ensuite, une touche par porte." }
            }
            @if !later.is_empty() {
                h2 { (icon(icons::CALENDAR)) "Prévues" }
                ul.cartes { @for vue in &later { (carte(journal, vue, today)) } }
            }
            @if !over.is_empty() {
                details {
                    summary { "Tournées passées" }
                    ul.cartes { @for vue in &over { (passee(journal, vue)) } }
                }
            }
            (campagnes(journal))
        }
    }
}

fn carte(journal: &Journal, vue: &TourneeVue<'_>, today: Jour) -> Markup {
    let avance = Tableau::new(journal, vue.id).map(|tableau| tableau.avance()).unwrap_or_default();
    let word = match vue.statut {
        Statut::EnCours => "En cours",
        Statut::EnPause => "En pause",
        Statut::Close => "Close",
        Statut::Prevue if vue.plan.le < today => "Pas commencée",
        Statut::Prevue => "Prévue",
    };
    html! {
        li {
            a.carte href=(Route::Tournee(vue.id).href()) {
                span.carte-corps {
                    span.carte-titre { (nom(journal, vue.plan)) }
                    span.carte-texte { (word) " · " (jour(vue.plan.le)) }
                    @if vue.plan.but.is_some() { span.carte-texte { (immeubles(journal, vue.plan)) } }
                    (barre(avance))
                }
                (icon(icons::NEXT))
            }
        }
    }
}

fn passee(journal: &Journal, vue: &TourneeVue<'_>) -> Markup {
    let (nom, jour) = (nom(journal, vue.plan), jour(vue.plan.le));
    html! {
        li.garde {
            p.carte-titre { a.tournee-passee href=(Route::Tournee(vue.id).href()) { (nom) } }
            p.discret { (jour) }
            div.actions {
                button.bouton.petit type="button" name="refaire" value=(vue.id)
                    aria-label={ "Refaire aujourd'hui : " (nom) ", " (jour) } { (icon(icons::LATER)) "Refaire aujourd'hui" }
                button.bouton.petit type="button" name="reste" value=(vue.id)
                    aria-label={ "Ce qui reste : " (nom) ", " (jour) } { "Ce qui reste" }
            }
        }
    }
}

/// How far a round has come, in words and as a bar.
pub fn barre(avance: Avance) -> Markup {
    let Avance { portes, faites, .. } = avance;
    html! {
        span.avance {
            progress max=(portes.max(1)) value=(faites) aria-hidden="true" {}
            span { (faites) @if faites < 2 { " porte faite sur " } @else { " portes faites sur " } (portes) }
        }
    }
}

fn campagnes(journal: &Journal) -> Markup {
    let open: Vec<_> = journal.campagnes().filter(|campagne| !campagne.close).collect();
    html! {
        @if !open.is_empty() {
            h2 { "Campagnes" }
            ul.cartes {
                @for campagne in &open {
                    @let but = campagne.plan.but.as_str();
                    @let couverture = journal.couverture_de(campagne.id);
                    @let last = journal.tournees().find(|vue| vue.plan.campagne == Some(campagne.id));
                    li.garde {
                        p.carte-titre { (but) }
                        p.discret { (nommer(&couverture)) }
                        div.actions {
                            @if let Some(last) = last {
                                button.bouton.petit type="button" name="reste" value=(last.id)
                                    aria-label={ "Prochaine tournée : " (but) } { "Prochaine tournée" }
                            }
                            button.bouton.petit type="button" name="finir" value=(campagne.id)
                                aria-label={ "Finir la campagne : " (but) } { "Finir" }
                        }
                    }
                }
            }
        }
    }
}
