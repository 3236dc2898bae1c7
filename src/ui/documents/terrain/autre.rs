//! The small forms of what is noted besides contacts, and a line for each where the journal lists things.

use maud::{Markup, html};

use super::fiche::court;
use super::jour;
use crate::app::autre::{Autre, nom_de_groupe};
use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::contrat::Quartier;
use crate::journal::{Age, Event, Fait, GenreAction, GenreDemarche, GenreVeille, Groupe, Jour, LIBELLE_MAX, Sexe};
use crate::ui::markup::icon::besoin_icon;
use crate::ui::markup::{Pictogram, explanation_notice, icon, icons};
use crate::ui::route::Route;

/// The ways to the forms.
pub fn portes() -> Markup {
    html! {
        ul.portes {
            @for autre in Autre::ALL {
                li { a.porte href=(Route::Noter(Some(autre)).href()) { (icon(pictogramme(autre))) span { (autre.label()) } (icon(icons::NEXT)) } }
            }
            li { a.porte href=(Route::QuiEcrit.href()) { (icon(icons::INFO)) span { "Qui écrit, quoi, pourquoi : à montrer" } (icon(icons::NEXT)) } }
        }
    }
}

fn pictogramme(autre: Autre) -> Pictogram {
    match autre {
        Autre::Demarche => icons::CHECK,
        Autre::Action => icons::PEOPLE,
        Autre::Veille => icons::WARNING,
    }
}

/// A form, with what is wrong in it.
pub fn formulaire(autre: Autre, contrat: &Contrat, today: Jour, souci: Option<&Explanation>, saving: bool) -> Markup {
    html! {
        form.formulaire name="noter" autocomplete="off" novalidate {
            @match autre {
                Autre::Demarche => {
                    (choix("De quelle démarche s'agit-il ?", &GenreDemarche::ALL, GenreDemarche::word, GenreDemarche::label))
                    (nombre("nombre", "Combien ?", "1"))
                }
                Autre::Action => {
                    (choix("De quelle action s'agit-il ?", &GenreAction::ALL, GenreAction::word, GenreAction::label))
                    (texte("intitule", "Son titre (facultatif)"))
                    (nombre("combien", "Combien de personnes ?", ""))
                    (par_age_et_sexe())
                    (nombre("duree", "Combien de minutes ? (facultatif)", ""))
                    details.groupe {
                        summary { "Sur quels besoins ?" }
                        div.puces {
                            @for besoin in &contrat.vocabulaire().besoins {
                                label.puce.choix {
                                    input type="checkbox" name="besoin" value=(besoin.id);
                                    (icon(besoin_icon(&besoin.icone))) span { (court(besoin)) }
                                }
                            }
                        }
                    }
                }
                Autre::Veille => {
                    (choix("Qu'est-ce qui ne va pas ?", &GenreVeille::ALL, GenreVeille::word, GenreVeille::label))
                    (texte("lieu", "Où ?"))
                    (texte("transmis", "Transmis à qui ? (facultatif)"))
                }
            }
            (quartiers(&contrat.arbre().pack().quartiers))
            label.champ { "Quel jour ?" input type="date" name="le" max=(today) value=(today); }
            @if let Some(souci) = souci { (explanation_notice(souci)) }
            div.pied {
                button.bouton.principal type="submit" disabled[saving] {
                    (icon(icons::CHECK)) @if saving { "Enregistrement…" } @else { "Enregistrer" }
                }
            }
        }
    }
}

fn choix<T: Copy>(titre: &str, tous: &[T], mot: fn(T) -> &'static str, label: fn(T) -> &'static str) -> Markup {
    html! {
        fieldset.groupe {
            legend { (titre) }
            div.puces {
                @for &un in tous {
                    label.puce.choix { input type="radio" name="genre" value=(mot(un)); span { (label(un)) } }
                }
            }
        }
    }
}

fn nombre(nom: &str, titre: &str, valeur: &str) -> Markup {
    html! { label.champ { (titre) input type="number" inputmode="numeric" name=(nom) min="0" max="1440" step="1" value=(valeur); } }
}

fn texte(nom: &str, titre: &str) -> Markup {
    html! { label.champ { (titre) input type="text" name=(nom) maxlength=(LIBELLE_MAX); } }
}

fn par_age_et_sexe() -> Markup {
    html! {
        details.groupe {
            summary { "Par âge et sexe (facultatif)" }
            table.effectifs {
                thead { tr { th scope="col" { "Âge" } @for sexe in Sexe::ALL { th scope="col" { (sexe.label()) "s" } } } }
                tbody {
                    @for age in Age::ALL.map(Some).into_iter().chain([None]) {
                        @let titre = age.map_or("Non précisé", Age::label);
                        tr {
                            th scope="row" { (titre) }
                            @for sexe in Sexe::ALL {
                                td {
                                    input type="number" inputmode="numeric" min="0" max="999" name=(nom_de_groupe(age, sexe))
                                        aria-label={ (sexe.label()) "s, " (titre) };
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn quartiers(tous: &[Quartier]) -> Markup {
    html! {
        @match tous {
            [] => {}
            [seul] => { input type="hidden" name="quartier" value=(seul.id); }
            plusieurs => {
                details.groupe {
                    summary { "Quel quartier ?" }
                    div.puces {
                        @for quartier in plusieurs {
                            label.puce.choix { input type="radio" name="quartier" value=(quartier.id); span { (quartier.nom) } }
                        }
                    }
                }
            }
        }
    }
}

/// So many are listed.
const LISTED: usize = 30;

/// The acts, actions and things out of order that were noted, the latest first; nothing when there are none.
pub fn notees<'j>(activites: impl Iterator<Item = &'j Event>) -> Markup {
    let rows: Vec<Markup> = activites.take(LISTED).map(|event| html! { li.contact { (ligne(event)) } }).collect();
    html! {
        @if !rows.is_empty() {
            section.bloc {
                h2 { "Aussi noté" span.nombre { (rows.len()) } }
                ul.contacts { @for row in rows { (row) } }
            }
        }
    }
}

/// What was noted, in a line, with the way to take it back.
fn ligne(event: &Event) -> Markup {
    let (autre, titre, detail, le) = match &event.fait {
        Fait::DemarcheFaite(fait) => {
            (Autre::Demarche, fait.genre.label().to_owned(), format!("× {}", fait.nombre.get()), fait.le)
        }
        Fait::ActionCollective(fait) => {
            let mut detail = vec![personnes(&fait.personnes)];
            detail.extend(fait.intitule.as_ref().map(|text| text.as_str().to_owned()));
            detail.extend(fait.duree.map(|duree| format!("{} min", duree.get())));
            (Autre::Action, fait.genre.label().to_owned(), detail.join(" · "), fait.le)
        }
        Fait::VeilleNotee(fait) => {
            let mut detail = fait.lieu.as_str().to_owned();
            if let Some(transmis) = &fait.transmis {
                detail.push_str(" · transmis : ");
                detail.push_str(transmis.as_str());
            }
            (Autre::Veille, fait.genre.label().to_owned(), detail, fait.le)
        }
        _ => return html! {},
    };
    html! {
        span.pastille { (icon(pictogramme(autre))) }
        div {
            p.carte-titre { (titre) }
            p { (detail) }
            p.discret { (jour(le)) }
        }
        button.rond type="button" name="annuler" value=(event.id) aria-label={ "Effacer : " (titre) } { (icon(icons::DELETE)) }
    }
}

fn personnes(groupes: &[Groupe]) -> String {
    let count: u32 = groupes.iter().map(|groupe| u32::from(groupe.nombre.get())).sum();
    match count {
        0 => "nombre non précisé".into(),
        1 => "1 personne".into(),
        count => format!("{count} personnes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contrat::{self, vocabulaire};
    use crate::journal::{Journal, plausible};

    #[test]
    fn each_form_asks_for_its_kinds_and_says_what_is_wrong() {
        let pack = include_str!("../../../../public/contrats/grand-paris-sud-2019.json");
        let vocabulaire = include_str!("../../../../public/vocabulaire.json");
        let contrat = Contrat::new(contrat::reopen(pack).unwrap(), vocabulaire::reopen(vocabulaire).unwrap().into());
        let today = Jour::new(2026, 11, 22).unwrap();
        let souci = Explanation::new("Il manque <b>.", "Rien.", "Complétez.");
        for autre in Autre::ALL {
            let html = formulaire(autre, &contrat, today, Some(&souci), false).into_string();
            assert!(html.contains("Quel quartier ?") && html.contains("Il manque &lt;b&gt;."));
            assert!(html.matches("name=\"genre\"").count() >= 5);
        }
    }

    #[test]
    fn what_was_noted_beside_contacts_is_listed_and_can_be_taken_back() {
        let mut journal = Journal::default();
        plausible::events(60, 1, 3).into_iter().for_each(|event| _ = journal.apply(event));
        let count = journal.activites().count();
        assert!(count > 2);
        let html = notees(journal.activites()).into_string();
        assert_eq!(html.matches("name=\"annuler\"").count(), count.min(LISTED));
        assert_eq!(notees(Journal::default().activites()).into_string(), "");
    }
}
