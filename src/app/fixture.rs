//! The five contracts, opened, for tests.

use super::consult::Contrat;
use crate::contrat::{reopen, vocabulaire};

fn open(pack: &str) -> Contrat {
    let words = include_str!("../../public/vocabulaire.json");
    Contrat::new(reopen(pack).unwrap(), vocabulaire::reopen(words).unwrap().into())
}

pub fn brest() -> Contrat {
    open(include_str!("../../public/contrats/brest-cucs-2006.json"))
}

pub fn chennevieres() -> Contrat {
    open(include_str!("../../public/contrats/chennevieres-cucs.json"))
}

pub fn grand_paris_sud() -> Contrat {
    open(include_str!("../../public/contrats/grand-paris-sud-2019.json"))
}

pub fn ozoir() -> Contrat {
    open(include_str!("../../public/contrats/ozoir-la-ferriere-2015.json"))
}

pub fn seine_amont() -> Contrat {
    open(include_str!("../../public/contrats/seine-amont-2015.json"))
}

/// All of them, in the order of their names.
pub fn five() -> [Contrat; 5] {
    [brest(), chennevieres(), grand_paris_sud(), ozoir(), seine_amont()]
}
