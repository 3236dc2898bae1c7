//! Packages of the system, where this is Debian and we are root: a fresh container, a CI machine.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::process::Command;

use super::failure::Failure;
use super::place;
use super::step;

/// Whether packages can be installed without asking anyone.
pub fn can_install() -> bool {
    let root = fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0);
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let debian = release.lines().any(|line| {
        let names = line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")).unwrap_or_default();
        names.trim_matches('"').split(' ').any(|name| name == "debian")
    });
    root && debian && place::on_path("apt-get").is_some()
}

/// Installs the packages that are not there yet; asks the network only if there are any.
pub fn install(packages: &[&str]) -> Result<(), Failure> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mend = format!("install by hand: apt-get install --no-install-recommends {}", missing.join(" "));
    let apt = |name: &str, arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        step::run(name, command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"), None, &mend)
    };
    apt("apt-update", &["update", "--quiet"])?;
    apt("apt-install", &[&["install", "--quiet", "--yes", "--no-install-recommends"], missing.as_slice()].concat())
}

fn is_installed(package: &str) -> bool {
    let status = step::first_line(Command::new("dpkg-query").args(["--show", "--showformat=${Status}", package]));
    status.is_some_and(|status| status == "install ok installed")
}
