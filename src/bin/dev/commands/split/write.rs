//! Writes the two parts of a module.
//!
//! Both work in one memory, with the same tables and globals; the first part has them, the second gets them from it. A
//! function of the second part that the first one calls has a place in the table of functions. Until the second part
//! is there, that place holds a stand-in, which asks for it and then goes on through the same place: called early or late,
//! a function does what it does in one piece.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::ops::Range;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, MemoryType, RawSection, SectionId, StartSection,
    TableSection, ValType,
};
use wasmparser::{ExternalKind, TypeRef};

use super::choose::Choice;
use super::module::{Module, Trouble, global_type};

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
    Ok(Parts { first: plan.first()?, second: plan.second()?, names: plan.names() })
}

/// What is decided before anything is written.
struct Plan<'m, 'w> {
    module: &'m Module<'w>,
    choice: &'m Choice,
    table: u32,
    /// The type of a function that takes nothing and gives nothing.
    quiet: u32,
    /// Places of the second part's functions in the table: those that they had, and new ones at the end.
    places: BTreeMap<u32, u32>,
    /// How many places are new.
    new_places: u32,
    /// The number of each function in the first part; a stand-in's number for those of the second that it names.
    in_first: Vec<Option<u32>>,
    /// The number of each function in the second part, where it has one.
    in_second: Vec<Option<u32>>,
    /// What the second part gets from the first, in order.
    passed_on: Vec<u32>,
    /// The module's own functions, in the order in which they are written.
    order: Vec<u32>,
    /// The stretches of memory that only the second part needs.
    data: &'m [Range<u32>],
}

impl<'m, 'w> Plan<'m, 'w> {
    fn of(module: &'m Module<'w>, choice: &'m Choice, data: &'m [Range<u32>]) -> Result<Self, Trouble> {
        let count = module.signatures.len() as u32;
        let own = module.imported as u32..count;
        let is_second = |function: u32| choice.second[function as usize];
        let slots = module.slots()?;
        let mut named_in_first = vec![false; count as usize];
        let shown = module.exports.iter().filter(|export| export.kind == ExternalKind::Func).map(|export| export.index);
        for function in slots.iter().map(|(_, function)| *function).chain(shown).chain(module.start) {
            named_in_first[function as usize] = true;
        }
        for (_, named) in own.clone().zip(&module.named).filter(|(function, _)| !is_second(*function)) {
            for function in named {
                named_in_first[*function as usize] = true;
            }
        }
        // Functions that begin alike lie side by side, which the compressor likes.
        let mut order: Vec<u32> = own.clone().collect();
        order.sort_by_key(|function| (module.signatures[*function as usize], module.body(*function).as_bytes()));
        // Behind what comes from outside anyway stands the function that joins.
        let mut in_first: Vec<Option<u32>> =
            (0..count).map(|function| Some(function).filter(|_| function < own.start)).collect();
        let mut stand_ins = Vec::new();
        for (number, function) in (own.start + 1..)
            .zip(order.iter().filter(|function| !is_second(**function) || named_in_first[**function as usize]))
        {
            in_first[*function as usize] = Some(number);
            if is_second(*function) {
                stand_ins.push(*function);
            }
        }
        let mut places: BTreeMap<u32, u32> = BTreeMap::new();
        for (place, function) in slots.iter().filter(|(_, function)| is_second(*function)) {
            places.insert(*function, *place);
        }
        let table = module.table().ok_or(Error::InvalidConstExpr)?;
        let own_table =
            table as usize - module.imports.iter().filter(|import| matches!(import.ty, TypeRef::Table(_))).count();
        let mut free = module.tables[own_table].ty.initial as u32;
        let mut new_places = 0;
        for function in &stand_ins {
            places.entry(*function).or_insert_with(|| {
                new_places += 1;
                free += 1;
                free - 1
            });
        }
        let here = |function: u32| is_second(function) || choice.both[function as usize];
        // What the second part names and has not itself. A tiny function of both parts is there only where it is named.
        let mut needed = vec![false; count as usize];
        let mut open: Vec<u32> = own.clone().filter(|function| is_second(*function)).collect();
        while let Some(function) = open.pop() {
            for function in &module.named[function as usize - module.imported] {
                if !std::mem::replace(&mut needed[*function as usize], true) && choice.both[*function as usize] {
                    open.push(*function);
                }
            }
        }
        let passed_on: Vec<u32> =
            (0..count).filter(|function| needed[*function as usize] && !here(*function)).collect();
        let mut in_second = vec![None; count as usize];
        for (number, function) in passed_on.iter().enumerate() {
            in_second[*function as usize] = Some(number as u32);
        }
        let has = |function: u32| is_second(function) || (here(function) && needed[function as usize]);
        for (number, function) in (passed_on.len() as u32..).zip(order.iter().filter(|function| has(**function))) {
            in_second[*function as usize] = Some(number);
        }
        let quiet = module.arity.iter().position(|arity| *arity == (0, 0)).ok_or(Error::InvalidConstExpr)? as u32;
        Ok(Self { module, choice, table, quiet, places, new_places, in_first, in_second, passed_on, order, data })
    }

    /// The number of the global that says whether the second part is there.
    fn there(&self) -> u32 {
        self.module.global_types.len() as u32
    }

    fn first(&self) -> Result<Vec<u8>, Trouble> {
        let module = self.module;
        let mut numbers = Numbers(&self.in_first);
        let mut out = wasm_encoder::Module::new();
        out.section(&RawSection { id: SectionId::Type as u8, data: module.types });
        let mut imports = ImportSection::new();
        for import in &module.imports {
            numbers.parse_import(&mut imports, *import)?;
        }
        let outside = module.imports.first().map_or("", |import| import.module);
        imports.import(outside, JOINING, EntityType::Function(self.quiet));
        out.section(&imports);

        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        // Behind the others: the question for the second part.
        let ask = self.in_first.iter().flatten().count() as u32 + 1;
        for function in self.order.iter().filter(|function| self.in_first[**function as usize].is_some()) {
            let kind = module.signatures[*function as usize];
            functions.function(kind);
            match self.places.get(function) {
                Some(place) => {
                    let mut body = Function::new([]);
                    let mut code_of = body.instructions();
                    code_of.call(ask);
                    for value in 0..module.arity[kind as usize].0 {
                        code_of.local_get(value);
                    }
                    code_of.i32_const(*place as i32).call_indirect(self.table, kind).end();
                    code.function(&body);
                }
                None => numbers.parse_function_body(&mut code, module.body(*function).clone())?,
            }
        }
        functions.function(self.quiet);
        let mut body = Function::new([]);
        body.instructions()
            .global_get(self.there())
            .i32_eqz()
            .if_(wasm_encoder::BlockType::Empty)
            .call(module.imported as u32)
            .end()
            .end();
        code.function(&body);
        out.section(&functions);

        let mut tables = TableSection::new();
        let before = module.imports.iter().filter(|import| matches!(import.ty, TypeRef::Table(_))).count();
        for (number, table) in module.tables.iter().enumerate() {
            let mut table = table.clone();
            if number + before == self.table as usize {
                table.ty.initial += u64::from(self.new_places);
                table.ty.maximum = table.ty.maximum.map(|most| most + u64::from(self.new_places));
            }
            numbers.parse_table(&mut tables, table)?;
        }
        out.section(&tables);
        if let Some(data) = module.memories {
            out.section(&RawSection { id: SectionId::Memory as u8, data });
        }
        let mut globals = GlobalSection::new();
        for global in &module.globals {
            numbers.parse_global(&mut globals, global.clone())?;
        }
        globals.global(FLAG, &ConstExpr::i32_const(0));
        out.section(&globals);

        let mut exports = ExportSection::new();
        for export in &module.exports {
            numbers.parse_export(&mut exports, *export)?;
        }
        let mut names = Names::default();
        for memory in 0..module.memory_count {
            exports.export(&names.next(), ExportKind::Memory, memory);
        }
        for table in 0..(before + module.tables.len()) as u32 {
            exports.export(&names.next(), ExportKind::Table, table);
        }
        for global in 0..=self.there() {
            exports.export(&names.next(), ExportKind::Global, global);
        }
        for function in &self.passed_on {
            let number = self.in_first[*function as usize].ok_or(Error::InvalidConstExpr)?;
            exports.export(&names.next(), ExportKind::Func, number);
        }
        out.section(&exports);
        if let Some(function) = module.start {
            out.section(&StartSection { function_index: numbers.function_index(function)? });
        }
        let mut elements = ElementSection::new();
        for element in &module.elements {
            numbers.parse_element(&mut elements, element.clone())?;
        }
        out.section(&elements);
        out.section(&code);
        // What is not here yet is zero: that weighs next to nothing, and less than places of its own for what lies between.
        let mut data = DataSection::new();
        for (start, bytes) in &module.data {
            let mut bytes = bytes.to_vec();
            for (place, length) in self.shared(*start, bytes.len()) {
                bytes[place..place + length].fill(0);
            }
            data.active(0, &ConstExpr::i32_const(*start as i32), bytes);
        }
        out.section(&data);
        Ok(out.finish())
    }

    fn second(&self) -> Result<Vec<u8>, Trouble> {
        let module = self.module;
        let mut numbers = Numbers(&self.in_second);
        let mut out = wasm_encoder::Module::new();
        out.section(&RawSection { id: SectionId::Type as u8, data: module.types });

        let mut imports = ImportSection::new();
        let mut names = Names::default();
        let mut import = |kind: EntityType| {
            imports.import(FROM_FIRST, &names.next(), kind);
        };
        let memory = MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
        for _ in 0..module.memory_count {
            import(memory.into());
        }
        let imported = module.imports.iter().filter_map(|import| match import.ty {
            TypeRef::Table(kind) => Some(kind),
            _ => None,
        });
        for kind in imported.chain(module.tables.iter().map(|table| table.ty)) {
            // What is there may be larger than what is asked for.
            let kind = wasmparser::TableType { maximum: None, ..kind };
            import(numbers.table_type(kind)?.into());
        }
        for kind in &module.global_types {
            import(global_type(*kind)?.into());
        }
        import(FLAG.into());
        for function in &self.passed_on {
            import(EntityType::Function(module.signatures[*function as usize]));
        }
        out.section(&imports);

        let mut functions = FunctionSection::new();
        let mut code = CodeSection::new();
        let mut count = self.passed_on.len() as u32;
        for function in self.order.iter().filter(|function| {
            self.in_second[**function as usize].is_some_and(|number| number as usize >= self.passed_on.len())
        }) {
            functions.function(module.signatures[*function as usize]);
            numbers.parse_function_body(&mut code, module.body(*function).clone())?;
            count += 1;
        }
        // It says by itself that it is there.
        functions.function(self.quiet);
        let mut body = Function::new([]);
        body.instructions().i32_const(1).global_set(self.there()).end();
        code.function(&body);
        out.section(&functions);
        out.section(&StartSection { function_index: count });

        let mut elements = ElementSection::new();
        let mut by_place: Vec<(u32, u32)> = self.places.iter().map(|(function, place)| (*place, *function)).collect();
        by_place.sort_unstable();
        for run in by_place.chunk_by(|one, next| one.0 + 1 == next.0) {
            let functions: Vec<u32> =
                run.iter().filter_map(|(_, function)| self.in_second[*function as usize]).collect();
            let table = (self.table != 0).then_some(self.table);
            elements.active(table, &ConstExpr::i32_const(run[0].0 as i32), Elements::Functions(functions.into()));
        }
        out.section(&elements);
        out.section(&code);
        let mut data = DataSection::new();
        for (start, bytes) in &module.data {
            for (place, length) in self.shared(*start, bytes.len()) {
                let start = ConstExpr::i32_const(*start as i32 + place as i32);
                data.active(0, &start, bytes[place..place + length].iter().copied());
            }
        }
        out.section(&data);
        Ok(out.finish())
    }

    fn names(&self) -> String {
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
    fn shared(&self, start: u32, length: usize) -> impl Iterator<Item = (usize, usize)> {
        let end = start + length as u32;
        let here = self.data.iter().filter(move |stretch| stretch.start < end && stretch.end > start);
        here.map(move |stretch| {
            let (from, to) = (stretch.start.max(start), stretch.end.min(end));
            ((from - start) as usize, (to - from) as usize)
        })
    }
}

/// The global that says whether the second part is there.
const FLAG: GlobalType = GlobalType { val_type: ValType::I32, mutable: true, shared: false };

/// Gives each function its new number.
struct Numbers<'n>(&'n [Option<u32>]);

impl Reencode for Numbers<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error> {
        self.0[function as usize].ok_or(Error::InvalidConstExpr)
    }
}

/// Names for what is passed on: a sign that no name of the script begins with, and a short number.
#[derive(Default)]
struct Names(usize);

impl Names {
    fn next(&mut self) -> String {
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
