//! Campagnes, rounds and doors as they stand.

use super::resume::{Apport, Axe};
use super::{Duree, Journal, Liste, Sujet};
use crate::journal::jour::Mois;
use crate::journal::{
    Autres, Campagne, Cloture, DeviceId, Event, EventId, Fait, Immeuble, Issue, Jour, Pas, Passage, Porte, PorteVue,
    Tournee,
};
use crate::order::{in_order, once_each};

/// What is known of a door: outcomes and days, nothing of what was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PorteEtat {
    /// Its visits, the last one last: one a round and a month.
    pub visites: Vec<Visite>,
    /// It objected to further visits, and is to be looked at again on this day.
    pub objection: Option<Jour>,
}

/// A visit of a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visite {
    /// The round.
    pub tournee: EventId,
    /// The day.
    pub le: Jour,
    /// What came of it.
    pub issue: Issue,
    /// The day to come back.
    pub revenir: Option<Jour>,
    mois: Mois,
}

/// A campagne as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CampagneVue<'j> {
    /// The event that opened it.
    pub id: EventId,
    /// Its plan.
    pub plan: &'j Campagne,
    /// Whether it is over.
    pub close: bool,
}

/// A round as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TourneeVue<'j> {
    /// The event that planned it.
    pub id: EventId,
    /// Its plan.
    pub plan: &'j Tournee,
    /// Whether it goes on.
    pub statut: Statut,
}

/// Whether a round goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statut {
    /// It is planned.
    Prevue,
    /// It goes on.
    EnCours,
    /// It pauses.
    EnPause,
    /// Every phone that took part has closed it.
    Close,
}

/// How far a set of buildings is covered. Doors that object are counted there and nowhere else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Couverture {
    /// Doors of dwellings.
    pub portes: u32,
    /// Doors where nobody has been.
    pub jamais: u32,
    /// Doors that have opened at least once.
    pub ouvertes: u32,
    /// Doors behind which there was an exchange at least once.
    pub echanges: u32,
    /// Doors whose last visit left a day to come back.
    pub a_revoir: u32,
    /// Doors that objected to visits.
    pub objections: u32,
}

impl Journal {
    /// What is known of a door.
    pub fn porte(&self, porte: Porte) -> PorteEtat {
        let mut etat = PorteEtat::default();
        for event in self.log(Sujet::Porte(porte)) {
            match &event.fait {
                Fait::PorteNotee(tap) if !self.is_rewritten(event, tap) => {
                    etat.visit(event, tap.tournee, event.moment.jour, tap.issue, tap.revenir);
                }
                Fait::TourneeClose(fait) => {
                    if let Some(vue) = fait.portes.iter().rfind(|vue| vue.porte == porte) {
                        etat.visit(event, fait.tournee, vue.le, vue.issue, vue.revenir);
                    }
                }
                Fait::ObjectionNotee(fait) => etat.objection = Some(fait.revoir),
                _ => {}
            }
        }
        etat.visites.retain(|visite| !self.retired.contains(&visite.mois));
        etat
    }

    /// The doors to come back to by this day or before, the oldest first. Those that a later visit saw, and those that
    /// objected, are not among them.
    pub fn portes_a_revoir(&self, until: Jour) -> Vec<(Jour, Porte)> {
        let mut due: Vec<(Jour, Porte)> = Vec::new();
        for (_, resume) in &self.resumes {
            let of_month = resume.portes.iter().take_while(|(jour, _)| *jour <= until);
            due.extend(of_month.filter(|(jour, porte)| {
                let etat = self.porte(*porte);
                etat.objection.is_none() && etat.derniere().is_some_and(|last| last.revenir == Some(*jour))
            }));
        }
        once_each(due)
    }

    /// Whether the phone that tapped has closed the round since, writing this door anew.
    pub(super) fn is_rewritten(&self, tap: &Event, passage: &Passage) -> bool {
        self.whole_log(Sujet::Porte(passage.porte)).any(|event| {
            matches!(&event.fait, Fait::TourneeClose(fait) if fait.tournee == passage.tournee)
                && event.key.appareil == tap.key.appareil
                && event.key.seq > tap.key.seq
        })
    }

    /// A building by the event that first described it.
    pub fn immeuble(&self, id: EventId) -> Option<&Immeuble> {
        self.log(Sujet::Immeuble(id)).rev().find_map(|event| match &event.fait {
            Fait::ImmeubleDecrit(immeuble) => Some(immeuble.as_ref()),
            _ => None,
        })
    }

    /// The buildings, the latest first.
    pub fn immeubles(&self) -> impl Iterator<Item = (EventId, &Immeuble)> {
        self.listed(Liste::Immeubles).rev().filter_map(|event| Some((event.id, self.immeuble(event.id)?)))
    }

    /// A campagne by the event that opened it.
    pub fn campagne(&self, id: EventId) -> Option<CampagneVue<'_>> {
        let (mut plan, mut close) = (None, false);
        for event in self.log(Sujet::Campagne(id)) {
            match &event.fait {
                Fait::CampagneOuverte(campagne) => plan = Some(campagne.as_ref()),
                _ => close = true,
            }
        }
        Some(CampagneVue { id, plan: plan?, close })
    }

    /// The campagnes, the latest first.
    pub fn campagnes(&self) -> impl Iterator<Item = CampagneVue<'_>> {
        self.listed(Liste::Campagnes).rev().filter_map(|event| self.campagne(event.id))
    }

    /// A round by the event that planned it.
    pub fn tournee(&self, id: EventId) -> Option<TourneeVue<'_>> {
        let (mut plan, mut statut) = (None, Statut::Prevue);
        // The phones that are out, each as often as it was seen.
        let mut out: Vec<DeviceId> = Vec::new();
        for event in self.log(Sujet::Tournee(id)) {
            let phone = event.key.appareil;
            match &event.fait {
                Fait::TourneePrevue(tournee) => plan = Some(tournee.as_ref()),
                Fait::TourneeSuivie(marche) => {
                    out.push(phone);
                    statut = if marche.pas == Pas::Pause { Statut::EnPause } else { Statut::EnCours };
                }
                Fait::PorteNotee(_) => {
                    out.push(phone);
                    statut = Statut::EnCours;
                }
                _ => {
                    out.retain(|other| *other != phone);
                    if out.is_empty() {
                        statut = Statut::Close;
                    }
                }
            }
        }
        Some(TourneeVue { id, plan: plan?, statut })
    }

    /// The rounds, the latest first.
    pub fn tournees(&self) -> impl Iterator<Item = TourneeVue<'_>> {
        self.listed(Liste::Tournees).rev().filter_map(|event| self.tournee(event.id))
    }

    /// The door that was tapped last in a round.
    pub fn derniere_porte(&self, tournee: EventId) -> Option<Porte> {
        self.log(Sujet::Tournee(tournee)).rev().find_map(|event| match &event.fait {
            Fait::PorteNotee(tap) => Some(tap.porte),
            _ => None,
        })
    }

    /// What closes a round for a phone: its doors in the order of their numbers, with outcome and days only.
    /// Nothing, when it has tapped no door since it last closed it.
    pub fn cloture(&self, tournee: EventId, appareil: DeviceId) -> Option<Cloture> {
        let taps = self.open_taps(tournee, appareil).map(|(event, tap)| {
            let Passage { porte, issue, revenir, .. } = *tap;
            PorteVue { porte, le: event.moment.jour, issue, revenir, autres: Autres::default() }
        });
        let mut latest_first: Vec<PorteVue> = taps.collect();
        latest_first.reverse();
        let mut portes = in_order(latest_first, &|one, other| one.porte.cmp(&other.porte));
        portes.dedup_by_key(|vue| vue.porte);
        (!portes.is_empty()).then(|| Cloture { tournee, portes, autres: Autres::default() })
    }

    /// The rounds that this phone left open on an earlier day.
    pub fn a_clore(&self, appareil: DeviceId, today: Jour) -> Vec<EventId> {
        let left_open = |id: &EventId| self.open_taps(*id, appareil).any(|(event, _)| event.moment.jour < today);
        let rounds = self.logs.keys().filter_map(|subject| match subject {
            Sujet::Tournee(id) => Some(*id),
            _ => None,
        });
        once_each(rounds.filter(left_open).collect())
    }

    fn open_taps(&self, tournee: EventId, appareil: DeviceId) -> impl Iterator<Item = (&Event, &Passage)> {
        let of_phone = move |event: &&Event| event.key.appareil == appareil;
        self.log(Sujet::Tournee(tournee)).filter(of_phone).filter_map(|event| match &event.fait {
            Fait::PorteNotee(tap) if !self.is_rewritten(event, tap) => Some((event, tap)),
            _ => None,
        })
    }

    /// How far a round has come, by its own visits.
    pub fn avancement(&self, tournee: EventId) -> Couverture {
        let immeubles = self.tournee(tournee).map(|vue| vue.plan.immeubles.as_slice()).unwrap_or_default();
        self.couverture(immeubles, &|visite| visite.tournee == tournee)
    }

    /// How far a campagne has come, over all its rounds.
    pub fn couverture_de(&self, campagne: EventId) -> Couverture {
        let immeubles = self.campagne(campagne).map(|vue| vue.plan.immeubles.as_slice()).unwrap_or_default();
        let of_it = self.tournees().filter(|vue| vue.plan.campagne == Some(campagne));
        let rounds: Vec<EventId> = of_it.map(|vue| vue.id).collect();
        self.couverture(immeubles, &|visite| rounds.contains(&visite.tournee))
    }

    /// How far these buildings are covered, by the visits that count.
    pub fn couverture(&self, immeubles: &[EventId], counts: &dyn Fn(&Visite) -> bool) -> Couverture {
        let mut all = Couverture::default();
        let doors = immeubles.iter().filter_map(|id| Some(self.immeuble(*id)?.portes(*id))).flatten();
        for (porte, _) in doors {
            let etat = self.porte(porte);
            let visites: Vec<&Visite> = etat.visites.iter().filter(|visite| counts(visite)).collect();
            all.portes += 1;
            if etat.objection.is_some() {
                all.objections += 1;
                continue;
            }
            let any = |test: &dyn Fn(&Visite) -> bool| u32::from(visites.iter().any(|visite| test(visite)));
            all.jamais += u32::from(visites.is_empty());
            all.ouvertes += any(&|visite| visite.issue.is_opened());
            all.echanges += any(&|visite| visite.issue.is_exchange());
            all.a_revoir += u32::from(visites.last().is_some_and(|visite| visite.revenir.is_some()));
        }
        all
    }

    /// What a door adds to the totals.
    pub(super) fn door_contributions(&self, porte: Porte, each: &mut dyn FnMut(Mois, Duree, Apport)) {
        let etat = self.porte(porte);
        for (rank, visite) in etat.visites.iter().enumerate() {
            each(visite.mois, Duree::Mois, Apport::Compte(Axe::Porte, visite.issue.word().into(), 1));
            let is_last = etat.visites[rank + 1..].iter().all(|later| later.mois != visite.mois);
            if let Some(jour) = visite.revenir.filter(|_| is_last) {
                each(visite.mois, Duree::Mois, Apport::Porte(jour, porte));
            }
        }
        let objection = self.log(Sujet::Porte(porte)).rfind(|event| matches!(event.fait, Fait::ObjectionNotee(_)));
        if let (Some(event), Some(revoir)) = (objection, etat.objection) {
            each(event.mois(), Duree::Durable, Apport::Objection(revoir, porte));
        }
    }
}

impl PorteEtat {
    /// The last visit.
    pub fn derniere(&self) -> Option<&Visite> {
        self.visites.last()
    }

    /// Notes a visit; a later one in the same round and month takes its place.
    fn visit(&mut self, event: &Event, tournee: EventId, le: Jour, issue: Issue, revenir: Option<Jour>) {
        let mois = event.mois();
        self.visites.retain(|visite| (visite.tournee, visite.mois) != (tournee, mois));
        self.visites.push(Visite { tournee, le, issue, revenir, mois });
    }
}
