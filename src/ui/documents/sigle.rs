//! An acronym and what it means; two things may share one.

use maud::html;

use super::Document;
use crate::app::consult::{Contrat, Target};
use crate::contrat::pack::Sigle;
use crate::ui::markup::{card_list, head, trouvaille_card};
use crate::ui::route::{Liste, Route};

/// How many places that use it are shown.
const SHOWN: usize = 12;

/// The page of an acronym.
pub fn document(contrat: &Contrat, entry: &Sigle) -> Document {
    let own = Target::Sigle(entry.sigle.clone());
    let used = contrat.search(&entry.sigle, SHOWN).items;
    let used = used.iter().filter(|found| found.target != own);
    let used: Vec<_> = used.map(|found| trouvaille_card(contrat, found, "")).collect();
    let back = (&Route::Liste(contrat.id().into(), Liste::Sigles), "Tous les sigles");
    let body = html! {
        (head(&entry.sigle, Some("Sigle"), Some(back)))
        @for meaning in contrat.arbre().pack().sigles.iter().filter(|other| other.sigle == entry.sigle) {
            @if let Some(spelt) = &meaning.developpe { p.developpe { (spelt) } }
            p.chapeau { (meaning.explication) }
            @if !meaning.dans_le_document { p.discret { "Le document ne l'emploie pas lui-même." } }
        }
        (card_list("Où on le trouve", &used))
    };
    Document { title: entry.sigle.clone(), body }
}
