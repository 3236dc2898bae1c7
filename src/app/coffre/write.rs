//! The one function that writes.
//!
//! Facts become events, events become frames, and the frames go into both copies before anything looks saved. They are
//! sealed once: a retry writes the same bytes, so that an answer that never came cannot double them.

use super::copies::{Copie, Kept, names, row};
use super::horloge::{filed_under, sets_right};
use super::resumes::Repere;
use super::temoin::Temoin;
use super::{Coffre, Outside, mois_of, month_of};
use crate::app::port::{SealedRow, SealedStore, StoreError, StoreFault};
use crate::journal::{Classe, Correction, Event, EventId, EventKey, Fait, Moment, Saisie};
use crate::vault::{Class, Entry, FrameName, Head, KeyId, Marks, Month, SealError};

/// What was sealed together, and is written together.
#[derive(Debug)]
pub(super) struct Batch {
    faits: Vec<(EventId, Fait)>,
    sealed: Vec<Sealed>,
    rows: Vec<SealedRow>,
    head: Head,
}

/// An event, and how it was sealed.
#[derive(Debug)]
struct Sealed {
    event: Event,
    class: Class,
    key: KeyId,
    marks: Marks,
}

/// What a copy still lacks, because it failed when it was written.
#[derive(Debug, Default)]
pub(super) struct Late {
    /// Rows.
    pub rows: [Vec<SealedRow>; 2],
    /// The generation of the key ring that each copy has.
    pub keys: [u64; 2],
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Notes what a form holds. `draft` is the id that the form got when it was opened: saving five times notes one
    /// contact. Nobody needs to wait for the end of the draft that was kept of it (`drop_draft`): the next opening knows by
    /// that id that it was saved.
    pub async fn note(&mut self, draft: EventId, saisie: Saisie, outside: &Outside<'_>) -> Result<Kept, StoreError> {
        self.write(saisie.faits(draft, outside.now().jour), outside).await
    }

    /// Writes facts, all or none, each under the id of its event. Once it has answered, they are in both copies, or in
    /// the one that it does not name as missing; when it fails, the state has not changed, and the same facts may be
    /// given again.
    ///
    /// A fact whose id is known and whose content is the same is written already. Other content under a known id is a
    /// correction.
    pub async fn write(&mut self, faits: Vec<(EventId, Fait)>, outside: &Outside<'_>) -> Result<Kept, StoreError> {
        let now = outside.now();
        let faits = faits.into_iter().map(|(id, fait)| (id, fait, now)).collect();
        let kept = self.write_at(faits, Marks::default(), outside).await?;
        // The erasures whose time is over: what fails now is done at the next write.
        let gone = self.let_go(Some(now), outside).await;
        drop(gone);
        Ok(kept)
    }

    /// The same, for facts of several moments.
    pub(super) async fn write_at(
        &mut self,
        faits: Vec<(EventId, Fait, Moment)>,
        marks: Marks,
        outside: &Outside<'_>,
    ) -> Result<Kept, StoreError> {
        let asked: Vec<(EventId, Fait)> = faits.iter().map(|(id, fait, _)| (*id, fait.clone())).collect();
        if let Some(batch) = self.unsure.take_if(|batch| batch.faits == asked) {
            return self.append(batch, outside).await;
        }
        // Before a number is taken, both copies must have said which ones are.
        if !self.reconciled || self.unsure.is_some() {
            let mended = self.compare(outside).await?;
            if mended.newer {
                return Err(StoreError { fault: StoreFault::Newer, detail: "frames".into() });
            }
        }
        let faits: Vec<(EventId, Fait, Moment)> = faits
            .into_iter()
            .filter_map(|(id, fait, now)| self.as_new(id, fait, outside).map(|(id, fait)| (id, fait, now)))
            .collect();
        if faits.is_empty() {
            return Ok(self.standing());
        }
        let keyed = self.with_keys(&faits, marks, outside).await?;
        let batch = self.seal(asked, keyed, outside)?;
        self.append(batch, outside).await
    }

    /// The fact as it is still to be written: nothing when it is what was written last under this id, a correction when
    /// that was something else.
    fn as_new(&self, id: EventId, fait: Fait, outside: &Outside<'_>) -> Option<(EventId, Fait)> {
        let journal = self.journal.borrow();
        let Some(first) = journal.event(id) else { return Some((id, fait)) };
        let mut corrections = (1..=CORRECTIONS).map(|rank| id.next(rank * AFTER_A_FORM));
        let last = corrections.clone().map_while(|id| journal.event(id)).last();
        let again = match fait {
            Fait::ContactNote(corrige) if last.is_some() || first.fait != Fait::ContactNote(corrige.clone()) => {
                Fait::ContactCorrige(Correction { contact: id, corrige, autres: Default::default() })
            }
            other => other,
        };
        match corrections.find(|id| !journal.contains(*id)) {
            Some(_) if last.unwrap_or(first).fait == again => None,
            Some(free) => Some((free, again)),
            // Whoever changes their mind that often: each time counts.
            None => Some((outside.new_id(), again)),
        }
    }

    /// What can be said of what is already there.
    fn standing(&self) -> Kept {
        let late = Copie::ALL.into_iter().find(|copie| !self.late.rows[copie.at()].is_empty());
        let why = || StoreError { fault: StoreFault::Unknown, detail: "late".into() };
        late.map_or(Kept::Both, |missing| Kept::One { missing, why: why() })
    }

    /// The events of these facts, with the key of each: drawn, and kept in the copies before it seals anything.
    async fn with_keys(
        &mut self,
        faits: &[(EventId, Fait, Moment)],
        marks: Marks,
        outside: &Outside<'_>,
    ) -> Result<Vec<(Event, Month, KeyId, Class, Marks)>, StoreError> {
        let (appareil, head) = (self.appareil(), self.head());
        let (_, rang) = self.journal.borrow().next(appareil);
        // What was erased may have had a higher rang than what is left.
        let (mut seq, mut rang) = (head.seq, rang.max(head.seq.saturating_add(1)));
        let mut keyed = Vec::with_capacity(faits.len());
        let (mut round, mut used) = (None, Vec::new());
        for (id, fait, now) in faits {
            seq = seq.saturating_add(1);
            let doubt = self.temps.doubtful(*now).filter(|_| !sets_right(fait));
            let mut event = Event::new(*id, EventKey { appareil, branche: 0, seq }, rang, *now, fait.clone());
            rang = rang.saturating_add(1);
            if let Some(month) = doubt {
                event.mois = event.mois.or(filed_under(&event, mois_of(month)));
            }
            let (class, month, key) = self.key_of(&event, &mut round, &mut used, outside);
            let marks = Marks { clock_doubtful: doubt.is_some(), ..marks };
            keyed.push((event, month, key, class, marks));
        }
        if self.keyring.is_to_be_kept() || !self.are_keys_kept() {
            self.keep_keys(outside).await?;
        }
        Ok(keyed)
    }

    /// The key of an event. Those of months and of what lasts are shared; each note and identity has its own; the taps
    /// of a round share one, which goes when it is closed.
    fn key_of(
        &mut self,
        event: &Event,
        round: &mut Option<(EventId, KeyId)>,
        used: &mut Vec<KeyId>,
        outside: &Outside<'_>,
    ) -> (Class, Month, KeyId) {
        let (class, mois, tournee) = match self.journal.borrow().classe(event) {
            Classe::Mois(mois) => (Class::Month, mois, None),
            Classe::Durable => (Class::Durable, event.mois(), None),
            Classe::Note { mois, .. } => (Class::Note, mois, None),
            Classe::Identite { .. } => (Class::Identity, event.mois(), None),
            Classe::Tournee { tournee, mois } => (Class::Tournee, mois, Some(tournee)),
        };
        let month = month_of(mois);
        let known = tournee.and_then(|tournee| {
            let of_batch = round.filter(|(known, _)| *known == tournee).map(|(_, key)| key);
            of_batch.or_else(|| self.registre.key_of_round(tournee, event.key.appareil))
        });
        let spare = || {
            let is_used = |key| self.registre.is_used(key) || used.contains(&key);
            (class == Class::Note).then(|| self.keyring.spare(class, month, &is_used)).flatten()
        };
        let key = known.or_else(spare).unwrap_or_else(|| {
            // Drawn ahead, so that not every note writes the key ring anew.
            let count = if class == Class::Note { NOTES_AHEAD } else { 0 };
            for _ in 0..count {
                self.keyring.draw(class, month, &mut outside.draw());
            }
            self.keyring.draw(class, month, &mut outside.draw())
        });
        used.push(key);
        *round = tournee.map(|tournee| (tournee, key)).or(*round);
        (class, month, key)
    }

    fn seal(
        &self,
        faits: Vec<(EventId, Fait)>,
        keyed: Vec<(Event, Month, KeyId, Class, Marks)>,
        outside: &Outside<'_>,
    ) -> Result<Batch, StoreError> {
        let mut head = self.head();
        let (mut rows, mut sealed) = (Vec::with_capacity(keyed.len()), Vec::with_capacity(keyed.len()));
        for (event, month, key, class, marks) in keyed {
            let text = event.to_text();
            let entry = Entry { key, month, marks, payload: text.as_bytes() };
            let (bytes, next) = self.keyring.seal(&head, entry, &mut outside.draw()).map_err(unsealed)?;
            rows.push(row(next.device, next.seq, bytes));
            sealed.push(Sealed { event, class, key, marks });
            head = next;
        }
        Ok(Batch { faits, sealed, rows, head })
    }

    /// Appends to both copies, files first; then, and only then, the state takes the events in.
    async fn append(&mut self, batch: Batch, outside: &Outside<'_>) -> Result<Kept, StoreError> {
        let series = names::trames(self.generation);
        let mut done = [Ok(()), Ok(())];
        for copie in Copie::ALL {
            let late = &self.late.rows[copie.at()];
            let rows: Vec<SealedRow> = late.iter().chain(&batch.rows).cloned().collect();
            done[copie.at()] = self.copies.append(copie, &series, &rows).await;
        }
        let failed = done.clone().map(|done| done.is_err());
        let kept = match Kept::of(done) {
            Ok(kept) => kept,
            Err(error) => {
                self.unsure = Some(batch);
                return Err(error);
            }
        };
        for (late, failed) in self.late.rows.iter_mut().zip(failed) {
            if failed { late.extend(batch.rows.iter().cloned()) } else { late.clear() }
        }
        Temoin { device: batch.head.device, seq: batch.head.seq }.write(outside.prefs);
        self.heads.insert(batch.head.device, batch.head);
        for Sealed { event, class, key, marks } in batch.sealed {
            self.known.insert(FrameName { device: batch.head.device, seq: event.key.seq });
            self.repere.iter_mut().for_each(Repere::grown);
            self.take_in(event, class, key, marks, Some(outside.now()));
        }
        self.temps.weigh(self.journal.borrow().horloge());
        Ok(if self.are_keys_kept() { kept } else { kept.and(self.keys_standing()) })
    }

    /// Takes an event that is real into the state.
    pub(super) fn take_in(&mut self, event: Event, class: Class, key: KeyId, marks: Marks, now: Option<Moment>) {
        self.note_event(&event, class, key, marks, now);
        self.journal.borrow_mut().apply(event);
    }

    /// Notes what has to be known of an event besides the state.
    pub(super) fn note_event(&mut self, event: &Event, class: Class, key: KeyId, marks: Marks, now: Option<Moment>) {
        self.registre.note(event, class, key, now);
        self.temps.note(event, marks.clock_doubtful);
        if event.key.appareil == self.appareil() {
            self.export.note(event);
        }
    }

    /// Where this device's chain stands.
    pub(super) fn head(&self) -> Head {
        let device = self.keyring.device();
        let others: Vec<Head> = self.heads.values().filter(|head| head.device != device).copied().collect();
        self.heads.get(&device).copied().unwrap_or_else(|| self.keyring.root(&others))
    }

    /// Whether each copy has the key ring of the last generation that was kept anywhere.
    pub(super) fn are_keys_kept(&self) -> bool {
        self.late.keys[0] == self.late.keys[1]
    }

    fn keys_standing(&self) -> Kept {
        let behind = if self.late.keys[0] < self.late.keys[1] { Copie::Fichiers } else { Copie::Base };
        Kept::One { missing: behind, why: StoreError { fault: StoreFault::Unknown, detail: "key ring".into() } }
    }

    /// Keeps the key ring in both copies, under the name whose turn it is.
    pub(super) async fn keep_keys(&mut self, outside: &Outside<'_>) -> Result<Kept, StoreError> {
        let generation = self.keyring.generation();
        let bytes = self.keyring.to_bytes(&mut outside.draw());
        let turn = turn_of(generation);
        let mut done = [Ok(()), Ok(())];
        for copie in Copie::ALL {
            // Where it lies already it is not put again: a cut could take it away.
            if self.late.keys[copie.at()] < generation {
                done[copie.at()] = self.copies.put_in(copie, names::CLEFS[turn], &bytes).await;
            }
            if done[copie.at()].is_ok() {
                self.late.keys[copie.at()] = generation;
                self.stale.retain(|stale| *stale != (copie, turn));
            }
        }
        let kept = Kept::of(done)?;
        self.keyring.kept(generation);
        Ok(kept)
    }

    /// Keeps the key ring under both names of both copies, one after the other: nothing older is left.
    pub(super) async fn keep_keys_everywhere(&mut self, outside: &Outside<'_>) -> Result<Kept, StoreError> {
        let kept = self.keep_keys(outside).await?;
        let older = 1 - turn_of(self.keyring.generation());
        self.stale = Copie::ALL.map(|copie| (copie, older)).to_vec();
        self.freshen(outside).await.map(|fresh| kept.and(fresh))
    }

    /// Writes the present key ring over the copies of it that are behind or damaged.
    pub(super) async fn freshen(&mut self, outside: &Outside<'_>) -> Result<Kept, StoreError> {
        let bytes = self.keyring.to_bytes(&mut outside.draw());
        let mut done = [Ok(()), Ok(())];
        for (copie, name) in std::mem::take(&mut self.stale) {
            let put = self.copies.put_in(copie, names::CLEFS[name], &bytes).await;
            if put.is_err() {
                self.stale.push((copie, name));
                done[copie.at()] = put;
            } else {
                self.late.keys[copie.at()] = self.keyring.generation();
            }
        }
        Kept::of(done)
    }
}

/// How many keys of notes are drawn ahead.
const NOTES_AHEAD: usize = 7;

/// A form is less than so many events: their corrections are numbered in steps of it, so that no two ids meet.
const AFTER_A_FORM: u8 = 16;
/// How many corrections of a form bear ids of their own that a retry finds again.
const CORRECTIONS: u8 = 15;

/// Under which of its two names a generation of the key ring is kept.
fn turn_of(generation: u64) -> usize {
    usize::from(generation % 2 == 1)
}

/// Sealing fails only where the journal writes what it may not.
fn unsealed(error: SealError) -> StoreError {
    StoreError { fault: StoreFault::Unknown, detail: format!("{error:?}") }
}
