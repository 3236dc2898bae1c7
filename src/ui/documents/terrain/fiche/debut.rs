//! Where people met, what happened, who was met.

use maud::{Markup, html};

use super::{Fiche, groupe, puce, puce_avec, puces, replie};
use crate::app::ebauche::{Gens, Ou};
use crate::journal::{Age, Cadre, Foyer, Issue, LIBELLE_MAX, Langue, PremiereFois, Sexe};
use crate::ui::documents::terrain::issue_icon;
use crate::ui::markup::{icon, icons};

/// The door; otherwise the quartier, the setting and the place.
pub(super) fn lieu(fiche: &Fiche<'_>) -> Markup {
    let ebauche = fiche.ebauche;
    let quartiers = &fiche.contrat.arbre().pack().quartiers;
    let chosen = ebauche.quartier.as_deref().and_then(|id| fiche.contrat.arbre().quartier(id));
    html! {
        @if let Some(porte) = fiche.porte {
            p.carte-porte { (icon(icons::TERRAIN)) strong { (porte) } }
        }
        @match quartiers.as_slice() {
            [] => {}
            [only] if fiche.porte.is_some() => { p.discret { (icon(icons::QUARTIER)) " " (only.nom) } }
            // It stands with the setting.
            [_] => {}
            several => {
                @let chips = html! {
                    div.puces {
                        @for quartier in several {
                            (puce("quartier", &quartier.id, &quartier.nom, ebauche.quartier.as_ref() == Some(&quartier.id)))
                        }
                    }
                };
                // Once it is chosen, it is folded away, and remembered for the next contact.
                @match chosen {
                    None => (groupe("Quel quartier ?", chips)),
                    Some(quartier) => (replie("Quartier", &quartier.nom, false, chips)),
                }
            }
        }
        @if fiche.porte.is_none() {
            @let place = match quartiers.as_slice() {
                [only] => format!("{}, {}", ebauche.cadre.label(), only.nom),
                _ => ebauche.cadre.label().to_owned(),
            };
            (replie("Où", &place, false, html! {
                (puces("cadre", &Cadre::ALL, Cadre::word, Cadre::label, Some(ebauche.cadre)))
                @if let Ou::Libre(lieu) = &ebauche.ou {
                    label.champ { "Lieu, en quelques mots (facultatif)"
                        input type="text" name="lieu" value=(lieu) maxlength=(LIBELLE_MAX) autocomplete="off";
                    }
                }
            }))
        }
    }
}

/// The outcomes that are frequent in a setting, then the rare ones.
pub(super) fn issues(cadre: Cadre) -> (&'static [Issue], &'static [Issue]) {
    use Issue::{ARepasser, Absent, AccesImpossible, AvisDePassage, Echange, LogementVide, NePlusPasser, Refus};
    match cadre {
        Cadre::PorteAPorte | Cadre::Domicile | Cadre::Nuit => {
            (&[Echange, Absent, ARepasser, Refus], &[AvisDePassage, AccesImpossible, LogementVide, NePlusPasser])
        }
        Cadre::Telephone => (&[Echange, Absent, ARepasser, Refus], &[NePlusPasser]),
        _ => (&[Echange, Refus], &[ARepasser, Absent, NePlusPasser]),
    }
}

/// What happened.
pub(super) fn issue(fiche: &Fiche<'_>) -> Markup {
    let (frequent, rare) = issues(fiche.ebauche.cadre);
    let chosen = fiche.ebauche.issue.map(|issue| match issue {
        // Where the person is sent stands below: it makes one of the other.
        Issue::EchangeOrientation => Issue::Echange,
        issue => issue,
    });
    let chips = |issues: &[Issue], style: &str| {
        html! {
            div class=(style) {
                @for &issue in issues {
                    (puce_avec("issue", issue.word(), Some(issue_icon(issue)), html! { (issue.label()) }, chosen == Some(issue)))
                }
            }
        }
    };
    let strange = chosen.filter(|issue| !frequent.contains(issue));
    groupe(
        "Que s'est-il passé ?",
        html! {
            (chips(frequent, "puces issues-frequentes"))
            (replie("Autre", strange.map_or("choisir…", Issue::label), strange.is_some(), chips(rare, "puces")))
        },
    )
}

/// Who was met, folded away: nothing of it is owed.
pub(super) fn personne(fiche: &Fiche<'_>) -> Markup {
    let ebauche = fiche.ebauche;
    let mut said: Vec<String> = ebauche.personnes.iter().map(Gens::label).collect();
    said.extend(ebauche.foyer.map(|foyer| foyer.label().to_owned()));
    said.extend(ebauche.langue.map(|langue| langue.label().to_owned()));
    let said = if said.is_empty() { "non précisé".to_owned() } else { said.join(", ") };
    let (last, before) =
        ebauche.personnes.split_last().map_or((None, [].as_slice()), |(last, rest)| (Some(*last), rest));
    let combien = last.map_or(0, |gens| gens.nombre);
    replie(
        "Qui",
        &said,
        false,
        html! {
            p.discret { "Ce que vous savez sans le demander. Ne devinez rien." }
            @for (rank, gens) in before.iter().enumerate() {
                p.ligne-retirable {
                    span { (gens.label()) }
                    button.rond type="button" name="groupe-retirer" value=(rank) aria-label={ "Retirer : " (gens.label()) } { (icon(icons::CLOSE)) }
                }
            }
            div.compteur role="group" aria-label="Combien de personnes" {
                button.rond type="button" name="nombre" value="-1" aria-label="Une personne de moins" { "−" }
                output { @if combien == 0 { "Combien ?" } @else { (combien) @if combien > 1 { " personnes" } @else { " personne" } } }
                button.rond type="button" name="nombre" value="1" aria-label="Une personne de plus" { "+" }
                button.puce.choix type="button" name="nombre" value="10" { "+ 10" }
            }
            p.rangee-titre { "Âge" }
            (puces("age", &Age::ALL, Age::word, Age::label, last.and_then(|gens| gens.age)))
            p.rangee-titre { "Sexe" }
            (puces("sexe", &Sexe::ALL, Sexe::word, Sexe::label, last.and_then(|gens| gens.sexe)))
            @if last.is_some() {
                button.bouton.petit type="button" name="groupe" value="" { (icon(icons::ADD)) "D'autres personnes" }
            }
            p.rangee-titre { "Foyer" }
            (puces("foyer", &Foyer::ALL, Foyer::word, Foyer::label, ebauche.foyer))
            p.rangee-titre { "Première rencontre ?" }
            (puces("premiere", &PremiereFois::ALL, PremiereFois::word, PremiereFois::label, ebauche.premiere_fois))
            p.rangee-titre { "Langue" }
            (puces("langue", &Langue::ALL, Langue::word, Langue::label, ebauche.langue))
            @if matches!(ebauche.langue, Some(Langue::Autre | Langue::FrancaisDifficile)) {
                label.champ { "Quelle autre langue ?"
                    input type="text" name="langue-parlee" value=(ebauche.langue_parlee) maxlength=(LIBELLE_MAX) autocomplete="off";
                }
            }
        },
    )
}
