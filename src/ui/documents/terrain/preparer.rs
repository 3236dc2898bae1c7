//! The form of a round: what is touched is drawn anew, what is typed stays in its fields.

use maud::{Markup, html};

use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::contrat::Noeud;
use crate::journal::{EventId, Immeuble, Jour, Journal};
use crate::ui::markup::{explanation_notice, icon, icons};

/// What was touched so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choix {
    /// Id of a quartier of the contract.
    pub quartier: Option<String>,
    /// The buildings, in the order in which they were touched.
    pub immeubles: Vec<EventId>,
    /// A new building is being described.
    pub neuf: bool,
    /// Its ground floor has a caretaker's lodge.
    pub loge: bool,
    /// Its ground floor is no dwelling.
    pub commerces: bool,
    /// The campagne that the round is part of.
    pub campagne: Option<EventId>,
    /// The day that was touched; none, for one that is typed.
    pub le: Option<Jour>,
    /// Why the building could not be added, or the round not be planned.
    pub souci: Option<(Forme, Explanation)>,
}

/// One of the two forms of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forme {
    /// A building's.
    Immeuble,
    /// The round's.
    Tournee,
}

/// The form.
pub fn preparer(contrat: &Contrat, journal: &Journal, choix: &Choix, today: Jour) -> Markup {
    let quartiers = &contrat.arbre().pack().quartiers;
    let known: Vec<(EventId, &Immeuble)> =
        journal.immeubles().filter(|(id, immeuble)| is_of(choix, *id, immeuble, contrat.id())).collect();
    let is_new = choix.neuf || known.is_empty();
    html! {
        @if quartiers.len() > 1 {
            (groupe("Quel quartier ?", html! {
                @for quartier in quartiers {
                    (puce("quartier", &quartier.id, &quartier.nom, choix.quartier.as_ref() == Some(&quartier.id)))
                }
            }))
        }
        (groupe("Quels immeubles ?", html! {
            @for (id, immeuble) in &known {
                button.puce.choix type="button" name="immeuble" value=(id) aria-pressed=(choix.immeubles.contains(id)) {
                    span { (immeuble.nom.as_str()) " · " (immeuble.portes(*id).len()) " portes" }
                }
            }
            @if !known.is_empty() {
                button.puce.choix type="button" name="neuf" aria-expanded=(is_new) { (icon(icons::ADD)) span { "Nouvel immeuble" } }
            }
        }))
        @if is_new { (immeuble(choix)) }
        form.formulaire name="preparer" autocomplete="off" {
            (quand(choix, today))
            details.groupe {
                summary { "Équipe, but, objectif, campagne" }
                (ligne("equipe", "Équipe (des prénoms ou des rôles, avec des virgules)"))
                (ligne("but", "But de la tournée"))
                (objectifs(contrat))
                (campagnes(journal, choix))
            }
            (souci(choix, Forme::Tournee))
            div.pied { button.bouton.principal type="submit" { (icon(icons::CHECK)) "Préparer la tournée" } }
        }
    }
}

/// The buildings of this contract that are offered: those of the quartier, and those that were chosen.
fn is_of(choix: &Choix, id: EventId, immeuble: &Immeuble, contrat: &str) -> bool {
    let here = choix.quartier.is_none() || immeuble.quartier.is_none() || immeuble.quartier == choix.quartier;
    (immeuble.contrat == contrat && here) || choix.immeubles.contains(&id)
}

fn groupe(title: &str, puces: Markup) -> Markup {
    html! { fieldset.groupe { legend { (title) } div.puces { (puces) } } }
}

fn puce(name: &str, value: &str, words: &str, pressed: bool) -> Markup {
    html! { button.puce.choix type="button" name=(name) value=(value) aria-pressed=(pressed) { span { (words) } } }
}

fn ligne(name: &str, words: &str) -> Markup {
    html! { div.groupe { label for=(name) { (words) } input id=(name) name=(name) type="text" autocomplete="off"; } }
}

/// A building in four numbers.
fn immeuble(choix: &Choix) -> Markup {
    let number = |name: &str, words: &str, usual: &str| {
        html! {
            div.nombre-champ {
                label for=(name) { (words) }
                input id=(name) name=(name) type="text" inputmode="numeric" autocomplete="off" value=(usual);
            }
        }
    };
    html! {
        form.formulaire.neuf name="ajouter" autocomplete="off" {
            (ligne("nom", "Adresse ou nom de l'immeuble"))
            div.nombres {
                (number("halls", "Halls", "1"))
                (number("niveaux", "Niveaux, rez-de-chaussée compris", ""))
                (number("portes", "Portes par palier", ""))
                (number("premier", "Numéro de la première porte", "1"))
            }
            (groupe("Sans logement, au rez-de-chaussée", html! {
                (puce("sans", "loge", "Une loge", choix.loge))
                (puce("sans", "commerces", "Que des commerces ou bureaux", choix.commerces))
            }))
            (souci(choix, Forme::Immeuble))
            button.bouton type="submit" { (icon(icons::ADD)) "Ajouter l'immeuble" }
        }
    }
}

fn souci(choix: &Choix, of: Forme) -> Markup {
    html! {
        @if let Some((_, souci)) = choix.souci.as_ref().filter(|(forme, _)| *forme == of) { (explanation_notice(souci)) }
    }
}

fn quand(choix: &Choix, today: Jour) -> Markup {
    let day = |le: Jour, words: &str| puce("le", &le.to_string(), words, choix.le == Some(le));
    html! {
        (groupe("Quel jour ?", html! {
            (day(today, "Aujourd'hui"))
            (day(today.after(1), "Demain"))
            (puce("le", "", "Un autre jour", choix.le.is_none()))
        }))
        @if choix.le.is_none() {
            div.groupe { label for="date" { "Date" } input id="date" name="date" type="date" min=(today); }
        }
    }
}

/// The parts of the contract that a round can serve: those above the actions, which are too many to be picked from.
fn objectifs(contrat: &Contrat) -> Markup {
    let arbre = contrat.arbre();
    html! {
        div.groupe {
            label for="objectif" { "Objectif du contrat" }
            select id="objectif" name="objectif" {
                option value="" { "Aucun en particulier" }
                @for racine in arbre.racines() {
                    (objectif(racine, 0))
                    @for enfant in arbre.enfants(&racine.id) {
                        (objectif(enfant, 1))
                        @for petit in arbre.enfants(&enfant.id).filter(|petit| arbre.descendants(&petit.id) > 0) {
                            (objectif(petit, 2))
                        }
                    }
                }
            }
        }
    }
}

fn objectif(noeud: &Noeud, depth: usize) -> Markup {
    html! { option value=(noeud.id) { ("\u{a0}\u{a0}".repeat(depth)) (noeud.intitule) } }
}

fn campagnes(journal: &Journal, choix: &Choix) -> Markup {
    let open: Vec<_> = journal.campagnes().filter(|campagne| !campagne.close).collect();
    html! {
        @if !open.is_empty() {
            (groupe("Campagne en cours", html! {
                @for campagne in &open {
                    (puce("campagne", &campagne.id.to_string(), campagne.plan.but.as_str(), choix.campagne == Some(campagne.id)))
                }
            }))
        }
        @if choix.campagne.is_none() { (ligne("nouvelle", "Nouvelle campagne : son but")) }
    }
}
