//! One contact of *aller vers*: where, what came of it, what was needed. By default it names nobody.

use serde::Serialize;

use super::Jour;

/// A contact. Traits that were not given are absent: nothing is guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Where the meeting took place.
    pub cadre: Cadre,
    /// Id of the contract that this contact belongs to.
    pub contrat: String,
    /// Id of a quartier of that contract; absent when the contract names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quartier: Option<String>,
    /// What came of it.
    pub issue: Issue,
    /// Ids of besoins of the vocabulary, in the order in which they were tapped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub besoins: Vec<String>,
    /// The language spoken, when it was noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub langue: Option<Langue>,
    /// The day to come back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relance: Option<Jour>,
    /// A free note, factual and readable by the person.
    #[serde(skip_serializing_if = "NoteLibre::is_empty")]
    pub note: NoteLibre,
}

/// Longest note, in characters (journal.md of the plan: 500).
pub const NOTE_MAX: usize = 500;

/// A note of at most [`NOTE_MAX`] characters, without control characters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NoteLibre(String);

/// The note was longer than [`NOTE_MAX`]; holds its length in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteTooLong(pub usize);

impl NoteLibre {
    /// Cleans and measures a note: control characters but the line break go, ends are trimmed.
    ///
    /// ```
    /// use relais::journal::NoteLibre;
    /// assert_eq!(NoteLibre::new(" revenir\u{0} lundi ").unwrap().as_str(), "revenir lundi");
    /// assert!(NoteLibre::new(&"a".repeat(501)).is_err());
    /// ```
    pub fn new(text: &str) -> Result<Self, NoteTooLong> {
        // A pasted megabyte is measured before anything is copied.
        let length = text.trim().chars().take(NOTE_MAX * 4).count();
        if length > NOTE_MAX {
            return Err(NoteTooLong(text.trim().chars().count()));
        }
        let clean: String = text.chars().filter(|&sign| sign == '\n' || !sign.is_control()).collect();
        Ok(Self(clean.trim().to_owned()))
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

/// Where a meeting takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cadre {
    /// Door to door.
    PorteAPorte,
    /// Street or public space.
    Rue,
    /// Foot of a building.
    PiedImmeuble,
    /// A desk held at fixed hours.
    Permanence,
    /// School gate.
    Ecole,
    /// Event or stand.
    Evenement,
    /// Telephone or message.
    Telephone,
    /// A visit at home.
    Domicile,
    /// Night or shifted hours.
    Nuit,
}

impl Cadre {
    /// Every setting, in the order of the form.
    pub const ALL: [Cadre; 9] = [
        Cadre::PorteAPorte,
        Cadre::Rue,
        Cadre::PiedImmeuble,
        Cadre::Permanence,
        Cadre::Ecole,
        Cadre::Evenement,
        Cadre::Telephone,
        Cadre::Domicile,
        Cadre::Nuit,
    ];

    /// The word that the journal keeps.
    pub fn word(self) -> &'static str {
        match self {
            Cadre::PorteAPorte => "porte-a-porte",
            Cadre::Rue => "rue",
            Cadre::PiedImmeuble => "pied-immeuble",
            Cadre::Permanence => "permanence",
            Cadre::Ecole => "ecole",
            Cadre::Evenement => "evenement",
            Cadre::Telephone => "telephone",
            Cadre::Domicile => "domicile",
            Cadre::Nuit => "nuit",
        }
    }

    /// Its name for a person.
    pub fn label(self) -> &'static str {
        match self {
            Cadre::PorteAPorte => "Porte-à-porte",
            Cadre::Rue => "Rue, espace public",
            Cadre::PiedImmeuble => "Pied d'immeuble",
            Cadre::Permanence => "Permanence",
            Cadre::Ecole => "École",
            Cadre::Evenement => "Évènement ou stand",
            Cadre::Telephone => "Téléphone ou message",
            Cadre::Domicile => "Visite à domicile",
            Cadre::Nuit => "Nuit, horaire décalé",
        }
    }
}

/// What came of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Issue {
    /// A conversation.
    Echange,
    /// A conversation that led to an orientation.
    EchangeOrientation,
    /// Nobody there.
    Absent,
    /// Come back later.
    ARepasser,
    /// A notice was left.
    AvisDePassage,
    /// The person does not wish to talk.
    Refus,
    /// The person objects to any further visit; it binds every round.
    NePlusPasser,
    /// Hall closed, no code.
    AccesImpossible,
    /// Nobody lives there.
    LogementVide,
}

impl Issue {
    /// Every outcome, in the order of the form: the frequent ones first.
    pub const ALL: [Issue; 9] = [
        Issue::Echange,
        Issue::EchangeOrientation,
        Issue::Absent,
        Issue::ARepasser,
        Issue::AvisDePassage,
        Issue::Refus,
        Issue::NePlusPasser,
        Issue::AccesImpossible,
        Issue::LogementVide,
    ];

    /// The word that the journal keeps.
    pub fn word(self) -> &'static str {
        match self {
            Issue::Echange => "echange",
            Issue::EchangeOrientation => "echange-orientation",
            Issue::Absent => "absent",
            Issue::ARepasser => "a-repasser",
            Issue::AvisDePassage => "avis-de-passage",
            Issue::Refus => "refus",
            Issue::NePlusPasser => "ne-plus-passer",
            Issue::AccesImpossible => "acces-impossible",
            Issue::LogementVide => "logement-vide",
        }
    }

    /// Its name for a person.
    pub fn label(self) -> &'static str {
        match self {
            Issue::Echange => "Échange",
            Issue::EchangeOrientation => "Échange et orientation",
            Issue::Absent => "Absent",
            Issue::ARepasser => "À repasser",
            Issue::AvisDePassage => "Avis de passage laissé",
            Issue::Refus => "Refus",
            Issue::NePlusPasser => "Ne plus passer",
            Issue::AccesImpossible => "Accès impossible",
            Issue::LogementVide => "Logement vide",
        }
    }

    /// Whether somebody talked: only then needs and language make sense.
    pub fn is_exchange(self) -> bool {
        matches!(self, Issue::Echange | Issue::EchangeOrientation)
    }
}

/// The language of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Langue {
    /// French, easy.
    FrancaisFacile,
    /// French, hard.
    FrancaisDifficile,
    /// Another language.
    Autre,
}

impl Langue {
    /// Every value, in the order of the form.
    pub const ALL: [Langue; 3] = [Langue::FrancaisFacile, Langue::FrancaisDifficile, Langue::Autre];

    /// The word that the journal keeps.
    pub fn word(self) -> &'static str {
        match self {
            Langue::FrancaisFacile => "francais-facile",
            Langue::FrancaisDifficile => "francais-difficile",
            Langue::Autre => "autre",
        }
    }

    /// Its name for a person.
    pub fn label(self) -> &'static str {
        match self {
            Langue::FrancaisFacile => "Français facile",
            Langue::FrancaisDifficile => "Français difficile",
            Langue::Autre => "Autre langue",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_that_serde_writes() {
        fn written(value: impl Serialize) -> String {
            serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
        }
        for cadre in Cadre::ALL {
            assert_eq!(written(cadre), cadre.word());
        }
        for issue in Issue::ALL {
            assert_eq!(written(issue), issue.word());
        }
        for langue in Langue::ALL {
            assert_eq!(written(langue), langue.word());
        }
    }

    #[test]
    fn a_pasted_megabyte_is_refused_with_its_length() {
        assert_eq!(NoteLibre::new(&"é".repeat(1_000_000)), Err(NoteTooLong(1_000_000)));
        assert_eq!(NoteLibre::new(&"é".repeat(NOTE_MAX)).map(|note| note.as_str().chars().count()), Ok(NOTE_MAX));
    }

    #[test]
    fn only_an_exchange_has_needs() {
        let talking: Vec<Issue> = Issue::ALL.into_iter().filter(|issue| issue.is_exchange()).collect();
        assert_eq!(talking, [Issue::Echange, Issue::EchangeOrientation]);
    }
}
