//! The closed lists of a contact. Each value has the word that the journal keeps and a name for people.

use super::piece::mots;

mots! {
    /// Where a meeting takes place.
    pub enum Cadre {
        /// Door to door.
        PorteAPorte = "porte-a-porte", "Porte-à-porte";
        /// Street or public space.
        Rue = "rue", "Rue, espace public";
        /// Foot of a building.
        PiedImmeuble = "pied-immeuble", "Pied d'immeuble";
        /// A desk held at fixed hours.
        Permanence = "permanence", "Permanence";
        /// School gate.
        Ecole = "ecole", "École";
        /// Event or stand.
        Evenement = "evenement", "Évènement ou stand";
        /// Telephone or message.
        Telephone = "telephone", "Téléphone ou message";
        /// A visit at home.
        Domicile = "domicile", "Visite à domicile";
        /// Night or shifted hours.
        Nuit = "nuit", "Nuit, horaire décalé";
    }
}

mots! {
    /// What came of a contact. The frequent ones come first.
    pub enum Issue {
        /// A conversation.
        Echange = "echange", "Échange";
        /// A conversation that led to an orientation.
        EchangeOrientation = "echange-orientation", "Échange et orientation";
        /// Nobody there.
        Absent = "absent", "Absent";
        /// Come back later.
        ARepasser = "a-repasser", "À repasser";
        /// A notice was left.
        AvisDePassage = "avis-de-passage", "Avis de passage laissé";
        /// The person does not wish to talk.
        Refus = "refus", "Refus";
        /// The person objects to any further visit; it binds every round.
        NePlusPasser = "ne-plus-passer", "Ne plus passer";
        /// Hall closed, no code.
        AccesImpossible = "acces-impossible", "Accès impossible";
        /// Nobody lives there.
        LogementVide = "logement-vide", "Logement vide";
    }
}

impl Issue {
    /// Whether somebody talked: only then needs and language make sense.
    pub fn is_exchange(self) -> bool {
        matches!(self, Issue::Echange | Issue::EchangeOrientation)
    }

    /// Whether somebody opened, even to say no.
    pub fn is_opened(self) -> bool {
        self.is_exchange() || matches!(self, Issue::ARepasser | Issue::Refus | Issue::NePlusPasser)
    }
}

mots! {
    /// How French goes in a conversation.
    pub enum Langue {
        /// French, easy.
        FrancaisFacile = "francais-facile", "Français facile";
        /// French, hard.
        FrancaisDifficile = "francais-difficile", "Français difficile";
        /// Another language.
        Autre = "autre", "Autre langue";
    }
}

mots! {
    /// An age band.
    pub enum Age {
        /// Under 12.
        MoinsDe12 = "moins-12", "Moins de 12 ans";
        /// 12 to 17.
        De12A17 = "12-17", "12 à 17 ans";
        /// 18 to 25.
        De18A25 = "18-25", "18 à 25 ans";
        /// 26 to 39.
        De26A39 = "26-39", "26 à 39 ans";
        /// 40 to 59.
        De40A59 = "40-59", "40 à 59 ans";
        /// 60 to 74.
        De60A74 = "60-74", "60 à 74 ans";
        /// 75 and over.
        Plus75 = "75-plus", "75 ans et plus";
    }
}

mots! {
    /// A sex, for the equality figures that financeurs ask for.
    pub enum Sexe {
        /// Woman or girl.
        Femme = "femme", "Femme";
        /// Man or boy.
        Homme = "homme", "Homme";
    }
}

mots! {
    /// A kind of household.
    pub enum Foyer {
        /// One person.
        Seul = "seul", "Seul·e";
        /// A couple.
        Couple = "couple", "Couple";
        /// Two parents with children.
        Famille = "famille", "Famille";
        /// One parent with children.
        Monoparentale = "monoparentale", "Famille monoparentale";
    }
}

mots! {
    /// Whether the person was met for the first time.
    pub enum PremiereFois {
        /// Yes.
        Oui = "oui", "Oui";
        /// No.
        Non = "non", "Non";
        /// The worker does not know.
        NeSaitPas = "ne-sait-pas", "Ne sait pas";
    }
}

mots! {
    /// The kind of social mediation.
    pub enum Registre {
        /// Welcome and information.
        Accueil = "accueil", "Accueil et information";
        /// Putting in touch.
        MiseEnRelation = "mise-en-relation", "Mise en relation";
        /// Accompaniment over time.
        Accompagnement = "accompagnement", "Accompagnement dans la durée";
        /// Tension or conflict.
        Conflit = "conflit", "Tension ou conflit";
        /// Something out of order.
        VeilleTechnique = "veille-technique", "Veille technique";
        /// Between cultures.
        Interculturelle = "interculturelle", "Médiation interculturelle";
    }
}

mots! {
    /// How far an orientation has come.
    pub enum Etape {
        /// Named to the person.
        Proposee = "proposee", "Proposée";
        /// The person, or the worker for them, got in touch.
        ContactPris = "contact-pris", "Contact pris";
        /// The person was received.
        Recu = "recu", "Reçu·e";
        /// The person got what they came for.
        Obtenu = "obtenu", "Obtenu";
        /// It was refused to them.
        Refuse = "refuse", "Refusé";
        /// They gave up.
        Abandonne = "abandonne", "Abandonné";
    }
}

mots! {
    /// By which means a sheet was handed over.
    pub enum Moyen {
        /// Scanned from the screen.
        Qr = "qr", "QR";
        /// By text message.
        Sms = "sms", "SMS";
        /// By another app of the phone.
        Partage = "partage", "Partage";
        /// Copied, to be put elsewhere.
        Copie = "copie", "Copie";
        /// On paper.
        Papier = "papier", "Papier";
    }
}

impl Etape {
    /// Whether the result is known.
    pub fn is_result(self) -> bool {
        matches!(self, Etape::Obtenu | Etape::Refuse | Etape::Abandonne)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::piece::Piece;

    #[test]
    fn every_word_is_read_as_its_own_value() {
        fn check<T: Piece + PartialEq + std::fmt::Debug>(all: &[T]) {
            for value in all {
                assert_eq!(T::read(value.write()).as_ref(), Some(value));
            }
        }
        check(&Cadre::ALL);
        check(&Issue::ALL);
        check(&Langue::ALL);
        check(&Age::ALL);
        check(&Sexe::ALL);
        check(&Foyer::ALL);
        check(&PremiereFois::ALL);
        check(&Registre::ALL);
        check(&Etape::ALL);
        check(&Moyen::ALL);
        assert_eq!(Issue::read("inconnue".into()), None);
    }

    #[test]
    fn only_an_exchange_has_needs() {
        let talking: Vec<Issue> = Issue::ALL.into_iter().filter(|issue| issue.is_exchange()).collect();
        assert_eq!(talking, [Issue::Echange, Issue::EchangeOrientation]);
    }
}
