//! The wasm in two files: what anybody reads comes first, the journal and the rarer pages join it behind the first page.
//!
//! The compiler makes one module. It is cut where it is finished, function by function, by the names that the compiler
//! gave them: the source says nothing of it, but for the pages that wait (`ui/pages/suite.rs`). A function that is put into
//! the wrong part still does what it does, only later (see [`write`]); `tests/e2e/suite.test.mjs` holds the first part to
//! what it is there for.

mod choose;
mod data;
mod first;
mod module;
mod plan;
mod rooms;
mod second;
mod write;

use std::fs;
use std::path::Path;

use wasmparser::Validator;

use super::failure::{Failure, OrFail};
use super::site;
use data::Layout;
use module::Module;

/// How the file of a second part ends; that of the first ends in `_bg.wasm`, as wasm-bindgen names it.
pub const SECOND: &str = "_suite.wasm";

/// How the list of the first part's functions ends, beside the linker's wasm: a browser's trace only gives their numbers.
const NAMES: &str = "parts.txt";

/// Cuts every wasm of `dir` that has its script beside it: `x_bg.wasm` becomes that and `x_suite.wasm`. `linked` is the
/// wasm as the linker left it.
pub fn cut(dir: &Path, linked: &Path) -> Result<(), Failure> {
    let mend = "the built site must be readable and writable.";
    for (path, file) in site::files(dir)?.into_iter().filter(|(path, _)| path.ends_with("_bg.wasm")) {
        let doing = format!("cutting {path} in two");
        let script = dir.join(path.replace("_bg.wasm", ".js"));
        let (wasm, text) = (fs::read(&file).or_fail(&doing, mend)?, fs::read_to_string(&script).or_fail(&doing, mend)?);
        let known = fs::read(linked).or_fail(&doing, "the linker's wasm must be readable.")?;
        let named = "the wasm must come from wasm-bindgen, with the names of its functions.";
        let parts = parts(&wasm, &known).or_fail(&doing, named)?;
        fs::write(linked.with_extension(NAMES), parts.names).or_fail(&doing, mend)?;
        fs::write(dir.join(path.replace("_bg.wasm", SECOND)), parts.second).or_fail(&doing, mend)?;
        fs::write(file, parts.first).or_fail(&doing, mend)?;
        let unknown = "the script of wasm-bindgen must name its imports as this command knows them.";
        fs::write(script, joining(&text).ok_or_else(|| Failure::new(&doing, unknown))?).or_fail(&doing, mend)?;
    }
    Ok(())
}

/// The script of the first part, with the one function that it imports besides. It shows what the second part gets from it.
fn joining(script: &str) -> Option<String> {
    const IMPORTS: &str = "const import0 = {";
    let (before, after) = script.split_once(IMPORTS)?;
    let join = format!("{}: () => globalThis.relaisSuite.joinNow(),", write::JOINING);
    Some(format!("{before}{IMPORTS}\n        {join}{after}\nexport {{ wasm }};\n"))
}

fn parts(wasm: &[u8], linked: &[u8]) -> Result<write::Parts, String> {
    let trouble = |trouble: module::Trouble| trouble.to_string();
    let module = Module::read(wasm).map_err(trouble)?;
    if module.names.iter().all(|name| name.is_empty()) {
        return Err("its functions bear no names".into());
    }
    let choice = choose::choose(&module, rooms::says).map_err(trouble)?;
    let data = Layout::read(linked).and_then(|layout| layout.of_second(&module, &choice)).map_err(trouble)?;
    let parts = write::write(&module, &choice, &data).map_err(trouble)?;
    // What a browser would refuse is told here.
    for part in [&parts.first, &parts.second] {
        Validator::new().validate_all(part).map_err(|error| error.to_string())?;
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_gives_what_the_first_part_asks_for_and_what_the_second_needs() {
        let script = "function imports() {\n    const import0 = {\n        _0: f,\n    };\n}\nlet wasm;\n";
        let joined = joining(script).unwrap();
        assert!(
            joined.contains(
                "const import0 = {\n        joinNow: () => globalThis.relaisSuite.joinNow(),\n        _0: f,"
            )
        );
        assert!(joined.ends_with("export { wasm };\n"));
        assert_eq!(joining("let wasm;"), None);
    }
}
