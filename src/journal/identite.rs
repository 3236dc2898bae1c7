//! Who a person is, where they agreed to be followed. It is kept apart from the contact, and can be erased alone.

use serde_json::Value;

use super::piece::{Piece, fiche};
use super::texte::clean;
use super::{EventId, Jour};

/// Months that an identity lives after the last contact with the person (vault.md of the plan).
pub const IDENTITE_MOIS: u16 = 24;

fiche! {
    /// An identity. There is none without the person's agreement: the type asks for it.
    pub struct Identite {
        /// The person's agreement.
        accord: Accord,
        /// A pseudonym or a name.
        nom: Nom,
        /// Where to call or write.
        telephone: Option<Telephone>,
    }
}

impl Identite {
    /// An identity that the person agreed to.
    pub fn new(accord: Accord, nom: Nom, telephone: Option<Telephone>) -> Self {
        Self { accord, nom, telephone, autres: Default::default() }
    }
}

fiche! {
    /// An identity is noted.
    pub struct IdentiteDonnee {
        /// The contact of this person.
        contact: EventId,
        /// Who it is.
        identite: Identite,
    }
}

/// The person said yes to being followed: the box was ticked before them, on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accord {
    le: Jour,
}

impl Accord {
    /// The person agreed on this day. Call it from the ticked box, from nowhere else.
    pub fn given(le: Jour) -> Self {
        Self { le }
    }

    /// The day of the agreement.
    pub fn le(self) -> Jour {
        self.le
    }
}

impl Piece for Accord {
    fn read(value: Value) -> Option<Self> {
        Jour::read(value).map(Self::given)
    }
    fn write(&self) -> Value {
        self.le.write()
    }
}

/// Longest name, in characters.
pub const NOM_MAX: usize = 80;

/// A pseudonym or a name: one line of 1 to [`NOM_MAX`] characters that is no telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nom(String);

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NomRefuse {
    /// Nothing but blanks.
    Vide,
    /// Longer than [`NOM_MAX`]; holds its length in characters.
    TropLong(usize),
    /// It is a telephone number, which has a field of its own.
    Telephone,
}

impl Nom {
    /// Cleans and measures a name.
    ///
    /// ```
    /// use relais::journal::{Nom, NomRefuse};
    /// assert_eq!(Nom::new(" Mme B. ").unwrap().as_str(), "Mme B.");
    /// assert_eq!(Nom::new("06 12 34 56 78"), Err(NomRefuse::Telephone));
    /// ```
    pub fn new(text: &str) -> Result<Self, NomRefuse> {
        let line = clean(text, NOM_MAX, false).map_err(NomRefuse::TropLong)?;
        if line.is_empty() {
            return Err(NomRefuse::Vide);
        }
        if Telephone::new(&line).is_some() { Err(NomRefuse::Telephone) } else { Ok(Self(line)) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Piece for Nom {
    fn read(value: Value) -> Option<Self> {
        Self::new(value.as_str()?).ok()
    }
    fn write(&self) -> Value {
        Value::from(self.as_str())
    }
}

/// A telephone number: 6 to 15 digits (ITU-T E.164 has at most 15), perhaps after a plus sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telephone(String);

impl Telephone {
    /// Reads a number as people write it, with blanks, dots, hyphens, slashes or brackets.
    ///
    /// ```
    /// use relais::journal::Telephone;
    /// assert_eq!(Telephone::new("+33 (0)6.12-34 56 78").unwrap().as_str(), "+330612345678");
    /// assert!(Telephone::new("06 12 chez la voisine").is_none());
    /// ```
    pub fn new(text: &str) -> Option<Self> {
        let mut number = String::new();
        for sign in text.trim().chars() {
            match sign {
                '0'..='9' => number.push(sign),
                '+' if number.is_empty() => number.push(sign),
                ' ' | '\u{A0}' | '\u{202F}' | '.' | '-' | '/' | '(' | ')' => {}
                _ => return None,
            }
        }
        let digits = number.trim_start_matches('+').len();
        (6..=15).contains(&digits).then_some(Self(number))
    }

    /// Digits, perhaps after a plus sign.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Piece for Telephone {
    fn read(value: Value) -> Option<Self> {
        Self::new(value.as_str()?)
    }
    fn write(&self) -> Value {
        Value::from(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_name_and_a_number_a_number() {
        assert_eq!(Nom::new(" \n"), Err(NomRefuse::Vide));
        assert_eq!(Nom::new(&"a".repeat(81)), Err(NomRefuse::TropLong(81)));
        assert_eq!(Nom::new("0612345678"), Err(NomRefuse::Telephone));
        assert_eq!(Nom::new("K2").unwrap().as_str(), "K2");
        assert_eq!(Nom::new("null").unwrap().as_str(), "null");
        assert!(Telephone::new("12").is_none());
        assert!(Telephone::new("1234567890123456").is_none());
        assert!(Telephone::new("06+12345678").is_none());
    }
}
