//! What a contact form holds before it is saved: what fingers do to it, what is kept as a draft, what it is saved as.
//!
//! | file | what is in it |
//! |---|---|
//! | `gestes` | what a touched button or a typed field does |
//! | `texte` | the text of a draft, and its reading |
//! | `saisie` | what it is saved as, new or corrected, or why it cannot be |

mod gestes;
mod saisie;
mod texte;

#[cfg(test)]
mod tests;

use super::consult::Contrat;
use super::suggest::{Profil, objectifs};
use crate::contrat::Noeud;
use crate::journal::{
    Age, Cadre, ContactRecord, Etape, EventId, Foyer, Groupe, Issue, Jour, Langue, Libelle, Lieu, Porte, PremiereFois,
    Registre, Sexe, Telephone, Vers,
};

/// A form that is being filled in. Typed fields are kept as they were typed, until they are saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ebauche {
    /// Where people met.
    pub cadre: Cadre,
    /// Id of the quartier.
    pub quartier: Option<String>,
    /// The round that it is part of.
    pub tournee: Option<EventId>,
    /// Where in the quartier.
    pub ou: Ou,
    /// What happened.
    pub issue: Option<Issue>,
    /// Who was met; the last group is the one that is being told.
    pub personnes: Vec<Gens>,
    /// The household.
    pub foyer: Option<Foyer>,
    /// Whether they were met for the first time.
    pub premiere_fois: Option<PremiereFois>,
    /// How French went.
    pub langue: Option<Langue>,
    /// Which other language.
    pub langue_parlee: String,
    /// Ids of the needs.
    pub besoins: Vec<String>,
    /// The kind of mediation, where the worker set it.
    pub registre: Option<Registre>,
    /// Where the person is sent, and how far that is.
    pub orientations: Vec<(Vers, Etape)>,
    /// The day to come back.
    pub relance: Option<Jour>,
    /// Why.
    pub motif: String,
    /// The node of the contract that this serves.
    pub objectif: Objectif,
    /// The node that the round serves, where the orientation gives none.
    pub objectif_de_tournee: Option<String>,
    /// The note.
    pub note: String,
    /// The day on which the person agreed to be followed.
    pub accord: Option<Jour>,
    /// A pseudonym or a name.
    pub nom: String,
    /// A telephone number.
    pub telephone: String,
}

/// Where in the quartier people met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ou {
    /// In words; nothing, when they are empty.
    Libre(String),
    /// In a hall: all that a conversation keeps of its door.
    Hall(EventId, u8),
    /// Behind a door.
    Porte(Porte),
}

/// People alike in what was told of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gens {
    /// How many: 1 to 999.
    pub nombre: u16,
    /// Their age band.
    pub age: Option<Age>,
    /// Their sex.
    pub sexe: Option<Sexe>,
}

impl Gens {
    /// One person of whom nothing is told.
    pub const UN: Gens = Gens { nombre: 1, age: None, sexe: None };

    /// "2 personnes · Femme · 26 à 39 ans".
    pub fn label(&self) -> String {
        let many = if self.nombre > 1 { "s" } else { "" };
        let mut label = format!("{} personne{many}", self.nombre);
        for word in [self.sexe.map(Sexe::label), self.age.map(Age::label)].into_iter().flatten() {
            label.push_str(" · ");
            label.push_str(word);
        }
        label
    }

    fn of(groupe: &Groupe) -> Self {
        Self { nombre: groupe.nombre.get(), age: groupe.age, sexe: groupe.sexe }
    }
}

/// Which node of the contract a contact serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Objectif {
    /// What its orientation says, else its round.
    Deduit,
    /// None: the worker said so.
    Aucun,
    /// This one, by id.
    Choisi(String),
}

impl Ebauche {
    /// An empty form.
    pub fn new(cadre: Cadre) -> Self {
        Self {
            cadre,
            quartier: None,
            tournee: None,
            ou: Ou::Libre(String::new()),
            issue: None,
            personnes: Vec::new(),
            foyer: None,
            premiere_fois: None,
            langue: None,
            langue_parlee: String::new(),
            besoins: Vec::new(),
            registre: None,
            orientations: Vec::new(),
            relance: None,
            motif: String::new(),
            objectif: Objectif::Deduit,
            objectif_de_tournee: None,
            note: String::new(),
            accord: None,
            nom: String::new(),
            telephone: String::new(),
        }
    }

    /// The form of a contact that is to be corrected.
    pub fn of(record: &ContactRecord) -> Self {
        let contact = &record.contact;
        let typed = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let identite = record.identite.as_ref().map(|vue| &vue.identite);
        let (ou, at_door) = match &contact.lieu {
            None => (Ou::Libre(String::new()), None),
            Some(Lieu::Libre(text)) => (Ou::Libre(text.as_str().to_owned()), None),
            Some(Lieu::Hall { immeuble, hall }) => (Ou::Hall(*immeuble, *hall), None),
            Some(Lieu::Porte { porte, accord }) => (Ou::Porte(*porte), Some(accord.le())),
        };
        Self {
            cadre: contact.cadre,
            quartier: contact.quartier.clone(),
            tournee: contact.tournee,
            ou,
            issue: match contact.issue {
                // It follows from the orientations, and goes with them.
                Issue::EchangeOrientation if !record.orientations.is_empty() => Some(Issue::Echange),
                issue => Some(issue),
            },
            personnes: contact.personnes.iter().map(Gens::of).collect(),
            foyer: contact.foyer,
            premiere_fois: contact.premiere_fois,
            langue: contact.langue,
            langue_parlee: typed(contact.langue_parlee.as_ref().map(Libelle::as_str)),
            besoins: contact.besoins.clone(),
            registre: contact.registre,
            orientations: record.orientations.iter().map(|vue| (vue.vers.clone(), vue.etape)).collect(),
            relance: record.relance.as_ref().map(|relance| relance.le),
            motif: typed(record.relance.as_ref().and_then(|relance| relance.motif.as_ref()).map(Libelle::as_str)),
            objectif: match &contact.objectif {
                Some(id) => Objectif::Choisi(id.clone()),
                None if contact.orientations.is_empty() => Objectif::Deduit,
                None => Objectif::Aucun,
            },
            objectif_de_tournee: None,
            note: record.note.as_str().to_owned(),
            accord: identite.map(|identite| identite.accord.le()).or(at_door),
            nom: typed(identite.map(|identite| identite.nom.as_str())),
            telephone: typed(identite.and_then(|identite| identite.telephone.as_ref()).map(Telephone::as_str)),
        }
    }

    /// Whether something was said that would be missed.
    pub fn is_begun(&self) -> bool {
        self.issue.is_some() || !self.note.is_empty()
    }

    /// Whether somebody talked.
    pub fn is_exchange(&self) -> bool {
        self.issue.is_some_and(Issue::is_exchange)
    }

    /// What is known of the people met, for the suggestions.
    pub fn profil(&self) -> Profil {
        Profil {
            ages: self.personnes.iter().filter_map(|gens| gens.age).collect(),
            sexes: self.personnes.iter().filter_map(|gens| gens.sexe).collect(),
            foyer: self.foyer,
            langue: self.langue,
            quartier: self.quartier.clone(),
        }
    }

    /// The outcome that is noted: an exchange that sends somewhere says so.
    pub fn issue_notee(&self) -> Option<Issue> {
        match self.issue {
            Some(Issue::Echange) if !self.orientations.is_empty() => Some(Issue::EchangeOrientation),
            issue => issue,
        }
    }

    /// The kind of mediation that is noted, when the worker sets none.
    pub fn registre_deduit(&self) -> Option<Registre> {
        match self.is_exchange() {
            true if !self.orientations.is_empty() => Some(Registre::MiseEnRelation),
            true => Some(Registre::Accueil),
            false => None,
        }
    }

    /// The nodes that the orientations may serve, best first.
    pub fn objectifs<'c>(&self, contrat: &'c Contrat) -> Vec<&'c Noeud> {
        let mut found: Vec<&Noeud> = Vec::new();
        let served = self.orientations.iter().flat_map(|(vers, _)| objectifs(contrat, vers, &self.besoins));
        let of_round = self.objectif_de_tournee.as_deref().and_then(|id| contrat.arbre().noeud(id));
        for noeud in served.chain(of_round) {
            if found.iter().all(|known| known.id != noeud.id) {
                found.push(noeud);
            }
        }
        found
    }

    /// The id of the node that is noted.
    pub fn objectif_note(&self, contrat: &Contrat) -> Option<String> {
        match &self.objectif {
            Objectif::Deduit => self.objectifs(contrat).first().map(|noeud| noeud.id.clone()),
            Objectif::Aucun => None,
            Objectif::Choisi(id) => Some(id.clone()),
        }
    }

    /// How many people were told of.
    pub fn combien(&self) -> u32 {
        self.personnes.iter().map(|gens| u32::from(gens.nombre)).sum()
    }
}
