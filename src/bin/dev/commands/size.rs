//! `cargo dev size`: what the site weighs, beside what it may weigh.

use std::fs;
use std::path::Path;

use super::args::Args;
use super::budget;
use super::dist::brotli;
use super::failure::{Failure, OrFail};
use super::headers::is_compressible;
use super::site::{self, Base, Profile};
use super::{Command, setup, split};

/// Fails when a budget is passed.
pub const COMMAND: Command = Command {
    name: "size",
    summary: "Builds the app and shows what each kind of file weighs; fails when a budget is passed.",
    usage: "size [--dir DIR]

  --dir DIR   weighs this built site instead of building one",
    run,
};

fn run(mut args: Args) -> Result<(), Failure> {
    let dir = args.value("--dir")?;
    args.end()?;
    match dir {
        Some(dir) => report(Path::new(&dir)),
        None => {
            setup::ensure(&setup::SITE)?;
            report(&site::build(&Base::default(), Profile::Release)?)
        }
    }
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Wasm,
    JavaScript,
    Css,
    Html,
    Fonts,
    Pictures,
    Contrats,
    Data,
}

impl Kind {
    const ALL: [Kind; 8] =
        [Kind::Wasm, Kind::JavaScript, Kind::Css, Kind::Html, Kind::Fonts, Kind::Pictures, Kind::Contrats, Kind::Data];

    /// The kind of a path, or nothing for a file that is never fetched by the app.
    fn of(path: &str) -> Option<Kind> {
        let end = path.rsplit_once('.').map_or("", |(_, end)| end);
        match end {
            "br" | "gz" | "map" => None,
            _ if path == "404.html" || path.starts_with("schema/") => None,
            "wasm" => Some(Kind::Wasm),
            "js" => Some(Kind::JavaScript),
            "css" => Some(Kind::Css),
            "html" => Some(Kind::Html),
            "woff2" => Some(Kind::Fonts),
            "svg" | "png" | "ico" | "webp" => Some(Kind::Pictures),
            "json" if path.starts_with("contrats/") && path != "contrats/index.json" => Some(Kind::Contrats),
            _ => Some(Kind::Data),
        }
    }
}

/// Files of a kind together, in bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Weight {
    files: u64,
    raw: u64,
    brotli: u64,
}

impl std::ops::Add for Weight {
    type Output = Weight;
    fn add(self, other: Weight) -> Weight {
        Weight { files: self.files + other.files, raw: self.raw + other.raw, brotli: self.brotli + other.brotli }
    }
}

impl std::ops::Sub for Weight {
    type Output = Weight;
    fn sub(self, other: Weight) -> Weight {
        Weight { files: self.files - other.files, raw: self.raw - other.raw, brotli: self.brotli - other.brotli }
    }
}

/// A file that the app fetches, with its kind and what it weighs.
fn weigh(path: &str, file: &Path) -> Result<Option<(String, Kind, Weight)>, Failure> {
    let Some(kind) = Kind::of(path) else { return Ok(None) };
    let bytes = fs::read(file).or_fail(format!("weighing {path}"), "the built site must be readable.")?;
    let small = if is_compressible(path) { brotli(&bytes)?.len() } else { bytes.len() };
    Ok(Some((path.to_owned(), kind, Weight { files: 1, raw: bytes.len() as u64, brotli: small as u64 })))
}

/// Prints the table of a built site; fails when a budget is passed.
pub fn report(dir: &Path) -> Result<(), Failure> {
    let mut weights = Kind::ALL.map(|kind| (kind, Weight::default()));
    let mut suite = Weight::default();
    for (path, kind, whole) in site::each_file(dir, weigh)?.into_iter().flatten() {
        if path.ends_with(split::SECOND) {
            suite = suite + whole;
        }
        for (_, weight) in weights.iter_mut().filter(|(this, _)| *this == kind) {
            *weight = *weight + whole;
        }
    }
    let of = |kind| weights.iter().find(|(this, _)| *this == kind).map_or(Weight::default(), |(_, weight)| *weight);
    println!("\n{:<18} {:>5} {:>11} {:>11} {:>11}", "kB (1000 bytes)", "files", "raw", "brotli", "budget");
    for (kind, weight) in weights {
        let budget = if kind == Kind::Contrats { Some(budget::CONTRATS) } else { None };
        print_row(&format!("{kind:?}"), weight, budget);
    }
    let code = of(Kind::Wasm) + of(Kind::JavaScript);
    let first = code - suite;
    print_row("  before a page", first, Some(budget::FIRST));
    print_row("  behind it", suite, None);
    print_row("Wasm + JavaScript", code, Some(budget::CODE));
    if code.brotli > budget::CODE {
        println!(
            "NOT REACHED: wasm + JavaScript weighs {} kB more than its budget; {} kB is the ceiling meanwhile.",
            kb(code.brotli - budget::CODE),
            kb(budget::CODE_CEILING)
        );
    }
    let over = [
        ("The code before a first page", first, budget::FIRST),
        ("Wasm + JavaScript", code, budget::CODE_CEILING),
        ("Contrats", of(Kind::Contrats), budget::CONTRATS),
    ];
    match over.iter().find(|(_, weight, budget)| weight.brotli > *budget) {
        Some((name, weight, budget)) => Err(Failure::new(
            format!("{name} weighs {} kB after brotli, its budget is {} kB", kb(weight.brotli), kb(*budget)),
            "find what grew (a new dependency, a list compiled in) and fetch it as a file, or leave it out.",
        )),
        None => Ok(()),
    }
}

fn print_row(name: &str, weight: Weight, budget: Option<u64>) {
    let budget = budget.map(kb).unwrap_or_default();
    println!("{name:<18} {:>5} {:>11} {:>11} {budget:>11}", weight.files, kb(weight.raw), kb(weight.brotli));
}

/// Thousands of bytes with one decimal.
fn kb(bytes: u64) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}
