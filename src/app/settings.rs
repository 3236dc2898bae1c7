//! Who is using this phone, and which contract is theirs.

use super::port::Prefs;

/// Who the person is; it only sets the first screen, never what may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profil {
    /// A resident.
    Habitant,
    /// A mediator at a desk.
    Mediateur,
    /// An adulte-relais in the field.
    AdulteRelais,
    /// The contract's project team.
    Equipe,
}

impl Profil {
    /// Every profile, in the order of the first question.
    pub const ALL: [Profil; 4] = [Profil::Habitant, Profil::Mediateur, Profil::AdulteRelais, Profil::Equipe];

    /// The profile of a word that was kept.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profil| profil.word() == word)
    }

    /// The word that is kept.
    pub fn word(self) -> &'static str {
        match self {
            Profil::Habitant => "habitant",
            Profil::Mediateur => "mediateur",
            Profil::AdulteRelais => "adulte-relais",
            Profil::Equipe => "equipe",
        }
    }

    /// How the person would say it.
    pub fn label(self) -> &'static str {
        match self {
            Profil::Habitant => "Habitante ou habitant",
            Profil::Mediateur => "Médiatrice ou médiateur",
            Profil::AdulteRelais => "Adulte-relais",
            Profil::Equipe => "Équipe du contrat",
        }
    }

    /// What this profile gets first.
    pub fn promise(self) -> &'static str {
        match self {
            Profil::Habitant => "Trouver une aide près de chez moi",
            Profil::Mediateur => "Retrouver un dispositif, vite",
            Profil::AdulteRelais => "Noter mes contacts sur le terrain",
            Profil::Equipe => "Lire et suivre le contrat",
        }
    }
}

const PROFIL: &str = "profil";
const CONTRAT: &str = "contrat";

/// The profile chosen at the first start, if one was.
pub fn profil(prefs: &impl Prefs) -> Option<Profil> {
    prefs.get(PROFIL).and_then(|kept| Profil::of(&kept))
}

/// Keeps the profile.
pub fn choose_profil(prefs: &impl Prefs, profil: Profil) {
    prefs.set(PROFIL, profil.word());
}

/// The id of the contract last read.
pub fn contrat(prefs: &impl Prefs) -> Option<String> {
    prefs.get(CONTRAT).filter(|id| !id.is_empty())
}

/// Forgets which contract was last read: it is no longer on this phone.
pub fn forget_contrat(prefs: &impl Prefs) {
    prefs.set(CONTRAT, "");
}

/// Keeps the id of the contract last read.
pub fn choose_contrat(prefs: &impl Prefs, id: &str) {
    prefs.set(CONTRAT, id);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::memory::MemoryPrefs;

    #[test]
    fn a_contract_that_was_removed_is_not_opened_again() {
        let prefs = MemoryPrefs::default();
        choose_contrat(&prefs, "ici-2015");
        assert_eq!(contrat(&prefs).as_deref(), Some("ici-2015"));
        forget_contrat(&prefs);
        assert_eq!(contrat(&prefs), None);
    }

    #[test]
    fn a_profile_comes_back_and_a_word_from_elsewhere_does_not() {
        let prefs = MemoryPrefs::default();
        assert_eq!(profil(&prefs), None);
        choose_profil(&prefs, Profil::AdulteRelais);
        assert_eq!(profil(&prefs), Some(Profil::AdulteRelais));
        prefs.set("profil", "préfète");
        assert_eq!(profil(&prefs), None);
    }
}
