//! "Mes contrats": what is on this phone, what the site offers besides. Each button carries what it does in `name` and
//! the contract's id in `value`.

use maud::{Markup, html};

use crate::app::explain::Explanation;
use crate::app::port::{Origine, PackHeader};
use crate::contrat::EntreeIndex;
use crate::contrat::index::Comptes;
use crate::ui::markup::{avis, explanation_notice, icon, icons, nombre, vide};
use crate::ui::route::Route;

/// The contracts of the site: nothing until it has answered, or why it has not.
pub type Offers = Option<Result<Vec<EntreeIndex>, Explanation>>;

/// The contracts on this phone; `open` is the id of the one that is open.
pub fn on_phone(installed: &[PackHeader], open: Option<&str>, offers: &Offers) -> Markup {
    html! {
        section.bloc {
            h2 { "Sur ce téléphone" }
            @if installed.is_empty() {
                (vide(icons::CONTRAT, html! { p { "Aucun contrat n'est encore gardé ici." } }))
            }
            ul.cartes {
                @for header in installed { (kept(header, open == Some(header.id.as_str()), newer(header, offers))) }
            }
        }
    }
}

/// What the site offers under the id of a contract of this phone, if it is not the same file.
fn newer<'o>(header: &PackHeader, offers: &'o Offers) -> Option<&'o EntreeIndex> {
    let entries = offers.as_ref()?.as_ref().ok()?;
    entries.iter().find(|entry| entry.id == header.id && entry.sha256 != header.sha256)
}

fn kept(header: &PackHeader, is_open: bool, newer: Option<&EntreeIndex>) -> Markup {
    let name = &header.territoire;
    let button = |name: &str, label: &str| {
        html! {
            button.bouton.petit.discret type="button" name=(name) value=(header.id)
                aria-label={ (label) " : " (header.territoire) } { (label) }
        }
    };
    html! {
        li.garde.ouvert[is_open] {
            p.carte-titre { (name) @if is_open { " " span.etat { (icon(icons::CHECK)) "Ouvert" } } }
            p { (header.intitule) }
            p.discret { (figures(header.version, header.octets, header.comptes.as_ref())) }
            p.discret {
                @match header.origine {
                    Origine::Site => "Vient du site, qui le tient à jour.",
                    Origine::Fichier => "Vient de votre fichier. Le site n'y touche pas.",
                }
            }
            @if let Some(entry) = newer {
                (avis("doux", icons::DOWNLOAD, html! {
                    div.ligne {
                        p { "Le site a une autre version (version " (entry.version) ")." }
                        (button("voir", "Voir ce qui change"))
                    }
                }))
            }
            div.actions {
                @if !is_open {
                    button.bouton.petit type="button" name="ouvrir" value=(header.id)
                        aria-label={ "Ouvrir : " (name) } { "Ouvrir" }
                }
                (button("enregistrer", "Enregistrer le fichier"))
                (button("retirer", "Retirer"))
            }
        }
    }
}

/// Those of the site's contracts that this phone does not have.
pub fn missing(installed: &[PackHeader], offers: &[EntreeIndex]) -> Vec<EntreeIndex> {
    let mut missing = offers.to_vec();
    missing.retain(|entry| installed.iter().all(|header| header.id != entry.id));
    missing
}

/// The contracts that the site offers and this phone does not have.
pub fn on_site(installed: &[PackHeader], offers: &Offers) -> Markup {
    html! {
        section.bloc {
            h2 { "Sur le site" }
            @match offers {
                None => p.discret role="status" { "Lecture de la liste du site…" },
                Some(Err(explanation)) => {
                    (explanation_notice(explanation))
                    button.bouton type="button" name="relire" { "Réessayer" }
                },
                Some(Ok(entries)) => (offered(entries, &missing(installed, entries))),
            }
        }
    }
}

fn offered(all: &[EntreeIndex], missing: &[EntreeIndex]) -> Markup {
    let size: u64 = missing.iter().map(|entry| entry.octets).sum();
    html! {
        @match (all.len(), missing.len()) {
            (0, _) => p.discret { "Ce site ne publie encore aucun contrat." },
            (1, 0) => p.discret { "Le contrat de ce site est déjà sur ce téléphone." },
            (_, 0) => p.discret { "Tous les contrats de ce site sont déjà sur ce téléphone." },
            _ => {},
        }
        ul.cartes {
            @for entry in missing {
                li.garde {
                    p.carte-titre { (entry.territoire) }
                    p { (entry.intitule) }
                    p.discret { (period(entry.debut, entry.fin)) (figures(entry.version, entry.octets, Some(&entry.comptes))) }
                    div.actions {
                        button.bouton.petit type="button" name="prendre" value=(entry.id)
                            aria-label={ "Installer : " (entry.territoire) } { (icon(icons::DOWNLOAD)) "Installer" }
                    }
                }
            }
        }
        @if missing.len() > 1 {
            button.bouton type="button" name="tout" {
                (icon(icons::DOWNLOAD)) "Tout installer (" (missing.len()) " contrats, " (kilobytes(size)) ")"
            }
        }
    }
}

/// The way in for a file of the person's own.
pub fn own_file() -> Markup {
    html! {
        section.bloc {
            h2 { "Votre propre fichier" }
            p { "Un fichier de contrat (.json). Relais le vérifie et vous montre ce qu'il contient avant de l'installer." }
            label.bouton.fichier {
                (icon(icons::ADD)) "Ouvrir un fichier"
                input type="file" accept=".json,application/json";
            }
            a.bouton.discret href=(Route::Format.href()) { (icon(icons::HELP)) "Comment écrire un contrat" }
        }
    }
}

/// "version 1 · 175 ko · 153 éléments, 12 dispositifs nommés, 28 acteurs".
fn figures(version: i32, octets: u64, comptes: Option<&Comptes>) -> Markup {
    html! {
        "version " (version) " · " (kilobytes(octets))
        @if let Some(Comptes { noeuds, dispositifs, acteurs }) = comptes {
            " · " (noeuds) " éléments, " (dispositifs) " dispositifs nommés, " (acteurs) " acteurs"
        }
    }
}

/// "2015-2020 · ", or nothing where the document gives no year.
pub fn period(debut: Option<i32>, fin: Option<i32>) -> String {
    match (debut, fin) {
        (Some(debut), Some(fin)) => format!("{debut}-{fin} · "),
        (Some(year), None) | (None, Some(year)) => format!("{year} · "),
        (None, None) => String::new(),
    }
}

/// A size as a person reads it, rounded up.
pub fn kilobytes(octets: u64) -> String {
    nombre(octets.div_ceil(1024) as f64) + " ko"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(origine: Origine, sha256: &str) -> PackHeader {
        PackHeader {
            id: "ici-2015".into(),
            intitule: "Contrat <d'Ici>".into(),
            territoire: "Ici".into(),
            version: 1,
            sha256: sha256.into(),
            octets: 2000,
            origine,
            comptes: Some(Comptes { noeuds: 3, dispositifs: 2, acteurs: 1 }),
        }
    }

    fn entry(id: &str, sha256: &str) -> EntreeIndex {
        EntreeIndex {
            id: id.into(),
            intitule: "Contrat".into(),
            territoire: "Là".into(),
            version: 2,
            octets: 1024,
            sha256: sha256.into(),
            comptes: Comptes { noeuds: 1, dispositifs: 1, acteurs: 1 },
            debut: Some(2015),
            fin: None,
        }
    }

    #[test]
    fn a_contract_says_where_it_came_from_and_whether_the_site_has_another() {
        let installed = [header(Origine::Fichier, "aa")];
        let html = on_phone(&installed, Some("ici-2015"), &Some(Ok(vec![entry("ici-2015", "bb")]))).into_string();
        for words in ["Vient de votre fichier", "3 éléments", "2 ko", "Ouvert", "Voir ce qui change", "&lt;d'Ici&gt;"]
        {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert!(!html.contains("name=\"ouvrir\""), "the open one is not opened again");
        let same = on_phone(&installed, None, &Some(Ok(vec![entry("ici-2015", "aa")]))).into_string();
        assert!(!same.contains("Voir ce qui change") && same.contains("name=\"ouvrir\""), "{same}");
    }

    #[test]
    fn the_site_offers_what_is_not_here() {
        let installed = [header(Origine::Site, "aa")];
        let one = on_site(&installed, &Some(Ok(vec![entry("ici-2015", "aa")]))).into_string();
        assert!(one.contains("Le contrat de ce site est déjà") && !one.contains("<button"), "{one}");
        let more = [entry("ici-2015", "aa"), entry("b", "bb"), entry("c", "cc")];
        let more = on_site(&installed, &Some(Ok(more.to_vec()))).into_string();
        assert_eq!(more.matches("name=\"prendre\"").count(), 2);
        assert!(more.contains("Tout installer (2 contrats, 2 ko)"), "{more}");
        assert!(on_site(&installed, &Some(Ok(Vec::new()))).into_string().contains("aucun contrat"));
    }
}
