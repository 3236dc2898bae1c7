//! The app as files: built by Trunk, then finished for the folder from which it will be served.

use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::thread;

use super::failure::{Failure, OrFail};
use super::target::{Rust, WASM};
use super::tools::{TRUNK, WASM_BINDGEN};
use super::{names, optimise, place, precache, scripts, sheets, split, step};

/// How the wasm is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Small and fast, as it is published.
    Release,
    /// Quick to build, several times larger.
    Debug,
}

/// Builds the site into `dist/` and finishes it for `base`. The tools of [`super::setup::SITE`] must be there.
pub fn build(base: &Base, profile: Profile) -> Result<PathBuf, Failure> {
    let mend = "mend what is said above; `cargo dev doctor` shows the tools.";
    let missing = |what: &str| Failure::new(format!("{what} is missing"), "see `cargo dev doctor`.");
    let root = place::checkout()?;
    let dist = root.join("dist");
    let rust = Rust::find().ok_or_else(|| missing("a Rust for wasm"))?;
    let trunk = TRUNK.find().ok_or_else(|| missing(TRUNK.package))?;
    // Trunk finds its tools on PATH.
    let bindgen = WASM_BINDGEN.find().ok_or_else(|| missing(WASM_BINDGEN.package))?;
    let path = place::path_with(&[bindgen]);

    // Trunk is kept offline, so that a missing tool is an error and not a download; the crates come first.
    let mut fetch = rust.command("cargo");
    step::show(fetch.args(["fetch", "--quiet", "--target", WASM]).current_dir(&root), "fetching the crates", mend)?;
    let mut command = rust.command(trunk.join("trunk"));
    command.args(["build", "--offline", "--skip-version-check", "--public-url", "./", "--dist"]).arg(&dist);
    if profile == Profile::Release {
        command.arg("--release").env(WASM_RUSTFLAGS, release_flags());
    }
    // Trunk takes any value of NO_COLOR but its own two for a mistake, and tells its own stack with every error.
    command.env_remove("NO_COLOR").env("RUST_BACKTRACE", "0").env("RUST_LOG", "warn");
    command.env("CARGO_TARGET_DIR", rust.target_dir()?).env("PATH", path).current_dir(&root);
    step::show(&mut command, "building the site", mend)?;
    sheets::join(&dist)?;
    scripts::strip(&dist)?;
    if profile == Profile::Release {
        optimise::optimise(&dist)?;
    }
    let folder = if profile == Profile::Release { "release" } else { "debug" };
    split::cut(&dist, &rust.target_dir()?.join(WASM).join(folder).join("relais-app.wasm"))?;
    names::shorten(&dist)?;
    finish(&dist, base)?;
    Ok(dist)
}

/// Flags that cargo adds to those of `.cargo/config.toml` for the wasm target.
const WASM_RUSTFLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Flags of a release. The linker writes down what it did, for the cut in two (`split`). The others leave the folders of
/// the dependencies out of the messages of panics: they weigh, they are nobody's business, and with them no two machines
/// build the same file. Our own files are named from the checkout on in any case, and flags that held its folder would have
/// every checkout compile everything anew. Cargo parts the flags at blanks, so a folder with one in its name stays named.
fn release_flags() -> String {
    let home = |folder: &str| std::env::home_dir().map(|home| home.join(folder));
    let cargo = std::env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| home(".cargo"));
    let registries = cargo.and_then(|cargo| fs::read_dir(cargo.join("registry/src")).ok());
    let crates = registries.into_iter().flatten().flatten().map(|registry| registry.path());
    let flags = crates.map(|folder| format!("--remap-path-prefix={}/=", folder.display()));
    let flags = flags.filter(|flag| !flag.contains(char::is_whitespace));
    flags.chain(["-Clink-arg=--emit-relocs".to_owned()]).collect::<Vec<_>>().join(" ")
}

/// Makes a built site ready to be served from `base`: the base address, the page of static hosts for unknown
/// addresses, and the service worker's list, since the first page has changed. May be done again for another base.
pub fn finish(dir: &Path, base: &Base) -> Result<(), Failure> {
    let index = dir.join("index.html");
    let doing = format!("setting the base of {}", index.display());
    let mend = "index.html must stand there, with one <base href> in its head.";
    let page = fs::read_to_string(&index).or_fail(&doing, mend)?;
    let page = with_base(&page, base).ok_or_else(|| Failure::new(format!("{doing}: no <base> in it"), mend))?;
    fs::write(&index, &page).or_fail(&doing, mend)?;
    fs::write(dir.join("404.html"), page).or_fail("writing 404.html", mend)?;
    precache::fill(dir)
}

/// The page with its `<base>` replaced.
fn with_base(page: &str, base: &Base) -> Option<String> {
    let start = page.find("<base ")?;
    let end = start + page[start..].find('>')? + 1;
    Some(format!("{}<base href=\"{}\">{}", &page[..start], base.0, &page[end..]))
}

/// The folder of the address under which the site is served: `/`, or `/app/relais/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// It, with the slashes at both ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands after the base in a path, or nothing for a path elsewhere.
    pub fn strip<'p>(&self, path: &'p str) -> Option<&'p str> {
        path.strip_prefix(&self.0)
    }
}

impl Default for Base {
    fn default() -> Self {
        Self("/".into())
    }
}

impl FromStr for Base {
    type Err = Failure;

    fn from_str(text: &str) -> Result<Self, Failure> {
        let letters = text.chars().all(|letter| letter.is_ascii_alphanumeric() || "/-_.~".contains(letter));
        let whole = text.starts_with('/') && text.ends_with('/') && !text.contains("//") && !text.contains("/.");
        if letters && whole {
            Ok(Self(text.into()))
        } else {
            Err(Failure::new(format!("\"{text}\" is no base"), "write it between slashes, for instance /relais/."))
        }
    }
}

/// Every file below a folder: its path from there with `/`, and where it is. In the order of the paths.
pub fn files(dir: &Path) -> Result<Vec<(String, PathBuf)>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![(String::new(), dir.to_owned())];
    while let Some((prefix, folder)) = folders.pop() {
        let doing = format!("reading {}", folder.display());
        for entry in fs::read_dir(&folder).or_fail(&doing, "the folder must be there and readable.")? {
            let path = entry.or_fail(&doing, "the folder must be readable.")?.path();
            let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
            if path.is_dir() {
                folders.push((format!("{name}/"), path));
            } else {
                found.push((name, path));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Does the same with every file below a folder, on as many processors as there are: compressing them takes long. What
/// comes of each stands in the order of the paths.
pub fn each_file<T: Send>(
    dir: &Path,
    work: impl Fn(&str, &Path) -> Result<T, Failure> + Sync,
) -> Result<Vec<T>, Failure> {
    let (files, work) = (files(dir)?, &work);
    thread::scope(|scope| {
        let begun: Vec<_> = files.iter().map(|(path, file)| scope.spawn(move || work(path, file))).collect();
        let broken = || Failure::new(format!("working on {}", dir.display()), "see what broke off above.");
        begun.into_iter().map(|one| one.join().map_err(|_| broken())?).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_is_replaced_however_it_is_written() {
        let base: Base = "/app/".parse().unwrap();
        for page in ["<head><base href=\"/\"><title>", "<head><base href=/><title>", "<head><base href='/x/' /><title>"]
        {
            assert_eq!(with_base(page, &base).unwrap(), "<head><base href=\"/app/\"><title>");
        }
        assert_eq!(with_base("<head>", &base), None);
    }

    #[test]
    fn a_base_stands_between_slashes() {
        for good in ["/", "/relais/", "/ville/relais-1.0/"] {
            assert!(good.parse::<Base>().is_ok(), "{good}");
        }
        for bad in ["", "relais", "/relais", "//", "/../", "/a b/", "/\"/"] {
            assert!(bad.parse::<Base>().is_err(), "{bad}");
        }
    }
}
