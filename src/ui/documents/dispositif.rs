//! A dispositif: the resident's sheet first, then who carries it and where the contract calls on it.

use maud::{Markup, html};

use super::Document;
use crate::app::consult::{Contrat, Target};
use crate::contrat::{AuDocument, Dispositif, NatureDispositif, Simple, ValeurEtat};
use crate::ui::markup::{
    acteur_chips, avis, card_list, head, icons, public_chips, quitter_si_sensible, renaming, sources_line, texte,
    trouvaille_cards, word_chips,
};
use crate::ui::route::{Liste, Route};

/// The page of a dispositif.
pub fn document(contrat: &Contrat, dispositif: &Dispositif) -> Document {
    let genre = match dispositif.nature {
        NatureDispositif::Dispositif => "Dispositif",
        NatureDispositif::Soutien => "Soutien",
        NatureDispositif::Cadre => "Cadre",
    };
    let title = match &dispositif.sigle {
        Some(sigle) if !dispositif.nom.contains(sigle.as_str()) => format!("{} ({sigle})", dispositif.nom),
        _ => dispositif.nom.clone(),
    };
    let noeuds = contrat.arbre().noeuds_du_dispositif(&dispositif.id);
    let noeuds: Vec<_> = noeuds.map(|noeud| Target::Noeud(noeud.id.clone())).collect();
    let communes = &contrat.arbre().pack().contrat.communes;
    let communes = dispositif.communes.iter().filter_map(|id| communes.iter().find(|commune| commune.id == *id));
    let communes: Vec<_> = communes.map(|commune| commune.nom.clone()).collect();
    let debut: Vec<_> = dispositif.debut.iter().map(ToString::to_string).collect();
    let back = (&Route::Liste(contrat.id().into(), Liste::Dispositifs), "Tous les dispositifs");
    let body = html! {
        (head(&title, Some(genre), Some(back)))
        (quitter_si_sensible(&dispositif.besoins))
        (avis("doux", icons::INFO, state(contrat, dispositif)))
        @if let Some(resume) = &dispositif.resume { p.chapeau { (texte(contrat, resume)) } }
        @if let Some(simple) = &dispositif.simple { (sheet(contrat, simple)) }
        section.bloc {
            (acteur_chips(contrat, "Qui le porte", &dispositif.porteurs))
            (public_chips(contrat, &dispositif.publics))
            (word_chips("Communes", &communes))
            (word_chips("Début", &debut))
            (word_chips("Conditions", &dispositif.conditions))
            (word_chips("Aussi écrit", &dispositif.autres_noms))
        }
        (card_list("Dans le contrat", &trouvaille_cards(contrat, &noeuds)))
        (sources_line(contrat, &dispositif.sources))
    };
    Document { title, body }
}

/// Where to ask when the document names no place: true of any scheme, and the person is not left standing.
const OU_DEMANDER: &str = "Le document ne le dit pas. Demandez à la mairie ou au centre social.";

/// The six plain parts. Papers that the document does not name are passed over; a place is always owed.
fn sheet(contrat: &Contrat, simple: &Simple) -> Markup {
    let place = if simple.ou_aller.is_empty() { OU_DEMANDER } else { simple.ou_aller.as_str() };
    let parts = [
        ("C'est quoi ?", simple.cest_quoi.as_str()),
        ("Pour qui ?", &simple.pour_qui),
        ("Comment faire ?", &simple.comment_faire),
        ("Où aller ?", place),
        ("Quels papiers ?", &simple.papiers),
    ];
    html! {
        section.bloc.fiche {
            h2 { (simple.titre) }
            @for (title, text) in parts {
                @if !text.is_empty() { div.part { h3 { (title) } p { (texte(contrat, text)) } } }
            }
        }
    }
}

/// What is known of it: then, and now.
fn state(contrat: &Contrat, dispositif: &Dispositif) -> Markup {
    let then = match dispositif.au_document {
        AuDocument::Existant => None,
        AuDocument::Prevu => Some("Au moment du document, ce n'était que prévu."),
        AuDocument::ALEtude => Some("Au moment du document, ce n'était qu'à l'étude."),
    };
    let etat = dispositif.etat.as_ref();
    let now = match etat.map_or(ValeurEtat::NonVerifie, |etat| etat.valeur) {
        ValeurEtat::NonVerifie => match contrat.arbre().pack().contrat.debut {
            Some(year) => format!("D'après un document de {year}, non vérifié depuis."),
            None => "D'après un document, non vérifié depuis.".into(),
        },
        ValeurEtat::EnVigueur => "En vigueur.".into(),
        ValeurEtat::Termine => "Terminé : cette aide n'existe plus.".into(),
        ValeurEtat::Renomme => {
            format!("S'appelle aujourd'hui : {}.", etat.map(|etat| etat.devenu.join(", ")).unwrap_or_default())
        }
        ValeurEtat::Suspendu => "Suspendu.".into(),
    };
    let renamed = renaming(contrat, &[Some(&dispositif.nom), dispositif.sigle.as_deref()]);
    html! {
        p { (now) }
        @if let Some(then) = then { p { (then) } }
        @if let Some(etat) = etat { @if !etat.note.is_empty() { p { (etat.note) } } }
        @if let Some(renamed) = renamed { (renamed) }
    }
}
