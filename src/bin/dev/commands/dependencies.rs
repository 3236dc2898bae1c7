//! What the compiler made of the dependencies, kept in the cache, so that it is made once a user and not once a checkout.
//!
//! A test that passed keeps what its fresh target folder holds of other people's packages; the next fresh checkout with
//! the same lock file, settings and compiler begins with it. Cargo judges every piece by its own fingerprint and
//! compiles what does not suit. Caches around the compiler (sccache) were tried: their keys hold the checkout's folder
//! as soon as one package takes in generated code, and with it all packages above that one.

#![expect(clippy::disallowed_types, reason = "these commands never run in a browser")]

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use std::{fs, io, process, thread};

use super::failure::{Failure, OrFail};
use super::place;
use super::precache::sha256;
use super::target::{Rust, WASM};

/// In each folder of a profile, what holds pieces of packages, a file or a folder for each.
const SHELVES: [&str; 3] = [".fingerprint", "build", "deps"];

/// The note in a target folder that was fresh when a command first built in it: the key of its dependencies.
const NOTE: &str = "dependencies.txt";

/// Gives a fresh target folder what the cache has for it. Where that cannot be done, cargo compiles everything, as ever.
pub fn bring() {
    for rust in in_use() {
        if let Err(failure) = Kept::of(rust).and_then(|kept| kept.bring()) {
            eprintln!("{failure}\nIt goes on without.");
        }
    }
}

/// Keeps what was compiled in a target folder that was fresh, for checkouts to come.
pub fn keep() {
    for rust in in_use() {
        if let Err(failure) = Kept::of(rust).and_then(|kept| kept.keep()) {
            eprintln!("{failure}\nIt goes on without.");
        }
    }
}

/// The compilers of these commands: each has a target folder of its own.
fn in_use() -> impl Iterator<Item = Rust> {
    [Some(Rust::Current), Rust::find().filter(|rust| *rust != Rust::Current)].into_iter().flatten()
}

/// The dependencies that one compiler made, in a target folder and in the cache.
struct Kept {
    target: PathBuf,
    /// One folder for each key.
    cache: PathBuf,
    /// What tells one set of dependencies from others.
    key: String,
    /// Names of our own packages and of what they build.
    own: BTreeSet<String>,
}

impl Kept {
    fn of(rust: Rust) -> Result<Self, Failure> {
        let root = place::checkout()?;
        let mend = "the checkout must be whole and readable.";
        let mut key = rust.version().unwrap_or_default().into_bytes();
        for file in ["Cargo.lock", "Cargo.toml", ".cargo/config.toml"] {
            key.extend(fs::read(root.join(file)).or_fail(format!("reading {file}"), mend)?);
        }
        let folder = if rust == Rust::Debian { "dependencies-debian" } else { "dependencies" };
        Ok(Self {
            target: rust.target_dir()?,
            cache: place::cache().join(folder),
            key: sha256(&key)[..16].to_owned(),
            own: own_names(&root)?,
        })
    }

    fn bring(&self) -> Result<(), Failure> {
        let (kept, note) = (self.cache.join(&self.key), self.target.join(NOTE));
        // Only the commands themselves have been built there.
        if note.exists() || self.target.join(WASM).exists() {
            return Ok(());
        }
        let doing = format!("taking the compiled dependencies over from {}", kept.display());
        let mend = "make room, or remove that folder: it is made anew.";
        if kept.is_dir() {
            eprintln!("      compiled dependencies are taken over from {}", kept.display());
            // Brought beside first, for halves of two sets would not fit each other.
            let beside = self.target.join(format!("dependencies-{}", process::id()));
            let pieces = pieces(&kept, |_| true).or_fail(&doing, mend)?;
            let put = |piece: &PathBuf| replace(&beside.join(piece), &self.target.join(piece));
            let brought = copy(&kept, &beside, &pieces).and_then(|()| pieces.iter().try_for_each(put));
            fs::remove_dir_all(&beside).and(brought).or_fail(&doing, mend)?;
        }
        fs::create_dir_all(&self.target).and_then(|()| fs::write(&note, &self.key)).or_fail(doing, mend)
    }

    fn keep(&self) -> Result<(), Failure> {
        let was_fresh = fs::read_to_string(self.target.join(NOTE)).is_ok_and(|note| note == self.key);
        if !was_fresh {
            return Ok(());
        }
        let kept = self.cache.join(&self.key);
        let doing = format!("keeping the compiled dependencies in {}", kept.display());
        let mend = "make room in the cache folder, or name another in RELAIS_CACHE.";
        let here = pieces(&self.target, |name| !self.own.contains(name)).or_fail(&doing, mend)?;
        if kept.is_dir() && pieces(&kept, |_| true).or_fail(&doing, mend)?.len() >= here.len() {
            return Ok(());
        }
        let beside = self.cache.join(format!("{}.{}", self.key, process::id()));
        let copied = copy(&self.target, &beside, &here);
        if copied.is_err() {
            // A disk that is full is not left fuller than it was.
            let _ = fs::remove_dir_all(&beside);
        }
        copied.or_fail(&doing, mend)?;
        // They weigh more than a gigabyte: those of other states of the project go.
        for other in fs::read_dir(&self.cache).or_fail(&doing, mend)?.flatten().map(|entry| entry.path()) {
            if other != beside {
                fs::remove_dir_all(&other).or_fail(&doing, mend)?;
            }
        }
        fs::rename(&beside, &kept).or_fail(doing, mend)
    }
}

/// The names under which cargo files our own packages, libraries, programs, tests and benches.
fn own_names(root: &Path) -> Result<BTreeSet<String>, Failure> {
    let (doing, mend) = ("asking cargo for our own packages", "`cargo metadata` must work here.");
    let mut cargo = Rust::Current.command("cargo");
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(root);
    let text = cargo.output().or_fail(doing, mend)?.stdout;
    let metadata: serde_json::Value = serde_json::from_slice(&text).or_fail(doing, mend)?;
    let mut names = BTreeSet::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        for named in package["targets"].as_array().into_iter().flatten().chain([package]) {
            let name = named["name"].as_str().unwrap_or_default();
            names.extend([name.to_owned(), name.replace('-', "_")]);
        }
    }
    Ok(names)
}

/// The pieces in the profiles' folders whose name suits, by their paths from the target folder.
fn pieces(target: &Path, suits: impl Fn(&str) -> bool) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for profile in profiles(target)? {
        for shelf in SHELVES {
            let shelf = profile.join(shelf);
            for entry in fs::read_dir(target.join(&shelf)).into_iter().flatten().flatten() {
                if suits(name_of(&entry.file_name())) {
                    found.push(shelf.join(entry.file_name()));
                }
            }
        }
    }
    Ok(found)
}

/// The folders of profiles: `debug`, `wasm32-unknown-unknown/release`…
fn profiles(target: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for above in ["", WASM] {
        for entry in fs::read_dir(target.join(above)).into_iter().flatten() {
            let profile = Path::new(above).join(entry?.file_name());
            if target.join(&profile).join(SHELVES[0]).is_dir() {
                found.push(profile);
            }
        }
    }
    Ok(found)
}

/// The name of the package or of the crate that a piece belongs to: `libserde-0123456789abcdef.rlib` is of `serde`.
fn name_of(piece: &OsStr) -> &str {
    let piece = piece.to_str().and_then(|piece| piece.split('.').next()).unwrap_or_default();
    let name = piece.rsplit_once('-').map_or(piece, |(name, _)| name);
    name.strip_prefix("lib").unwrap_or(name)
}

/// Copies pieces to the same places below another folder, on all processors. All bear the same hour: cargo takes a piece for
/// old that is older than one below it.
fn copy(from: &Path, to: &Path, pieces: &[PathBuf]) -> io::Result<()> {
    let now = SystemTime::now();
    let hands = thread::available_parallelism().map_or(1, usize::from);
    let copy_some = |some: &[PathBuf]| {
        some.iter().try_for_each(|piece| {
            let place = to.join(piece);
            place.parent().map_or(Ok(()), fs::create_dir_all)?;
            copy_whole(&from.join(piece), &place, now)
        })
    };
    let copy_some = &copy_some;
    thread::scope(|scope| {
        let parts = pieces.chunks(pieces.len().div_ceil(hands).max(1));
        let begun: Vec<_> = parts.map(|some| scope.spawn(move || copy_some(some))).collect();
        begun.into_iter().try_for_each(|one| one.join().unwrap_or_else(|_| Err(io::Error::other("copying broke off"))))
    })
}

/// A file, or a folder with all that is in it.
fn copy_whole(from: &Path, to: &Path, at: SystemTime) -> io::Result<()> {
    if !from.is_dir() {
        fs::copy(from, to)?;
        return fs::File::options().write(true).open(to)?.set_modified(at);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let name = entry?.file_name();
        copy_whole(&from.join(&name), &to.join(&name), at)?;
    }
    Ok(())
}

/// Moves a piece to where another may stand already.
fn replace(from: &Path, to: &Path) -> io::Result<()> {
    to.parent().map_or(Ok(()), fs::create_dir_all)?;
    if to.is_dir() {
        fs::remove_dir_all(to)?;
    }
    fs::rename(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A target folder and a cache of their own, gone at the end.
    struct Folders(PathBuf);

    impl Folders {
        fn new(name: &str) -> Self {
            let folder = std::env::temp_dir().join(format!("relais-dependencies-{}-{name}", process::id()));
            let _ = fs::remove_dir_all(&folder);
            Self(folder)
        }

        fn of(&self, checkout: &str, key: &str) -> Kept {
            let own = ["relais", "relais_app"].map(String::from).into();
            Kept { target: self.0.join(checkout), cache: self.0.join("cache"), key: key.into(), own }
        }
    }

    impl Drop for Folders {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn compile(kept: &Kept, piece: &str, text: &str) {
        let file = kept.target.join(piece);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn read(kept: &Kept, piece: &str) -> Option<String> {
        fs::read_to_string(kept.target.join(piece)).ok()
    }

    const SERDE: &str = "debug/deps/libserde-0011.rlib";
    const SCRIPT: &str = "wasm32-unknown-unknown/release/build/serde-22/out/private.rs";
    const OURS: [&str; 3] =
        ["debug/deps/librelais-33.rlib", "wasm32-unknown-unknown/release/deps/relais_app.wasm", "debug/relais"];

    fn compile_all(kept: &Kept, serde: &str) {
        for profile in ["debug", "wasm32-unknown-unknown/release"] {
            compile(kept, &format!("{profile}/.fingerprint/serde-0011/lib"), serde);
        }
        compile(kept, SERDE, serde);
        compile(kept, SCRIPT, serde);
        OURS.iter().for_each(|ours| compile(kept, ours, "ours"));
    }

    /// What a run of all tests does in a checkout.
    fn whole_run(kept: &Kept, serde: &str) {
        kept.bring().unwrap();
        compile_all(kept, serde);
        kept.keep().unwrap();
    }

    #[test]
    fn a_fresh_checkout_begins_with_what_another_compiled_of_others() {
        let folders = Folders::new("fresh");
        let (first, second) = (folders.of("first", "key"), folders.of("second", "key"));
        whole_run(&first, "whole");
        // The commands themselves were built there before they could ask.
        compile(&second, SERDE, "of the commands");
        second.bring().unwrap();
        assert_eq!(read(&second, SERDE).unwrap(), "whole");
        assert_eq!(read(&second, SCRIPT).unwrap(), "whole");
        assert_eq!(OURS.map(|ours| read(&second, ours)), [None, None, None]);
    }

    #[test]
    fn what_is_brought_is_of_one_hour_and_newer_than_what_stood_there() {
        let folders = Folders::new("hour");
        let (first, second) = (folders.of("first", "key"), folders.of("second", "key"));
        whole_run(&first, "whole");
        compile(&second, OURS[0], "of the commands");
        second.bring().unwrap();
        let hour = |piece| fs::metadata(second.target.join(piece)).unwrap().modified().unwrap();
        assert_eq!(hour(SERDE), hour(SCRIPT));
        assert!(hour(OURS[0]) < hour(SERDE));
    }

    #[test]
    fn another_lock_file_begins_anew_and_takes_the_place_of_the_old() {
        let folders = Folders::new("key");
        let (old, new, third) = (folders.of("old", "old"), folders.of("new", "new"), folders.of("third", "old"));
        whole_run(&old, "old");
        new.bring().unwrap();
        assert_eq!(read(&new, SERDE), None);
        compile_all(&new, "new");
        new.keep().unwrap();
        third.bring().unwrap();
        assert_eq!(read(&third, SERDE), None);
    }

    #[test]
    fn a_folder_in_use_is_neither_filled_nor_kept() {
        let folders = Folders::new("used");
        let (used, fresh) = (folders.of("used", "key"), folders.of("fresh", "key"));
        compile_all(&used, "of many states");
        used.bring().unwrap();
        used.keep().unwrap();
        assert!(!used.cache.exists());
        whole_run(&fresh, "whole");
        used.bring().unwrap();
        assert_eq!(read(&used, SERDE).unwrap(), "of many states");
    }

    #[test]
    fn pieces_are_known_by_the_name_before_their_hash() {
        for (piece, name) in [
            ("libserde_json-0123456789abcdef.rlib", "serde_json"),
            ("wasm-bindgen-0123456789abcdef", "wasm-bindgen"),
            ("relais_app-0123456789abcdef.d", "relais_app"),
            ("relais_app.wasm", "relais_app"),
        ] {
            assert_eq!(name_of(OsStr::new(piece)), name);
        }
    }
}
