//! Under which kind of key each event is sealed. The journal says it, the vault does it.

use super::{Journal, Sujet};
use crate::journal::jour::Mois;
use crate::journal::{Event, EventId, Fait};

/// The class of key of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Classe {
    /// The key of this month: that of the *contact* for what is about one.
    Mois(Mois),
    /// The key that lasts as long as the vault: counts and plans that name nobody, objections, erasures of identities,
    /// checkpoints, the clock, how long months are kept.
    Durable,
    /// A key of this note alone, which goes with the month of its contact at the latest.
    Note {
        /// The contact.
        contact: EventId,
        /// Its month.
        mois: Mois,
    },
    /// A key of this identity alone, tied to no month.
    Identite {
        /// The contact.
        contact: EventId,
    },
    /// A key of the taps of this round, destroyed when the phone closes it.
    Tournee {
        /// The round.
        tournee: EventId,
        /// The month at the end of which it goes at the latest.
        mois: Mois,
    },
}

impl Journal {
    /// The class of an event, read or about to be written.
    ///
    /// Where the contact, the round or the event that it is about has not come in, the event's own month stands in.
    pub fn classe(&self, event: &Event) -> Classe {
        let of_contact = |contact| self.opening(Sujet::Contact(contact)).unwrap_or(event).mois();
        match &event.fait {
            Fait::NoteEcrite(fait) => Classe::Note { contact: fait.contact, mois: of_contact(fait.contact) },
            Fait::IdentiteNotee(fait) => Classe::Identite { contact: fait.contact },
            Fait::PorteNotee(fait) => Classe::Tournee { tournee: fait.tournee, mois: event.mois() },
            Fait::TourneeSuivie(fait) => {
                Classe::Mois(self.opening(Sujet::Tournee(fait.tournee)).unwrap_or(event).mois())
            }
            Fait::Annule(fait) => match self.event(fait.evenement).map(|target| (target, &target.fait)) {
                // A taking back of a taking back has no effect: no need to look further, nor to go in a circle.
                None | Some((_, Fait::Annule(_))) => Classe::Mois(event.mois()),
                // The taking back of a note, an identity or a tap says nothing of them: it goes with the month.
                Some((target, _)) => match self.classe(target) {
                    Classe::Note { mois, .. } | Classe::Tournee { mois, .. } => Classe::Mois(mois),
                    Classe::Identite { contact } => Classe::Mois(of_contact(contact)),
                    same => same,
                },
            },
            Fait::IdentiteEffacee(_)
            | Fait::ImmeubleDecrit(_)
            | Fait::CampagneOuverte(_)
            | Fait::CampagneClose(_)
            | Fait::ObjectionNotee(_)
            | Fait::DemarcheFaite(_)
            | Fait::ActionCollective(_)
            | Fait::Checkpoint(_)
            | Fait::HorlogeCorrigee(_)
            | Fait::ConservationChoisie(_) => Classe::Durable,
            Fait::ContactNote(_)
            | Fait::ContactCorrige(_)
            | Fait::ContactEfface(_)
            | Fait::OrientationSuivie(_)
            | Fait::RelanceFaite(_)
            | Fait::RelanceReportee(_)
            | Fait::TourneePrevue(_)
            | Fait::TourneeClose(_)
            | Fait::VeilleNotee(_)
            | Fait::Inconnu(_) => Classe::Mois(event.fait.contact().map_or(event.mois(), of_contact)),
        }
    }

    /// The event that a subject begins with.
    pub(super) fn opening(&self, subject: Sujet) -> Option<&Event> {
        let opens = |event: &&Event| matches!(&event.fait, Fait::ContactNote(_) | Fait::TourneePrevue(_));
        self.whole_log(subject).find(opens)
    }
}
