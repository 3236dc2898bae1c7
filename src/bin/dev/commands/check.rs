//! `cargo dev check`: everything that can be judged without running the app.

use std::path::{Path, PathBuf};

use relais::contrat;

use super::args::Args;
use super::failure::Failure;
use super::setup::{self, Need};
use super::step::{self, show};
use super::target::{Rust, WASM};
use super::{Command, packs, place, plain};

/// The whole project, or only some contract files for those who write one.
pub const COMMAND: Command = Command {
    name: "check",
    summary: "Checks formatting, lints for both targets, contract files, index, schemas and word list.",
    usage: "check [FILE…]

  FILE…   checks only these contract files",
    run,
};

fn run(args: Args) -> Result<(), Failure> {
    let files: Vec<PathBuf> = args.rest()?.into_iter().map(PathBuf::from).collect();
    if !files.is_empty() {
        return check_packs(&files).map(drop);
    }
    setup::ensure(&[Need::Lints, Need::Wasm])?;
    let wasm = Rust::find().ok_or_else(|| Failure::new("no Rust for wasm", "see `cargo dev doctor`."))?;
    step::all(&[
        ("Formatting", &|| cargo(Rust::Current, &["fmt", "--all", "--check"], "formatting", "run `cargo fmt --all`.")),
        ("Lints, native", &|| clippy(Rust::Current, &["--all-targets"])),
        ("Lints, browser", &|| clippy(wasm, &["--target", WASM, "--lib", "--bin", "relais-app", "--test", "browser"])),
        ("Contract files, index, schemas, words", &check_packs_and_derived),
    ])
}

fn check_packs_and_derived() -> Result<(), Failure> {
    let read = check_packs(&packs::files()?)?;
    let refused = |file: &Path| Failure::new(format!("{} is refused", file.display()), "mend what is said above.");
    let shared = packs::vocabulaire_file()?;
    let vocabulaire = packs::read_vocabulaire(&shared)?.ok_or_else(|| refused(&shared))?;
    let secours = packs::secours_file()?;
    packs::read_secours(&secours, &vocabulaire)?.ok_or_else(|| refused(&secours))?;
    let old: Vec<String> = packs::derived(&read)?
        .iter()
        .filter(|derived| !derived.is_up_to_date())
        .map(|derived| derived.path.display().to_string())
        .collect();
    if old.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("not up to date: {}", old.join(", ")), "run `cargo dev index` and commit the files."))
    }
}

/// Reads every file before it stops, so that all findings are seen at once.
fn check_packs(files: &[PathBuf]) -> Result<Vec<(PathBuf, contrat::Pack)>, Failure> {
    let (mut read, mut refused) = (Vec::new(), Vec::new());
    for file in files {
        match packs::read(file)? {
            Some(pack) => read.push((file.clone(), pack)),
            None => refused.push(file.display().to_string()),
        }
    }
    for (_, pack) in &read {
        packs::print_counts(pack);
        plain::print(pack);
    }
    if refused.is_empty() {
        Ok(read)
    } else {
        Err(Failure::new(format!("refused: {}", refused.join(", ")), "mend what is said above for each file."))
    }
}

fn clippy(rust: Rust, what: &[&str]) -> Result<(), Failure> {
    let arguments = [&["clippy", "--quiet"], what, &["--", "-D", "warnings"]].concat();
    cargo(rust, &arguments, "clippy", "mend what is said above.")
}

fn cargo(rust: Rust, arguments: &[&str], what: &str, mend: &str) -> Result<(), Failure> {
    let mut cargo = rust.command("cargo");
    cargo.args(arguments).current_dir(place::checkout()?).env("CARGO_TARGET_DIR", rust.target_dir()?);
    show(&mut cargo, what, mend)
}
