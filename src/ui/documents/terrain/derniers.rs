//! The last days of the journal, as the page of the field shows them: the whole of it has a page of its own.

use maud::{Markup, html};

use super::ligne::ligne;
use super::quand::{quand, titre};
use super::relances::portes;
use crate::app::consult::Contrat;
use crate::journal::{Event, EventId, Jour, Journal};
use crate::order::in_order;
use crate::ui::markup::{avis, icon, icons, vide};

/// The name of the button that erases a contact: its id is the value.
pub const EFFACER: &str = "effacer";
/// The name of the button that deletes the whole practice journal.
pub const VIDER: &str = "vider";

/// So many days are shown, of so many lines in all, at most.
const JOURS: usize = 3;
const LIGNES: usize = 40;

/// The last days. `illisibles` entries come from a newer version; `essai` marks the journal for practice, which can go
/// in one tap.
pub fn derniers(journal: &Journal, contrat: Option<&Contrat>, illisibles: usize, essai: bool, today: Jour) -> Markup {
    let lines = dernieres(journal);
    let days: Vec<&[(Jour, EventId)]> = lines.chunk_by(|one, other| one.0 == other.0).take(JOURS).collect();
    html! {
        @if illisibles > 0 {
            (avis("doux", icons::INFO, html! {
                p { (illisibles) " entrées viennent d'une version plus récente de Relais. Elles sont gardées telles quelles." }
            }))
        }
        @if days.is_empty() {
            (vide(icons::TERRAIN, html! {
                p { "Aucun contact noté pour l'instant." }
                p.discret { "Touchez « Noter un contact » : deux touches suffisent pour une porte fermée." }
            }))
        } @else {
            (portes(journal, today))
        }
        @for day in days {
            section.bloc {
                h2 { (titre(&quand(day[0].0, today))) span.nombre { (day.len()) } }
                ul.contacts { @for (_, id) in day { (entree(journal, contrat, *id, today)) } }
            }
        }
        @if essai && !journal.is_empty() {
            section.bloc {
                button.bouton.discret type="button" name=(VIDER) {
                    (icon(icons::DELETE)) "Supprimer tout le journal d'essai"
                }
            }
        }
    }
}

/// The latest contacts, the latest day first. Other entries have a list of their own on that page.
fn dernieres(journal: &Journal) -> Vec<(Jour, EventId)> {
    let contacts = journal.dossiers().take(LIGNES).map(|dossier| (dossier.opening.moment.jour, dossier.opening));
    let all: Vec<(Jour, &Event)> = contacts.collect();
    let mut all = in_order(all, &|one, other| other.0.cmp(&one.0).then_with(|| other.1.ordre().cmp(&one.1.ordre())));
    all.truncate(LIGNES);
    all.into_iter().map(|(jour, event)| (jour, event.id)).collect()
}

fn entree(journal: &Journal, contrat: Option<&Contrat>, id: EventId, today: Jour) -> Markup {
    html! {
        li.entree id={ "e-" (id) } {
            (ligne(journal, contrat, id, today))
            @if journal.lu(id).is_some() {
                button.rond type="button" name=(EFFACER) value=(id) aria-label="Effacer ce contact" { (icon(icons::DELETE)) }
            }
        }
    }
}
