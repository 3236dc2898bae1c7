//! What comes of it: the day to come back, the objective that is served, the kind of mediation.

use maud::{Markup, html};

use super::{Fiche, groupe, puce, puces, replie};
use crate::app::ebauche::Objectif;
use crate::contrat::Noeud;
use crate::journal::{LIBELLE_MAX, Registre};
use crate::ui::markup::{avis, date, icon, icons};

/// The days that are one touch away.
const JOURS: [(u16, &str); 3] = [(1, "Demain"), (7, "1 semaine"), (14, "2 semaines")];

/// The day to come back, and why.
pub(super) fn relance(fiche: &Fiche<'_>) -> Markup {
    let chosen = fiche.ebauche.relance;
    groupe(
        "Revenir quand ?",
        html! {
            div.puces {
                @for (days, titre) in JOURS {
                    (puce("relance", &days.to_string(), titre, chosen == Some(fiche.today.after(days))))
                }
                label.puce.choix {
                    span { "Une date" }
                    input type="date" name="date" min=(fiche.today)
                        value=(chosen.map(|jour| jour.to_string()).unwrap_or_default());
                }
            }
            @if let Some(jour) = chosen {
                p.quand { (icon(icons::CALENDAR)) (date(&jour.to_string())) }
                @if jour < fiche.today {
                    (avis("essai", icons::WARNING, html! { p { "Ce jour est déjà passé. Choisissez aujourd'hui ou plus tard." } }))
                }
                label.champ { "Pour quoi faire ? (facultatif)"
                    input type="text" name="motif" value=(fiche.ebauche.motif) maxlength=(LIBELLE_MAX) autocomplete="off";
                }
            }
        },
    )
}

/// So many objectives are offered.
const OFFERED: usize = 6;

/// The objective and the kind of mediation: derived, and rarely changed.
pub(super) fn cadre(fiche: &Fiche<'_>) -> Markup {
    let (contrat, ebauche) = (fiche.contrat, fiche.ebauche);
    let served = ebauche.objectif_note(contrat);
    let title = |id: &str| contrat.arbre().noeud(id).map_or_else(|| id.to_owned(), Noeud::titre);
    let said = served.as_deref().map_or_else(|| "aucun".to_owned(), title);
    let mut offered: Vec<String> =
        ebauche.objectifs(contrat).into_iter().take(OFFERED).map(|noeud| noeud.id.clone()).collect();
    if let Objectif::Choisi(id) = &ebauche.objectif
        && !offered.contains(id)
    {
        offered.push(id.clone());
    }
    let registre = ebauche.registre.or(ebauche.registre_deduit());
    html! {
        (replie("Objectif du contrat", &said, false, html! {
            @if offered.is_empty() {
                p.discret { "Il se déduit de l'orientation : choisissez-en une." }
            } @else {
                div.puces {
                    @for id in &offered { (puce("objectif", id, &title(id), served.as_ref() == Some(id))) }
                    (puce("objectif", "", "Aucun", served.is_none()))
                }
            }
        }))
        (replie("Type de médiation", registre.map_or("non précisé", Registre::label), false, html! {
            (puces("registre", &Registre::ALL, Registre::word, Registre::label, registre))
        }))
    }
}
