//! The tour of the practice: six short steps, each naming the next thing to touch.

use maud::{Markup, html};

/// What each step says.
const PAS: [(&str, &str); 6] = [
    ("Voici une tournée inventée.", "Touchez «\u{a0}Tournée d'essai\u{a0}»."),
    ("Une porte est choisie. Personne n'ouvre.", "En bas, touchez «\u{a0}Absent\u{a0}»."),
    ("La porte suivante est prête.", "Touchez «\u{a0}Refus\u{a0}»."),
    ("Un doigt a glissé ? Tout se reprend pendant dix secondes.", "Touchez «\u{a0}Annuler\u{a0}»."),
    ("Quelqu'un veut parler.", "Touchez «\u{a0}Échange\u{a0}», puis un besoin, puis «\u{a0}Enregistrer\u{a0}»."),
    (
        "C'est tout : une touche par porte, cinq pour un échange.",
        "Touchez «\u{a0}Terminer\u{a0}». L'essai s'efface dans «\u{a0}Terrain\u{a0}».",
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
