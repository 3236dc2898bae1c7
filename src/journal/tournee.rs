//! Campagnes and tournées: which doors, in which rounds, and what came of each.

use super::piece::fiche;
use super::texte::Libelle;
use super::{EventId, Fait, Issue, Jour, Porte};
use crate::journal::piece::mots;

/// Months after which an objection is looked at again. No text sets it: it is the time that the journal itself lasts.
pub const OBJECTION_MOIS: u16 = 24;

fiche! {
    /// A goal and a set of buildings, covered in several rounds.
    pub struct Campagne {
        /// The campagne that this plans anew; absent the first time.
        remplace: Option<EventId>,
        /// Id of the contract.
        contrat: String,
        /// What it is for.
        but: Libelle,
        /// Id of a quartier of that contract.
        quartier: Option<String>,
        /// Id of the node of the contract that it serves.
        objectif: Option<String>,
        /// Its buildings.
        immeubles: Vec<EventId>,
        /// Its first day.
        debut: Jour,
        /// Its last day, when it was set.
        fin: Option<Jour>,
    }
}

fiche! {
    /// A campagne is over.
    pub struct CampagneFin {
        /// The event that opened it.
        campagne: EventId,
    }
}

fiche! {
    /// A round: a day, a team, buildings.
    pub struct Tournee {
        /// The round that this plans anew; absent the first time.
        remplace: Option<EventId>,
        /// Id of the contract.
        contrat: String,
        /// The campagne that it is part of.
        campagne: Option<EventId>,
        /// Id of a quartier of that contract.
        quartier: Option<String>,
        /// The day.
        le: Jour,
        /// Who goes: roles or initials.
        equipe: Vec<Libelle>,
        /// What it is for, when it is no part of a campagne.
        but: Option<Libelle>,
        /// Id of the node of the contract that it serves.
        objectif: Option<String>,
        /// Its buildings.
        immeubles: Vec<EventId>,
    }
}

fiche! {
    /// A round begins, pauses or goes on.
    pub struct Marche {
        /// The event that planned it.
        tournee: EventId,
        /// Which of the three.
        pas: Pas,
    }
}

mots! {
    /// What a round does.
    pub enum Pas {
        /// It begins.
        Debut = "debut", "Commencer";
        /// It pauses.
        Pause = "pause", "Faire une pause";
        /// It goes on.
        Reprise = "reprise", "Reprendre";
    }
}

fiche! {
    /// A tap on a door: the outcome and the day to come back, nothing of what was said.
    pub struct Passage {
        /// The event that planned the round.
        tournee: EventId,
        /// The door.
        porte: Porte,
        /// What came of it.
        issue: Issue,
        /// The day to come back.
        revenir: Option<Jour>,
    }
}

impl Passage {
    /// A tap without a day to come back.
    pub fn new(tournee: EventId, porte: Porte, issue: Issue) -> Self {
        Self { tournee, porte, issue, revenir: None, autres: Default::default() }
    }

    /// The facts to write, all or none, on this day: the tap, and the objection that outlives the round.
    pub fn faits(self, draft: EventId, le: Jour) -> Vec<(EventId, Fait)> {
        let (porte, revoir) = (self.porte, le.in_months(OBJECTION_MOIS));
        let objects = self.issue == Issue::NePlusPasser;
        let mut faits = vec![(draft, Fait::PorteNotee(self))];
        if objects {
            let objection = Objection { porte, revoir, autres: Default::default() };
            faits.push((Self::objection_of(draft), Fait::ObjectionNotee(objection)));
        }
        faits
    }

    /// The id of the objection that may be written with a tap.
    pub(super) fn objection_of(tap: EventId) -> EventId {
        tap.next(4)
    }
}

fiche! {
    /// A phone closes a round: its taps are gone, and each door keeps its last outcome and dates.
    pub struct Cloture {
        /// The event that planned the round.
        tournee: EventId,
        /// The doors that this phone visited, in the order of their numbers.
        portes: Vec<PorteVue>,
    }
}

fiche! {
    /// What a closed round keeps of a door.
    pub struct PorteVue {
        /// The door.
        porte: Porte,
        /// The day.
        le: Jour,
        /// What came of it.
        issue: Issue,
        /// The day to come back.
        revenir: Option<Jour>,
    }
}

fiche! {
    /// Nobody rings at this door any more, in any round. It names the door only.
    pub struct Objection {
        /// The door.
        porte: Porte,
        /// The day on which to look at it again: another household may live there.
        revoir: Jour,
    }
}
