//! Drafts: what is being typed, sealed at each pause under a key that lives as long as the draft.
//!
//! Two records lie in the store: the key, written once, and the text, written again and again. Deleting the key is
//! what ends a draft.

use super::Random;
use super::blob::{self, Blob, BlobFault, Purpose};
use super::frame::Class;
use super::id::KeyId;
use super::keyring::{Keyring, SealError};
use super::keys::{Plain, Secret};
use super::month::Month;

/// A draft that is being written. Dropping it wipes its key.
#[derive(Debug)]
pub struct Draft {
    id: KeyId,
    month: Month,
    secret: Secret,
}

impl Draft {
    /// Begins a draft under a fresh key, and gives the record of that key, to be stored before the first text. It is
    /// sealed under the key of what lasts, which must be kept.
    pub fn begin(keyring: &Keyring, month: Month, random: &mut Random<'_>) -> Result<(Self, Vec<u8>), SealError> {
        let wrapping = keyring.key_for(Class::Durable, month).ok_or(SealError::KeyUnknown)?;
        let draft = Self { id: KeyId::draw(random), month, secret: Secret::draw(random) };
        let plain = zeroize::Zeroizing::new([&draft.id.bytes()[..], draft.secret.expose()].concat());
        let whose = (keyring.vault(), wrapping, month);
        let record = blob::seal(Purpose::DraftKey, whose, keyring.secret(wrapping)?, &plain, random);
        record.map(|record| (draft, record)).ok_or(SealError::TooLong)
    }

    /// Goes on with a draft that a killed app left, by the record of its key.
    pub fn resume(keyring: &Keyring, record: &[u8]) -> Result<Self, BlobFault> {
        let blob = Blob::read(Purpose::DraftKey, keyring.vault(), record)?;
        let plain = keyring.open_blob(&blob)?;
        let mut reader = super::bytes::Reader::new(&plain);
        let mut fields = || Some((KeyId::new(reader.array()?), Secret::from_bytes(reader.array()?)));
        let (id, secret) = fields().ok_or(BlobFault::Altered)?;
        Ok(Self { id, month: blob.month, secret })
    }

    /// Seals the text as it is now, for the second record. Nothing beyond a mebibyte.
    pub fn seal(&self, keyring: &Keyring, text: &[u8], random: &mut Random<'_>) -> Option<Vec<u8>> {
        blob::seal(Purpose::Draft, (keyring.vault(), self.id, self.month), &self.secret, text, random)
    }

    /// Opens the second record.
    pub fn open(&self, keyring: &Keyring, record: &[u8]) -> Result<Plain, BlobFault> {
        let blob = Blob::read(Purpose::Draft, keyring.vault(), record)?;
        if blob.key != self.id {
            return Err(BlobFault::KeyUnknown);
        }
        blob.open(&self.secret)
    }
}

impl Keyring {
    /// Opens a sealed thing by the key that it names.
    pub(super) fn open_blob(&self, blob: &Blob<'_>) -> Result<Plain, BlobFault> {
        match self.keys.get(&blob.key) {
            Some(key) => blob.open(&key.secret),
            None if self.is_destroyed(blob.key) => Err(BlobFault::Erased),
            None => Err(BlobFault::KeyUnknown),
        }
    }
}
