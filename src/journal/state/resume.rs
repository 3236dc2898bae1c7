//! The totals of a month: kept up to date event by event, and equal to the fold of that month's events.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::Duree;
use super::contacts::groupe_contributions;
use crate::journal::jour::Mois;
use crate::journal::piece::{Piece, fields, mots, set};
use crate::journal::{Event, EventId, Fait, Jour, Porte};
use crate::order::once_each;

/// What texts of totals say of the rules by which they were counted. Whoever changes what an event adds to the totals
/// raises it: what an older app summed up is then counted anew.
pub(super) const VERSION: u32 = 2;

/// What a month adds up to. Its lists are in order, each item once. Totals of several months are their [`Resume::merge`].
///
/// As text: `{"version": 2, "comptes": {"<axe>": {"<mot>": nombre}}, "relances": [["<jour>", "<contact>"]], "orientations":
/// [["<jour>", "<contact>"]], "portes": [["<jour>",
/// "<porte>"]], "objections": [["<jour>", "<porte>"]]}`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resume {
    comptes: Vec<((Axe, Cow<'static, str>), u32)>,
    /// Days to come back to a contact.
    pub relances: Vec<(Jour, EventId)>,
    /// Contacts with an orientation without a result, by the day since which it has not moved.
    pub orientations: Vec<(Jour, EventId)>,
    /// Days to come back to a door, by the month's last visit: a later month may have seen it since.
    pub portes: Vec<(Jour, Porte)>,
    /// Doors that nobody may ring at, each with the day to look at it again.
    pub objections: Vec<(Jour, Porte)>,
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
    Orientation(Jour, EventId),
    Porte(Jour, Porte),
    Objection(Jour, Porte),
}

impl Resume {
    /// How many of this word.
    ///
    /// ```
    /// use relais::journal::{Axe, Resume};
    /// let resume = Resume::from_text(r#"{"version":2,"comptes":{"issue":{"absent":3}}}"#).unwrap();
    /// assert_eq!(resume.compte(Axe::Issue, "absent"), 3);
    /// assert_eq!(resume.compte(Axe::Issue, "refus"), 0);
    /// ```
    pub fn compte(&self, axe: Axe, word: &str) -> u32 {
        self.place(axe, word).map_or(0, |place| self.comptes[place].1)
    }

    /// The words of an axis with their counts, in the order of the words.
    pub fn axe(&self, axe: Axe) -> impl Iterator<Item = (&str, u32)> {
        let of_axe = self.comptes.iter().filter(move |((other, _), _)| *other == axe);
        of_axe.map(|((_, word), count)| (word.as_ref(), *count))
    }

    /// Where a word is counted, or would be.
    fn place(&self, axe: Axe, word: &str) -> Result<usize, usize> {
        self.comptes.binary_search_by(|((of, known), _)| of.cmp(&axe).then_with(|| known.as_ref().cmp(word)))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.comptes.is_empty()
            && self.relances.is_empty()
            && self.orientations.is_empty()
            && self.portes.is_empty()
            && self.objections.is_empty()
    }

    /// Adds another month.
    pub fn merge(&mut self, other: &Resume) {
        for ((axe, word), count) in &other.comptes {
            self.change(Apport::Compte(*axe, word.clone(), *count), true);
        }
        merge_list(&mut self.relances, &other.relances);
        merge_list(&mut self.orientations, &other.orientations);
        merge_list(&mut self.portes, &other.portes);
        merge_list(&mut self.objections, &other.objections);
    }

    pub(super) fn change(&mut self, apport: Apport, add: bool) {
        match apport {
            Apport::Compte(axe, word, number) => match self.place(axe, &word) {
                Ok(place) => {
                    let count = &mut self.comptes[place].1;
                    *count = if add { count.saturating_add(number) } else { count.saturating_sub(number) };
                    if *count == 0 {
                        self.comptes.remove(place);
                    }
                }
                Err(place) if add => self.comptes.insert(place, ((axe, word), number)),
                Err(_) => {}
            },
            Apport::Relance(jour, id) => change_list(&mut self.relances, (jour, id), add),
            Apport::Orientation(jour, id) => change_list(&mut self.orientations, (jour, id), add),
            Apport::Porte(jour, porte) => change_list(&mut self.portes, (jour, porte), add),
            Apport::Objection(jour, porte) => change_list(&mut self.objections, (jour, porte), add),
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
        VERSION.put(&mut fields, "version");
        set(&mut fields, "comptes", Value::Object(comptes));
        set(&mut fields, "relances", pairs(&self.relances));
        set(&mut fields, "orientations", pairs(&self.orientations));
        set(&mut fields, "portes", pairs(&self.portes));
        set(&mut fields, "objections", pairs(&self.objections));
        Value::Object(fields).to_string()
    }

    /// Reads the text of a store; nothing when this app counts otherwise or does not know all of it, and the month must be
    /// folded anew.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut all = fields(serde_json::from_str(text).ok()?)?;
        u32::take(&mut all, "version").filter(|version| *version == VERSION)?;
        let mut resume = Self::default();
        for (axe, words) in fields(all.remove("comptes")?)? {
            let axe = Axe::read(Value::String(axe))?;
            for (word, count) in fields(words)? {
                resume.change(Apport::Compte(axe, Cow::Owned(word), u32::read(count)?), true);
            }
        }
        resume.relances = read_pairs(all.remove("relances"))?;
        resume.orientations = read_pairs(all.remove("orientations"))?;
        resume.portes = read_pairs(all.remove("portes"))?;
        resume.objections = read_pairs(all.remove("objections"))?;
        all.is_empty().then_some(resume)
    }
}

fn change_list<T: Ord>(list: &mut Vec<T>, item: T, add: bool) {
    match list.binary_search(&item) {
        Ok(place) if !add => drop(list.remove(place)),
        Err(place) if add => list.insert(place, item),
        _ => {}
    }
}

fn merge_list<T: Ord + Copy>(list: &mut Vec<T>, others: &[T]) {
    list.extend_from_slice(others);
    *list = once_each(std::mem::take(list));
}

fn pairs<T: Piece>(list: &[(Jour, T)]) -> Value {
    list.iter().map(|(jour, what)| Value::Array(vec![jour.write(), what.write()])).collect()
}

fn read_pairs<T: Piece>(value: Option<Value>) -> Option<Vec<(Jour, T)>> {
    let pair = |value: Value| match value {
        Value::Array(pair) => {
            let [jour, what] = <[Value; 2]>::try_from(pair).ok()?;
            Some((Jour::read(jour)?, T::read(what)?))
        }
        _ => None,
    };
    match value {
        None => Some(Vec::new()),
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
