//! A node of the contract: what it is about, who, with what, judged how, from where.

use maud::{Markup, html};

use super::Document;
use super::chiffres::chiffres;
use super::levier::leviers;
use crate::app::consult::{Contrat, Target};
use crate::contrat::{Modalite, Noeud, TexteSource};
use crate::ui::markup::{
    Pictogram, acteur_chips, append, avis, card_list, detail, head, icon, icons, note_list, precise_card,
    publics_detail, short_sources, sources_line, target_chips, texte, trouvaille_card,
};
use crate::ui::route::Route;

/// The page of a node.
pub fn document(contrat: &Contrat, noeud: &Noeud) -> Document {
    let arbre = contrat.arbre();
    let mut genre = String::from(noeud.niveau.label());
    append(&mut genre, " ", noeud.numero.as_deref().unwrap_or_default());
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
            (target_chips(contrat, "Quartiers", &noeud.quartiers, Target::Quartier))
            (target_chips(contrat, "Axes transversaux", &noeud.axes, Target::Noeud))
            (target_chips(contrat, "Répond à", &noeud.besoins, Target::Besoin))
            (publics_detail(contrat, &noeud.publics))
        }
        (children(contrat, noeud))
        (dispositifs(contrat, noeud))
        (leviers(contrat, noeud))
        (chiffres(contrat, &noeud.chiffres))
        (diagnostic(contrat, noeud))
        (renvois(contrat, noeud))
        (note_list(contrat, "Notes du document", &noeud.notes))
        footer.details {
            (small_print(contrat, noeud))
            (sources_line(contrat, &noeud.sources))
        }
    };
    Document { title: noeud.intitule.clone(), body }
}

/// What tells where the node stands, beside its path, and how else it is called.
fn small_print(contrat: &Contrat, noeud: &Noeud) -> Markup {
    let commune = noeud.commune.as_deref().and_then(|id| contrat.arbre().commune(id));
    let themes = &contrat.vocabulaire().themes_anct;
    let theme = noeud.theme_anct.as_ref().and_then(|code| themes.iter().find(|theme| theme.code == *code));
    html! {
        (detail("Commune", commune.map_or("", |commune| &commune.nom)))
        (detail("Thème national", theme.map_or("", |theme| &theme.libelle)))
        (detail("Écrit aussi", &noeud.autres_intitules.join(" · ")))
    }
}

/// A node as a link.
pub(super) fn noeud_link(contrat: &Contrat, noeud: &Noeud) -> Markup {
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
                (short_sources(contrat, &mission.sources))
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
            found.titre = [numero, ". ", &found.titre].concat();
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
        if let Some(found) = contrat.describe(&Target::Dispositif(cite.dispositif.clone())) {
            rows.push(match &cite.precision {
                Some(precision) => precise_card(contrat, &found, precision),
                None => trouvaille_card(contrat, &found, ""),
            });
        }
    }
    card_list("Dispositifs et soutiens", &rows)
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
            (short_sources(contrat, &sources))
        }
    }
}

/// Cross-references, with the words that the document calls them by.
fn renvois(contrat: &Contrat, noeud: &Noeud) -> Markup {
    html! {
        @if !noeud.renvois.is_empty() {
            section.bloc {
                h2 { "À lire aussi" }
                ul.lignes {
                    @for renvoi in &noeud.renvois {
                        @if let Some(other) = contrat.arbre().noeud(&renvoi.noeud) {
                            li {
                                (noeud_link(contrat, other))
                                @if let Some(call) = &renvoi.texte { p.discret { (texte(contrat, call)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
