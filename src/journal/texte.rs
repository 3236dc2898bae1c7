//! Texts that people type, cleaned and measured; numbers within their bounds.

use serde_json::Value;

use super::piece::Piece;

/// Longest note, in characters (journal.md of the plan: 500).
pub const NOTE_MAX: usize = 500;

/// Longest [`Libelle`], in characters: an address, a reason or a goal holds in one line.
pub const LIBELLE_MAX: usize = 120;

/// A note of at most [`NOTE_MAX`] characters, without control characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoteLibre(String);

/// The note was longer than [`NOTE_MAX`]; holds its length in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteTooLong(pub usize);

impl NoteLibre {
    /// Cleans and measures a note: control characters but the line break go, and so do the marks that turn the direction
    /// of writing about; ends are trimmed.
    ///
    /// ```
    /// use relais::journal::NoteLibre;
    /// assert_eq!(NoteLibre::new(" revenir\u{0} lundi ").unwrap().as_str(), "revenir lundi");
    /// assert!(NoteLibre::new(&"a".repeat(501)).is_err());
    /// ```
    pub fn new(text: &str) -> Result<Self, NoteTooLong> {
        clean(text, NOTE_MAX, true).map(Self).map_err(NoteTooLong)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is no note.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Piece for NoteLibre {
    fn read(value: Value) -> Option<Self> {
        Self::new(value.as_str()?).ok()
    }
    fn write(&self) -> Value {
        Value::from(self.as_str())
    }
}

/// One line of 1 to [`LIBELLE_MAX`] characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Libelle(String);

/// Why a text is no [`Libelle`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LibelleRefuse {
    /// Nothing but blanks.
    Vide,
    /// Longer than [`LIBELLE_MAX`]; holds its length in characters.
    TropLong(usize),
}

impl Libelle {
    /// Cleans and measures a line.
    ///
    /// ```
    /// use relais::journal::{Libelle, LibelleRefuse};
    /// assert_eq!(Libelle::new(" 12 rue des Lilas\n").unwrap().as_str(), "12 rue des Lilas");
    /// assert_eq!(Libelle::new(" "), Err(LibelleRefuse::Vide));
    /// ```
    pub fn new(text: &str) -> Result<Self, LibelleRefuse> {
        let line = clean(text, LIBELLE_MAX, false).map_err(LibelleRefuse::TropLong)?;
        if line.is_empty() { Err(LibelleRefuse::Vide) } else { Ok(Self(line)) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Piece for Libelle {
    fn read(value: Value) -> Option<Self> {
        Self::new(value.as_str()?).ok()
    }
    fn write(&self) -> Value {
        Value::from(self.as_str())
    }
}

/// A text without control characters nor overrides of the direction of writing, which would show it otherwise than it
/// is; or its length in characters when that is above `max`.
pub(super) fn clean(text: &str, max: usize, lines: bool) -> Result<String, usize> {
    let text = text.trim();
    // A pasted megabyte is measured before anything is copied.
    if text.chars().take(max + 1).count() > max {
        return Err(text.chars().count());
    }
    let kept = |sign: &char| {
        (lines && *sign == '\n')
            || !(sign.is_control() || matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
    };
    Ok(text.chars().filter(kept).collect::<String>().trim().to_owned())
}

/// A whole number from `MIN` to `MAX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Borne<const MIN: u16, const MAX: u16>(u16);

/// How many people, acts or doors at once: 1 to 999.
pub type Nombre = Borne<1, 999>;

/// A duration in minutes, up to a day.
pub type Minutes = Borne<1, 1440>;

/// How many months are kept after a month's end: one year to three.
pub type MoisGardes = Borne<12, 36>;

impl<const MIN: u16, const MAX: u16> Borne<MIN, MAX> {
    /// The number, when it is within the bounds.
    ///
    /// ```
    /// use relais::journal::Nombre;
    /// assert_eq!(Nombre::new(3).map(Nombre::get), Some(3));
    /// assert_eq!(Nombre::new(0), None);
    /// ```
    pub fn new(number: u16) -> Option<Self> {
        (MIN..=MAX).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl<const MIN: u16, const MAX: u16> Piece for Borne<MIN, MAX> {
    fn read(value: Value) -> Option<Self> {
        Self::new(u16::read(value)?)
    }
    fn write(&self) -> Value {
        Value::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_megabyte_is_refused_with_its_length() {
        assert_eq!(NoteLibre::new(&"é".repeat(1_000_000)), Err(NoteTooLong(1_000_000)));
        assert_eq!(NoteLibre::new(&"é".repeat(NOTE_MAX)).map(|note| note.as_str().chars().count()), Ok(NOTE_MAX));
        assert_eq!(Libelle::new(&"é".repeat(1_000_000)), Err(LibelleRefuse::TropLong(1_000_000)));
    }

    #[test]
    fn signs_that_hide_or_turn_a_text_are_taken_out() {
        assert_eq!(Libelle::new("hall\u{202E} B\u{2066}\r\n").unwrap().as_str(), "hall B");
        assert_eq!(Libelle::new("\u{0}\u{1F}"), Err(LibelleRefuse::Vide));
        assert_eq!(NoteLibre::new("un\ndeux\u{7}").unwrap().as_str(), "un\ndeux");
        assert_eq!(NoteLibre::new("مرحبا").unwrap().as_str(), "مرحبا");
    }
}
