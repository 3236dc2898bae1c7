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

/// The findings of one reading, rule by rule, each rule in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Findings {
    kept: Vec<Finding>,
    errors: usize,
    warnings: usize,
}

impl Findings {
    /// How many findings of each severity are kept; the others are only counted.
    ///
    /// Nobody mends a thousand faults from one list, and a hostile file of eight megabytes could otherwise fill
    /// the memory of a phone with messages.
    pub const KEPT: usize = 1_000;

    /// Adds a fault for which the file is refused.
    pub fn error(&mut self, at: &Place<'_>, what: String, mend: String) {
        self.push(Finding { severity: Severity::Error, pointer: at.pointer(), what, mend });
    }

    /// Adds a remark for the author; the file stays usable.
    pub fn warning(&mut self, at: &Place<'_>, what: String, mend: String) {
        self.push(Finding { severity: Severity::Warning, pointer: at.pointer(), what, mend });
    }

    fn push(&mut self, finding: Finding) {
        let count = match finding.severity {
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        *count += 1;
        if *count <= Self::KEPT {
            self.kept.push(finding);
        }
    }

    /// Whether the file must be refused.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many findings were met, kept or not.
    pub fn count(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
        }
    }

    /// How many findings were met beyond those that [`Findings::iter`] gives.
    pub fn omitted(&self) -> usize {
        self.errors + self.warnings - self.kept.len()
    }

    /// The findings, in the order in which they were met, at most [`Findings::KEPT`] of each severity.
    pub fn iter(&self) -> std::slice::Iter<'_, Finding> {
        self.kept.iter()
    }

    /// Adds the findings of another reading of the same file.
    pub fn append(&mut self, other: Findings) {
        let (errors, warnings) = (self.errors + other.errors, self.warnings + other.warnings);
        for finding in other.kept {
            self.push(finding);
        }
        (self.errors, self.warnings) = (errors, warnings);
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = std::vec::IntoIter<Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.kept.into_iter()
    }
}

impl<'f> IntoIterator for &'f Findings {
    type Item = &'f Finding;
    type IntoIter = std::slice::Iter<'f, Finding>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
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

/// A piece of the file as a message quotes it: « … », at most sixty characters, nothing that could disturb the line.
pub(super) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut quoted: String =
        text.chars().take(LONGEST).map(|c| if c.is_control() || is_bidi_override(c) { '�' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        quoted.push('…');
    }
    format!("« {quoted} »")
}

/// Marks that make a line read in another order than it is written (Unicode Bidirectional Algorithm, UAX #9):
/// embeddings, overrides and isolates.
pub(super) fn is_bidi_override(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_escaped() {
        let root = Place::Root;
        let (list, key) = (root.key("noeuds"), "a/b~c");
        assert_eq!(list.item(3).key(key).pointer(), "/noeuds/3/a~1b~0c");
        assert_eq!(root.pointer(), "");
    }

    #[test]
    fn a_flood_is_counted_and_does_not_drown_the_errors() {
        let mut found = Findings::default();
        for _ in 0..5_000 {
            found.warning(&Place::Root, String::new(), String::new());
        }
        found.error(&Place::Root, "une faute".into(), String::new());
        assert!(found.has_errors());
        assert_eq!(found.iter().filter(|finding| finding.severity == Severity::Error).count(), 1);
        assert_eq!((found.count(Severity::Warning), found.omitted()), (5_000, 4_000));

        let mut whole = Findings::default();
        whole.append(found.clone());
        assert_eq!(whole, found);
    }
}
