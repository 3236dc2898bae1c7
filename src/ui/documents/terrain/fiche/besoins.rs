//! The needs; under them, at once, what the contract offers; and where the person is sent.

use maud::{Markup, html};

use super::{Fiche, groupe, puce, puce_avec, replie};
use crate::app::consult::{Contrat, Target, name_of};
use crate::app::suggest::suggestions;
use crate::contrat::vocabulaire::Besoin;
use crate::journal::{Etape, LIBELLE_MAX, Vers};
use crate::ui::markup::icon::besoin_icon;
use crate::ui::markup::{icon, icons};
use crate::ui::route::Route;

/// So many suggestions show at first, and when more are asked for.
const SUGGESTIONS: [usize; 2] = [3, 12];

/// So many places show that are looked for.
const FOUND: usize = 6;

/// The needs. Once one is chosen, the others are folded away, so that what answers it is in sight.
pub(super) fn besoins(fiche: &Fiche<'_>) -> Markup {
    let chosen = &fiche.ebauche.besoins;
    let all = fiche.tous || chosen.is_empty();
    let shown = fiche.contrat.vocabulaire().besoins.iter().filter(|besoin| all || chosen.contains(&besoin.id));
    html! {
        (groupe("Quel besoin ?", html! {
            div.puces {
                @for besoin in shown {
                    (besoin_chip(besoin, chosen.contains(&besoin.id)))
                }
                @if !all {
                    button.puce.choix type="button" name="tous" value="" { (icon(icons::ADD)) span { "Autre besoin" } }
                }
            }
        }))
        @if !chosen.is_empty() { (offre(fiche)) }
    }
}

fn besoin_chip(besoin: &Besoin, choisi: bool) -> Markup {
    let court = court(besoin);
    html! {
        button.puce.choix type="button" name="besoin" value=(besoin.id) aria-pressed=(choisi)
            aria-label=[(court != besoin.libelle).then(|| format!("{court} : {}", besoin.libelle))] {
            (icon(besoin_icon(&besoin.icone))) span { (court) }
        }
    }
}

/// A need as who notes it says it; the vocabulary says it as who has it does.
pub fn court(besoin: &Besoin) -> &str {
    match besoin.id.as_str() {
        "travail" => "Travail",
        "formation" => "Formation",
        "francais" => "Français",
        "lire-ecrire-compter" => "Lire, écrire",
        "numerique" => "Numérique",
        "se-deplacer" => "Se déplacer",
        "garde-enfants" => "Garde d'enfants",
        "ecole-devoirs" => "École, devoirs",
        "parentalite" => "Être parent",
        "orientation-stages" => "Voie, stage",
        "logement" => "Logement",
        "energie-factures" => "Énergie",
        "sante" => "Soins",
        "prevention-bien-etre" => "Bien-être",
        "droits-papiers" => "Papiers, droits",
        "argent-dettes" => "Argent",
        "violences" => "Violences",
        "discriminations" => "Discrimination",
        "sport-culture-vacances" => "Sport, sorties",
        "creer-activite" => "Créer son activité",
        "rencontrer-s-engager" => "Rencontrer",
        "cadre-de-vie" => "Quartier",
        _ => &besoin.libelle,
    }
}

/// What the contract offers for these needs, each with its reasons; one touch sends there.
fn offre(fiche: &Fiche<'_>) -> Markup {
    let ebauche = fiche.ebauche;
    let shown = SUGGESTIONS[usize::from(fiche.plus)];
    let mut found = suggestions(fiche.contrat, &ebauche.besoins, &ebauche.profil(), SUGGESTIONS[1] + 1);
    let more = found.len() > shown && !fiche.plus;
    found.truncate(shown);
    html! {
        section.offre aria-label="Ce que le contrat propose" {
            @if found.is_empty() {
                p.discret { "Ce contrat ne nomme rien pour ce besoin. Plus bas, cherchez un lieu ou écrivez-le." }
            } @else {
                p.rangee-titre { "Le contrat propose :" }
                ul.cartes {
                    @for suggestion in &found {
                        @let id = &suggestion.dispositif.id;
                        @let vers = Vers::Dispositif(id.clone());
                        @let sent = ebauche.orientations.iter().any(|(known, _)| *known == vers);
                        li {
                            button.carte type="button" name="vers" value={ "dispositif:" (id) } aria-pressed=(sent) {
                                span.carte-corps {
                                    span.carte-titre { (suggestion.dispositif.nom) }
                                    span.carte-texte { (suggestion.raisons.join(" · ")) }
                                }
                                (icon(if sent { icons::CHECK } else { icons::ADD }))
                            }
                        }
                    }
                }
                @if more { button.lien type="button" name="plus" value="" { "Voir d'autres propositions" } }
            }
        }
    }
}

/// Where the person is sent, with the step of each; and any other place.
pub(super) fn orientations(fiche: &Fiche<'_>) -> Markup {
    let sent = &fiche.ebauche.orientations;
    html! {
        @if !sent.is_empty() {
            (groupe("Orientations", html! {
                ul.orientations {
                    @for (rank, (vers, etape)) in sent.iter().enumerate() {
                        li {
                            p.ligne-retirable {
                                strong { (vers_nom(fiche.contrat, vers)) }
                                button.rond type="button" name="vers-retirer" value=(rank)
                                    aria-label={ "Retirer : " (vers_nom(fiche.contrat, vers)) } { (icon(icons::CLOSE)) }
                            }
                            (replie("Étape", etape.label(), false, html! {
                                div.puces {
                                    @for un in Etape::ALL {
                                        (puce("etape", &format!("{rank}:{}", un.word()), un.label(), un == *etape))
                                    }
                                }
                            }))
                            @if let Vers::Dispositif(id) = vers {
                                @if let Some(route) = sheet(fiche.contrat, id) {
                                    a.discret href=(route.href()) target="_blank" { "Lire la fiche (autre onglet)" }
                                }
                            }
                        }
                    }
                }
            }))
        }
        details.groupe {
            summary { "Orienter ailleurs" }
            div.plis {
                label.champ { "Un lieu, un service, une personne-ressource"
                    input type="search" name="cherche" maxlength=(LIBELLE_MAX) autocomplete="off" enterkeyhint="search";
                }
                (ailleurs(fiche))
            }
        }
    }
}

/// What the contract names by these words, and the words themselves.
fn ailleurs(fiche: &Fiche<'_>) -> Markup {
    let words = fiche.cherche.trim();
    if words.is_empty() {
        return html! {};
    }
    let found = fiche.contrat.search(words, FOUND * 4).items;
    let places = found.into_iter().filter_map(|found| match found.target {
        Target::Dispositif(id) => Some((format!("dispositif:{id}"), found.titre)),
        Target::Acteur(id) => Some((format!("acteur:{id}"), found.titre)),
        _ => None,
    });
    html! {
        div.puces {
            @for (value, nom) in places.take(FOUND) {
                (puce_avec("vers", &value, Some(icons::ADD), html! { (nom) }, false))
            }
            (puce_avec("vers", &format!("libre:{words}"), Some(icons::ADD), html! { "« " (words) " », hors contrat" }, false))
        }
    }
}

fn sheet(contrat: &Contrat, id: &str) -> Option<Route> {
    contrat.arbre().dispositif(id)?;
    Some(Route::Dispositif(contrat.id().to_owned(), id.to_owned()))
}

/// The name of a place; its id, where the open contract does not have it.
pub fn vers_nom(contrat: &Contrat, vers: &Vers) -> String {
    let arbre = contrat.arbre();
    match vers {
        Vers::Dispositif(id) => arbre.dispositif(id).map_or_else(|| id.clone(), |dispositif| dispositif.nom.clone()),
        Vers::Acteur(id) => arbre.acteur(id).map_or_else(|| id.clone(), name_of),
        Vers::Libre(text) => text.as_str().to_owned(),
    }
}
