//! Summaries: what the app wants to know of a month before its frames are opened. The vault does not look into them.

use super::Random;
use super::blob::{self, Blob, BlobFault, Purpose};
use super::bytes::Reader;
use super::chain::Head;
use super::frame::Class;
use super::keyring::{Keyring, SealError};
use super::keys::Plain;
use super::month::Month;
use crate::order::in_order;

/// A month's summary, opened.
#[derive(Debug)]
pub struct Summary {
    /// The month.
    pub month: Month,
    /// The heads that it was made at. When they differ from those of the store, it is to be made again.
    pub heads: Vec<Head>,
    plain: Plain,
}

impl Summary {
    /// What the app had to remember.
    pub fn payload(&self) -> &[u8] {
        &self.plain[2 + Head::LENGTH * self.heads.len()..]
    }

    /// Whether it was made at these heads, in whatever order.
    pub fn is_at(&self, heads: &[Head]) -> bool {
        let sorted = |heads: &[Head]| in_order(heads.to_vec(), &Head::cmp);
        sorted(&self.heads) == sorted(heads)
    }
}

impl Keyring {
    /// Seals a month's summary under the key of that month, so that both go together.
    pub fn seal_summary(
        &self,
        month: Month,
        heads: &[Head],
        payload: &[u8],
        random: &mut Random<'_>,
    ) -> Result<Vec<u8>, SealError> {
        let key = self.key_for(Class::Month, month).ok_or(SealError::KeyUnknown)?;
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
        let mut reader = Reader::new(&plain);
        let count = reader.u16().ok_or(BlobFault::Altered)?;
        let heads = (0..count).map(|_| Head::read(&mut reader)).collect::<Option<_>>().ok_or(BlobFault::Altered)?;
        Ok(Summary { month: blob.month, heads, plain })
    }
}
