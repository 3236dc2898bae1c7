//! What is typed: the note, and the identity of a person who agreed. Signs of what they had better not say are told; they
//! block nothing.

use maud::{Markup, html};

use crate::app::ebauche::Ebauche;
use crate::journal::vigilance::{Genre, Signe, signes};
use crate::journal::{NOM_MAX, NOTE_MAX, Nom, NomRefuse};
use crate::ui::markup::{avis, icon, icons};

/// The field of the note with its standing reminder. It is drawn once.
pub fn note_field(text: &str) -> Markup {
    html! {
        div.groupe {
            label for="note" { "Note (facultative)" }
            p #note-rappel .discret {
                "Des faits, que la personne pourrait lire. Jamais de santé, religion, origine, opinion ni délit."
            }
            textarea #note name="note" rows="3" aria-describedby="note-rappel note-reste" autocomplete="off"
                spellcheck="false" { (text) }
        }
    }
}

/// Only the beginning of what was pasted is looked at: a note of this length is refused anyway.
const LOOKED_AT: usize = 4 * NOTE_MAX;

/// How much room is left, and what the note gives away.
pub fn note(ebauche: &Ebauche) -> Markup {
    let length = ebauche.note.chars().count();
    html! {
        p #note-reste .discret {
            @if length > NOTE_MAX { (length - NOTE_MAX) " signes de trop" } @else { "encore " (NOTE_MAX - length) " signes" }
        }
        (vigilance(&[&ebauche.note, &ebauche.motif]))
    }
}

/// What these texts give away, and why it matters; always an element, so that screen readers hear what comes into it.
pub fn vigilance(texts: &[&str]) -> Markup {
    let mut found: Vec<Signe> = Vec::new();
    for text in texts {
        let head: String = text.chars().take(LOOKED_AT).collect();
        for signe in signes(&head) {
            if found.iter().all(|known| known.genre != signe.genre) {
                found.push(signe);
            }
        }
    }
    html! {
        div role="status" {
            @if !found.is_empty() {
                (avis("essai", icons::WARNING, html! {
                    @for signe in &found {
                        p { "Cela ressemble à " (signe.genre.label()) " : « " (signe.extrait) " ». " (pourquoi(signe.genre)) }
                    }
                    p.discret { "C'est un conseil : vous pouvez enregistrer." }
                }))
            }
        }
    }
}

/// Why it matters (articles 9 and 10 of the GDPR for the last five).
fn pourquoi(genre: Genre) -> &'static str {
    match genre {
        Genre::Telephone | Genre::Courriel => {
            "Il désigne quelqu'un. Si la personne est d'accord, il a sa place plus bas."
        }
        Genre::NumeroSecu => "Il ouvre tous les dossiers d'une personne. Ne le gardez pas.",
        Genre::Sante | Genre::Religion | Genre::Origine | Genre::Opinion => {
            "La loi interdit de le garder ici. Écrivez le besoin, pas la cause."
        }
        Genre::Delit => "Seule la justice peut le garder. Écrivez le besoin, pas la cause.",
    }
}

/// The agreement, and only after it who the person is.
pub fn identite(ebauche: &Ebauche) -> Markup {
    html! {
        div.groupe {
            button.carte type="button" name="accord" value="" role="checkbox" aria-checked=(ebauche.accord.is_some()) {
                span.carre aria-hidden="true" { @if ebauche.accord.is_some() { (icon(icons::CHECK)) } }
                span.carte-corps {
                    span.carte-titre { "La personne est d'accord pour être suivie" }
                    span.carte-texte { "Sans son accord, aucun nom ni numéro n'est gardé." }
                }
            }
            button.lien type="button" name="avis" value="" { "Qui écrit, quoi, pourquoi : à lui montrer" }
            @if ebauche.accord.is_some() {
                label.champ { "Prénom ou pseudonyme"
                    input type="text" name="nom" value=(ebauche.nom) maxlength=(NOM_MAX) autocomplete="off" spellcheck="false";
                }
                div role="status" {
                    @if Nom::new(&ebauche.nom) == Err(NomRefuse::Telephone) {
                        (avis("essai", icons::WARNING, html! {
                            p { "C'est un numéro de téléphone. Il sera rangé avec les numéros, et la personne restera sans nom." }
                        }))
                    }
                }
                label.champ { "Téléphone (facultatif)"
                    input type="tel" name="telephone" value=(ebauche.telephone) maxlength="30" autocomplete="off";
                }
                p.discret { "Gardés à part, effaçables seuls. Ils partent au plus tard 24 mois après la dernière rencontre." }
            }
        }
    }
}
