//! Native tests of the whole library: one program, so that it is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "where a test fails, a panic is the message"
)]

mod layering;
