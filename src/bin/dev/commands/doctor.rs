//! `cargo dev doctor`: what the commands need, what is there, how to get the rest.

use super::args::Args;
use super::failure::Failure;
use super::setup::{Need, TESTS};
use super::{Command, place, target::Rust};

/// Changes nothing.
pub const COMMAND: Command = Command {
    name: "doctor",
    summary: "Shows what is installed, what is missing and how to get it. Changes nothing.",
    usage: "doctor",
    run,
};

fn run(args: Args) -> Result<(), Failure> {
    args.end()?;
    println!("{:<18} {}", "Rust", Rust::Current.version().unwrap_or_else(|| "missing".into()));
    println!("{:<18} {}", "cache", place::cache().display());
    let mut stuck = Vec::new();
    for need in [Need::Lints].into_iter().chain(TESTS) {
        match need.find() {
            Some(found) => println!("{:<18} {found}", need.name()),
            None if need.can_install() => {
                println!("{:<18} not yet: the commands install it. By hand: {}", need.name(), need.by_hand());
            }
            None if !need.is_needed() => println!("{:<18} none: {}", need.name(), need.by_hand()),
            None => {
                println!("{:<18} MISSING. {}", need.name(), need.by_hand());
                stuck.push(need.name());
            }
        }
    }
    if stuck.is_empty() {
        println!("\nNothing is missing that the commands cannot install.");
        Ok(())
    } else {
        Err(Failure::new(format!("missing: {}", stuck.join(", ")), "install it as said above."))
    }
}
