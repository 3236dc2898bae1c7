//! The list of the contracts that a site offers, `contrats/index.json`: small, fetched before any contract.

use super::dispositif::NatureDispositif;
use super::pack::Pack;
use super::shape::record;
use crate::order::in_order;

/// The format of `index.json`.
pub const FORMAT_INDEX: &str = "relais-index/1";

record! {
    /// The contracts of a site, in the order of their ids.
    pub struct Index {
        required {
            /// Always [`FORMAT_INDEX`].
            format: String,
            /// One entry a contract.
            contrats: Vec<EntreeIndex>,
        }
        optional {}
    }
}

record! {
    /// What a person sees of a contract before fetching it, and what the app checks once it has.
    pub struct EntreeIndex {
        required {
            /// Id of the contract; its file is `<id>.json` beside the index.
            id: String,
            /// Title.
            intitule: String,
            /// Territory.
            territoire: String,
            /// Version of the file, from 1.
            version: i32,
            /// Length of the file, in bytes, uncompressed.
            octets: u64,
            /// SHA-256 of the file, 64 lower-case hexadecimal digits.
            sha256: String,
            /// What it holds.
            comptes: Comptes,
        }
        optional {
            /// First year, where the document gives one.
            debut: Option<i32>,
            /// Last year, where the document gives one.
            fin: Option<i32>,
        }
    }
}

record! {
    /// How much a contract holds. The app writes it too, into the header of what it keeps.
    #[cfg_attr(target_arch = "wasm32", derive(serde::Serialize))]
    pub struct Comptes {
        required {
            /// Nodes of the tree, at every level.
            noeuds: u64,
            /// Dispositifs that have a name: a help described without one and the reminder of a convention do not
            /// count.
            dispositifs: u64,
            /// Acteurs.
            acteurs: u64,
        }
        optional {}
    }
}

impl Index {
    /// An index of these entries, put in order.
    pub fn new(contrats: Vec<EntreeIndex>) -> Self {
        let contrats = in_order(contrats, &|one, other| one.id.cmp(&other.id));
        Self { format: FORMAT_INDEX.into(), contrats }
    }
}

impl EntreeIndex {
    /// The entry of a pack whose file has this length and this digest (64 hexadecimal digits).
    pub fn new(pack: &Pack, octets: u64, sha256: String) -> Self {
        let named = |nature| nature == NatureDispositif::Dispositif;
        Self {
            id: pack.id.clone(),
            intitule: pack.contrat.intitule.clone(),
            territoire: pack.contrat.territoire.clone(),
            debut: pack.contrat.debut,
            fin: pack.contrat.fin,
            version: pack.version,
            octets,
            sha256,
            comptes: Comptes {
                noeuds: pack.noeuds.len() as u64,
                dispositifs: pack.dispositifs.iter().filter(|dispositif| named(dispositif.nature)).count() as u64,
                acteurs: pack.acteurs.len() as u64,
            },
        }
    }
}
