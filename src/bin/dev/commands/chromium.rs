//! The browser that the tests drive, and its driver.

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
