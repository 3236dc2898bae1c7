//! Copies of the keyring: their bytes, and opening the newest that can be opened.
//!
//! A copy reads `head ‖ slots ‖ sealed part` (FORMAT.md). Head and slots have checksums of their own, so that damage
//! is told from a wrong phrase, and one damaged slot leaves the other ways in.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::Random;
use super::aead;
use super::bytes::Reader;
use super::chain::Hash;
use super::frame::Class;
use super::id::{DeviceId, KeyId, VaultId};
use super::keyring::{Key, Keyring};
use super::keys::Secret;
use super::month::Month;
use super::sealed_box::PublicKey;
use super::slot::{CHECKSUM, Slot, SlotFault};
use crate::order::{self, in_order};

/// One copy of a keyring, checked in its form and still locked.
#[derive(Debug, Clone)]
pub struct Locked {
    vault: VaultId,
    generation: u64,
    public: PublicKey,
    slots: Vec<Result<Slot, SlotFault>>,
    head: Vec<u8>,
    sealed: Vec<u8>,
}

/// Why a copy of the keyring is of no use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyFault {
    /// Not the bytes of a keyring, or none.
    NotAKeyring,
    /// Written by a newer app.
    Newer,
    /// The bytes end too early, or go on too long.
    Length,
    /// The clear part was changed.
    Altered,
}

/// Why no copy opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnlockError {
    /// No copy can be read: where there was a vault, this is the recovery screen, never the first run.
    NoCopy,
    /// No readable copy has this slot.
    NoSlot,
    /// The slot is whole, and this is not its secret: a wrong phrase.
    WrongSecret,
    /// The secret is right, and the keys behind are damaged in every copy.
    Damaged,
}

/// What came of unlocking.
#[derive(Debug)]
pub struct Unlocked {
    /// The keys.
    pub keyring: Keyring,
    /// Positions of the copies that are damaged or behind: write the keyring there again.
    pub stale: Vec<usize>,
    /// How many slots no copy has unharmed any more. Their ways in are lost and should be made anew.
    pub slots_lost: usize,
}

/// `rlk`, then the number of the format.
const MAGIC: [u8; 4] = *b"rlk\x01";
/// Bytes of a key in the sealed part.
const KEY: usize = 1 + 1 + 2 + 16 + 16 + 32;

impl Locked {
    /// Reads a copy.
    pub fn read(bytes: &[u8]) -> Result<Self, CopyFault> {
        let mut reader = Reader::new(bytes);
        let magic: [u8; 4] = reader.array().ok_or(CopyFault::NotAKeyring)?;
        if magic[..3] != MAGIC[..3] {
            return Err(CopyFault::NotAKeyring);
        }
        let mut fields = || {
            let (vault, generation, public) = (reader.array()?, reader.u64()?, reader.array()?);
            let count = usize::from(reader.u8()?);
            let lengths = (0..count).map(|_| reader.u16().map(usize::from)).collect::<Option<Vec<_>>>()?;
            Some((vault, generation, public, lengths, reader.u32()?, reader.array::<CHECKSUM>()?))
        };
        let (vault, generation, public, lengths, sealed, checksum) = fields().ok_or(CopyFault::Length)?;
        let head = &bytes[..4 + 16 + 8 + 32 + 1 + 2 * lengths.len() + 4];
        if Hash::of(&[head]).bytes()[..CHECKSUM] != checksum[..] {
            return Err(CopyFault::Altered);
        }
        if magic != MAGIC {
            return Err(CopyFault::Newer);
        }
        let mut rest = || {
            let slots = lengths.iter().map(|length| reader.take(*length).map(Slot::read)).collect::<Option<_>>()?;
            let sealed = reader.take(usize::try_from(sealed).ok()?)?.to_vec();
            reader.is_at_end().then_some((slots, sealed))
        };
        let (slots, sealed) = rest().ok_or(CopyFault::Length)?;
        Ok(Self {
            vault: VaultId::new(vault),
            generation,
            public: PublicKey::new(public),
            slots,
            head: head.to_vec(),
            sealed,
        })
    }

    /// The vault that it opens.
    pub fn vault(&self) -> VaultId {
        self.vault
    }

    /// How new it is.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// The public half of the box, for writing while locked. Trust that of an unlocked keyring where there is one.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    /// The ways in, and what is wrong with those that cannot be read.
    pub fn slots(&self) -> &[Result<Slot, SlotFault>] {
        &self.slots
    }

    fn slot(&self, public: PublicKey) -> Option<&Slot> {
        self.slots.iter().flatten().find(|slot| slot.public() == public)
    }

    /// The keys, by the vault key, and the digests of the slots that belong here.
    fn open(&self, vault_key: Secret) -> Option<(Keyring, Vec<Hash>)> {
        let plain = aead::open(&vault_key.derive("keyring"), &self.head, &self.sealed)?;
        let mut reader = Reader::new(&plain);
        let device = DeviceId::new(reader.array()?);
        let pairs = (0..reader.u8()?).map(|_| reader.array().map(Secret::from_bytes)).collect::<Option<Vec<_>>>()?;
        let digests = (0..reader.u8()?).map(|_| reader.array().map(Hash::new)).collect::<Option<Vec<_>>>()?;
        let mut keys = BTreeMap::new();
        for _ in 0..reader.u32()? {
            let (id, key) = read_key(&mut reader)?;
            keys.insert(id, key);
        }
        let destroyed = (0..reader.u32()?).map(|_| reader.array().map(KeyId::new)).collect::<Option<Vec<_>>>()?;
        let slots: Vec<Slot> =
            self.slots.iter().flatten().filter(|slot| digests.contains(&digest(slot))).cloned().collect();
        let is_whole = reader.is_at_end() && pairs.first().map(PublicKey::of) == Some(self.public);
        let (vault, generation) = (self.vault, self.generation);
        let keyring = Keyring {
            vault,
            device,
            vault_key,
            slots,
            pairs,
            keys,
            destroyed: order::set(destroyed.into_iter()),
            generation,
            written: generation,
            kept: generation,
        };
        is_whole.then_some((keyring, digests))
    }
}

fn digest(slot: &Slot) -> Hash {
    Hash::of(&[&slot.to_bytes()])
}

fn read_key(reader: &mut Reader<'_>) -> Option<(KeyId, Key)> {
    let (class, closed, month) = (Class::of_byte(reader.u8()?)?, reader.u8()? == 1, Month::from_bytes(reader.array()?));
    let (device, id) = (DeviceId::new(reader.array()?), KeyId::new(reader.array()?));
    let secret = Secret::from_bytes(reader.array()?);
    Some((id, Key { class, month, device, closed, born: 0, secret }))
}

impl Keyring {
    /// A copy of the present generation. Write it everywhere, then say [`Keyring::kept`].
    pub fn to_bytes(&mut self, random: &mut Random<'_>) -> Vec<u8> {
        self.written = self.generation;
        let slots: Vec<Vec<u8>> = self.slots.iter().map(Slot::to_bytes).collect();
        let plain = self.sealed_part();
        let mut bytes = [&MAGIC[..], self.vault.bytes()].concat();
        bytes.extend(self.generation.to_be_bytes());
        bytes.extend_from_slice(self.public().bytes());
        bytes.push(slots.len() as u8);
        for slot in &slots {
            bytes.extend((slot.len() as u16).to_be_bytes());
        }
        bytes.extend(((plain.len() + aead::OVERHEAD) as u32).to_be_bytes());
        let sealed = aead::seal(&self.vault_key.derive("keyring"), &bytes, &plain, random);
        let checksum = Hash::of(&[&bytes]);
        bytes.extend_from_slice(&checksum.bytes()[..CHECKSUM]);
        bytes.extend(slots.iter().flatten());
        bytes.extend_from_slice(&sealed);
        bytes
    }

    fn sealed_part(&self) -> Zeroizing<Vec<u8>> {
        let fixed = 16 + 2 + 4 + 4 + 32 * (self.pairs.len() + self.slots.len());
        let length = fixed + KEY * self.keys.len() + 16 * self.destroyed.len();
        // Room for all of it at once: a vector that grows leaves its secrets behind.
        let mut plain = Zeroizing::new(Vec::with_capacity(length));
        plain.extend_from_slice(self.device.bytes());
        plain.push(self.pairs.len() as u8);
        for pair in &self.pairs {
            plain.extend_from_slice(pair.expose());
        }
        plain.push(self.slots.len() as u8);
        for digest in self.slot_digests() {
            plain.extend_from_slice(digest.bytes());
        }
        plain.extend((self.keys.len() as u32).to_be_bytes());
        for (id, key) in &self.keys {
            plain.extend([key.class.byte(), u8::from(key.closed)]);
            plain.extend(key.month.to_bytes());
            plain.extend_from_slice(key.device.bytes());
            plain.extend_from_slice(id.bytes());
            plain.extend_from_slice(key.secret.expose());
        }
        plain.extend((self.destroyed.len() as u32).to_be_bytes());
        for id in &self.destroyed {
            plain.extend_from_slice(id.bytes());
        }
        debug_assert_eq!(plain.len(), length);
        plain
    }

    /// Unlocks the newest copy that opens by this slot, and takes over what the others know besides: a key destroyed in
    /// one is destroyed in all. Where copies differed, the keyring [`Keyring::is_to_be_kept`].
    pub fn unlock(
        copies: &[&[u8]],
        slot: PublicKey,
        secret: &Secret,
        random: &mut Random<'_>,
    ) -> Result<Unlocked, UnlockError> {
        let read: Vec<(usize, Locked)> = copies
            .iter()
            .enumerate()
            .filter_map(|(at, bytes)| Locked::read(bytes).ok().map(|copy| (at, copy)))
            .collect();
        let read = in_order(read, &|(_, one), (_, other)| other.generation.cmp(&one.generation));
        let mut error = if read.is_empty() { UnlockError::NoCopy } else { UnlockError::NoSlot };
        let found = read.iter().find_map(|(at, copy)| {
            let slot = copy.slot(slot)?;
            // A right secret in an older copy says more than a slot missing in a newer one.
            let Some(vault_key) = slot.open(copy.vault, secret) else {
                error = UnlockError::WrongSecret;
                return None;
            };
            let opened = copy.open(vault_key);
            if opened.is_none() {
                error = UnlockError::Damaged;
            }
            opened.map(|opened| (*at, opened))
        });
        let (base, (mut keyring, digests)) = found.ok_or(error)?;
        let stale = stale(copies, base);
        // A copy that is the same to the byte, or the same as one that was looked at, knows nothing besides.
        let is_other =
            |at: usize| at != base && copies[..at].iter().chain([&copies[base]]).all(|one| *one != copies[at]);
        for (_, copy) in read.iter().filter(|(at, _)| is_other(*at)) {
            keyring.take_slots(copy, &digests);
            let key = Secret::from_bytes(*keyring.vault_key.expose());
            if let Some((other, _)) = copy.open(key) {
                keyring.merge(other);
            }
        }
        let slots_lost = digests.len() - keyring.slots.len();
        let carried = keyring.slots.iter_mut().find(|own| own.public() == slot && own.has_successions());
        if let Some(own) = carried {
            own.wrap(keyring.vault, secret, &keyring.vault_key, random);
            keyring.changed();
        }
        if slots_lost > 0 {
            keyring.changed();
        }
        Ok(Unlocked { keyring, stale, slots_lost })
    }

    /// Takes over what other copies know besides, as unlocking does: this can wait until the first screen is there, but not
    /// until something is written.
    pub fn take_over(&mut self, copies: &[Vec<u8>]) {
        for copy in copies.iter().filter_map(|bytes| Locked::read(bytes).ok()) {
            let key = Secret::from_bytes(*self.vault_key.expose());
            if let Some((other, _)) = copy.open(key) {
                self.merge(other);
            }
        }
    }

    /// Slots that belong here, unharmed in another copy.
    fn take_slots(&mut self, copy: &Locked, digests: &[Hash]) {
        for slot in copy.slots.iter().flatten().filter(|slot| digests.contains(&digest(slot))) {
            if !self.slots.contains(slot) {
                self.slots.push(slot.clone());
                self.changed();
            }
        }
    }
}

/// The copies that are not the same as this one, byte for byte.
fn stale(copies: &[&[u8]], base: usize) -> Vec<usize> {
    copies.iter().enumerate().filter(|(_, bytes)| **bytes != copies[base]).map(|(at, _)| at).collect()
}
