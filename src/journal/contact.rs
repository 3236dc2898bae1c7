//! One contact of *aller vers*: where, what came of it, what was needed. By default it names nobody.

use serde_json::{Map, Value};

use super::piece::{Piece, fiche, fields};
use super::texte::{Libelle, Nombre, NoteLibre};
use super::{
    Age, Cadre, Etape, EventId, Fait, Foyer, Identite, IdentiteDonnee, Issue, Jour, Langue, Lieu, Moyen, Passage,
    PremiereFois, Registre, Sexe,
};

fiche! {
    /// A contact. Traits that were not given are absent: nothing is guessed.
    pub struct Contact {
        /// Where the meeting took place.
        cadre: Cadre,
        /// Id of the contract that this contact belongs to.
        contrat: String,
        /// Id of a quartier of that contract; absent when the contract names none.
        quartier: Option<String>,
        /// The round that it was part of.
        tournee: Option<EventId>,
        /// Where in the quartier.
        lieu: Option<Lieu>,
        /// What came of it.
        issue: Issue,
        /// Who was met: groups of people alike, one for a single person.
        personnes: Vec<Groupe>,
        /// The household.
        foyer: Option<Foyer>,
        /// Whether the person was met for the first time.
        premiere_fois: Option<PremiereFois>,
        /// How French went.
        langue: Option<Langue>,
        /// Which other language is spoken.
        langue_parlee: Option<Libelle>,
        /// Ids of besoins of the vocabulary, in the order in which they were tapped.
        besoins: Vec<String>,
        /// The kind of mediation, when the worker set it; see [`Contact::registre`].
        registre: Option<Registre>,
        /// Where the person was sent. Each is proposed on the day of the contact.
        orientations: Vec<Vers>,
        /// The day to come back.
        relance: Option<Relance>,
        /// Id of the node of the contract that this serves.
        objectif: Option<String>,
        /// The first contact with the same person, who agreed to be followed.
        suite_de: Option<EventId>,
    }
}

impl Contact {
    /// A contact of which nothing more is known.
    pub fn new(contrat: &str, cadre: Cadre, issue: Issue) -> Self {
        Self {
            cadre,
            contrat: contrat.to_owned(),
            quartier: None,
            tournee: None,
            lieu: None,
            issue,
            personnes: Vec::new(),
            foyer: None,
            premiere_fois: None,
            langue: None,
            langue_parlee: None,
            besoins: Vec::new(),
            registre: None,
            orientations: Vec::new(),
            relance: None,
            objectif: None,
            suite_de: None,
            autres: Default::default(),
        }
    }

    /// The kind of mediation: what the worker set, or what the rest of the contact says. A closed door is none.
    pub fn registre(&self) -> Option<Registre> {
        let derived = if self.suite_de.is_some() {
            Some(Registre::Accompagnement)
        } else if !self.orientations.is_empty() {
            Some(Registre::MiseEnRelation)
        } else {
            self.issue.is_exchange().then_some(Registre::Accueil)
        };
        self.registre.or(derived)
    }
}

fiche! {
    /// People alike in what was noted of them.
    pub struct Groupe {
        /// How many.
        nombre: Nombre,
        /// Their age band.
        age: Option<Age>,
        /// Their sex.
        sexe: Option<Sexe>,
    }
}

fiche! {
    /// A day to come back.
    pub struct Relance {
        /// The day.
        le: Jour,
        /// Why.
        motif: Option<Libelle>,
    }
}

impl Relance {
    /// A day to come back, without a reason.
    pub fn new(le: Jour) -> Self {
        Self { le, motif: None, autres: Default::default() }
    }
}

/// Where a person is sent. One contact sends to one place once: this is also what its steps are noted under.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vers {
    /// A dispositif of the contract, by id.
    Dispositif(String),
    /// An acteur of the contract, by id.
    Acteur(String),
    /// A place that the contract does not name.
    Libre(Libelle),
}

impl Piece for Vers {
    fn read(value: Value) -> Option<Self> {
        let (kind, value) = fields(value)?.into_iter().next()?;
        match kind.as_str() {
            "dispositif" => Piece::read(value).map(Vers::Dispositif),
            "acteur" => Piece::read(value).map(Vers::Acteur),
            "libre" => Piece::read(value).map(Vers::Libre),
            _ => None,
        }
    }
    fn write(&self) -> Value {
        let mut fields = Map::new();
        match self {
            Vers::Dispositif(id) => id.put(&mut fields, "dispositif"),
            Vers::Acteur(id) => id.put(&mut fields, "acteur"),
            Vers::Libre(text) => text.put(&mut fields, "libre"),
        }
        Value::Object(fields)
    }
}

fiche! {
    /// A contact as it should have been noted. The earlier versions stay in its history.
    pub struct Correction {
        /// The event that noted it.
        contact: EventId,
        /// The whole contact, corrected.
        corrige: Box<Contact>,
    }
}

fiche! {
    /// A contact, or its identity, is erased.
    pub struct Effacement {
        /// The event that noted the contact.
        contact: EventId,
    }
}

impl Effacement {
    /// The erasure of a contact.
    pub fn of(contact: EventId) -> Self {
        Self { contact, autres: Default::default() }
    }
}

fiche! {
    /// The note of a contact, which travels apart from it. A later one takes its place; an empty one takes it away.
    pub struct NoteEcrite {
        /// The event that noted the contact.
        contact: EventId,
        /// The note.
        note: NoteLibre,
    }
}

fiche! {
    /// A step of an orientation. The first for a place proposes it, if the contact did not.
    pub struct Suivi {
        /// The event that noted the contact.
        contact: EventId,
        /// Where the person was sent.
        vers: Vers,
        /// How far it has come.
        etape: Etape,
        /// Since which day.
        le: Jour,
        /// The sheet was handed over on that day, by this means; the step is then the one that it has.
        remis: Option<Moyen>,
    }
}

impl Suivi {
    /// A step.
    pub fn new(contact: EventId, vers: Vers, etape: Etape, le: Jour) -> Self {
        Self { contact, vers, etape, le, remis: None, autres: Default::default() }
    }
}

fiche! {
    /// Somebody came back, as was planned.
    pub struct Retour {
        /// The event that noted the contact.
        contact: EventId,
        /// The day.
        le: Jour,
        /// The next day to come back.
        suite: Option<Relance>,
    }
}

fiche! {
    /// A day to come back is put off: nobody came, so that nothing else moves with it.
    pub struct Report {
        /// The event that noted the contact.
        contact: EventId,
        /// The next day to come back.
        suite: Relance,
    }
}

/// What a form is saved as: a contact with what travels apart from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saisie {
    /// The contact.
    pub contact: Contact,
    /// Its note.
    pub note: NoteLibre,
    /// Who it was, where the person agreed.
    pub identite: Option<Identite>,
    /// The tap on the door behind which it was held, in a round.
    pub passage: Option<Passage>,
    /// The orientations that are further than proposed already.
    pub etapes: Vec<(Vers, Etape)>,
}

impl Saisie {
    /// A contact alone.
    pub fn new(contact: Contact) -> Self {
        Self { contact, note: NoteLibre::default(), identite: None, passage: None, etapes: Vec::new() }
    }

    /// The facts about the door that may have been written with this contact: the tap, and an objection.
    pub fn passage_of(contact: EventId) -> [EventId; 2] {
        let tap = contact.next(3);
        [tap, Passage::objection_of(tap)]
    }

    /// The facts to write, all or none, on this day. Their ids come from the draft's: a retry writes the same ones.
    pub fn faits(self, draft: EventId, le: Jour) -> Vec<(EventId, Fait)> {
        let contact = draft;
        let mut faits = vec![(draft, Fait::ContactNote(Box::new(self.contact)))];
        if !self.note.is_empty() {
            let ecrite = NoteEcrite { contact, note: self.note, autres: Default::default() };
            faits.push((draft.next(1), Fait::NoteEcrite(ecrite)));
        }
        if let Some(identite) = self.identite {
            let donnee = IdentiteDonnee { contact, identite, autres: Default::default() };
            faits.push((draft.next(2), Fait::IdentiteNotee(Box::new(donnee))));
        }
        if let Some(passage) = self.passage {
            faits.extend(passage.faits(Self::passage_of(draft)[0], le));
        }
        let further = self.etapes.into_iter().filter(|(_, etape)| *etape != Etape::Proposee);
        // As many as have an id within the form: more orientations in one conversation nobody follows.
        for (rank, (vers, etape)) in (8..16).zip(further) {
            let suivi = Suivi::new(contact, vers, etape, le);
            faits.push((draft.next(rank), Fait::OrientationSuivie(suivi)));
        }
        faits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_of_mediation_comes_from_the_rest_unless_it_was_set() {
        let mut contact = Contact::new("essai", Cadre::Rue, Issue::Absent);
        assert_eq!(contact.registre(), None);
        contact.issue = Issue::Echange;
        assert_eq!(contact.registre(), Some(Registre::Accueil));
        contact.orientations.push(Vers::Acteur("caf".into()));
        assert_eq!(contact.registre(), Some(Registre::MiseEnRelation));
        contact.registre = Some(Registre::Conflit);
        assert_eq!(contact.registre(), Some(Registre::Conflit));
    }

    #[test]
    fn the_facts_of_a_form_have_the_same_ids_at_each_try() {
        let mut saisie = Saisie::new(Contact::new("essai", Cadre::Rue, Issue::Echange));
        saisie.note = NoteLibre::new("revient lundi").unwrap();
        let draft = EventId::new(0, [1; 10]);
        let jour = Jour::default();
        assert_eq!(saisie.clone().faits(draft, jour), saisie.clone().faits(draft, jour));
        let ids: Vec<EventId> = saisie.faits(draft, jour).into_iter().map(|(id, _)| id).collect();
        assert_eq!(ids, [draft, draft.next(1)]);
        assert_ne!(draft, draft.next(1));
    }
}
