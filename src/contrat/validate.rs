//! The rules that a pack must keep beyond the shape of its values, all findings at once.
//!
//! The rules walk the JSON value, not the typed [`Pack`]: a misspelt level in one place then does not hide a missing
//! source in another. Most rules are tables of paths, so that this room reads like the page on the format.
//!
//! | file | what it judges |
//! |---|---|
//! | `json` | whether the file is whole, is JSON, and is of a known format |
//! | `texts` | every text: its length, and characters that have no place in it |
//! | `ids` | ids: well-formed, unique |
//! | `references` | ids that lead somewhere |
//! | `sources` | facts that say where they are printed |
//! | `tree` | parents, order, depth, summaries owed |
//! | `values` | years, dates, codes, links, and fields that owe each other |
//! | `plain` | the residents' sheets, in plain words |
//! | `vocabulary` | the shared vocabulary, and packs against it |
//! | `secours` | the emergency numbers |

use serde_json::Value;

use super::finding::{Findings, Place};
#[cfg(doc)]
use super::pack::Pack;

mod ids;
mod json;
pub(super) mod plain;
mod references;
mod secours;
mod sources;
mod texts;
mod tree;
mod values;
mod vocabulary;

pub use json::reparse;
pub(super) use json::{known_format, parse_json};
pub(super) use secours::check as check_secours;
#[cfg(not(target_arch = "wasm32"))]
pub(super) use tree::owes_resume;
pub(super) use tree::within_reach;
pub use vocabulary::check_with_vocabulaire;
pub(super) use vocabulary::{check as check_vocabulaire, check_correspondances};

/// Largest file that is read, in bytes.
///
/// The largest of the five first contracts (some hundred printed pages) makes half a megabyte of JSON; sixteen times
/// as much leaves room for any other and still fits the memory of a cheap phone.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Largest number of nodes of a tree; the five first contracts have a few hundred each.
pub const MAX_NODES: usize = 20_000;

/// Greatest depth of a tree, counted from 1 at the top. Contracts have two to six levels.
pub const MAX_DEPTH: usize = 12;

/// Longest id, in characters: ids stand in addresses and file names.
pub const MAX_ID: usize = 80;

/// Most words of a sentence on a resident's sheet: the rule of the format, for readers who left school early.
pub const MAX_WORDS: usize = 20;

/// Checks every rule that a pack can be judged by on its own.
pub(super) fn check_rules(pack: &Value, found: &mut Findings) {
    texts::check(pack, found);
    let ids = ids::check(pack, found);
    references::check(pack, &ids, found);
    sources::check(pack, found);
    tree::check(pack, found);
    values::check(pack, found);
    plain::check(pack, found);
}

/// Calls `visit` with every value that `path` leads to from `value`, which stands at `at`.
///
/// A path is keys separated by `/`, with `*` for each item of a list; the empty path is the value itself. What is
/// absent, null or of another shape is passed over: the shape of the file is judged elsewhere.
fn each<'v>(value: &'v Value, path: &str, at: &Place<'_>, visit: &mut dyn FnMut(&'v Value, &Place<'_>)) {
    if path.is_empty() {
        if !value.is_null() {
            visit(value, at);
        }
        return;
    }
    let (step, rest) = path.split_once('/').unwrap_or((path, ""));
    if step == "*" {
        for (rank, item) in value.as_array().into_iter().flatten().enumerate() {
            each(item, rest, &at.item(rank), visit);
        }
    } else if let Some(inner) = value.get(step) {
        each(inner, rest, &at.key(step), visit);
    }
}

/// Like [`each`], for texts only.
fn each_text<'v>(value: &'v Value, path: &str, at: &Place<'_>, visit: &mut dyn FnMut(&'v str, &Place<'_>)) {
    each(value, path, at, &mut |value, at| {
        if let Some(text) = value.as_str() {
            visit(text, at);
        }
    });
}
