//! The browsers that the tests drive, and the driver.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::failure::Failure;
use super::{debian, place, step};

/// Names under which distributions install the browser.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// A browser and the driver of its version.
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// Speaks WebDriver for it.
    pub chromedriver: PathBuf,
}

impl Browser {
    /// The pair named by `CHROMIUM` and `CHROMEDRIVER`, else found on `PATH`.
    pub fn find() -> Option<Browser> {
        let named = |name| std::env::var_os(name).map(PathBuf::from).filter(|file| file.is_file());
        Some(Browser {
            chromium: named("CHROMIUM").or_else(|| BROWSERS.iter().find_map(|name| place::on_path(name)))?,
            chromedriver: named("CHROMEDRIVER").or_else(|| place::on_path("chromedriver"))?,
        })
    }

    /// Installs both where that is possible without asking.
    pub fn install() -> Result<(), Failure> {
        if debian::can_install() {
            debian::install(&["chromium", "chromium-driver"])
        } else {
            Err(Failure::new("Chromium or chromedriver is missing", Browser::BY_HAND))
        }
    }

    /// How to get both.
    pub const BY_HAND: &str = "install Chromium (or Chrome) and the chromedriver of the same version, \
        or name them in CHROMIUM and CHROMEDRIVER.";

    /// Both versions, as they say them.
    pub fn versions(&self) -> String {
        let version = |file: &Path| step::first_line(Command::new(file).arg("--version")).unwrap_or_default();
        // The driver adds its commit to its version; three words tell enough.
        let short = |line: String| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        format!("{}, {}", short(version(&self.chromium)), short(version(&self.chromedriver)))
    }
}

/// Chromium without windows: the same engine, stores and network, and half the work for the processor. The scenarios that
/// judge no time are played in it, where it is there.
pub struct Shell(PathBuf);

impl Shell {
    /// Where Debian puts it. What it puts on `PATH` is a script that stays between us and the browser, and the
    /// scenarios that take the power away must find the browser itself.
    const DEBIAN: &str = "/usr/lib/chromium/chromium-headless-shell";

    /// The one named by `CHROMIUM_SHELL`, else Debian's.
    pub fn find() -> Option<Shell> {
        let named = std::env::var_os("CHROMIUM_SHELL").map(PathBuf::from);
        Some(Shell(named.into_iter().chain([Self::DEBIAN.into()]).find(|file| file.is_file())?))
    }

    /// Installs it where that is possible without asking.
    pub fn install() -> Result<(), Failure> {
        if debian::can_install() {
            debian::install(&["chromium-headless-shell"])
        } else {
            Err(Failure::new("Chromium's headless shell is missing", Shell::BY_HAND))
        }
    }

    /// How to get it.
    pub const BY_HAND: &str = "nothing has to be done: without it the tests take longer. Debian has it as \
        chromium-headless-shell; one from elsewhere is named in CHROMIUM_SHELL.";

    /// The program.
    pub fn program(&self) -> &Path {
        &self.0
    }
}
