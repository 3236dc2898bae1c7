//! Out of this phone: one text file, which any way in opens.

use super::sorted::Sorted;
use super::{Coffre, Outside, first_month};
use crate::app::port::{SealedStore, StoreError, StoreFault};
use crate::vault::{Class, Frame, FrameFault, Head};

/// A backup that was written, and not yet handed out.
#[derive(Debug, Clone)]
pub struct Sauvegarde {
    /// The file's text.
    pub text: String,
    /// The name that the file should bear.
    pub name: String,
    /// How many frames it holds.
    pub frames: usize,
    pub(super) head: Head,
    pub(super) made_ms: i64,
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Writes a backup of everything that can be read here. Say [`Coffre::exported`] once it has left the phone.
    ///
    /// What was erased is left out, body and key: only its place in the chain goes along.
    pub async fn back_up(&mut self, outside: &Outside<'_>) -> Result<Sauvegarde, StoreError> {
        if self.keyring.key_for(Class::Durable, first_month()).is_none() {
            self.keyring.draw(Class::Durable, first_month(), &mut outside.draw());
            self.keep_keys(outside).await?;
        }
        let (rows, _) = self.read_rows().await?;
        let sorted = Sorted::new(self.keyring.vault(), [rows[0].as_ref(), rows[1].as_ref()]);
        let frames = self.whole(&sorted);
        let heads: Vec<Head> = sorted.heads().into_values().collect();
        let now = outside.now();
        let mut each = frames.iter().map(Vec::as_slice);
        let text = self.keyring.back_up(now.instant_ms, &heads, &mut each, &mut outside.draw());
        let text = text.map_err(|error| StoreError { fault: StoreFault::Unknown, detail: format!("{error:?}") })?;
        let name = format!("relais-sauvegarde-{}.txt", now.jour);
        Ok(Sauvegarde { text, name, frames: frames.len(), head: self.head(), made_ms: now.instant_ms })
    }

    /// The frames that are whole, as a new place should hold them.
    pub(super) fn whole(&self, sorted: &Sorted<'_>) -> Vec<Vec<u8>> {
        let mut frames: Vec<Vec<u8>> = Vec::with_capacity(sorted.numbered.len());
        for contents in sorted.numbered.values() {
            for content in contents {
                if contents.len() > 1 && self.is_damaged(&content.frame) {
                    continue;
                }
                let is_erased = self.keyring.is_destroyed(content.frame.header().key);
                frames.push(if is_erased { content.frame.without_body() } else { content.frame.bytes().to_vec() });
            }
        }
        frames
    }

    /// Whether a frame does not open, and should.
    pub(super) fn is_damaged(&self, frame: &Frame<'_>) -> bool {
        let opened = self.keyring.open(frame);
        opened.is_err_and(|error| !matches!(error.fault, FrameFault::Erased | FrameFault::BodyGone))
    }
}
