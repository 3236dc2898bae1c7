//! `cargo dev precache`: tells the service worker which files make up the app, with their digests.
//!
//! Every build ends with it. File names are no proof of content (Trunk names the JavaScript before it is
//! made), hence digests of our own.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::args::Args;
use super::failure::{Failure, OrFail};
use super::{Command, site};

/// For a built site that was changed by hand, as the scenarios do.
pub const COMMAND: Command = Command {
    name: "precache",
    summary: "Fills the service worker's list of files anew, in a built site that was changed by hand.",
    usage: "precache DIR",
    run,
};

/// Beginnings of the two lines of `sw.js` that are filled.
const LIST: &str = "const PRECACHE = ";
const BUILD: &str = "const BUILD = ";

fn run(args: Args) -> Result<(), Failure> {
    let folder = args.rest()?.into_iter().next();
    let folder = folder.ok_or_else(|| Failure::new("which folder?", "name that of the built site."))?;
    fill(Path::new(&folder))
}

/// Fills the list in `dir/sw.js` from the files of `dir`. Filling twice is the same as once.
pub fn fill(dir: &Path) -> Result<(), Failure> {
    let worker = dir.join("sw.js");
    let doing = format!("filling the precache list of {}", worker.display());
    let mut files = Vec::new();
    for (path, file) in site::files(dir)? {
        if is_kept_offline(&path) {
            files.push((path, sha256(&fs::read(file).or_fail(&doing, "the built site must be readable.")?)));
        }
    }
    let script = fs::read_to_string(&worker).or_fail(&doing, "public/sw.js must be copied into the site.")?;
    let script = filled(&script, &files).ok_or_else(|| {
        Failure::new(&doing, format!("sw.js must hold a line that begins with `{LIST}` and one with `{BUILD}`."))
    })?;
    fs::write(&worker, script).or_fail(&doing, "the built site must be writable.")
}

/// Whether a file belongs to the app itself. Contracts are kept in the database, the rest serves other purposes.
fn is_kept_offline(path: &str) -> bool {
    let elsewhere =
        path == "sw.js" || path == "404.html" || path.starts_with("contrats/") || path.starts_with("schema/");
    let beside = [".map", ".br", ".gz"].iter().any(|end| path.ends_with(end));
    !(elsewhere || beside)
}

/// The script with its two lines rewritten, or nothing when one of them is not there.
fn filled(script: &str, files: &[(String, String)]) -> Option<String> {
    let list = serde_json::to_string(files).ok()?;
    let build = &sha256(list.as_bytes())[..12];
    let mut seen = (false, false);
    let mut text = String::with_capacity(script.len() + list.len());
    for line in script.split_inclusive('\n') {
        let (value, seen) = if line.starts_with(LIST) {
            (format!("{LIST}{list};"), &mut seen.0)
        } else if line.starts_with(BUILD) {
            (format!("{BUILD}\"{build}\";"), &mut seen.1)
        } else {
            text.push_str(line);
            continue;
        };
        *seen = true;
        text.push_str(&value);
        text.push('\n');
    }
    (seen == (true, true)).then_some(text)
}

/// SHA-256 in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "// Worker.\nconst BUILD = \"dev\";\nconst PRECACHE = []; // filled\nrun();\n";

    #[test]
    fn filling_twice_is_the_same_as_once() {
        let files = [("index.html".to_owned(), sha256(b"page"))];
        let once = filled(SCRIPT, &files).unwrap();
        assert!(once.contains("\nconst PRECACHE = [[\"index.html\",\""), "{once}");
        assert!(!once.contains("\"dev\"") && once.ends_with("run();\n"), "{once}");
        assert_eq!(filled(&once, &files).unwrap(), once);
    }

    #[test]
    fn another_content_is_another_build() {
        let build = |digest: &str| filled(SCRIPT, &[("a".into(), digest.into())]).unwrap();
        assert_ne!(build("1").lines().nth(1), build("2").lines().nth(1));
    }

    #[test]
    fn a_script_without_the_lines_is_refused() {
        assert_eq!(filled("run();\n", &[]), None);
    }

    #[test]
    fn only_the_app_itself_is_listed() {
        for kept in ["index.html", "relais_bg.wasm", "icons/192.png", "vocabulaire.json"] {
            assert!(is_kept_offline(kept), "{kept}");
        }
        for left in ["sw.js", "404.html", "contrats/lola.json", "schema/a.json", "app.js.map", "app.js.br", "app.js.gz"]
        {
            assert!(!is_kept_offline(left), "{left}");
        }
    }
}
