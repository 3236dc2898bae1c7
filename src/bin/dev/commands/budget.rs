//! The bytes that the site may weigh over the network. Decided in ARCHITECTURE.md's budget; change both together.

/// What must come before a first page can be read, in bytes after brotli: the scripts and the first part of the wasm.
pub const FIRST: u64 = 250_000;

/// Wasm and JavaScript together, both parts, in bytes after brotli.
pub const CODE: u64 = 320_000;

/// Where the code stands while [`CODE`] is not reached: it is told each time, and nothing may be added. To be lowered
/// with every kilobyte won, and to go once the budget is kept.
pub const CODE_CEILING: u64 = 548_000;

/// All contracts together, in bytes after brotli.
pub const CONTRATS: u64 = 600_000;
