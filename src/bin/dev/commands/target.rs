//! The Rust that can build for the browser (`wasm32-unknown-unknown`), found or made.
//!
//! Three ways, from the ordinary to the last: the target is there; rustup fetches it; or, where rustup cannot
//! download, Debian's own Rust is installed and its standard library built once for wasm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::failure::{Failure, OrFail};
use super::{debian, place, step};

/// The target of the browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// How long rustup may take before we suppose that it has no network.
const RUSTUP_LIMIT: Duration = Duration::from_secs(30);

/// What Debian's Rust is made of; the linker is added by [`install_debian`].
const DEBIAN_PACKAGES: [&str; 7] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "libstd-rust-web-dev",
    "rust-web-llvm",
    "rust-web-clippy",
    "rustfmt-web",
];

/// Where Debian keeps the standard libraries of its Rust, one folder per target.
const DEBIAN_RUSTLIB: &str = "/usr/lib/rustlib";

/// A Rust that builds for wasm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rust {
    /// The one that runs this command.
    Current,
    /// Debian's, with a standard library of our making; called `debian` where there is rustup.
    Debian,
}

impl Rust {
    /// The Rust that is ready now, if any.
    pub fn find() -> Option<Rust> {
        if Rust::Current.libdir().is_some_and(|folder| folder.is_dir()) {
            Some(Rust::Current)
        } else if debian_is_ready() {
            Some(Rust::Debian)
        } else {
            None
        }
    }

    /// Makes one ready.
    pub fn install() -> Result<(), Failure> {
        let by_hand = "make the target available: rustup target add wasm32-unknown-unknown";
        let rustup = if place::on_path("rustup").is_some() {
            let mut command = Command::new("rustup");
            step::run("rustup-target", command.args(["target", "add", WASM]), Some(RUSTUP_LIMIT), by_hand)
        } else {
            Err(Failure::new("this Rust has no wasm target and no rustup to fetch it", by_hand))
        };
        match rustup {
            Err(failure) if !debian::can_install() => Err(failure),
            Err(_) => install_debian(),
            Ok(()) => Ok(()),
        }
    }

    /// Where this Rust would keep its wasm library.
    fn libdir(self) -> Option<PathBuf> {
        step::first_line(self.command("rustc").args(["--print", "target-libdir", "--target", WASM])).map(PathBuf::from)
    }

    /// A program that, like all it starts, uses this Rust.
    pub fn command(self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        // `cargo run` tells us which package and which cargo started us; our own cargos must not believe it.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name == "CARGO" || name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&*name);
            }
        }
        if self == Rust::Debian {
            command.env("RUSTUP_TOOLCHAIN", "debian");
            if place::on_path("rustup").is_none() {
                command.env("PATH", place::path_with(&[PathBuf::from("/usr/bin")]));
            }
        }
        command
    }

    /// The target folder of this Rust: two Rusts in one would each rebuild what the other built.
    pub fn target_dir(self) -> Result<PathBuf, Failure> {
        let target = place::target()?;
        Ok(if self == Rust::Debian { target.join("debian") } else { target })
    }

    /// Its version, as it says it.
    pub fn version(self) -> Option<String> {
        step::first_line(self.command("rustc").arg("--version"))
    }
}

/// Installs Debian's Rust, builds its standard library for wasm, checks it, makes it known to rustup.
fn install_debian() -> Result<(), Failure> {
    eprintln!("      rustup cannot fetch the target: using Debian's Rust (once, about 3 minutes)");
    debian::install(&DEBIAN_PACKAGES)?;
    // `rust-lld` is only a link, whose target bears the name of the package that holds it.
    if let Ok(linker) = fs::read_link("/usr/bin/rust-lld") {
        debian::install(&[&linker.to_string_lossy()])?;
    }
    link_to_rustup()?;
    if !debian_is_ready() {
        build_std()?;
    }
    Ok(())
}

/// Whether Debian's wasm library was built by the very compiler that is installed, and checked.
fn debian_is_ready() -> bool {
    let linked = || Rust::Debian.version().is_some();
    debian_origin().is_some_and(|origin| fs::read_to_string(stamp()).is_ok_and(|stamp| stamp == origin)) && linked()
}

/// The crates of the standard library that are built: what the app needs, and what a test in the browser needs besides.
const STD_CRATES: &str = "std,panic_abort,test";

/// What Debian's compiler says of itself, with its commit and its LLVM, since libraries of another are refused; then
/// the crates that it built.
fn debian_origin() -> Option<String> {
    let output = Command::new("/usr/bin/rustc").arg("-vV").stdin(Stdio::null()).output().ok()?;
    let compiler = output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())?;
    Some(format!("{compiler}{STD_CRATES}\n"))
}

/// The note beside the library that says what built it; written last.
fn stamp() -> PathBuf {
    Path::new(DEBIAN_RUSTLIB).join(WASM).join("built-by.txt")
}

fn link_to_rustup() -> Result<(), Failure> {
    if place::on_path("rustup").is_none() || Rust::Debian.version().is_some() {
        return Ok(());
    }
    let mend = "link it by hand: rustup toolchain link debian /usr";
    step::run("rustup-link", Command::new("rustup").args(["toolchain", "link", "debian", "/usr"]), None, mend)
}

/// Builds the standard library in a folder of its own, then puts it in place in one move.
fn build_std() -> Result<(), Failure> {
    let mend = "look at the log; without rustup's downloads this machine needs Debian's rust-web-src package.";
    let work = place::cache().join(format!("build/std-{}", std::process::id()));
    let target = work.join("target");
    let manifest = "[package]\nname = \"hollow\"\nedition = \"2024\"\n[lib]\ncrate-type = [\"cdylib\"]\n[workspace]\n";
    fs::create_dir_all(work.join("src"))
        .and_then(|()| fs::write(work.join("Cargo.toml"), manifest))
        .and_then(|()| fs::write(work.join("src/lib.rs"), ""))
        .or_fail(format!("writing {}", work.display()), mend)?;
    let mut cargo = Rust::Debian.command("cargo");
    cargo.args(["build", "--release", "--target", WASM]).arg(format!("-Zbuild-std={STD_CRATES}"));
    // Without bitcode in it, the library cannot take part in link-time optimisation.
    cargo.current_dir(&work).env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", "-Cembed-bitcode=yes");
    cargo.env("CARGO_TARGET_DIR", &target).env_remove("CARGO_ENCODED_RUSTFLAGS");
    step::run("build-std", &mut cargo, None, mend)?;

    let place = Path::new(DEBIAN_RUSTLIB).join(WASM);
    put_in_place(&target.join(WASM).join("release/deps"), &place)
        .or_fail(format!("copying the library to {}", place.display()), "run as root.")?;
    check_wasm(&work)?;
    debian_origin()
        .map_or(Ok(()), |origin| fs::write(stamp(), origin))
        .or_fail(format!("writing {}", stamp().display()), "run as root.")?;
    fs::remove_dir_all(&work).or_fail(format!("removing {}", work.display()), "remove it by hand.")
}

/// Copies the libraries beside their final place, then swaps: nobody ever links against half of them.
fn put_in_place(built: &Path, place: &Path) -> std::io::Result<()> {
    let (fresh, lib) = (place.join(format!("lib-{}", std::process::id())), place.join("lib"));
    fs::create_dir_all(&fresh)?;
    for entry in fs::read_dir(built)? {
        let file = entry?.path();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with("lib") && name.ends_with(".rlib") && !name.starts_with("libhollow") {
            fs::copy(&file, fresh.join(&*name))?;
        }
    }
    if lib.exists() {
        fs::remove_dir_all(&lib)?;
    }
    fs::rename(&fresh, &lib)
}

/// Builds a few lines that need the standard library, with link-time optimisation as the app is built.
fn check_wasm(work: &Path) -> Result<(), Failure> {
    let source = work.join("check.rs");
    let text =
        "#[unsafe(no_mangle)]\npub extern \"C\" fn sum(n: u32) -> u32 { (0..n).collect::<Vec<_>>().iter().sum() }\n";
    fs::write(&source, text).or_fail(format!("writing {}", source.display()), "make room on the disk.")?;
    let mut rustc = Rust::Debian.command("rustc");
    rustc.args(["--edition=2024", "--crate-type=cdylib", "-O", "-Clto=fat", "-Cpanic=abort", "--target", WASM]);
    rustc.arg("--out-dir").arg(work).arg(&source);
    step::run("check-wasm", &mut rustc, None, "the wasm library is there but does not link: look at the log.")
}
