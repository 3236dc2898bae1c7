//! `cargo dev torture`: browsers that die and disks that rot, for as long as one likes.

use super::args::Args;
use super::failure::Failure;
use super::{Command, setup, site, test};

/// The durability campaign of the sealed journal, by `tests/e2e/torture.test.mjs`.
pub const COMMAND: Command = Command {
    name: "torture",
    summary: "Kills the browser and damages one copy of the journal, over and over: what was saved must be there.",
    usage: "torture [--runs N] [--seed S]

  --runs N   deaths and faults on each of Chromium's two storage engines (25 if not said)
  --seed S   draws the same moments and faults again",
    run,
};

fn run(mut args: Args) -> Result<(), Failure> {
    let runs = whole(&mut args, "--runs", 25)?;
    let seed = whole(&mut args, "--seed", 20_261_122)?;
    args.end()?;
    setup::ensure(&setup::TESTS)?;
    let dist = site::build(&site::Base::default(), site::Profile::Release)?;
    let mut node = test::scenario_runner(&dist, test::Played::All)?;
    node.arg("e2e/torture.test.mjs");
    node.env("RELAIS_TORTURE_RUNS", runs.to_string()).env("RELAIS_TORTURE_SEED", seed.to_string());
    super::step::show(&mut node, "the campaign", "the same seed draws the same moments and faults again.")
}

fn whole(args: &mut Args, name: &str, otherwise: u32) -> Result<u32, Failure> {
    let Some(value) = args.value(name)? else { return Ok(otherwise) };
    value.parse().map_err(|_| Failure::new(format!("{name} {value} is no whole number"), format!("write {name} 100.")))
}
