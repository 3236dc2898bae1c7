//! An entry of the journal as a line of a list.

use maud::{Markup, html};

use super::quand::quand;
use super::{issue_icon, issue_word};
use crate::app::consult::Contrat;
use crate::app::remise;
use crate::journal::{Contact, Dossier, EventId, Fait, Issue, Jour, Journal, Lieu};
use crate::ui::markup::{Pictogram, icon, icons};
use crate::ui::route::Route;

/// A line: nothing for an entry that is gone.
pub fn ligne(journal: &Journal, contrat: Option<&Contrat>, id: EventId, today: Jour) -> Markup {
    match journal.lu(id) {
        Some(dossier) => contact(journal, contrat, &dossier, today),
        None => journal.event(id).map(|event| activite(contrat, &event.fait)).unwrap_or_default(),
    }
}

fn contact(journal: &Journal, contrat: Option<&Contrat>, dossier: &Dossier<'_>, today: Jour) -> Markup {
    let issue = dossier.contact.issue;
    let besoins = besoins(contrat, &dossier.contact.besoins);
    html! {
        a.contact data-issue=(issue_word(issue)) href=(Route::Contact(dossier.opening.id).href()) {
            span.pastille { (icon(issue_icon(issue))) }
            span.contact-corps {
                span.carte-titre {
                    (issue.label())
                    @if let Some(identite) = dossier.identite { " · " (identite.nom.as_str()) }
                }
                span.discret { (cadre_et_lieu(journal, contrat, dossier.contact)) }
                @if !besoins.is_empty() { span { (besoins) } }
                @for orientation in &dossier.orientations {
                    span.discret { (icon(icons::ORIENTATION)) (remise::nom(contrat, orientation.vers)) " · " (orientation.etape.label()) }
                }
                @if let Some(relance) = dossier.relance {
                    span.quand { (icon(icons::CALENDAR)) "À relancer " (le(relance.le, today)) }
                }
                @if !dossier.note().is_empty() { span.note { (dossier.note()) } }
            }
        }
    }
}

/// "demain", "le mardi 24 novembre".
pub fn le(jour: Jour, today: Jour) -> String {
    let words = quand(jour, today);
    if (-1..=1).contains(&jour.days_after(today)) { words } else { ["le ", &words].concat() }
}

fn activite(contrat: Option<&Contrat>, fait: &Fait) -> Markup {
    let (pictogram, titre, quartier, lines): (Pictogram, String, Option<&str>, Vec<String>) = match fait {
        Fait::DemarcheFaite(fait) => {
            let times = if fait.nombre.get() > 1 { format!(" × {}", fait.nombre.get()) } else { String::new() };
            (icons::CHECK, [fait.genre.label(), &times].concat(), fait.quartier.as_deref(), Vec::new())
        }
        Fait::ActionCollective(fait) => {
            let count: u32 = fait.personnes.iter().map(|groupe| u32::from(groupe.nombre.get())).sum();
            let mut lines: Vec<String> = fait.intitule.iter().map(|words| words.as_str().to_owned()).collect();
            if count > 0 {
                lines.push(format!("{count} {}", if count > 1 { "personnes" } else { "personne" }));
            }
            lines.extend(Some(besoins(contrat, &fait.besoins)).filter(|words| !words.is_empty()));
            (icons::PEOPLE, fait.genre.label().to_owned(), fait.quartier.as_deref(), lines)
        }
        Fait::VeilleNotee(fait) => {
            let mut lines = vec![fait.lieu.as_str().to_owned()];
            lines.extend(fait.transmis.as_ref().map(|who| ["Transmis à : ", who.as_str()].concat()));
            (icons::WARNING, fait.genre.label().to_owned(), fait.quartier.as_deref(), lines)
        }
        _ => return html! {},
    };
    let genre = match fait {
        Fait::DemarcheFaite(_) => "Démarche",
        Fait::ActionCollective(_) => "Action collective",
        _ => "Veille technique",
    };
    html! {
        div.contact data-issue="autre" {
            span.pastille { (icon(pictogram)) }
            span.contact-corps {
                span.carte-titre { (titre) }
                span.discret { (genre) @if let Some(id) = quartier { " · " (nom_du_quartier(contrat, id)) } }
                @for line in &lines { span { (line) } }
            }
        }
    }
}

/// The needs by their names.
pub fn besoins(contrat: Option<&Contrat>, ids: &[String]) -> String {
    let known = |id: &String| contrat?.vocabulaire().besoins.iter().find(|besoin| besoin.id == *id);
    let names: Vec<&str> = ids.iter().map(|id| known(id).map_or(id, |besoin| &besoin.libelle).as_str()).collect();
    names.join(" · ")
}

/// The quartier by its name.
pub fn nom_du_quartier<'t>(contrat: Option<&'t Contrat>, id: &'t str) -> &'t str {
    contrat.and_then(|contrat| contrat.arbre().quartier(id)).map_or(id, |quartier| &quartier.nom)
}

/// Where people met, as far as it was noted: "Porte-à-porte · Centre · Tour A, hall 2".
fn cadre_et_lieu(journal: &Journal, contrat: Option<&Contrat>, contact: &Contact) -> String {
    let mut words = vec![contact.cadre.label().to_owned()];
    words.extend(Some(lieu(journal, contrat, contact)).filter(|words| !words.is_empty()));
    words.join(" · ")
}

/// Quartier and place: "Centre · Tour A, hall 2"; nothing, where none was noted.
pub fn lieu(journal: &Journal, contrat: Option<&Contrat>, contact: &Contact) -> String {
    let quartier = contact.quartier.as_deref().map(|id| nom_du_quartier(contrat, id).to_owned());
    let place = contact.lieu.as_ref().map(|lieu| match lieu {
        Lieu::Libre(words) => words.as_str().to_owned(),
        Lieu::Hall { immeuble, hall } => nom_du_hall(journal, *immeuble, *hall),
        Lieu::Porte { porte, .. } => {
            let number = numeros(journal, porte.immeuble, &[*porte]);
            [nom_du_hall(journal, porte.immeuble, porte.hall), ", porte ".into(), number].concat()
        }
    });
    [quartier, place].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// "Tour A, hall 2"; without the hall, where there is one only.
pub fn nom_du_hall(journal: &Journal, immeuble: EventId, hall: u8) -> String {
    match journal.immeuble(immeuble) {
        Some(immeuble) if immeuble.halls.get() == 1 => immeuble.nom.as_str().to_owned(),
        Some(immeuble) => format!("{}, hall {hall}", immeuble.nom.as_str()),
        None => format!("hall {hall}"),
    }
}

/// The numbers of these doors of a building.
pub fn numeros(journal: &Journal, immeuble: EventId, portes: &[crate::journal::Porte]) -> String {
    let all = journal.immeuble(immeuble).map(|plan| plan.portes(immeuble)).unwrap_or_default();
    let number = |porte: &crate::journal::Porte| {
        all.iter().find(|(known, _)| known == porte).map(|(_, number)| number.to_string())
    };
    portes.iter().filter_map(number).collect::<Vec<_>>().join(", ")
}

/// Whether a contact is one of those that are worth following by name.
pub fn titre(contrat: Option<&Contrat>, dossier: &Dossier<'_>) -> String {
    let contact = dossier.contact;
    match dossier.identite {
        Some(identite) => identite.nom.as_str().to_owned(),
        None if !contact.besoins.is_empty() => besoins(contrat, &contact.besoins),
        None if contact.issue == Issue::EchangeOrientation => Issue::Echange.label().to_owned(),
        None => contact.issue.label().to_owned(),
    }
}
