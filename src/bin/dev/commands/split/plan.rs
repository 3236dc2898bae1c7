//! What is decided before either part is written: which function stands where, under which number.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use wasm_encoder::reencode::Error;
use wasmparser::{ExternalKind, TypeRef};

use super::choose::Choice;
use super::module::{Module, Trouble};

/// Where everything stands in the two parts.
pub struct Plan<'m, 'w> {
    pub module: &'m Module<'w>,
    choice: &'m Choice,
    /// The number of the table of functions.
    pub table: u32,
    /// The type of a function that takes nothing and gives nothing.
    pub quiet: u32,
    /// Places of the second part's functions in the table: those that they had, and new ones at the end.
    pub places: BTreeMap<u32, u32>,
    /// How many places are new.
    pub new_places: u32,
    /// The number of each function in the first part; a stand-in's number for those of the second that it names.
    pub in_first: Vec<Option<u32>>,
    /// The number of each function in the second part, where it has one.
    pub in_second: Vec<Option<u32>>,
    /// What the second part gets from the first, in order.
    pub passed_on: Vec<u32>,
    /// The module's own functions, in the order in which they are written.
    pub order: Vec<u32>,
    /// The stretches of memory that only the second part needs.
    data: &'m [Range<u32>],
}

impl<'m, 'w> Plan<'m, 'w> {
    /// Decides.
    pub fn of(module: &'m Module<'w>, choice: &'m Choice, data: &'m [Range<u32>]) -> Result<Self, Trouble> {
        let table = module.table().ok_or(Error::InvalidConstExpr)?;
        let quiet = module.arity.iter().position(|arity| *arity == (0, 0)).ok_or(Error::InvalidConstExpr)? as u32;
        let order = alike_together(module);
        let (in_first, stand_ins) = numbers_of_first(module, choice, &order)?;
        let (places, new_places) = places_of(module, choice, table, &stand_ins)?;
        let (in_second, passed_on) = numbers_of_second(module, choice, &order);
        Ok(Self { module, choice, table, quiet, places, new_places, in_first, in_second, passed_on, order, data })
    }

    /// The number of the global that says whether the second part is there.
    pub fn there(&self) -> u32 {
        self.module.global_types.len() as u32
    }

    /// The first part's functions, a line each.
    pub fn names(&self) -> String {
        let mut names: Vec<(u32, usize)> =
            self.in_first.iter().enumerate().filter_map(|(function, number)| Some(((*number)?, function))).collect();
        names.sort_unstable();
        let line = |(number, function): (u32, usize)| {
            let whose = if self.choice.second[function] { "(second) " } else { "" };
            format!("{number} {whose}{}\n", self.module.paths[function])
        };
        names.into_iter().map(line).collect()
    }

    /// What of a segment belongs to the second part: where in it, and how many bytes.
    pub fn shared(&self, start: u32, length: usize) -> impl Iterator<Item = (usize, usize)> {
        let end = start + length as u32;
        let here = self.data.iter().filter(move |stretch| stretch.start < end && stretch.end > start);
        here.map(move |stretch| {
            let (from, to) = (stretch.start.max(start), stretch.end.min(end));
            ((from - start) as usize, (to - from) as usize)
        })
    }
}

/// How many tables come from outside.
pub fn tables_from_outside(module: &Module<'_>) -> usize {
    module.imports.iter().filter(|import| matches!(import.ty, TypeRef::Table(_))).count()
}

/// Functions that begin alike lie side by side, which the compressor likes.
fn alike_together(module: &Module<'_>) -> Vec<u32> {
    let mut order: Vec<u32> = own(module).collect();
    order.sort_by_key(|function| (module.signatures[*function as usize], module.body(*function).as_bytes()));
    order
}

/// The module's own functions, by number: those from outside come before them.
fn own(module: &Module<'_>) -> Range<u32> {
    module.imported as u32..module.signatures.len() as u32
}

/// The numbers of the first part, and the functions that have a stand-in there: those of the second that it names.
fn numbers_of_first(
    module: &Module<'_>,
    choice: &Choice,
    order: &[u32],
) -> Result<(Vec<Option<u32>>, Vec<u32>), Trouble> {
    let named = named_in_first(module, choice)?;
    let start = own(module).start;
    let is_outside = |function: &u32| *function < start;
    let mut numbers: Vec<Option<u32>> =
        (0..module.signatures.len() as u32).map(|function| Some(function).filter(is_outside)).collect();
    let is_second = |function: u32| choice.second[function as usize];
    let here = order.iter().filter(|function| !is_second(**function) || named[**function as usize]);
    let mut stand_ins = Vec::new();
    // Behind what comes from outside anyway stands the function that joins.
    for (number, function) in (start + 1..).zip(here) {
        numbers[*function as usize] = Some(number);
        if is_second(*function) {
            stand_ins.push(*function);
        }
    }
    Ok((numbers, stand_ins))
}

/// Which functions the first part names: in its code, in the table, in what the module shows and where it starts.
fn named_in_first(module: &Module<'_>, choice: &Choice) -> Result<Vec<bool>, Trouble> {
    let mut named = vec![false; module.signatures.len()];
    let shown = module.exports.iter().filter(|export| export.kind == ExternalKind::Func).map(|export| export.index);
    for function in module.slots()?.iter().map(|(_, function)| *function).chain(shown).chain(module.start) {
        named[function as usize] = true;
    }
    for (_, callees) in own(module).zip(&module.named).filter(|(function, _)| !choice.second[*function as usize]) {
        for function in callees {
            named[*function as usize] = true;
        }
    }
    Ok(named)
}

/// The places of the second part's functions in the table, and how many of them are new.
fn places_of(
    module: &Module<'_>,
    choice: &Choice,
    table: u32,
    stand_ins: &[u32],
) -> Result<(BTreeMap<u32, u32>, u32), Trouble> {
    let slots = module.slots()?;
    let mut places: BTreeMap<u32, u32> = BTreeMap::new();
    for (place, function) in slots.iter().filter(|(_, function)| choice.second[*function as usize]) {
        places.insert(*function, *place);
    }
    let end = module.tables[table as usize - tables_from_outside(module)].ty.initial as u32;
    let mut new_places = 0;
    for function in stand_ins {
        places.entry(*function).or_insert_with(|| {
            new_places += 1;
            end + new_places - 1
        });
    }
    Ok((places, new_places))
}

/// The numbers of the second part, and what it gets from the first: what most of its functions call comes first, since a
/// number below 128 is a single byte.
fn numbers_of_second(module: &Module<'_>, choice: &Choice, order: &[u32]) -> (Vec<Option<u32>>, Vec<u32>) {
    let needed = needed_by_second(module, choice);
    let is_second = |function: u32| choice.second[function as usize];
    let is_both = |function: u32| choice.both[function as usize];
    let is_got = |function: &u32| needed[*function as usize] && !is_second(*function) && !is_both(*function);
    let mut passed_on: Vec<u32> = (0..module.signatures.len() as u32).filter(is_got).collect();
    let inside_calls = own(module).zip(&module.named).filter(|(function, _)| is_second(*function));
    let mut callers = vec![0_u32; module.signatures.len()];
    for callee in inside_calls.flat_map(|(_, callees)| callees) {
        callers[*callee as usize] += 1;
    }
    passed_on.sort_by_key(|function| Reverse(callers[*function as usize]));
    let has = |function: u32| is_second(function) || (is_both(function) && needed[function as usize]);
    let inside = order.iter().filter(|function| has(**function));
    let mut numbers = vec![None; module.signatures.len()];
    for (number, function) in (0..).zip(passed_on.iter().chain(inside)) {
        numbers[*function as usize] = Some(number);
    }
    (numbers, passed_on)
}

/// What the second part names. A tiny function of both parts is there only where it is named.
fn needed_by_second(module: &Module<'_>, choice: &Choice) -> Vec<bool> {
    let mut needed = vec![false; module.signatures.len()];
    let mut open: Vec<u32> = own(module).filter(|function| choice.second[*function as usize]).collect();
    while let Some(function) = open.pop() {
        for function in &module.named[function as usize - module.imported] {
            if !std::mem::replace(&mut needed[*function as usize], true) && choice.both[*function as usize] {
                open.push(*function);
            }
        }
    }
    needed
}
