//! The words of the detector, folded, in the singular and the masculine.

use super::Genre;

/// Words that say it by themselves, without accents, plural or feminine endings. The names of places and services
/// (maison de santé, mosquée, mission locale) are not there on purpose.
pub(super) const WORDS: [(Genre, &[&str]); 4] = [
    (
        Genre::Sante,
        &[
            "alcoolique",
            "alzheimer",
            "asthmatique",
            "autiste",
            "avc",
            "bipolaire",
            "cancer",
            "cancereux",
            "chimio",
            "chimiotherapie",
            "depressif",
            "depressive",
            "diabete",
            "diabetique",
            "enceinte",
            "epileptique",
            "hospitalise",
            "malade",
            "maladie",
            "parkinson",
            "psychotique",
            "schizophrene",
            "seropositif",
            "seropositive",
            "sida",
            "suicidaire",
            "toxicomane",
            "tuberculose",
            "vih",
        ],
    ),
    (
        Genre::Religion,
        &[
            "bouddhiste",
            "catholique",
            "chretien",
            "chretienne",
            "evangeliste",
            "hindouiste",
            "juif",
            "juive",
            "musulman",
            "ramadan",
            "salafiste",
            "athee",
            "islamiste",
        ],
    ),
    (
        Genre::Opinion,
        &[
            "anarchiste",
            "cegetiste",
            "communiste",
            "ecologiste",
            "frontiste",
            "gauchiste",
            "lepeniste",
            "macroniste",
            "melenchoniste",
            "royaliste",
            "socialiste",
            "syndique",
            "zemmouriste",
        ],
    ),
    (
        Genre::Delit,
        &[
            "cambrioleur",
            "condamne",
            "dealer",
            "dealeur",
            "delinquant",
            "detenu",
            "emprisonne",
            "incarcere",
            "trafiquant",
            "voleur",
            "voleuse",
            "proxenete",
        ],
    ),
];

/// Words of origin. They are also names of languages, which a contact may note: they count after a word for a person.
pub(super) const ORIGINES: [&str; 24] = [
    "africain",
    "afghan",
    "albanais",
    "algerien",
    "antillais",
    "arabe",
    "camerounais",
    "chinois",
    "comorien",
    "congolais",
    "haitien",
    "ivoirien",
    "kabyle",
    "malien",
    "marocain",
    "pakistanais",
    "portugais",
    "roumain",
    "senegalais",
    "syrien",
    "tamoul",
    "tunisien",
    "turc",
    "ukrainien",
];

/// Words that say an origin by themselves.
pub(super) const ORIGINES_SEULES: [&str; 6] = ["beur", "gitan", "immigre", "maghrebin", "manouche", "clandestin"];

/// What stands before a word of origin that is said of a person.
pub(super) const PERSONNES: [&str; 18] = [
    "est", "sont", "famille", "homme", "femme", "dame", "monsieur", "madame", "couple", "jeune", "personne", "origine",
    "voisin", "un", "une", "habitant", "mere", "pere",
];

/// Words after which a word of illness is the name of a service or of an act of insurance.
pub(super) const SERVICES: [&str; 5] = ["assurance", "caisse", "arret", "conge", "feuille"];
