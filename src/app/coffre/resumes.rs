//! What a long journal knows before it is read: totals by month, days to come back, and where its last months begin.
//!
//! One thing beside the files' frames holds, one record after the other: the frames of what lasts, and of the last months,
//! that lie before the places from which the files are read, as they were sealed; these places (sealed as what lasts); and a
//! summary of each month, under that month's own key. All were made at the same heads.
//!
//! There are two places. Where the figures of the last months stand, the files are read from the nearer one, behind which
//! each phone's last entries lie; otherwise from the farther one, behind which the last months lie.
//!
//! None of it is believed over frames: it serves while the heads are still in the chain, for months under which nothing
//! was written since, until everything is read.

use std::collections::BTreeMap;

use super::copies::{Copie, Rows, names};
use super::known::Known;
use super::open::AT_ONCE;
use super::sorted::Sorted;
use super::{Coffre, Outside, mois_of, month_of};
use crate::app::port::{SealedStore, StoreError};
use crate::journal::{Mois, Resume};
use crate::order::{self, in_order};
use crate::vault::{Class, DeviceId, Frame, FrameName, Head, Header, Month, Summary, records};

/// How many months are the last ones.
const MONTHS: usize = 2;

/// Where the last months lie in the files, as it was when everything was read.
#[derive(Debug, Clone)]
pub(super) struct Repere {
    /// The last month.
    newest: Month,
    /// The last months.
    pub(super) recent: Stretch,
    /// The last entries.
    pub(super) late: Stretch,
    /// Of which of the last months entries lie between the two, the newest one first.
    between: [bool; MONTHS],
    /// What lasts, before the last entries, and of the last months what lies before them, as records.
    before: Vec<u8>,
}

/// An end of the files' frames, and what is read along with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Where the first frame that is read lies.
    pub place: u64,
    /// How many frames lie from there on, with those that are kept beside the frames because they lie before.
    count: u64,
}

/// What was found beside the frames.
struct Found {
    newest: Month,
    recent: Stretch,
    late: Stretch,
    between: [bool; MONTHS],
    heads: Vec<Head>,
    resumes: Vec<(Month, Mois, Resume)>,
    /// The frames among it.
    before: Rows,
}

/// Looks where the last months lie, while all frames of the files go by.
pub(super) struct Reperage {
    /// A clock that was wrong may have filed something under a later month than this one.
    until: Month,
    newest: Option<Month>,
    /// Where each frame lies, and its month.
    places: Vec<u64>,
    months: Vec<Month>,
    /// What lasts.
    lasting: Vec<(u64, Vec<u8>)>,
    /// The last entries of each phone; some more at times.
    late: Vec<(DeviceId, Vec<Entry>)>,
}

/// An entry of a phone: its number, where it lies, its month.
#[derive(Debug, Clone, Copy)]
struct Entry {
    seq: u64,
    place: u64,
    month: Month,
}

impl Reperage {
    /// Of the months up to this one.
    pub fn until(until: Month) -> Self {
        Self { until, newest: None, places: Vec::new(), months: Vec::new(), lasting: Vec::new(), late: Vec::new() }
    }

    /// One more frame.
    pub fn add(&mut self, place: u64, frame: &Frame<'_>) {
        let header = frame.header();
        self.newest = self.newest.max(Some(header.month.min(self.until)));
        self.places.push(place);
        self.months.push(header.month);
        if header.class == Class::Durable {
            self.lasting.push((place, records::record(frame.bytes())));
        }
        let at = self.late.iter().position(|(device, _)| *device == header.device).unwrap_or_else(|| {
            self.late.push((header.device, Vec::new()));
            self.late.len() - 1
        });
        let late = &mut self.late[at].1;
        late.push(Entry { seq: header.seq, place, month: header.month });
        if late.len() as u64 > 2 * LATE {
            let last = last_of(late);
            late.retain(|entry| is_last(entry.seq, last));
        }
    }

    /// As many frames from the end are read as there are of the last months, so that one of them that lies among old ones is
    /// no reason to read those. Nothing, where the journal is short enough to be read whole.
    pub async fn repere(self, files: &impl SealedStore, series: &str) -> Option<Repere> {
        let newest = self.newest.filter(|_| self.places.len() > AT_ONCE)?;
        let is_recent = |month: &Month| is_recent(*month, newest);
        let recent = self.months.iter().filter(|month| is_recent(month)).count();
        let places = in_order(self.places.clone(), &u64::cmp);
        let place = *places.get(places.len() - recent)?;
        let nearer = self.late(newest, place);
        // What lasts lies before the last entries; of the last months, what lies before them, and what is of a month to come.
        let is_before =
            |at: u64, month: &Month| at < place && is_recent(month) || at < nearer && newest.since(*month).is_none();
        let (mut before, mut farther, mut strays, mut between) = (Vec::new(), 0, false, [false; MONTHS]);
        for (at, month) in self.places.iter().zip(&self.months) {
            strays |= is_before(*at, month);
            if (place..nearer).contains(at)
                && let Some(seen) = newest.since(*month).and_then(|since| between.get_mut(usize::from(since)))
            {
                *seen = true;
            }
        }
        for (at, record) in &self.lasting {
            if *at < nearer {
                before.push(record.clone());
                farther += usize::from(*at < place);
            }
        }
        // Few entries lie elsewhere than where their month does. They are looked for when there are any.
        if strays {
            let mut each = |at: u64, row: &[u8]| {
                let is_one = |header: &Header| header.class != Class::Durable && is_before(at, &header.month);
                if at < nearer && Frame::read(row).is_ok_and(|frame| is_one(frame.header())) {
                    before.push(records::record(row));
                    farther += usize::from(at < place);
                }
            };
            files.rows(series, 0, &mut each).await.ok()?;
        }
        let behind = |place: u64| places.iter().filter(|at| **at >= place).count();
        let stretch = |place, beside| Stretch { place, count: (behind(place) + beside) as u64 };
        let (recent, late) = (stretch(place, farther), stretch(nearer, before.len()));
        Some(Repere { newest, recent, late, between, before: before.concat() })
    }

    /// The place from which on, after `from`, the last entries lie that the first screen is made of; and each phone's very
    /// last one, which tells that the files go on to there.
    fn late(&self, newest: Month, from: u64) -> u64 {
        let mut nearer = u64::MAX;
        for (_, entries) in &self.late {
            let last = last_of(entries);
            for entry in entries.iter().filter(|entry| entry.place >= from && is_last(entry.seq, last)) {
                if is_recent(entry.month, newest) || entry.seq == last {
                    nearer = nearer.min(entry.place);
                }
            }
        }
        if nearer == u64::MAX { from } else { nearer }
    }
}

/// The number of a phone's last entry.
fn last_of(entries: &[Entry]) -> u64 {
    entries.iter().map(|entry| entry.seq).max().unwrap_or(0)
}

impl Repere {
    /// One more frame was added at the end.
    pub fn grown(&mut self) {
        self.recent.count += 1;
        self.late.count += 1;
    }

    /// As it is sealed.
    fn to_bytes(&self) -> Vec<u8> {
        let numbers = [self.recent.place, self.recent.count, self.late.place, self.late.count];
        [numbers.map(u64::to_be_bytes).as_flattened(), &self.between.map(u8::from)].concat()
    }
}

/// How many entries of each phone are enough for the first screen.
const LATE: u64 = if cfg!(test) { 4 } else { 300 };

/// Whether an entry is one of the last of its phone; or of a month to come, by a wrong clock: there are few.
fn is_late(header: &Header, newest: Month, heads: &BTreeMap<DeviceId, Head>) -> bool {
    let is_last = |head: &Head| is_last(header.seq, head.seq);
    newest.since(header.month).is_none() || heads.get(&header.device).is_none_or(is_last)
}

/// Whether this number is one of the last ones, of which `last` is the very last.
fn is_last(seq: u64, last: u64) -> bool {
    seq.saturating_add(LATE) > last
}

/// Whether a month is one of the last ones.
pub(super) fn is_recent(month: Month, newest: Month) -> bool {
    usize::from(newest.since(month).unwrap_or(0)) < MONTHS
}

impl Stretch {
    /// Reads one, and what stands behind it.
    fn split_from(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (place, bytes) = bytes.split_first_chunk()?;
        let (count, rest) = bytes.split_first_chunk()?;
        Some((Self { place: u64::from_be_bytes(*place), count: u64::from_be_bytes(*count) }, rest))
    }
}

impl Found {
    /// Whether these frames go on from the heads without a gap, up to the last one that this phone is known to have
    /// written, and none of those before is missing.
    fn holds(&self, stretch: Stretch, sorted: &Sorted<'_>, witness: Option<(DeviceId, u64)>) -> bool {
        let mut last = order::map(self.heads.iter().map(|head| (head.device, head.seq)));
        let mut before = 0;
        for ((device, seq), contents) in &sorted.numbered {
            let head = self.heads.iter().find(|head| head.device == *device);
            let known = last.entry(*device).or_insert(0);
            if head.is_some_and(|head| *seq <= head.seq) {
                before += 1;
                let is_it = || contents.iter().any(|content| Some(&content.frame.head()) == head);
                if head.is_some_and(|head| *seq == head.seq) && !is_it() {
                    return false;
                }
            } else if *seq == *known + 1 {
                *known = *seq;
            } else {
                return false;
            }
        }
        let is_written = |(device, seq)| last.get(&device).copied().unwrap_or(0) >= seq;
        !sorted.newer && sorted.garbled == 0 && before == stretch.count && witness.is_none_or(is_written)
    }

    /// What is kept beside the frames. All of it is opened: its seal tells whether class and month are what they were.
    fn beside(&self) -> Known {
        let mut beside = Known::default();
        let frames = self.before.iter().filter_map(|row| Frame::read(row).ok());
        frames.for_each(|frame| beside.insert(frame.name()));
        beside
    }

    /// Where the chains stand, with what was written since.
    fn heads_with(&self, sorted: &Sorted<'_>) -> BTreeMap<DeviceId, Head> {
        let mut heads = order::map(self.heads.iter().map(|head| (head.device, *head)));
        for (device, head) in sorted.heads() {
            if heads.get(&device).is_none_or(|known| known.seq < head.seq) {
                heads.insert(device, head);
            }
        }
        heads
    }

    /// The months that are summed up, and under which nothing was written since. And whether all of the last months are
    /// among them: those of which something was read, and those of which it may not have been.
    fn standing(&self, sorted: &Sorted<'_>) -> (Vec<(Mois, Resume)>, bool) {
        let is_since = |device: &DeviceId, seq: &u64| {
            self.heads.iter().find(|head| head.device == *device).is_none_or(|head| *seq > head.seq)
        };
        let since = sorted.numbered.iter().filter(|((device, seq), same)| same.len() > 1 || is_since(device, seq));
        let headers = since.flat_map(|(_, contents)| contents).map(|content| content.frame.header());
        let touched = order::set(headers.filter(|header| header.class != Class::Durable).map(|header| header.month));
        let is_summed =
            |month: Month| !touched.contains(&month) && self.resumes.iter().any(|(summed, ..)| *summed == month);
        let is_last = |month: Month| self.newest.since(month).is_some_and(|since| usize::from(since) < MONTHS);
        let mut headers = sorted.numbered.values().flatten().map(|content| content.frame.header());
        let are_read_summed =
            headers.all(|header| header.class == Class::Durable || !is_last(header.month) || is_summed(header.month));
        let mut between = self.between;
        for (month, ..) in &self.resumes {
            let seen = self.newest.since(*month).and_then(|since| between.get_mut(usize::from(since)));
            seen.into_iter().for_each(|seen| *seen &= touched.contains(month));
        }
        let are_all = are_read_summed && !between.contains(&true);
        let stand = self.resumes.iter().filter(|(month, ..)| !touched.contains(month));
        (stand.map(|(_, mois, resume)| (*mois, resume.clone())).collect(), are_all)
    }
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Reads what lasts, the last entries or, where they are not enough, the last months, and the summaries of the others,
    /// from the files. Whether that could be done; if not, nothing can be said yet.
    pub(super) async fn read_ahead(&mut self, generation: u64, outside: &Outside<'_>) -> bool {
        let Ok(Some(bytes)) = self.copies.files.get(&names::resumes(generation)).await else { return false };
        let Some(found) = self.open_resumes(&bytes) else { return false };
        for stretch in [found.late, found.recent] {
            let mut rows = Rows::default();
            found.before.iter().for_each(|row| rows.push(row));
            let mut each = |_: u64, row: &[u8]| rows.push(row);
            if self.copies.files.rows(&names::trames(generation), stretch.place, &mut each).await.is_err() {
                return false;
            }
            let mut sorted = Sorted::new(self.keyring.vault(), &rows);
            // A place that does not hold says that the thing is damaged, or the files: then everything is read.
            if !found.holds(stretch, &sorted, self.witness(outside)) {
                return false;
            }
            // Where the figures of the last months stand, their last entries are enough for the first screen.
            let (resumes, are_enough) = found.standing(&sorted);
            if !are_enough && stretch != found.recent {
                continue;
            }
            let (newest, beside, heads) = (found.newest, found.beside(), found.heads_with(&sorted));
            let wanted = |header: &Header| {
                header.class == Class::Durable
                    || beside.contains(&FrameName { device: header.device, seq: header.seq })
                    || is_recent(header.month, newest) && (!are_enough || is_late(header, newest, &heads))
            };
            if !self.read_all(&mut sorted, &wanted, outside).await.damaged.is_empty() {
                return false;
            }
            (self.generation, self.heads, self.resumes) = (generation, heads, resumes);
            self.ahead = are_enough.then_some((found.recent.place, newest));
            for (mois, resume) in &self.resumes {
                self.journal.borrow_mut().announce(*mois, resume.clone());
            }
            return true;
        }
        false
    }

    /// Reads the rest of the last months, where their last entries were enough for the first screen. Whether there is more to
    /// show. What fails is left to [`Coffre::reconcile`].
    pub async fn read_recent(&mut self, outside: &Outside<'_>) -> bool {
        let Some((place, newest)) = self.ahead.take() else { return false };
        (outside.breathe)().await;
        let mut rows = Rows::default();
        let mut each = |_: u64, row: &[u8]| rows.push(row);
        let read = self.copies.files.rows(&names::trames(self.generation), place, &mut each).await;
        let heads = self.heads.clone();
        let wanted = |header: &Header| {
            header.class != Class::Durable && is_recent(header.month, newest) && !is_late(header, newest, &heads)
        };
        self.read_all(&mut Sorted::new(self.vault(), &rows), &wanted, outside).await;
        read.is_ok()
    }

    /// Opens what lies beside the frames.
    fn open_resumes(&self, bytes: &[u8]) -> Option<Found> {
        let (mut before, mut summaries) = (Rows::default(), Vec::new());
        for record in records::rows(bytes) {
            match Frame::read(record) {
                Ok(_) => before.push(record),
                Err(_) => summaries.extend(self.keyring.open_summary(record)),
            }
        }
        let repere = summaries.iter().find(|summary| summary.class == Class::Durable)?;
        let (recent, rest) = Stretch::split_from(repere.payload())?;
        let (late, between) = Stretch::split_from(rest)?;
        let between = <[u8; MONTHS]>::try_from(between).ok()?.map(|seen| seen != 0);
        let (newest, heads) = (repere.month, repere.heads.clone());
        let of_month = |summary: &&Summary| summary.class == Class::Month && summary.heads == heads;
        let resumes = summaries.iter().filter(of_month).filter_map(|summary| {
            let resume = Resume::from_text(std::str::from_utf8(summary.payload()).ok()?)?;
            Some((summary.month, mois_of(summary.month), resume))
        });
        Some(Found { newest, recent, late, between, resumes: resumes.collect(), heads, before })
    }

    /// Keeps what each month adds up to, where that is not what is kept already. A comfort: what fails is
    /// done another time.
    pub(super) async fn keep_resumes(&mut self, outside: &Outside<'_>) -> Result<(), StoreError> {
        let Some((newest, resumes)) = self.resumes_to_keep() else { return Ok(()) };
        for (mois, _) in &resumes {
            self.keyring.draw(Class::Month, month_of(*mois), &mut outside.draw());
        }
        self.keyring.draw(Class::Durable, newest, &mut outside.draw());
        if self.keyring.is_to_be_kept() {
            self.keep_keys(outside).await?;
        }
        let Some(bytes) = self.seal_resumes(&resumes, outside) else { return Ok(()) };
        self.copies.put_in(Copie::Fichiers, &names::resumes(self.generation), &bytes).await?;
        self.resumes = resumes;
        Ok(())
    }

    /// The newest month, and what each month adds up to, where that is not what is kept already.
    fn resumes_to_keep(&self) -> Option<(Month, Vec<(Mois, Resume)>)> {
        let newest = self.repere.as_ref().filter(|_| self.is_level())?.newest;
        let journal = self.journal.borrow();
        let resumes = journal.resumes(self.appareil()).map(|(mois, resume)| (mois, resume.clone()));
        let resumes: Vec<(Mois, Resume)> = resumes.collect();
        (resumes != self.resumes).then_some((newest, resumes))
    }

    /// Whether everything is read, and the files have all of it.
    fn is_level(&self) -> bool {
        self.reconciled && self.unsure.is_none() && self.late.rows[Copie::Fichiers.at()].is_empty()
    }

    fn seal_resumes(&self, resumes: &[(Mois, Resume)], outside: &Outside<'_>) -> Option<Vec<u8>> {
        let repere = self.repere.as_ref()?;
        let heads: Vec<Head> = self.heads.values().copied().collect();
        let mut bytes = repere.before.clone();
        let mut seal = |of, payload: &[u8]| {
            // A month of more than a mebibyte goes without: its figures come when it is read.
            let sealed = self.keyring.seal_summary(of, &heads, payload, &mut outside.draw());
            bytes.extend(sealed.iter().flat_map(|sealed| records::record(sealed)));
        };
        seal((Class::Durable, repere.newest), &repere.to_bytes());
        for (mois, resume) in resumes {
            seal((Class::Month, month_of(*mois)), resume.to_text().as_bytes());
        }
        Some(bytes)
    }
}
