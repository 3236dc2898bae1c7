//! The locked journal: how to open it.

use leptos::prelude::*;

use super::nouvelles;
use crate::app::coffre::Way;
use crate::ui::documents::coffre;
use crate::ui::parts::{Hands, secret_field, show_pressable};
use crate::ui::session::{Apporte, Carnet};

/// The ways to open it.
pub fn verrou() -> AnyView {
    let carnet = Carnet::get();
    let ways = Memo::new(move |_| {
        let cle = carnet.acces.with(|acces| acces.iter().any(|way| matches!(way, Way::Passkey { .. })));
        (cle, carnet.code.get())
    });
    let part = move || {
        let (cle, code) = ways.get();
        coffre::ouvrir(cle, code)
    };
    view! { {nouvelles()}{show_pressable(Box::new(part), Hands { press, choose: drop })} }.into_any()
}

fn press(name: &str, _: String) {
    let carnet = Carnet::get();
    match name {
        "ouvrir" => carnet.open(Apporte::Phrase(secret_field("phrase"))),
        "cle" => carnet.open(Apporte::Cle),
        "code" => carnet.open(Apporte::Code(secret_field("chiffres"))),
        _ => {}
    }
}
