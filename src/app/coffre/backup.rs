//! Out of this phone: one text file, which any way in opens.

use std::borrow::Cow;

use super::sorted::{Both, Content, Sorted};
use super::{Coffre, Outside, first_month};
use crate::app::port::{SealedStore, StoreError, StoreFault};
use crate::vault::{Class, Frame, FrameFault, Head, Keyring};

/// A backup that was written, and not yet handed out.
#[derive(Debug, Clone)]
pub struct Sauvegarde {
    /// The file's text.
    pub text: String,
    /// The name that the file should bear.
    pub name: String,
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
        let mut held = Default::default();
        let Both { sorted, .. } = self.read_both(&mut held).await?;
        let heads: Vec<Head> = sorted.heads().into_values().collect();
        let now = outside.now();
        let each = |keyring: &Keyring, each: &mut dyn FnMut(&[u8])| {
            whole(keyring, &sorted).for_each(|frame| each(&frame));
        };
        let text = self.keyring.back_up(now.instant_ms, &heads, &each, &mut outside.draw());
        let text = text.map_err(|error| StoreError { fault: StoreFault::Unknown, detail: format!("{error:?}") })?;
        let name = format!("relais-sauvegarde-{}.txt", now.jour);
        Ok(Sauvegarde { text, name, head: self.head(), made_ms: now.instant_ms })
    }
}

/// The frames that are whole, as a new place should hold them.
pub(super) fn whole<'s>(keyring: &'s Keyring, sorted: &'s Sorted<'_>) -> impl Iterator<Item = Cow<'s, [u8]>> {
    sorted.numbered.values().flat_map(move |contents| whole_of(keyring, contents))
}

/// Those of one number.
pub(super) fn whole_of<'s>(keyring: &'s Keyring, contents: &'s [Content<'_>]) -> impl Iterator<Item = Cow<'s, [u8]>> {
    let is_whole = move |content: &&Content<'_>| contents.len() == 1 || !is_damaged(keyring, &content.frame);
    contents.iter().filter(is_whole).map(move |content| as_kept(keyring, &content.frame))
}

/// A frame as it is kept: without its body, where its key is destroyed.
pub(super) fn as_kept<'a>(keyring: &Keyring, frame: &Frame<'a>) -> Cow<'a, [u8]> {
    match keyring.is_destroyed(frame.header().key) {
        true => Cow::Owned(frame.without_body()),
        false => Cow::Borrowed(frame.bytes()),
    }
}

/// Whether a frame does not open, and should.
pub(super) fn is_damaged(keyring: &Keyring, frame: &Frame<'_>) -> bool {
    let opened = keyring.open(frame);
    opened.is_err_and(|error| !matches!(error.fault, FrameFault::Erased | FrameFault::BodyGone))
}
