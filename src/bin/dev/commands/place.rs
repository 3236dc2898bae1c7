//! Where things stand: the checkout, the cache of this user, the target folder.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::failure::{Failure, OrFail};

/// The root of the checkout: the one cargo named, else the nearest folder above that holds these commands.
pub fn checkout() -> Result<PathBuf, Failure> {
    let start = match env::var_os("CARGO_MANIFEST_DIR") {
        Some(folder) => PathBuf::from(folder),
        None => env::current_dir().unwrap_or_default(),
    };
    let root = start.ancestors().find(|folder| folder.join("src/bin/dev/main.rs").is_file());
    root.map(Path::to_owned).ok_or_else(|| {
        Failure::new(
            format!("no checkout of Relais at or above {}", start.display()),
            "run the command inside the checkout.",
        )
    })
}

/// This very program, for the scenarios, which call it.
///
/// To be asked for once at the start: the tests link the program anew, and Linux then calls the running one "deleted".
pub fn own_program() -> Result<PathBuf, Failure> {
    static OWN: OnceLock<PathBuf> = OnceLock::new();
    if let Some(own) = OWN.get() {
        return Ok(own.clone());
    }
    let own = env::current_exe().or_fail("finding this program", "build it again.")?;
    Ok(OWN.get_or_init(|| own).clone())
}

/// What is made once and kept between checkouts: `$RELAIS_CACHE`, else the cache folder of this user.
pub fn cache() -> PathBuf {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("RELAIS_CACHE")
        .or_else(|| set("XDG_CACHE_HOME").map(|folder| folder.join("relais")))
        .or_else(|| set("HOME").map(|home| home.join(".cache/relais")))
        .unwrap_or_else(|| env::temp_dir().join("relais-cache"))
}

/// Cargo's target folder for this checkout.
pub fn target() -> Result<PathBuf, Failure> {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => Ok(checkout()?.join(folder)),
        None => Ok(checkout()?.join("target")),
    }
}

/// The first folder of `PATH` that holds `program`, with the program's name added.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// `PATH` with some folders put first.
pub fn path_with(first: &[PathBuf]) -> std::ffi::OsString {
    let rest = env::var_os("PATH").unwrap_or_default();
    let folders = first.iter().cloned().chain(env::split_paths(&rest));
    // Joining fails only when a folder's name holds the separator; such a folder could not be searched either.
    env::join_paths(folders).unwrap_or(rest)
}
