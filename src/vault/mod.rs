//! The vault (being built).

pub mod records;
