//! Searches as people make them, over a small invented catalogue.

use relais::search::{Builder, Field, Index};

/// Title, acronym, other names, summary.
const CATALOGUE: &[(&str, &str, &str, &str)] = &[
    (
        "Ateliers sociolinguistiques",
        "ASL",
        "Cours de français",
        "Apprendre le français de tous les jours, en petit groupe.",
    ),
    ("Français langue étrangère", "FLE", "", "Des cours pour apprendre à parler, lire et écrire."),
    (
        "Ouvrir l'école aux parents pour la réussite des enfants",
        "OEPRE",
        "",
        "Des parents étrangers apprennent le français au collège.",
    ),
    ("Apprentissage en alternance", "", "", "Un contrat entre un jeune et une entreprise."),
    ("France Travail", "", "Pôle emploi", "Inscription, indemnisation et offres pour qui cherche du travail."),
    ("Mission locale", "ML", "", "L'emploi, la formation et le logement des 16-25 ans."),
    (
        "Plan local pluriannuel pour l'insertion et l'emploi",
        "PLIE",
        "",
        "Un référent suit la personne jusqu'au contrat durable.",
    ),
    ("Cap emploi", "", "", "L'emploi des personnes handicapées. Un pôle de conseillers."),
    ("Parcours emploi compétences", "PEC", "Contrat aidé", "Un emploi aidé dans une association."),
    ("Garde d'enfants à horaires décalés", "", "", "Une intervenante vient à domicile tôt le matin."),
    (
        "Relais petite enfance",
        "RPE",
        "Relais assistantes maternelles",
        "Trouver une assistante maternelle pour faire garder son enfant.",
    ),
    ("Crèche à vocation d'insertion", "AVIP", "", "Des places d'accueil pour les parents en recherche d'emploi."),
    ("Lieu d'accueil enfants-parents", "LAEP", "", "Un espace de jeu et de parole, sans inscription."),
    ("Maison de santé pluriprofessionnelle", "MSP", "", "Des médecins et des infirmières sous un même toit."),
    ("Atelier santé ville", "ASV", "", "Coordonner la prévention dans les quartiers."),
    ("Contrat local de santé", "CLS", "", "La ville et l'agence régionale accordent leurs actions."),
    ("Conseil local de santé mentale", "CLSM", "", "Psychiatrie, élus et habitants se concertent."),
    ("Complémentaire santé solidaire", "C2S", "CMU-C", "La part des soins que l'Assurance maladie ne paie pas."),
    ("Médiation sanitaire", "", "", "Accompagner vers les soins les personnes qui y renoncent. Sa santé d'abord."),
    ("Permis de conduire à un euro par jour", "", "", "Un prêt sans intérêt pour les jeunes."),
    ("Aide au permis", "", "Bourse au permis", "La commune paie une partie contre des heures de bénévolat."),
    ("Auto-école sociale", "", "", "Apprendre à conduire à son rythme, et passer le permis."),
    ("Permanence d'accès aux droits", "PAD", "Point d'accès au droit", "Un juriste reçoit gratuitement."),
    ("Quartier prioritaire de la politique de la ville", "QPV", "ZUS", "Le périmètre où s'applique le contrat."),
    ("Conseil citoyen", "", "", "Des habitants du Q.P.V. tirés au sort."),
    ("Adulte-relais", "", "Médiateur adulte-relais", "Une personne qui fait le lien entre habitants et institutions."),
    ("Caisse d'allocations familiales", "CAF", "", "Prestations, aides au logement, accompagnement des parents."),
    ("Café des parents", "", "", "On échange autour d'un petit déjeuner."),
    ("Fonds de solidarité logement", "FSL", "", "Une aide pour payer le loyer, le dépôt ou l'énergie."),
    ("Rénovation urbaine", "NPNRU", "ANRU", "Des logements démolis, d'autres rebâtis."),
    ("Campagne de porte-à-porte", "", "", "Aller vers les habitants qui parlent peu français."),
    ("Fiche 13-1 : relayer l'accès aux droits", "", "", "Un support numérique à jour pour les acteurs de proximité."),
    ("Fiche 13-2 : lutter contre le non-recours", "", "", "Repérer qui ne demande rien."),
    (
        "Contrat local d'accompagnement à la scolarité",
        "CLAS",
        "Aide aux devoirs",
        "Après la classe, avec des bénévoles.",
    ),
    ("Programme de réussite éducative", "PRE", "", "Un parcours pour chaque enfant fragile."),
    ("École de la deuxième chance", "E2C", "", "Reprendre pied après une sortie sans diplôme."),
    ("Conseil de prud'hommes", "", "", "Les litiges entre salarié et employeur."),
    ("Actions intergénérationnelles", "", "", "Jeunes et aînés jardinent ensemble."),
    ("Accueil des femmes victimes de violences", "", "3919", "Écoute, mise à l'abri, œuvre de longue haleine."),
    ("Travaux d'intérêt général", "TIG", "", "Une peine exécutée dans une collectivité."),
    ("Conseillers numériques", "", "", "Apprendre à se servir d'un téléphone, avec le Pass'numérique."),
];

fn catalogue() -> Index {
    let mut builder = Builder::default();
    for (title, acronym, other_name, summary) in CATALOGUE {
        let fields = [
            (Field::Title, *title),
            (Field::Acronym, *acronym),
            (Field::OtherName, *other_name),
            (Field::Summary, *summary),
        ];
        builder.add(&fields, 1.0);
    }
    builder.build()
}

/// The titles found, best first.
fn found(index: &Index, query: &str) -> Vec<&'static str> {
    index.search(query, 50).hits.iter().map(|hit| CATALOGUE[hit.document as usize].0).collect()
}

#[test]
fn what_people_type_brings_first_what_they_look_for() {
    let index = catalogue();
    let mut misses = Vec::new();
    for (query, expected) in [
        ("apprendr le francais", "Français langue étrangère"),
        ("cours de français", "Ateliers sociolinguistiques"),
        ("pole emplo", "France Travail"),
        ("Pôle Emploi", "France Travail"),
        ("po", "France Travail"),
        ("garde d'enfants", "Garde d'enfants à horaires décalés"),
        ("garde d’enfant", "Garde d'enfants à horaires décalés"),
        ("garde d", "Garde d'enfants à horaires décalés"),
        ("sante", "Atelier santé ville"),
        ("SANTÉ mentale", "Conseil local de santé mentale"),
        ("QPV", "Quartier prioritaire de la politique de la ville"),
        ("q.p.v.", "Quartier prioritaire de la politique de la ville"),
        ("permis", "Permis de conduire à un euro par jour"),
        ("bourse permis", "Aide au permis"),
        ("caf", "Caisse d'allocations familiales"),
        ("café", "Café des parents"),
        ("cafe parent", "Café des parents"),
        ("adultes relais", "Adulte-relais"),
        ("adulterelais", "Adulte-relais"),
        ("adulte-rel", "Adulte-relais"),
        ("porte à porte", "Campagne de porte-à-porte"),
        ("13-1", "Fiche 13-1 : relayer l'accès aux droits"),
        ("fiche 13.2", "Fiche 13-2 : lutter contre le non-recours"),
        ("13 2", "Fiche 13-2 : lutter contre le non-recours"),
        ("devoirs", "Contrat local d'accompagnement à la scolarité"),
        ("e2c", "École de la deuxième chance"),
        ("prudhommes", "Conseil de prud'hommes"),
        ("prud'homme", "Conseil de prud'hommes"),
        ("inter-générationnel", "Actions intergénérationnelles"),
        ("oeuvre", "Accueil des femmes victimes de violences"),
        ("3919", "Accueil des femmes victimes de violences"),
        ("travail d'intérêt général", "Travaux d'intérêt général"),
        ("cmu", "Complémentaire santé solidaire"),
        ("CMUC", "Complémentaire santé solidaire"),
        ("médiatrice", "Adulte-relais"),
        ("conseillère numérique", "Conseillers numériques"),
        ("zus", "Quartier prioritaire de la politique de la ville"),
        ("auto ecole", "Auto-école sociale"),
        ("relais", "Relais petite enfance"),
    ] {
        let titles = found(&index, query);
        if index.search(query, 50).partial || titles.first() != Some(&expected) {
            misses.push(format!("{query}: {titles:?}"));
        }
    }
    assert!(misses.is_empty(), "{misses:#?}");
}

#[test]
fn every_word_must_match() {
    let index = catalogue();
    for (query, expected) in [
        ("santé", 6),
        ("santé ville", 2),
        ("santé ville prévention", 1),
        ("qpv", 2),
        ("q", 3),
        ("adulte-relais", 1),
        ("", 0),
        ("?", 0),
    ] {
        let results = index.search(query, 50);
        assert_eq!(results.total, expected, "{query}: {:?}", found(&index, query));
        assert!(!results.partial, "{query}");
        assert!(results.hits.iter().all(|hit| hit.matched == results.words), "{query}");
    }
}

#[test]
fn when_no_document_has_all_words_the_nearest_are_marked_as_such() {
    let index = catalogue();
    let results = index.search("contrat local de santé pour dragons", 50);
    assert!(results.partial);
    assert_eq!(results.words, 4);
    assert_eq!(
        (results.hits[0].matched, found(&index, "contrat local de santé pour dragons")[0]),
        (3, "Contrat local de santé")
    );
    assert!(results.hits.iter().all(|hit| hit.matched >= 2));

    let results = index.search("dragons", 50);
    assert_eq!((results.total, results.partial), (0, false));
}

#[test]
fn a_query_of_articles_alone_is_taken_at_its_word() {
    let index = catalogue();
    assert_eq!(found(&index, "du").first(), Some(&"Conseil citoyen"));
    assert!(index.search("du permis", 50).hits.iter().all(|hit| hit.matched == 1));
}
