//! Backups: the keyring, the frames and a witness of where the chains stood, in one text file that any slot opens.

use std::ops::Range;

use super::Random;
use super::armour::{self, Armour, ArmourFault};
use super::blob::{self, Blob, BlobFault, Purpose};
use super::bytes::{Reader, push_long};
use super::chain::{Hash, Head};
use super::frame::Class;
use super::id::{DeviceId, VaultId};
use super::keyring::{Keyring, SealError};
use super::log::Frames;
use super::month::Month;

/// A backup, read and whole as far as can be told without a key. Its bytes stay as they came: those of a long journal are
/// not in memory twice.
#[derive(Debug, Clone)]
pub struct Backup {
    layout: Layout,
    bytes: Vec<u8>,
    /// Of everything but the witness.
    digest: Hash,
}

/// What a backup says of itself, and where the rest lies in its bytes.
#[derive(Debug, Clone)]
struct Layout {
    vault: VaultId,
    device: DeviceId,
    made_ms: i64,
    heads: Vec<Head>,
    count: u32,
    keyring: Range<usize>,
    /// The witness comes after them.
    frames: Range<usize>,
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

/// Who shows frames, by the keyring that knows which ones are erased, one after the other.
pub type EachFrame<'a> = dyn Fn(&Keyring, &mut dyn FnMut(&[u8])) + 'a;

/// `rlv`, then the number of the format.
const MAGIC: [u8; 4] = *b"rlv\x01";
/// Where the keyring begins: after magic, vault, device, instant and its own length.
const BEFORE_KEYRING: usize = 4 + 16 + 16 + 8 + 4;

impl Keyring {
    /// Writes a backup: this keyring, the heads of all chains, and every frame that `frames` shows, one after the other; it
    /// is asked twice, and must show the same. The key of what lasts must be kept: it seals the witness.
    pub fn back_up(
        &mut self,
        made_ms: i64,
        heads: &[Head],
        frames: &EachFrame<'_>,
        random: &mut Random<'_>,
    ) -> Result<String, SealError> {
        let month = Month::from_bytes([0, 0]);
        let key = self.key_for(Class::Durable, month).ok_or(SealError::KeyUnknown)?;
        let mut bytes = [&MAGIC[..], self.vault.bytes(), self.device.bytes()].concat();
        bytes.extend(made_ms.to_be_bytes());
        push_long(&mut bytes, &self.to_bytes(random));
        push_long(&mut bytes, &heads.iter().flat_map(|head| head.to_bytes()).collect::<Vec<u8>>());
        let (mut count, mut length) = (0u32, 0);
        frames(self, &mut |frame| (count, length) = (count + 1, length + frame.len()));
        bytes.extend(count.to_be_bytes());
        bytes.extend(u32::try_from(length).map_err(|_| SealError::TooLong)?.to_be_bytes());
        let mut armour = Armour::of(bytes.len() + length);
        armour.push(&bytes);
        frames(self, &mut |frame| armour.push(frame));
        let whose = (self.vault, key, month);
        let witness = blob::seal(Purpose::Witness, whose, self.secret(key)?, armour.digest().bytes(), random);
        armour.push(&witness.ok_or(SealError::TooLong)?);
        Ok(armour.end())
    }

    /// Checks that a backup was written by someone with the keys of its vault, and holds what was written then.
    pub fn vouches_for(&self, backup: &Backup) -> Result<(), BackupFault> {
        let blob = Blob::read(Purpose::Witness, self.vault, &backup.bytes[backup.layout.frames.end..])
            .map_err(BackupFault::Witness)?;
        let digest = self.open_blob(&blob).map_err(BackupFault::Witness)?;
        if *digest == backup.digest.bytes()[..] { Ok(()) } else { Err(BackupFault::Witness(BlobFault::Altered)) }
    }
}

impl Layout {
    fn of(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        if reader.array()? != MAGIC {
            return None;
        }
        let (vault, device) = (VaultId::new(reader.array()?), DeviceId::new(reader.array()?));
        let made_ms = i64::from_be_bytes(reader.array()?);
        let keyring = reader.long()?.len();
        let keyring = BEFORE_KEYRING..BEFORE_KEYRING + keyring;
        let (heads, rest) = reader.long()?.as_chunks::<{ Head::LENGTH }>();
        let heads = heads.iter().map(|head| Head::read(&mut Reader::new(head))).collect::<Option<_>>()?;
        let count = reader.u32()?;
        let frames = reader.long()?.len();
        let end = bytes.len() - reader.rest().len();
        let frames = end - frames..end;
        rest.is_empty().then_some(Self { vault, device, made_ms, heads, count, keyring, frames })
    }
}

impl Backup {
    /// Reads a file. It says what is wrong, or holds everything.
    pub fn read(text: impl Into<String>) -> Result<Self, BackupFault> {
        let before_witness = |bytes: &[u8]| Layout::of(bytes).map_or(0, |layout| layout.frames.end);
        let (bytes, digest) = armour::read(text.into(), &before_witness).map_err(BackupFault::Text)?;
        let layout = Layout::of(&bytes).ok_or(BackupFault::Content)?;
        Ok(Self { layout, bytes, digest })
    }

    /// The vault that it is of.
    pub fn vault(&self) -> VaultId {
        self.layout.vault
    }

    /// The device that wrote it.
    pub fn device(&self) -> DeviceId {
        self.layout.device
    }

    /// When it was written, in milliseconds since 1970, by that device's clock.
    pub fn made_ms(&self) -> i64 {
        self.layout.made_ms
    }

    /// Where the chains stood: a journal that stands before one of these heads later was rolled back.
    pub fn heads(&self) -> &[Head] {
        &self.layout.heads
    }

    /// How many frames it says that it holds.
    pub fn count(&self) -> u32 {
        self.layout.count
    }

    /// Its keyring, for [`Keyring::unlock`].
    pub fn keyring(&self) -> &[u8] {
        &self.bytes[self.layout.keyring.clone()]
    }

    /// Its frames.
    pub fn frames(&self) -> Frames<'_> {
        Frames::new(self.layout.vault, &self.bytes[self.layout.frames.clone()])
    }
}
