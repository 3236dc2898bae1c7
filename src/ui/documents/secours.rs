//! The emergency numbers: one tap calls.

use maud::{Markup, html};

use super::Document;
use crate::app::explain::Explanation;
use crate::contrat::Secours;
use crate::contrat::secours::{Cout, Groupe, Numero};
use crate::ui::markup::{explanation_notice, head, icon, icons, quitter};
use crate::ui::route::Route;

const TITLE: &str = "Numéros d'urgence";

/// The numbers; those for one need, when some are meant for it.
pub fn document(secours: &Secours, besoin: Option<&str>) -> Document {
    let numeros = match besoin {
        Some(besoin) => secours.pour(besoin),
        None => secours.numeros.iter().collect(),
    };
    let some = numeros.len() < secours.numeros.len();
    let body = html! {
        (head(TITLE, None, None))
        p.chapeau { "Touchez un numéro pour appeler." }
        (quitter())
        @for groupe in Groupe::ALL {
            @let here: Vec<&&Numero> = numeros.iter().filter(|numero| numero.groupe == *groupe).collect();
            @if !here.is_empty() {
                section.bloc {
                    h2 { (title_of(*groupe)) }
                    ul.appels { @for numero in here { (line(numero)) } }
                }
            }
        }
        @if some { a.bouton href=(Route::Secours(None).href()) { "Tous les numéros" } }
        section.bloc {
            h2 { "Sans laisser de trace" }
            p { "« Quitter vite » ouvre une liste de courses. Deux fois la touche Échap font pareil." }
            p { "Le navigateur et le téléphone gardent un historique. Si quelqu'un les regarde, effacez-le." }
        }
    };
    Document { title: TITLE.into(), body }
}

/// What stands there when the list cannot be read: the numbers that everybody can remember.
pub fn unreadable(explanation: &Explanation) -> Document {
    let body = html! {
        (head(TITLE, None, None))
        ul.appels {
            @for (numero, nom) in [("112", "Toutes les urgences"), ("17", "Police"), ("15", "Samu"), ("18", "Pompiers")] {
                li { (call(&format!("tel:{numero}"), numero, nom, "")) }
            }
        }
        (explanation_notice(explanation))
    };
    Document { title: TITLE.into(), body }
}

fn line(numero: &Numero) -> Markup {
    let cost = match numero.cout {
        Cout::Gratuit => "Gratuit.",
        Cout::AppelNormal => "Prix d'un appel normal.",
    };
    let source = &numero.source;
    html! {
        li {
            (call(&numero.href(), &numero.numero, &numero.nom, &numero.pour))
            p.discret {
                (cost)
                @if let Some(horaires) = &numero.horaires { " " (horaires) }
                " Source : " a href=(source.adresse) rel="external noreferrer" { (source.nom) } ", " (spoken(&source.date)) "."
            }
        }
    }
}

fn call(href: &str, numero: &str, nom: &str, pour: &str) -> Markup {
    html! {
        a.appel href=(href) {
            (icon(icons::CALL))
            span.carte-corps {
                span.appel-tete { span.appel-numero { (numero) } " " span.carte-titre { (nom) } }
                @if !pour.is_empty() { span { (pour) } }
            }
        }
    }
}

fn title_of(groupe: Groupe) -> &'static str {
    match groupe {
        Groupe::Danger => "En danger, tout de suite",
        Groupe::Violences => "Violences",
        Groupe::Enfants => "Enfants et jeunes",
        Groupe::Sante => "Santé et moral",
        Groupe::Droits => "Vos droits",
    }
}

/// A date of the file as it is read: "2024-07-22" is 22/07/2024.
fn spoken(date: &str) -> String {
    let parts: Vec<&str> = date.rsplit('-').collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contrat::{secours, vocabulaire};

    fn published() -> Secours {
        let words = vocabulaire::read(include_str!("../../../public/vocabulaire.json")).unwrap();
        secours::read(include_str!("../../../public/secours.json"), &words).unwrap()
    }

    #[test]
    fn every_number_calls_and_says_who_answers_for_it() {
        let secours = published();
        let html = document(&secours, None).body.into_string();
        for numero in &secours.numeros {
            assert!(html.contains(&format!("href=\"{}\"", numero.href())), "{}", numero.numero);
        }
        assert_eq!(html.matches("Source : ").count(), secours.numeros.len());
        assert!(html.contains("22/07/2024") && html.contains("sms:114") && html.contains("data-quitter"));
    }

    #[test]
    fn a_need_shows_its_own_numbers_and_the_way_to_the_others() {
        let html = document(&published(), Some("violences")).body.into_string();
        assert!(html.contains("tel:3919") && !html.contains("tel:3039") && html.contains("Tous les numéros"));
        assert!(!document(&published(), Some("travail")).body.into_string().contains("Tous les numéros"));
    }

    #[test]
    fn the_needs_that_lead_here_are_those_that_have_numbers() {
        let secours = published();
        let words = vocabulaire::read(include_str!("../../../public/vocabulaire.json")).unwrap();
        for besoin in &words.besoins {
            let has = secours.numeros.iter().any(|numero| numero.besoins.contains(&besoin.id));
            assert_eq!(super::super::besoin::has_numbers(&besoin.id), has, "{}", besoin.id);
        }
    }

    #[test]
    fn without_the_list_one_can_still_call() {
        let html = unreadable(&Explanation::new("Non.", "Rien.", "Rechargez.")).body.into_string();
        assert!(html.contains("tel:112") && html.contains("Rechargez."));
    }
}
