//! A dispositif: the resident's sheet first, then who carries it and where the contract calls on it.

use maud::{Markup, html};

use super::Document;
use super::comparer::compare_link;
use super::terrain::remise::sur_la_fiche;
use crate::app::consult::{Contrat, Target};
use crate::app::remise::OU_DEMANDER;
use crate::contrat::{AuDocument, Dispositif, NatureDispositif, Simple, ValeurEtat};
use crate::journal::Jour;
use crate::ui::markup::{
    acteur_chips, append, avis, card_list, date, detail, detail_lines, head, icons, publics_detail,
    quitter_si_sensible, renaming, sources_line, target_chips, texte, trouvaille_cards,
};
use crate::ui::route::{Liste, Route};

/// The page of a dispositif.
///
/// `today` dates the sheet that a person takes along.
pub fn document(contrat: &Contrat, dispositif: &Dispositif, today: Jour) -> Document {
    let genre = match dispositif.nature {
        NatureDispositif::Dispositif => "Dispositif",
        NatureDispositif::Soutien => "Soutien",
        NatureDispositif::Cadre => "Cadre",
    };
    let title = match &dispositif.sigle {
        Some(sigle) if !dispositif.nom.contains(sigle.as_str()) => [&dispositif.nom, " (", sigle, ")"].concat(),
        _ => dispositif.nom.clone(),
    };
    let noeuds = contrat.arbre().noeuds_du_dispositif(&dispositif.id);
    let noeuds: Vec<_> = noeuds.map(|noeud| Target::Noeud(noeud.id.clone())).collect();
    let mut communes = String::new();
    for commune in dispositif.communes.iter().filter_map(|id| contrat.arbre().commune(id)) {
        append(&mut communes, " · ", &commune.nom);
    }
    let debut = dispositif.debut.as_ref().map(ToString::to_string).unwrap_or_default();
    let back = (&Route::Liste(contrat.id().into(), Liste::Dispositifs), "Tous les dispositifs");
    let body = html! {
        (head(&title, Some(genre), Some(back)))
        (quitter_si_sensible(&dispositif.besoins))
        (avis("doux", icons::INFO, state(contrat, dispositif)))
        @if let Some(resume) = &dispositif.resume { p.chapeau { (texte(contrat, resume)) } }
        @if let Some(simple) = &dispositif.simple { (sheet(contrat, simple)) }
        (sur_la_fiche(contrat, dispositif, today))
        section.bloc {
            (acteur_chips(contrat, "Qui le porte", &dispositif.porteurs))
            (target_chips(contrat, "Répond à", &dispositif.besoins, Target::Besoin))
            (detail_lines(contrat, "Conditions", &dispositif.conditions))
            div.details {
                @if !dispositif.pour_habitants { p.detail { (reach(dispositif.nature)) } }
                (publics_detail(contrat, &dispositif.publics))
                (detail("Communes", &communes))
                (detail("Début", &debut))
                (detail("Écrit aussi", &dispositif.autres_noms.join(" · ")))
            }
        }
        (card_list("Dans le contrat", &trouvaille_cards(contrat, &noeuds)))
        (sources_line(contrat, &dispositif.sources))
        (compare_link(Route::Dispositif(contrat.id().into(), dispositif.id.clone())))
    };
    Document { title, body }
}

/// How one comes to what no resident can be sent to.
fn reach(nature: NatureDispositif) -> &'static str {
    match nature {
        NatureDispositif::Cadre => "Un accord entre professionnels : il n'y a rien à y demander.",
        NatureDispositif::Dispositif | NatureDispositif::Soutien => "Par l'intermédiaire d'un professionnel.",
    }
}

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
            Some(year) => ["D'après un document de ", &year.to_string(), ", non vérifié depuis."].concat(),
            None => "D'après un document, non vérifié depuis.".into(),
        },
        ValeurEtat::EnVigueur => "En vigueur.".into(),
        ValeurEtat::Termine => "Terminé : cette aide n'existe plus.".into(),
        ValeurEtat::Renomme => {
            let names = etat.map(|etat| etat.devenu.join(", ")).unwrap_or_default();
            ["S'appelle aujourd'hui : ", &names, "."].concat()
        }
        ValeurEtat::Suspendu => "Suspendu.".into(),
    };
    let renamed = renaming(contrat, &[Some(&dispositif.nom), dispositif.sigle.as_deref()]);
    html! {
        p { (now) }
        @if let Some(then) = then { p { (then) } }
        @if let Some(etat) = etat {
            @if let Some(day) = &etat.verifie_le {
                p { "Vérifié le " (date(day)) @if let Some(who) = &etat.verifie_par { " (" (who) ")" } "." }
            }
            @if !etat.note.is_empty() { p { (etat.note) } }
        }
        @if let Some(renamed) = renamed { (renamed) }
    }
}
