//! A node of the contract: what it is about, who, with what, judged how, from where.

use maud::{Markup, html};

use super::Document;
use crate::app::consult::{Contrat, Target};
use crate::contrat::{Certitude, Chiffre, Levier, Modalite, NatureChiffre, Noeud, TexteSource};
use crate::ui::markup::{
    Pictogram, acteur_chips, avis, card_list, head, icon, icons, nombre, note_list, public_chips, sources_line, texte,
    trouvaille_card, word_chips,
};
use crate::ui::route::Route;

/// The page of a node.
pub fn document(contrat: &Contrat, noeud: &Noeud) -> Document {
    let arbre = contrat.arbre();
    let genre = match &noeud.numero {
        Some(numero) => format!("{} {numero}", noeud.niveau.label()),
        None => noeud.niveau.label().to_owned(),
    };
    let axes: Vec<_> = noeud.axes.iter().filter_map(|id| arbre.noeud(id)).map(|axe| axe.intitule.clone()).collect();
    let quartiers = noeud.quartiers.iter().filter_map(|id| arbre.quartier(id));
    let quartiers: Vec<_> = quartiers.map(|quartier| quartier.nom.clone()).collect();
    let body = html! {
        (path(contrat, noeud))
        (head(&noeud.intitule, Some(&genre), None))
        @if let Some(word) = noeud.modalite.and_then(doubt) { (avis("doux", icons::DOUBT, html! { p { (word) } })) }
        @if let Some(resume) = &noeud.resume { p.chapeau { (texte(contrat, resume)) } }
        @if let Some(first) = noeud.variante_de.as_ref().and_then(|id| arbre.noeud(id)) {
            (avis("doux", icons::INFO, html! {
                p { "Autre version, dans le même document, de : " (noeud_link(contrat, first)) }
            }))
        }
        (adulte_relais(contrat, noeud))
        section.bloc {
            (acteur_chips(contrat, "Qui paie (financeurs)", &noeud.financeurs))
            (acteur_chips(contrat, "Qui fait (opérateurs)", &noeud.operateurs))
            (acteur_chips(contrat, "Qui est concerné", &noeud.acteurs))
            (public_chips(contrat, &noeud.publics))
            (word_chips("Quartiers", &quartiers))
            (word_chips("Axes transversaux", &axes))
        }
        (children(contrat, noeud))
        (dispositifs(contrat, noeud))
        (leviers(contrat, noeud))
        (chiffres(&noeud.chiffres))
        (diagnostic(contrat, noeud))
        (renvois(contrat, noeud))
        (note_list(contrat, "Notes du document", &noeud.notes))
        (sources_line(contrat, &noeud.sources))
    };
    Document { title: noeud.intitule.clone(), body }
}

fn noeud_link(contrat: &Contrat, noeud: &Noeud) -> Markup {
    html! { a href=(Route::Noeud(contrat.id().into(), noeud.id.clone()).href()) { (noeud.intitule) } }
}

/// The nodes above, as links.
fn path(contrat: &Contrat, noeud: &Noeud) -> Markup {
    html! {
        nav.chemin aria-label="Vous êtes ici" {
            ol {
                li { a href=(Route::Contrat(Some(contrat.id().into())).href()) { "Contrat" } }
                @for above in contrat.arbre().chemin(&noeud.id) { li { (noeud_link(contrat, above)) } }
            }
        }
    }
}

fn doubt(modalite: Modalite) -> Option<&'static str> {
    match modalite {
        Modalite::Ferme => None,
        Modalite::Possible => Some("Le document dit seulement que c'est possible."),
        Modalite::ALEtude => Some("Le document dit que c'est à l'étude : ce n'était pas décidé."),
        Modalite::Eventuelle => Some("Le document dit « éventuellement » : ce n'est pas promis."),
    }
}

fn adulte_relais(contrat: &Contrat, noeud: &Noeud) -> Markup {
    html! {
        @if let Some(mission) = &noeud.adulte_relais {
            section.bloc.mission {
                h2 {
                    (icon(icons::PERSON))
                    @if mission.conditionnel { "Adulte-relais, éventuellement" } @else { "Mission de l'adulte-relais" }
                }
                p { (texte(contrat, &mission.texte)) }
                (sources_line(contrat, &mission.sources))
            }
        }
    }
}

fn children(contrat: &Contrat, noeud: &Noeud) -> Markup {
    let mut cards = Vec::new();
    for enfant in contrat.arbre().enfants(&noeud.id) {
        let Some(mut found) = contrat.describe(&Target::Noeud(enfant.id.clone())) else { continue };
        // The parent's title would only repeat the page: a child without a summary says nothing more.
        found.texte = enfant.resume.clone().unwrap_or_default();
        if let Some(numero) = &enfant.numero {
            found.titre = format!("{numero}. {}", found.titre);
        }
        cards.push(trouvaille_card(contrat, &found, ""));
    }
    card_list("Ce qu'il contient", &cards)
}

/// The dispositifs in printed order, under their printed headings.
fn dispositifs(contrat: &Contrat, noeud: &Noeud) -> Markup {
    let mut rows = Vec::new();
    let mut heading: Option<&str> = None;
    for cite in &noeud.dispositifs {
        if cite.rubrique.as_deref() != heading {
            heading = cite.rubrique.as_deref();
            rows.push(html! { @if let Some(words) = heading { li.rubrique { (words) } } });
        }
        if let Some(mut found) = contrat.describe(&Target::Dispositif(cite.dispositif.clone())) {
            if let Some(precision) = &cite.precision {
                found.texte = precision.clone();
            }
            rows.push(trouvaille_card(contrat, &found, ""));
        }
    }
    card_list("Dispositifs et soutiens", &rows)
}

/// The levers of this node, and those of its parent that name it or stand for the whole.
fn leviers(contrat: &Contrat, noeud: &Noeud) -> Markup {
    let parent = noeud.parent.as_deref().and_then(|id| contrat.arbre().noeud(id));
    let of_parent = parent.into_iter().flat_map(|parent| parent.leviers.iter()).filter(|levier| {
        levier.actions.contains(&noeud.id) || (levier.actions.is_empty() && levier.certitude != Certitude::Ambigue)
    });
    let mut levers: Vec<_> = noeud.leviers.iter().map(|levier| lever(contrat, noeud, levier, false)).collect();
    levers.extend(of_parent.map(|levier| lever(contrat, noeud, levier, true)));
    html! {
        @if !levers.is_empty() {
            section.bloc {
                h2 { "Qui pilote, avec quoi, jugé comment" }
                @for lever in levers { (lever) }
            }
        }
    }
}

fn lever(contrat: &Contrat, noeud: &Noeud, levier: &Levier, inherited: bool) -> Markup {
    let arbre = contrat.arbre();
    let others = levier.actions.iter().filter(|id| **id != noeud.id);
    let concerned: Vec<&Noeud> = others.filter_map(|id| arbre.noeud(id)).collect();
    let open = levier.certitude == Certitude::Ambigue;
    let about = match (open, concerned.is_empty(), inherited) {
        (true, ..) => "Le document ne dit pas à quelle action cela se rattache. Peut-être :",
        (_, true, false) if levier.actions.is_empty() => "Pour l'ensemble",
        (_, true, true) if levier.actions.is_empty() => "Écrit pour tout l'objectif",
        (_, true, _) => "",
        (_, false, true) => "Aussi pour :",
        (_, false, false) => "Pour :",
    };
    let moyens: Vec<&str> = levier.moyens.iter().map(String::as_str).collect();
    let indicateurs = levier.indicateurs.iter().filter_map(|id| arbre.indicateur(id));
    let indicateurs: Vec<&str> = indicateurs.map(|indicateur| indicateur.intitule.as_str()).collect();
    html! {
        article.levier.ambigu[open] {
            @if !about.is_empty() { p.levier-pour { (about) } }
            @if !concerned.is_empty() {
                ul.lignes.serrees { @for action in concerned { li { (noeud_link(contrat, action)) } } }
            }
            (acteur_chips(contrat, "Pilote", &levier.pilotes))
            (acteur_chips(contrat, "Avec l'appui de", &levier.appuis))
            (acteur_chips(contrat, "Partenaires", &levier.partenaires))
            (lines(contrat, "Moyens", &moyens))
            (lines(contrat, "Indicateurs", &indicateurs))
            @if let Some(when) = &levier.calendrier {
                p.quand { (icon(icons::CALENDAR)) "Calendrier : " (when) }
            }
            @if !levier.note.is_empty() {
                p.discret { (icon(icons::DOUBT)) (texte(contrat, &levier.note)) }
            }
            (sources_line(contrat, &levier.sources))
        }
    }
}

fn lines(contrat: &Contrat, title: &str, texts: &[&str]) -> Markup {
    html! {
        @if !texts.is_empty() {
            div.rangee {
                h3 { (title) }
                ul.lignes { @for text in texts { li { (texte(contrat, text)) } } }
            }
        }
    }
}

/// Printed figures, observed or aimed at.
pub(super) fn chiffres(chiffres: &[Chiffre]) -> Markup {
    html! {
        @if !chiffres.is_empty() {
            section.bloc {
                h2 { "En chiffres" }
                dl.chiffres { @for chiffre in chiffres { (figure(chiffre)) } }
            }
        }
    }
}

fn figure(chiffre: &Chiffre) -> Markup {
    let when = match chiffre.nature {
        NatureChiffre::Constat => chiffre.annee.map(|year| year.to_string()),
        NatureChiffre::Cible => Some(match &chiffre.horizon {
            Some(horizon) => format!("objectif, {horizon}"),
            None => "objectif".to_owned(),
        }),
    };
    html! {
        div.chiffre {
            dd {
                (nombre(chiffre.valeur))
                @if let Some(upper) = chiffre.jusqua { " à " (nombre(upper)) }
                @if let Some(unit) = &chiffre.unite { "\u{a0}" (unit) }
            }
            dt {
                (chiffre.libelle)
                @if let Some(when) = when { span.discret { " (" (when) ")" } }
            }
        }
    }
}

fn diagnostic(contrat: &Contrat, noeud: &Noeud) -> Markup {
    let Some(diagnostic) = contrat.arbre().diagnostic(&noeud.id) else { return html! {} };
    let side = |title: &str, pictogram: Pictogram, class: &str, lines: &[TexteSource]| {
        html! {
            @if !lines.is_empty() {
                div class=(class) {
                    h3 { (icon(pictogram)) (title) }
                    ul.lignes { @for line in lines { li { (texte(contrat, &line.texte)) } } }
                }
            }
        }
    };
    let mut sources = Vec::new();
    for source in diagnostic.atouts.iter().chain(&diagnostic.faiblesses).flat_map(|line| &line.sources) {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    html! {
        section.bloc {
            h2 { "Le diagnostic" }
            (side("Atouts", icons::STRENGTH, "atouts", &diagnostic.atouts))
            (side("Faiblesses", icons::WEAKNESS, "faiblesses", &diagnostic.faiblesses))
            (sources_line(contrat, &sources))
        }
    }
}

fn renvois(contrat: &Contrat, noeud: &Noeud) -> Markup {
    let mut cards = Vec::new();
    for renvoi in &noeud.renvois {
        let Some(mut found) = contrat.describe(&Target::Noeud(renvoi.noeud.clone())) else { continue };
        found.texte = renvoi.texte.clone().unwrap_or_default();
        cards.push(trouvaille_card(contrat, &found, ""));
    }
    card_list("À lire aussi", &cards)
}
