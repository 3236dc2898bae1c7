//! The history of a person who agreed to be followed: every meeting, and what came of it.

use maud::{Markup, html};

use super::ligne::ligne;
use super::quand::{quand, titre};
use crate::app::consult::Contrat;
use crate::app::remise;
use crate::journal::{Entree, EventId, Fait, Jour, Journal};
use crate::ui::markup::{icons, vide};

/// The page below its head.
pub fn document(journal: &Journal, contrat: Option<&Contrat>, id: EventId, today: Jour) -> Markup {
    let meetings = journal.rencontres(id);
    if meetings.is_empty() {
        return vide(icons::EMPTY, html! { p { "Ce contact n'est plus dans le journal." } });
    }
    let followed = meetings.iter().find_map(|id| journal.identite(*id));
    html! {
        @match followed {
            Some(vue) => p.chapeau {
                (vue.identite.nom.as_str()) " est d'accord pour être suivi·e. Son nom s'efface au plus tard le "
                (crate::ui::markup::date(&vue.expire.to_string())) "."
            },
            None => p.discret { "Personne sans nom : seule cette rencontre est connue." },
        }
        @for meeting in &meetings {
            section.bloc {
                h2 { (titre(&quand(journal.lu(*meeting).map_or(today, |dossier| dossier.opening.moment.jour), today))) }
                (ligne(journal, contrat, *meeting, today))
                ol.pas { @for entree in journal.histoire(*meeting) { (pas(contrat, &entree, today)) } }
            }
        }
    }
}

/// What followed a meeting, each on a line.
fn pas(contrat: Option<&Contrat>, entree: &Entree<'_>, today: Jour) -> Markup {
    let (le, words) = match &entree.event.fait {
        Fait::OrientationSuivie(fait) => {
            let step = fait
                .remis
                .map_or(fait.etape.label().to_owned(), |moyen| ["fiche remise (", moyen.label(), ")"].concat());
            (fait.le, [&remise::nom(contrat, &fait.vers), " : ", &step].concat())
        }
        Fait::RelanceFaite(fait) => (fait.le, "Retour fait".to_owned()),
        Fait::RelanceReportee(fait) => {
            (entree.event.moment.jour, ["Retour reporté au ", &quand(fait.suite.le, today)].concat())
        }
        _ => return html! {},
    };
    html! { li.annule[entree.annule] { span.discret { (titre(&quand(le, today))) } " " (words) @if entree.annule { " (annulé)" } } }
}
