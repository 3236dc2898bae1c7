//! The first part, section by section in the order that wasm has for them.

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, ElementSection, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, ImportSection, RawSection, SectionId, StartSection, TableSection,
};

use super::module::Trouble;
use super::plan::{Plan, tables_from_outside};
use super::write::{FLAG, JOINING, Names, Numbers};

/// Writes it.
pub fn write(plan: &Plan<'_, '_>) -> Result<Vec<u8>, Trouble> {
    let module = plan.module;
    let mut numbers = Numbers(&plan.in_first);
    let mut out = wasm_encoder::Module::new();
    out.section(&RawSection { id: SectionId::Type as u8, data: module.types });
    out.section(&imports(plan, &mut numbers)?);
    let (functions, code) = functions(plan, &mut numbers)?;
    out.section(&functions);
    out.section(&tables(plan, &mut numbers)?);
    if let Some(data) = module.memories {
        out.section(&RawSection { id: SectionId::Memory as u8, data });
    }
    let mut globals = GlobalSection::new();
    for global in &module.globals {
        numbers.parse_global(&mut globals, global.clone())?;
    }
    globals.global(FLAG, &ConstExpr::i32_const(0));
    out.section(&globals);
    out.section(&exports(plan, &mut numbers)?);
    if let Some(function) = module.start {
        out.section(&StartSection { function_index: numbers.function_index(function)? });
    }
    let mut elements = ElementSection::new();
    for element in &module.elements {
        numbers.parse_element(&mut elements, element.clone())?;
    }
    out.section(&elements);
    out.section(&code);
    out.section(&data(plan));
    Ok(out.finish())
}

/// What the whole had from outside, and the function that joins.
fn imports(plan: &Plan<'_, '_>, numbers: &mut Numbers<'_>) -> Result<ImportSection, Trouble> {
    let mut imports = ImportSection::new();
    for import in &plan.module.imports {
        numbers.parse_import(&mut imports, *import)?;
    }
    let outside = plan.module.imports.first().map_or("", |import| import.module);
    imports.import(outside, JOINING, EntityType::Function(plan.quiet));
    Ok(imports)
}

/// Its functions and the stand-ins; behind them the question for the second part.
fn functions(plan: &Plan<'_, '_>, numbers: &mut Numbers<'_>) -> Result<(FunctionSection, CodeSection), Trouble> {
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    let question = plan.in_first.iter().flatten().count() as u32 + 1;
    for function in plan.order.iter().filter(|function| plan.in_first[**function as usize].is_some()) {
        let kind = plan.module.signatures[*function as usize];
        functions.function(kind);
        match plan.places.get(function) {
            Some(place) => drop(code.function(&stand_in(plan, kind, *place, question))),
            None => numbers.parse_function_body(&mut code, plan.module.body(*function).clone())?,
        }
    }
    functions.function(plan.quiet);
    let mut body = Function::new([]);
    let joining = plan.module.imported as u32;
    body.instructions().global_get(plan.there()).i32_eqz().if_(BlockType::Empty).call(joining).end().end();
    code.function(&body);
    Ok((functions, code))
}

/// Asks for the second part, and goes on through the place that its function has in the table.
fn stand_in(plan: &Plan<'_, '_>, kind: u32, place: u32, question: u32) -> Function {
    let mut body = Function::new([]);
    let mut code = body.instructions();
    code.call(question);
    for value in 0..plan.module.arity[kind as usize].0 {
        code.local_get(value);
    }
    code.i32_const(place as i32).call_indirect(plan.table, kind).end();
    body
}

/// The tables, with room for the new places.
fn tables(plan: &Plan<'_, '_>, numbers: &mut Numbers<'_>) -> Result<TableSection, Trouble> {
    let mut tables = TableSection::new();
    let before = tables_from_outside(plan.module);
    for (number, table) in plan.module.tables.iter().enumerate() {
        let mut table = table.clone();
        if number + before == plan.table as usize {
            table.ty.initial += u64::from(plan.new_places);
            table.ty.maximum = table.ty.maximum.map(|most| most + u64::from(plan.new_places));
        }
        numbers.parse_table(&mut tables, table)?;
    }
    Ok(tables)
}

/// What the whole showed, and what the second part needs.
fn exports(plan: &Plan<'_, '_>, numbers: &mut Numbers<'_>) -> Result<ExportSection, Trouble> {
    let mut exports = ExportSection::new();
    for export in &plan.module.exports {
        numbers.parse_export(&mut exports, *export)?;
    }
    let mut names = Names::default();
    for memory in 0..plan.module.memory_count {
        exports.export(&names.next(), ExportKind::Memory, memory);
    }
    for table in 0..(tables_from_outside(plan.module) + plan.module.tables.len()) as u32 {
        exports.export(&names.next(), ExportKind::Table, table);
    }
    for global in 0..=plan.there() {
        exports.export(&names.next(), ExportKind::Global, global);
    }
    for function in &plan.passed_on {
        let number = plan.in_first[*function as usize].ok_or(Error::InvalidConstExpr)?;
        exports.export(&names.next(), ExportKind::Func, number);
    }
    Ok(exports)
}

/// What is not here yet is zero: that weighs next to nothing, and less than places of its own for what lies between.
fn data(plan: &Plan<'_, '_>) -> DataSection {
    let mut data = DataSection::new();
    for (start, bytes) in &plan.module.data {
        let mut bytes = bytes.to_vec();
        for (place, length) in plan.shared(*start, bytes.len()) {
            bytes[place..place + length].fill(0);
        }
        data.active(0, &ConstExpr::i32_const(*start as i32), bytes);
    }
    data
}
