//! The phrase is forgotten: the sheet opens.

use leptos::prelude::*;

use super::nouvelles;
use crate::ui::documents::coffre;
use crate::ui::navigation::Navigation;
use crate::ui::parts::{Hands, effect, secret_field, show_head, show_pressable};
use crate::ui::route::Route;
use crate::ui::session::{Apporte, Carnet, Etat};

/// The page.
pub fn oubliee() -> AnyView {
    let carnet = Carnet::needed();
    let navigation = Navigation::get();
    effect(move || match carnet.etat.get() {
        Etat::Regarde | Etat::Ferme | Etat::Ouvert => {}
        _ => navigation.replace(&Route::Terrain),
    });
    let press = |name: &str, _: String| {
        if name == "fiche" {
            Carnet::get().open(Apporte::Fiche(secret_field("mots")));
        }
    };
    view! {
        {show_head("Phrase oubliée", Some((&Route::Terrain, "Terrain")))}
        {show_pressable(Box::new(coffre::oubliee), Hands { press, choose: drop })}
        {nouvelles()}
    }
    .into_any()
}
