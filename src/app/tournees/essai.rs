//! A building that does not exist, with a round that has begun: to learn without any risk.

use crate::journal::{
    Cadre, Contact, EventId, Fait, Halls, Immeuble, Issue, Jour, Libelle, Lieu, Marche, Niveaux, ParPalier, Pas,
    Passage, Porte, Relance, Saisie, Tournee,
};

/// The invented round's id, and the facts that make it. `besoin` is the id of a need of the vocabulary.
pub fn essai(
    contrat: &str,
    quartier: Option<String>,
    besoin: Option<String>,
    le: Jour,
    new_id: &mut dyn FnMut() -> EventId,
) -> Option<(EventId, Vec<(EventId, Fait)>)> {
    let nom = Libelle::new("Tour d'essai, place Inventée").ok()?;
    let mut immeuble = Immeuble::new(contrat, nom, Halls::new(1)?, Niveaux::new(5)?, ParPalier::new(4)?);
    immeuble.quartier.clone_from(&quartier);
    let (batiment, id) = (new_id(), new_id());
    let tournee = Tournee {
        remplace: None,
        contrat: contrat.to_owned(),
        campagne: None,
        quartier: quartier.clone(),
        le,
        equipe: Vec::new(),
        but: Libelle::new("Tournée d'essai").ok(),
        objectif: None,
        immeubles: vec![batiment],
        autres: Default::default(),
    };
    let mut faits = vec![
        (batiment, Fait::ImmeubleDecrit(Box::new(immeuble))),
        (id, Fait::TourneePrevue(Box::new(tournee))),
        (new_id(), Fait::TourneeSuivie(Marche { tournee: id, pas: Pas::Debut, autres: Default::default() })),
    ];
    let porte = |rang| Porte { immeuble: batiment, hall: 1, etage: 0, rang };
    let met = |cadre, besoin: Option<String>| {
        let mut contact = Contact::new(contrat, cadre, Issue::Echange);
        contact.quartier.clone_from(&quartier);
        contact.besoins = besoin.into_iter().collect();
        contact
    };
    faits.extend(Passage::new(id, porte(1), Issue::Absent).faits(new_id(), le));
    let mut behind = Saisie::new(met(Cadre::PorteAPorte, besoin));
    (behind.contact.tournee, behind.contact.lieu) = (Some(id), Some(Lieu::Hall { immeuble: batiment, hall: 1 }));
    behind.passage = Some(Passage::new(id, porte(2), Issue::Echange));
    faits.extend(behind.faits(new_id(), le));
    faits.extend(Passage::new(id, porte(3), Issue::Refus).faits(new_id(), le));
    let mut street = met(Cadre::Rue, None);
    street.relance = Some(Relance::new(le.after(7)));
    faits.extend(Saisie::new(street).faits(new_id(), le));
    Some((id, faits))
}
