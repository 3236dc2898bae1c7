//! Summaries: what the app wants to know of a month before its frames are opened, and of the journal as a whole. The vault
//! does not look into them.

use super::Random;
use super::blob::{self, Blob, BlobFault, Purpose};
use super::bytes::Reader;
use super::chain::Head;
use super::frame::Class;
use super::keyring::{Keyring, SealError};
use super::keys::Plain;
use super::month::Month;

/// A summary, opened.
#[derive(Debug)]
pub struct Summary {
    /// What kind of key seals it: a month's, or the one that lasts.
    pub class: Class,
    /// The month that it is of.
    pub month: Month,
    /// The heads that it was made at. What was written since is not in it.
    pub heads: Vec<Head>,
    plain: Plain,
}

impl Summary {
    /// What the app had to remember.
    pub fn payload(&self) -> &[u8] {
        &self.plain[2 + Head::LENGTH * self.heads.len()..]
    }
}

impl Keyring {
    /// Seals a summary: under the key of its month, so that both go together, or under the one that lasts.
    pub fn seal_summary(
        &self,
        (class, month): (Class, Month),
        heads: &[Head],
        payload: &[u8],
        random: &mut Random<'_>,
    ) -> Result<Vec<u8>, SealError> {
        let key = self.key_for(class, month).ok_or(SealError::KeyUnknown)?;
        let count = u16::try_from(heads.len()).map_err(|_| SealError::TooLong)?;
        let mut plain = zeroize::Zeroizing::new(count.to_be_bytes().to_vec());
        plain.extend(heads.iter().flat_map(|head| head.to_bytes()));
        plain.extend_from_slice(payload);
        let whose = (self.vault(), key, month);
        blob::seal(Purpose::Summary, whose, self.secret(key)?, &plain, random).ok_or(SealError::TooLong)
    }

    /// Opens a summary.
    pub fn open_summary(&self, bytes: &[u8]) -> Result<Summary, BlobFault> {
        let blob = Blob::read(Purpose::Summary, self.vault(), bytes)?;
        let plain = self.open_blob(&blob)?;
        let class = self.keys.get(&blob.key).map(|key| key.class).ok_or(BlobFault::KeyUnknown)?;
        let mut reader = Reader::new(&plain);
        let count = reader.u16().ok_or(BlobFault::Altered)?;
        let heads = (0..count).map(|_| Head::read(&mut reader)).collect::<Option<_>>().ok_or(BlobFault::Altered)?;
        Ok(Summary { class, month: blob.month, heads, plain })
    }
}
