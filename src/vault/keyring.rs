//! The unlocked keyring: every key, and what can be done with them.
//!
//! A key is drawn, the keyring is written (`to_bytes`) into every copy, and only then ([`Keyring::kept`]) does the key
//! seal anything: an orphan key harms nothing, an orphan frame is a lost contact.

use std::collections::{BTreeMap, BTreeSet};

use super::Random;
use super::chain::{Hash, Head};
use super::frame::{self, Class, Frame, FrameError, FrameFault, Header, Marks};
use super::id::{DeviceId, KeyId, VaultId};
use super::keys::{Plain, Secret};
use super::month::Month;
use super::sealed_box::{self, LetterFault, PublicKey};
use super::slot::{NewSlot, Slot};

/// The keys of one vault on one device. Dropping it locks: every secret in it is wiped.
#[derive(Debug)]
pub struct Keyring {
    pub(super) vault: VaultId,
    pub(super) device: DeviceId,
    pub(super) vault_key: Secret,
    pub(super) slots: Vec<Slot>,
    /// Pairs of the box, the present one first.
    pub(super) pairs: Vec<Secret>,
    pub(super) keys: BTreeMap<KeyId, Key>,
    pub(super) destroyed: BTreeSet<KeyId>,
    /// The generation that the next copy will bear.
    pub(super) generation: u64,
    /// The last generation of which a copy was made.
    pub(super) written: u64,
    /// The last generation that lies in every copy.
    pub(super) kept: u64,
}

/// One key with what is known of it.
#[derive(Debug)]
pub(super) struct Key {
    pub class: Class,
    pub month: Month,
    pub device: DeviceId,
    /// Whether new frames go under another one: the vault key was replaced since.
    pub closed: bool,
    /// The generation that first held it.
    pub born: u64,
    pub secret: Secret,
}

/// A key as the outside may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyInfo {
    /// Its name.
    pub id: KeyId,
    /// What it is for.
    pub class: Class,
    /// The month that it was drawn for.
    pub month: Month,
    /// The device that drew it.
    pub device: DeviceId,
}

/// What to seal.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Under which key.
    pub key: KeyId,
    /// The month whose retention it follows.
    pub month: Month,
    /// How it came to be.
    pub marks: Marks,
    /// The event. The vault does not look into it.
    pub payload: &'a [u8],
}

/// Why nothing was sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SealError {
    /// The key is not in the keyring, or was destroyed.
    KeyUnknown,
    /// The key is not yet in every copy of the keyring: write it, then say [`Keyring::kept`].
    KeyNotKept,
    /// The chain to continue is not this device's.
    Foreign,
    /// More than a mebibyte.
    TooLong,
}

/// Why a slot was not removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotError {
    /// There is no such slot.
    Unknown,
    /// It is the last one: nobody could come in any more.
    Last,
    /// There are already [`SLOTS_MOST`].
    TooMany,
    /// Another slot was carried through too many rotations without being opened. Open the vault by it once.
    Stale(PublicKey),
}

/// The most ways into one vault.
pub const SLOTS_MOST: usize = 16;
/// The most pairs that merging brings together; drawing a new one leaves two.
const PAIRS_MOST: usize = 16;

impl Keyring {
    /// A new vault on this device, with its ways in: at least one, at most [`SLOTS_MOST`].
    pub fn create(ways: &[NewSlot], random: &mut Random<'_>) -> Option<Self> {
        if !(1..=SLOTS_MOST).contains(&ways.len()) {
            return None;
        }
        let vault = VaultId::draw(random);
        let vault_key = Secret::draw(random);
        let slots = ways.iter().map(|new| Slot::new(vault, new, &vault_key, random)).collect();
        Some(Self {
            vault,
            device: DeviceId::draw(random),
            vault_key,
            slots,
            pairs: vec![Secret::draw(random)],
            keys: BTreeMap::new(),
            destroyed: BTreeSet::new(),
            generation: 1,
            written: 0,
            kept: 0,
        })
    }

    /// The vault.
    pub fn vault(&self) -> VaultId {
        self.vault
    }

    /// The device that writes with this keyring.
    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// The generation that the next copy will bear: it grows with each change.
    pub fn generation(&self) -> u64 {
        self.generation
    }

    /// Whether something changed since the last generation that lies in every copy.
    pub fn is_to_be_kept(&self) -> bool {
        self.generation > self.kept
    }

    /// Says that this generation lies durably in every copy. Its keys may now seal.
    pub fn kept(&mut self, generation: u64) {
        self.kept = self.kept.max(generation.min(self.written));
    }

    /// Notes that something changed: what was written before is then an older generation.
    pub(super) fn changed(&mut self) {
        self.generation = self.generation.max(self.written + 1);
    }

    /// The key under which this device seals what belongs to a month, or lasts. Nothing before it is kept; classes
    /// with a key for each thing have none.
    pub fn key_for(&self, class: Class, month: Month) -> Option<KeyId> {
        self.present(class, month).filter(|(_, key)| key.born <= self.kept).map(|(id, _)| id)
    }

    /// Draws a key, to be kept before it seals. For a month, and for what lasts, it is the same until it is closed.
    pub fn draw(&mut self, class: Class, month: Month, random: &mut Random<'_>) -> KeyId {
        if let Some((id, _)) = self.present(class, month) {
            return id;
        }
        self.changed();
        let id = KeyId::draw(random);
        let secret = Secret::draw(random);
        let key = Key { class, month, device: self.device, closed: false, born: self.generation, secret };
        self.keys.insert(id, key);
        id
    }

    /// A key of this class, for things of this month that each have their own, that was drawn and kept ahead and seals
    /// nothing yet: `is_used` knows which ones do.
    pub fn spare(&self, class: Class, month: Month, is_used: &dyn Fn(KeyId) -> bool) -> Option<KeyId> {
        let is_ready = |key: &Key| {
            key.class == class
                && key.month == month
                && key.device == self.device
                && !key.closed
                && key.born <= self.kept
        };
        self.keys.iter().find(|(id, key)| is_ready(key) && !is_used(**id)).map(|(id, _)| *id)
    }

    fn present(&self, class: Class, month: Month) -> Option<(KeyId, &Key)> {
        let is_shared = |key: &Key| match class {
            Class::Month => key.month == month,
            Class::Durable => true,
            Class::Note | Class::Identity | Class::Tournee => false,
        };
        let is_present = |key: &Key| key.class == class && key.device == self.device && !key.closed && is_shared(key);
        self.keys.iter().find(|(_, key)| is_present(key)).map(|(id, key)| (*id, key))
    }

    /// Every key.
    pub fn keys(&self) -> impl Iterator<Item = KeyInfo> {
        self.keys.iter().map(|(id, key)| KeyInfo { id: *id, class: key.class, month: key.month, device: key.device })
    }

    /// Destroys keys, for good: their names stay, so that no older copy brings them back. Write the event that says so
    /// first. How many of them were there.
    pub fn destroy(&mut self, ids: &[KeyId]) -> usize {
        let mut count = 0;
        for id in ids {
            count += usize::from(self.keys.remove(id).is_some());
            if self.destroyed.insert(*id) {
                self.changed();
            }
        }
        count
    }

    /// Whether a key was destroyed here.
    pub fn is_destroyed(&self, id: KeyId) -> bool {
        self.destroyed.contains(&id)
    }

    /// Seals an event as the frame that follows this head. The bytes and the new head are to be stored together, and
    /// a retry stores the same bytes.
    pub fn seal(&self, after: &Head, entry: Entry<'_>, random: &mut Random<'_>) -> Result<(Vec<u8>, Head), SealError> {
        if after.device != self.device {
            return Err(SealError::Foreign);
        }
        let key = self.keys.get(&entry.key).ok_or(SealError::KeyUnknown)?;
        if key.born > self.kept {
            return Err(SealError::KeyNotKept);
        }
        let header = Header {
            vault: self.vault,
            device: self.device,
            seq: after.seq.saturating_add(1),
            class: key.class,
            marks: entry.marks,
            month: entry.month,
            key: entry.key,
        };
        frame::seal(header, after.hash, &key.secret, entry.payload, random).ok_or(SealError::TooLong)
    }

    /// Opens a frame.
    pub fn open(&self, frame: &Frame<'_>) -> Result<Plain, FrameError> {
        let header = frame.header();
        let opened = match self.keys.get(&header.key) {
            _ if header.vault != self.vault => Err(FrameFault::Foreign),
            _ if frame.is_gone() => Err(FrameFault::BodyGone),
            Some(key) => frame.open(&key.secret),
            None if self.is_destroyed(header.key) => Err(FrameFault::Erased),
            None => Err(FrameFault::KeyUnknown),
        };
        opened.map_err(|fault| frame.error(fault))
    }

    /// The public half of the box, under which [`super::write_letter`] seals while the vault is locked.
    pub fn public(&self) -> PublicKey {
        self.pairs.first().map_or(PublicKey::new([0; 32]), PublicKey::of)
    }

    /// Opens what was written while the vault was locked. Seal it again as a frame, then delete the letter.
    pub fn open_letter(&self, letter: &[u8]) -> Result<Plain, LetterFault> {
        sealed_box::open_letter(self.vault, &self.pairs, letter)
    }

    /// Draws a new pair for the box. The one before stays until the next time, for a letter that a killed app left.
    pub fn renew_box(&mut self, random: &mut Random<'_>) {
        self.changed();
        self.pairs.insert(0, Secret::draw(random));
        self.pairs.truncate(2);
    }

    /// The ways in.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Adds a way in, up to [`SLOTS_MOST`].
    pub fn add_slot(&mut self, new: &NewSlot, random: &mut Random<'_>) -> Result<(), SlotError> {
        if self.slots.len() >= SLOTS_MOST {
            return Err(SlotError::TooMany);
        }
        self.changed();
        self.slots.push(Slot::new(self.vault, new, &self.vault_key, random));
        Ok(())
    }

    /// Removes a way in. A new vault key is drawn and handed to the others, and new frames go under new keys; nothing
    /// is encrypted again. Old copies of the keyring can still be opened by what was removed.
    pub fn remove_slot(&mut self, slot: PublicKey, random: &mut Random<'_>) -> Result<(), SlotError> {
        match self.slots.as_slice() {
            [last] if last.public() == slot => Err(SlotError::Last),
            _ => self.rotate(slot, random),
        }
    }

    /// Puts a new way in the place of an old one: a changed phrase, a sheet printed again. As [`Self::remove_slot`].
    pub fn replace_slot(&mut self, old: PublicKey, new: &NewSlot, random: &mut Random<'_>) -> Result<(), SlotError> {
        self.rotate(old, random)?;
        self.add_slot(new, random)
    }

    /// Draws a new vault key for every slot but one.
    fn rotate(&mut self, without: PublicKey, random: &mut Random<'_>) -> Result<(), SlotError> {
        let mut rest: Vec<Slot> = self.slots.iter().filter(|slot| slot.public() != without).cloned().collect();
        if rest.len() == self.slots.len() {
            return Err(SlotError::Unknown);
        }
        let vault_key = Secret::draw(random);
        for slot in &mut rest {
            if !slot.succeed(self.vault, &self.vault_key, &vault_key, random) {
                return Err(SlotError::Stale(slot.public()));
            }
        }
        self.changed();
        self.vault_key = vault_key;
        self.slots = rest;
        for key in self.keys.values_mut() {
            key.closed = true;
        }
        self.renew_box(random);
        Ok(())
    }

    /// Goes on as a new device, after a restore: this phone's numbers begin again, under keys of its own.
    pub fn become_device(&mut self, random: &mut Random<'_>) {
        self.changed();
        self.device = DeviceId::draw(random);
    }

    /// Takes over what another keyring of the same vault knows: keys, and first of all which ones were destroyed.
    /// Whether anything was new. Keyrings of other vaults are left alone.
    pub fn merge(&mut self, other: Keyring) -> bool {
        if other.vault != self.vault {
            return false;
        }
        let mut is_new = false;
        for id in &other.destroyed {
            self.keys.remove(id);
            is_new |= self.destroyed.insert(*id);
        }
        for (id, mut key) in other.keys {
            if !self.destroyed.contains(&id) && !self.keys.contains_key(&id) {
                key.born = self.generation.max(self.written + 1);
                self.keys.insert(id, key);
                is_new = true;
            }
        }
        for pair in other.pairs {
            let is_known = self.pairs.iter().any(|known| PublicKey::of(known) == PublicKey::of(&pair));
            if !is_known && self.pairs.len() < PAIRS_MOST {
                self.pairs.push(pair);
                is_new = true;
            }
        }
        if is_new {
            self.changed();
        }
        is_new
    }

    /// The root of this device's chain, which continues these heads.
    pub fn root(&self, continues: &[Head]) -> Head {
        Head::root(self.vault, self.device, continues)
    }

    /// A key by its name, if it may seal: for what is sealed besides frames.
    pub(super) fn secret(&self, id: KeyId) -> Result<&Secret, SealError> {
        match self.keys.get(&id) {
            Some(key) if key.born <= self.kept => Ok(&key.secret),
            Some(_) => Err(SealError::KeyNotKept),
            None => Err(SealError::KeyUnknown),
        }
    }

    /// Digests of the slots, as the sealed part names them.
    pub(super) fn slot_digests(&self) -> Vec<Hash> {
        self.slots.iter().map(|slot| Hash::of(&[&slot.to_bytes()])).collect()
    }
}
