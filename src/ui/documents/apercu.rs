//! A contract before it is installed, and a file that cannot be.

use maud::{Markup, html};

use super::poche::{kilobytes, period};
use crate::app::changes::{ChangedList, Changes, Names};
use crate::app::explain::Explanation;
use crate::app::import::{Against, Preview, sorted};
use crate::app::port::{Origine, PackHeader};
use crate::contrat::{Finding, Pack};
use crate::ui::markup::{avis, explanation_notice, findings, icon, icons};

/// What a contract holds and what it would change. The buttons are named `installer` and `laisser`.
pub fn preview(Preview { candidate, against }: &Preview) -> Markup {
    let header = &candidate.stored.header;
    let entete = &candidate.pack.contrat;
    let verb = if matches!(against, Against::Other { .. }) { "Remplacer" } else { "Installer" };
    html! {
        section.bloc.apercu {
            h2 tabindex="-1" { "Avant d'installer" }
            p.carte-titre { (entete.territoire) }
            p { (entete.intitule) }
            p.discret {
                (period(entete.debut, entete.fin)) "version " (header.version) " · " (kilobytes(header.octets))
            }
            (stands_against(header, against))
            (contents(&candidate.pack))
            @let remarks = sorted(&candidate.remarks);
            @if !remarks.is_empty() {
                details.constats {
                    summary { "Remarques pour la personne qui écrit ce fichier (" (remarks.len()) ")" }
                    (findings(&remarks))
                    button.bouton.petit type="button" name="copier" { "Copier la liste" }
                }
            }
            div.actions {
                @if *against != Against::Same {
                    button.bouton.principal type="button" name="installer" { (icon(icons::CHECK)) (verb) }
                }
                button.bouton.discret type="button" name="laisser" {
                    @if *against == Against::Same { "Revenir à la liste" } @else { "Ne rien changer" }
                }
            }
        }
    }
}

fn stands_against(new: &PackHeader, against: &Against) -> Markup {
    match against {
        Against::Nothing => html! { p { "Ce contrat n'est pas encore sur ce téléphone." } },
        Against::Same => {
            avis("doux", icons::CHECK, html! { p { "Ce téléphone a déjà ce fichier, à la lettre près." } })
        }
        Against::Other { kept, changes } => html! {
            (avis("essai", icons::WARNING, html! {
                p {
                    strong {
                        "Remplace la version " (kept.version)
                        @match kept.origine { Origine::Site => " du site.", Origine::Fichier => " de votre fichier." }
                    }
                }
                p {
                    @match (kept.origine, new.origine) {
                        (Origine::Site, Origine::Fichier) => "Ensuite, le site ne le mettra plus à jour tout seul.",
                        (Origine::Fichier, Origine::Site) => "Ensuite, le site le tiendra à jour. Enregistrez d'abord votre fichier si vous y tenez.",
                        _ => "L'ancien reste en place tant que vous ne touchez pas « Remplacer ».",
                    }
                }
            }))
            (changed(changes.as_ref()))
        },
    }
}

fn changed(changes: Option<&Changes>) -> Markup {
    let Some(changes) = changes else {
        return html! { p.discret { "L'ancien ne se lit plus : Relais ne peut pas dire ce qui change." } };
    };
    html! {
        h3 { "Ce qui change" }
        @if changes.is_empty() { p { "Rien de ce qui se lit : seules la version ou la mise en page du fichier changent." } }
        @for list in &changes.listes { (changed_list(list)) }
        @if !changes.parties.is_empty() { p { "Aussi : " (changes.parties.join(", ")) "." } }
    }
}

fn changed_list(list: &ChangedList) -> Markup {
    let kinds = [("En plus", &list.ajouts), ("En moins", &list.retraits), ("Avec un autre contenu", &list.retouches)];
    html! {
        p { strong { (list.nom) } }
        ul.lignes {
            @for (words, names) in kinds {
                @if names.count > 0 { li { (words) " : " (names.count) " (" (some(names)) ")" } }
            }
        }
    }
}

/// The first names, and how many more there are.
fn some(names: &Names) -> Markup {
    let more = names.count - names.first.len();
    html! { (names.first.join(" ; ")) @if more > 0 { " ; et " (more) " de plus" } }
}

fn contents(pack: &Pack) -> Markup {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for &niveau in crate::contrat::Niveau::ALL {
        counts.push((niveau.label_many(), pack.noeuds.iter().filter(|noeud| noeud.niveau == niveau).count()));
    }
    let lists = [
        ("quartiers", pack.quartiers.len()),
        ("acteurs", pack.acteurs.len()),
        ("dispositifs", pack.dispositifs.len()),
        ("indicateurs", pack.indicateurs.len()),
        ("sigles", pack.sigles.len()),
        ("doutes du document", pack.anomalies.len()),
    ];
    html! {
        h3 { "Ce qu'il contient" }
        table.comptes {
            tbody {
                @for (label, count) in counts.into_iter().filter(|(_, count)| *count > 0).chain(lists) {
                    tr { th scope="row" { (label) } td.compte-chiffre { (count) } }
                }
            }
        }
    }
}

/// Why a contract was not installed, with what is wrong in its file. The buttons are named `copier`, `laisser` and, for a
/// contract of the site, whose id is `again`, `encore`.
pub fn refused(name: &str, explanation: &Explanation, found: &[Finding], again: Option<&str>) -> Markup {
    html! {
        section.bloc.apercu {
            h2 tabindex="-1" { "Pas installé : " (name) }
            (explanation_notice(explanation))
            @if !found.is_empty() {
                (findings(found))
                button.bouton type="button" name="copier" { "Copier la liste" }
            }
            @if let Some(id) = again { button.bouton type="button" name="encore" value=(id) { "Réessayer" } }
            button.bouton.discret type="button" name="laisser" { "Revenir à la liste" }
        }
    }
}
