//! Relais: the contrat de ville in the pocket.
//!
//! The rooms, in layer order: each knows only those above it (ARCHITECTURE.md has the table, a test keeps it).

pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod contrat;
pub mod journal;
pub mod order;
pub mod report;
pub mod search;
pub mod ui;
pub mod vault;
