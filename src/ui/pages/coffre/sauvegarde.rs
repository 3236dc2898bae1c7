//! "Sauvegarde": the journal in a file, out of this phone and back.

use leptos::prelude::*;
use maud::html;
use web_sys::File;

use super::nouvelles;
use crate::app::coffre::Bilan;
use crate::journal::Mois;
use crate::ui::documents::coffre;
use crate::ui::documents::terrain::ferme;
use crate::ui::pages::terrain::long_instant;
use crate::ui::parts::{Hands, secret_field, show_head, show_pressable};
use crate::ui::route::Route;
use crate::ui::session::{Apporte, Carnet, Etat, Retour};

/// The page.
pub fn sauvegarde() -> AnyView {
    let carnet = Carnet::needed();
    carnet.look_at_places();
    let hands = Hands { press, choose };
    let is_open = Memo::new(move |_| carnet.etat.get() == Etat::Ouvert);
    let may_take_back = Memo::new(move |_| matches!(carnet.etat.get(), Etat::Ouvert | Etat::Absent | Etat::Perdu));
    let out = move || match (is_open.get(), carnet.retour.get()) {
        (true, Retour::Rien) => {
            let last = carnet.lieux.get().and_then(|lieux| lieux.export_ms);
            coffre::sauver(&match last {
                Some(at) => format!("Dernière sauvegarde : {}.", long_instant(at)),
                None => "Aucune sauvegarde n'a encore été faite.".into(),
            })
        }
        _ => html! {},
    };
    let back = move || match carnet.retour.get() {
        _ if !may_take_back.get() => ferme(),
        Retour::Rien => coffre::reprendre(),
        Retour::Lu => coffre::sauvegarde_lue(),
        Retour::Ouvert(bilan) => coffre::sauvegarde_ouverte(&lignes(&bilan)),
    };
    view! {
        {show_head("Sauvegarde", Some((&Route::Plus, "Plus")))}
        {nouvelles()}
        {show_pressable(Box::new(out), hands)}
        {show_pressable(Box::new(back), hands)}
    }
    .into_any()
}

fn lignes(bilan: &Bilan) -> Vec<(&'static str, String)> {
    let mois = |mois: Mois| mois.to_string();
    let period =
        bilan.period.map_or("aucun contact".into(), |(first, last)| format!("{} à {}", mois(first), mois(last)));
    let mut lignes = vec![
        ("Faite le", long_instant(bilan.made_ms)),
        ("Période", period),
        ("Contacts", bilan.contacts.to_string()),
        ("Déjà sur ce téléphone", bilan.already_here.to_string()),
    ];
    let rare = [
        ("Trop anciens, laissés de côté", bilan.past_retention),
        ("Numéros avec deux contenus, gardés tous les deux", bilan.conflicts),
        ("Entrées abîmées dans le fichier", bilan.damaged),
    ];
    lignes.extend(rare.into_iter().filter(|(_, count)| *count > 0).map(|(words, count)| (words, count.to_string())));
    lignes
}

fn press(name: &str, _: String) {
    let carnet = Carnet::get();
    match name {
        "sauver" => carnet.back_up(),
        "phrase" => carnet.open_backup(Apporte::Phrase(secret_field("phrase"))),
        "fiche" => carnet.open_backup(Apporte::Fiche(secret_field("mots"))),
        "reprendre" => carnet.restore(),
        "laisser" => carnet.leave_backup(),
        _ => {}
    }
}

fn choose(file: File) {
    Carnet::get().read_backup(file);
}
