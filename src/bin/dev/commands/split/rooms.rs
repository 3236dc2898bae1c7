//! Who lives in which part: the modules of the second, by their paths.

use super::choose::Says;

/// Modules of the app that belong to the second part, methods of the session that serve it, and the crates that serve it
/// alone; and what would only be called for a message that nobody waits for.
const SUITE: &[&str] = &[
    "<relais::ui::session::Session>::accept",
    "<relais::ui::session::Session>::clear_journal",
    "<relais::ui::session::Session>::compare",
    "<relais::ui::session::Session>::copy_findings",
    "<relais::ui::session::Session>::donner",
    "<relais::ui::session::Session>::ecrire",
    "<relais::ui::session::Session>::forget_list",
    "<relais::ui::session::Session>::install_offers",
    "<relais::ui::session::Session>::judge",
    "<relais::ui::session::Session>::kept",
    "<relais::ui::session::Session>::load",
    "<relais::ui::session::Session>::look_at_offer",
    "<relais::ui::session::Session>::look_at_site",
    "<relais::ui::session::Session>::mark",
    "<relais::ui::session::Session>::marked",
    "<relais::ui::session::Session>::offer",
    "<relais::ui::session::Session>::open_journal",
    "<relais::ui::session::Session>::preview",
    "<relais::ui::session::Session>::publish",
    "<relais::ui::session::Session>::put_back",
    "<relais::ui::session::Session>::refuse",
    "<relais::ui::session::Session>::refuse_offer",
    "<relais::ui::session::Session>::remove",
    "<relais::ui::session::Session>::save",
    "<relais::ui::session::Session>::usage",
    "<relais::ui::session::Session>::write",
    "relais::app::champ",
    "relais::app::coffre",
    "relais::app::compare",
    "relais::app::ebauche",
    "relais::app::import",
    "relais::app::practice",
    "relais::app::registre",
    "relais::app::relances",
    "relais::app::suggest",
    "relais::app::suivi",
    "relais::app::tournees",
    "relais::browser::derive",
    "relais::browser::events",
    "relais::browser::file",
    "relais::browser::passkey",
    "relais::browser::persist",
    "relais::browser::sealed_db",
    "relais::browser::sealed_file",
    "relais::browser::share",
    "relais::browser::tabs",
    "relais::journal",
    "relais::report",
    "relais::ui::documents::aide",
    "relais::ui::documents::coffre",
    "relais::ui::documents::comparer",
    "relais::ui::documents::format",
    "relais::ui::documents::image",
    "relais::ui::documents::terrain",
    "relais::ui::pages::bilan",
    "relais::ui::pages::coffre",
    "relais::ui::pages::comparer",
    "relais::ui::pages::contact",
    "relais::ui::pages::contrats",
    "relais::ui::pages::format",
    "relais::ui::pages::journal",
    "relais::ui::pages::noter",
    "relais::ui::pages::preparer",
    "relais::ui::pages::relances",
    "relais::ui::pages::remise",
    "relais::ui::pages::stockage",
    "relais::ui::pages::suite::later",
    "relais::ui::pages::terrain",
    "relais::ui::pages::tournee",
    "relais::ui::session::carnet",
    "relais::ui::session::compare",
    "relais::ui::session::journal",
    "relais::ui::session::registre",
    "relais::ui::session::remise",
    "relais::ui::session::terrain",
    "relais::vault",
    "argon2",
    "blake2",
    "chacha20",
    "core::fmt::float",
    "core::num::imp::flt2dec",
    "curve25519_dalek",
    "derive_key",
    "hkdf",
    "poly1305",
    "wasm_streams",
    "x25519_dalek",
];

/// What of those the first page needs, all the same.
const FIRST: &[&str] = &[
    "<relais::ui::session::carnet::Carnet as core::any::Any>",
    "<relais::ui::session::carnet::Carnet>::get",
    "<relais::ui::session::carnet::Carnet>::start",
    "relais::journal::contact::Vers",
    "relais::journal::ids",
    "relais::journal::jour",
    "relais::ui::documents::comparer::compare_link",
    "relais::ui::documents::terrain::remise",
    "relais::ui::pages::remise::fiche",
    "relais::ui::session::carnet::Etat",
];

/// What the name of a function says.
pub fn says(name: &str) -> Says {
    let whose = name.trim_start_matches(['<', '&', '*', ' ']).trim_start_matches("mut ").trim_start_matches("dyn ");
    if FIRST.iter().any(|path| mentions(name, path)) {
        Says::Nothing
    } else if SUITE.iter().any(|path| [name, whose].iter().any(|name| name.starts_with(path) && mentions(name, path))) {
        Says::Suite
    } else if SUITE.iter().any(|path| mentions(name, path)) {
        Says::ForSuite
    } else {
        Says::Nothing
    }
}

/// Whether a path stands in a name, whole.
fn mentions(name: &str, path: &str) -> bool {
    let inside = |sign: char| sign.is_alphanumeric() || sign == '_';
    name.match_indices(path).any(|(start, _)| {
        let before = name[..start].chars().next_back().is_none_or(|sign| !inside(sign) && sign != ':');
        before && name[start + path.len()..].chars().next().is_none_or(|sign| !inside(sign))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_where_it_lives() {
        for (name, part) in [
            ("relais::vault::frame::seal", Says::Suite),
            ("<relais::journal::event::Event>::from_text", Says::Suite),
            ("<&relais::journal::event::Event as core::fmt::Display>::fmt", Says::Suite),
            ("<relais::ui::session::Session>::preview::{closure#0}", Says::Suite),
            ("core::ptr::drop_in_place::<relais::journal::event::Event>", Says::ForSuite),
            ("<alloc::vec::Vec<relais::vault::frame::FrameName>>::push", Says::ForSuite),
            ("<relais::journal::jour::Jour>::new", Says::Nothing),
            ("<relais::ui::session::Session>::previews", Says::Nothing),
            ("relais::journalist::write", Says::Nothing),
            ("other::relais::journal::write", Says::Nothing),
            ("relais::search::index::build", Says::Nothing),
        ] {
            assert_eq!(says(name), part, "{name}");
        }
    }
}
