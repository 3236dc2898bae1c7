//! What an event may say.

use serde_json::{Map, Value};

use super::piece::{Piece, fields, set};
use super::{
    ActionCollective, Annulation, Campagne, CampagneFin, Checkpoint, Cloture, ConservationChoisie, Contact, Correction,
    Demarche, Effacement, EventId, HorlogeCorrigee, IdentiteDonnee, Immeuble, Marche, Moment, NoteEcrite, Objection,
    Passage, Report, Retour, Suivi, Tournee, Veille,
};

/// Declares the facts: the enum, the name of each in a text, its reading and writing.
macro_rules! faits {
    ( $( $(#[$meta:meta])* $variant:ident($type:ty), )+ ) => {
        /// What an event says.
        ///
        /// As text: an object with one key, the name of the variant, and the fact under it.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Fait {
            $( $(#[$meta])* $variant($type), )+
            /// A fact that this app does not know, or not in this form. It is kept as it came.
            Inconnu(Inconnu),
        }

        impl Fait {
            /// The name of each kind of fact that this app knows.
            pub const GENRES: [&'static str; [$(stringify!($variant)),+].len()] = [$(stringify!($variant)),+];

            /// The name of this kind of fact, as it stands in a text.
            pub fn genre(&self) -> &str {
                match self {
                    $( Fait::$variant(_) => stringify!($variant), )+
                    Fait::Inconnu(inconnu) => &inconnu.genre,
                }
            }

            fn known(genre: &str, value: Value) -> Option<Self> {
                match genre {
                    $( stringify!($variant) => Piece::read(value).map(Fait::$variant), )+
                    _ => None,
                }
            }

            fn value(&self) -> Value {
                match self {
                    $( Fait::$variant(fait) => fait.write(), )+
                    Fait::Inconnu(inconnu) => inconnu.valeur.clone(),
                }
            }
        }
    };
}

faits! {
    /// A contact was noted.
    ContactNote(Box<Contact>),
    /// A contact was corrected.
    ContactCorrige(Correction),
    /// A contact was erased.
    ContactEfface(Effacement),
    /// The note of a contact was written.
    NoteEcrite(NoteEcrite),
    /// A person who agreed was named.
    IdentiteNotee(Box<IdentiteDonnee>),
    /// An identity was erased. It cannot be taken back: its key goes.
    IdentiteEffacee(Effacement),
    /// An orientation came one step further.
    OrientationSuivie(Suivi),
    /// Somebody came back, as was planned.
    RelanceFaite(Retour),
    /// A day to come back was put off.
    RelanceReportee(Report),
    /// A building was described.
    ImmeubleDecrit(Box<Immeuble>),
    /// A campagne was opened.
    CampagneOuverte(Box<Campagne>),
    /// A campagne was closed.
    CampagneClose(CampagneFin),
    /// A round was planned.
    TourneePrevue(Box<Tournee>),
    /// A round began, paused or went on.
    TourneeSuivie(Marche),
    /// A door was tapped.
    PorteNotee(Passage),
    /// A phone closed a round. It cannot be taken back: the key of its taps goes.
    TourneeClose(Cloture),
    /// A door objected to further visits.
    ObjectionNotee(Objection),
    /// Acts were done.
    DemarcheFaite(Demarche),
    /// An action was held with a group.
    ActionCollective(Box<ActionCollective>),
    /// Something out of order was seen.
    VeilleNotee(Box<Veille>),
    /// An event was taken back.
    Annule(Annulation),
    /// Months were let go. It cannot be taken back.
    Checkpoint(Checkpoint),
    /// The clock was set right.
    HorlogeCorrigee(HorlogeCorrigee),
    /// How long months are kept was chosen. The last word counts: nothing takes it back but another choice.
    ConservationChoisie(ConservationChoisie),
}

/// A fact of a newer app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inconnu {
    genre: String,
    valeur: Value,
}

impl Inconnu {
    fn read(value: Value) -> Option<Self> {
        let mut pairs = fields(value)?.into_iter();
        let (genre, valeur) = pairs.next()?;
        pairs.next().is_none().then_some(Self { genre, valeur })
    }
}

impl Fait {
    /// Reads a fact that this app knows.
    pub(super) fn read(value: Value) -> Option<Self> {
        let Inconnu { genre, valeur } = Inconnu::read(value)?;
        Self::known(&genre, valeur)
    }

    /// Keeps a fact as it came.
    pub(super) fn keep(value: Value) -> Option<Self> {
        Inconnu::read(value).map(Fait::Inconnu)
    }

    pub(super) fn write(&self) -> Value {
        let mut fields = Map::new();
        set(&mut fields, self.genre(), self.value());
        Value::Object(fields)
    }

    /// The contact that this is about: for a new one, nothing.
    pub fn contact(&self) -> Option<EventId> {
        match self {
            Fait::ContactCorrige(fait) => Some(fait.contact),
            Fait::ContactEfface(fait) | Fait::IdentiteEffacee(fait) => Some(fait.contact),
            Fait::NoteEcrite(fait) => Some(fait.contact),
            Fait::IdentiteNotee(fait) => Some(fait.contact),
            Fait::OrientationSuivie(fait) => Some(fait.contact),
            Fait::RelanceFaite(fait) => Some(fait.contact),
            Fait::RelanceReportee(fait) => Some(fait.contact),
            _ => None,
        }
    }

    /// Whether it cannot be taken back: a key goes with it, it is itself a taking back, or the last word counts.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            Fait::IdentiteEffacee(_)
                | Fait::TourneeClose(_)
                | Fait::Annule(_)
                | Fait::Checkpoint(_)
                | Fait::HorlogeCorrigee(_)
                | Fait::ConservationChoisie(_)
        )
    }

    /// The moment that may be kept with this fact.
    ///
    /// A conversation of a round, and whatever is about a contact, keeps the half-day: the minute would lead back
    /// to the door that was tapped then.
    pub fn moment(&self, now: Moment) -> Moment {
        let of_round = matches!(self, Fait::ContactNote(contact) if contact.tournee.is_some());
        if of_round || self.contact().is_some() { now.half_day() } else { now }
    }
}
