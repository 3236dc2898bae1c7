//! The twins in memory, held to the suite that the browser's stores pass too.

use futures::executor::block_on;
use relais::app::memory::{MemoryEvents, MemoryPacks};
use relais::app::memory_sealed::MemorySealed;

#[path = "../conformance/mod.rs"]
mod conformance;

#[test]
fn the_catalogue_keeps_packs() {
    block_on(conformance::packs(&MemoryPacks::default()));
}

#[test]
fn the_practice_journal_keeps_events() {
    block_on(conformance::events(&MemoryEvents::default()));
}

#[test]
fn a_sealed_copy_keeps_rows_and_things() {
    block_on(conformance::sealed(&MemorySealed::default(), true));
}
