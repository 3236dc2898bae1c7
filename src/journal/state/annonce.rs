//! Totals, read before their events: a summary stands in for a month until everything has come in.
//!
//! Events are believed over summaries: as soon as all of them are there, the fold's own figures are what is shown.

use super::resume::Axe;
use super::{Duree, Journal, Resume};
use crate::journal::jour::Mois;
use crate::journal::{DeviceId, Event, Fait};
use crate::order::once_each;

impl Journal {
    /// Takes over what a month adds up to, from a summary that still holds. A month that was let go has no figures.
    pub fn announce(&mut self, mois: Mois, resume: Resume) {
        if !self.retired.contains(&mois) {
            self.annonces.push((mois, resume));
        }
    }

    /// Every event has come in: from now on, figures are those of the fold.
    pub fn all_in(&mut self) {
        self.annonces.clear();
    }

    /// What the events of each month add up to, in order: what lasts longer than its month is not in it, so that the
    /// whole may be kept as the month's summary.
    ///
    /// A month in which this phone has doors to write anew is left out: whatever closes the round may be filed under the
    /// next month, and would change this one.
    pub fn resumes(&self, appareil: DeviceId) -> impl Iterator<Item = (Mois, &Resume)> {
        let open = self.months_of_open_taps(appareil);
        let of_month = self.resumes.iter().filter(|((_, duree), _)| *duree == Duree::Mois);
        of_month.map(|((mois, _), resume)| (*mois, resume)).filter(move |(mois, _)| !open.contains(mois))
    }

    fn months_of_open_taps(&self, appareil: DeviceId) -> Vec<Mois> {
        let is_open = |event: &&Event| {
            matches!(&event.fait, Fait::PorteNotee(tap)
                if event.key.appareil == appareil && self.stands(event) && !self.is_rewritten(event, tap))
        };
        let mut months: Vec<Mois> = self.events.iter().filter(is_open).map(Event::mois).collect();
        months.dedup();
        months
    }

    /// Each part of the totals, in order, once: where a month is announced, its own events do not count yet.
    pub(super) fn parts(&self) -> impl Iterator<Item = (Mois, &Resume)> {
        let is_announced = |mois: Mois| self.annonces.iter().any(|(announced, _)| *announced == mois);
        let folded =
            self.resumes.iter().filter(move |((mois, duree), _)| *duree == Duree::Durable || !is_announced(*mois));
        let announced = self.annonces.iter().map(|(mois, resume)| (*mois, resume));
        folded.map(|((mois, _), resume)| (*mois, resume)).chain(announced)
    }

    /// The totals of a month; empty when nothing was noted in it.
    pub fn resume(&self, mois: Mois) -> Resume {
        let mut all = Resume::default();
        self.parts().filter(|(of, _)| *of == mois).for_each(|(_, part)| all.merge(part));
        all
    }

    /// The totals of all months.
    pub fn totaux(&self) -> Resume {
        let mut all = Resume::default();
        self.parts().for_each(|(_, part)| all.merge(part));
        all
    }

    /// The months that have totals, in order.
    pub fn mois(&self) -> Vec<Mois> {
        once_each(self.parts().map(|(mois, _)| mois).collect())
    }

    /// How many contacts stand.
    pub fn nombre(&self) -> u32 {
        self.parts().map(|(_, resume)| resume.compte(Axe::Total, "contacts")).sum()
    }

    /// How many contacts were erased: that is all that is left of them.
    pub fn effaces(&self) -> u32 {
        self.parts().map(|(_, resume)| resume.compte(Axe::Total, "effaces")).sum()
    }
}
