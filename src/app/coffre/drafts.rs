//! Drafts: what is being typed, sealed at each pause under a key of its own, found again after a kill.
//!
//! A draft bears the id of its form, which is the id of the event that it becomes. It lies in one copy only: it is a
//! comfort, and its key must be quick to destroy.

use super::copies::names;
use super::{Coffre, Outside, month_of};
use crate::app::port::{SealedStore, StoreError, StoreFault};
use crate::journal::EventId;
use crate::order::{in_order, once_each};
use crate::vault::{Class, ClockVerdict, Draft};

/// A draft that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brouillon {
    /// The id of its form.
    pub id: EventId,
    /// What the form wrote.
    pub text: Vec<u8>,
    /// When it was last kept, in milliseconds since 1970.
    pub at_ms: i64,
}

/// The drafts of this phone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brouillons {
    /// Those that can be gone on with, the latest first.
    pub found: Vec<Brouillon>,
    /// How many were older than seven days, and are gone now.
    pub dropped: usize,
}

/// How long a draft is kept, in milliseconds.
const LIFE_MS: i64 = 7 * 24 * 60 * 60 * 1000;

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Keeps what a form holds now, in place of what was kept of it before.
    pub async fn save_draft(&mut self, id: EventId, text: &[u8], outside: &Outside<'_>) -> Result<(), StoreError> {
        let now = outside.now();
        let month = month_of(now.jour.mois());
        let draft = match self.draft(id).await {
            Some(draft) => draft,
            None => {
                if self.keyring.key_for(Class::Durable, month).is_none() {
                    self.keyring.draw(Class::Durable, month, &mut outside.draw());
                    self.keep_keys(outside).await?;
                }
                let begun = Draft::begin(&self.keyring, month, &mut outside.draw());
                let (draft, record) = begun.map_err(|error| unkept(&format!("{error:?}")))?;
                self.put_anywhere(&names::clef_de_brouillon(id), &record).await?;
                draft
            }
        };
        let plain = [&now.instant_ms.to_be_bytes()[..], text].concat();
        let sealed = draft.seal(&self.keyring, &plain, &mut outside.draw()).ok_or_else(|| unkept("too long"))?;
        self.put_anywhere(&names::brouillon(id), &sealed).await
    }

    /// The drafts that an earlier life of the app left. Those whose form was saved since go, and so do old ones.
    pub async fn drafts(&mut self, outside: &Outside<'_>) -> Brouillons {
        let ids: Vec<EventId> = self
            .copies
            .names()
            .await
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|name| EventId::parse(name.strip_prefix(names::CLEF_DE_BROUILLON)?))
            .collect();
        let now = outside.now();
        let is_sure = self.temps.judge(now) == ClockVerdict::Sure;
        let mut drafts = Brouillons::default();
        for id in once_each(ids) {
            match self.read_draft(id).await {
                _ if self.journal.borrow().contains(id) => self.drop_draft(id).await,
                Some(draft) if is_sure && now.instant_ms.saturating_sub(draft.at_ms) > LIFE_MS => {
                    self.drop_draft(id).await;
                    drafts.dropped += 1;
                }
                Some(draft) => drafts.found.push(draft),
                // A key without a text: the app was killed between the two, or the text is damaged.
                None => self.drop_draft(id).await,
            }
        }
        drafts.found = in_order(drafts.found, &|one, other| other.at_ms.cmp(&one.at_ms));
        drafts
    }

    /// Ends a draft: its key goes first.
    pub async fn drop_draft(&mut self, id: EventId) {
        for name in [names::clef_de_brouillon(id), names::brouillon(id)] {
            // What fails is done at the next start: the form is known by its id.
            let removed = self.copies.remove(&name).await;
            drop(removed);
        }
    }

    async fn draft(&self, id: EventId) -> Option<Draft> {
        let kept = self.copies.get(&names::clef_de_brouillon(id)).await;
        kept.into_iter().flatten().flatten().find_map(|record| Draft::resume(&self.keyring, &record).ok())
    }

    async fn read_draft(&self, id: EventId) -> Option<Brouillon> {
        let draft = self.draft(id).await?;
        let kept = self.copies.get(&names::brouillon(id)).await;
        let texts = kept.into_iter().flatten().flatten().filter_map(|record| {
            let plain = draft.open(&self.keyring, &record).ok()?;
            let (at, text) = plain.split_first_chunk::<8>()?;
            Some(Brouillon { id, text: text.to_vec(), at_ms: i64::from_be_bytes(*at) })
        });
        texts.max_by_key(|draft| draft.at_ms)
    }

    /// Into the database, or into the files where it refuses.
    async fn put_anywhere(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        match self.copies.db.put(name, bytes).await {
            Ok(()) => Ok(()),
            Err(error) => self.copies.files.put(name, bytes).await.map_err(|_| error),
        }
    }
}

fn unkept(detail: &str) -> StoreError {
    StoreError { fault: StoreFault::Unknown, detail: detail.into() }
}
