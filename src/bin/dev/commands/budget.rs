//! The bytes that the site may weigh over the network. Decided in ARCHITECTURE.md's budget; change both together.

/// Wasm and JavaScript together, in bytes after brotli, for the foundation.
pub const CODE: u64 = 250_000;

/// All contracts together, in bytes after brotli.
pub const CONTRATS: u64 = 600_000;
