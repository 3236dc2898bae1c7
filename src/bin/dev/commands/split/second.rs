//! The second part, section by section in the order that wasm has for them.

use wasm_encoder::reencode::Reencode;
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, Function, FunctionSection,
    ImportSection, MemoryType, RawSection, SectionId, StartSection,
};
use wasmparser::TypeRef;

use super::module::{Trouble, global_type};
use super::plan::Plan;
use super::write::{FLAG, FROM_FIRST, Names, Numbers};

/// Writes it.
pub fn write(plan: &Plan<'_, '_>) -> Result<Vec<u8>, Trouble> {
    let mut numbers = Numbers(&plan.in_second);
    let mut out = wasm_encoder::Module::new();
    out.section(&RawSection { id: SectionId::Type as u8, data: plan.module.types });
    out.section(&imports(plan, &mut numbers)?);
    let (functions, code, last) = functions(plan, &mut numbers)?;
    out.section(&functions);
    out.section(&StartSection { function_index: last });
    out.section(&elements(plan));
    out.section(&code);
    out.section(&data(plan));
    Ok(out.finish())
}

/// Memory, tables, globals and functions of the first part, in the order in which that one shows them.
fn imports(plan: &Plan<'_, '_>, numbers: &mut Numbers<'_>) -> Result<ImportSection, Trouble> {
    let module = plan.module;
    let mut imports = ImportSection::new();
    let mut names = Names::default();
    let mut import = |kind: EntityType| {
        imports.import(FROM_FIRST, &names.next(), kind);
    };
    let memory = MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None };
    for _ in 0..module.memory_count {
        import(memory.into());
    }
    let from_outside = module.imports.iter().filter_map(|import| match import.ty {
        TypeRef::Table(kind) => Some(kind),
        _ => None,
    });
    for kind in from_outside.chain(module.tables.iter().map(|table| table.ty)) {
        // What is there may be larger than what is asked for.
        let kind = wasmparser::TableType { maximum: None, ..kind };
        import(numbers.table_type(kind)?.into());
    }
    for kind in &module.global_types {
        import(global_type(*kind)?.into());
    }
    import(FLAG.into());
    for function in &plan.passed_on {
        import(EntityType::Function(module.signatures[*function as usize]));
    }
    Ok(imports)
}

/// Its functions. The last one, whose number comes along, says that the part is there.
fn functions(plan: &Plan<'_, '_>, numbers: &mut Numbers<'_>) -> Result<(FunctionSection, CodeSection, u32), Trouble> {
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    let got = plan.passed_on.len();
    let is_inside = |function: &&u32| plan.in_second[**function as usize].is_some_and(|number| number as usize >= got);
    for function in plan.order.iter().filter(is_inside) {
        functions.function(plan.module.signatures[*function as usize]);
        numbers.parse_function_body(&mut code, plan.module.body(*function).clone())?;
    }
    let last = got as u32 + functions.len();
    functions.function(plan.quiet);
    let mut body = Function::new([]);
    body.instructions().i32_const(1).global_set(plan.there()).end();
    code.function(&body);
    Ok((functions, code, last))
}

/// Takes the places of the stand-ins.
fn elements(plan: &Plan<'_, '_>) -> ElementSection {
    let mut elements = ElementSection::new();
    let mut by_place: Vec<(u32, u32)> = plan.places.iter().map(|(function, place)| (*place, *function)).collect();
    by_place.sort_unstable();
    for run in by_place.chunk_by(|one, next| one.0 + 1 == next.0) {
        let functions: Vec<u32> = run.iter().filter_map(|(_, function)| plan.in_second[*function as usize]).collect();
        let table = (plan.table != 0).then_some(plan.table);
        elements.active(table, &ConstExpr::i32_const(run[0].0 as i32), Elements::Functions(functions.into()));
    }
    elements
}

/// What the first part left zero.
fn data(plan: &Plan<'_, '_>) -> DataSection {
    let mut data = DataSection::new();
    for (start, bytes) in &plan.module.data {
        for (place, length) in plan.shared(*start, bytes.len()) {
            let start = ConstExpr::i32_const(*start as i32 + place as i32);
            data.active(0, &start, bytes[place..place + length].iter().copied());
        }
    }
    data
}
