//! A wasm module, read: what the cut needs to know of each function.

use std::ops::Range;

use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasmparser::{
    CompositeInnerType, ConstExpr, DataKind, Element, ElementItems, ElementKind, Export, FunctionBody, Global,
    GlobalType, Import, KnownCustom, Name, Operator, Parser, Payload, Table, TypeRef,
};

/// A read module. Functions are counted as in wasm: the imported ones first.
pub struct Module<'w> {
    /// The section of types, as it stands.
    pub types: &'w [u8],
    /// How many values each type of function takes and gives.
    pub arity: Vec<(u32, u32)>,
    /// What comes from outside.
    pub imports: Vec<Import<'w>>,
    /// The type of each function.
    pub signatures: Vec<u32>,
    /// How many functions come from outside.
    pub imported: usize,
    /// The module's own tables.
    pub tables: Vec<Table<'w>>,
    /// The section of memories, as it stands.
    pub memories: Option<&'w [u8]>,
    /// How many memories and tables it knows, imported or its own.
    pub memory_count: u32,
    /// Its own globals.
    pub globals: Vec<Global<'w>>,
    /// The types of all globals, imported or its own.
    pub global_types: Vec<GlobalType>,
    /// What it shows outside.
    pub exports: Vec<Export<'w>>,
    /// The function that runs by itself.
    pub start: Option<u32>,
    /// What its tables hold from the beginning.
    pub elements: Vec<Element<'w>>,
    /// What lies in memory from the beginning: where, and the bytes.
    pub data: Vec<(u32, &'w [u8])>,
    /// The bodies of its own functions.
    pub bodies: Vec<FunctionBody<'w>>,
    /// The name of each function, as the compiler wrote it; empty where it has none.
    pub names: Vec<&'w str>,
    /// The same, as a person would write it.
    pub paths: Vec<String>,
    /// The functions that each of its own functions names: calls, and addresses that are taken.
    pub named: Vec<Vec<u32>>,
}

/// What keeps a module from being cut.
pub type Trouble = Error<std::convert::Infallible>;

impl<'w> Module<'w> {
    /// Reads a whole module.
    pub fn read(wasm: &'w [u8]) -> Result<Self, Trouble> {
        let mut module = Self {
            types: &[],
            arity: Vec::new(),
            imports: Vec::new(),
            signatures: Vec::new(),
            imported: 0,
            tables: Vec::new(),
            memories: None,
            memory_count: 0,
            globals: Vec::new(),
            global_types: Vec::new(),
            exports: Vec::new(),
            start: None,
            elements: Vec::new(),
            data: Vec::new(),
            bodies: Vec::new(),
            names: Vec::new(),
            paths: Vec::new(),
            named: Vec::new(),
        };
        let section = |range: Range<usize>| &wasm[range];
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(reader) => {
                    module.types = section(span(reader.range()));
                    for group in reader {
                        for kind in group?.into_types() {
                            let CompositeInnerType::Func(kind) = kind.composite_type.inner else {
                                return Err(Error::CanonicalizedHeapTypeReference);
                            };
                            module.arity.push((kind.params().len() as u32, kind.results().len() as u32));
                        }
                    }
                }
                Payload::ImportSection(reader) => {
                    for import in reader.into_imports() {
                        let import = import?;
                        match import.ty {
                            TypeRef::Func(kind) => module.signatures.push(kind),
                            TypeRef::Global(kind) => module.global_types.push(kind),
                            TypeRef::Memory(_) => module.memory_count += 1,
                            _ => {}
                        }
                        module.imports.push(import);
                    }
                    module.imported = module.signatures.len();
                }
                Payload::FunctionSection(reader) => {
                    for kind in reader {
                        module.signatures.push(kind?);
                    }
                }
                Payload::TableSection(reader) => module.tables = reader.into_iter().collect::<Result<_, _>>()?,
                Payload::MemorySection(reader) => {
                    module.memory_count += reader.count();
                    module.memories = Some(section(span(reader.range())));
                }
                Payload::GlobalSection(reader) => {
                    module.globals = reader.into_iter().collect::<Result<_, _>>()?;
                    module.global_types.extend(module.globals.iter().map(|global| global.ty));
                }
                Payload::ExportSection(reader) => module.exports = reader.into_iter().collect::<Result<_, _>>()?,
                Payload::StartSection { func, .. } => module.start = Some(func),
                Payload::ElementSection(reader) => module.elements = reader.into_iter().collect::<Result<_, _>>()?,
                Payload::DataSection(reader) => {
                    for segment in reader {
                        let segment = segment?;
                        let DataKind::Active { memory_index: 0, offset_expr } = segment.kind else {
                            return Err(Error::InvalidConstExpr);
                        };
                        module.data.push((number(&offset_expr)?, segment.data));
                    }
                }
                Payload::CodeSectionEntry(body) => module.bodies.push(body),
                // Other sections of this kind are for tools, and go.
                Payload::CustomSection(reader) => {
                    if let KnownCustom::Name(reader) = reader.as_known() {
                        for part in reader {
                            if let Name::Function(map) = part? {
                                names.extend(map.into_iter().collect::<Result<Vec<_>, _>>()?);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        module.names = vec![""; module.signatures.len()];
        for name in names {
            module.names[name.index as usize] = name.name;
        }
        module.paths = module.names.iter().map(|name| format!("{:#}", rustc_demangle::demangle(name))).collect();
        for body in &module.bodies {
            let mut named = Vec::new();
            for operator in body.get_operators_reader()? {
                if let Operator::Call { function_index }
                | Operator::ReturnCall { function_index }
                | Operator::RefFunc { function_index } = operator?
                {
                    named.push(function_index);
                }
            }
            named.sort_unstable();
            named.dedup();
            module.named.push(named);
        }
        Ok(module)
    }

    /// Every place of the table of functions that is filled from the beginning: the place and the function.
    pub fn slots(&self) -> Result<Vec<(u32, u32)>, Trouble> {
        let mut slots = Vec::new();
        for element in &self.elements {
            let (ElementKind::Active { offset_expr, .. }, ElementItems::Functions(functions)) =
                (&element.kind, &element.items)
            else {
                continue;
            };
            let start = number(offset_expr)?;
            for (place, function) in functions.clone().into_iter().enumerate() {
                slots.push((start + place as u32, function?));
            }
        }
        Ok(slots)
    }

    /// The table of functions.
    pub fn table(&self) -> Option<u32> {
        self.elements.iter().find_map(|element| match (&element.kind, &element.items) {
            (ElementKind::Active { table_index, .. }, ElementItems::Functions(_)) => Some(table_index.unwrap_or(0)),
            _ => None,
        })
    }

    /// The body of one of its own functions.
    pub fn body(&self, function: u32) -> &FunctionBody<'w> {
        &self.bodies[function as usize - self.imported]
    }
}

/// A type, as the other library writes it.
pub fn global_type(kind: GlobalType) -> Result<wasm_encoder::GlobalType, Trouble> {
    RoundtripReencoder.global_type(kind)
}

/// Where something begins, in a table or in memory.
pub fn number(place: &ConstExpr<'_>) -> Result<u32, Trouble> {
    match place.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value as u32),
        _ => Err(Error::InvalidConstExpr),
    }
}

/// Positions in a file that is in memory.
pub fn span(range: Range<u64>) -> Range<usize> {
    range.start as usize..range.end as usize
}

#[cfg(test)]
pub mod tests {
    use wasm_encoder::{
        CodeSection, ConstExpr, DataSection, ElementSection, Elements, ExportKind, ExportSection, Function,
        FunctionSection, MemorySection, MemoryType, NameMap, NameSection, RefType, TableSection, TableType,
        TypeSection,
    };

    use super::*;

    /// A function for a test: its name, which others it calls, by their numbers, and how it is reached.
    #[derive(Default)]
    pub struct Sketch<'s> {
        pub name: &'s str,
        pub calls: &'s [u32],
        pub shown: bool,
        pub in_table: bool,
    }

    /// A module of such functions. It has a memory with eight bytes at 1024.
    pub fn sketch(functions: &[Sketch<'_>]) -> Vec<u8> {
        let mut module = wasm_encoder::Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        module.section(&types);
        let (mut declared, mut exports, mut code) = (FunctionSection::new(), ExportSection::new(), CodeSection::new());
        let (mut names, mut in_table) = (NameMap::new(), Vec::new());
        for (number, function) in (0..).zip(functions) {
            declared.function(0);
            names.append(number, function.name);
            if function.shown {
                exports.export(function.name, ExportKind::Func, number);
            }
            if function.in_table {
                in_table.push(number);
            }
            let mut body = Function::new([]);
            for called in function.calls {
                body.instructions().call(*called);
            }
            // Long enough not to be written into both parts.
            for _ in 0..30 {
                body.instructions().nop();
            }
            body.instructions().end();
            code.function(&body);
        }
        module.section(&declared);
        let mut tables = TableSection::new();
        let size = 1 + in_table.len() as u64;
        let kind = RefType::FUNCREF;
        tables.table(TableType {
            element_type: kind,
            minimum: size,
            maximum: Some(size),
            table64: false,
            shared: false,
        });
        module.section(&tables);
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        module.section(&memories);
        module.section(&exports);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(in_table.into()));
        module.section(&elements);
        module.section(&code);
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(1024), *b"premiers");
        module.section(&data);
        let mut section = NameSection::new();
        section.functions(&names);
        module.section(&section);
        module.finish()
    }

    #[test]
    fn a_module_is_read_with_its_names_calls_and_places() {
        let wasm = sketch(&[
            Sketch { name: "main", calls: &[1, 1], shown: true, ..Sketch::default() },
            Sketch { name: "called", in_table: true, ..Sketch::default() },
        ]);
        let module = Module::read(&wasm).unwrap();
        assert_eq!(module.paths, ["main", "called"]);
        assert_eq!(module.named, [vec![1], vec![]]);
        assert_eq!(module.slots().unwrap(), [(1, 1)]);
        assert_eq!(module.data, [(1024, &b"premiers"[..])]);
    }
}
