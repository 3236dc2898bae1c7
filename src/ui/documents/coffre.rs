//! The screens of the sealed journal that wait for the person: made, opened, carried elsewhere. Their buttons and forms
//! bear the names by which the pages answer.

use maud::{Markup, html};

use crate::app::coffre::{ClockVerdict, Plan, Retention};
use crate::ui::markup::{avis, date, icon, icons};
use crate::ui::route::{Etape, Route};

/// No journal yet: what it is, and the two ways to begin.
pub fn bienvenue() -> Markup {
    html! {
        section.bloc.bienvenue {
            p.chapeau { "Votre journal de terrain : les portes, les échanges, les suites à donner." }
            ul.lignes {
                li { "Il reste sur ce téléphone, en deux copies. Rien ne part sur le réseau." }
                li { "Il est fermé à clé. Sans votre phrase secrète, personne ne lit." }
                li { "Il marche sans réseau, et se sauvegarde dans un fichier." }
            }
            a.bouton.principal href=(Route::Clefs(Etape::Phrase).href()) { (icon(icons::KEY)) "Créer mon journal" }
            button.bouton type="button" name="essai" { "Essayer sans risque" }
            p.discret { "Moins de deux minutes, avec un papier et un stylo." }
            a.lien href=(Route::Sauvegarde.href()) { "J'ai une sauvegarde d'un autre téléphone" }
        }
    }
}

/// There was a journal, and nothing of it can be read here.
pub fn perdu() -> Markup {
    html! {
        (avis("grave", icons::WARNING, html! {
            p { strong { "Le journal de ce téléphone ne se lit plus." } }
            p { "Il y en avait un. Ses deux copies ont été vidées ou abîmées, par exemple en effaçant les données du navigateur." }
            p { "Vos sauvegardes restent bonnes. Ce qui se lirait encore ici n'est pas touché." }
        }))
        section.bloc.boutons {
            a.bouton.principal href=(Route::Sauvegarde.href()) { (icon(icons::SAVE)) "Reprendre une sauvegarde" }
            button.bouton type="button" name="regarder" { "Regarder encore une fois" }
        }
        details {
            summary { "Je n'ai pas de sauvegarde" }
            p { "Vous pouvez commencer un journal neuf. Les anciens contacts ne reviendront pas." }
            a.bouton href=(Route::Clefs(Etape::Phrase).href()) { "Commencer un journal neuf" }
        }
    }
}

/// The heading of a step, and how far it is.
pub fn pas(rang: usize, titre: &str) -> Markup {
    html! { p.compte { "Étape " (rang) " sur 4 : " (titre) } }
}

/// A phrase that was drawn.
pub fn phrase(mots: &[String]) -> Markup {
    html! {
        p { "Écrivez ces huit mots, dans l'ordre. Ils ouvrent votre journal. Relais ne les montrera plus." }
        (liste(mots))
        div.boutons {
            a.bouton.principal href=(Route::Clefs(Etape::Preuve).href()) { "C'est écrit" }
            button.bouton type="button" name="encore" { "Une autre phrase" }
            a.bouton href=(Route::Clefs(Etape::Choisir).href()) { "Je choisis la mienne" }
        }
    }
}

/// Words, large and numbered.
fn liste(mots: &[String]) -> Markup {
    html! { ol.mots-secrets { @for mot in mots { li translate="no" { (mot) } } } }
}

/// A phrase of one's own.
pub fn choisir() -> Markup {
    html! {
        (demande("choisir", "phrase", ["Votre phrase", "Cinq mots ou plus, sans lien entre eux. Pas de proverbe, ni de nom ou de date de vos proches.", "Continuer"], true, &html! {}))
    }
}

/// How strong a phrase is, in words.
pub fn force(bits: u32, assez: bool) -> Markup {
    let mots = match bits {
        0..30 => "très faible",
        30..50 => "faible",
        50..65 => "correcte",
        _ => "solide",
    };
    html! {
        meter min="0" max="90" low="50" optimum="90" value=(bits) aria-hidden="true" {}
        p { "Force : " strong { (mots) } @if !assez { " — il en faut plus." } }
    }
}

/// A field for secret words: no help from the keyboard, nothing remembered.
fn secret(name: &str, described: &str, long: bool) -> Markup {
    html! {
        @if long {
            textarea id=(name) name=(name) rows="3" aria-describedby=(described) autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false" {}
        } @else {
            input id=(name) name=(name) type="text" aria-describedby=(described) autocomplete="off" autocapitalize="none" autocorrect="off" spellcheck="false";
        }
    }
}

/// A form that asks for secret words: its name and its field's, what it says, and whether this is the main thing to do
/// on the page; `suite` stands beside its button.
fn demande(form: &str, champ: &str, [question, aide, bouton]: [&str; 3], principal: bool, suite: &Markup) -> Markup {
    let id = [champ, "-aide"].concat();
    html! {
        form name=(form) autocomplete="off" {
            div.groupe {
                label for=(champ) { (question) }
                p.discret id=(id) { (aide) }
                (secret(champ, &id, true))
            }
            div.boutons { button.bouton.principal[principal] type="submit" { (bouton) } (suite) }
        }
    }
}

/// Two words are asked for, from 0; `fin` is what the button says.
pub fn preuve(form: &str, quoi: &str, places: [usize; 2], fin: &str) -> Markup {
    html! {
        p id="preuve-aide" { "Regardez votre papier, et tapez deux mots " (quoi) "." }
        form name=(form) autocomplete="off" {
            @for (rang, place) in places.iter().enumerate() {
                div.groupe {
                    label for={ "mot" (rang) } { "Mot numéro " (place + 1) }
                    (secret(&format!("mot{rang}"), "preuve-aide", false))
                }
            }
            div.boutons { button.bouton.principal type="submit" { (fin) } }
        }
    }
}

/// The chosen phrase is asked for again.
pub fn preuve_choisie() -> Markup {
    html! {
        (demande("preuve", "mot0", ["Votre phrase, encore une fois", "Sans regarder, si vous pouvez.", "C'est ma phrase"], true, &html! {}))
    }
}

/// The recovery sheet, and the employer's if there is one.
pub fn fiche(mots: &[String], employeur: Option<&[String]>, creer: bool) -> Markup {
    html! {
        p.ecran { "Ces douze mots ouvrent le journal si vous oubliez la phrase, ou sur un autre téléphone. Gardez-les chez vous, loin du téléphone." }
        (papier("Fiche de secours", mots))
        @if let Some(mots) = employeur { (papier("Fiche de l'employeur", mots)) }
        div.boutons.ecran {
            a.bouton.principal href=(Route::Clefs(Etape::Confirmer).href()) { "Je l'ai écrite" }
            button.bouton type="button" name="imprimer" { "Imprimer" }
            @if creer && employeur.is_none() {
                button.bouton type="button" name="employeur" value="oui" { "Ajouter une fiche pour le coffre de l'employeur" }
                p.discret { "Qui tient cette seconde fiche et le téléphone, ou une sauvegarde, peut lire le journal." }
            } @else if creer {
                button.bouton type="button" name="employeur" value="non" { "Retirer la fiche de l'employeur" }
            }
        }
    }
}

fn papier(titre: &str, mots: &[String]) -> Markup {
    html! {
        section.papier {
            h2 { (titre) }
            p.discret { "Relais, journal de terrain. Douze mots, dans l'ordre. À garder sous clé, jamais en photo." }
            (liste(mots))
        }
    }
}

/// The locked journal: the ways to open it.
pub fn ouvrir(cle: bool, code: bool) -> Markup {
    html! {
        @if code {
            form name="code" autocomplete="off" {
                div.groupe {
                    label for="chiffres" { "Code du jour" }
                    input id="chiffres" name="chiffres" type="text" inputmode="numeric" maxlength="6" autocomplete="off";
                }
                div.boutons { button.bouton.principal type="submit" { "Ouvrir avec le code" } }
            }
        }
        @if cle {
            div.boutons {
                button.bouton.principal type="button" name="cle" { (icon(icons::KEY)) "Ouvrir avec la clé du téléphone" }
            }
        }
        (demande("ouvrir", "phrase", ["Votre phrase secrète", "Ni les accents ni les majuscules ne comptent pour les mots tirés au sort ; quatre lettres par mot suffisent.", "Ouvrir"], !cle && !code, &html! { a.lien href=(Route::Oubliee.href()) { "Phrase oubliée ?" } }))
        section.bloc.boutons {
            a.bouton href=(Route::NouveauContact.href()) { (icon(icons::ADD)) "Noter un contact sans ouvrir" }
        }
    }
}

/// Another window has the journal open.
pub fn ailleurs() -> Markup {
    html! {
        (avis("doux", icons::INFO, html! {
            p { strong { "Le journal est ouvert dans une autre fenêtre." } }
            p { "Une seule fenêtre écrit à la fois : rien ne se mélange. Ce que l'autre était en train de noter y reste en brouillon." }
        }))
        section.bloc.boutons {
            button.bouton.principal type="button" name="prendre" { "Prendre la main ici" }
            a.bouton href=(Route::NouveauContact.href()) { (icon(icons::ADD)) "Noter un contact sans ouvrir" }
        }
    }
}

/// The words of a sheet are asked for.
pub fn oubliee() -> Markup {
    html! {
        (demande("fiche", "mots", ["Les douze mots de votre fiche de secours", "Dans l'ordre, avec un espace entre eux. La fiche de l'employeur convient aussi.", "Ouvrir avec la fiche"], true, &html! {}))
        p.discret { "Une fois le journal ouvert, vous choisirez une nouvelle phrase. Aucun contact n'est perdu." }
    }
}

/// The phone's key is offered, once, to a journal that was just made.
pub fn offre_cle() -> Markup {
    avis(
        "doux",
        icons::KEY,
        html! {
            p { strong { "Le doigt ou le visage peuvent aussi ouvrir ce journal." } " La clé vit dans votre compte : gardez votre phrase." }
            div.boutons {
                button.bouton.petit type="button" name="ajouter-cle" { "Ajouter la clé de ce téléphone" }
                button.lien type="button" name="sans-cle" { "Non merci" }
            }
        },
    )
}

/// The ways into the open journal, and when it locks.
pub fn reglages(cle: bool, code: bool, delai: u8, delais: &[u8]) -> Markup {
    html! {
        section.bloc {
            h2 { "Votre phrase" }
            p { "Rien n'est chiffré à nouveau : seule la serrure change." }
            div.boutons { a.bouton href=(Route::Clefs(Etape::Phrase).href()) { "Changer la phrase" } }
        }
        section.bloc {
            h2 { "La clé du téléphone" }
            p { "Le doigt, le visage ou le code du téléphone ouvrent le journal. La clé vit dans votre compte, et meurt si Relais change d'adresse : gardez votre phrase." }
            div.boutons {
                @if cle {
                    button.bouton type="button" name="retirer-cle" { "Retirer la clé" }
                } @else {
                    button.bouton type="button" name="ajouter-cle" { (icon(icons::KEY)) "Ajouter la clé de ce téléphone" }
                }
            }
        }
        section.bloc {
            h2 { "La fiche de secours" }
            p { "Perdue, ou vue par quelqu'un ? Faites-en une autre : l'ancienne n'ouvrira plus." }
            div.boutons { button.bouton type="button" name="fiche" { "Refaire la fiche" } }
        }
        section.bloc {
            h2 { "Le verrou" }
            p { "Le journal se ferme seul, et après une minute hors de l'écran (cinq pendant une tournée)." }
            fieldset.groupe {
                legend { "Sans toucher l'écran pendant" }
                div.puces {
                    @for minutes in delais {
                        button.puce.choix type="button" name="delai" value=(minutes) aria-pressed=(minutes == &delai) {
                            span { (minutes) @if *minutes == 1 { " minute" } @else { " minutes" } }
                        }
                    }
                }
            }
            form name="code" autocomplete="off" {
                div.groupe {
                    label for="chiffres" { "Code du jour" }
                    p id="code-aide" .discret {
                        @if code { "Un code est en place jusqu'à minuit. " }
                        "Six chiffres pour rouvrir après le verrou, aujourd'hui seulement. Il protège d'un regard, pas d'un voleur."
                    }
                    input id="chiffres" name="chiffres" type="text" inputmode="numeric" maxlength="6" autocomplete="off" aria-describedby="code-aide";
                }
                div.boutons { button.bouton type="submit" { "Mettre ce code" } }
            }
        }
    }
}

/// The durations among which a person chooses, in months.
const DUREES: [u16; 5] = [12, 18, 24, 30, 36];

/// How long months are kept, and those whose time is over, as the journal plans to let them go; nothing while it is still
/// being read.
pub fn conservation(garde: Retention, plan: Option<&Result<Option<Plan>, ClockVerdict>>) -> Markup {
    html! {
        section.bloc {
            h2 { "La durée de garde" }
            p { "Un mois gardé assez longtemps est listé ici. Rien n'est détruit sans vous." }
            fieldset.groupe aria-describedby="garde-aide" {
                legend { "Garder chaque mois, après sa fin, pendant" }
                div.puces {
                    @for mois in DUREES {
                        button.puce.choix type="button" name="garde" value=(mois) aria-pressed=(mois == garde.months()) {
                            span { (mois) " mois" }
                        }
                    }
                }
                p.discret id="garde-aide" { "Pour un nom, c'est 24 mois au plus après la dernière rencontre. Vos sauvegardes emportent ce choix." }
            }
            @match plan {
                None => p.discret { "Le journal n'est pas encore lu en entier." },
                Some(Err(_)) => p { strong { "La date du téléphone est douteuse." } " Rien ne peut être détruit tant qu'elle n'est pas confirmée." },
                Some(Ok(None)) => p.discret { "Aucun mois n'a dépassé ce temps." },
                Some(Ok(Some(plan))) => {
                    @let names_alone = plan.mois.is_empty();
                    @if !names_alone {
                        ul { @for mois in &plan.mois { li { (date(&mois.to_string())) } } }
                        p { strong { (plan.contacts) @if plan.contacts < 2 { " contact" } @else { " contacts" } } ", notes comprises." }
                    }
                    @if plan.identites > 0 {
                        p { strong { (plan.identites) @if plan.identites < 2 { " nom" } @else { " noms" } } " de personnes qui n'ont pas été revues depuis." }
                    }
                    details {
                        summary { @if names_alone { "Détruire ces noms" } @else { "Détruire ces mois" } }
                        p { "Les clés partent, et cela ne se reprend pas. Une sauvegarde faite avant les garde encore : détruisez-la aussi." }
                        div.boutons { button.bouton type="button" name="laisser-partir" { "Détruire pour de bon" } }
                    }
                },
            }
        }
    }
}

/// Making a backup; `dernier` says when the last one left.
pub fn sauver(dernier: &str) -> Markup {
    html! {
        section.bloc {
            h2 { "Faire une sauvegarde" }
            p { "Un fichier fermé à clé, avec tout le journal. Votre phrase ou votre fiche l'ouvre. Rangez-le hors de ce téléphone." }
            p.discret { (dernier) }
            div.boutons { button.bouton.principal type="button" name="sauver" { (icon(icons::SAVE)) "Faire une sauvegarde" } }
        }
    }
}

/// Choosing the file to take back.
pub fn reprendre() -> Markup {
    html! {
        section.bloc {
            h2 { "Reprendre une sauvegarde" }
            p { "Vous verrez d'abord ce que le fichier contient. Rien n'est remplacé : ce qui manque est ajouté." }
            label.bouton.fichier { (icon(icons::DOWNLOAD)) "Choisir le fichier" input type="file" name="sauvegarde" accept=".txt,text/plain"; }
        }
    }
}

/// The file is read: what opens it?
pub fn sauvegarde_lue() -> Markup {
    html! {
        section.bloc {
            h2 tabindex="-1" { "Ouvrir ce fichier" }
            (demande("phrase", "phrase", ["Votre phrase secrète", "Celle qui servait quand la sauvegarde a été faite.", "Ouvrir avec la phrase"], true, &html! {}))
            (demande("fiche", "mots", ["Ou les douze mots de la fiche de secours", "Dans l'ordre, avec un espace entre eux.", "Ouvrir avec la fiche"], false, &html! {}))
            div.boutons {
                button.lien type="button" name="laisser" { "Laisser ce fichier" }
            }
        }
    }
}

/// What a backup would bring, line by line.
pub fn sauvegarde_ouverte(lignes: &[(&str, String)]) -> Markup {
    html! {
        section.bloc {
            h2 tabindex="-1" { "Ce que contient ce fichier" }
            dl.fiche-technique { @for (quoi, combien) in lignes { dt { (quoi) } dd { (combien) } } }
            p { "Tout est repris, ou rien." }
            div.boutons {
                button.bouton.principal type="button" name="reprendre" { "Reprendre" }
                button.lien type="button" name="laisser" { "Laisser ce fichier" }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_of_a_secret_is_remembered_or_corrected() {
        let pages = [choisir(), preuve("preuve", "de votre phrase", [1, 4], "Continuer"), preuve_choisie(), oubliee()];
        for page in pages.into_iter().chain([ouvrir(true, false)]) {
            let text = page.into_string();
            let fields = text.matches("<textarea").count() + text.matches("<input").count();
            for guard in ["spellcheck=\"false\"", "autocapitalize=\"none\"", "autocorrect=\"off\""] {
                assert_eq!(text.matches(guard).count(), fields, "{guard} in {text}");
            }
        }
    }

    #[test]
    fn nothing_is_offered_for_destruction_while_it_is_in_doubt() {
        let doubt = Err(ClockVerdict::FarAhead { days: 800 });
        for (plan, words) in [
            (None, "pas encore lu en entier"),
            (Some(&doubt), "La date du téléphone est douteuse."),
            (Some(&Ok(None)), "Aucun mois n'a dépassé ce temps."),
        ] {
            let text = conservation(Retention::default(), plan).into_string();
            assert!(text.contains(words) && !text.contains("laisser-partir"), "{text}");
        }
    }

    #[test]
    fn one_duration_is_chosen_and_each_that_is_offered_can_be() {
        for mois in DUREES {
            let text = conservation(Retention::new(mois).unwrap(), None).into_string();
            assert_eq!(text.matches("aria-pressed=\"true\"").count(), 1);
            assert!(text.contains(&format!("value=\"{mois}\" aria-pressed=\"true\"")), "{text}");
        }
        let text = conservation(Retention::new(13).unwrap(), None).into_string();
        assert!(!text.contains("aria-pressed=\"true\""), "{text}");
    }

    #[test]
    fn the_main_button_of_the_lock_is_the_quickest_way_in() {
        let main = |cle, code| ouvrir(cle, code).into_string().matches("bouton principal").count();
        assert_eq!((main(false, false), main(true, false), main(false, true)), (1, 1, 1));
        assert!(!ouvrir(false, false).into_string().contains("name=\"cle\""));
    }

    #[test]
    fn a_new_journal_over_a_lost_one_is_never_the_main_choice() {
        let text = perdu().into_string();
        let main = text.find("bouton principal").unwrap();
        assert!(text[main..].starts_with("bouton principal\" href=\"") && text[main..main + 80].contains("sauvegarde"));
        assert!(text.find("<details").unwrap() < text.find("Commencer un journal neuf").unwrap());
    }
}
