//! "Le coffre": the ways into the open journal, when it locks, and how long it keeps its months.

use std::rc::Rc;

use leptos::prelude::*;
use maud::html;

use super::nouvelles;
use crate::app::coffre::{Way, retention};
use crate::journal::MoisGardes;
use crate::ui::documents::coffre;
use crate::ui::documents::terrain::ferme;
use crate::ui::navigation::Navigation;
use crate::ui::parts::{live, secret_field, show_head, show_living, show_part};
use crate::ui::route::{Etape, Route};
use crate::ui::session::{But, Carnet, DELAYS, Etat};

/// The page.
pub fn reglages() -> AnyView {
    let carnet = Carnet::needed();
    let delai = RwSignal::new(Carnet::delay());
    provide_context(delai);
    let is_open = Memo::new(move |_| carnet.etat.get() == Etat::Ouvert);
    carnet.list_over();
    let part = move || {
        let cle = carnet.acces.with(|acces| acces.iter().any(|way| matches!(way, Way::Passkey { .. })));
        html! {
            (coffre::reglages(cle, carnet.code.get(), delai.get(), &DELAYS))
            (carnet.depasse.with(|plan| coffre::conservation(retention(carnet.months_chosen()), plan.as_ref())))
        }
    };
    let body = live(move || match is_open.get() {
        true => show_living(Rc::new(part), Rc::new(press)),
        false => show_part(ferme()),
    });
    view! { {show_head("Le coffre", Some((&Route::Plus, "Plus")))}{nouvelles()}{body} }.into_any()
}

fn press(name: &str, value: String) {
    let carnet = Carnet::get();
    match name {
        "ajouter-cle" => carnet.add_passkey(),
        "retirer-cle" => carnet.remove_passkey(),
        "fiche" => {
            carnet.preparation.set(None);
            carnet.prepare(But::Fiche);
            Navigation::get().go(&Route::Clefs(Etape::Fiche));
        }
        "code" => carnet.set_code(secret_field("chiffres")),
        "garde" => {
            let chosen = value.parse().ok().and_then(MoisGardes::new);
            chosen.into_iter().for_each(|mois| carnet.keep_months(mois));
        }
        "laisser-partir" => carnet.let_months_go(),
        "delai" => {
            if let Ok(minutes) = value.parse() {
                Carnet::choose_delay(minutes);
                expect_context::<RwSignal<u8>>().set(minutes);
            }
        }
        _ => {}
    }
}
