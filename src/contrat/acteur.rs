//! Acteurs: who steers, pays, does the work, helps.

use super::shape::{choice, record};

record! {
    /// An organisation or a service that the contract names.
    pub struct Acteur {
        required {
            /// Slug, unique in the pack.
            id: String,
            /// Name as printed, spelt out where the document spells it out.
            nom: String,
            /// The kind of organisation.
            famille: Famille,
        }
        optional {
            /// Acronym.
            sigle: Option<String>,
            /// Other names that the document gives the same acteur.
            autres_noms: Vec<String>,
            /// A group without a name of its own ("Associations"), not one organisation.
            generique: bool,
            /// Id of the national acteur in the shared vocabulary.
            commun: Option<String>,
        }
    }
}

choice! {
    /// The kinds of acteurs.
    pub enum Famille {
        /// The State and its services.
        Etat = "etat",
        /// A region.
        Region = "region",
        /// A département.
        Departement = "departement",
        /// An intercommunalité.
        Intercommunalite = "intercommunalite",
        /// A commune and its services.
        Commune = "commune",
        /// Social security: CAF, CPAM…
        SecuriteSociale = "securite-sociale",
        /// Employment services.
        Emploi = "emploi",
        /// Schools and education.
        Education = "education",
        /// Health.
        Sante = "sante",
        /// Social landlords.
        Bailleur = "bailleur",
        /// Associations.
        Association = "association",
        /// Firms and their chambers.
        Entreprise = "entreprise",
        /// Residents and their councils.
        Habitants = "habitants",
        /// Anything else.
        Autre = "autre",
    }
}

impl Famille {
    /// Its name for a person; nothing where the format only says that it is none of the others.
    pub fn label(self) -> Option<&'static str> {
        let label = match self {
            Famille::Etat => "État",
            Famille::Region => "Région",
            Famille::Departement => "Département",
            Famille::Intercommunalite => "Intercommunalité",
            Famille::Commune => "Commune",
            Famille::SecuriteSociale => "Sécurité sociale",
            Famille::Emploi => "Emploi",
            Famille::Education => "Éducation",
            Famille::Sante => "Santé",
            Famille::Bailleur => "Bailleur",
            Famille::Association => "Association",
            Famille::Entreprise => "Entreprise",
            Famille::Habitants => "Habitants",
            Famille::Autre => return None,
        };
        Some(label)
    }
}

record! {
    /// A mention of an acteur.
    pub struct Ref {
        required {
            /// Id of the acteur.
            acteur: String,
        }
        optional {
            /// What the document adds: "pour Vitry-sur-Seine", "avec l'appui éventuel de".
            precision: Option<String>,
        }
    }
}
