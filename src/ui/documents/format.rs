//! How a contract becomes a file that Relais reads: for those who write one.

use maud::html;

use super::Document;
use crate::ui::markup::{head, icon, icons};
use crate::ui::route::Route;

/// What stands above the example: what the file is.
pub fn format() -> Document {
    let title = "Écrire un contrat";
    let body = html! {
        (head(title, None, Some((&Route::Contrats, "Mes contrats"))))
        p.chapeau { "Un contrat est un seul fichier, en .json. Tout éditeur de texte l'ouvre." }
        section.bloc {
            h2 { "Ce qu'il contient" }
            ul.lignes {
                li { strong { "contrat" } " : titre, territoire, années, documents d'origine." }
                li { strong { "noeuds" } " : le plan, du pilier à l'action, dans l'ordre du document." }
                li { strong { "acteurs" } " et " strong { "dispositifs" } " : chacun une fois, avec un identifiant." }
                li { "Et, s'il y en a : quartiers, diagnostics, indicateurs, gouvernance, suivi, sigles, anomalies." }
            }
        }
        section.bloc {
            h2 { "Quatre règles" }
            ul.lignes {
                li { "Rien d'inventé : ce que le document ne dit pas reste vide." }
                li { "Ce qu'il laisse ouvert reste ouvert." }
                li { "Chaque fait nomme sa page." }
                li { "Les titres sont ceux du document. Les résumés sont les vôtres, en mots simples." }
            }
        }
        section.bloc {
            h2 { "Vérifier" }
            p { "Ouvrez votre fichier dans « Mes contrats » : Relais montre toutes les fautes à la fois, avec leur place et le moyen de les corriger. Rien n'est installé avant votre accord." }
            p { "Sur un ordinateur qui a le code de Relais : " code { "cargo dev check FICHIER" } }
            a.bouton href=(Route::Contrats.href()) { (icon(icons::ADD)) "Ouvrir un fichier" }
        }
    };
    Document { title: title.into(), body }
}
