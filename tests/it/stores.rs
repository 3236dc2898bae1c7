//! The twins in memory, held to the suite that the browser's stores pass too.

use futures::executor::block_on;
use relais::app::memory::{MemoryEvents, MemoryPacks};

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
