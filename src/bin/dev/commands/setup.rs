//! What a machine needs for a command: found, or installed before the command begins.

use std::process::Command;

use super::chromium::{Browser, Shell};
use super::failure::Failure;
use super::step::Steps;
use super::target::Rust;
use super::tools::{self, NODE_MAJOR, TRUNK, WASM_BINDGEN};
use super::{dependencies, npm, step};

/// One thing that commands need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// rustfmt and clippy.
    Lints,
    /// A Rust that builds for the browser.
    Wasm,
    /// Node.js, for the npm packages.
    Node,
    /// wasm-opt, Playwright, axe.
    Npm,
    /// Packs the app.
    Trunk,
    /// The JavaScript side of the wasm, and the runner of its tests.
    WasmBindgen,
    /// Chromium and its driver.
    Browser,
    /// Chromium without windows, which makes the tests faster.
    Shell,
}

/// What the site is built with.
pub const SITE: [Need; 5] = [Need::Wasm, Need::Node, Need::Npm, Need::Trunk, Need::WasmBindgen];

/// What the tests need.
pub const TESTS: [Need; 7] =
    [Need::Wasm, Need::Node, Need::Npm, Need::Trunk, Need::WasmBindgen, Need::Browser, Need::Shell];

/// Installs what is missing, in numbered steps, and gives a fresh checkout the compiled dependencies; silent when there is
/// nothing to do.
pub fn ensure(needs: &[Need]) -> Result<(), Failure> {
    let is_wanted = |need: &Need| need.find().is_none() && (need.is_needed() || need.can_install());
    let missing: Vec<Need> = needs.iter().copied().filter(is_wanted).collect();
    let mut steps = Steps::new(missing.len());
    for need in missing {
        steps.begin(&need.installing());
        match need.installed() {
            Err(failure) if need.is_needed() => return Err(failure),
            Err(failure) => eprintln!("{failure}\nIt goes on without."),
            Ok(()) => {}
        }
    }
    dependencies::bring();
    Ok(())
}

impl Need {
    /// Its name, for the list of `cargo dev doctor`.
    pub fn name(self) -> &'static str {
        match self {
            Need::Lints => "rustfmt, clippy",
            Need::Wasm => "Rust for wasm",
            Need::Node => "Node.js",
            Need::Npm => "npm packages",
            Need::Trunk => TRUNK.package,
            Need::WasmBindgen => WASM_BINDGEN.package,
            Need::Browser => "Chromium",
            Need::Shell => "headless shell",
        }
    }

    /// Where it was found and in what version, or nothing.
    pub fn find(self) -> Option<String> {
        let tool = |tool: &tools::CargoTool| Some(format!("{} in {}", tool.version, tool.find()?.display()));
        match self {
            Need::Lints => lints(),
            Need::Wasm => Rust::find().and_then(Rust::version),
            Need::Node => tools::node().map(|(file, version)| format!("{version}, {}", file.display())),
            Need::Npm => npm::find().map(|folder| format!("as locked, in {}", folder.display())),
            Need::Trunk => tool(&TRUNK),
            Need::WasmBindgen => tool(&WASM_BINDGEN),
            Need::Browser => Browser::find().map(|browser| browser.versions()),
            Need::Shell => Shell::find().map(|shell| shell.program().display().to_string()),
        }
    }

    /// How to get it without these commands.
    pub fn by_hand(self) -> String {
        match self {
            Need::Lints => "rustup component add rustfmt clippy".into(),
            Need::Wasm => "rustup target add wasm32-unknown-unknown".into(),
            Need::Node => format!("install Node.js {NODE_MAJOR} or newer."),
            Need::Npm => "npm ci, in the folder tests/".into(),
            Need::Trunk => TRUNK.by_hand(),
            Need::WasmBindgen => WASM_BINDGEN.by_hand(),
            Need::Browser => Browser::BY_HAND.into(),
            Need::Shell => Shell::BY_HAND.into(),
        }
    }

    /// Whether [`ensure`] can install it on this machine.
    pub fn can_install(self) -> bool {
        match self {
            Need::Node => false,
            Need::Browser | Need::Shell => super::debian::can_install(),
            Need::Lints => super::place::on_path("rustup").is_some(),
            Need::Wasm | Need::Npm | Need::Trunk | Need::WasmBindgen => true,
        }
    }

    /// Whether commands cannot do without it.
    pub fn is_needed(self) -> bool {
        self != Need::Shell
    }

    fn installing(self) -> String {
        let tool = |tool: &tools::CargoTool| {
            format!("Building {} {} (once, about {} minutes)", tool.package, tool.version, tool.minutes)
        };
        match self {
            Need::Lints => "Getting rustfmt and clippy".into(),
            Need::Wasm => "Getting the wasm target of Rust".into(),
            Need::Node => "Looking for Node.js".into(),
            Need::Npm => "Installing the npm packages of tests/".into(),
            Need::Trunk => tool(&TRUNK),
            Need::WasmBindgen => tool(&WASM_BINDGEN),
            Need::Browser => "Installing Chromium and its driver".into(),
            Need::Shell => "Installing Chromium's headless shell".into(),
        }
    }

    fn install(self) -> Result<(), Failure> {
        match self {
            Need::Lints => {
                let mut rustup = Command::new("rustup");
                step::run("rustup-lints", rustup.args(["component", "add", "rustfmt", "clippy"]), None, &self.by_hand())
            }
            Need::Wasm => Rust::install(),
            Need::Node => Err(Failure::new(format!("Node.js {NODE_MAJOR} or newer is missing"), self.by_hand())),
            Need::Npm => npm::install(),
            Need::Trunk => TRUNK.install(),
            Need::WasmBindgen => WASM_BINDGEN.install(),
            Need::Browser => Browser::install(),
            Need::Shell => Shell::install(),
        }
    }

    /// Installs it, and looks whether it is there then.
    fn installed(self) -> Result<(), Failure> {
        self.install()?;
        let still = || format!("{} is still not found after its installation", self.name());
        self.find().map(|_| ()).ok_or_else(|| Failure::new(still(), self.by_hand()))
    }
}

/// The versions of both, if both are there.
fn lints() -> Option<String> {
    let version = |tool| step::first_line(Rust::Current.command("cargo").args([tool, "--version"]));
    Some(format!("{}, {}", version("fmt")?, version("clippy")?))
}
