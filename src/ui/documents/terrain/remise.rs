//! Sheets for the person to take along: on the screen as QRs, on paper as pages of A5, or by a message.

use maud::{Markup, html};

use super::ligne::titre;
use crate::app::consult::Contrat;
use crate::app::remise::{Feuille, sms};
use crate::contrat::Dispositif;
use crate::journal::{EventId, Jour, Journal, Moyen, OrientationVue};
use crate::ui::documents::Document;
use crate::ui::markup::{avis, head, icon, icons, qr, vide};
use crate::ui::route::Route;

/// The names of the buttons of a contact's page; `SMS` is also the name of its link.
pub mod gestes {
    /// Takes a sheet in, or leaves it out: its rank is the value.
    pub const CHOIX: &str = "choix";
    /// Shows the QRs.
    pub const QR: &str = "qr";
    /// Notes that a message was written.
    pub const SMS: &str = "sms";
    /// Offers the text to other apps.
    pub const PARTAGER: &str = "partager";
    /// Copies the text.
    pub const COPIER: &str = "copier";
    /// Prints the pages.
    pub const IMPRIMER: &str = "imprimer";
}

/// The means that a button stands for.
pub fn moyen(geste: &str) -> Option<Moyen> {
    Some(match geste {
        gestes::QR => Moyen::Qr,
        gestes::SMS => Moyen::Sms,
        gestes::PARTAGER => Moyen::Partage,
        gestes::COPIER => Moyen::Copie,
        gestes::IMPRIMER => Moyen::Papier,
        _ => return None,
    })
}

/// What is chosen on the page of a contact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choix {
    /// The ranks of the sheets that are left out.
    pub sans: Vec<usize>,
    /// Whether the QRs are shown.
    pub qr: bool,
}

impl Choix {
    /// The orientations that are chosen.
    pub fn pris(&self, orientations: Vec<OrientationVue>) -> Vec<OrientationVue> {
        let chosen = orientations.into_iter().enumerate().filter(|(rang, _)| !self.sans.contains(rang));
        chosen.map(|(_, vue)| vue).collect()
    }
}

/// What goes to the person, as one text.
pub fn message(feuilles: &[Feuille]) -> String {
    feuilles.iter().map(Feuille::texte).collect::<Vec<_>>().join("\n\n")
}

/// What leads from a contact to its sheets and to the other meetings with the person.
pub fn liens(journal: &Journal, id: EventId) -> Markup {
    let sent = journal.lu(id).is_some_and(|dossier| !dossier.orientations.is_empty());
    let several = journal.rencontres(id).len() > 1;
    html! {
        @if sent || several {
            ul.portes {
                @if sent {
                    li { a.porte href=(Route::Remise(id).href()) { (icon(icons::QR)) span { "Remettre une fiche" } (icon(icons::NEXT)) } }
                }
                @if several {
                    li { a.porte href=(Route::Personne(id).href()) { (icon(icons::PERSON)) span { "Toutes les rencontres" } (icon(icons::NEXT)) } }
                }
            }
        }
    }
}

/// The page of a contact, below its head.
pub fn document(journal: &Journal, contrat: Option<&Contrat>, id: EventId, choix: &Choix, today: Jour) -> Markup {
    let Some((dossier, record)) = journal.lu(id).zip(journal.contact(id)) else {
        return vide(icons::EMPTY, html! { p { "Ce contact n'est plus dans le journal." } });
    };
    if record.orientations.is_empty() {
        return vide(
            icons::ORIENTATION,
            html! {
                p { "Aucune fiche à remettre." }
                p.discret { "Proposez d'abord une orientation dans ce contact." }
                a.bouton href=(Route::Contact(id).href()) { "Revenir au contact" }
            },
        );
    }
    let all: Vec<Feuille> = record.orientations.iter().map(|vue| Feuille::vers(contrat, &vue.vers, today)).collect();
    let chosen = choix.pris(record.orientations.clone());
    let feuilles: Vec<Feuille> = chosen.iter().map(|vue| Feuille::vers(contrat, &vue.vers, today)).collect();
    html! {
        p.discret { "Pour « " (titre(contrat, &dossier)) " »." }
        div.rangee {
            p.rangee-titre id="fiches" { "Quelles fiches ?" }
            div.puces role="group" aria-labelledby="fiches" {
                @for (rang, feuille) in all.iter().enumerate() {
                    button.puce.choix type="button" name=(gestes::CHOIX) value=(rang) aria-pressed=(!choix.sans.contains(&rang)) {
                        span { (feuille.titre) }
                    }
                }
            }
        }
        @for (rang, (vue, feuille)) in chosen.iter().zip(&feuilles).enumerate() {
            section.bloc.remise {
                h2 { (feuille.titre) }
                @if let Some((moyen, le)) = vue.remis {
                    p.discret { (icon(icons::CHECK)) "Remise " (super::ligne::le(le, today)) " (" (moyen.label()) ")" }
                }
                @if choix.qr { (code(feuille, rang == 0)) } @else { p.texte-remis lang="fr" { (feuille.texte()) } }
            }
        }
        @if feuilles.is_empty() { (avis("doux", icons::INFO, html! { p { "Choisissez au moins une fiche." } })) }
        @else { (actions(&feuilles, true)) }
        (feuillets(&feuilles))
    }
}

/// The page that hands one dispositif's sheet over, whoever asks.
pub fn partage(contrat: &Contrat, dispositif: &Dispositif, today: Jour) -> Document {
    let feuille = Feuille::dispositif(contrat, dispositif, today);
    let title = "Donner cette fiche";
    // Its name stands below already, and room is dear: the QR is to be seen whole.
    let back = (&Route::Dispositif(contrat.id().into(), dispositif.id.clone()), "La fiche");
    let feuilles = [feuille.clone()];
    let body = html! {
        (head(title, None, Some(back)))
        section.bloc.remise { h2 { (feuille.titre) } (code(&feuille, false)) }
        (actions(&feuilles, false))
        (feuillets(&feuilles))
    };
    Document { title: title.into(), body }
}

/// The QR with its text beside it, for those who cannot scan. One that is followed comes into sight by itself.
fn code(feuille: &Feuille, suivi: bool) -> Markup {
    let text = feuille.texte_qr();
    html! {
        @if let Some(code) = qr(&text) {
            div.code data-suivre[suivi] value=[suivi.then_some("qr")] { (code) }
            p.discret { "À scanner avec l'appareil photo. Le texte s'ouvre sans réseau." }
        }
        p.texte-remis lang="fr" { (text) }
    }
}

/// What can be done with the sheets, within the thumb's reach.
fn actions(feuilles: &[Feuille], with_qr: bool) -> Markup {
    let button = |name: &str, pictogram, words: &str| {
        html! { button.bouton type="button" name=(name) { (icon(pictogram)) span { (words) } } }
    };
    html! {
        div.pied.donner {
            @if with_qr { (button(gestes::QR, icons::QR, "QR")) }
            a.bouton data-geste=(gestes::SMS) href=(sms(&message(feuilles))) { (icon(icons::MESSAGE)) span { "SMS" } }
            (button(gestes::PARTAGER, icons::SHARE, "Partager"))
            (button(gestes::COPIER, icons::COPY, "Copier"))
            (button(gestes::IMPRIMER, icons::PRINT, "Imprimer"))
        }
    }
}

/// What the sheet of a dispositif offers beside itself: the three actions, and the page that is printed.
pub fn sur_la_fiche(contrat: &Contrat, dispositif: &Dispositif, today: Jour) -> Markup {
    let partager = Route::Partager(contrat.id().into(), dispositif.id.clone());
    html! {
        div.donner {
            a.bouton href=(partager.href()) { (icon(icons::QR)) span { "QR" } }
            button.bouton type="button" name=(gestes::PARTAGER) { (icon(icons::SHARE)) span { "Partager" } }
            button.bouton type="button" name=(gestes::IMPRIMER) { (icon(icons::PRINT)) span { "Imprimer" } }
        }
        (feuillets(&[Feuille::dispositif(contrat, dispositif, today)]))
    }
}

/// The sheets on paper: one page of A5 each. Nothing of it is on the screen.
pub fn feuillets(feuilles: &[Feuille]) -> Markup {
    html! {
        div.feuillets {
            @for feuille in feuilles {
                section.feuillet lang="fr" {
                    h2 { (feuille.titre) }
                    @for (question, answer) in &feuille.parties { h3 { (question) } p { (answer) } }
                    footer {
                        div {
                            @if !feuille.etat.is_empty() { p { (feuille.etat) } }
                            p { "Fiche du " (feuille.date) "." }
                            p { (feuille.source) }
                        }
                        @if let Some(code) = qr(&feuille.texte_qr()) { (code) }
                    }
                }
            }
        }
    }
}
