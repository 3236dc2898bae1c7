//! Who may know whom: the table of ARCHITECTURE.md, kept by reading the paths in the source.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room, and what it may name below `crate::`, besides itself.
const TABLE: [(&str, &[&str]); 12] = [
    ("contrat", &[]),
    ("lieux", &[]),
    ("search", &[]),
    ("journal", &[]),
    ("vault", &[]),
    ("i18n", &[]),
    ("report", &PURE),
    ("exchange", &PURE),
    ("sync", &PURE),
    ("app", &["contrat", "lieux", "search", "journal", "vault", "i18n", "report", "exchange", "sync"]),
    ("browser", &["contrat", "lieux", "search", "journal", "vault", "i18n", "sync", "app::port"]),
    ("ui", &["contrat", "lieux", "search", "journal", "i18n", "report", "app"]),
];

const PURE: [&str; 6] = ["contrat", "lieux", "search", "journal", "vault", "i18n"];

/// The one file where the ports are given their browser halves.
const ASSEMBLY: &str = "ui/session/";

/// What belongs to no room, and may be named by all.
const COMMON: &str = "order";

/// Crates that a room must not name.
const FOREIGN: [(&str, &str); 1] = [("browser", "leptos")];

#[test]
fn no_room_knows_one_that_it_may_not() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for file in rust_files(&src) {
        let name = file.strip_prefix(&src).unwrap().to_string_lossy().into_owned();
        // The map, the entry and the commands stand outside the rooms.
        if !name.contains('/') || name.starts_with("bin/") {
            continue;
        }
        faults.extend(faults_of(&name, &fs::read_to_string(&file).unwrap()));
    }
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_forbidden_path_is_noticed_however_it_is_written() {
    for (file, source) in [
        ("contrat/pack.rs", "use crate::journal::Contact;"),
        ("contrat/pack.rs", "fn f() { crate::app::consult::open() }"),
        ("search/mod.rs", "use crate::{\n    search::fold,\n    contrat::Pack,\n};"),
        ("report/mod.rs", "use crate::app::port::Clock;"),
        ("browser/db.rs", "use crate::app::{port::Store, record};"),
        ("browser/db.rs", "use leptos::prelude::*;"),
        ("ui/page.rs", "use crate::browser::clock;"),
        ("ui/page.rs", "pub(in crate::browser) fn f() {}"),
        ("attic/mod.rs", ""),
    ] {
        assert_eq!(faults_of(file, source).len(), 1, "{file}: {source}");
    }
}

#[test]
fn an_allowed_path_and_a_comment_are_not() {
    for (file, source) in [
        ("contrat/pack.rs", "use crate::contrat::shape;"),
        ("app/consult.rs", "use crate::{contrat::{Arbre, Pack}, search};"),
        ("browser/db.rs", "use crate::app::port::{Store, Clock};"),
        ("ui/session/contract.rs", "use crate::browser::db;"),
        ("contrat/mod.rs", "//! Unlike [`crate::journal`], never written.\nuse super::x; // crate::ui"),
    ] {
        assert_eq!(faults_of(file, source), Vec::<String>::new(), "{file}: {source}");
    }
}

/// What is wrong in a file, named from `src/`.
fn faults_of(file: &str, source: &str) -> Vec<String> {
    let room = file.split('/').next().unwrap_or_default();
    let Some((_, allowed)) = TABLE.iter().find(|(name, _)| *name == room) else {
        return vec![format!("src/{file}: the room {room} is not in the table of tests/it/layering.rs")];
    };
    let code: String =
        source.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned() + "\n").collect();
    let may_name = |path: &str| {
        let is_within = |prefix: &str| path == prefix || path.starts_with(&format!("{prefix}::"));
        is_within(room)
            || is_within(COMMON)
            || allowed.iter().any(|prefix| is_within(prefix))
            || (file.starts_with(ASSEMBLY) && is_within("browser"))
    };
    let mut faults: Vec<String> = crate_paths(&code)
        .into_iter()
        .filter(|path| !may_name(path))
        .map(|path| format!("src/{file}: {room} may not know crate::{path}"))
        .collect();
    for (_, foreign) in FOREIGN.iter().filter(|(name, foreign)| *name == room && code.contains(&format!("{foreign}::")))
    {
        faults.push(format!("src/{file}: {room} may not know {foreign}"));
    }
    faults
}

/// Every path that begins with `crate::`, groups taken apart: `crate::{a::B, c}` gives `a::B` and `c`.
fn crate_paths(code: &str) -> Vec<String> {
    code.match_indices("crate::")
        .filter(|(at, _)| !code[..*at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_'))
        .flat_map(|(at, start)| flatten("", &code[at + start.len()..]))
        .collect()
}

/// The paths of a `use` tree that begins here, each with what stands before it.
fn flatten(prefix: &str, tree: &str) -> Vec<String> {
    let tree = tree.trim_start();
    if let Some(group) = tree.strip_prefix('{') {
        return branches(group).into_iter().flat_map(|branch| flatten(prefix, branch)).collect();
    }
    let name: String = tree.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}::{name}") };
    match tree[name.len()..].strip_prefix("::") {
        Some(rest) => flatten(&path, rest),
        None => vec![path],
    }
}

/// The parts of a group up to its closing brace, at its own depth.
fn branches(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                if !group[start..at].trim().is_empty() {
                    found.push(&group[start..at]);
                }
                start = at + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}
