//! Backups: the keyring, the frames and a witness of where the chains stood, in one text file that any slot opens.

use super::Random;
use super::armour::{self, ArmourFault};
use super::blob::{self, Blob, BlobFault, Purpose};
use super::bytes::{Reader, push_long};
use super::chain::{Hash, Head};
use super::frame::Class;
use super::id::{DeviceId, VaultId};
use super::keyring::{Keyring, SealError};
use super::log::Frames;
use super::month::Month;

/// A backup, read and whole as far as can be told without a key.
#[derive(Debug, Clone)]
pub struct Backup {
    vault: VaultId,
    device: DeviceId,
    made_ms: i64,
    heads: Vec<Head>,
    count: u32,
    keyring: Vec<u8>,
    frames: Vec<u8>,
    /// Of everything but the witness.
    digest: Hash,
    witness: Vec<u8>,
}

/// Why a file is not a backup that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BackupFault {
    /// The text is none.
    Text(ArmourFault),
    /// The text is whole, and what it holds is no backup of this version.
    Content,
    /// The witness does not open, or vouches for something else: the file was put together by someone without the keys.
    Witness(BlobFault),
}

/// `rlv`, then the number of the format.
const MAGIC: [u8; 4] = *b"rlv\x01";

impl Keyring {
    /// Writes a backup: this keyring, the heads of all chains, and every frame, one after the other. The key of what
    /// lasts must be kept: it seals the witness.
    pub fn back_up(
        &mut self,
        made_ms: i64,
        heads: &[Head],
        frames: &mut dyn Iterator<Item = &[u8]>,
        random: &mut Random<'_>,
    ) -> Result<String, SealError> {
        let month = Month::from_bytes([0, 0]);
        let key = self.key_for(Class::Durable, month).ok_or(SealError::KeyUnknown)?;
        let mut bytes = [&MAGIC[..], self.vault.bytes(), self.device.bytes()].concat();
        bytes.extend(made_ms.to_be_bytes());
        push_long(&mut bytes, &self.to_bytes(random));
        push_long(&mut bytes, &heads.iter().flat_map(|head| head.to_bytes()).collect::<Vec<u8>>());
        let count_at = bytes.len();
        bytes.extend([0; 8]);
        let mut count = 0u32;
        for frame in frames {
            bytes.extend_from_slice(frame);
            count += 1;
        }
        let length = u32::try_from(bytes.len() - count_at - 8).map_err(|_| SealError::TooLong)?;
        bytes[count_at..count_at + 4].copy_from_slice(&count.to_be_bytes());
        bytes[count_at + 4..count_at + 8].copy_from_slice(&length.to_be_bytes());
        let digest = Hash::of(&[&bytes]);
        let whose = (self.vault, key, month);
        let witness = blob::seal(Purpose::Witness, whose, self.secret(key)?, digest.bytes(), random);
        bytes.extend(witness.ok_or(SealError::TooLong)?);
        Ok(armour::write(&bytes))
    }

    /// Checks that a backup was written by someone with the keys of its vault, and holds what was written then.
    pub fn vouches_for(&self, backup: &Backup) -> Result<(), BackupFault> {
        let blob = Blob::read(Purpose::Witness, self.vault, &backup.witness).map_err(BackupFault::Witness)?;
        let digest = self.open_blob(&blob).map_err(BackupFault::Witness)?;
        if *digest == backup.digest.bytes()[..] { Ok(()) } else { Err(BackupFault::Witness(BlobFault::Altered)) }
    }
}

impl Backup {
    /// Reads a file. It says what is wrong, or holds everything.
    pub fn read(text: &str) -> Result<Self, BackupFault> {
        let bytes = armour::read(text).map_err(BackupFault::Text)?;
        Self::of_bytes(&bytes).ok_or(BackupFault::Content)
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        if reader.array()? != MAGIC {
            return None;
        }
        let (vault, device) = (VaultId::new(reader.array()?), DeviceId::new(reader.array()?));
        let made_ms = i64::from_be_bytes(reader.array()?);
        let keyring = reader.long()?.to_vec();
        let (heads, rest) = reader.long()?.as_chunks::<{ Head::LENGTH }>();
        let heads = heads.iter().map(|head| Head::read(&mut Reader::new(head))).collect::<Option<_>>()?;
        let count = reader.u32()?;
        let frames = reader.long()?.to_vec();
        let witness = reader.rest().to_vec();
        let digest = Hash::of(&[&bytes[..bytes.len() - witness.len()]]);
        rest.is_empty().then_some(Self { vault, device, made_ms, heads, count, keyring, frames, digest, witness })
    }

    /// The vault that it is of.
    pub fn vault(&self) -> VaultId {
        self.vault
    }

    /// The device that wrote it.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// When it was written, in milliseconds since 1970, by that device's clock.
    pub fn made_ms(&self) -> i64 {
        self.made_ms
    }

    /// Where the chains stood: a journal that stands before one of these heads later was rolled back.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// How many frames it says that it holds.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Its keyring, for [`Keyring::unlock`].
    pub fn keyring(&self) -> &[u8] {
        &self.keyring
    }

    /// Its frames.
    pub fn frames(&self) -> Frames<'_> {
        Frames::new(self.vault, &self.frames)
    }
}
