//! Frames: one event each, sealed, with a clear header. FORMAT.md has the layout byte by byte.

use super::Random;
use super::aead;
use super::bytes::Reader;
use super::chain::{Hash, Head, Link};
use super::id::{DeviceId, KeyId, VaultId};
use super::keys::{Plain, Secret};
use super::month::Month;

/// A frame as it lies in a store: checked in its form, not yet opened. It borrows the bytes, so that tens of thousands
/// are walked through without a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame<'a> {
    header: Header,
    /// Header and previous hash, as they were sealed.
    head: &'a [u8; HEAD],
    body: Body<'a>,
    /// The whole frame.
    bytes: &'a [u8],
}

/// What is sealed with a frame, or what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body<'a> {
    Sealed(&'a [u8]),
    Gone(Hash),
}

/// What a frame says in clear, to whoever reads the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The vault.
    pub vault: VaultId,
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its number on that device: 1, 2, 3…
    pub seq: u64,
    /// What kind of key seals it, hence how long it lives.
    pub class: Class,
    /// How it came to be.
    pub marks: Marks,
    /// The month whose retention it follows: that of its contact.
    pub month: Month,
    /// The key that seals it.
    pub key: KeyId,
}

/// The few kinds of keys, hence of lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// What happened in a month: one key per device and month.
    Month,
    /// What names nobody or must stay: checkpoints, counts, objections, events of clock and device. Kept with the
    /// vault.
    Durable,
    /// A note, under a key of its own.
    Note,
    /// An identity, under a key of its own.
    Identity,
    /// The taps on doors of one tournée, under a key that its closing destroys.
    Tournee,
}

impl Class {
    /// Every class.
    pub const ALL: [Self; 5] = [Self::Month, Self::Durable, Self::Note, Self::Identity, Self::Tournee];

    pub(super) fn byte(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Durable => 2,
            Self::Note => 3,
            Self::Identity => 4,
            Self::Tournee => 5,
        }
    }

    pub(super) fn of_byte(byte: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.byte() == byte)
    }
}

/// How a frame came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// Written while the vault was locked: whoever held the phone may have written it.
    pub unlocked_later: bool,
    /// Written while the clock was doubtful: its month is the newest one that could be trusted.
    pub clock_doubtful: bool,
}

impl Marks {
    fn byte(self) -> u8 {
        u8::from(self.unlocked_later) | u8::from(self.clock_doubtful) << 1
    }

    fn of_byte(byte: u8) -> Option<Self> {
        (byte < 4).then_some(Self { unlocked_later: byte & 1 != 0, clock_doubtful: byte & 2 != 0 })
    }
}

/// Which frame is meant, as far as its header can be believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrameName {
    /// The device that wrote it.
    pub device: DeviceId,
    /// Its number.
    pub seq: u64,
}

/// A frame that gave nothing, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrameError {
    /// Which one.
    pub frame: FrameName,
    /// Why.
    pub fault: FrameFault,
}

/// Why a frame gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameFault {
    /// The bytes end before the frame does.
    Truncated,
    /// These bytes do not begin like a frame.
    NotAFrame,
    /// Written by a newer app, in a format that this app does not know.
    Newer,
    /// The length cannot be right: another frame should follow, and does not.
    Length,
    /// It belongs to another vault.
    Foreign,
    /// Its seal does not match: header, previous hash or body were changed.
    Altered,
    /// Its body was let go; only its place in the chain is left.
    BodyGone,
    /// Its key was destroyed on purpose.
    Erased,
    /// Its key is not in this keyring.
    KeyUnknown,
}

/// `rlj`, then the number of the format.
pub(super) const MAGIC: [u8; 4] = *b"rlj\x01";
/// Bytes of the header.
const HEADER: usize = 64;
/// Header and previous hash.
const HEAD: usize = HEADER + 32;

impl Header {
    fn to_bytes(self) -> [u8; HEADER] {
        let mut bytes = [0; HEADER];
        bytes[..4].copy_from_slice(&MAGIC);
        bytes[4..20].copy_from_slice(self.vault.bytes());
        bytes[20..36].copy_from_slice(self.device.bytes());
        bytes[36..44].copy_from_slice(&self.seq.to_be_bytes());
        bytes[44] = self.class.byte();
        bytes[45] = self.marks.byte();
        bytes[46..48].copy_from_slice(&self.month.to_bytes());
        bytes[48..64].copy_from_slice(self.key.bytes());
        bytes
    }

    fn read(bytes: &[u8; HEAD]) -> Result<Self, FrameFault> {
        if bytes[..3] != MAGIC[..3] {
            return Err(FrameFault::NotAFrame);
        }
        if bytes[3] != MAGIC[3] {
            return Err(FrameFault::Newer);
        }
        let mut reader = Reader::new(&bytes[MAGIC.len()..HEADER]);
        let mut fields = || {
            Some(Self {
                vault: VaultId::new(reader.array()?),
                device: DeviceId::new(reader.array()?),
                seq: reader.u64()?,
                class: Class::of_byte(reader.u8()?)?,
                marks: Marks::of_byte(reader.u8()?)?,
                month: Month::from_bytes(reader.array()?),
                key: KeyId::new(reader.array()?),
            })
        };
        // A newer app would have said so by its format: what is unknown within this one is damage.
        fields().ok_or(FrameFault::Altered)
    }
}

impl<'a> Frame<'a> {
    /// The frame that these bytes begin with. What follows it is not looked at.
    pub fn first(bytes: &'a [u8]) -> Result<Self, FrameFault> {
        let head = bytes.first_chunk::<HEAD>().ok_or(FrameFault::Truncated)?;
        let header = Header::read(head)?;
        let (class, rest) = bytes[HEAD..].split_first().ok_or(FrameFault::Truncated)?;
        let length = match class {
            0 => 32,
            aead::SMALLEST..=aead::LARGEST => aead::sealed_length(*class),
            _ => return Err(FrameFault::Length),
        };
        let body = rest.get(..length).ok_or(FrameFault::Truncated)?;
        let body = match body.first_chunk().filter(|_| *class == 0) {
            Some(digest) => Body::Gone(Hash(*digest)),
            None => Body::Sealed(body),
        };
        Ok(Self { header, head, body, bytes: &bytes[..HEAD + 1 + length] })
    }

    /// The frame that these bytes are, to the last one.
    pub fn read(bytes: &'a [u8]) -> Result<Self, FrameFault> {
        Self::first(bytes).and_then(|frame| match frame.bytes.len() == bytes.len() {
            true => Ok(frame),
            false => Err(FrameFault::Length),
        })
    }

    /// What it says in clear.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Which one it is.
    pub fn name(&self) -> FrameName {
        FrameName { device: self.header.device, seq: self.header.seq }
    }

    /// All of it, as it is stored.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The hash of the frame before.
    pub fn previous(&self) -> Hash {
        let mut hash = [0; 32];
        hash.copy_from_slice(&self.head[HEADER..]);
        Hash(hash)
    }

    /// Its place in the chain: this costs two digests.
    pub fn link(&self) -> Link {
        Link {
            vault: self.header.vault,
            device: self.header.device,
            seq: self.header.seq,
            previous: self.previous(),
            hash: hash(self.head, self.digest()),
        }
    }

    /// Where its device's chain stands after it.
    pub fn head(&self) -> Head {
        let link = self.link();
        Head { device: link.device, seq: link.seq, hash: link.hash }
    }

    /// The same frame without its body, which can then be overwritten: the chain still holds.
    pub fn without_body(&self) -> Vec<u8> {
        [self.head, &[0][..], self.digest().bytes()].concat()
    }

    /// Whether only its place in the chain is left.
    pub fn is_gone(&self) -> bool {
        matches!(self.body, Body::Gone(_))
    }

    fn digest(&self) -> Hash {
        match self.body {
            Body::Sealed(body) => Hash::of(&[body]),
            Body::Gone(digest) => digest,
        }
    }

    /// What it holds, opened with its key.
    pub(super) fn open(&self, key: &Secret) -> Result<Plain, FrameFault> {
        let Body::Sealed(body) = self.body else { return Err(FrameFault::BodyGone) };
        aead::open(key, self.head, body).and_then(aead::unpad).ok_or(FrameFault::Altered)
    }

    /// An error about this frame.
    pub(super) fn error(&self, fault: FrameFault) -> FrameError {
        FrameError { frame: self.name(), fault }
    }
}

/// Seals a payload as the frame that follows `previous`, and says where the chain stands then. Nothing for a payload
/// beyond a mebibyte.
pub(super) fn seal(
    header: Header,
    previous: Hash,
    key: &Secret,
    payload: &[u8],
    random: &mut Random<'_>,
) -> Option<(Vec<u8>, Head)> {
    let mut head = [0; HEAD];
    head[..HEADER].copy_from_slice(&header.to_bytes());
    head[HEADER..].copy_from_slice(previous.bytes());
    let (class, padded) = aead::pad(payload)?;
    let body = aead::seal(key, &head, &padded, random);
    let hash = hash(&head, Hash::of(&[&body]));
    let bytes = [&head[..], &[class], &body].concat();
    Some((bytes, Head { device: header.device, seq: header.seq, hash }))
}

/// `h(n) = SHA-256("rj1" ‖ h(n-1) ‖ header ‖ SHA-256(body))`.
fn hash(head: &[u8; HEAD], body: Hash) -> Hash {
    let (header, previous) = head.split_at(HEADER);
    Hash::of(&[b"rj1", previous, header, body.bytes()])
}
