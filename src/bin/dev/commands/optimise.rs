//! The wasm made small: `wasm-opt`, arranged for the compressor.

use std::fs;
use std::path::Path;
use std::process::Command;

use wasm_encoder::RawSection;
use wasmparser::{Parser, Payload};

use super::failure::{Failure, OrFail};
use super::{npm, site, step};

/// What the target has, then how the work is done.
///
/// Nothing is inlined and no functions are merged that are merely similar, since brotli finds by itself what was
/// written twice. `--dealign` makes all loads and stores look alike: what they say of alignment is a hint that no
/// engine of a phone needs. Each function's structure is made anew (`--flatten --rereloop`), the same wherever the code is
/// alike, and gone over twice; a value is computed again rather than kept in one more local, and zeros in the data stay:
/// both weigh less once compressed. `--low-memory-unused` holds because the first kilobyte of memory is the far end of the
/// stack. The exports that go are the streams of Leptos' server functions, which nothing here calls. The names stay: the
/// cut needs them (`split`).
const OPTIONS: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--low-memory-unused",
    "--remove-exports=*intounderlying*",
    "-aimfs",
    "0",
    "-ocimfs",
    "1",
    "-fimfs",
    "0",
    "--flatten",
    "--rereloop",
    "-Os",
    "-Os",
    "--skip-pass=local-cse",
    "--skip-pass=memory-packing",
    "--skip-pass=simplify-locals",
    "--dealign",
    "--reorder-locals",
    "-g",
];

/// Optimises every wasm of `dir` that has its script beside it.
pub fn optimise(dir: &Path) -> Result<(), Failure> {
    let mend = "the built site must be readable and writable.";
    for (path, file) in site::files(dir)?.into_iter().filter(|(path, _)| path.ends_with("_bg.wasm")) {
        let doing = format!("optimising {path}");
        let wasm = fs::read(&file).or_fail(&doing, mend)?;
        fs::write(&file, without_notes(&wasm).or_fail(&doing, "it is no wasm.")?).or_fail(&doing, mend)?;
        let mut command = Command::new(npm::wasm_opt_folder()?.join("wasm-opt"));
        step::show(command.args(OPTIONS).arg(&file).arg("-o").arg(&file), &doing, "see what wasm-opt says above.")?;
    }
    Ok(())
}

/// The module without what the linker wrote down for other tools: `wasm-opt` would take it for one that is still to be
/// linked.
fn without_notes(wasm: &[u8]) -> Result<Vec<u8>, wasmparser::Error> {
    let mut module = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::CustomSection(section) = &payload
            && (section.name() == "linking" || section.name().starts_with("reloc."))
        {
            continue;
        }
        if let Some((id, range)) = payload.as_section() {
            module.section(&RawSection { id, data: &wasm[range.start as usize..range.end as usize] });
        }
    }
    Ok(module.finish())
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{CustomSection, Module, TypeSection};

    use super::*;

    #[test]
    fn only_what_the_linker_wrote_down_goes() {
        let module = |custom: &[&str]| {
            let mut module = Module::new();
            let mut types = TypeSection::new();
            types.ty().function([], []);
            module.section(&types);
            for name in custom {
                module.section(&CustomSection { name: (*name).into(), data: b"\0"[..].into() });
            }
            module.finish()
        };
        let whole = module(&["linking", "reloc.CODE", "name", "target_features"]);
        assert_eq!(without_notes(&whole).unwrap(), module(&["name", "target_features"]));
    }
}
