//! The tour of the practice: six short steps, each naming the next thing to touch.

use maud::{Markup, html};

/// What each step says.
const PAS: [(&str, &str); 6] = [
    ("Voici une tournée inventée.", "Touchez « Tournée d'essai »."),
    ("Une porte est choisie. Personne n'ouvre.", "En bas, touchez « Absent »."),
    ("La porte suivante est prête.", "Touchez « Refus »."),
    ("Un doigt a glissé ? Tout se reprend pendant dix secondes.", "Touchez « Annuler »."),
    ("Quelqu'un veut parler.", "Touchez « Échange », puis un besoin, puis « Enregistrer »."),
    (
        "C'est tout : une touche par porte, cinq pour un échange.",
        "Touchez « Terminer ». L'essai s'efface dans « Terrain ».",
    ),
];

/// How many steps there are.
pub const ETAPES: usize = PAS.len();

/// The step of this rank, from 0, with the ways to pass over it and to leave.
pub fn visite(etape: usize) -> Markup {
    let (before, next) = PAS[etape.min(ETAPES - 1)];
    html! {
        div.visite role="status" {
            p.compte { "Visite, étape " (etape + 1) " sur " (ETAPES) }
            p { (before) " " strong { (next) } }
            div.boutons {
                @if etape + 1 < ETAPES {
                    button.lien type="button" name="passer" { "Passer" }
                    button.lien type="button" name="quitter" { "Quitter" }
                } @else {
                    button.bouton type="button" name="quitter" { "Terminer" }
                }
            }
        }
    }
}
