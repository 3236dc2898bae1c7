//! The state folded from events, in any order, with any repetition.
//!
//! Every event is filed under what it is about (a contact, a door, a round…), in the order of the journal. What such a
//! subject amounts to is a function of its own few events, computed when it is asked for: adding an event costs the
//! length of one subject's log, whatever the length of the journal, and no order of arrival can change the result.

mod annonce;
mod classe;
mod contacts;
mod resume;
mod terrain;

use std::collections::HashMap;
use std::ops::RangeInclusive;

use super::jour::Mois;
use super::{DeviceId, Event, EventId, EventKey, Fait, MoisGardes, Porte};
use crate::order::{in_order, once_each};

pub use classe::Classe;
pub use contacts::{ContactRecord, Dossier, Entree, IdentiteVue, Orientation, OrientationVue};
pub use resume::{Axe, Resume};
pub use terrain::{CampagneVue, Couverture, PorteEtat, Statut, TourneeVue, Visite};

use resume::Apport;

/// What the events read so far amount to.
#[derive(Debug, Default)]
pub struct Journal {
    events: Vec<Event>,
    by_id: HashMap<EventId, usize>,
    /// Further contents under an id: a cloned phone saved the same draft twice. All of them count.
    variants: Vec<(EventId, usize)>,
    conflicts: Vec<((DeviceId, u64), EventId)>,
    /// What each phone wrote: there are few.
    phones: Vec<Numeros>,
    rang: u64,
    logs: HashMap<Sujet, Vec<usize>>,
    retired: Vec<Mois>,
    /// In the order of the months, of which there are few.
    resumes: Vec<((Mois, Duree), Resume)>,
    /// What stands in for months whose events have not all come in.
    annonces: Vec<(Mois, Resume)>,
}

/// The numbers of a phone.
#[derive(Debug)]
struct Numeros {
    appareil: DeviceId,
    /// The last one.
    last: u64,
    /// The first event that came in under each.
    ranks: HashMap<u64, usize>,
}

/// What became of an event that came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrivee {
    /// It is part of the journal now.
    Nouveau,
    /// It was there; nothing changed.
    Doublon,
    /// It is part of the journal now, and its id or its number was taken by another content: both stand.
    Conflit,
}

/// A number of a phone under which there are two contents: a clone of the phone goes on elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflit {
    /// The phone.
    pub appareil: DeviceId,
    /// The number.
    pub seq: u64,
    /// The events that claim it; one, when its own content differs.
    pub evenements: Vec<EventId>,
}

/// What an event is about; or the list that it is in, by the same means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Sujet {
    Contact(EventId),
    Porte(Porte),
    Tournee(EventId),
    Campagne(EventId),
    Immeuble(EventId),
    Activite(EventId),
    /// What takes this event back.
    Annule(EventId),
    /// Later contacts with a person who agreed to be followed, by the first one.
    Suite(EventId),
    Liste(Liste),
}

/// Events that are listed in the order of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Liste {
    Contacts,
    Identites,
    Immeubles,
    Campagnes,
    Tournees,
    Activites,
    Checkpoints,
    Horloge,
    Conservation,
    Inconnus,
}

/// Whether what an event adds to the totals goes with its month, or stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Duree {
    Mois,
    Durable,
}

impl Journal {
    /// Takes an event in. A second time, it changes nothing.
    pub fn apply(&mut self, event: Event) -> Arrivee {
        if self.with_id(event.id).any(|rank| self.events[rank].is_same(&event)) {
            return Arrivee::Doublon;
        }
        let touched = match &event.fait {
            Fait::Annule(fait) => self.with_id(fait.evenement).flat_map(|rank| subjects(&self.events[rank])).collect(),
            _ => subjects(&event),
        };
        let touched = each_once(touched);
        self.weigh(&touched, false);
        let arrival = self.keep(event);
        self.weigh(&touched, true);
        arrival
    }

    fn keep(&mut self, event: Event) -> Arrivee {
        let (rank, id) = (self.events.len(), event.id);
        let conflict = self.claim(&event);
        if *self.by_id.entry(id).or_insert(rank) != rank {
            self.variants.push((id, rank));
        }
        self.rang = self.rang.max(event.rang);
        let mut subjects = subjects(&event);
        subjects.extend(list(&event.fait).map(Sujet::Liste));
        match &event.fait {
            Fait::Annule(fait) => subjects.push(Sujet::Annule(fait.evenement)),
            Fait::Checkpoint(fait) => {
                self.retired.extend(&fait.mois);
                self.resumes.retain(|((mois, duree), _)| *duree == Duree::Durable || !fait.mois.contains(mois));
                self.annonces.retain(|(mois, _)| !fait.mois.contains(mois));
            }
            Fait::ContactNote(contact) => subjects.extend(contact.suite_de.map(Sujet::Suite)),
            _ => {}
        }
        self.events.push(event);
        for subject in each_once(subjects) {
            self.file(subject, rank);
        }
        if conflict { Arrivee::Conflit } else { Arrivee::Nouveau }
    }

    /// Notes who claims a number or an id that another content has.
    fn claim(&mut self, event: &Event) -> bool {
        let place = (event.key.appareil, event.key.seq);
        let rank = self.events.len();
        let phone = match self.phones.iter().position(|phone| phone.appareil == event.key.appareil) {
            Some(at) => &mut self.phones[at],
            None => {
                self.phones.push(Numeros { appareil: event.key.appareil, last: 0, ranks: HashMap::new() });
                // It was just put there.
                let last = self.phones.len() - 1;
                &mut self.phones[last]
            }
        };
        phone.last = phone.last.max(event.key.seq);
        let holder = *phone.ranks.entry(event.key.seq).or_insert(rank);
        let holder = self.events.get(holder).map_or(event.id, |holder| holder.id);
        let mut claims = Vec::new();
        if holder != event.id {
            claims.extend([(place, holder), (place, event.id)]);
        }
        for rank in self.with_id(event.id) {
            let other = &self.events[rank].key;
            claims.extend([((other.appareil, other.seq), event.id), (place, event.id)]);
        }
        let conflict = !claims.is_empty();
        self.conflicts.extend(claims);
        conflict
    }

    /// Files an event under a subject, in the order of the journal. Most come at the end; in a long journal the last ones
    /// are read first, and thousands of older ones then come before them.
    fn file(&mut self, subject: Sujet, rank: usize) {
        let event = &self.events[rank];
        let log = self.logs.entry(subject).or_default();
        let is_before = |other: &usize| {
            let other = &self.events[*other];
            // Two contents under one id and number are told apart by their texts.
            other.ordre().cmp(&event.ordre()).then_with(|| other.to_text().cmp(&event.to_text())).is_le()
        };
        let at = if log.last().is_none_or(is_before) { log.len() } else { log.partition_point(is_before) };
        log.insert(at, rank);
    }

    /// Adds what these subjects amount to to the totals, or takes it out.
    fn weigh(&mut self, subjects: &[Sujet], add: bool) {
        let mut resumes = std::mem::take(&mut self.resumes);
        for subject in subjects {
            self.contributions(*subject, &mut |mois, duree, apport| {
                if duree == Duree::Mois && self.retired.contains(&mois) {
                    return;
                }
                let place = match resumes.binary_search_by_key(&(mois, duree), |(place, _)| *place) {
                    Ok(place) => place,
                    Err(place) => {
                        resumes.insert(place, ((mois, duree), Resume::default()));
                        place
                    }
                };
                resumes[place].1.change(apport, add);
                if resumes[place].1.is_empty() {
                    resumes.remove(place);
                }
            });
        }
        self.resumes = resumes;
    }

    fn contributions(&self, subject: Sujet, each: &mut dyn FnMut(Mois, Duree, Apport)) {
        match subject {
            Sujet::Contact(id) => self.contact_contributions(id, each),
            Sujet::Porte(porte) => self.door_contributions(porte, each),
            Sujet::Activite(_) => {
                // Where a draft has two contents, the last counts.
                if let Some(event) = self.log(subject).last() {
                    resume::activity(event, each);
                }
            }
            _ => {}
        }
    }

    /// The events about a subject that stand, in order.
    fn log(&self, subject: Sujet) -> impl DoubleEndedIterator<Item = &Event> {
        self.whole_log(subject).filter(|event| self.stands(event))
    }

    /// The events about a subject, in order, taken back or not.
    fn whole_log(&self, subject: Sujet) -> impl DoubleEndedIterator<Item = &Event> {
        self.logs.get(&subject).into_iter().flatten().map(|rank| &self.events[*rank])
    }

    /// The events of a list, in order, taken back or not. Two contents of one draft are both there.
    fn listed(&self, list: Liste) -> impl DoubleEndedIterator<Item = &Event> {
        self.whole_log(Sujet::Liste(list))
    }

    /// Whether nothing took the event back.
    fn stands(&self, event: &Event) -> bool {
        event.fait.is_final() || !self.logs.contains_key(&Sujet::Annule(event.id))
    }

    fn with_id(&self, id: EventId) -> impl Iterator<Item = usize> {
        let variants = self.variants.iter().filter(move |(other, _)| *other == id).map(|(_, rank)| *rank);
        self.by_id.get(&id).copied().into_iter().chain(variants)
    }

    /// The event of this id, when it was taken in.
    pub fn event(&self, id: EventId) -> Option<&Event> {
        self.by_id.get(&id).map(|rank| &self.events[*rank])
    }

    /// Whether the event of this id was taken in.
    pub fn contains(&self, id: EventId) -> bool {
        self.by_id.contains_key(&id)
    }

    /// How many events were taken in.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether no event was taken in.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The key and the rang of the next event of this phone.
    pub fn next(&self, appareil: DeviceId) -> (EventKey, u64) {
        let last = self.phone(appareil).map_or(0, |phone| phone.last);
        (EventKey { appareil, branche: 0, seq: last.saturating_add(1) }, self.rang.saturating_add(1))
    }

    /// Acts, collective actions and things out of order that stand, the latest first.
    pub fn activites(&self) -> impl Iterator<Item = &Event> {
        let counts = |event: &&Event| {
            let last = self.log(Sujet::Activite(event.id)).next_back();
            last.is_some_and(|last| std::ptr::eq(last, *event)) && !self.is_let_go(event)
        };
        self.listed(Liste::Activites).rev().filter(counts)
    }

    /// The months that were let go, each by its event, the latest first.
    pub fn checkpoints(&self) -> impl Iterator<Item = &Event> {
        self.listed(Liste::Checkpoints).rev()
    }

    /// The last word on the phone's clock.
    pub fn horloge(&self) -> Option<&Event> {
        self.listed(Liste::Horloge).next_back()
    }

    /// How many months are kept, where somebody chose: the last word on it.
    pub fn conservation(&self) -> Option<MoisGardes> {
        match &self.listed(Liste::Conservation).next_back()?.fait {
            Fait::ConservationChoisie(fait) => Some(fait.mois),
            _ => None,
        }
    }

    /// Facts of a newer app. They are kept, and count for nothing here.
    pub fn inconnus(&self) -> impl Iterator<Item = &Event> {
        self.listed(Liste::Inconnus)
    }

    fn is_let_go(&self, event: &Event) -> bool {
        matches!(self.classe(event), Classe::Mois(mois) if self.retired.contains(&mois))
    }

    /// The numbers under which there are two contents.
    pub fn conflits(&self) -> Vec<Conflit> {
        let mut conflicts: Vec<Conflit> = Vec::new();
        for ((appareil, seq), id) in once_each(self.conflicts.clone()) {
            match conflicts.last_mut().filter(|last| (last.appareil, last.seq) == (appareil, seq)) {
                Some(last) => last.evenements.push(id),
                None => conflicts.push(Conflit { appareil, seq, evenements: vec![id] }),
            }
        }
        conflicts
    }

    /// The numbers that are missing between 1 and the last one of each phone.
    pub fn lacunes(&self) -> Vec<(DeviceId, RangeInclusive<u64>)> {
        let mut gaps = Vec::new();
        for phone in in_order(self.phones.iter().collect(), &|one, other| one.appareil.cmp(&other.appareil)) {
            let mut expected = 1;
            for seq in once_each(phone.ranks.keys().copied().collect()) {
                if seq > expected {
                    gaps.push((phone.appareil, expected..=seq - 1));
                }
                expected = seq.saturating_add(1);
            }
        }
        gaps
    }

    fn phone(&self, appareil: DeviceId) -> Option<&Numeros> {
        self.phones.iter().find(|phone| phone.appareil == appareil)
    }

    /// The event under a number of a phone, when one content alone claims it.
    pub fn at(&self, appareil: DeviceId, seq: u64) -> Option<&Event> {
        let event = &self.events[*self.phone(appareil)?.ranks.get(&seq)?];
        (self.conflicts.is_empty() && event.key.seq == seq).then_some(event)
    }
}

/// Each subject once. Most events have one; only the end of a round has many, and sorting would be three kilobytes of
/// code for it.
fn each_once(subjects: Vec<Sujet>) -> Vec<Sujet> {
    let mut once = Vec::with_capacity(subjects.len());
    for subject in subjects {
        if !once.contains(&subject) {
            once.push(subject);
        }
    }
    once
}

/// What an event is filed under.
fn subjects(event: &Event) -> Vec<Sujet> {
    let first = |remplace: Option<EventId>| remplace.unwrap_or(event.id);
    if let Some(contact) = event.fait.contact() {
        return vec![Sujet::Contact(contact)];
    }
    match &event.fait {
        Fait::ContactNote(_) => vec![Sujet::Contact(event.id)],
        Fait::ImmeubleDecrit(fait) => vec![Sujet::Immeuble(first(fait.remplace))],
        Fait::CampagneOuverte(fait) => vec![Sujet::Campagne(first(fait.remplace))],
        Fait::CampagneClose(fait) => vec![Sujet::Campagne(fait.campagne)],
        Fait::TourneePrevue(fait) => vec![Sujet::Tournee(first(fait.remplace))],
        Fait::TourneeSuivie(fait) => vec![Sujet::Tournee(fait.tournee)],
        Fait::PorteNotee(fait) => vec![Sujet::Tournee(fait.tournee), Sujet::Porte(fait.porte)],
        Fait::TourneeClose(fait) => {
            let doors = fait.portes.iter().map(|vue| Sujet::Porte(vue.porte));
            doors.chain([Sujet::Tournee(fait.tournee)]).collect()
        }
        Fait::ObjectionNotee(fait) => vec![Sujet::Porte(fait.porte)],
        Fait::DemarcheFaite(_) | Fait::ActionCollective(_) | Fait::VeilleNotee(_) => vec![Sujet::Activite(event.id)],
        _ => Vec::new(),
    }
}

fn list(fait: &Fait) -> Option<Liste> {
    Some(match fait {
        Fait::ContactNote(_) => Liste::Contacts,
        Fait::IdentiteNotee(_) => Liste::Identites,
        Fait::ImmeubleDecrit(fait) if fait.remplace.is_none() => Liste::Immeubles,
        Fait::CampagneOuverte(fait) if fait.remplace.is_none() => Liste::Campagnes,
        Fait::TourneePrevue(fait) if fait.remplace.is_none() => Liste::Tournees,
        Fait::DemarcheFaite(_) | Fait::ActionCollective(_) | Fait::VeilleNotee(_) => Liste::Activites,
        Fait::Checkpoint(_) => Liste::Checkpoints,
        Fait::HorlogeCorrigee(_) => Liste::Horloge,
        Fait::ConservationChoisie(_) => Liste::Conservation,
        Fait::Inconnu(_) => Liste::Inconnus,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
