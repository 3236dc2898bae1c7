//! What is to be come back to: people and doors by day and place, then orientations whose result nobody knows.

use maud::{Markup, html};

use super::ligne::{lieu, nom_du_hall, numeros, titre};
use super::quand::{self, depuis, quand};
use crate::app::consult::Contrat;
use crate::app::relances::{Ordre, ordre};
use crate::app::remise;
use crate::app::suivi::suites;
use crate::journal::{Dossier, EventId, Jour, Journal, Porte};
use crate::order::in_order;
use crate::ui::markup::{icon, icons, vide};
use crate::ui::route::Route;

/// The name of the buttons that ask for something; their value is an [`Ordre`].
pub const ORDRE: &str = "ordre";
/// The name of the button that shows more.
pub const PLUS: &str = "plus";
/// The name of a form that sends a date: this, then the contact. The field is called `le-`, then the contact.
pub const DATE: &str = "date ";
/// So many lines show at first, and so many more each time.
pub const PAGE: usize = 60;

/// How many contacts are due today or before.
pub fn nombre(journal: &Journal, today: Jour) -> usize {
    journal.relances(today).len()
}

/// The door to the page, with its number, and that to the whole journal.
pub fn portes(journal: &Journal, today: Jour) -> Markup {
    let (due, open) = (nombre(journal, today), journal.sans_resultat().len());
    html! {
        ul.portes {
            li {
                a.porte href=(Route::Relances.href()) {
                    (icon(icons::CALENDAR))
                    span { "À relancer" }
                    @if due > 0 { span.nombre { (due) } }
                    @else if open > 0 { span.discret { (open) " sans résultat" } }
                    (icon(icons::NEXT))
                }
            }
            li {
                a.porte href=(Route::Journal.href()) {
                    (icon(icons::SEARCH)) span { "Tout le journal" } (icon(icons::NEXT))
                }
            }
        }
    }
}

/// Whom to come back to, on one line of the list.
enum Retour<'j> {
    Contact(Dossier<'j>),
    Portes(EventId, Vec<Porte>),
}

/// A line, with what it is sorted by.
struct Attente<'j> {
    le: Jour,
    lieu: String,
    retour: Retour<'j>,
}

/// The page below its head; `shown` lines of each list at most.
pub fn document(journal: &Journal, contrat: Option<&Contrat>, today: Jour, shown: usize) -> Markup {
    let all = journal.relances(today.in_months(1200));
    let open = journal.sans_resultat();
    let waiting = attentes(journal, contrat, &all, today, shown);
    let late = all.iter().take_while(|(le, _)| *le < today).count();
    if waiting.is_empty() && open.is_empty() {
        return vide(
            icons::CALENDAR,
            html! {
                p { "Rien à relancer." }
                p.discret { "Notez une date de retour ou une orientation dans un contact : elles arrivent ici." }
                a.bouton href=(Route::NouveauContact.href()) { "Noter un contact" }
            },
        );
    }
    let days: Vec<&[Attente<'_>]> = waiting.chunk_by(|one, other| one.le == other.le).collect();
    html! {
        p.compte role="status" {
            @match all.len() {
                0 => "Personne à relancer.",
                1 => "1 personne à relancer",
                count => { (count) " personnes à relancer" }
            }
            @if late > 0 { ", dont " (late) " avant aujourd'hui" }
        }
        @for day in days {
            section.bloc {
                h2 {
                    (quand::titre(&quand(day[0].le, today)))
                    @if let Some(words) = depuis(day[0].le, today) { span.depuis { (words) } }
                }
                @for place in day.chunk_by(|one, other| one.lieu == other.lieu) {
                    @if !place[0].lieu.is_empty() { h3.lieu { (icon(icons::QUARTIER)) (place[0].lieu) } }
                    ul.suivis { @for attente in place { (line(journal, contrat, attente, today)) } }
                }
            }
        }
        @if all.len() > shown { (more("Voir la suite")) }
        @if !open.is_empty() {
            section.bloc {
                h2 { "Orientations sans résultat" span.nombre { (open.len()) } }
                ul.suivis {
                    @for (_, id) in open.iter().take(shown) {
                        @if let Some(dossier) = journal.lu(*id) { (orientations(journal, contrat, &dossier, today)) }
                    }
                }
                @if open.len() > shown { (more("Voir plus d'orientations")) }
            }
        }
    }
}

fn more(words: &str) -> Markup {
    html! { button.bouton type="button" name=(PLUS) { (words) } }
}

/// The lines by day, then by place.
fn attentes<'j>(
    journal: &'j Journal,
    contrat: Option<&Contrat>,
    due: &[(Jour, EventId)],
    today: Jour,
    shown: usize,
) -> Vec<Attente<'j>> {
    let mut found: Vec<Attente<'j>> = Vec::new();
    for (le, id) in due.iter().take(shown) {
        let Some(dossier) = journal.lu(*id) else { continue };
        let lieu = lieu(journal, contrat, dossier.contact);
        found.push(Attente { le: *le, lieu, retour: Retour::Contact(dossier) });
    }
    // Doors as far as the last person who is shown.
    let until = due.get(shown).map_or(today.in_months(1200), |(le, _)| *le);
    let doors: Vec<(Jour, Porte)> = journal.portes_a_revoir(until).into_iter().take(shown * 4).collect();
    let hall = |(le, porte): &(Jour, Porte)| (*le, porte.immeuble, porte.hall);
    for doors in doors.chunk_by(|one, other| hall(one) == hall(other)) {
        let (le, first) = doors[0];
        let quartier = journal.immeuble(first.immeuble).and_then(|immeuble| immeuble.quartier.as_deref());
        let quartier = quartier.map(|id| [super::ligne::nom_du_quartier(contrat, id), " · "].concat());
        let lieu = [quartier.unwrap_or_default(), nom_du_hall(journal, first.immeuble, first.hall)].concat();
        let portes = doors.iter().map(|(_, porte)| *porte).collect();
        found.push(Attente { le, lieu, retour: Retour::Portes(first.immeuble, portes) });
    }
    in_order(found, &|one, other| one.le.cmp(&other.le).then_with(|| one.lieu.cmp(&other.lieu)))
}

fn line(journal: &Journal, contrat: Option<&Contrat>, attente: &Attente<'_>, today: Jour) -> Markup {
    match &attente.retour {
        Retour::Portes(immeuble, portes) => html! {
            li.suivi {
                p { (icon(icons::TERRAIN)) @if portes.len() > 1 { " Portes " } @else { " Porte " } (numeros(journal, *immeuble, portes)) " : à repasser" }
            }
        },
        Retour::Contact(dossier) => {
            let id = dossier.opening.id;
            let motif = dossier.relance.and_then(|relance| relance.motif.as_ref());
            html! {
                li.suivi id={ "r-" (id) } {
                    (qui(contrat, dossier, today))
                    @if let Some(motif) = motif { p { (motif.as_str()) } }
                    div.gestes {
                        button.bouton.petit type="button" name=(ORDRE) value=(ordre(id, &Ordre::Faite)) {
                            (icon(icons::CHECK)) "Fait"
                        }
                        (reporter(id, today))
                    }
                }
            }
        }
    }
}

/// Who it is, and when they were met; leads to the contact.
fn qui(contrat: Option<&Contrat>, dossier: &Dossier<'_>, today: Jour) -> Markup {
    html! {
        p {
            a.qui href=(Route::Contact(dossier.opening.id).href()) { (titre(contrat, dossier)) }
            span.discret { "Vu·e " (super::ligne::le(dossier.opening.moment.jour, today)) }
        }
    }
}

fn reporter(id: EventId, today: Jour) -> Markup {
    let chip = |words: &str, days: u16| {
        html! {
            button.puce.choix type="button" name=(ORDRE) value=(ordre(id, &Ordre::Reportee(today.after(days)))) { (words) }
        }
    };
    let field = ["le-", &id.to_string()].concat();
    html! {
        details.deplie {
            summary.bouton.petit.discret { "Reporter" }
            div.puces {
                (chip("Demain", 1)) (chip("1 semaine", 7)) (chip("2 semaines", 14))
                form.puce.choix name={ (DATE) (id) } {
                    label { span.lecteur { "Reporter à une date" } input type="date" name=(field) min=(today) required; }
                    button.bouton.petit type="submit" { "Reporter" }
                }
            }
        }
    }
}

fn orientations(journal: &Journal, contrat: Option<&Contrat>, dossier: &Dossier<'_>, today: Jour) -> Markup {
    let id = dossier.opening.id;
    let place = lieu(journal, contrat, dossier.contact);
    html! {
        li.suivi id={ "o-" (id) } {
            (qui(contrat, dossier, today))
            @if !place.is_empty() { p.discret { (place) } }
            a.fiches href=(Route::Remise(id).href()) { (icon(icons::QR)) "Remettre la fiche" }
            @for (rang, orientation) in dossier.orientations.iter().enumerate() {
                @if !orientation.etape.is_result() {
                    div.orientation {
                        p {
                            strong { (remise::nom(contrat, orientation.vers)) }
                            span.discret {
                                (orientation.etape.label())
                                @if let Some(words) = depuis(orientation.le, today) { ", " (words) }
                                @if orientation.remis.is_some() { " · fiche remise" }
                            }
                        }
                        // Another one after each step, so that it is folded again.
                        details.deplie id={ "d-" (id) "-" (rang) "-" (orientation.etape.word()) } {
                            summary.bouton.petit { "Et maintenant ?" }
                            div.puces {
                                @for etape in suites(orientation.etape) {
                                    button.puce.choix type="button" name=(ORDRE) value=(ordre(id, &Ordre::Etape(rang, *etape))) {
                                        (etape.label())
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::relances::lis;
    use crate::journal::{Cadre, Contact, DeviceId, Event, Fait, Issue, Libelle, Lieu, Moment, Relance, Vers};

    fn today() -> Jour {
        Jour::new(2026, 11, 22).unwrap()
    }

    fn journal(contacts: Vec<Contact>) -> Journal {
        let mut journal = Journal::default();
        for (rank, contact) in (1..).zip(contacts) {
            let (key, rang) = journal.next(DeviceId::new([1; 16]));
            let moment = Moment { instant_ms: 0, jour: today(), decalage_min: 60 };
            let fait = Fait::ContactNote(Box::new(contact));
            journal.apply(Event::new(EventId::new(0, [rank; 10]), key, rang, moment, fait));
        }
        journal
    }

    fn due(days: i32, lieu: &str) -> Contact {
        let mut contact = Contact::new("essai", Cadre::Rue, Issue::Echange);
        contact.lieu = Libelle::new(lieu).ok().map(Lieu::Libre);
        let le = (1..=30).map(|day| Jour::new(2026, 11, day).unwrap()).find(|le| le.days_after(today()) == days);
        contact.relance = le.map(Relance::new);
        contact
    }

    fn shown(journal: &Journal) -> String {
        document(journal, None, today(), PAGE).into_string()
    }

    #[test]
    fn people_stand_by_day_and_place_and_the_late_ones_say_since_when() {
        let html = shown(&journal(vec![due(1, "Marché"), due(-3, "Place B"), due(-3, "Place A"), due(0, "Marché")]));
        let places: Vec<usize> =
            ["Jeudi 19 novembre", "depuis 3 jours", "Place A", "Place B", "Aujourd'hui", "Marché", "Demain</h2>"]
                .map(|words| html.find(words).unwrap_or_else(|| panic!("{words}: {html}")))
                .into();
        assert!(places.is_sorted(), "{places:?}");
        assert!(html.contains("4 personnes à relancer, dont 2 avant aujourd'hui"), "{html}");
    }

    #[test]
    fn every_button_asks_for_something_that_can_be_done() {
        let mut sent = due(0, "Marché");
        sent.orientations.push(Vers::Acteur("caf".into()));
        let html = shown(&journal(vec![sent]));
        let values: Vec<&str> =
            html.split("name=\"ordre\" value=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(values.len(), 9, "fait, three days, five steps: {html}");
        assert!(values.iter().all(|value| lis(value).is_some()), "{values:?}");
    }

    #[test]
    fn more_than_a_page_waits_behind_a_button() {
        let many = journal((0..PAGE + 5).map(|_| due(1, "Marché")).collect());
        let html = shown(&many);
        assert_eq!(html.matches(r#"id="r-"#).count(), PAGE);
        assert!(html.contains("Voir la suite"));
        assert!(!document(&many, None, today(), PAGE * 2).into_string().contains("Voir la suite"));
    }

    #[test]
    fn nothing_to_come_back_to_says_so_and_what_would_change_it() {
        let html = shown(&journal(vec![Contact::new("essai", Cadre::Rue, Issue::Absent)]));
        assert!(html.contains("Rien à relancer."), "{html}");
    }

    #[test]
    fn nothing_that_was_typed_reaches_the_page_unescaped() {
        let attack = "<script>alert(1)</script>";
        let mut contact = due(0, attack);
        contact.orientations.push(Vers::Libre(Libelle::new(attack).unwrap()));
        contact.relance.as_mut().unwrap().motif = Libelle::new(attack).ok();
        let html = shown(&journal(vec![contact]));
        assert!(html.contains("&lt;script&gt;") && !html.contains("<script"), "{html}");
    }
}
