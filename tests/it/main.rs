//! Native tests of the whole library: one program, so that it is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "where a test fails, a panic is the message"
)]

mod commands;
mod compare;
mod contrat;
mod contrat_damage;
mod contrat_fixture;
mod contrat_mesure;
mod contrat_property;
mod contrat_real;
mod contrat_real_json;
mod contrat_real_vocabulaire;
mod contrat_refused;
mod contrat_rules;
mod contrat_secours;
mod contrat_vocabulaire;
mod import;
mod install;
mod layering;
mod screens;
mod search;
mod stores;
mod vault_chain;
mod vault_damage;
mod vault_fixture;
mod vault_frames;
mod vault_keyring;
mod vault_things;
