//! What an old name has become.

use maud::{Markup, html};

use crate::app::consult::Contrat;
use crate::contrat::vocabulaire::Correspondance;

/// The names of today for the first of these names that is known as old, and how it came to them; else nothing.
pub fn renaming(contrat: &Contrat, names: &[Option<&str>]) -> Option<Markup> {
    let change = names.iter().flatten().find_map(|name| contrat.vocabulaire().aujourdhui(name))?;
    let doubt = if change.est_sur() { "" } else { ", sans doute" };
    let before: Vec<String> = change.etapes.iter().map(|etape| dated(etape)).collect();
    Some(html! {
        @if change.actuels.is_empty() {
            p { strong { "Terminé" (doubt) "." } }
        } @else {
            p { "Aujourd'hui" (doubt) " : " strong { (change.actuels.join(" ; ")) } "." }
        }
        p { "Avant : " (before.join(" ; ")) "." }
        @for note in change.etapes.iter().filter_map(|etape| etape.note.as_ref()) { p { (note) } }
    })
}

/// "Pôle emploi, jusqu'en 2024".
fn dated(etape: &Correspondance) -> String {
    match etape.annee {
        Some(year) => format!("{}, jusqu'en {year}", etape.ancien),
        None => etape.ancien.clone(),
    }
}
