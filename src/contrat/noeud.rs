//! The tree of a contract: from piliers down to actions, and the levers on them.

use super::acteur::Ref;
use super::shape::{choice, record};
use super::source::{Chiffre, Note, Source};

record! {
    /// A node of the tree. The order of nodes in the file is the order of the document.
    pub struct Noeud {
        required {
            /// Slug, unique in the pack.
            id: String,
            /// Its level.
            niveau: Niveau,
            /// Title as printed (an action beyond some twenty words bears a short title of ours).
            intitule: String,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// Id of the parent; absent at the top.
            parent: Option<String>,
            /// Number as printed ("13-1").
            numero: Option<String>,
            /// Other wordings of the title elsewhere in the document.
            autres_intitules: Vec<String>,
            /// Id of the commune, in a commune's section.
            commune: Option<String>,
            /// What it is about, in plain words of ours.
            resume: Option<String>,
            /// Code of the national theme ("1.1").
            theme_anct: Option<String>,
            /// How firm the commitment is; absent means firm.
            modalite: Option<Modalite>,
            /// Ids of publics of the vocabulary.
            publics: Vec<String>,
            /// Ids of quartiers.
            quartiers: Vec<String>,
            /// Ids of transversal axes (nodes).
            axes: Vec<String>,
            /// Ids of besoins of the vocabulary.
            besoins: Vec<String>,
            /// Who pays.
            financeurs: Vec<Ref>,
            /// Who does the work.
            operateurs: Vec<Ref>,
            /// Who is concerned, when the document does not say how.
            acteurs: Vec<Ref>,
            /// The dispositifs called on, in printed order.
            dispositifs: Vec<DispositifCite>,
            /// Printed figures.
            chiffres: Vec<Chiffre>,
            /// What the document asks of an adulte-relais here.
            adulte_relais: Option<MissionAdulteRelais>,
            /// Levers: who steers, with what, judged how.
            leviers: Vec<Levier>,
            /// Cross-references printed here.
            renvois: Vec<Renvoi>,
            /// Footnotes and rules.
            notes: Vec<Note>,
            /// Id of the node of which this one is a variant.
            variante_de: Option<String>,
        }
    }
}

impl Noeud {
    /// Its title as a list shows it: the printed number before it, when it has one.
    pub fn titre(&self) -> String {
        match &self.numero {
            Some(numero) => format!("{numero}. {}", self.intitule),
            None => self.intitule.clone(),
        }
    }
}

choice! {
    /// The levels of a tree; a level that the document skips is skipped.
    pub enum Niveau {
        /// A commune's part of a protocole.
        Section = "section",
        /// A pilier.
        Pilier = "pilier",
        /// A thématique.
        Thematique = "thematique",
        /// A domaine.
        Domaine = "domaine",
        /// A transversal axis.
        AxeTransversal = "axe-transversal",
        /// A general objective.
        ObjectifGeneral = "objectif-general",
        /// A priority.
        Priorite = "priorite",
        /// A strategic stake.
        EnjeuStrategique = "enjeu-strategique",
        /// An orientation.
        Orientation = "orientation",
        /// A strategic objective.
        ObjectifStrategique = "objectif-strategique",
        /// An operational objective.
        ObjectifOperationnel = "objectif-operationnel",
        /// An operational sheet.
        FicheOperationnelle = "fiche-operationnelle",
        /// An action.
        Action = "action",
        /// A part of an action.
        SousAction = "sous-action",
        /// A measure.
        Mesure = "mesure",
        /// A commitment.
        Engagement = "engagement",
    }
}

impl Niveau {
    /// The level's name for a person, in the singular.
    pub fn label(self) -> &'static str {
        match self {
            Niveau::Section => "Section",
            Niveau::Pilier => "Pilier",
            Niveau::Thematique => "Thématique",
            Niveau::Domaine => "Domaine",
            Niveau::AxeTransversal => "Axe transversal",
            Niveau::ObjectifGeneral => "Objectif général",
            Niveau::Priorite => "Priorité",
            Niveau::EnjeuStrategique => "Enjeu stratégique",
            Niveau::Orientation => "Orientation",
            Niveau::ObjectifStrategique => "Objectif stratégique",
            Niveau::ObjectifOperationnel => "Objectif opérationnel",
            Niveau::FicheOperationnelle => "Fiche opérationnelle",
            Niveau::Action => "Action",
            Niveau::SousAction => "Sous-action",
            Niveau::Mesure => "Mesure",
            Niveau::Engagement => "Engagement",
        }
    }

    /// The level's name for a person, for several.
    pub fn label_many(self) -> &'static str {
        match self {
            Niveau::Section => "sections",
            Niveau::Pilier => "piliers",
            Niveau::Thematique => "thématiques",
            Niveau::Domaine => "domaines",
            Niveau::AxeTransversal => "axes transversaux",
            Niveau::ObjectifGeneral => "objectifs généraux",
            Niveau::Priorite => "priorités",
            Niveau::EnjeuStrategique => "enjeux stratégiques",
            Niveau::Orientation => "orientations",
            Niveau::ObjectifStrategique => "objectifs stratégiques",
            Niveau::ObjectifOperationnel => "objectifs opérationnels",
            Niveau::FicheOperationnelle => "fiches opérationnelles",
            Niveau::Action => "actions",
            Niveau::SousAction => "sous-actions",
            Niveau::Mesure => "mesures",
            Niveau::Engagement => "engagements",
        }
    }
}

choice! {
    /// How firm a commitment is.
    pub enum Modalite {
        /// It will be done.
        Ferme = "ferme",
        /// It may be supported.
        Possible = "possible",
        /// It is being studied.
        ALEtude = "a-l-etude",
        /// It depends.
        Eventuelle = "eventuelle",
    }
}

record! {
    /// A dispositif as a node cites it.
    pub struct DispositifCite {
        required {
            /// Id of the dispositif.
            dispositif: String,
        }
        optional {
            /// The heading under which it is printed ("Dispositifs de l'Etat").
            rubrique: Option<String>,
            /// What the document adds here.
            precision: Option<String>,
        }
    }
}

record! {
    /// What a node asks of an adulte-relais.
    pub struct MissionAdulteRelais {
        required {
            /// The mission, in our words.
            texte: String,
            /// Whether the document makes it conditional ("éventuel").
            conditionnel: bool,
        }
        optional {
            /// Where it is printed.
            sources: Vec<Source>,
        }
    }
}

record! {
    /// A lever: who steers an action, with whom, with what means, judged how, when.
    pub struct Levier {
        required {
            /// How sure the link between the actions and this lever is.
            certitude: Certitude,
            /// Where it is printed; never empty.
            sources: Vec<Source>,
        }
        optional {
            /// Ids of the actions concerned; empty with `ecrite` or `deduite` means the whole node, with
            /// `ambigue` they are the candidates.
            actions: Vec<String>,
            /// Who steers.
            pilotes: Vec<Ref>,
            /// Who supports the pilote.
            appuis: Vec<Ref>,
            /// Who takes part.
            partenaires: Vec<Ref>,
            /// Means, as printed.
            moyens: Vec<String>,
            /// Ids of indicateurs.
            indicateurs: Vec<String>,
            /// When, as printed.
            calendrier: Option<String>,
            /// Why the pairing is what it is.
            note: String,
        }
    }
}

choice! {
    /// How sure a pairing between actions and a lever is.
    pub enum Certitude {
        /// The document prints it.
        Ecrite = "ecrite",
        /// The content makes it evident.
        Deduite = "deduite",
        /// The document leaves it open.
        Ambigue = "ambigue",
    }
}

record! {
    /// A cross-reference.
    pub struct Renvoi {
        required {
            /// Id of the node referred to.
            noeud: String,
        }
        optional {
            /// The printed call ("voir plan numérique").
            texte: Option<String>,
        }
    }
}
