//! The pinned programs of the build, found or installed once per user. This is the one list of versions.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::failure::{Failure, OrFail};
use super::{place, step};

/// Packs the app. Version 0.22 needs a newer Rust than ours.
pub const TRUNK: CargoTool = CargoTool {
    package: "trunk",
    version: "0.21.14",
    minutes: 10,
    program: "trunk",
    arguments: &["--locked", "--no-default-features", "--features", "rustls"],
    // A build tool need not be fast, its build should be.
    settings: &[
        ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
        ("CARGO_PROFILE_RELEASE_LTO", "off"),
        ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ],
};

/// Makes the JavaScript side of the wasm and runs its tests. Must be the version of the crate, to the last digit.
pub const WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    minutes: 5,
    program: "wasm-bindgen",
    // Without --locked: its lock file names a version that is no longer published.
    arguments: &[],
    settings: &[],
};

/// The oldest Node.js that the tests run on.
pub const NODE_MAJOR: u32 = 20;

/// A program that cargo can build.
pub struct CargoTool {
    /// The package that holds it.
    pub package: &'static str,
    /// The version, exactly.
    pub version: &'static str,
    /// How long its build takes on two cores, for the person who waits.
    pub minutes: u32,
    program: &'static str,
    arguments: &'static [&'static str],
    settings: &'static [(&'static str, &'static str)],
}

impl CargoTool {
    /// The folder where it stands in the right version: one of `PATH`, else the cache's.
    pub fn find(&self) -> Option<PathBuf> {
        let on_path = place::on_path(self.program).and_then(|file| file.parent().map(PathBuf::from));
        let right = |folder: &PathBuf| {
            let line = step::first_line(Command::new(folder.join(self.program)).arg("--version"));
            line.is_some_and(|line| line.split_whitespace().nth(1) == Some(self.version))
        };
        [on_path, Some(self.root().join("bin"))].into_iter().flatten().find(right)
    }

    /// Puts it into the cache: downloaded by `cargo binstall` where that is there, else built.
    pub fn install(&self) -> Result<(), Failure> {
        let root = self.root();
        let build = place::cache().join("build").join(self.package);
        fs::create_dir_all(&root)
            .or_fail(format!("making {}", root.display()), "name another cache in RELAIS_CACHE.")?;
        let mend = format!("try by hand: {}", self.by_hand());
        if place::on_path("cargo-binstall").is_some() {
            let mut binstall = self.cargo("binstall");
            binstall.args(["--no-confirm", self.package]);
            if step::run(self.package, &mut binstall, None, &mend).is_ok() && self.find().is_some() {
                return Ok(());
            }
        }
        let mut install = self.cargo("install");
        install.arg(self.package).args(self.arguments).envs(self.settings.iter().copied());
        step::run(self.package, install.env("CARGO_TARGET_DIR", &build), None, &mend)?;
        fs::remove_dir_all(&build).or_fail(format!("removing {}", build.display()), "remove it by hand.")
    }

    /// The line that installs it for the whole user.
    pub fn by_hand(&self) -> String {
        format!("cargo install {} --version {} {}", self.package, self.version, self.arguments.join(" ")).trim().into()
    }

    fn root(&self) -> PathBuf {
        place::cache().join("tools").join(format!("{}-{}", self.package, self.version))
    }

    fn cargo(&self, verb: &str) -> Command {
        let mut cargo = super::target::Rust::Current.command("cargo");
        cargo.args([verb, "--version", self.version, "--root"]).arg(self.root());
        // Away from the checkout, whose settings are not meant for this build.
        cargo.current_dir(place::cache());
        cargo
    }
}

/// Where Node.js is, with its version, if it is recent enough.
pub fn node() -> Option<(PathBuf, String)> {
    let node = place::on_path("node")?;
    let version = step::first_line(Command::new(&node).arg("--version"))?;
    let major: u32 = version.trim_start_matches('v').split('.').next()?.parse().ok()?;
    (major >= NODE_MAJOR).then_some((node, version))
}

#[cfg(test)]
mod tests {
    #[test]
    fn wasm_bindgen_is_the_same_version_on_both_sides() {
        let manifest = include_str!("../../../../Cargo.toml");
        assert!(manifest.contains(&format!("wasm-bindgen = \"={}\"", super::WASM_BINDGEN.version)));
    }
}
