//! The plain layer in figures: on the fixture, where each figure is known, and on the published contracts' goals.

use relais::contrat::mesure::{LEAST_SHORT, Mesure, Part};
use relais::contrat::read;
use serde_json::json;

use crate::contrat::published_packs;
use crate::contrat_fixture;

#[test]
fn what_is_taken_from_a_pack_is_missed() {
    let whole = measure(|_| {});
    assert_eq!(whole.fiches, Part { faits: 1, dus: 1 });
    assert_eq!((whole.sigles, whole.sans_besoin, whole.sans_public), (0, 0, 0));

    let less = measure(|pack| {
        let dispositif = &mut pack["dispositifs"][0];
        dispositif["simple"]["comment_faire"] = json!("Le ZQXW vous aide. ".to_owned() + &"mot ".repeat(21));
        dispositif["simple"]["ou_aller"] = json!("");
        dispositif["resume"] = json!("Le YKWZ aide.");
        dispositif["besoins"] = json!([]);
        dispositif["publics"] = json!([]);
        pack["noeuds"][0]["resume"] = json!("");
        pack["noeuds"][0]["theme_anct"] = json!(null);
    });
    assert_eq!((less.sigles, less.sans_besoin, less.sans_public), (2, 1, 1));
    assert_eq!((less.phrases_fiches.longues, less.lieux.faits), (1, 0));
    assert_eq!(less.resumes_noeuds.dus, whole.resumes_noeuds.dus);
    assert_eq!(less.resumes_noeuds.faits + 1, whole.resumes_noeuds.faits);
    assert!(less.sans_theme >= 1);
    assert_eq!(measure(|pack| drop(pack["dispositifs"][0]["simple"].take())).fiches, Part { faits: 0, dus: 1 });
}

#[test]
fn the_published_contracts_reach_the_goals() {
    for (name, text) in published_packs() {
        let mesure = Mesure::new(&read(&text).unwrap().0);
        for part in [mesure.resumes_noeuds, mesure.resumes_dispositifs, mesure.fiches] {
            assert_eq!(part.faits, part.dus, "{name}: {mesure:#?}");
        }
        for phrases in [mesure.phrases_fiches, mesure.phrases_resumes] {
            assert!(phrases.courtes.percent() >= LEAST_SHORT && phrases.longues == 0, "{name}: {mesure:#?}");
        }
        assert_eq!((mesure.sigles, mesure.sans_besoin), (0, 0), "{name}: {mesure:#?}");
    }
}

/// The measure of the fixture, changed.
fn measure(change: impl Fn(&mut serde_json::Value)) -> Mesure {
    let mut pack = contrat_fixture::pack();
    change(&mut pack);
    Mesure::new(&read(&pack.to_string()).unwrap().0)
}
