//! What is wrong with a file: where, what, and how to mend it. All findings at once, never only the first.

use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file is refused whole; what is on the device stays as it was.
    Error,
    /// The file is usable; its author should look at this.
    Warning,
}

/// One fault of a file, in the reader's language (French).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether the file is refused because of it.
    pub severity: Severity,
    /// JSON pointer (RFC 6901) to the value at fault; empty for the file itself.
    pub pointer: String,
    /// What is wrong, as a clause without a capital or a full stop.
    pub what: String,
    /// How to mend it, as a sentence.
    pub mend: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Error => "erreur",
            Severity::Warning => "à revoir",
        };
        let pointer = if self.pointer.is_empty() { "(fichier)" } else { &self.pointer };
        write!(out, "{severity} {pointer} : {}. {}", self.what, self.mend)
    }
}

/// The findings of one reading, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds a fault for which the file is refused.
    pub fn error(&mut self, at: &Place<'_>, what: String, mend: String) {
        self.0.push(Finding { severity: Severity::Error, pointer: at.pointer(), what, mend });
    }

    /// Adds a remark for the author; the file stays usable.
    pub fn warning(&mut self, at: &Place<'_>, what: String, mend: String) {
        self.0.push(Finding { severity: Severity::Warning, pointer: at.pointer(), what, mend });
    }

    /// Whether the file must be refused.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.severity == Severity::Error)
    }

    /// All findings, in the order in which they were met.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.0.iter()
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A place in a JSON document, built on the stack while walking down; it becomes text only for a finding.
#[derive(Debug, Clone, Copy)]
pub enum Place<'a> {
    /// The document itself.
    Root,
    /// The value under a key.
    Key(&'a Place<'a>, &'a str),
    /// The value at a rank of a list, from 0.
    Item(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    /// The place under `key`.
    pub fn key(&'a self, key: &'a str) -> Place<'a> {
        Place::Key(self, key)
    }

    /// The place at `rank`, from 0.
    pub fn item(&'a self, rank: usize) -> Place<'a> {
        Place::Item(self, rank)
    }

    /// The JSON pointer of this place (RFC 6901: `~` and `/` in keys are escaped).
    pub fn pointer(&self) -> String {
        match self {
            Place::Root => String::new(),
            Place::Key(parent, key) => {
                format!("{}/{}", parent.pointer(), key.replace('~', "~0").replace('/', "~1"))
            }
            Place::Item(parent, rank) => format!("{}/{rank}", parent.pointer()),
        }
    }
}
