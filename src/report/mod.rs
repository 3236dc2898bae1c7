//! What a contract and its journal look like as data: for now the geometry of the picture of a contract.

pub mod icicle;
