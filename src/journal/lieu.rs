//! Buildings, halls, floors and doors.

use std::fmt;

use serde_json::{Map, Value};

use super::piece::{Piece, fiche, fields, mots};
use super::texte::{Borne, Libelle};
use super::{Accord, EventId};

/// Where in the quartier a contact took place.
///
/// A door with a need, a language and an age band would be a named household. So a conversation knows its hall only,
/// unless the person agreed to be followed: the type lets no other door in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lieu {
    /// A place in words.
    Libre(Libelle),
    /// A hall of a building.
    Hall {
        /// The building.
        immeuble: EventId,
        /// Its hall, from 1.
        hall: u8,
    },
    /// A door, for a person who agreed.
    Porte {
        /// The door.
        porte: Porte,
        /// The agreement.
        accord: Accord,
    },
}

impl Piece for Lieu {
    fn read(value: Value) -> Option<Self> {
        let mut fields = fields(value)?;
        // One key more than this app knows, and the place would be half understood.
        let lieu = if fields.contains_key("libre") {
            Lieu::Libre(Piece::take(&mut fields, "libre")?)
        } else if fields.contains_key("porte") {
            Lieu::Porte { porte: Piece::take(&mut fields, "porte")?, accord: Piece::take(&mut fields, "accord")? }
        } else {
            Lieu::Hall { immeuble: Piece::take(&mut fields, "immeuble")?, hall: Piece::take(&mut fields, "hall")? }
        };
        fields.is_empty().then_some(lieu)
    }

    fn write(&self) -> Value {
        let mut fields = Map::new();
        match self {
            Lieu::Libre(text) => text.put(&mut fields, "libre"),
            Lieu::Hall { immeuble, hall } => {
                immeuble.put(&mut fields, "immeuble");
                hall.put(&mut fields, "hall");
            }
            Lieu::Porte { porte, accord } => {
                porte.put(&mut fields, "porte");
                accord.put(&mut fields, "accord");
            }
        }
        Value::Object(fields)
    }
}

/// A door by its place: sorted by building, hall, floor and rank, which is the order of the numbers.
///
/// As text: the building's id, then hall, floor and rank, with slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Porte {
    /// The event that first described the building.
    pub immeuble: EventId,
    /// Hall, from 1.
    pub hall: u8,
    /// Floor; the ground floor is 0.
    pub etage: u8,
    /// Rank on its floor, from 1.
    pub rang: u8,
}

impl fmt::Display for Porte {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}/{}/{}", self.immeuble, self.hall, self.etage, self.rang)
    }
}

impl Porte {
    /// Reads the text that [`fmt::Display`] writes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('/');
        let immeuble = EventId::parse(parts.next()?)?;
        let mut number = || parts.next()?.parse().ok();
        let porte = Self { immeuble, hall: number()?, etage: number()?, rang: number()? };
        parts.next().is_none().then_some(porte)
    }
}

impl Piece for Porte {
    fn read(value: Value) -> Option<Self> {
        Self::parse(value.as_str()?)
    }
    fn write(&self) -> Value {
        Value::from(self.to_string())
    }
}

fiche! {
    /// A building as workers describe it in four numbers. It names nobody.
    pub struct Immeuble {
        /// The building that this describes anew; absent the first time.
        remplace: Option<EventId>,
        /// Id of the contract.
        contrat: String,
        /// Id of a quartier of that contract.
        quartier: Option<String>,
        /// Address or name.
        nom: Libelle,
        /// Its halls.
        halls: Halls,
        /// Its levels, the ground floor included.
        niveaux: Niveaux,
        /// Doors on each level of a hall.
        par_palier: ParPalier,
        /// Number of the first door of each hall.
        premier: u16,
        /// What is no dwelling.
        exceptions: Vec<Exception>,
    }
}

/// Halls of a building: 1 to 20.
pub type Halls = Borne<1, 20>;
/// Levels of a building: 1 to 40.
pub type Niveaux = Borne<1, 40>;
/// Doors on a landing: 1 to 20.
pub type ParPalier = Borne<1, 20>;

fiche! {
    /// A place of the grid without a dwelling: it has no number, and no round visits it.
    pub struct Exception {
        /// In this hall only; in all when absent.
        hall: Option<u8>,
        /// On this floor.
        etage: u8,
        /// At this rank; the whole landing when absent.
        rang: Option<u8>,
        /// What is there.
        nature: SansLogement,
    }
}

mots! {
    /// What may stand where a dwelling would.
    pub enum SansLogement {
        /// The caretaker's lodge.
        Loge = "loge", "Loge";
        /// A shop or an office.
        Commerce = "commerce", "Commerce ou bureau";
        /// A common room.
        Commun = "commun", "Local commun";
        /// Nothing: the wall.
        Rien = "rien", "Pas de porte";
    }
}

impl Immeuble {
    /// A building without exceptions, described for the first time.
    pub fn new(contrat: &str, nom: Libelle, halls: Halls, niveaux: Niveaux, par_palier: ParPalier) -> Self {
        Self {
            remplace: None,
            contrat: contrat.to_owned(),
            quartier: None,
            nom,
            halls,
            niveaux,
            par_palier,
            premier: 1,
            exceptions: Vec::new(),
            autres: Default::default(),
        }
    }

    /// The doors of dwellings with their numbers, from the first hall's ground floor up. `id` is the building's.
    ///
    /// ```
    /// use relais::journal::{EventId, Halls, Immeuble, Libelle, Niveaux, ParPalier};
    /// let (halls, niveaux, portes) = (Halls::new(1).unwrap(), Niveaux::new(5).unwrap(), ParPalier::new(4).unwrap());
    /// let immeuble = Immeuble::new("essai", Libelle::new("Tour A").unwrap(), halls, niveaux, portes);
    /// let portes = immeuble.portes(EventId::new(0, [1; 10]));
    /// assert_eq!(portes.len(), 20);
    /// assert_eq!((portes[4].0.etage, portes[4].1), (1, 5));
    /// ```
    pub fn portes(&self, id: EventId) -> Vec<(Porte, u32)> {
        // The bounds of the three types keep every number of the grid below 256.
        let small = |number: u16| u8::try_from(number).unwrap_or(u8::MAX);
        let mut doors = Vec::new();
        for hall in 1..=small(self.halls.get()) {
            let mut number = u32::from(self.premier);
            for etage in 0..small(self.niveaux.get()) {
                for rang in 1..=small(self.par_palier.get()) {
                    let porte = Porte { immeuble: id, hall, etage, rang };
                    if self.exception(porte).is_none() {
                        doors.push((porte, number));
                        number += 1;
                    }
                }
            }
        }
        doors
    }

    /// What stands in the place of a door.
    pub fn exception(&self, porte: Porte) -> Option<SansLogement> {
        let here = |exception: &&Exception| {
            exception.hall.is_none_or(|hall| hall == porte.hall)
                && exception.etage == porte.etage
                && exception.rang.is_none_or(|rang| rang == porte.rang)
        };
        self.exceptions.iter().find(here).map(|exception| exception.nature)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::Autres;

    fn id() -> EventId {
        EventId::new(0, [1; 10])
    }

    fn building(halls: u16, levels: u16, doors: u16) -> Option<Immeuble> {
        let nom = Libelle::new("Tour A").unwrap();
        Some(Immeuble::new("essai", nom, Halls::new(halls)?, Niveaux::new(levels)?, ParPalier::new(doors)?))
    }

    #[test]
    fn a_building_without_floors_cannot_be_described_and_a_tower_can() {
        assert!(building(1, 0, 4).is_none());
        assert!(building(1, 41, 4).is_none());
        assert_eq!(building(1, 40, 20).unwrap().portes(id()).len(), 800);
    }

    #[test]
    fn a_lodge_and_a_ground_floor_of_shops_have_no_numbers() {
        let exception = |etage, rang, nature| Exception { hall: None, etage, rang, nature, autres: Autres::default() };
        let mut tower = building(2, 3, 3).unwrap();
        tower.premier = 100;
        tower.exceptions = vec![exception(0, None, SansLogement::Commerce), exception(1, Some(2), SansLogement::Loge)];
        let numbers: Vec<(u8, u8, u8, u32)> = tower
            .portes(id())
            .into_iter()
            .map(|(porte, number)| (porte.hall, porte.etage, porte.rang, number))
            .collect();
        assert_eq!(numbers.len(), 10);
        assert_eq!(numbers[..3], [(1, 1, 1, 100), (1, 1, 3, 101), (1, 2, 1, 102)]);
        assert_eq!(numbers[5], (2, 1, 1, 100));
    }

    #[test]
    fn a_negative_door_and_a_fourth_number_are_no_door() {
        let text = Porte { immeuble: id(), hall: 1, etage: 2, rang: 3 }.to_string();
        assert!(Porte::read(Value::from(text.as_str())).is_some());
        assert_eq!(Porte::read(Value::from(format!("{}/1/2/-3", id()))), None);
        assert_eq!(Porte::read(Value::from(format!("{text}/4"))), None);
    }
}
