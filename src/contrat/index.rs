//! The list of contracts that a site publishes: `public/contrats/index.json`.

use serde::{Deserialize, Serialize};

/// The format of the list.
pub const FORMAT_INDEX: &str = "relais-index/1";

/// The contracts that a site offers, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Always [`FORMAT_INDEX`].
    pub format: String,
    /// One entry per pack.
    pub contrats: Vec<EntreeIndex>,
}

/// What is known of a pack before it is fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntreeIndex {
    /// Id of the contract; its file is `<id>.json` beside the list.
    pub id: String,
    /// Title.
    pub intitule: String,
    /// Territory.
    pub territoire: String,
    /// First year.
    pub debut: Option<i32>,
    /// Last year.
    pub fin: Option<i32>,
    /// Version of the file.
    pub version: i32,
    /// Size of the file in bytes.
    pub octets: u64,
    /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// How much there is in it.
    pub comptes: ComptesIndex,
}

/// How much there is in a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComptesIndex {
    /// Nodes of the tree.
    pub noeuds: usize,
    /// Dispositifs of every nature.
    pub dispositifs: usize,
    /// Acteurs.
    pub acteurs: usize,
}
