//! What is done from the list of those to come back to, and when sheets are handed over.

use super::suivi::{avancer, revenu};
use crate::journal::{Etape, EventId, Fait, Jour, Journal, Libelle, Moyen, OrientationVue, Relance, Report, Suivi};

/// A day to come back is put off, and keeps its reason.
pub fn reportee(contact: EventId, le: Jour, motif: Option<Libelle>) -> Fait {
    let suite = Relance { motif, ..Relance::new(le) };
    Fait::RelanceReportee(Report { contact, suite, autres: Default::default() })
}

/// The sheets of these orientations were handed over. Those of which the journal knows it of this day are left out.
pub fn remises(contact: EventId, orientations: &[OrientationVue], moyen: Moyen, le: Jour) -> Vec<Fait> {
    let fait = |vue: &OrientationVue| {
        let suivi = Suivi { remis: Some(moyen), ..Suivi::new(contact, vue.vers.clone(), vue.etape, le) };
        Fait::OrientationSuivie(suivi)
    };
    orientations.iter().filter(|vue| vue.remis != Some((moyen, le))).map(fait).collect()
}

/// What a button of the list asks for; see [`ordre`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ordre {
    /// The step of an orientation, by its rank in the contact.
    Etape(usize, Etape),
    /// Somebody came back.
    Faite,
    /// The day to come back is put off to this one.
    Reportee(Jour),
}

/// The value of a button: the contact, and what is asked for it.
///
/// ```
/// use relais::app::relances::{Ordre, lis, ordre};
/// use relais::journal::EventId;
/// let id = EventId::new(0, [1; 10]);
/// assert_eq!(lis(&ordre(id, &Ordre::Faite)), Some((id, Ordre::Faite)));
/// ```
pub fn ordre(contact: EventId, ordre: &Ordre) -> String {
    match ordre {
        Ordre::Etape(rang, etape) => format!("{contact} {rang} {}", etape.word()),
        Ordre::Faite => format!("{contact} faite"),
        Ordre::Reportee(le) => format!("{contact} {le}"),
    }
}

/// Reads what [`ordre`] writes.
pub fn lis(value: &str) -> Option<(EventId, Ordre)> {
    let mut words = value.split(' ');
    let contact = EventId::parse(words.next()?)?;
    let ordre = match (words.next()?, words.next()) {
        ("faite", None) => Ordre::Faite,
        (jour, None) => Ordre::Reportee(jour.parse().ok()?),
        (rang, Some(word)) => {
            let etape = Etape::ALL.into_iter().find(|etape| etape.word() == word)?;
            Ordre::Etape(rang.parse().ok()?, etape)
        }
    };
    Some((contact, ordre))
}

/// What is written for it today, and the word that says so. Nothing, where the contact, its orientation or its day to
/// come back is gone, or where the day is past.
pub fn obeis(journal: &Journal, contact: EventId, ordre: Ordre, today: Jour) -> Option<(Fait, &'static str)> {
    let record = journal.contact(contact)?;
    Some(match ordre {
        Ordre::Etape(rang, etape) => {
            let words = if etape.is_result() { "Résultat noté." } else { "Étape notée." };
            (avancer(contact, record.orientations.get(rang)?, etape, today)?, words)
        }
        Ordre::Faite => (revenu(&record, today, None)?, "Noté : c'est fait."),
        Ordre::Reportee(le) if le >= today => (reportee(contact, le, record.relance?.motif), "Reporté."),
        Ordre::Reportee(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Cadre, Contact, DeviceId, Event, EventKey, Issue, Moment, Vers};

    fn today() -> Jour {
        Jour::new(2026, 11, 22).unwrap()
    }

    fn id(rank: u8) -> EventId {
        EventId::new(0, [rank; 10])
    }

    fn write(journal: &mut Journal, id: EventId, fait: Fait) {
        let (key, rang): (EventKey, u64) = journal.next(DeviceId::new([1; 16]));
        let moment = Moment { instant_ms: 0, jour: today(), decalage_min: 60 };
        journal.apply(Event::new(id, key, rang, moment, fait));
    }

    fn journal() -> Journal {
        let mut contact = Contact::new("essai", Cadre::Rue, Issue::EchangeOrientation);
        contact.orientations = vec![Vers::Acteur("caf".into()), Vers::Dispositif("pre".into())];
        contact.relance = Some(Relance { motif: Libelle::new("rappeler").ok(), ..Relance::new(today().after(1)) });
        let mut journal = Journal::default();
        write(&mut journal, id(1), Fait::ContactNote(Box::new(contact)));
        journal
    }

    #[test]
    fn every_order_is_read_as_it_was_written_and_nothing_else_is() {
        let orders = [Ordre::Etape(3, Etape::Recu), Ordre::Faite, Ordre::Reportee(today())];
        for one in orders {
            assert_eq!(lis(&ordre(id(1), &one)), Some((id(1), one)));
        }
        for wrong in ["", "x faite", &format!("{} demain", id(1)), &format!("{} 0 guéri", id(1))] {
            assert_eq!(lis(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_order_becomes_the_fact_that_it_asks_for() {
        let mut journal = journal();
        let (fait, _) = obeis(&journal, id(1), Ordre::Etape(1, Etape::Obtenu), today()).unwrap();
        write(&mut journal, id(2), fait);
        let steps = |journal: &Journal| {
            let record = journal.contact(id(1)).unwrap();
            record.orientations.iter().map(|vue| vue.etape).collect::<Vec<_>>()
        };
        assert_eq!(steps(&journal), [Etape::Proposee, Etape::Obtenu]);
        let (fait, _) = obeis(&journal, id(1), Ordre::Reportee(today().after(7)), today()).unwrap();
        write(&mut journal, id(3), fait);
        let relance = journal.contact(id(1)).unwrap().relance.unwrap();
        assert_eq!((relance.le, relance.motif.unwrap().as_str()), (today().after(7), "rappeler"));
        let (fait, _) = obeis(&journal, id(1), Ordre::Faite, today()).unwrap();
        write(&mut journal, id(4), fait);
        assert_eq!(journal.contact(id(1)).unwrap().relance, None);
    }

    #[test]
    fn nothing_is_written_for_what_is_gone_or_past() {
        let mut journal = journal();
        assert_eq!(obeis(&journal, id(9), Ordre::Faite, today()), None);
        assert_eq!(obeis(&journal, id(1), Ordre::Etape(2, Etape::Recu), today()), None);
        assert_eq!(obeis(&journal, id(1), Ordre::Reportee(today()), today().after(1)), None);
        let (fait, _) = obeis(&journal, id(1), Ordre::Faite, today()).unwrap();
        write(&mut journal, id(2), fait);
        assert_eq!(obeis(&journal, id(1), Ordre::Faite, today()), None, "a second tap");
    }

    #[test]
    fn a_sheet_is_noted_once_a_day_for_each_means_and_moves_no_step() {
        let mut journal = journal();
        let orientations = journal.contact(id(1)).unwrap().orientations;
        let faits = remises(id(1), &orientations[..1], Moyen::Qr, today());
        assert_eq!(faits.len(), 1);
        for (rank, fait) in (2..).zip(faits) {
            write(&mut journal, id(rank), fait);
        }
        let orientations = journal.contact(id(1)).unwrap().orientations;
        assert_eq!(orientations[0].remis, Some((Moyen::Qr, today())));
        assert_eq!((orientations[0].etape, orientations[1].remis), (Etape::Proposee, None));
        assert_eq!(remises(id(1), &orientations[..1], Moyen::Qr, today()), []);
        assert_eq!(remises(id(1), &orientations, Moyen::Sms, today()).len(), 2);
    }
}
