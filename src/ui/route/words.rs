//! The closed lists of words that stand in addresses.

/// The kinds of things that have a list of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Liste {
    /// All dispositifs.
    Dispositifs,
    /// All acteurs.
    Acteurs,
    /// All quartiers.
    Quartiers,
    /// All acronyms.
    Sigles,
}

/// The steps of making keys, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Etape {
    /// A phrase is drawn and shown.
    Phrase,
    /// A phrase of one's own.
    Choisir,
    /// The phrase is proven.
    Preuve,
    /// The recovery sheet is shown.
    Fiche,
    /// The sheet is proven.
    Confirmer,
}

impl Etape {
    pub(super) const ALL: [Etape; 5] = [Etape::Phrase, Etape::Choisir, Etape::Preuve, Etape::Fiche, Etape::Confirmer];

    /// Its word in addresses.
    pub(super) fn word(self) -> &'static str {
        match self {
            Etape::Phrase => "phrase",
            Etape::Choisir => "choisir",
            Etape::Preuve => "preuve",
            Etape::Fiche => "fiche",
            Etape::Confirmer => "confirmer",
        }
    }
}

impl Liste {
    pub(super) const ALL: [Liste; 4] = [Liste::Dispositifs, Liste::Acteurs, Liste::Quartiers, Liste::Sigles];

    /// Its word in addresses.
    pub(super) fn word(self) -> &'static str {
        match self {
            Liste::Dispositifs => "dispositifs",
            Liste::Acteurs => "acteurs",
            Liste::Quartiers => "quartiers",
            Liste::Sigles => "sigles",
        }
    }
}

/// What the size of a block says in the picture of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taille {
    /// How many lines of action it holds.
    Actions,
    /// How many times it calls on a dispositif.
    Dispositifs,
}

impl Taille {
    /// Both.
    pub const ALL: [Taille; 2] = [Taille::Actions, Taille::Dispositifs];

    /// Its word in addresses.
    pub(super) fn word(self) -> &'static str {
        match self {
            Taille::Actions => "actions",
            Taille::Dispositifs => "dispositifs",
        }
    }

    pub(super) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|taille| taille.word() == word)
    }
}
