//! Short names for what the wasm and its script call in each other. wasm-bindgen ends each with sixteen digits, which no
//! compressor can shorten, and they stand in both files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::failure::{Failure, OrFail};
use super::site;

/// Shortens them in every wasm of `dir` that has its script beside it. Doing it twice is the same as once.
pub fn shorten(dir: &Path) -> Result<(), Failure> {
    let mend = "the built site must be readable and writable.";
    for (path, file) in site::files(dir)?.into_iter().filter(|(path, _)| path.ends_with("_bg.wasm")) {
        let doing = format!("shortening the names in {path}");
        let script = dir.join(path.replace("_bg.wasm", ".js"));
        let (wasm, text) = (fs::read(&file).or_fail(&doing, mend)?, fs::read_to_string(&script).or_fail(&doing, mend)?);
        let mut names = Names::default();
        let wasm =
            names.in_wasm(&wasm).ok_or_else(|| Failure::new(&doing, "it is no wasm that this command knows."))?;
        fs::write(file, wasm).or_fail(&doing, mend)?;
        fs::write(script, names.in_script(&text)).or_fail(&doing, mend)?;
    }
    Ok(())
}

/// The long names that were met, with their short ones.
#[derive(Default)]
struct Names(BTreeMap<String, String>);

impl Names {
    /// The wasm with short names; nothing, when it does not read as one.
    fn in_wasm(&mut self, wasm: &[u8]) -> Option<Vec<u8>> {
        const IMPORTS: u8 = 2;
        const EXPORTS: u8 = 7;
        let mut reader = Reader(wasm);
        let mut out = reader.take(8)?.to_vec();
        while !reader.0.is_empty() {
            let kind = reader.byte()?;
            let section = reader.name()?;
            let section = match kind {
                IMPORTS | EXPORTS => self.in_section(section, kind == IMPORTS)?,
                _ => section.to_vec(),
            };
            out.push(kind);
            push_long(&mut out, &section);
        }
        Some(out)
    }

    /// Imports: a module, a name, a description each. Exports: a name, a kind and an index.
    fn in_section(&mut self, section: &[u8], imports: bool) -> Option<Vec<u8>> {
        let mut reader = Reader(section);
        let count = reader.number()?;
        let mut out = Vec::with_capacity(section.len());
        push_number(&mut out, count);
        for _ in 0..count {
            if imports {
                push_long(&mut out, reader.name()?);
            }
            let name = std::str::from_utf8(reader.name()?).ok()?;
            push_long(&mut out, self.short(name).as_bytes());
            let rest = reader.0;
            let kind = reader.byte()?;
            if imports {
                reader.description(kind)?
            } else {
                reader.number().map(drop)?
            }
            out.extend(&rest[..rest.len() - reader.0.len()]);
        }
        reader.0.is_empty().then_some(out)
    }

    /// The short name of one that ends in digits; any other name itself.
    fn short(&mut self, name: &str) -> String {
        let digits = name.rsplit(['_', 'h']).next().unwrap_or_default();
        if digits.len() != 16 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return name.to_owned();
        }
        let next = format!("_{:x}", self.0.len());
        self.0.entry(name.to_owned()).or_insert(next).clone()
    }

    /// The script with the same short names.
    fn in_script(&self, script: &str) -> String {
        let is_of_name = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == '$';
        let mut out = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(is_of_name) {
            let end = rest[start..].find(|sign| !is_of_name(sign)).map_or(rest.len(), |length| start + length);
            out += &rest[..start];
            out += self.0.get(&rest[start..end]).map_or(&rest[start..end], String::as_str);
            rest = &rest[end..];
        }
        out + rest
    }
}

/// Reads the binary format of WebAssembly 2.0, as far as names stand in it.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    /// A whole number, seven bits a byte, the least first.
    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// Bytes that come after their length.
    fn name(&mut self) -> Option<&'a [u8]> {
        let length = self.number()?;
        self.take(length)
    }

    /// Passes over what an import is: a function, a table, a memory, a global or a tag.
    fn description(&mut self, kind: u8) -> Option<()> {
        match kind {
            0 => self.number().map(drop),
            1 => self.byte().and_then(|_| self.limits()),
            2 => self.limits(),
            3 => self.take(2).map(drop),
            4 => self.byte().and_then(|_| self.number()).map(drop),
            _ => None,
        }
    }

    fn limits(&mut self) -> Option<()> {
        let has_end = self.byte()? & 1 == 1;
        self.number()?;
        if has_end { self.number().map(drop) } else { Some(()) }
    }
}

fn push_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn push_long(out: &mut Vec<u8>, bytes: &[u8]) {
    push_number(out, bytes.len());
    out.extend(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "__wbg_new_37eb45aaf5eeb820";

    /// A wasm that imports a function of that name and a memory, and exports the function.
    fn wasm(name: &str) -> Vec<u8> {
        let mut imports = vec![2];
        for (name, description) in [(name, &[0, 0][..]), ("memory", &[2, 0, 1])] {
            push_long(&mut imports, b"./app_bg.js");
            push_long(&mut imports, name.as_bytes());
            imports.extend(description);
        }
        let mut exports = vec![1];
        push_long(&mut exports, b"main");
        exports.extend([0, 0]);
        let mut out = b"\0asm\x01\0\0\0".to_vec();
        for (kind, section) in [(1, vec![1, 0x60, 0, 0]), (2, imports), (7, exports)] {
            out.push(kind);
            push_long(&mut out, &section);
        }
        out
    }

    #[test]
    fn a_name_is_as_short_in_the_script_as_in_the_wasm() {
        let mut names = Names::default();
        assert_eq!(names.in_wasm(&wasm(LONG)).unwrap(), wasm("_0"));
        let script = format!("const imports = {{ {LONG}: () => {LONG}2, memory }};");
        assert_eq!(names.in_script(&script), format!("const imports = {{ _0: () => {LONG}2, memory }};"));
    }

    #[test]
    fn doing_it_twice_is_the_same_as_once() {
        assert_eq!(Names::default().in_wasm(&wasm("_0")).unwrap(), wasm("_0"));
    }

    #[test]
    fn what_is_no_wasm_is_refused() {
        for bytes in [&b""[..], b"<!doctype html>", &wasm(LONG)[..40]] {
            assert_eq!(Names::default().in_wasm(bytes), None);
        }
    }
}
