//! The contract's own page, but for its outline, which opens and closes: what it is, and the other ways into it.

use maud::{Markup, html};

use super::{Document, doutes};
use crate::app::consult::Contrat;
use crate::ui::markup::{Pictogram, acteur_chips, append, date, detail, head, icon, icons, note_list, texte};
use crate::ui::route::{Liste, Route, Taille};

/// What stands above the outline: what the contract is, and how much it holds.
pub fn presentation(contrat: &Contrat) -> Document {
    let entete = &contrat.arbre().pack().contrat;
    let mut period = String::new();
    for year in [entete.debut, entete.fin].into_iter().flatten() {
        append(&mut period, "-", &year.to_string());
    }
    let mut genre = String::from(entete.r#type.label());
    append(&mut genre, " · ", &period);
    let mut communes = String::new();
    for commune in &entete.communes {
        append(&mut communes, " · ", &commune.nom);
    }
    let body = html! {
        (head(&entete.intitule, Some(&genre), None))
        p.chapeau { (texte(contrat, &entete.resume)) }
        div.details {
            (detail("Territoire", &entete.territoire))
            (detail("Communes", &communes))
            (detail("Signé", &date(entete.signature.as_deref().unwrap_or_default())))
            p.discret { (counts(contrat)) }
        }
        a.bouton href=(Route::Image(contrat.id().into(), Taille::Actions, None).href()) { (icon(icons::IMAGE)) "En image" }
    };
    Document { title: entete.intitule.clone(), body }
}

/// "3 piliers · 28 objectifs opérationnels · …"
fn counts(contrat: &Contrat) -> String {
    let mut counts = String::new();
    for (niveau, count) in contrat.arbre().comptes() {
        append(&mut counts, " · ", &count.to_string());
        let label = if count == 1 { niveau.label().to_ascii_lowercase() } else { niveau.label_many().to_owned() };
        append(&mut counts, " ", &label);
    }
    counts
}

/// The other ways into the contract.
pub fn doors(contrat: &Contrat) -> Markup {
    let pack = contrat.arbre().pack();
    let id = || contrat.id().to_owned();
    let mut followed = pack.suivi.len() + pack.indicateurs.len();
    if let Some(gouvernance) = &pack.gouvernance {
        followed += gouvernance.instances.len() + gouvernance.fonctions.len() + gouvernance.equipe.len();
        followed += gouvernance.conseil_citoyen.as_ref().map_or(0, |conseil| conseil.colleges.len());
    }
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
                (door(Route::Gouvernance(id()), icons::GOUVERNANCE, "Gouvernance et suivi", followed))
                (mission_door(contrat))
                (door(Route::Doutes(id()), icons::DOUBT, "Doutes du document", doutes::count(contrat)))
            }
        }
    }
}

/// The way to what the contract asks of the adultes-relais. It stands even where the answer is "nothing".
pub fn mission_door(contrat: &Contrat) -> Markup {
    html! {
        li {
            a.porte href=(Route::Missions(contrat.id().into()).href()) {
                (icon(icons::PERSON)) span { "Missions de l'adulte-relais" }
            }
        }
    }
}

/// Who signed it, what to know of it, and which documents were read.
pub fn notes(contrat: &Contrat) -> Markup {
    let entete = &contrat.arbre().pack().contrat;
    html! {
        section.bloc { (acteur_chips(contrat, "Signataires", &entete.signataires)) }
        (note_list(contrat, "À savoir sur ce contrat", &entete.notes))
        @if !entete.documents.is_empty() {
            section.bloc {
                h2 { "D'où cela vient" }
                ul.lignes {
                    @for document in &entete.documents {
                        li { (document.titre) @if let Some(day) = &document.date { span.discret { " (" (date(day)) ")" } } }
                    }
                }
            }
        }
    }
}
