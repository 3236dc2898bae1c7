//! The use cases: what a person does with Relais, over ports that the browser or a test fills.
//!
//! | file | what a person does |
//! |---|---|
//! | [`catalogue`] | installs a contract, opens it, brings it up to date |
//! | [`import`] | loads a contract from a file of their own |
//! | [`changes`] | sees what a new version of a contract would change |
//! | [`compare`] | sees how a need, an acteur or a dispositif stands in several contracts |
//! | [`coffre`] | keeps the real journal: sealed, in two copies, mended, backed up |
//! | [`consult`] | reads a contract and searches in it |
//! | [`missions`] | sees what a contract asks of the adultes-relais |
//! | [`practice`] | notes contacts in the practice journal |
//! | [`ebauche`] | fills in the form of a contact |
//! | [`tournees`] | plans rounds, walks them door by door |
//! | [`autre`] | notes an act, a collective action, something out of order |
//! | [`suggest`] | sees which dispositifs answer a need, and why |
//! | [`suivi`] | moves an orientation on, comes back to somebody |
//! | [`relances`] | does so from the list; hands sheets over |
//! | [`remise`] | gives a sheet to a person: as a QR, a message, a page |
//! | [`registre`] | looks through the journal: filters, search |
//! | [`settings`] | says who they are and which contract is theirs |
//! | [`port`] | what the outside must offer; [`memory`] and [`memory_sealed`] offer it to tests |
//! | [`explain`], `champ` | how a failure is told to a person; what was typed into a field |

pub mod autre;
pub mod catalogue;
mod champ;
pub mod changes;
pub mod coffre;
pub mod compare;
pub mod consult;
pub mod ebauche;
pub mod explain;
#[cfg(test)]
pub(crate) mod fixture;
pub mod import;
pub mod memory;
pub mod memory_sealed;
pub mod missions;
pub mod port;
pub mod practice;
pub mod registre;
pub mod relances;
pub mod remise;
pub mod settings;
pub mod suggest;
pub mod suivi;
pub mod tournees;

use std::cell::RefCell;
use std::rc::Rc;

use crate::journal::Journal;

/// A journal that one writes and screens read meanwhile. It is borrowed for moments only, never while something is
/// awaited.
pub type Partage = Rc<RefCell<Journal>>;
