//! The shared vocabulary by itself, and packs against it.

use std::collections::HashSet;

use serde_json::Value;

use super::ids::{check_list, check_once};
use super::tree::cycles;
use super::values::{check_version, check_year};
use super::{each, each_text};
use crate::contrat::finding::{Findings, Place, quote};
use crate::contrat::pack::Pack;
use crate::contrat::vocabulaire::{NatureCorrespondance, Vocabulaire};

/// Checks a pack against the shared vocabulary: national themes, besoins, publics and national acteurs.
///
/// These ids can be judged with the vocabulary only, so that [`super::super::read`] leaves them alone.
pub fn check_with_vocabulaire(pack: &Pack, vocabulaire: &Vocabulaire) -> Findings {
    let mut found = Findings::default();
    let root = Place::Root;
    let themes: HashSet<&str> = vocabulaire.themes_anct.iter().map(|theme| theme.code.as_str()).collect();
    let besoins: HashSet<&str> = vocabulaire.besoins.iter().map(|besoin| besoin.id.as_str()).collect();
    let publics: HashSet<&str> = vocabulaire.publics.iter().map(|public| public.id.as_str()).collect();
    let acteurs: HashSet<&str> = vocabulaire.acteurs.iter().map(|acteur| acteur.id.as_str()).collect();

    let at = root.key("noeuds");
    for (rank, noeud) in pack.noeuds.iter().enumerate() {
        let at = at.item(rank);
        check_known(&noeud.theme_anct, &themes, "themes_anct", &at.key("theme_anct"), &mut found);
        check_all_known(&noeud.besoins, &besoins, "besoins", &at.key("besoins"), &mut found);
        check_all_known(&noeud.publics, &publics, "publics", &at.key("publics"), &mut found);
    }
    let at = root.key("acteurs");
    for (rank, acteur) in pack.acteurs.iter().enumerate() {
        check_known(&acteur.commun, &acteurs, "acteurs", &at.item(rank).key("commun"), &mut found);
    }
    let at = root.key("dispositifs");
    for (rank, dispositif) in pack.dispositifs.iter().enumerate() {
        let at = at.item(rank);
        check_all_known(&dispositif.publics, &publics, "publics", &at.key("publics"), &mut found);
        check_all_known(&dispositif.besoins, &besoins, "besoins", &at.key("besoins"), &mut found);
    }
    found
}

fn check_all_known(ids: &[String], known: &HashSet<&str>, list: &str, at: &Place<'_>, found: &mut Findings) {
    for (rank, id) in ids.iter().enumerate() {
        check_known(Some(id), known, list, &at.item(rank), found);
    }
}

fn check_known<'v>(
    id: impl Into<Option<&'v String>>,
    known: &HashSet<&str>,
    list: &str,
    at: &Place<'_>,
    found: &mut Findings,
) {
    if let Some(id) = id.into().filter(|id| !known.contains(id.as_str())) {
        found.error(
            at,
            format!("{} n'est pas dans la liste « {list} » du vocabulaire", quote(id)),
            "Corriger cet id, ou mettre l'application à jour si le contrat est plus récent qu'elle.".into(),
        );
    }
}

/// Checks the rules of the vocabulary that need only its JSON value.
pub(in crate::contrat) fn check(vocabulaire: &Value, found: &mut Findings) {
    let root = Place::Root;
    super::texts::check(vocabulaire, found);
    check_version(vocabulaire, found);
    for list in ["besoins", "publics", "acteurs"] {
        check_list(vocabulaire, list, found);
    }
    for list in ["besoins", "publics", "acteurs", "themes_anct"] {
        each(vocabulaire, list, &root, &mut |entries, at| {
            if entries.as_array().is_some_and(Vec::is_empty) {
                found.error(at, "la liste est vide".into(), "La remplir : tous les contrats s'en servent.".into());
            }
        });
    }
    check_themes(vocabulaire, found);
    each(vocabulaire, "correspondances/*/annee", &root, &mut |year, at| check_year(year, at, found));
    check_once(vocabulaire, "correspondances", "ancien", false, found);
    each(vocabulaire, "publics/*", &root, &mut |public, at| check_ages(public, at, found));
}

fn check_themes(vocabulaire: &Value, found: &mut Findings) {
    let codes = check_once(vocabulaire, "themes_anct", "code", true, found);
    each_text(vocabulaire, "themes_anct/*/parent", &Place::Root, &mut |code, at| {
        if !codes.contains(code) {
            found.error(
                at,
                format!("{} n'est le code d'aucun thème", quote(code)),
                "Corriger ce code, ou ajouter le thème.".into(),
            );
        }
    });
    let root = Place::Root;
    let Some(themes) = vocabulaire.get("themes_anct").and_then(Value::as_array) else { return };
    let text = |theme: &Value, key: &str| theme.get(key).and_then(Value::as_str).map(str::to_owned);
    let codes: Vec<Option<String>> = themes.iter().map(|theme| text(theme, "code")).collect();
    let parents: Vec<Option<usize>> = themes
        .iter()
        .map(|theme| {
            let parent = text(theme, "parent")?;
            codes.iter().position(|code| code.as_ref() == Some(&parent))
        })
        .collect();
    for cycle in cycles(&parents) {
        found.error(
            &root.key("themes_anct").item(cycle[0]).key("parent"),
            "ces thèmes sont parents les uns des autres, en rond".into(),
            "Donner à l'un d'eux un parent hors du rond, ou aucun.".into(),
        );
    }
}

/// Ages are years of a life, the youngest first.
fn check_ages(public: &Value, at: &Place<'_>, found: &mut Findings) {
    let age = |key| public.get(key).and_then(Value::as_i64);
    for key in ["age_min", "age_max"] {
        if age(key).is_some_and(|age| !(0..=120).contains(&age)) {
            found.error(&at.key(key), "cet âge n'est pas vraisemblable".into(), "Mettre 0 à 120 ans.".into());
        }
    }
    if let (Some(youngest), Some(oldest)) = (age("age_min"), age("age_max"))
        && youngest > oldest
    {
        found.error(
            &at.key("age_max"),
            format!("l'âge va de {youngest} à {oldest} ans"),
            "Mettre le plus petit âge dans « age_min ».".into(),
        );
    }
}

/// Checks the renamings: each leads somewhere, none back to itself.
pub(in crate::contrat) fn check_correspondances(vocabulaire: &Vocabulaire, found: &mut Findings) {
    let root = Place::Root;
    let list = root.key("correspondances");
    for (rank, row) in vocabulaire.correspondances.iter().enumerate() {
        if row.actuels.is_empty() && row.nature != NatureCorrespondance::Termine {
            found.error(
                &list.item(rank).key("actuels"),
                format!("{} a changé, mais ce qu'il est devenu manque", quote(&row.ancien)),
                "Écrire le nom actuel dans « actuels », ou choisir la nature « termine ».".into(),
            );
        }
    }
    for rank in vocabulaire.circular() {
        let row = &vocabulaire.correspondances[rank];
        found.error(
            &list.item(rank).key("actuels"),
            format!("en suivant les changements de nom, {} revient à lui-même", quote(&row.ancien)),
            "Retirer le nom ancien de « actuels ».".into(),
        );
    }
}
