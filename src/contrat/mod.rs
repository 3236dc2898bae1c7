//! The contract model: what a *contrat de ville* says, as types.
//!
//! | file | what it holds |
//! |---|---|
//! | [`pack`] | the whole file of one contract, and reading it |
//! | [`noeud`] | the tree: piliers, objectifs, fiches, actions, and the levers on them |
//! | [`acteur`], [`dispositif`], [`quartier`], [`indicateur`], [`gouvernance`] | what hangs on the tree |
//! | [`source`] | where each fact is printed: sources, figures, notes |
//! | [`arbre`] | the contract ready to be walked: parents, children, who appears where |
//! | [`vocabulaire`] | what all contracts share: besoins, publics, national acteurs, renamings |
//! | [`secours`] | emergency numbers and helplines |
//! | [`validate`] | the rules that a pack must keep, all findings at once |
//! | `schema`, `mesure` | the published JSON Schema, the plain layer in figures (native builds) |
//! | [`finding`], [`shape`] | how faults are named, and how JSON is read without stopping at the first |

pub mod acteur;
pub mod arbre;
pub mod dispositif;
pub mod finding;
pub mod gouvernance;
pub mod index;
pub mod indicateur;
#[cfg(not(target_arch = "wasm32"))]
pub mod mesure;
pub mod noeud;
pub mod pack;
pub mod quartier;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
pub mod secours;
pub mod shape;
pub mod source;
pub mod validate;
pub mod vocabulaire;

pub use acteur::{Acteur, Famille, Ref};
pub use arbre::{Arbre, RoleActeur};
pub use dispositif::{AuDocument, Dispositif, Etat, NatureDispositif, Simple, ValeurEtat};
pub use finding::{Finding, Findings, Place, Severity};
pub use gouvernance::{Gouvernance, Instance};
pub use index::{EntreeIndex, Index};
pub use indicateur::Indicateur;
pub use noeud::{Certitude, Levier, Modalite, Niveau, Noeud};
pub use pack::{Entete, FORMAT, Pack, TypeContrat, read, reopen};
pub use quartier::Quartier;
#[cfg(not(target_arch = "wasm32"))]
pub use schema::schema;
pub use secours::Secours;
pub use source::{Chiffre, NatureChiffre, Note, Source, TexteSource};
pub use validate::check_with_vocabulaire;
pub use vocabulaire::Vocabulaire;
