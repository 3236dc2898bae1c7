//! The journal: what happened in the field, as immutable events, and the state folded from them.
//!
//! This room has no clock, no randomness and no store: a [`Moment`], an [`EventId`] and a sequence number
//! come in as arguments. Contracts are known by id only.
//!
//! | file | what is in it |
//! |---|---|
//! | `event`, `fait` | an event, its order and its text; everything that it may say |
//! | `contact`, `mots`, `identite` | a contact, its closed lists, the identity of a person who agreed |
//! | `lieu`, `tournee`, `activite` | buildings and doors; campagnes and rounds; acts, actions, things out of order |
//! | `state` | what the events amount to; totals by month; under which kind of key each is sealed |
//! | `vigilance` | what a note had better not say |
//! | `piece`, `format1` | how types are read and written; the first format |

mod activite;
mod contact;
mod event;
mod fait;
mod format1;
mod identite;
mod ids;
mod jour;
mod lieu;
mod moment;
mod mots;
mod piece;
#[cfg(not(target_arch = "wasm32"))]
pub mod plausible;
mod state;
mod texte;
mod tournee;
pub mod vigilance;

pub use activite::{
    ActionCollective, Annulation, Checkpoint, ConservationChoisie, Demarche, GenreAction, GenreDemarche, GenreVeille,
    HorlogeCorrigee, Veille,
};
pub use contact::{Contact, Correction, Effacement, Groupe, NoteEcrite, Relance, Report, Retour, Saisie, Suivi, Vers};
pub use event::{EVENT_FORMAT, Event, EventKey, Ordre, UnreadableEvent};
pub use fait::{Fait, Inconnu};
pub use identite::{Accord, IDENTITE_MOIS, Identite, IdentiteDonnee, NOM_MAX, Nom, NomRefuse, Telephone};
pub use ids::{DeviceId, EventId};
pub use jour::{Jour, Mois, NoSuchDay};
pub use lieu::{Exception, Halls, Immeuble, Lieu, Niveaux, ParPalier, Porte, SansLogement};
pub use moment::Moment;
pub use mots::{Age, Cadre, Etape, Foyer, Issue, Langue, Moyen, PremiereFois, Registre, Sexe};
pub use piece::Autres;
pub use state::{
    Arrivee, Axe, CampagneVue, Classe, Conflit, ContactRecord, Couverture, Dossier, Entree, IdentiteVue, Journal,
    Orientation, OrientationVue, PorteEtat, Resume, Statut, TourneeVue, Visite,
};
pub use texte::{
    Borne, LIBELLE_MAX, Libelle, LibelleRefuse, Minutes, MoisGardes, NOTE_MAX, Nombre, NoteLibre, NoteTooLong,
};
pub use tournee::{Campagne, CampagneFin, Cloture, Marche, OBJECTION_MOIS, Objection, Pas, Passage, PorteVue, Tournee};

#[cfg(test)]
mod tests;
