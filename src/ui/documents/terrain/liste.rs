//! The whole journal as a list that is filtered and searched. Only a part of the lines is in the page at a time.

use std::ops::Range;

use maud::{Markup, html};

use super::ligne::ligne;
use super::quand::{quand, titre};
use crate::app::consult::Contrat;
use crate::app::registre::{Facette, Filtre, Registre};
use crate::journal::{Jour, Journal};
use crate::ui::markup::{icon, icons, nombre, vide};
use crate::ui::route::Route;

/// The field of the words.
pub const MOTS: &str = "mots";
/// The fields of the first and the last day.
pub const JOURS: [&str; 2] = ["depuis", "jusque"];
/// The button that takes all filters back.
pub const TOUT: &str = "tout";
/// The button that takes one filter back: its rank is the value; the marks come first, then the period, then the words.
pub const SANS: &str = "sans";
/// The buttons that show older and newer lines.
pub const ANCIENS: &str = "anciens";
/// See [`ANCIENS`].
pub const RECENTS: &str = "recents";

/// So many rounds are offered as filters, the latest first.
const TOURNEES: usize = 40;

/// What is shown of the list.
#[derive(Debug, Clone, Default)]
pub struct Etat {
    /// What is asked for.
    pub filtre: Filtre,
    /// Changes when the form is to be drawn from `filtre`, whatever was typed in it.
    pub forme: u32,
    /// The lines that are in the page, of those that were found.
    pub fenetre: Range<usize>,
    /// How far the page was scrolled, in pixels.
    pub hauteur: f64,
}

/// The field of a facette.
pub fn champ(rang: usize) -> String {
    format!("f{rang}")
}

/// The page below its head; `trouves` are the ranks of the lines that pass.
pub fn document(
    journal: &Journal,
    contrat: Option<&Contrat>,
    registre: &Registre,
    trouves: &[u32],
    etat: &Etat,
    today: Jour,
) -> Markup {
    if registre.is_empty() {
        return vide(
            icons::TERRAIN,
            html! {
                p { "Le journal est vide." }
                p.discret { "Chaque contact, démarche ou action que vous notez s'ajoute ici." }
                a.bouton href=(Route::NouveauContact.href()) { "Noter un contact" }
            },
        );
    }
    html! {
        (formulaire(registre, etat))
        (actifs(registre, &etat.filtre))
        p.compte role="status" { (compte(trouves.len(), registre.len())) }
        @if trouves.is_empty() {
            (vide(icons::SEARCH, html! {
                p { "Rien ne correspond." }
                button.bouton type="button" name=(TOUT) { "Tout afficher" }
            }))
        } @else {
            button.bouton.discret type="button" name=(RECENTS) hidden[etat.fenetre.start == 0] { "Plus récents" }
            ol.entrees aria-label="Entrées du journal" {
                (lignes(journal, contrat, registre, trouves, etat.fenetre.clone(), today))
            }
            button.bouton type="button" name=(ANCIENS) hidden[etat.fenetre.end >= trouves.len()] { "Plus anciens" }
        }
    }
}

/// Lines of the list.
pub fn lignes(
    journal: &Journal,
    contrat: Option<&Contrat>,
    registre: &Registre,
    trouves: &[u32],
    fenetre: Range<usize>,
    today: Jour,
) -> Markup {
    let jour = |place: usize| registre.ligne(*trouves.get(place)?).map(|ligne| ligne.jour);
    html! {
        @for place in fenetre {
            @if let Some(entry) = trouves.get(place).and_then(|rang| registre.ligne(*rang)) {
                li id={ "j-" (place) } aria-posinset=(place + 1) aria-setsize=(trouves.len()) {
                    @if place == 0 || jour(place - 1) != Some(entry.jour) {
                        h2 { (titre(&quand(entry.jour, today))) }
                    }
                    (ligne(journal, contrat, entry.id, today))
                }
            }
        }
    }
}

fn compte(found: usize, all: usize) -> String {
    let word = |count: usize| if count > 1 { " entrées" } else { " entrée" };
    match found {
        0 => "Aucune entrée".into(),
        found if found == all => [&chiffres(found), word(found)].concat(),
        found => [&chiffres(found), word(found), " sur ", &chiffres(all)].concat(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody writes so many entries")]
fn chiffres(count: usize) -> String {
    nombre(count as f64)
}

fn formulaire(registre: &Registre, Etat { filtre, forme, .. }: &Etat) -> Markup {
    let day = |day: Option<Jour>| day.map(|day| day.to_string());
    html! {
        form.filtres id={ "filtres-" (forme) } name="filtres" autocomplete="off" {
            div.recherche role="search" {
                (icon(icons::SEARCH))
                input type="search" name=(MOTS) value=(filtre.mots) aria-label="Chercher dans le journal"
                    placeholder="Un mot, un lieu, une aide…" autocomplete="off" autocapitalize="none" spellcheck="false"
                    enterkeyhint="search";
            }
            details.deplie {
                summary.bouton.petit { (icon(icons::FILTER)) "Filtrer" }
                div.champs {
                    @for (name, words, value) in [(JOURS[0], "Du", day(filtre.depuis)), (JOURS[1], "Au", day(filtre.jusque))] {
                        label { span { (words) } input type="date" name=(name) value=[value]; }
                    }
                    @for (rang, (facette, words)) in Facette::FILTRES.into_iter().enumerate() {
                        (choix(registre, filtre, rang, facette, words))
                    }
                }
            }
        }
    }
}

/// The marks of a facette, where there are any to choose from.
fn choix(registre: &Registre, filtre: &Filtre, rang: usize, facette: Facette, words: &str) -> Markup {
    let mut marques = registre.marques(facette);
    if facette == Facette::Tournee {
        marques.truncate(TOURNEES);
    }
    let chosen = |cle: &str| filtre.marques.iter().any(|(other, wanted)| *other == facette && wanted == cle);
    html! {
        @if !marques.is_empty() {
            label {
                span { (words) }
                select name=(champ(rang)) {
                    option value="" { "Tout" }
                    @for marque in marques {
                        option value=(marque.cle) selected[chosen(&marque.cle)] { (marque.nom) " (" (marque.nombre) ")" }
                    }
                }
            }
        }
    }
}

/// The filters that are set, each with the way to take it back.
fn actifs(registre: &Registre, filtre: &Filtre) -> Markup {
    let names = filtre.marques.iter().map(|(facette, cle)| registre.nom(*facette, cle).to_owned());
    let day =
        |words: &str, day: Option<Jour>| day.map(|day| [words, &crate::ui::markup::date(&day.to_string())].concat());
    let days = [day("du ", filtre.depuis), day("au ", filtre.jusque)];
    let words = Some(filtre.mots.trim()).filter(|words| !words.is_empty()).map(|words| ["« ", words, " »"].concat());
    let all: Vec<String> = names.chain(days.into_iter().flatten()).chain(words).collect();
    html! {
        @if !all.is_empty() {
            div.puces role="group" aria-label="Filtres en cours" {
                @for (rang, words) in all.iter().enumerate() {
                    button.puce.choix type="button" name=(SANS) value=(rang) aria-label={ "Enlever le filtre : " (words) } {
                        span { (words) } (icon(icons::CLOSE))
                    }
                }
                @if all.len() > 1 { button.lien type="button" name=(TOUT) { "Tout afficher" } }
            }
        }
    }
}

/// The filter without the one of this rank.
pub fn sans(filtre: &Filtre, rang: usize) -> Filtre {
    let mut filtre = filtre.clone();
    if rang < filtre.marques.len() {
        filtre.marques.remove(rang);
        return filtre;
    }
    let left = rang - filtre.marques.len();
    let days = [filtre.depuis, filtre.jusque];
    let set: Vec<usize> = (0..days.len()).filter(|place| days[*place].is_some()).collect();
    match set.get(left) {
        Some(0) => filtre.depuis = None,
        Some(_) => filtre.jusque = None,
        None => filtre.mots.clear(),
    }
    filtre
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_taken_back_one_by_one_in_the_order_of_their_chips() {
        let day = Jour::new(2026, 11, 22).ok();
        let besoin = (Facette::Besoin, "travail".to_owned());
        let all = Filtre { marques: vec![besoin], depuis: None, jusque: day, mots: "carte".into() };
        assert_eq!(sans(&all, 0), Filtre { marques: Vec::new(), ..all.clone() });
        assert_eq!(sans(&all, 1), Filtre { jusque: None, ..all.clone() });
        assert_eq!(sans(&all, 2), Filtre { mots: String::new(), ..all.clone() });
        let both = Filtre { depuis: day, ..all };
        assert_eq!(sans(&both, 1), Filtre { depuis: None, ..both.clone() });
    }
}
