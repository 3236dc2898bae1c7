//! What all contracts share: life needs, publics, national acteurs, renamings, national themes.

use std::collections::{HashMap, VecDeque};

use super::finding::{Findings, Place};
use super::pack::UNREADABLE;
use super::shape::{Shape, choice, record};
use super::validate;

/// The format of `vocabulaire.json`.
pub const FORMAT_VOCABULAIRE: &str = "relais-vocabulaire/1";

/// Reads the shared vocabulary, or returns every finding at once.
pub fn read(text: &str) -> Result<Vocabulaire, Findings> {
    let mut found = Findings::default();
    let Some(value) = validate::parse_json(text, &mut found) else { return Err(found) };
    if !validate::known_format(&value, FORMAT_VOCABULAIRE, &mut found) {
        return Err(found);
    }
    Vocabulaire::check(&value, &Place::Root, &mut found);
    validate::check_vocabulaire(&value, &mut found);
    if found.has_errors() {
        return Err(found);
    }
    let Some(vocabulaire) = Vocabulaire::read(value) else {
        found.error(&Place::Root, UNREADABLE.into(), "Signaler ce message : c'est une erreur de Relais.".into());
        return Err(found);
    };
    validate::check_correspondances(&vocabulaire, &mut found);
    if found.has_errors() { Err(found) } else { Ok(vocabulaire) }
}

/// Reads the vocabulary that came with the app: `cargo dev check` has judged it, so it is not judged again.
///
/// Returns nothing when the file is damaged.
pub fn reopen(text: &str) -> Option<Vocabulaire> {
    Vocabulaire::read(serde_json::from_str(text).ok()?)
}

record! {
    /// The vocabulary shared by all contracts.
    pub struct Vocabulaire {
        required {
            /// Always [`FORMAT_VOCABULAIRE`].
            format: String,
            /// Version of this file.
            version: i32,
            /// Life needs, in the order shown to residents.
            besoins: Vec<Besoin>,
            /// Publics.
            publics: Vec<Public>,
            /// National acteurs.
            acteurs: Vec<ActeurCommun>,
            /// Old names and what they became.
            correspondances: Vec<Correspondance>,
            /// National themes of the *politique de la ville*.
            themes_anct: Vec<ThemeAnct>,
        }
        optional {}
    }
}

impl Vocabulaire {
    /// What an old name has become, step by step from the old name on to the current ones.
    ///
    /// The name may be the full one, an acronym or another spelling; capitals, accents, hyphens and a trailing
    /// "(SIGLE)" make no difference. A chain (ZUP → ZUS → QPV) gives all its steps, in order; an acronym that several
    /// old names share gives them all. `None` means that the name is not known as old.
    ///
    /// ```
    /// # let text = r#"{ "format": "relais-vocabulaire/1", "version": 1,
    /// #   "besoins": [{ "id": "travail", "libelle": "Je cherche un travail", "icone": "briefcase", "mots": ["emploi"] }],
    /// #   "publics": [{ "id": "tous", "libelle": "Tout le monde" }],
    /// #   "acteurs": [{ "id": "caf", "nom": "Caf", "explication": "Verse des aides." }],
    /// #   "correspondances": [{ "ancien": "Pôle emploi", "nature": "renomme", "certitude": "sure",
    /// #     "actuels": ["France Travail"], "annee": 2024 }],
    /// #   "themes_anct": [{ "code": "1.1", "libelle": "Éducation" }] }"#;
    /// # let vocabulaire = relais::contrat::vocabulaire::read(text).unwrap();
    /// assert_eq!(vocabulaire.aujourdhui("POLE EMPLOI").unwrap().actuels, ["France Travail"]);
    /// assert!(vocabulaire.aujourdhui("France Travail").is_none());
    /// ```
    pub fn aujourdhui(&self, nom_ou_sigle: &str) -> Option<Changement<'_>> {
        let names = OldNames::new(&self.correspondances);
        let steps = names.follow(names.rows(nom_ou_sigle).to_vec());
        let etapes: Vec<&Correspondance> = steps.into_iter().map(|rank| &self.correspondances[rank]).collect();
        let mut actuels: Vec<&str> = Vec::new();
        for name in etapes.iter().flat_map(|etape| &etape.actuels) {
            if names.rows(name).is_empty() && !actuels.contains(&name.as_str()) {
                actuels.push(name);
            }
        }
        (!etapes.is_empty()).then_some(Changement { etapes, actuels })
    }

    /// The ranks of the renamings whose current names lead back to the old one.
    pub(super) fn circular(&self) -> Vec<usize> {
        let names = OldNames::new(&self.correspondances);
        (0..self.correspondances.len()).filter(|&rank| names.follow(names.after(rank)).contains(&rank)).collect()
    }
}

/// What an old name has become.
#[derive(Debug, Clone, PartialEq)]
pub struct Changement<'v> {
    /// The renamings on the way, the oldest first.
    pub etapes: Vec<&'v Correspondance>,
    /// The names of today, at the end of the way; none when all of it has ended.
    pub actuels: Vec<&'v str>,
}

impl Changement<'_> {
    /// Whether each step is publicly known; one that is only likely makes the whole likely.
    pub fn est_sur(&self) -> bool {
        self.etapes.iter().all(|etape| etape.certitude == CertitudeCorrespondance::Sure)
    }
}

/// The renamings by their old names, folded.
struct OldNames<'v> {
    rows: &'v [Correspondance],
    by_name: HashMap<String, Vec<usize>>,
    by_sigle: HashMap<String, Vec<usize>>,
}

impl<'v> OldNames<'v> {
    fn new(rows: &'v [Correspondance]) -> Self {
        let mut names = Self { rows, by_name: HashMap::new(), by_sigle: HashMap::new() };
        for (rank, row) in rows.iter().enumerate() {
            for name in std::iter::once(&row.ancien).chain(&row.autres) {
                names.by_name.entry(fold(without_sigle(name))).or_default().push(rank);
            }
            if let Some(sigle) = &row.sigle {
                names.by_sigle.entry(fold(sigle)).or_default().push(rank);
            }
        }
        names
    }

    /// The ranks of the rows of an old name. A name comes before an acronym: "Contrat d'engagement jeune (CEJ)" is not
    /// any other CEJ.
    fn rows(&self, name: &str) -> &[usize] {
        let folded = fold(without_sigle(name));
        self.by_name.get(&folded).or_else(|| self.by_sigle.get(&folded)).map_or(&[], Vec::as_slice)
    }

    /// The ranks of the rows that take up where a row ends: those whose old name is one of its current names.
    fn after(&self, rank: usize) -> Vec<usize> {
        self.rows[rank].actuels.iter().flat_map(|actuel| self.rows(actuel)).copied().collect()
    }

    /// The rows, and all that come after them, each once: several ways may lead to one, and a circle must end.
    fn follow(&self, start: Vec<usize>) -> Vec<usize> {
        let mut steps: Vec<usize> = Vec::new();
        let mut waiting = VecDeque::from(start);
        while let Some(rank) = waiting.pop_front() {
            if !steps.contains(&rank) {
                steps.push(rank);
                waiting.extend(self.after(rank));
            }
        }
        steps
    }
}

/// A name without its acronym in brackets at the end: "Pôle emploi (PE)" is "Pôle emploi".
fn without_sigle(name: &str) -> &str {
    match name.trim_end().strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => name,
    }
}

/// A name as it is compared: lower case, without accents, words parted by one space whatever stood between them.
///
/// The capitals are those of French: the table of all scripts would weigh five kilobytes in the app.
fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars().map(|c| c.to_ascii_lowercase()) {
        let plain = match c {
            'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
            'ç' | 'Ç' => 'c',
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
            'î' | 'ï' | 'Î' | 'Ï' => 'i',
            'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
            'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
            'ÿ' | 'Ÿ' => 'y',
            'œ' | 'Œ' => {
                folded.push('o');
                'e'
            }
            'æ' | 'Æ' => {
                folded.push('a');
                'e'
            }
            // Accents written as signs of their own (Unicode form NFD).
            '\u{300}'..='\u{36F}' => continue,
            _ if c.is_alphanumeric() => c,
            _ if folded.is_empty() || folded.ends_with(' ') => continue,
            _ => ' ',
        };
        folded.push(plain);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

record! {
    /// A life need, in the first person.
    pub struct Besoin {
        required {
            /// Slug.
            id: String,
            /// "Je cherche un travail".
            libelle: String,
            /// Name of an icon of the Lucide set.
            icone: String,
            /// Everyday words and synonyms, for search.
            mots: Vec<String>,
        }
        optional {
            /// Matching `thematiques` of data·inclusion, schema 1.0.8.
            themes_di: Vec<String>,
        }
    }
}

record! {
    /// A public.
    pub struct Public {
        required {
            /// Slug.
            id: String,
            /// Name.
            libelle: String,
        }
        optional {
            /// Youngest age, in years.
            age_min: Option<i32>,
            /// Oldest age, in years.
            age_max: Option<i32>,
            /// Matching `publics` of data·inclusion, schema 1.0.8.
            codes_di: Vec<String>,
        }
    }
}

record! {
    /// An acteur known in the whole country.
    pub struct ActeurCommun {
        required {
            /// Slug.
            id: String,
            /// Current name.
            nom: String,
            /// What it does for people, in one plain line.
            explication: String,
        }
        optional {
            /// Acronym.
            sigle: Option<String>,
            /// Old names and synonyms.
            autres_noms: Vec<String>,
        }
    }
}

record! {
    /// An old name and what it became.
    pub struct Correspondance {
        required {
            /// The old name.
            ancien: String,
            /// What happened.
            nature: NatureCorrespondance,
            /// How sure this is.
            certitude: CertitudeCorrespondance,
        }
        optional {
            /// Acronym of the old name.
            sigle: Option<String>,
            /// Other spellings.
            autres: Vec<String>,
            /// Current names; empty when it ended without a successor.
            actuels: Vec<String>,
            /// Year of the change.
            annee: Option<i32>,
            /// One plain sentence.
            note: Option<String>,
        }
    }
}

choice! {
    /// What happened to an old name.
    pub enum NatureCorrespondance {
        /// Same thing, new name.
        Renomme = "renomme",
        /// Another thing took its place.
        Remplace = "remplace",
        /// Merged into another.
        Fusionne = "fusionne",
        /// Ended.
        Termine = "termine",
        /// Split.
        Scinde = "scinde",
    }
}

choice! {
    /// How sure a renaming is.
    pub enum CertitudeCorrespondance {
        /// Publicly known.
        Sure = "sure",
        /// Likely.
        Probable = "probable",
    }
}

record! {
    /// A national theme.
    pub struct ThemeAnct {
        required {
            /// Code ("1.1").
            code: String,
            /// Name.
            libelle: String,
        }
        optional {
            /// Code of the theme above.
            parent: Option<String>,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_as_a_person_would() {
        for (one, other) in [
            ("Pôle emploi", "POLE-EMPLOI"),
            ("Po\u{302}le emploi", "pôle  emploi "),
            ("Mission d'œuvre", "mission d’oeuvre"),
            ("C.M.U.", "c m u"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} / {other}");
        }
        assert_eq!(without_sigle("Pôle emploi (PE)"), "Pôle emploi ");
        assert_eq!(without_sigle("(PE)"), "(PE)");
    }
}
