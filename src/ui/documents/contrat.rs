//! The contract's own page, but for its outline, which opens and closes: what it is, and the other ways into it.

use maud::{Markup, html};

use super::Document;
use crate::app::consult::Contrat;
use crate::ui::markup::{Pictogram, acteur_chips, head, icon, icons, note_list, texte};
use crate::ui::route::{Liste, Route};

/// What stands above the outline: what the contract is, and how much it holds.
pub fn presentation(contrat: &Contrat) -> Document {
    let entete = &contrat.arbre().pack().contrat;
    let period = match (entete.debut, entete.fin) {
        (Some(debut), Some(fin)) => format!(" · {debut}-{fin}"),
        (Some(year), None) | (None, Some(year)) => format!(" · {year}"),
        (None, None) => String::new(),
    };
    let genre = format!("{}{period}", entete.r#type.label());
    let body = html! {
        (head(&entete.intitule, Some(&genre), None))
        p.chapeau { (texte(contrat, &entete.resume)) }
        p.discret { (counts(contrat)) }
    };
    Document { title: entete.intitule.clone(), body }
}

/// "3 piliers · 28 objectifs opérationnels · …"
fn counts(contrat: &Contrat) -> String {
    let parts: Vec<String> = contrat
        .arbre()
        .comptes()
        .into_iter()
        .map(|(niveau, count)| {
            let label = if count == 1 { niveau.label().to_lowercase() } else { niveau.label_many().to_owned() };
            format!("{count} {label}")
        })
        .collect();
    parts.join(" · ")
}

/// The other ways into the contract.
pub fn doors(contrat: &Contrat) -> Markup {
    let pack = contrat.arbre().pack();
    let id = || contrat.id().to_owned();
    let instances = pack
        .gouvernance
        .as_ref()
        .map_or(0, |gouvernance| gouvernance.instances.len() + gouvernance.fonctions.len() + gouvernance.equipe.len());
    let door = |route: Route, pictogram: Pictogram, label: &str, count: usize| {
        html! {
            @if count > 0 {
                li { a.porte href=(route.href()) { (icon(pictogram)) span { (label) } span.nombre { (count) } } }
            }
        }
    };
    let list = |liste: Liste, pictogram, label, count| door(Route::Liste(id(), liste), pictogram, label, count);
    html! {
        section.bloc {
            h2 { "Entrer autrement" }
            ul.portes {
                (list(Liste::Dispositifs, icons::DISPOSITIF, "Dispositifs", pack.dispositifs.len()))
                (list(Liste::Acteurs, icons::PEOPLE, "Acteurs", pack.acteurs.len()))
                (list(Liste::Quartiers, icons::QUARTIER, "Quartiers", pack.quartiers.len()))
                (list(Liste::Sigles, icons::SIGLES, "Sigles", pack.sigles.len()))
                (door(Route::Gouvernance(id()), icons::GOUVERNANCE, "Gouvernance et suivi", instances + pack.suivi.len()))
                (door(Route::Doutes(id()), icons::DOUBT, "Doutes du document", pack.anomalies.len()))
            }
        }
    }
}

/// Who signed it, and what to know of it.
pub fn notes(contrat: &Contrat) -> Markup {
    let entete = &contrat.arbre().pack().contrat;
    html! {
        section.bloc { (acteur_chips(contrat, "Signataires", &entete.signataires)) }
        (note_list(contrat, "À savoir sur ce contrat", &entete.notes))
    }
}
