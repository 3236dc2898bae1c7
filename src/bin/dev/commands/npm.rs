//! The npm packages under `tests/`: wasm-opt, the browser driver, the accessibility rules.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::failure::{Failure, OrFail};
use super::{place, step};

/// The copy of the lock file that says what is installed.
const INSTALLED: &str = "node_modules/.installed-lock.json";

/// The folder of the packages, if what is installed is what the lock file names.
pub fn find() -> Option<PathBuf> {
    let folder = folder().ok()?;
    let installed = fs::read(folder.join(INSTALLED)).ok()?;
    let wanted = fs::read(folder.join("package-lock.json")).ok()?;
    (installed == wanted).then(|| folder.join("node_modules"))
}

/// Installs exactly what the lock file names. No package may run a program of its own while it is installed.
pub fn install() -> Result<(), Failure> {
    let folder = folder()?;
    let mut npm = Command::new("npm");
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder);
    step::run("npm-ci", &mut npm, None, "look at the log; npm needs its registry once.")?;
    fs::copy(folder.join("package-lock.json"), folder.join(INSTALLED))
        .map(drop)
        .or_fail("noting what npm installed", "make tests/node_modules writable.")
}

/// The folder that holds `wasm-opt`.
pub fn wasm_opt_folder() -> Result<PathBuf, Failure> {
    Ok(folder()?.join("node_modules/binaryen/bin"))
}

fn folder() -> Result<PathBuf, Failure> {
    Ok(place::checkout()?.join("tests"))
}
