//! The list of the contracts that a site offers, `contrats/index.json`: small, fetched before any contract.

use serde::{Deserialize, Serialize};

use super::dispositif::NatureDispositif;
use super::pack::Pack;

/// The format of `index.json`.
pub const FORMAT_INDEX: &str = "relais-index/1";

/// The contracts of a site, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Always [`FORMAT_INDEX`].
    pub format: String,
    /// One entry a contract.
    pub contrats: Vec<EntreeIndex>,
}

/// What a person sees of a contract before fetching it, and what the app checks once it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntreeIndex {
    /// Id of the contract; its file is `<id>.json` beside the index.
    pub id: String,
    /// Title.
    pub intitule: String,
    /// Territory.
    pub territoire: String,
    /// First year, where the document gives one.
    pub debut: Option<i32>,
    /// Last year, where the document gives one.
    pub fin: Option<i32>,
    /// Version of the file, from 1.
    pub version: i32,
    /// Length of the file, in bytes, uncompressed.
    pub octets: u64,
    /// SHA-256 of the file, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// What it holds.
    pub comptes: Comptes,
}

/// How much a contract holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comptes {
    /// Nodes of the tree, at every level.
    pub noeuds: usize,
    /// Dispositifs that have a name: a help described without one and the reminder of a convention do not count.
    pub dispositifs: usize,
    /// Acteurs.
    pub acteurs: usize,
}

impl Index {
    /// An index of these entries, put in order.
    pub fn new(mut contrats: Vec<EntreeIndex>) -> Self {
        contrats.sort_by(|one, other| one.id.cmp(&other.id));
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
                noeuds: pack.noeuds.len(),
                dispositifs: pack.dispositifs.iter().filter(|dispositif| named(dispositif.nature)).count(),
                acteurs: pack.acteurs.len(),
            },
        }
    }
}
