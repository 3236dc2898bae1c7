//! Contacts as they stand: corrected, followed, erased.

use std::borrow::Cow;

use super::resume::{Apport, Axe};
use super::{Duree, Journal, Liste, Sujet};
use crate::journal::jour::Mois;
use crate::journal::{
    Contact, Etape, Event, EventId, Fait, Foyer, Groupe, IDENTITE_MOIS, Identite, Jour, Langue, Moment, Moyen,
    NoteLibre, PremiereFois, Registre, Relance, Suivi, Vers,
};
use crate::order::in_order;

/// A contact as it stands in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRecord {
    /// The event that noted it.
    pub id: EventId,
    /// When.
    pub moment: Moment,
    /// The month that it goes with.
    pub mois: Mois,
    /// What was noted, corrected.
    pub contact: Contact,
    /// Its note.
    pub note: NoteLibre,
    /// Who it was, where the person agreed.
    pub identite: Option<IdentiteVue>,
    /// Where the person was sent, and how far that has come.
    pub orientations: Vec<OrientationVue>,
    /// The day to come back that still stands.
    pub relance: Option<Relance>,
    /// How often it was corrected.
    pub corrections: usize,
}

/// An identity and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentiteVue {
    /// Who.
    pub identite: Identite,
    /// The day from which it must be erased: [`IDENTITE_MOIS`] after the last contact with the person.
    pub expire: Jour,
}

/// An orientation and its last step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrientationVue {
    /// Where the person was sent.
    pub vers: Vers,
    /// How far it has come.
    pub etape: Etape,
    /// Since which day.
    pub le: Jour,
    /// By which means its sheet was last handed over, and on which day.
    pub remis: Option<(Moyen, Jour)>,
}

/// One line of a history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entree<'j> {
    /// What happened.
    pub event: &'j Event,
    /// Whether it was taken back since.
    pub annule: bool,
}

/// A contact's events, folded: what [`ContactRecord`] says, without a copy of it, for who looks through them all.
#[derive(Debug)]
pub struct Dossier<'j> {
    /// The event that noted it.
    pub opening: &'j Event,
    /// What was noted, corrected.
    pub contact: &'j Contact,
    /// Who it was, where the person agreed.
    pub identite: Option<&'j Identite>,
    /// Where the person was sent, and how far that has come.
    pub orientations: Vec<Orientation<'j>>,
    /// The day to come back that still stands.
    pub relance: Option<&'j Relance>,
    note: Option<&'j NoteLibre>,
    corrections: usize,
    erased: bool,
    last_met: Jour,
}

/// An orientation in a [`Dossier`].
#[derive(Debug)]
pub struct Orientation<'j> {
    /// Where the person was sent.
    pub vers: &'j Vers,
    /// How far it has come.
    pub etape: Etape,
    /// Since which day.
    pub le: Jour,
    /// By which means its sheet was last handed over, and on which day.
    pub remis: Option<(Moyen, Jour)>,
}

impl<'j> Dossier<'j> {
    fn new(opening: &'j Event, contact: &'j Contact) -> Self {
        let day = day(opening);
        Self {
            opening,
            contact,
            corrections: 0,
            erased: false,
            note: None,
            identite: None,
            orientations: contact.orientations.iter().map(|vers| Orientation::first(vers, day)).collect(),
            relance: contact.relance.as_ref(),
            last_met: day,
        }
    }

    /// Its note, which the first format kept within the contact; empty, when there is none.
    pub fn note(&self) -> &'j str {
        let inside = || self.contact.autres.text("note");
        self.note.map(NoteLibre::as_str).or_else(inside).unwrap_or_default()
    }

    /// The contact in other words. Steps already noted stay, and so does a day to come back that was not changed.
    fn correct(&mut self, contact: &'j Contact) {
        let sent = |vers: &&Vers| self.contact.orientations.contains(vers) && !contact.orientations.contains(vers);
        self.orientations.retain(|pas| !(sent(&pas.vers) && pas.etape == Etape::Proposee));
        for vers in &contact.orientations {
            self.orientation(vers, day(self.opening));
        }
        if contact.relance != self.contact.relance {
            self.relance = contact.relance.as_ref();
        }
        self.contact = contact;
        self.corrections += 1;
    }

    /// The orientation to this place: begun on this day, if there was none.
    fn orientation(&mut self, vers: &'j Vers, day: Jour) -> &mut Orientation<'j> {
        let known = self.orientations.iter().position(|pas| pas.vers == vers);
        let place = known.unwrap_or_else(|| {
            self.orientations.push(Orientation::first(vers, day));
            self.orientations.len() - 1
        });
        &mut self.orientations[place]
    }

    fn step(&mut self, suivi: &'j Suivi) {
        let pas = self.orientation(&suivi.vers, suivi.le);
        // Handing a sheet over is no step: the day of the step that it has stays.
        if pas.etape != suivi.etape || suivi.remis.is_none() {
            (pas.etape, pas.le) = (suivi.etape, suivi.le);
        }
        pas.remis = suivi.remis.map(|moyen| (moyen, suivi.le)).or(pas.remis);
    }

    fn take(&mut self, event: &'j Event) {
        match &event.fait {
            Fait::ContactCorrige(fait) => self.correct(&fait.corrige),
            Fait::ContactEfface(_) => self.erased = true,
            Fait::NoteEcrite(fait) => self.note = Some(&fait.note),
            Fait::IdentiteNotee(fait) => self.identite = Some(&fait.identite),
            Fait::IdentiteEffacee(_) => self.identite = None,
            Fait::OrientationSuivie(fait) => self.step(fait),
            Fait::RelanceFaite(fait) => {
                self.relance = fait.suite.as_ref();
                self.last_met = self.last_met.max(fait.le);
            }
            Fait::RelanceReportee(fait) => self.relance = Some(&fait.suite),
            _ => {}
        }
    }
}

impl<'j> Orientation<'j> {
    fn first(vers: &'j Vers, le: Jour) -> Self {
        Self { vers, etape: Etape::Proposee, le, remis: None }
    }
}

/// The day of an event, as far as the clock is believed.
fn day(event: &Event) -> Jour {
    event.mois.map_or(event.moment.jour, Mois::first_day)
}

impl Journal {
    /// The contacts that stand, the latest first. Each is put together when it is asked for.
    pub fn contacts(&self) -> impl Iterator<Item = ContactRecord> {
        self.dossiers().map(|dossier| self.record(&dossier))
    }

    /// The same without copies.
    pub fn dossiers(&self) -> impl Iterator<Item = Dossier<'_>> {
        self.listed(Liste::Contacts).rev().filter_map(|event| {
            // Two contents of one draft are one contact, which stands at the place of the first.
            let is_first = |dossier: &Dossier<'_>| std::ptr::eq(dossier.opening, event) && self.is_shown(dossier);
            self.dossier(event.id).filter(is_first)
        })
    }

    fn is_shown(&self, dossier: &Dossier<'_>) -> bool {
        !dossier.erased && !self.retired.contains(&dossier.opening.mois())
    }

    /// A contact that stands.
    pub fn contact(&self, id: EventId) -> Option<ContactRecord> {
        Some(self.record(&self.lu(id)?))
    }

    /// Everything that happened to a contact, in order; nothing of an erased one but its erasure.
    pub fn histoire(&self, id: EventId) -> Vec<Entree<'_>> {
        let erased = self.dossier(id).is_some_and(|dossier| dossier.erased);
        self.whole_log(Sujet::Contact(id))
            .filter(|event| !erased || matches!(event.fait, Fait::ContactEfface(_)))
            .map(|event| Entree { event, annule: !self.stands(event) })
            .collect()
    }

    /// The contacts whose person is named, with the identity: the latest first.
    pub fn identites(&self) -> Vec<(EventId, IdentiteVue)> {
        let mut found: Vec<(EventId, IdentiteVue)> = Vec::new();
        for event in self.listed(Liste::Identites).rev() {
            let Some(id) = event.fait.contact().filter(|id| found.iter().all(|(known, _)| known != id)) else {
                continue;
            };
            found.extend(self.identite(id).map(|vue| (id, vue)));
        }
        found
    }

    /// The identity of a contact. It outlives its contact's month, so it is found where the contact is gone, too.
    pub fn identite(&self, id: EventId) -> Option<IdentiteVue> {
        let mut identite = None;
        let mut last_met = None;
        for event in self.log(Sujet::Contact(id)) {
            match &event.fait {
                Fait::IdentiteNotee(fait) => identite = Some(&fait.identite),
                Fait::IdentiteEffacee(_) | Fait::ContactEfface(_) => identite = None,
                _ => {}
            }
            let met = match &event.fait {
                Fait::RelanceFaite(fait) => fait.le,
                Fait::ContactNote(_) | Fait::IdentiteNotee(_) => day(event),
                _ => continue,
            };
            last_met = last_met.max(Some(met));
        }
        let later = self.log(Sujet::Suite(id)).filter_map(|event| Some(self.dossier(event.id)?.last_met));
        let last_met = later.max().max(last_met)?;
        Some(IdentiteVue { identite: identite?.clone(), expire: last_met.in_months(IDENTITE_MOIS) })
    }

    /// The contacts to come back to by this day or before, the oldest first.
    pub fn relances(&self, until: Jour) -> Vec<(Jour, EventId)> {
        let mut due: Vec<(Jour, EventId)> = Vec::new();
        for (_, resume) in self.parts() {
            due.extend(resume.relances.iter().copied().take_while(|(jour, _)| *jour <= until));
        }
        in_order(due, &<(Jour, EventId)>::cmp)
    }

    /// The contacts with an orientation whose result is not known, each with the day since which the one that waits
    /// longest has not moved: the oldest first.
    pub fn sans_resultat(&self) -> Vec<(Jour, EventId)> {
        let mut open: Vec<(Jour, EventId)> = Vec::new();
        for (_, resume) in self.parts() {
            open.extend(&resume.orientations);
        }
        in_order(open, &<(Jour, EventId)>::cmp)
    }

    /// The contacts with the same person, who agreed to be followed: the first one, then the later ones in order.
    /// Those that were erased or let go are not among them.
    pub fn rencontres(&self, id: EventId) -> Vec<EventId> {
        let first = self.dossier(id).and_then(|dossier| dossier.contact.suite_de).unwrap_or(id);
        let later = self.log(Sujet::Suite(first)).map(|event| event.id);
        std::iter::once(first).chain(later).filter(|id| self.lu(*id).is_some()).collect()
    }

    /// A contact that stands, without a copy.
    pub fn lu(&self, id: EventId) -> Option<Dossier<'_>> {
        self.dossier(id).filter(|dossier| self.is_shown(dossier))
    }

    fn dossier(&self, id: EventId) -> Option<Dossier<'_>> {
        let noted = |event: &'_ &Event| matches!(event.fait, Fait::ContactNote(_));
        let mut dossier = None;
        // The note of a contact comes first, even where a damaged phone gave its correction a lesser rang.
        for event in self.log(Sujet::Contact(id)).filter(noted) {
            let Fait::ContactNote(contact) = &event.fait else { continue };
            match &mut dossier {
                None => dossier = Some(Dossier::new(event, contact)),
                Some(dossier) => dossier.correct(contact),
            }
        }
        let mut dossier = dossier?;
        self.log(Sujet::Contact(id)).filter(|event| !noted(event)).for_each(|event| dossier.take(event));
        Some(dossier)
    }

    fn record(&self, dossier: &Dossier<'_>) -> ContactRecord {
        let id = dossier.opening.id;
        let orientation = |&Orientation { vers, etape, le, remis }: &Orientation<'_>| OrientationVue {
            vers: vers.clone(),
            etape,
            le,
            remis,
        };
        ContactRecord {
            id,
            moment: dossier.opening.moment,
            mois: dossier.opening.mois(),
            contact: dossier.contact.clone(),
            note: NoteLibre::new(dossier.note()).unwrap_or_default(),
            identite: dossier.identite.and_then(|_| self.identite(id)),
            orientations: dossier.orientations.iter().map(orientation).collect(),
            relance: dossier.relance.cloned(),
            corrections: dossier.corrections,
        }
    }

    /// What a contact adds to the totals of its month.
    pub(super) fn contact_contributions(&self, id: EventId, each: &mut dyn FnMut(Mois, Duree, Apport)) {
        let Some(dossier) = self.dossier(id) else { return };
        let (contact, mois) = (dossier.contact, dossier.opening.mois());
        let mut count =
            |axe, word: Cow<'static, str>, number| each(mois, Duree::Mois, Apport::Compte(axe, word, number));
        if dossier.erased {
            count(Axe::Total, "effaces".into(), 1);
            return;
        }
        count(Axe::Total, "contacts".into(), 1);
        count(Axe::Issue, contact.issue.word().into(), 1);
        count(Axe::Cadre, contact.cadre.word().into(), 1);
        for groupe in &contact.personnes {
            groupe_contributions(groupe, &mut count);
        }
        let words = [
            (Axe::Foyer, contact.foyer.map(Foyer::word)),
            (Axe::PremiereFois, contact.premiere_fois.map(PremiereFois::word)),
            (Axe::Langue, contact.langue.map(Langue::word)),
            (Axe::Registre, contact.registre().map(Registre::word)),
        ];
        for (axe, word) in words {
            if let Some(word) = word {
                count(axe, word.into(), 1);
            }
        }
        for (axe, texts) in [
            (Axe::Besoin, contact.besoins.as_slice()),
            (Axe::Quartier, contact.quartier.as_slice()),
            (Axe::Objectif, contact.objectif.as_slice()),
        ] {
            for text in texts {
                count(axe, text.clone().into(), 1);
            }
        }
        for pas in &dossier.orientations {
            count(Axe::Orientation, pas.etape.word().into(), 1);
        }
        let open = dossier.orientations.iter().filter(|pas| !pas.etape.is_result());
        if let Some(since) = open.map(|pas| pas.le).min() {
            each(mois, Duree::Mois, Apport::Orientation(since, id));
        }
        if let Some(relance) = dossier.relance {
            each(mois, Duree::Mois, Apport::Relance(relance.le, id));
        }
    }
}

/// What a group of people adds to the totals.
pub(super) fn groupe_contributions(groupe: &Groupe, count: &mut dyn FnMut(Axe, Cow<'static, str>, u32)) {
    let number = u32::from(groupe.nombre.get());
    count(Axe::Total, "personnes".into(), number);
    if let Some(age) = groupe.age {
        count(Axe::Age, age.word().into(), number);
    }
    if let Some(sexe) = groupe.sexe {
        count(Axe::Sexe, sexe.word().into(), number);
    }
}
