//! Which function goes into which part.

use super::module::{Module, Trouble};

/// A function of fewer bytes than this is written into both parts: to pass it on would weigh as much.
const TINY: usize = 24;

/// Generic code written out for a closure, and at least so many bytes long, is the like of no other.
const LARGE: usize = 96;

/// Where each function goes.
pub struct Choice {
    /// Those that only the second part has.
    pub second: Vec<bool>,
    /// Those of the first part that the second has, too.
    pub both: Vec<bool>,
}

/// What a name says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It is of the second part.
    Suite,
    /// It is generic code, written out for something of the second part. The compiler may have found that it is, byte for
    /// byte, what was written out for something else, and kept it once.
    ForSuite,
    /// Nothing of this.
    Nothing,
}

/// Chooses: the second part gets what it is named for, generic code that was written out for it and that the first never
/// calls, and what is called from there alone. A function whose address is taken may be called from anywhere, so only its
/// name can send it there.
pub fn choose(module: &Module<'_>, says: impl Fn(&str) -> Says) -> Result<Choice, Trouble> {
    let count = module.signatures.len();
    let own = module.imported..count;
    let says: Vec<Says> = module.paths.iter().map(|path| says(path)).collect();
    let mut second: Vec<bool> = says.iter().map(|says| *says != Says::Nothing).collect();
    second[..module.imported].fill(false);
    let mut callers = vec![Vec::new(); count];
    for (caller, named) in own.clone().zip(&module.named) {
        for function in named.iter().filter(|function| **function as usize != caller) {
            callers[*function as usize].push(caller);
        }
    }
    let mut anywhere = vec![false; count];
    for (_, function) in module.slots()? {
        anywhere[function as usize] = true;
    }
    let shown = module.exports.iter().filter(|export| export.kind == wasmparser::ExternalKind::Func);
    for function in shown.map(|export| export.index).chain(module.start) {
        anywhere[function as usize] = true;
    }
    let body = |function: usize| module.body(function as u32).as_bytes().len();
    let mut changed = true;
    while std::mem::take(&mut changed) {
        for function in own.clone().filter(|function| says[*function] == Says::ForSuite) {
            let alone = module.paths[function].contains("{closure#") && body(function) >= LARGE;
            let called = callers[function].iter().any(|caller| !second[*caller]);
            if second[function] && (called || (anywhere[function] && !alone)) {
                second[function] = false;
                changed = true;
            }
        }
    }
    changed = true;
    while std::mem::take(&mut changed) {
        for function in own.clone() {
            let from = &callers[function];
            let follows = !second[function] && !anywhere[function] && !from.is_empty();
            if follows && from.iter().all(|caller| second[*caller]) {
                second[function] = true;
                changed = true;
            }
        }
    }
    let both = (0..count).map(|function| own.contains(&function) && !second[function] && body(function) < TINY);
    Ok(Choice { both: both.collect(), second })
}

#[cfg(test)]
mod tests {
    use super::super::module::tests::{Sketch, sketch};
    use super::*;

    /// Which of the functions go to the second part alone.
    fn second(sketched: &[Sketch<'_>]) -> Vec<String> {
        let wasm = sketch(sketched);
        let module = Module::read(&wasm).unwrap();
        let says = |name: &str| match name {
            _ if name.starts_with("suite") => Says::Suite,
            _ if name.contains("suite") => Says::ForSuite,
            _ => Says::Nothing,
        };
        let chosen = choose(&module, says).unwrap();
        module.paths.iter().zip(chosen.second).filter(|(_, second)| *second).map(|(path, _)| path.clone()).collect()
    }

    #[test]
    fn what_only_the_second_part_calls_goes_there_too() {
        let functions = [
            Sketch { name: "main", calls: &[1, 3], shown: true, ..Sketch::default() },
            Sketch { name: "suite::page", calls: &[2, 3], ..Sketch::default() },
            Sketch { name: "helper", ..Sketch::default() },
            Sketch { name: "both", ..Sketch::default() },
            Sketch { name: "nobody", ..Sketch::default() },
        ];
        assert_eq!(second(&functions), ["suite::page", "helper"]);
    }

    #[test]
    fn generic_code_that_the_first_part_may_call_stays() {
        let functions = [
            Sketch { name: "main", calls: &[1], shown: true, ..Sketch::default() },
            Sketch { name: "drop<suite::T>", calls: &[2], ..Sketch::default() },
            Sketch { name: "free<suite::T>", ..Sketch::default() },
            Sketch { name: "suite::page", calls: &[4], ..Sketch::default() },
            Sketch { name: "push<suite::T>", ..Sketch::default() },
            Sketch { name: "show<suite::T>", in_table: true, ..Sketch::default() },
        ];
        assert_eq!(second(&functions), ["suite::page", "push<suite::T>"]);
    }
}
