//! A small pack and a small vocabulary in which every field of the format stands at least once, and nothing is wrong.

use serde_json::Value;

/// The pack, as a value to be damaged.
pub fn pack() -> Value {
    serde_json::from_str(PACK).unwrap()
}

/// The vocabulary that the pack belongs to.
pub fn vocabulaire() -> Value {
    serde_json::from_str(VOCABULAIRE).unwrap()
}

/// The text of the pack.
pub const PACK: &str = r#"{
  "$schema": "../schema/relais-contrat-1.json",
  "format": "relais-contrat/1",
  "id": "exemple-2015",
  "version": 3,
  "contrat": {
    "intitule": "Contrat de ville d'Exemple",
    "type": "contrat-de-ville",
    "territoire": "Exemple et Voisine",
    "communes": [{ "id": "exemple", "nom": "Exemple" }, { "id": "voisine", "nom": "Voisine" }],
    "debut": 2015,
    "fin": 2020,
    "signature": "2015-06-30",
    "resume": "Deux villes et l'État s'engagent ensemble.",
    "signataires": [{ "acteur": "caf", "precision": "avec la ville" }],
    "documents": [{ "id": "d1", "titre": "Le contrat", "date": "2015-06", "fichier": "exemple.txt" }],
    "notes": [{ "appel": "1", "texte": "Une règle.", "lien": "https://exemple.fr/regle",
      "sources": [{ "document": "d1", "repere": "p. 101" }] }]
  },
  "quartiers": [{
    "id": "les-pins", "nom": "Les Pins", "commune": "exemple", "statut": "qpv", "code_qpv": "QP094012",
    "chiffres": [{ "libelle": "habitants", "valeur": 1200, "jusqua": 1300.5, "unite": "habitants", "annee": 2013,
      "nature": "constat", "horizon": null, "sources": [{ "document": "d1", "repere": "p. 102" }] }],
    "sources": [{ "document": "d1", "repere": "p. 103" }]
  }],
  "noeuds": [
    { "id": "p1", "parent": null, "niveau": "pilier", "numero": "1", "intitule": "Emploi",
      "autres_intitules": ["L'emploi"], "resume": "Trouver un travail.",
      "sources": [{ "document": "d1", "repere": "p. 104" }] },
    { "id": "axe-1", "niveau": "axe-transversal", "intitule": "Jeunesse", "resume": "Pour les jeunes.",
      "sources": [{ "document": "d1", "repere": "p. 105" }] },
    { "id": "f1", "parent": "p1", "niveau": "fiche-operationnelle", "numero": "1-1", "intitule": "Accompagner",
      "commune": "exemple", "resume": "Aider chacun à chercher.", "theme_anct": "2.1", "modalite": "possible",
      "publics": ["jeunes-16-25"], "quartiers": ["les-pins"], "axes": ["axe-1"], "besoins": ["travail"],
      "financeurs": [{ "acteur": "ville", "precision": "en partie" }],
      "operateurs": [{ "acteur": "mission" }],
      "acteurs": [{ "acteur": "caf" }],
      "dispositifs": [{ "dispositif": "lola", "rubrique": "Dispositifs de la ville", "precision": "pour un an" }],
      "chiffres": [{ "libelle": "jeunes suivis", "valeur": 7, "jusqua": 9, "unite": "%", "annee": 2015,
        "nature": "cible", "horizon": "fin du contrat", "sources": [{ "document": "d1", "repere": "p. 106" }] }],
      "adulte_relais": { "texte": "Aller vers les jeunes.", "conditionnel": true,
        "sources": [{ "document": "d1", "repere": "p. 107" }] },
      "leviers": [{ "actions": ["a1"], "pilotes": [{ "acteur": "mission" }], "appuis": [{ "acteur": "caf" }],
        "partenaires": [{ "acteur": "ville" }], "moyens": ["un local"], "indicateurs": ["i1"], "calendrier": "2017",
        "certitude": "ambigue", "note": "Le tableau ne dit pas quelle action.",
        "sources": [{ "document": "d1", "repere": "p. 108" }] }],
      "renvois": [{ "noeud": "p1", "texte": "voir le pilier" }],
      "notes": [{ "appel": "*", "texte": "Une précision.", "lien": "https://exemple.fr",
        "sources": [{ "document": "d1", "repere": "p. 109" }] }],
      "sources": [{ "document": "d1", "repere": "p. 110" }, { "document": "d1", "repere": "p. 111" }] },
    { "id": "a1", "parent": "f1", "niveau": "action", "intitule": "Tenir une permanence", "variante_de": "a2",
      "sources": [{ "document": "d1", "repere": "p. 112" }] },
    { "id": "a2", "parent": "f1", "niveau": "action", "intitule": "Ouvrir une permanence",
      "sources": [{ "document": "d1", "repere": "p. 113" }] }
  ],
  "diagnostics": [{ "noeud": "f1",
    "atouts": [{ "texte": "Un lieu ouvert.", "sources": [{ "document": "d1", "repere": "p. 114" }] }],
    "faiblesses": [{ "texte": "Peu de bus.", "sources": [{ "document": "d1", "repere": "p. 115" }] }] }],
  "acteurs": [
    { "id": "caf", "nom": "Caisse d'allocations familiales", "sigle": "CAF", "autres_noms": ["la Caf"],
      "famille": "securite-sociale", "generique": false, "commun": "caf" },
    { "id": "ville", "nom": "Ville d'Exemple", "famille": "commune" },
    { "id": "mission", "nom": "Mission locale", "famille": "emploi" },
    { "id": "associations", "nom": "Associations", "famille": "association", "generique": true }
  ],
  "dispositifs": [{
    "id": "lola", "nom": "LOLA", "sigle": "LOLA", "autres_noms": ["Lola"], "nature": "dispositif",
    "resume": "Une aide pour chercher un travail.", "porteurs": [{ "acteur": "ville" }], "communes": ["voisine"],
    "debut": "septembre 2015", "publics": ["jeunes-16-25"], "besoins": ["travail"], "conditions": ["avoir 16 ans"],
    "au_document": "existant", "pour_habitants": true,
    "simple": { "titre": "Trouver un travail", "cest_quoi": "On vous aide.", "pour_qui": "Pour les jeunes.",
      "comment_faire": "Demandez à la Caisse d'allocations familiales (CAF).", "ou_aller": "À la CAF.",
      "papiers": "Votre CV." },
    "etat": { "valeur": "renomme", "devenu": ["LOLA plus"], "verifie_le": "2024-02-29", "verifie_par": "médiatrice",
      "note": "Vu à la mairie." },
    "sources": [{ "document": "d1", "repere": "p. 116" }]
  }],
  "indicateurs": [{ "id": "i1", "intitule": "Nombre de jeunes", "unite": "jeunes", "nature": "resultat",
    "calcul": "comptés en décembre", "sources": [{ "document": "d1", "repere": "p. 117" }] }],
  "gouvernance": {
    "instances": [{ "nom": "Comité de pilotage", "niveau": "contrat", "role": "Décide.", "composition": "Les élus.",
      "frequence": "une fois par an", "sources": [{ "document": "d1", "repere": "p. 118" }] }],
    "fonctions": [{ "titre": "Suivre", "niveau": "contrat", "instance": "Comité technique", "textes": ["Prépare."],
      "sources": [{ "document": "d1", "repere": "p. 119" }] }],
    "equipe": [{ "role": "Chef de projet", "precision": "à mi-temps", "conditionnel": true,
      "sources": [{ "document": "d1", "repere": "p. 120" }] }],
    "conseil_citoyen": { "colleges": [{ "nom": "Habitants", "membres": ["dix habitants"],
      "sources": [{ "document": "d1", "repere": "p. 121" }] }] }
  },
  "suivi": [{ "texte": "Un bilan chaque année.", "sources": [{ "document": "d1", "repere": "p. 122" }] }],
  "sigles": [{ "sigle": "CAF", "developpe": "Caisse d'allocations familiales", "explication": "Verse des aides.",
    "dans_le_document": true }],
  "anomalies": [{ "repere": "p. 123", "constat": "Deux totaux.", "choix": "Le premier est gardé." }]
}
"#;

const VOCABULAIRE: &str = r#"{
  "format": "relais-vocabulaire/1",
  "version": 1,
  "besoins": [{ "id": "travail", "libelle": "Je cherche un travail", "icone": "briefcase", "mots": ["boulot"],
    "themes_di": ["trouver-un-emploi"] }],
  "publics": [{ "id": "jeunes-16-25", "libelle": "Jeunes", "age_min": 16, "age_max": 25, "codes_di": ["jeunes"] }],
  "acteurs": [{ "id": "caf", "nom": "Caf", "sigle": "CAF", "autres_noms": [], "explication": "Verse des aides." }],
  "correspondances": [
    { "ancien": "Zone urbaine sensible", "sigle": "ZUS", "autres": ["zones urbaines sensibles"], "nature": "remplace",
      "certitude": "sure", "actuels": ["Quartier prioritaire (QPV)"], "annee": 2014, "note": "Les limites changent." },
    { "ancien": "Pôle emploi", "nature": "renomme", "certitude": "sure", "actuels": ["France Travail"], "annee": 2024 },
    { "ancien": "Agence nationale pour l'emploi", "sigle": "ANPE", "nature": "fusionne", "certitude": "sure",
      "actuels": ["Pôle emploi"], "annee": 2008 },
    { "ancien": "Assédic", "nature": "fusionne", "certitude": "sure", "actuels": ["Pôle emploi"], "annee": 2008 },
    { "ancien": "DIRECCTE", "nature": "scinde", "certitude": "sure", "actuels": ["DREETS", "DRIEETS"], "annee": 2021 },
    { "ancien": "Emplois d'avenir", "nature": "termine", "certitude": "sure" },
    { "ancien": "Contrat enfance jeunesse", "sigle": "CEJ", "nature": "remplace", "certitude": "sure",
      "actuels": ["Convention territoriale globale"] },
    { "ancien": "Garantie jeunes", "nature": "remplace", "certitude": "sure",
      "actuels": ["Contrat d'engagement jeune (CEJ)"], "annee": 2022 }
  ],
  "themes_anct": [{ "code": "2", "libelle": "Emploi" }, { "code": "2.1", "libelle": "Emploi", "parent": "2" }]
}
"#;
