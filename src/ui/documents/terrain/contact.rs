//! A contact: what it says, what may still be done with it, its history.

use maud::{Markup, html};

use super::fiche::{court, vers_nom};
use super::remise::liens;
use super::{issue_icon, issue_word, jour};
use crate::app::consult::Contrat;
use crate::app::ebauche::{Ebauche, Gens};
use crate::app::suivi::suites;
use crate::journal::{ContactRecord, Entree, EventId, Fait, Jour, Journal, Langue, Libelle, Lieu, Porte};
use crate::ui::markup::{detail, icon, icons, vide};
use crate::ui::route::Route;

/// The page of a contact. `contrat` is the open one; where the contact belongs to another, ids stand for names.
pub fn contact(journal: &Journal, contrat: &Contrat, id: EventId, today: Jour) -> Markup {
    let Some(record) = journal.contact(id) else { return absent() };
    html! {
        (tete(journal, contrat, &record))
        (dit(contrat, &record))
        (orientations(contrat, &record))
        (liens(journal, id))
        (relance(&record, today))
        @if !record.note.is_empty() { section.bloc { h2 { "Note" } p.note { (record.note.as_str()) } } }
        (identite(&record))
        div.boutons {
            @if record.contact.contrat == contrat.id() {
                a.bouton.principal href=(Route::Corriger(id).href()) { (icon(icons::EDIT)) "Corriger" }
            } @else {
                p.discret { "Ce contact appartient à un autre contrat. Ouvrez ce contrat pour le corriger." }
            }
            button.bouton.discret type="button" name="effacer" { (icon(icons::DELETE)) "Effacer ce contact" }
        }
        (histoire(contrat, &journal.histoire(id)))
    }
}

fn absent() -> Markup {
    vide(
        icons::EMPTY,
        html! {
            p { "Ce contact n'est plus dans le journal." }
            a.bouton href=(Route::Terrain.href()) { "Retour au terrain" }
        },
    )
}

fn tete(journal: &Journal, contrat: &Contrat, record: &ContactRecord) -> Markup {
    let contact = &record.contact;
    let quartier = contact.quartier.as_deref().and_then(|id| contrat.arbre().quartier(id));
    let mut place = vec![contact.cadre.label().to_owned()];
    place.extend(quartier.map(|quartier| quartier.nom.clone()));
    place.extend(contact.lieu.as_ref().map(|lieu| lieu_mots(journal, lieu)));
    html! {
        div.contact data-issue=(issue_word(contact.issue)) {
            span.pastille { (icon(issue_icon(contact.issue))) }
            div {
                p.carte-titre { (contact.issue.label()) }
                p.discret { (jour(record.moment.jour)) " · " (place.join(" · ")) }
            }
        }
    }
}

/// Where it was, in words.
pub fn lieu_mots(journal: &Journal, lieu: &Lieu) -> String {
    let nom = |id| journal.immeuble(id).map_or("Immeuble", |immeuble| immeuble.nom.as_str());
    match lieu {
        Lieu::Libre(text) => text.as_str().to_owned(),
        Lieu::Hall { immeuble, hall } => format!("{}, hall {hall}", nom(*immeuble)),
        Lieu::Porte { porte, .. } => porte_mots(journal, *porte),
    }
}

/// A door, by its number where its building is known.
pub fn porte_mots(journal: &Journal, porte: Porte) -> String {
    let immeuble = journal.immeuble(porte.immeuble);
    let nom = immeuble.map_or("Immeuble", |immeuble| immeuble.nom.as_str());
    let known = immeuble.map(|immeuble| immeuble.portes(porte.immeuble)).unwrap_or_default();
    match known.into_iter().find(|(other, _)| *other == porte) {
        Some((_, number)) => format!("{nom}, hall {}, porte {number}", porte.hall),
        None => format!("{nom}, hall {}, étage {}", porte.hall, porte.etage),
    }
}

/// What was told.
fn dit(contrat: &Contrat, record: &ContactRecord) -> Markup {
    let contact = &record.contact;
    let known = |id: &String| {
        let besoin = contrat.vocabulaire().besoins.iter().find(|besoin| besoin.id == *id);
        besoin.map_or_else(|| id.clone(), |besoin| court(besoin).to_owned())
    };
    let besoins: Vec<String> = contact.besoins.iter().map(known).collect();
    let mut qui: Vec<String> = Ebauche::of(record).personnes.iter().map(Gens::label).collect();
    qui.extend(contact.foyer.map(|foyer| foyer.label().to_owned()));
    let mut langue: Vec<&str> = contact.langue.map(Langue::label).into_iter().collect();
    langue.extend(contact.langue_parlee.as_ref().map(Libelle::as_str));
    let objectif = contact.objectif.as_deref().map(|id| match contrat.arbre().noeud(id) {
        Some(noeud) => noeud.titre(),
        None => id.to_owned(),
    });
    html! {
        div.details {
            (detail("Besoins", &besoins.join(" · ")))
            (detail("Qui", &qui.join(" · ")))
            (detail("Première rencontre", contact.premiere_fois.map_or("", |fois| fois.label())))
            (detail("Langue", &langue.join(" · ")))
            (detail("Type de médiation", contact.registre().map_or("", |registre| registre.label())))
            (detail("Objectif du contrat", objectif.as_deref().unwrap_or_default()))
        }
    }
}

/// Each orientation with its step, and those that may come next.
fn orientations(contrat: &Contrat, record: &ContactRecord) -> Markup {
    html! {
        @if !record.orientations.is_empty() {
            section.bloc {
                h2 { "Orientations" }
                ul.orientations {
                    @for (rank, orientation) in record.orientations.iter().enumerate() {
                        li {
                            p { strong { (vers_nom(contrat, &orientation.vers)) } }
                            p.quand { (icon(icons::ORIENTATION)) (orientation.etape.label()) " le " (jour(orientation.le)) }
                            div.puces role="group" aria-label={ "Étape suivante : " (vers_nom(contrat, &orientation.vers)) } {
                                @for etape in suites(orientation.etape) {
                                    button.puce.choix type="button" name="etape" value={ (rank) ":" (etape.word()) } { (etape.label()) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn relance(record: &ContactRecord, today: Jour) -> Markup {
    html! {
        @if let Some(relance) = &record.relance {
            section.bloc {
                h2 { "À relancer" }
                p.quand {
                    (icon(icons::CALENDAR)) (jour(relance.le))
                    @if relance.le < today { " (passé)" }
                    @if let Some(motif) = &relance.motif { " : " (motif.as_str()) }
                }
                div.boutons { button.bouton type="button" name="revenu" { (icon(icons::CHECK)) "C'est fait" } }
            }
        }
    }
}

/// Who it was, or behind which door. Erasing it is for good: the key goes.
fn identite(record: &ContactRecord) -> Markup {
    let at_door = matches!(record.contact.lieu, Some(Lieu::Porte { .. }));
    html! {
        @if record.identite.is_some() || at_door {
            section.bloc {
                h2 { "D'accord pour être suivie" }
                @if let Some(vue) = &record.identite {
                    p.quand { (icon(icons::PERSON)) (vue.identite.nom.as_str()) }
                    @if let Some(telephone) = &vue.identite.telephone {
                        a.porte href={ "tel:" (telephone.as_str()) } { (icon(icons::CALL)) (telephone.as_str()) }
                    }
                    p.discret { "D'accord le " (jour(vue.identite.accord.le())) ". Effacée d'elle-même le " (jour(vue.expire)) "." }
                }
                details {
                    summary { "La personne ne veut plus être suivie" }
                    p { "Son nom, son numéro et sa porte s'effacent pour de bon. Le contact reste, sans elle." }
                    button.bouton type="button" name="oublier" { (icon(icons::DELETE)) "Effacer pour de bon" }
                }
            }
        }
    }
}

/// What happened to it, in order.
fn histoire(contrat: &Contrat, entrees: &[Entree<'_>]) -> Markup {
    html! {
        details.bloc {
            summary { "Histoire (" (entrees.len()) ")" }
            ol.lignes {
                @for entree in entrees {
                    li {
                        (jour(entree.event.moment.jour)) " : " (fait(contrat, &entree.event.fait))
                        @if entree.annule { " (annulé)" }
                    }
                }
            }
        }
    }
}

fn fait(contrat: &Contrat, fait: &Fait) -> String {
    match fait {
        Fait::ContactNote(_) => "noté".into(),
        Fait::ContactCorrige(correction) => format!("corrigé ({})", correction.corrige.issue.label()),
        Fait::ContactEfface(_) => "effacé".into(),
        Fait::NoteEcrite(note) if note.note.is_empty() => "note effacée".into(),
        Fait::NoteEcrite(_) => "note écrite".into(),
        Fait::IdentiteNotee(_) => "identité notée, avec accord".into(),
        Fait::IdentiteEffacee(_) => "identité effacée".into(),
        Fait::OrientationSuivie(suivi) => {
            let step =
                suivi.remis.map_or(suivi.etape.label().to_owned(), |moyen| format!("fiche remise ({})", moyen.label()));
            format!("{} : {step}", vers_nom(contrat, &suivi.vers))
        }
        Fait::RelanceFaite(retour) => format!("revenu le {}", jour(retour.le)),
        Fait::RelanceReportee(report) => format!("retour reporté au {}", jour(report.suite.le)),
        autre => autre.genre().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::ozoir;
    use crate::journal::plausible;

    fn today() -> Jour {
        Jour::new(2026, 11, 22).unwrap()
    }

    #[test]
    fn every_contact_of_a_journal_has_a_page_that_says_all_of_it() {
        let (contrat, mut journal) = (ozoir(), Journal::default());
        plausible::events(200, 2, 7).into_iter().for_each(|event| _ = journal.apply(event));
        let (mut named, mut sent) = (0, 0);
        for record in journal.contacts() {
            let html = contact(&journal, &contrat, record.id, today()).into_string();
            assert!(html.contains(record.contact.issue.label()));
            for orientation in &record.orientations {
                sent += 1;
                assert!(html.contains(orientation.etape.label()));
            }
            if let Some(vue) = &record.identite {
                named += 1;
                assert!(html.contains(vue.identite.nom.as_str()) && html.contains("Effacer pour de bon"));
            }
            assert_eq!(html.contains("name=\"revenu\""), record.relance.is_some());
            assert!(html.contains("autre contrat"), "the journal is another contract's");
        }
        assert!(named > 0 && sent > 0);
    }

    #[test]
    fn a_contact_that_is_gone_says_so() {
        let journal = Journal::default();
        let id = EventId::new(0, [1; 10]);
        assert!(contact(&journal, &ozoir(), id, today()).into_string().contains("plus dans le journal"));
    }
}
