//! What a contact form holds before it is saved: what is kept as a draft, and what it is saved as.

use super::explain::Explanation;
use crate::journal::{Cadre, Contact, Issue, Jour, Langue, NOTE_MAX, NoteLibre, Relance, Saisie};

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ebauche {
    /// Where people met.
    pub cadre: Cadre,
    /// Id of the quartier.
    pub quartier: Option<String>,
    /// What happened.
    pub issue: Option<Issue>,
    /// Ids of the needs.
    pub besoins: Vec<String>,
    /// In which language.
    pub langue: Option<Langue>,
    /// The day to come back.
    pub relance: Option<Jour>,
    /// The note, as long as it was typed.
    pub note: String,
}

impl Ebauche {
    /// An empty form.
    pub fn new(cadre: Cadre) -> Self {
        Self {
            cadre,
            quartier: None,
            issue: None,
            besoins: Vec::new(),
            langue: None,
            relance: None,
            note: String::new(),
        }
    }

    /// Whether something was said that would be missed.
    pub fn is_begun(&self) -> bool {
        self.issue.is_some() || !self.note.is_empty()
    }

    /// The text of a draft: one value a line, the note last since it may have lines of its own.
    pub fn to_text(&self) -> String {
        let mut lines = vec![format!("cadre {}", self.cadre.label())];
        lines.extend(self.quartier.iter().map(|id| format!("quartier {id}")));
        lines.extend(self.issue.map(|issue| format!("issue {}", issue.label())));
        lines.extend(self.besoins.iter().map(|id| format!("besoin {id}")));
        lines.extend(self.langue.map(|langue| format!("langue {}", langue.label())));
        lines.extend(self.relance.map(|jour| format!("relance {jour}")));
        lines.push(format!("note {}", self.note));
        lines.join("\n")
    }

    /// Reads a draft. What this version does not know is left out.
    pub fn parse(text: &str) -> Self {
        let mut ebauche = Self::new(Cadre::PorteAPorte);
        let mut rest = text;
        while let Some((name, after)) = rest.split_once(' ') {
            if name == "note" {
                after.clone_into(&mut ebauche.note);
                break;
            }
            let (value, next) = after.split_once('\n').unwrap_or((after, ""));
            match name {
                "cadre" => {
                    let known = Cadre::ALL.into_iter().find(|cadre| cadre.label() == value);
                    ebauche.cadre = known.unwrap_or(ebauche.cadre);
                }
                "quartier" => ebauche.quartier = Some(value.to_owned()),
                "issue" => ebauche.issue = Issue::ALL.into_iter().find(|issue| issue.label() == value),
                "besoin" => ebauche.besoins.push(value.to_owned()),
                "langue" => ebauche.langue = Langue::ALL.into_iter().find(|langue| langue.label() == value),
                "relance" => ebauche.relance = value.parse().ok(),
                _ => {}
            }
            rest = next;
        }
        ebauche
    }

    /// What would be written, or what is missing. `several` says that the contract has quartiers to choose from.
    pub fn saisie(self, contrat: &str, several: bool) -> Result<Saisie, Explanation> {
        let safe = "Ce que vous avez touché est toujours là.";
        let Some(issue) = self.issue else {
            return Err(Explanation::new("Il manque ce qui s'est passé.", safe, "Touchez un des choix."));
        };
        if several && self.quartier.is_none() {
            return Err(Explanation::new("Il manque le quartier.", safe, "Touchez un quartier, en haut."));
        }
        let note = NoteLibre::new(&self.note).map_err(|too_long| {
            let what = format!("La note fait {} signes : la limite est {NOTE_MAX}.", too_long.0);
            Explanation::new(what, safe, "Raccourcissez la note, puis enregistrez.")
        })?;
        let mut contact = Contact::new(contrat, self.cadre, issue);
        contact.quartier = self.quartier;
        if issue.is_exchange() {
            contact.besoins = self.besoins;
            contact.langue = self.langue;
        }
        contact.relance = self.relance.map(Relance::new);
        Ok(Saisie { note, ..Saisie::new(contact) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> Ebauche {
        Ebauche {
            cadre: Cadre::ALL[2],
            quartier: Some("centre".into()),
            issue: Some(Issue::Echange),
            besoins: vec!["emploi".into(), "garde d'enfants".into()],
            langue: Some(Langue::ALL[0]),
            relance: Jour::new(2026, 11, 30).ok(),
            note: "Deux lignes\nissue Refus\n".into(),
        }
    }

    #[test]
    fn a_draft_comes_back_as_it_was() {
        for ebauche in [full(), Ebauche::new(Cadre::PorteAPorte)] {
            assert_eq!(Ebauche::parse(&ebauche.to_text()), ebauche);
        }
    }

    #[test]
    fn a_draft_of_a_newer_app_gives_what_is_known() {
        let ebauche = Ebauche::parse("cadre Sur la lune\nhumeur bonne\nissue Absent\nnote Oui");
        assert_eq!((ebauche.issue, ebauche.note.as_str()), (Some(Issue::Absent), "Oui"));
    }

    #[test]
    fn a_form_says_what_it_lacks_and_needs_go_with_an_exchange_only() {
        let lacks = |ebauche: Ebauche, several| ebauche.saisie("ville", several).unwrap_err().what;
        assert!(lacks(Ebauche::new(Cadre::PorteAPorte), false).contains("ce qui s'est passé"));
        assert!(lacks(Ebauche { quartier: None, ..full() }, true).contains("quartier"));
        assert!(lacks(Ebauche { note: "é".repeat(NOTE_MAX + 1), ..full() }, false).contains("limite"));
        assert_eq!(full().saisie("ville", true).unwrap().contact.besoins.len(), 2);
        let closed = Ebauche { issue: Some(Issue::Absent), ..full() };
        assert_eq!(closed.saisie("ville", true).unwrap().contact.besoins, [] as [String; 0]);
    }
}
