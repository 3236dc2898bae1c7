//! The totals of a month: kept up to date event by event, and equal to the fold of that month's events.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Duree;
use super::contacts::groupe_contributions;
use crate::journal::jour::Mois;
use crate::journal::piece::{Piece, fields, mots};
use crate::journal::{Event, EventId, Fait, Jour, Porte};

/// What a month adds up to. Totals of several months are their [`Resume::merge`].
///
/// As text: `{"comptes": {"<axe>": {"<mot>": nombre}}, "relances": [["<jour>", "<contact>"]], "portes": [["<jour>",
/// "<porte>"]], "objections": [["<jour>", "<porte>"]]}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resume {
    comptes: BTreeMap<(Axe, Cow<'static, str>), u32>,
    /// Days to come back to a contact.
    pub relances: BTreeSet<(Jour, EventId)>,
    /// Days to come back to a door, by the month's last visit: a later month may have seen it since.
    pub portes: BTreeSet<(Jour, Porte)>,
    /// Doors that nobody may ring at, each with the day to look at it again.
    pub objections: BTreeSet<(Jour, Porte)>,
}

mots! {
    /// What is counted.
    pub enum Axe {
        /// `contacts`, `personnes`, `effaces`, `actions`, `participants`, `minutes`.
        Total = "total", "Ensemble";
        /// Contacts by outcome.
        Issue = "issue", "Résultats";
        /// Contacts by setting.
        Cadre = "cadre", "Cadres";
        /// Contacts by need.
        Besoin = "besoin", "Besoins";
        /// People by age band.
        Age = "age", "Âges";
        /// People by sex.
        Sexe = "sexe", "Femmes et hommes";
        /// Contacts by household.
        Foyer = "foyer", "Foyers";
        /// Contacts by whether it was the first.
        PremiereFois = "premiere-fois", "Première rencontre";
        /// Contacts by language.
        Langue = "langue", "Langues";
        /// Contacts by kind of mediation.
        Registre = "registre", "Médiations";
        /// Contacts by quartier.
        Quartier = "quartier", "Quartiers";
        /// Contacts by objective of the contract.
        Objectif = "objectif", "Objectifs";
        /// Orientations by their last step.
        Orientation = "orientation", "Orientations";
        /// Visits of doors by outcome: one a door, a round and a month.
        Porte = "porte", "Portes";
        /// Acts.
        Demarche = "demarche", "Démarches";
        /// Collective actions by kind.
        Action = "action", "Actions collectives";
        /// People at collective actions by age band.
        ActionAge = "action-age", "Âges en action collective";
        /// People at collective actions by sex.
        ActionSexe = "action-sexe", "Femmes et hommes en action collective";
        /// Things out of order.
        Veille = "veille", "Veille technique";
    }
}

/// One thing that a subject adds to the totals.
pub(super) enum Apport {
    Compte(Axe, Cow<'static, str>, u32),
    Relance(Jour, EventId),
    Porte(Jour, Porte),
    Objection(Jour, Porte),
}

impl Resume {
    /// How many of this word.
    ///
    /// ```
    /// use relais::journal::{Axe, Resume};
    /// let resume = Resume::from_text(r#"{"comptes":{"issue":{"absent":3}}}"#).unwrap();
    /// assert_eq!(resume.compte(Axe::Issue, "absent"), 3);
    /// assert_eq!(resume.compte(Axe::Issue, "refus"), 0);
    /// ```
    pub fn compte(&self, axe: Axe, word: &str) -> u32 {
        // A borrowed word cannot be looked up in a map whose keys may outlive it; an axis has few words.
        self.axe(axe).find(|(known, _)| *known == word).map_or(0, |(_, count)| count)
    }

    /// The words of an axis with their counts, in the order of the words.
    pub fn axe(&self, axe: Axe) -> impl Iterator<Item = (&str, u32)> {
        let of_axe = self.comptes.range((axe, Cow::Borrowed(""))..).take_while(move |((other, _), _)| *other == axe);
        of_axe.map(|((_, word), count)| (word.as_ref(), *count))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.comptes.is_empty() && self.relances.is_empty() && self.portes.is_empty() && self.objections.is_empty()
    }

    /// Adds another month.
    pub fn merge(&mut self, other: &Resume) {
        for ((axe, word), count) in &other.comptes {
            self.change(Apport::Compte(*axe, word.clone(), *count), true);
        }
        self.relances.extend(&other.relances);
        self.portes.extend(&other.portes);
        self.objections.extend(&other.objections);
    }

    pub(super) fn change(&mut self, apport: Apport, add: bool) {
        match apport {
            Apport::Compte(axe, word, number) => {
                let key = (axe, word);
                let before = self.comptes.get(&key).copied().unwrap_or(0);
                let after = if add { before.saturating_add(number) } else { before.saturating_sub(number) };
                if after == 0 {
                    self.comptes.remove(&key);
                } else {
                    self.comptes.insert(key, after);
                }
            }
            Apport::Relance(jour, id) => change_set(&mut self.relances, (jour, id), add),
            Apport::Porte(jour, porte) => change_set(&mut self.portes, (jour, porte), add),
            Apport::Objection(jour, porte) => change_set(&mut self.objections, (jour, porte), add),
        }
    }

    /// The text that a store keeps, sealed.
    pub fn to_text(&self) -> String {
        let mut comptes = Map::new();
        for ((axe, word), count) in &self.comptes {
            let words = comptes.entry(axe.word()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(words) = words {
                words.insert(word.clone().into_owned(), Value::from(*count));
            }
        }
        let mut fields = Map::new();
        fields.insert("comptes".into(), Value::Object(comptes));
        fields.insert("relances".into(), pairs(&self.relances));
        fields.insert("portes".into(), pairs(&self.portes));
        fields.insert("objections".into(), pairs(&self.objections));
        Value::Object(fields).to_string()
    }

    /// Reads the text of a store; nothing when this app does not know all of it, and the month must be folded anew.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut all = fields(serde_json::from_str(text).ok()?)?;
        let mut comptes = BTreeMap::new();
        for (axe, words) in fields(all.remove("comptes")?)? {
            let axe = Axe::read(Value::String(axe))?;
            for (word, count) in fields(words)? {
                comptes.insert((axe, Cow::Owned(word)), u32::read(count)?);
            }
        }
        let resume = Self {
            comptes,
            relances: read_pairs(all.remove("relances"))?,
            portes: read_pairs(all.remove("portes"))?,
            objections: read_pairs(all.remove("objections"))?,
        };
        all.is_empty().then_some(resume)
    }
}

fn change_set<T: Ord>(set: &mut BTreeSet<T>, item: T, add: bool) {
    if add {
        set.insert(item);
    } else {
        set.remove(&item);
    }
}

fn pairs<T: Piece>(set: &BTreeSet<(Jour, T)>) -> Value {
    set.iter().map(|(jour, what)| Value::Array(vec![jour.write(), what.write()])).collect()
}

fn read_pairs<T: Piece + Ord>(value: Option<Value>) -> Option<BTreeSet<(Jour, T)>> {
    let pair = |value: Value| match value {
        Value::Array(pair) => {
            let [jour, what] = <[Value; 2]>::try_from(pair).ok()?;
            Some((Jour::read(jour)?, T::read(what)?))
        }
        _ => None,
    };
    match value {
        None => Some(BTreeSet::new()),
        Some(Value::Array(items)) => items.into_iter().map(pair).collect(),
        Some(_) => None,
    }
}

/// What an act, a collective action or a thing out of order adds to the totals.
pub(super) fn activity(event: &Event, each: &mut dyn FnMut(Mois, Duree, Apport)) {
    let mois = event.mois();
    let mut count = |axe, word: &'static str, number: u16| {
        each(mois, Duree::Durable, Apport::Compte(axe, word.into(), u32::from(number)));
    };
    match &event.fait {
        Fait::DemarcheFaite(fait) => count(Axe::Demarche, fait.genre.word(), fait.nombre.get()),
        Fait::ActionCollective(fait) => {
            count(Axe::Total, "actions", 1);
            count(Axe::Action, fait.genre.word(), 1);
            if let Some(duree) = fait.duree {
                count(Axe::Total, "minutes", duree.get());
            }
            for groupe in &fait.personnes {
                groupe_contributions(groupe, &mut |axe, word, number| {
                    let (axe, word) = match axe {
                        Axe::Age => (Axe::ActionAge, word),
                        Axe::Sexe => (Axe::ActionSexe, word),
                        _ => (Axe::Total, "participants".into()),
                    };
                    each(mois, Duree::Durable, Apport::Compte(axe, word, number));
                });
            }
        }
        Fait::VeilleNotee(fait) => each(mois, Duree::Mois, Apport::Compte(Axe::Veille, fait.genre.word().into(), 1)),
        _ => {}
    }
}
