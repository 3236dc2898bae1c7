//! The scripts without their comments: those who read them have the source, all others would only carry them.

use std::fs;
use std::path::Path;

use super::failure::{Failure, OrFail};
use super::site;

/// Takes the comments out of every script of `dir`.
pub fn strip(dir: &Path) -> Result<(), Failure> {
    let mend = "the built site must be readable and writable.";
    for (path, file) in site::files(dir)?.into_iter().filter(|(path, _)| path.ends_with(".js")) {
        let doing = format!("taking the comments out of {path}");
        let script = fs::read_to_string(&file).or_fail(&doing, mend)?;
        fs::write(file, without_comments(&script)).or_fail(&doing, mend)?;
    }
    Ok(())
}

/// The script without the lines that are nothing but comment: `// …` alone on a line, and blocks that begin a line
/// with `/**`. What stands behind code stays, since telling it from a text would need a parser.
fn without_comments(script: &str) -> String {
    let mut inside = false;
    let mut kept = String::with_capacity(script.len());
    for line in script.split_inclusive('\n') {
        let start = line.trim_start();
        if inside || start.starts_with("/**") {
            inside = !line.contains("*/");
        } else if !start.starts_with("//") {
            kept += line;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_code_stays() {
        let script = "// One.\n\"use strict\";\n/** Two. */\nconst at = \"// no comment\"; // three\n/**\n * @param {x}\n */\n  // Four.\nf(at\n  * 2);\n";
        assert_eq!(
            without_comments(script),
            "\"use strict\";\nconst at = \"// no comment\"; // three\nf(at\n  * 2);\n"
        );
    }
}
