//! The use cases: what a person does with Relais, over ports that the browser or a test fills.
//!
//! | file | what a person does |
//! |---|---|
//! | [`catalogue`] | installs a contract, opens it, brings it up to date |
//! | [`coffre`] | keeps the real journal: sealed, in two copies, mended, backed up |
//! | [`consult`] | reads a contract and searches in it |
//! | [`practice`] | notes contacts in the practice journal |
//! | [`settings`] | says who they are and which contract is theirs |
//! | [`port`] | what the outside must offer; [`memory`] and [`memory_sealed`] offer it to tests |
//! | [`explain`] | how a failure is told to a person |

pub mod catalogue;
pub mod coffre;
pub mod consult;
pub mod explain;
pub mod memory;
pub mod memory_sealed;
pub mod port;
pub mod practice;
pub mod settings;
