//! Sealed things that are not events, and may be replaced or deleted: summaries, keys of drafts, drafts, the witness of
//! a backup.

use super::Random;
use super::aead;
use super::bytes::Reader;
use super::id::{KeyId, VaultId};
use super::keys::{Plain, Secret};
use super::month::Month;

/// What a sealed thing is for, so that none passes for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    Summary = 1,
    DraftKey = 2,
    Draft = 3,
    Witness = 4,
}

/// Why a sealed thing gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlobFault {
    /// Not the bytes of such a thing, or cut.
    NotABlob,
    /// Written by a newer app.
    Newer,
    /// It belongs to another vault.
    Foreign,
    /// Its key was destroyed.
    Erased,
    /// Its key is not here.
    KeyUnknown,
    /// Some bit was changed.
    Altered,
}

/// `rls`, then the number of the format.
const MAGIC: [u8; 4] = *b"rls\x01";
/// Magic, purpose, vault, key, month, size class.
const HEAD: usize = 4 + 1 + 16 + 16 + 2 + 1;

/// A sealed thing, checked in its form.
pub(super) struct Blob<'a> {
    pub vault: VaultId,
    pub key: KeyId,
    pub month: Month,
    head: &'a [u8],
    sealed: &'a [u8],
}

/// Seals bytes for a purpose. Nothing beyond a mebibyte.
pub(super) fn seal(
    purpose: Purpose,
    (vault, key, month): (VaultId, KeyId, Month),
    secret: &Secret,
    payload: &[u8],
    random: &mut Random<'_>,
) -> Option<Vec<u8>> {
    let (class, padded) = aead::pad(payload)?;
    let head = [&MAGIC[..], &[purpose as u8], vault.bytes(), key.bytes(), &month.to_bytes(), &[class]].concat();
    let sealed = aead::seal(secret, &head, &padded, random);
    Some([head, sealed].concat())
}

impl<'a> Blob<'a> {
    /// Reads one that is for this purpose and of this vault.
    pub fn read(purpose: Purpose, vault: VaultId, bytes: &'a [u8]) -> Result<Self, BlobFault> {
        let (head, sealed) = bytes.split_at_checked(HEAD).ok_or(BlobFault::NotABlob)?;
        if head[..3] != MAGIC[..3] || head[4] != purpose as u8 {
            return Err(BlobFault::NotABlob);
        }
        if head[3] != MAGIC[3] {
            return Err(BlobFault::Newer);
        }
        let mut reader = Reader::new(&head[5..]);
        let mut fields = || {
            let (vault, key) = (VaultId::new(reader.array()?), KeyId::new(reader.array()?));
            Some((Self { vault, key, month: Month::from_bytes(reader.array()?), head, sealed }, reader.u8()?))
        };
        let (blob, class) = fields().ok_or(BlobFault::NotABlob)?;
        if blob.vault != vault {
            return Err(BlobFault::Foreign);
        }
        if !(aead::SMALLEST..=aead::LARGEST).contains(&class) || sealed.len() != aead::sealed_length(class) {
            return Err(BlobFault::NotABlob);
        }
        Ok(blob)
    }

    /// What it holds.
    pub fn open(&self, secret: &Secret) -> Result<Plain, BlobFault> {
        aead::open(secret, self.head, self.sealed).and_then(aead::unpad).ok_or(BlobFault::Altered)
    }
}
