//! Writes the two parts of a module.
//!
//! Both work in one memory, with the same tables and globals; the first part has them, the second gets them from it. A
//! function of the second part that the first one calls has a place in the table of functions. Until the second part
//! is there, that place holds a stand-in, which asks for it and then goes on through the same place: called early or late,
//! a function does what it does in one piece.

use std::convert::Infallible;
use std::ops::Range;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{GlobalType, ValType};

use super::choose::Choice;
use super::module::{Module, Trouble};
use super::plan::Plan;
use super::{first, second};

/// The two parts.
pub struct Parts {
    /// What comes first, under the same imports and exports as the whole.
    pub first: Vec<u8>,
    /// What comes behind; it imports from the first alone, as [`FROM_FIRST`].
    pub second: Vec<u8>,
    /// The first part's functions, a line each: the number, the name, and whether it stands in for the second's.
    pub names: String,
}

/// The name by which the second part knows the first.
pub const FROM_FIRST: &str = "1";

/// What the first part imports besides: the function that joins the second within the call. Its module is that of the
/// other functions from outside.
pub const JOINING: &str = "joinNow";

/// Cuts. `data` are the stretches of memory that only the second part needs, in order.
pub fn write(module: &Module<'_>, choice: &Choice, data: &[Range<u32>]) -> Result<Parts, Trouble> {
    let plan = Plan::of(module, choice, data)?;
    Ok(Parts { first: first::write(&plan)?, second: second::write(&plan)?, names: plan.names() })
}

/// The global that says whether the second part is there.
pub const FLAG: GlobalType = GlobalType { val_type: ValType::I32, mutable: true, shared: false };

/// Gives each function its new number.
pub struct Numbers<'n>(pub &'n [Option<u32>]);

impl Reencode for Numbers<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        self.0[function as usize].ok_or(Error::InvalidConstExpr)
    }
}

/// Names for what is passed on: a sign that no name of the script begins with, and a short number.
#[derive(Default)]
pub struct Names(usize);

impl Names {
    /// The next one.
    pub fn next(&mut self) -> String {
        const SIGNS: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$";
        let mut name = String::from("'");
        let mut rest = self.0;
        self.0 += 1;
        loop {
            name.push(char::from(SIGNS[rest % 64]));
            rest /= 64;
            if rest == 0 {
                return name;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use wasmparser::Validator;

    use super::super::module::tests::{Sketch, sketch};
    use super::*;

    #[test]
    fn both_parts_hold_and_what_is_cut_is_there_once() {
        let wasm = sketch(&[
            Sketch { name: "main", calls: &[1], shown: true, ..Sketch::default() },
            Sketch { name: "cut", calls: &[3], ..Sketch::default() },
            Sketch { name: "cut and in the table", in_table: true, ..Sketch::default() },
            Sketch { name: "helper", ..Sketch::default() },
        ]);
        let module = Module::read(&wasm).unwrap();
        let choice = Choice { second: vec![false, true, true, false], both: vec![false; 4] };
        let parts = write(&module, &choice, &[1026..1028, 2000..2010]).unwrap();
        Validator::new().validate_all(&parts.first).unwrap();
        Validator::new().validate_all(&parts.second).unwrap();

        let first = Module::read(&parts.first).unwrap();
        // Four functions, two of them stand-ins, and the question; before them, the function that joins.
        assert_eq!((first.imported, first.bodies.len()), (1, 5));
        assert_eq!(first.imports[0].name, JOINING);
        assert_eq!(first.data, [(1024, &b"pr\0\0iers"[..])]);
        let shown: Vec<&str> = first.exports.iter().map(|export| export.name).collect();
        assert!(shown.contains(&"main"), "{shown:?}");

        let second = Module::read(&parts.second).unwrap();
        // The two that were cut, and the word that they are there. They call back into the first part once.
        assert_eq!((second.imported, second.bodies.len()), (1, 3));
        assert!(second.imports.iter().all(|import| import.module == FROM_FIRST && shown.contains(&import.name)));
        assert_eq!(second.data, [(1026, &b"em"[..])]);
        // The one keeps its place in the table, the other has a new one behind it.
        let places: Vec<u32> = second.slots().unwrap().into_iter().map(|(place, _)| place).collect();
        assert_eq!(places, [1, 2]);
        assert_eq!(first.tables[0].ty.initial, 3);
        assert_eq!(parts.names.lines().filter(|line| line.contains("(second)")).count(), 2);
    }
}
