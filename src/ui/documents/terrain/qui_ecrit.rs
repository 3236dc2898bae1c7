//! Who writes, what, why, how long, how to object: for the person to read on the screen.

use maud::{Markup, html};

use crate::app::consult::Contrat;

/// The notice. `contrat` is the contract that the work belongs to, when one is open.
pub fn qui_ecrit(contrat: Option<&Contrat>) -> Markup {
    let pour = contrat.map(|contrat| contrat.arbre().pack().contrat.territoire.as_str());
    html! {
        dl.qui-ecrit {
            dt { "Qui écrit ?" }
            dd {
                "La personne en face de vous : adulte-relais ou médiatrice, médiateur. Elle travaille pour le contrat de ville"
                @if let Some(territoire) = pour { " de " (territoire) }
                "."
            }
            dt { "Quoi ?" }
            dd {
                "Le quartier, ce qui s'est passé, le besoin, vers qui vous êtes orienté. Sans votre nom. "
                "Jamais la santé, la religion, l'origine, les opinions, ni un délit."
            }
            dt { "Et mon nom ?" }
            dd { "Seulement si vous dites oui. Un prénom inventé suffit. Vous pouvez changer d'avis quand vous voulez." }
            dt { "Pourquoi ?" }
            dd { "Pour vous aider, revenir si vous le souhaitez, et compter ce qui manque dans le quartier." }
            dt { "Combien de temps ?" }
            dd { "Deux ans en général, trois au plus. Votre nom part deux ans après la dernière rencontre, ou tout de suite si vous le demandez." }
            dt { "Où est-ce gardé ?" }
            dd { "Sur ce téléphone, fermé à clé. Rien ne part sur internet." }
            dt { "Comment dire non ?" }
            dd {
                "Dites-le maintenant : rien ne sera noté sur vous. Dites « ne plus passer » : votre porte sera laissée tranquille. "
                "Pour voir ou faire effacer ce qui vous concerne, demandez à cette personne ou à son employeur."
            }
            dt { "Si l'on ne vous répond pas" }
            dd { "Vous pouvez vous plaindre à la CNIL, qui protège les données de chacun." }
        }
    }
}
