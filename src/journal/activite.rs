//! What is done besides contacts: acts, collective actions, things out of order; and what the journal notes of itself.

use super::jour::Mois;
use super::piece::{fiche, mots};
use super::texte::{Libelle, Minutes, Nombre};
use super::{EventId, Groupe, Jour, MoisGardes};

fiche! {
    /// Acts done for people, as a count.
    pub struct Demarche {
        /// Id of the contract.
        contrat: String,
        /// What was done.
        genre: GenreDemarche,
        /// How many times.
        nombre: Nombre,
        /// The day.
        le: Jour,
        /// Id of a quartier of that contract.
        quartier: Option<String>,
        /// Id of the node of the contract that it serves.
        objectif: Option<String>,
    }
}

mots! {
    /// A kind of act.
    pub enum GenreDemarche {
        /// The health insurance was told of a person without rights.
        AlerteCpam = "alerte-cpam", "Alerte à la CPAM";
        /// A file was put together.
        Dossier = "dossier", "Dossier constitué";
        /// An appointment was made.
        RendezVous = "rendez-vous", "Rendez-vous pris";
        /// A person was gone along with to a desk.
        Accompagnement = "accompagnement", "Accompagnement à un guichet";
        /// A mediation was done.
        Mediation = "mediation", "Médiation";
        /// A desk was held.
        Permanence = "permanence", "Permanence tenue";
        /// Something else.
        Autre = "autre", "Autre démarche";
    }
}

fiche! {
    /// An action with a group.
    pub struct ActionCollective {
        /// Id of the contract.
        contrat: String,
        /// What it was.
        genre: GenreAction,
        /// The day.
        le: Jour,
        /// Its title.
        intitule: Option<Libelle>,
        /// Id of a quartier of that contract.
        quartier: Option<String>,
        /// How long it lasted.
        duree: Option<Minutes>,
        /// Who came, by age band and sex.
        personnes: Vec<Groupe>,
        /// Ids of besoins of the vocabulary that it was about.
        besoins: Vec<String>,
        /// Id of the node of the contract that it serves.
        objectif: Option<String>,
    }
}

mots! {
    /// A kind of collective action.
    pub enum GenreAction {
        /// A stand.
        Stand = "stand", "Stand";
        /// A workshop.
        Atelier = "atelier", "Atelier";
        /// A meeting.
        Reunion = "reunion", "Réunion";
        /// An outing.
        Sortie = "sortie", "Sortie";
        /// Something else.
        Autre = "autre", "Autre action";
    }
}

fiche! {
    /// Something out of order in public space.
    pub struct Veille {
        /// Id of the contract.
        contrat: String,
        /// What it is.
        genre: GenreVeille,
        /// The day.
        le: Jour,
        /// Where.
        lieu: Libelle,
        /// Id of a quartier of that contract.
        quartier: Option<String>,
        /// To whom it was passed on.
        transmis: Option<Libelle>,
    }
}

mots! {
    /// A kind of thing out of order.
    pub enum GenreVeille {
        /// Light.
        Eclairage = "eclairage", "Éclairage";
        /// A lift.
        Ascenseur = "ascenseur", "Ascenseur";
        /// A door, a lock, an entry phone.
        Acces = "acces", "Porte, serrure, interphone";
        /// Rubbish.
        Dechets = "dechets", "Déchets, encombrants";
        /// Road or pavement.
        Voirie = "voirie", "Voirie, trottoir";
        /// Green space or playground.
        EspaceVert = "espace-vert", "Espace vert, jeux";
        /// A leak or damp.
        Eau = "eau", "Fuite, humidité";
        /// Something else.
        Autre = "autre", "Autre";
    }
}

fiche! {
    /// An earlier event is taken back. It stays in the history, without effect.
    pub struct Annulation {
        /// The event.
        evenement: EventId,
    }
}

impl Annulation {
    /// Takes this event back.
    pub fn of(evenement: EventId) -> Self {
        Self { evenement, autres: Default::default() }
    }
}

fiche! {
    /// Months were let go: their keys are destroyed, and nothing of them is shown, whatever a copy brings back.
    pub struct Checkpoint {
        /// The months.
        mois: Vec<Mois>,
        /// Ids of the destroyed keys, in hexadecimal.
        cles: Vec<String>,
        /// How many contacts went.
        contacts: u32,
        /// Why.
        motif: Libelle,
    }
}

fiche! {
    /// The phone's clock was found wrong and set right.
    pub struct HorlogeCorrigee {
        /// The first day from which the clock is believed again.
        plancher: Jour,
    }
}

fiche! {
    /// How long months are kept was chosen.
    pub struct ConservationChoisie {
        /// So many months after a month's end.
        mois: MoisGardes,
    }
}

impl ConservationChoisie {
    /// The choice of so many months.
    pub fn of(mois: MoisGardes) -> Self {
        Self { mois, autres: Default::default() }
    }
}
