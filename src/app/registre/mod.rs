//! The journal as a list: every entry, the latest day first, with the marks by which it is filtered and found.
//!
//! A mark is a word of a closed list, a need, a place, a round: whatever several entries share. Filters ask for marks,
//! and words that are typed are looked for in the names of marks and in what was written freely. All of it lives in
//! memory, made from the open journal, and goes with it.

use std::cell::OnceCell;

mod building;
#[cfg(test)]
mod tests;

use self::building::Building;
use super::consult::Contrat;
use crate::journal::{EventId, Fait, Jour, Journal, Libelle, Lieu, Ordre};
use crate::order::in_order;
use crate::search::{Builder, Field, Index};

/// What marks are about. The first ones are offered as filters, each with its title; see [`Facette::FILTRES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facette {
    /// What kind of entry: a contact, a démarche, an action, something out of order.
    Genre,
    /// What is left to be done.
    Suivi,
    /// The outcome of a contact.
    Issue,
    /// A need.
    Besoin,
    /// The quartier.
    Quartier,
    /// The round.
    Tournee,
    /// The node of the contract that it serves.
    Objectif,
    /// Whatever else is only searched for: setting, building, places that people were sent to.
    Autre,
}

impl Facette {
    /// Those that are offered, with the word for each.
    pub const FILTRES: [(Facette, &'static str); 7] = [
        (Facette::Suivi, "Suivi"),
        (Facette::Issue, "Résultat"),
        (Facette::Besoin, "Besoin"),
        (Facette::Quartier, "Quartier"),
        (Facette::Tournee, "Tournée"),
        (Facette::Objectif, "Objectif"),
        (Facette::Genre, "Entrées"),
    ];
}

/// A mark, and how many entries bear it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marque {
    /// What it is about.
    pub facette: Facette,
    /// Its key: a word of the journal, or an id.
    pub cle: String,
    /// Its name for a person.
    pub nom: String,
    /// How many entries bear it.
    pub nombre: u32,
}

/// An entry of the list.
#[derive(Debug, Clone, Copy)]
pub struct Ligne {
    /// The event that noted it.
    pub id: EventId,
    /// Its day.
    pub jour: Jour,
    ordre: Ordre,
    /// Its marks, as a part of the list of all.
    marques: (u32, u32),
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filtre {
    /// Marks that an entry must bear, by facette and key.
    pub marques: Vec<(Facette, String)>,
    /// The first day.
    pub depuis: Option<Jour>,
    /// The last day.
    pub jusque: Option<Jour>,
    /// Words that it must have.
    pub mots: String,
}

impl Filtre {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.marques.is_empty() && self.depuis.is_none() && self.jusque.is_none() && self.mots.trim().is_empty()
    }
}

/// The list.
#[derive(Debug, Default)]
pub struct Registre {
    lignes: Vec<Ligne>,
    portees: Vec<u16>,
    marques: Vec<Marque>,
    recherche: OnceCell<Recherche>,
}

/// The index: first the names of the marks, by their ranks, then what was written freely.
#[derive(Debug)]
struct Recherche {
    index: Index,
    /// The entry of each free text.
    lignes: Vec<u32>,
}

impl Registre {
    /// Goes through the journal. Names come from the contract, where it is open; else ids stand in.
    pub fn new(journal: &Journal, contrat: Option<&Contrat>, today: Jour) -> Self {
        let mut building = Building::new(journal, contrat, today);
        journal.dossiers().for_each(|dossier| building.contact(&dossier));
        journal.activites().for_each(|event| building.activite(event));
        let mut registre = building.made();
        let order = |one: &Ligne, other: &Ligne| other.jour.cmp(&one.jour).then_with(|| other.ordre.cmp(&one.ordre));
        registre.lignes = in_order(registre.lignes, &order);
        registre
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.lignes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lignes.is_empty()
    }

    /// The entry of this rank.
    pub fn ligne(&self, rang: u32) -> Option<&Ligne> {
        self.lignes.get(rang as usize)
    }

    /// The marks of a facette, the most frequent first.
    pub fn marques(&self, facette: Facette) -> Vec<&Marque> {
        let of_facette = self.marques.iter().filter(|marque| marque.facette == facette && marque.nombre > 0);
        in_order(of_facette.collect(), &|one: &&Marque, other| other.nombre.cmp(&one.nombre))
    }

    /// The name of a mark; its key, when no entry bears it any more.
    pub fn nom<'r>(&'r self, facette: Facette, cle: &'r str) -> &'r str {
        let known = self.marques.iter().find(|marque| marque.facette == facette && marque.cle == cle);
        known.map_or(cle, |marque| &marque.nom)
    }

    /// The ranks of the entries that pass, in the order of the list. The first words that are ever asked for wait until
    /// the index is made; see [`Registre::prepare`].
    pub fn trouve(&self, journal: &Journal, filtre: &Filtre) -> Vec<u32> {
        let wanted: Option<Vec<u16>> = filtre.marques.iter().map(|(facette, cle)| self.rang(*facette, cle)).collect();
        // A mark that no entry bears.
        let Some(wanted) = wanted else { return Vec::new() };
        let words = if filtre.mots.trim().is_empty() { Vec::new() } else { self.having(journal, &filtre.mots) };
        let passes = |rang: u32, ligne: &Ligne| {
            let marques = self.portees(ligne);
            filtre.depuis.is_none_or(|depuis| ligne.jour >= depuis)
                && filtre.jusque.is_none_or(|jusque| ligne.jour <= jusque)
                && wanted.iter().all(|marque| marques.contains(marque))
                && words.iter().all(|word| {
                    let has = |list: &[bool], rang: usize| list.get(rang).copied().unwrap_or_default();
                    has(&word.lignes, rang as usize)
                        || marques.iter().any(|marque| has(&word.marques, usize::from(*marque)))
                })
        };
        (0..).zip(&self.lignes).filter(|(rang, ligne)| passes(*rang, ligne)).map(|(rang, _)| rang).collect()
    }

    fn portees(&self, ligne: &Ligne) -> &[u16] {
        &self.portees[ligne.marques.0 as usize..ligne.marques.1 as usize]
    }

    fn rang(&self, facette: Facette, cle: &str) -> Option<u16> {
        let place = self.marques.iter().position(|marque| marque.facette == facette && marque.cle == cle)?;
        u16::try_from(place).ok()
    }

    /// For each typed word, the marks and the entries that have it.
    fn having(&self, journal: &Journal, words: &str) -> Vec<Having> {
        let Recherche { index, lignes } = self.prepare(journal);
        let first = self.marques.len();
        let having = |documents: Vec<u32>| {
            let mut having = Having { marques: vec![false; first], lignes: vec![false; self.lignes.len()] };
            for document in documents {
                let document = document as usize;
                match document.checked_sub(first) {
                    None => having.marques[document] = true,
                    Some(texte) => having.lignes[lignes[texte] as usize] = true,
                }
            }
            having
        };
        index.having(words).into_iter().map(having).collect()
    }

    /// Makes the search ready: to be called when nobody waits.
    fn prepare(&self, journal: &Journal) -> &Recherche {
        self.recherche.get_or_init(|| {
            let mut builder = Builder::default();
            for marque in &self.marques {
                builder.add(&[(Field::Body, &marque.nom)], 1.0);
            }
            let mut lignes = Vec::new();
            for (rang, ligne) in (0..).zip(&self.lignes) {
                let texte = texte_libre(journal, ligne.id);
                if !texte.is_empty() {
                    builder.add(&[(Field::Body, &texte)], 1.0);
                    lignes.push(rang);
                }
            }
            Recherche { index: builder.build(), lignes }
        })
    }

    /// Makes the search ready, so that the first key need not wait for it.
    pub fn prepare_search(&self, journal: &Journal) {
        self.prepare(journal);
    }
}

/// Where a typed word is.
struct Having {
    marques: Vec<bool>,
    lignes: Vec<bool>,
}

/// What was written freely in an entry.
fn texte_libre(journal: &Journal, id: EventId) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if let Some(dossier) = journal.lu(id) {
        parts.push(dossier.note());
        parts.extend(dossier.identite.map(|identite| identite.nom.as_str()));
        parts.extend(dossier.relance.and_then(|relance| relance.motif.as_ref()).map(Libelle::as_str));
        parts.extend(dossier.contact.langue_parlee.as_ref().map(Libelle::as_str));
        if let Some(Lieu::Libre(lieu)) = &dossier.contact.lieu {
            parts.push(lieu.as_str());
        }
        return parts.join(" ").trim().to_owned();
    }
    match journal.event(id).map(|event| &event.fait) {
        Some(Fait::ActionCollective(action)) => parts.extend(action.intitule.as_ref().map(Libelle::as_str)),
        Some(Fait::VeilleNotee(veille)) => {
            parts.push(veille.lieu.as_str());
            parts.extend(veille.transmis.as_ref().map(Libelle::as_str));
        }
        _ => {}
    }
    parts.join(" ")
}
