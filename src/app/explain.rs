//! How a failure is told: what happened, what is safe, what to do next.

use super::port::{RemoteError, StoreError, StoreFault};

/// A failure in the words of the person who meets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub what: String,
    /// What is kept, unharmed.
    pub safe: String,
    /// What to do next.
    pub next: String,
}

impl Explanation {
    /// Puts the three sentences together.
    pub fn new(what: impl Into<String>, safe: impl Into<String>, next: impl Into<String>) -> Self {
        Self { what: what.into(), safe: safe.into(), next: next.into() }
    }
}

impl RemoteError {
    /// Tells why nothing came from the network.
    pub fn explain(&self) -> Explanation {
        let safe = "Ce qui est déjà sur ce téléphone reste en place.";
        match self {
            RemoteError::Offline => Explanation::new(
                "Le réseau ne répond pas.",
                safe,
                "Rapprochez-vous d'un réseau, puis touchez « Réessayer ». Une seule fois suffit : ensuite, Relais s'en passe.",
            ),
            RemoteError::Status(status) => Explanation::new(
                format!("Le site n'a pas donné le fichier (réponse {status})."),
                safe,
                "Réessayez plus tard. Si cela dure, prévenez la personne qui s'occupe du site.",
            ),
            RemoteError::WebPage => Explanation::new(
                "Le réseau a envoyé une page web à la place du contrat. C'est souvent la page de connexion d'un wifi public.",
                safe,
                "Ouvrez le navigateur, acceptez les conditions du wifi, puis touchez « Réessayer ».",
            ),
            RemoteError::TooLarge { limit } => Explanation::new(
                format!("Le fichier dépasse {} Mo : il n'a pas été lu jusqu'au bout.", limit / (1024 * 1024)),
                safe,
                "Prévenez la personne qui publie ce contrat.",
            ),
            RemoteError::Broken(_) => {
                Explanation::new("Le téléchargement s'est arrêté en route.", safe, "Touchez « Réessayer ».")
            }
        }
    }
}

impl StoreError {
    /// Tells why nothing could be kept.
    pub fn explain(&self) -> Explanation {
        match self.fault {
            StoreFault::Refused => Explanation::new(
                "Ce navigateur refuse de garder des données sur le téléphone.",
                "Rien n'a été perdu, mais rien ne peut être gardé.",
                "Quittez la navigation privée, ou autorisez les données de site dans les réglages du navigateur, puis rouvrez Relais.",
            ),
            StoreFault::Full => Explanation::new(
                "Il n'y a plus de place sur le téléphone.",
                "Ce qui était déjà gardé l'est toujours.",
                "Libérez de la place (photos, vidéos, applications), puis réessayez.",
            ),
            StoreFault::Blocked => Explanation::new(
                "Une autre fenêtre de Relais occupe le stockage.",
                "Ce qui était déjà gardé l'est toujours.",
                "Fermez les autres fenêtres de Relais, puis réessayez.",
            ),
            StoreFault::Newer => Explanation::new(
                "Une version plus récente de Relais a déjà servi sur ce téléphone.",
                "Ses données sont intactes. Cette version-ci n'y touche pas.",
                "Fermez toutes les fenêtres de Relais et rouvrez-le avec du réseau pour le mettre à jour.",
            ),
            StoreFault::Conflict => Explanation::new(
                "Une autre fenêtre de Relais a écrit au même moment.",
                "Les deux écritures n'ont pas été mélangées.",
                "Réessayez.",
            ),
            StoreFault::Unknown => Explanation::new(
                "Le stockage du téléphone n'a pas répondu comme prévu.",
                "Ce qui était déjà gardé l'est toujours.",
                "Fermez Relais, rouvrez-le et réessayez.",
            ),
        }
    }
}
