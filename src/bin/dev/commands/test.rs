//! `cargo dev test`: every test, from the rules to the app in a browser without its server.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::{process, thread};

use serde::Deserialize;

use super::args::Args;
use super::chromium::{Browser, Shell};
use super::failure::{Failure, OrFail};
use super::site::{self, Base, Profile};
use super::step::{self, show};
use super::target::{Rust, WASM};
use super::tools::WASM_BINDGEN;
use super::{Command, dependencies, place, setup, size};

/// What CI runs.
pub const COMMAND: Command = Command {
    name: "test",
    summary: "Sets up what is missing, then runs every test: native, in the browser, the built site offline.",
    usage: "test [--full] [PATTERN]

  --full    also the wide matrix: ignored native tests, RELAIS_FULL=1 for the tests in the browser, and the whole
            browser for those that are otherwise played in its headless shell
  PATTERN   only tests whose name holds this",
    run,
};

/// What the person asked for.
struct Choice {
    full: bool,
    pattern: Option<String>,
}

fn run(mut args: Args) -> Result<(), Failure> {
    let full = args.flag("--full");
    let choice = Choice { full, pattern: args.rest()?.into_iter().next() };
    setup::ensure(&setup::TESTS)?;
    // Known before the tests link this program anew.
    place::own_program()?;
    // Half of a build of the site is one long link: another processor can run tests meanwhile.
    let passed = thread::scope(|scope| {
        let site = Cell::new(Some(scope.spawn(|| site::build(&Base::default(), Profile::Release))));
        let built = || site.take().and_then(|building| building.join().ok());
        step::all(&[
            ("Native tests, while the site is built beside them", &|| native(&choice)),
            ("Tests of the browser's side, in Chromium", &|| browser(&choice)),
            ("The built site, in Chromium", &|| {
                let broken = || Failure::new("building the site", "see what broke off above.");
                whole_site(&built().ok_or_else(broken)??, &choice)
            }),
        ])
    });
    if choice.pattern.is_none() {
        dependencies::keep();
    }
    passed
}

/// The rules: library, integration and documentation tests, and those of these commands.
fn native(choice: &Choice) -> Result<(), Failure> {
    let mut cargo = Rust::Current.command("cargo");
    cargo.arg("test").args(&choice.pattern);
    if choice.full {
        cargo.args(["--", "--include-ignored"]);
    }
    show(cargo.current_dir(place::checkout()?), "cargo test", MEND)
}

/// What needs a browser but not the app: the stores, through wasm-bindgen-test.
fn browser(choice: &Choice) -> Result<(), Failure> {
    let (rust, browser) = (Rust::find(), Browser::find());
    let (Some(rust), Some(browser), Some(tools)) = (rust, browser, WASM_BINDGEN.find()) else {
        return Err(Failure::new("the tools are gone", "see `cargo dev doctor`."));
    };
    let capabilities = place::target()?.join("webdriver.json");
    fs::write(&capabilities, capabilities_of(&browser.chromium))
        .or_fail(format!("writing {}", capabilities.display()), "make the target folder writable.")?;
    let mut cargo = rust.command("cargo");
    cargo.args(["test", "--target", WASM, "--test", "browser"]).args(&choice.pattern);
    cargo.env("CARGO_TARGET_DIR", rust.target_dir()?).current_dir(place::checkout()?);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.join("wasm-bindgen-test-runner"));
    cargo.env("CHROMEDRIVER", &browser.chromedriver).env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities);
    show(&mut cargo, "the tests in Chromium", MEND)
}

/// How the driver starts the browser: without a window, without its sandbox (which refuses root), without its own
/// requests to the network.
fn capabilities_of(chromium: &Path) -> String {
    let options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    serde_json::json!({ "goog:chromeOptions": { "binary": chromium, "args": options } }).to_string()
}

/// The app as it is published, driven like a person would.
fn whole_site(dist: &Path, choice: &Choice) -> Result<(), Failure> {
    let measures = place::checkout()?.join("target/measures.json");
    let scenarios = scenarios()?;
    if scenarios.is_empty() {
        println!("No scenarios yet in tests/e2e (*.test.mjs).");
        return size::report(dist);
    }
    let _ = fs::remove_file(&measures);
    let _ = measures.parent().map(fs::create_dir_all);
    let play = |played: Played, what| {
        let mut node = scenario_runner(dist, played)?;
        if let Some(shell) = Shell::find().filter(|_| !choice.full) {
            node.env("CHROMIUM_SHELL", shell.program());
        }
        if let Some(pattern) = &choice.pattern {
            node.arg(format!("--test-name-pattern={pattern}"));
        }
        node.args(&scenarios).env("RELAIS_MEASURES", &measures);
        if choice.full {
            node.env("RELAIS_FULL", "1");
        }
        show(&mut node, what, MEND)
    };
    let passed = play(Played::Others, "the scenarios").and(play(Played::Measured, "the measures"));
    let weighed = size::report(dist);
    let measured = print_measures(&measures);
    passed.and(weighed).and(measured)
}

/// Which scenarios are played.
pub enum Played {
    /// Those that take times, one after the other: they have the machine for themselves.
    Measured,
    /// The others, two files at a time: they judge no time.
    Others,
    /// All that a file has, one after the other.
    All,
}

/// Node, told where the built site is; the files of the scenarios are still to be named.
pub fn scenario_runner(dist: &Path, played: Played) -> Result<process::Command, Failure> {
    let (files_at_once, played) = match played {
        Played::Measured => (1, "measured"),
        Played::Others => (2, "others"),
        Played::All => (1, "all"),
    };
    let mut node = process::Command::new("node");
    node.args(["--test", "--test-reporter=spec"]).arg(format!("--test-concurrency={files_at_once}"));
    node.env("RELAIS_PLAYED", played);
    node.current_dir(place::checkout()?.join("tests"));
    node.env("RELAIS_DIST", dist).env("RELAIS_DEV", place::own_program()?);
    if let Some(browser) = Browser::find() {
        node.env("CHROMIUM", browser.chromium);
    }
    Ok(node)
}

const MEND: &str = "mend what is said above; one test runs with `cargo dev test NAME`.";

fn scenarios() -> Result<Vec<PathBuf>, Failure> {
    let Ok(entries) = fs::read_dir(place::checkout()?.join("tests/e2e")) else { return Ok(Vec::new()) };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    Ok(files)
}

/// A figure that a scenario took.
#[derive(Deserialize)]
struct Measure {
    name: String,
    value: f64,
    #[serde(default)]
    unit: String,
    /// What it may be at most; times are shown beside theirs and never fail, machines differ.
    budget: Option<f64>,
}

fn print_measures(file: &Path) -> Result<(), Failure> {
    let Ok(text) = fs::read_to_string(file) else { return Ok(()) };
    let measures: Vec<Measure> = serde_json::from_str(&text)
        .or_fail(format!("reading {}", file.display()), "its lines are { name, value, unit, budget }.")?;
    println!("\n{:<52} {:>12} {:>12}", "measured", "value", "budget");
    for Measure { name, value, unit, budget } in measures {
        let budget = budget.map(|budget| format!("{budget} {unit}")).unwrap_or_default();
        println!("{name:<52} {:>12} {budget:>12}", format!("{value:.1} {unit}"));
    }
    Ok(())
}
