//! Which bytes of the data belong to which part.
//!
//! Texts, tables and the like lie in memory from the beginning, and nothing in a finished module says who reads them: an
//! address is a number among others. The linker knew. It was told to write down every address that it filled in
//! (`--emit-relocs`), so what a function names is known piece by piece, and what those pieces name in turn.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use wasmparser::{
    DataKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocationEntry, RelocationType, SymbolInfo,
    TypeRef,
};

use super::choose::Choice;
use super::module::{Module, Trouble, number, span};

/// Fewer bytes than this are not worth a place of their own.
const SHORT: usize = 12;

/// What the linker knew.
#[derive(Default)]
pub struct Layout<'w> {
    /// Where each piece lies in memory, in order.
    pieces: Vec<Range<u32>>,
    /// The pieces that each piece names.
    within: Vec<Vec<usize>>,
    /// What each function names, by its name.
    functions: HashMap<&'w str, Named<'w>>,
}

/// What a function names.
#[derive(Default)]
struct Named<'w> {
    pieces: Vec<usize>,
    functions: Vec<&'w str>,
}

impl<'w> Layout<'w> {
    /// Reads a linked module. One whose linker wrote nothing down has no pieces.
    pub fn read(linked: &'w [u8]) -> Result<Self, Trouble> {
        let mut segments: Vec<(u32, Range<usize>)> = Vec::new();
        let mut symbols = Vec::new();
        let mut sections = Vec::new();
        let mut notes: Vec<(usize, Vec<RelocationEntry>)> = Vec::new();
        let mut bodies = Vec::new();
        let mut names: HashMap<u32, &'w str> = HashMap::new();
        let mut imported = 0;
        for payload in Parser::new(0).parse_all(linked) {
            let payload = payload?;
            if let Some((_, range)) = payload.as_section() {
                sections.push(span(range).start);
            }
            match payload {
                Payload::ImportSection(reader) => {
                    for import in reader.into_imports() {
                        imported += usize::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(span(body.range())),
                Payload::DataSection(reader) => {
                    for segment in reader {
                        let segment = segment?;
                        let DataKind::Active { offset_expr, .. } = segment.kind else { continue };
                        let range = span(segment.range);
                        segments.push((number(&offset_expr)?, range.end - segment.data.len()..range.end));
                    }
                }
                Payload::CustomSection(reader) => match reader.as_known() {
                    KnownCustom::Name(reader) => {
                        for part in reader {
                            if let Name::Function(map) = part? {
                                for name in map {
                                    let name = name?;
                                    names.insert(name.index, name.name);
                                }
                            }
                        }
                    }
                    KnownCustom::Linking(reader) => {
                        for part in reader.subsections() {
                            if let Linking::SymbolTable(map) = part? {
                                symbols = map.into_iter().collect::<Result<_, _>>()?;
                            }
                        }
                    }
                    KnownCustom::Reloc(reader) => {
                        let entries = reader.entries().into_iter().collect::<Result<_, _>>()?;
                        notes.push((reader.section_index() as usize, entries));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        let address = |segment: u32, offset: u32| segments.get(segment as usize).map(|(start, _)| start + offset);
        let mut pieces: Vec<Range<u32>> = symbols.iter().filter_map(|symbol| place(symbol, address)).collect();
        pieces.sort_unstable_by_key(|piece| (piece.start, piece.end));
        pieces.dedup();
        let at = |range: Range<u32>| {
            pieces.binary_search_by_key(&(range.start, range.end), |piece| (piece.start, piece.end))
        };
        let mut layout = Self { within: vec![Vec::new(); pieces.len()], ..Self::default() };
        for (section, entries) in notes {
            for note in entries {
                let position = sections.get(section).map_or(0, |start| start + note.offset as usize);
                let symbol = symbols.get(note.index as usize);
                let piece = symbol.filter(|_| is_address(note.ty)).and_then(|symbol| place(symbol, address));
                let piece = piece.and_then(|piece| at(piece).ok());
                if let Some(body) = holding(&bodies, position) {
                    let Some(name) = names.get(&((imported + body) as u32)) else { continue };
                    let named = layout.functions.entry(name).or_default();
                    named.pieces.extend(piece);
                    if let (RelocationType::FunctionIndexLeb, Some(SymbolInfo::Func { index, .. })) = (note.ty, symbol)
                    {
                        named.functions.extend(names.get(index));
                    }
                } else if let Some(segment) = segments.iter().find(|(_, range)| range.contains(&position)) {
                    let here = segment.0 + (position - segment.1.start) as u32;
                    for holder in around(&pieces, here) {
                        layout.within[holder].extend(piece);
                    }
                }
            }
        }
        layout.pieces = pieces;
        Ok(layout)
    }

    /// The stretches of memory that the second part alone names, in order.
    pub fn of_second(&self, module: &Module<'_>, choice: &Choice) -> Result<Vec<Range<u32>>, Trouble> {
        let mut first = vec![false; self.pieces.len()];
        let mut open = self.named_in_code(module, choice)?;
        let there: HashMap<&str, bool> =
            module.names.iter().zip(&choice.second).map(|(name, second)| (*name, *second)).collect();
        let mut functions: Vec<&str> = there.iter().filter(|(_, second)| !**second).map(|(name, _)| *name).collect();
        let mut seen = HashSet::new();
        while let Some(function) = functions.pop() {
            let Some(named) = self.functions.get(function).filter(|_| seen.insert(function)) else { continue };
            open.extend(&named.pieces);
            // A function that is gone was written into those that called it.
            functions.extend(named.functions.iter().filter(|name| !there.contains_key(**name)));
        }
        while let Some(piece) = open.pop() {
            if !std::mem::replace(&mut first[piece], true) {
                open.extend(&self.within[piece]);
            }
        }
        // Pieces may lie in each other: a byte that the first part names is in no stretch.
        let ends = self.pieces.iter().map(|piece| piece.end).max().unwrap_or_default();
        let mut seconds = vec![false; ends as usize];
        for is_first in [false, true] {
            for (piece, _) in self.pieces.iter().zip(&first).filter(|(_, first)| **first == is_first) {
                seconds[piece.start as usize..piece.end as usize].fill(!is_first);
            }
        }
        let mut stretches = Vec::new();
        let mut start = 0;
        for run in seconds.chunk_by(|one, next| one == next) {
            if run[0] && run.len() >= SHORT {
                stretches.push(start..start + run.len() as u32);
            }
            start += run.len() as u32;
        }
        Ok(stretches)
    }

    /// The pieces in which a number of the first part's finished code would lie, were it an address. Most are named there
    /// by their names, too; this holds even for a function that the tools behind the linker have renamed.
    fn named_in_code(&self, module: &Module<'_>, choice: &Choice) -> Result<Vec<usize>, Trouble> {
        let mut pieces = Vec::new();
        for (_, body) in (module.imported..).zip(&module.bodies).filter(|(function, _)| !choice.second[*function]) {
            for operator in body.get_operators_reader()? {
                if let Operator::I32Const { value } = operator? {
                    pieces.extend(around(&self.pieces, value as u32));
                }
            }
        }
        Ok(pieces)
    }
}

/// The pieces that hold an address: few begin before it and reach so far.
fn around(pieces: &[Range<u32>], address: u32) -> impl Iterator<Item = usize> {
    let before = pieces.partition_point(|piece| piece.start <= address);
    (before.saturating_sub(64)..before).filter(move |piece| pieces[*piece].contains(&address))
}

/// Where a symbol of the data lies.
fn place(symbol: &SymbolInfo<'_>, address: impl Fn(u32, u32) -> Option<u32>) -> Option<Range<u32>> {
    let SymbolInfo::Data { symbol: Some(symbol), .. } = symbol else { return None };
    let start = address(symbol.index, symbol.offset)?;
    (symbol.size > 0).then(|| start..start + symbol.size)
}

/// Whether an address of memory was filled in.
fn is_address(kind: RelocationType) -> bool {
    use RelocationType::{MemoryAddrI32, MemoryAddrLeb, MemoryAddrSleb};
    matches!(kind, MemoryAddrLeb | MemoryAddrSleb | MemoryAddrI32)
}

/// The stretch of a file that holds a position, among many in order.
fn holding(stretches: &[Range<usize>], position: usize) -> Option<usize> {
    let next = stretches.partition_point(|stretch| stretch.start <= position);
    next.checked_sub(1).filter(|last| stretches[*last].contains(&position))
}

#[cfg(test)]
mod tests {
    use super::super::module::tests::{Sketch, sketch};
    use super::*;

    #[test]
    fn the_second_part_gets_what_the_first_does_not_name_even_through_another_piece_or_a_function_that_is_gone() {
        let wasm =
            sketch(&[Sketch { name: "first", ..Sketch::default() }, Sketch { name: "second", ..Sketch::default() }]);
        let module = Module::read(&wasm).unwrap();
        let choice = Choice { second: vec![false, true], both: vec![false; 2] };
        let named =
            |pieces: &[usize], functions: &[&'static str]| Named { pieces: pieces.into(), functions: functions.into() };
        let layout = Layout {
            pieces: vec![1000..1020, 1020..1040, 1040..1060, 1060..1080, 1080..1100, 1120..1140],
            within: vec![vec![1], vec![], vec![], vec![], vec![], vec![]],
            functions: HashMap::from([
                ("first", named(&[0], &["gone", "second"])),
                ("gone", named(&[2], &[])),
                ("second", named(&[3, 4, 5], &[])),
            ]),
        };
        assert_eq!(layout.of_second(&module, &choice).unwrap(), [1060..1100, 1120..1140]);
    }

    #[test]
    fn a_linker_that_wrote_nothing_down_leaves_all_data_to_the_first_part() {
        let wasm = sketch(&[Sketch { name: "first", ..Sketch::default() }]);
        let choice = Choice { second: vec![false], both: vec![false] };
        let layout = Layout::read(&wasm).unwrap();
        assert_eq!(layout.of_second(&Module::read(&wasm).unwrap(), &choice).unwrap(), []);
    }
}
