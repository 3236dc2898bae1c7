//! Rounds: planned in a minute, walked door by door, gone on with where they were left.
//!
//! | file | what it does |
//! |---|---|
//! | `plan` | what the form of a round, or of a building, is saved as; rounds made from former ones |
//! | `essai` | an invented building with a round that has begun, to learn by |
//! | this one | a round as one walks it: its doors, what is left, the next one |

mod essai;
mod plan;
#[cfg(test)]
mod tests;

pub use essai::essai;
pub use plan::{Demande, Description, nommer, passage, planifier, refaire, suite};

use crate::journal::{EventId, Immeuble, Issue, Jour, Journal, Porte, SansLogement, Tournee, TourneeVue, Visite};

/// A round as one walks it.
#[derive(Debug, Clone)]
pub struct Tableau<'j> {
    /// The round.
    pub vue: TourneeVue<'j>,
    /// Its halls, in the order of the buildings.
    pub halls: Vec<Hall<'j>>,
}

/// A hall of a building, with its doors.
#[derive(Debug, Clone)]
pub struct Hall<'j> {
    /// The building.
    pub id: EventId,
    /// The building, as it was described.
    pub immeuble: &'j Immeuble,
    /// Its number, from 1.
    pub hall: u8,
    /// Its doors, in the order of their numbers.
    pub cases: Vec<Case>,
}

/// A door within a round.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// Its place in the order in which one walks, from 0.
    pub rang: usize,
    /// The door.
    pub porte: Porte,
    /// Its number.
    pub numero: u32,
    /// Its last visit, in whatever round.
    pub visite: Option<Visite>,
    /// It was visited in this round.
    pub faite: bool,
    /// An earlier round of the campagne has settled it.
    pub reglee: bool,
    /// It has opened at least once, in whatever round.
    pub ouverte: bool,
    /// It objected to visits, and is to be looked at again on this day.
    pub objection: Option<Jour>,
}

/// How many doors of a round are done, of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Avance {
    /// Doors that this round is to visit, or has visited.
    pub portes: usize,
    /// Doors that it has visited.
    pub faites: usize,
    /// Of all doors, those that have opened at least once, in whatever round.
    pub ouvertes: usize,
    /// All doors that do not object.
    pub toutes: usize,
}

impl Case {
    /// Whether the round still has to visit it.
    pub fn attend(&self) -> bool {
        !self.faite && !self.reglee && self.objection.is_none()
    }

    /// Whether another pass is worth it: nobody has opened yet, and nobody objected.
    pub fn reste(&self) -> bool {
        self.objection.is_none() && !self.reglee && self.visite.is_none_or(|visite| !is_settled(visite.issue))
    }
}

/// Whether a door with this outcome needs no other pass.
fn is_settled(issue: Issue) -> bool {
    issue.is_exchange() || matches!(issue, Issue::Refus | Issue::NePlusPasser | Issue::LogementVide)
}

impl<'j> Tableau<'j> {
    /// The round as it stands; nothing, when the journal does not have it. Each of its doors is looked at once.
    pub fn new(journal: &'j Journal, tournee: EventId) -> Option<Self> {
        let vue = journal.tournee(tournee)?;
        // Whether a round is another one of the campagne: asked for those alone that were at these doors, each once.
        let mut asked: Vec<(EventId, bool)> = Vec::new();
        let mut is_before = |other: EventId| {
            let known = asked.iter().find(|(id, _)| *id == other).map(|(_, is_of_it)| *is_of_it);
            known.unwrap_or_else(|| {
                let campagne = journal.tournee(other).and_then(|other| other.plan.campagne);
                let is_of_it = other != tournee && campagne.is_some() && campagne == vue.plan.campagne;
                asked.push((other, is_of_it));
                is_of_it
            })
        };
        let mut halls: Vec<Hall<'j>> = Vec::new();
        for id in &vue.plan.immeubles {
            let Some(immeuble) = journal.immeuble(*id) else { continue };
            for (porte, numero) in immeuble.portes(*id) {
                let etat = journal.porte(porte);
                let case = Case {
                    rang: halls.iter().map(|hall| hall.cases.len()).sum(),
                    porte,
                    numero,
                    visite: etat.derniere().copied(),
                    faite: etat.visites.iter().any(|visite| visite.tournee == tournee),
                    reglee: etat.visites.iter().any(|visite| is_settled(visite.issue) && is_before(visite.tournee)),
                    ouverte: etat.visites.iter().any(|visite| visite.issue.is_opened()),
                    objection: etat.objection,
                };
                match halls.last_mut() {
                    Some(hall) if (hall.id, hall.hall) == (*id, porte.hall) => hall.cases.push(case),
                    _ => halls.push(Hall { id: *id, immeuble, hall: porte.hall, cases: vec![case] }),
                }
            }
        }
        Some(Self { vue, halls })
    }

    /// All its doors, in the order in which one walks.
    pub fn cases(&self) -> impl Iterator<Item = &Case> {
        self.halls.iter().flat_map(|hall| &hall.cases)
    }

    /// How far it has come.
    pub fn avance(&self) -> Avance {
        let mut avance = Avance::default();
        for case in self.cases() {
            avance.portes += usize::from(case.faite || case.attend());
            avance.faites += usize::from(case.faite);
            avance.ouvertes += usize::from(case.ouverte);
            avance.toutes += usize::from(case.faite || case.objection.is_none());
        }
        avance
    }

    /// A door of it.
    pub fn case(&self, porte: Porte) -> Option<&Case> {
        self.cases().find(|case| case.porte == porte)
    }

    /// The next door to visit after this one, from the beginning again after the last; the first one, without any.
    pub fn prochaine(&self, apres: Option<Porte>) -> Option<Porte> {
        let at = apres.and_then(|porte| self.cases().position(|case| case.porte == porte));
        let (before, after): (usize, usize) = at.map_or((0, 0), |at| (at, at + 1));
        let waits = |case: &&Case| case.attend();
        let next = self.cases().skip(after).find(waits).or_else(|| self.cases().take(before).find(waits));
        next.map(|case| case.porte)
    }

    /// The door that the round is at: the one that was chosen, or the next one after the last tap.
    pub fn courante(&self, journal: &Journal, choisie: Option<Porte>) -> Option<Porte> {
        let chosen = choisie.filter(|porte| self.case(*porte).is_some());
        chosen.or_else(|| self.prochaine(journal.derniere_porte(self.vue.id)))
    }

    /// The hall of a door.
    pub fn hall(&self, porte: Porte) -> Option<&Hall<'j>> {
        self.halls.iter().find(|hall| (hall.id, hall.hall) == (porte.immeuble, porte.hall))
    }

    /// The doors of a landing that the round still has to visit.
    pub fn palier(&self, porte: Porte) -> Vec<Porte> {
        let here = |case: &&Case| {
            case.attend() && (Porte { rang: porte.rang, ..case.porte }) == (Porte { rang: porte.rang, ..porte })
        };
        self.cases().filter(here).map(|case| case.porte).collect()
    }
}

impl Hall<'_> {
    /// What stands on a landing, from the first rank on: a door, or what is there instead.
    pub fn etage(&self, etage: u8) -> Vec<Result<&Case, SansLogement>> {
        let ranks = 1..=u8::try_from(self.immeuble.par_palier.get()).unwrap_or(u8::MAX);
        // The doors stand in the order of floors and ranks: a tower has too many to be looked through for each place.
        let first = self.cases.partition_point(|case| case.porte.etage < etage);
        let mut here = self.cases[first..].iter().peekable();
        let at = |rang| {
            let porte = Porte { immeuble: self.id, hall: self.hall, etage, rang };
            let case = here.next_if(|case| case.porte == porte);
            case.ok_or_else(|| self.immeuble.exception(porte).unwrap_or(SansLogement::Rien))
        };
        ranks.map(at).collect()
    }

    /// The door that lies beside another one in the grid; the same at its edge. Places without a door are stepped over.
    pub fn voisine(&self, porte: Porte, fleche: &str) -> Porte {
        let (rise, step): (i16, i16) = match fleche {
            "ArrowUp" => (1, 0),
            "ArrowDown" => (-1, 0),
            "ArrowRight" => (0, 1),
            _ => (0, -1),
        };
        let (mut etage, mut rang) = (i16::from(porte.etage), i16::from(porte.rang));
        let levels = self.immeuble.niveaux.get().cast_signed();
        let ranks = self.immeuble.par_palier.get().cast_signed();
        loop {
            (etage, rang) = (etage + rise, rang + step);
            if !(0..levels).contains(&etage) || !(1..=ranks).contains(&rang) {
                return porte;
            }
            let beside = self
                .cases
                .iter()
                .map(|case| case.porte)
                .find(|other| (i16::from(other.etage), i16::from(other.rang)) == (etage, rang));
            if let Some(beside) = beside {
                return beside;
            }
        }
    }
}

/// What a round is called: its goal, or its buildings.
pub fn nom(journal: &Journal, plan: &Tournee) -> String {
    let campagne = plan.campagne.and_then(|id| journal.campagne(id)).map(|campagne| &campagne.plan.but);
    match plan.but.as_ref().or(campagne) {
        Some(but) => but.as_str().to_owned(),
        None => immeubles(journal, plan),
    }
}

/// The names of the buildings of a round.
pub fn immeubles(journal: &Journal, plan: &Tournee) -> String {
    let names = plan.immeubles.iter().filter_map(|id| journal.immeuble(*id)).map(|immeuble| immeuble.nom.as_str());
    names.collect::<Vec<_>>().join(", ")
}
