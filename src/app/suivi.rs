//! Following a contact up: the steps of its orientations, the day to come back.

use crate::journal::{
    Autres, ContactRecord, Correction, Effacement, Etape, EventId, Fait, Jour, Lieu, OrientationVue, Relance, Retour,
    Suivi,
};

/// The steps that an orientation may take from here, the likeliest first. A result may still be set right.
pub fn suites(etape: Etape) -> &'static [Etape] {
    use Etape::{Abandonne, ContactPris, Obtenu, Proposee, Recu, Refuse};
    match etape {
        Proposee => &[ContactPris, Recu, Obtenu, Refuse, Abandonne],
        ContactPris => &[Recu, Obtenu, Refuse, Abandonne, Proposee],
        Recu => &[Obtenu, Refuse, Abandonne, ContactPris],
        Obtenu => &[Refuse, Abandonne, Recu],
        Refuse => &[Obtenu, Abandonne, Recu],
        Abandonne => &[Obtenu, Refuse, ContactPris],
    }
}

/// Moves an orientation on to a step, on this day: the one function that does. Nothing, where it is there already.
pub fn avancer(contact: EventId, orientation: &OrientationVue, etape: Etape, le: Jour) -> Option<Fait> {
    let vers = orientation.vers.clone();
    (orientation.etape != etape).then(|| Fait::OrientationSuivie(Suivi::new(contact, vers, etape, le)))
}

/// Somebody has been back, on this day; `suite` is the next day to come back. Nothing, where no day was planned.
pub fn revenu(record: &ContactRecord, le: Jour, suite: Option<Relance>) -> Option<Fait> {
    record.relance.as_ref()?;
    Some(Fait::RelanceFaite(Retour { contact: record.id, le, suite, autres: Autres::default() }))
}

/// A person no longer agrees to be followed: their identity goes for good, and the contact keeps the hall of their door.
pub fn oublier(record: &ContactRecord) -> Vec<Fait> {
    let contact = record.id;
    let mut faits = Vec::new();
    if record.identite.is_some() {
        faits.push(Fait::IdentiteEffacee(Effacement::of(contact)));
    }
    if let Some(Lieu::Porte { porte, .. }) = &record.contact.lieu {
        let mut corrige = Box::new(record.contact.clone());
        corrige.lieu = Some(Lieu::Hall { immeuble: porte.immeuble, hall: porte.hall });
        faits.push(Fait::ContactCorrige(Correction { contact, corrige, autres: Autres::default() }));
    }
    faits
}

/// The orientation that a button names by its rank.
pub fn orientation<'r>(record: &'r ContactRecord, rang: &str) -> Option<&'r OrientationVue> {
    record.orientations.get(rang.parse::<usize>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{
        Accord, Cadre, Contact, DeviceId, Event, Identite, Issue, Journal, Moment, Nom, Porte, Saisie, Vers,
    };

    fn today() -> Jour {
        Jour::new(2026, 11, 22).unwrap()
    }

    fn id(byte: u8) -> EventId {
        EventId::new(1_795_000_000_000, [byte; 10])
    }

    fn write(journal: &mut Journal, id: EventId, fait: Fait) {
        let (key, rang) = journal.next(DeviceId::new([1; 16]));
        let now = Moment { instant_ms: 1_795_000_000_000, jour: today(), decalage_min: 60 };
        journal.apply(Event::new(id, key, rang, now, fait));
    }

    #[test]
    fn a_step_leads_on_and_the_same_one_nowhere() {
        let mut contact = Contact::new("essai", Cadre::Rue, Issue::EchangeOrientation);
        contact.orientations.push(Vers::Acteur("caf".into()));
        contact.relance = Some(Relance::new(today().after(7)));
        let mut journal = Journal::default();
        write(&mut journal, id(1), Fait::ContactNote(Box::new(contact)));
        let record = journal.contact(id(1)).unwrap();
        let sent = orientation(&record, "0").unwrap();
        assert_eq!(avancer(id(1), sent, Etape::Proposee, today()), None);
        assert!(orientation(&record, "1").is_none() && orientation(&record, "x").is_none());
        write(&mut journal, id(2), avancer(id(1), sent, Etape::Obtenu, today().after(2)).unwrap());
        write(&mut journal, id(3), revenu(&record, today(), None).unwrap());
        let after = journal.contact(id(1)).unwrap();
        assert_eq!((after.orientations[0].etape, after.orientations[0].le), (Etape::Obtenu, today().after(2)));
        assert_eq!(revenu(&after, today(), None), None, "nobody was to come back any more");
    }

    #[test]
    fn who_no_longer_agrees_leaves_no_name_and_no_door() {
        let accord = Accord::given(today());
        let porte = Porte { immeuble: id(9), hall: 2, etage: 3, rang: 4 };
        let mut contact = Contact::new("essai", Cadre::PorteAPorte, Issue::Echange);
        contact.lieu = Some(Lieu::Porte { porte, accord });
        let mut saisie = Saisie::new(contact);
        saisie.identite = Some(Identite::new(accord, Nom::new("Mme K.").unwrap(), None));
        let mut journal = Journal::default();
        saisie.faits(id(1), today()).into_iter().for_each(|(id, fait)| write(&mut journal, id, fait));
        let faits = oublier(&journal.contact(id(1)).unwrap());
        assert_eq!(faits.len(), 2);
        for (rank, fait) in (20..).zip(faits) {
            write(&mut journal, id(rank), fait);
        }
        let after = journal.contact(id(1)).unwrap();
        assert_eq!(
            (after.identite.is_none(), &after.contact.lieu),
            (true, &Some(Lieu::Hall { immeuble: id(9), hall: 2 }))
        );
        assert_eq!(oublier(&after), []);
    }

    #[test]
    fn no_step_leads_to_itself_and_every_one_to_a_result() {
        for etape in Etape::ALL {
            assert!(!suites(etape).contains(&etape));
            assert!(suites(etape).iter().any(|suite| suite.is_result()));
        }
    }
}
