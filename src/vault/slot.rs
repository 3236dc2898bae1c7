//! Slots: the ways into the vault. Each holds the vault key, sealed by a secret of its own.
//!
//! A slot also publishes the public half of a pair derived from its secret. When another slot is removed, a new vault
//! key is drawn and sealed to this pair, *together with the knowledge of the old vault key*: so neither the one who
//! lost their way in (they lack this slot's secret) nor someone who writes on the disk (they lack the old vault key)
//! can make or read the succession.

use super::Random;
use super::aead;
use super::bytes::Reader;
use super::chain::Hash;
use super::id::VaultId;
use super::kdf::{Cost, Salt};
use super::keys::{Secret, hkdf};
use super::phrase::Spelling;
use super::sealed_box::{self, PublicKey};

/// One way in, as it is stored. It holds no secret in clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    way: Way,
    public: PublicKey,
    wrapped: [u8; WRAPPED],
    successions: Vec<[u8; SUCCESSION]>,
}

/// What a person brings, and what it takes to make a secret of it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A phrase, by [`super::derive`].
    Phrase {
        /// How it is spelt before it is derived.
        spelling: Spelling,
        /// Its salt.
        salt: Salt,
        /// Its cost.
        cost: Cost,
    },
    /// A passkey of the phone, by the PRF extension of WebAuthn and [`passkey_secret`].
    Passkey {
        /// The credential to ask for, at most 1,023 bytes.
        credential: Vec<u8>,
        /// What the authenticator is asked to turn into a secret.
        salt: [u8; 32],
    },
    /// The printed sheet of twelve words.
    Sheet,
    /// A second sheet, for the employer's safe.
    EmployerSheet,
}

/// A slot to be made: a way in, and the secret that it gives.
#[derive(Debug)]
pub struct NewSlot {
    /// The way.
    pub way: Way,
    /// Its secret.
    pub secret: Secret,
}

/// Why the bytes of a slot give none. The other slots are not touched by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotFault {
    /// Its checksum does not match: some bit was changed.
    Altered,
    /// Of a kind that this app does not know.
    Newer,
    /// Its cost is out of bounds. No app writes that.
    Cost,
}

/// The longest credential id that WebAuthn (level 3) allows, in bytes.
const CREDENTIAL_MOST: usize = 1023;
/// A wrapped key.
const WRAPPED: usize = 32 + aead::OVERHEAD;
/// A key in a box.
const SUCCESSION: usize = 32 + sealed_box::OVERHEAD;
/// How many rotations a slot that nobody opens is carried through. Each takes 104 bytes.
const SUCCESSIONS_MOST: usize = 64;
/// First bytes of a SHA-256, which tell damage from a wrong secret.
pub(super) const CHECKSUM: usize = 8;

/// The secret of a passkey, from the 32 bytes of the PRF extension.
pub fn passkey_secret(prf: [u8; 32]) -> Secret {
    hkdf(&[Secret::from_bytes(prf).expose()], "passkey")
}

impl Way {
    fn push(&self, out: &mut Vec<u8>) {
        match self {
            Self::Phrase { spelling, salt, cost } => {
                out.push(1);
                out.push(match spelling {
                    Spelling::Words => 1,
                    Spelling::Chosen => 2,
                });
                out.extend_from_slice(salt);
                out.extend(cost.memory_kib().to_be_bytes());
                out.extend(cost.passes().to_be_bytes());
            }
            Self::Passkey { credential, salt } => {
                let credential = &credential[..credential.len().min(CREDENTIAL_MOST)];
                out.push(2);
                out.extend_from_slice(salt);
                // The bound is far below 65,536.
                out.extend((credential.len() as u16).to_be_bytes());
                out.extend_from_slice(credential);
            }
            Self::Sheet => out.push(3),
            Self::EmployerSheet => out.push(4),
        }
    }

    fn read(reader: &mut Reader<'_>) -> Option<Result<Self, SlotFault>> {
        Some(Ok(match reader.u8()? {
            1 => {
                let spelling = match reader.u8()? {
                    1 => Spelling::Words,
                    2 => Spelling::Chosen,
                    _ => return Some(Err(SlotFault::Newer)),
                };
                let (salt, memory_kib, passes) = (reader.array()?, reader.u32()?, reader.u32()?);
                match Cost::new(memory_kib, passes) {
                    Some(cost) => Self::Phrase { spelling, salt, cost },
                    None => return Some(Err(SlotFault::Cost)),
                }
            }
            2 => {
                let (salt, length) = (reader.array()?, usize::from(reader.u16()?));
                Self::Passkey { salt, credential: reader.take(length)?.to_vec() }
            }
            3 => Self::Sheet,
            4 => Self::EmployerSheet,
            _ => return Some(Err(SlotFault::Newer)),
        }))
    }
}

impl Slot {
    /// What a person has to bring.
    pub fn way(&self) -> &Way {
        &self.way
    }

    /// The public half of its pair, which also names the slot: no two slots share one.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    pub(super) fn new(vault: VaultId, new: &NewSlot, vault_key: &Secret, random: &mut Random<'_>) -> Self {
        let public = PublicKey::of(&pair(&new.secret));
        let mut slot = Self { way: new.way.clone(), public, wrapped: [0; WRAPPED], successions: Vec::new() };
        slot.wrap(vault, &new.secret, vault_key, random);
        slot
    }

    /// Wraps the vault key anew, now that the slot's secret is at hand: successions are then no longer needed.
    pub(super) fn wrap(&mut self, vault: VaultId, secret: &Secret, vault_key: &Secret, random: &mut Random<'_>) {
        let sealed = aead::seal(&secret.derive("slot"), &self.bound_to(vault), vault_key.expose(), random);
        if let Some(wrapped) = sealed.first_chunk() {
            self.wrapped = *wrapped;
        }
        self.successions.clear();
    }

    /// Whether vault keys were drawn since this slot was last opened.
    pub(super) fn has_successions(&self) -> bool {
        !self.successions.is_empty()
    }

    /// The vault key, by this slot's secret. Nothing when the secret is not this slot's.
    pub(super) fn open(&self, vault: VaultId, secret: &Secret) -> Option<Secret> {
        let aad = self.bound_to(vault);
        let mut vault_key = key_of(&aead::open(&secret.derive("slot"), &aad, &self.wrapped)?)?;
        for succession in &self.successions {
            vault_key = key_of(&sealed_box::open(&pair(secret), Some(&vault_key), &aad, succession)?)?;
        }
        Some(vault_key)
    }

    /// Hands a new vault key to this slot, whose secret is not at hand. False when it was too often.
    #[must_use]
    pub(super) fn succeed(&mut self, vault: VaultId, old: &Secret, new: &Secret, random: &mut Random<'_>) -> bool {
        let sealed = sealed_box::seal(self.public, Some(old), &self.bound_to(vault), new.expose(), random);
        let succession = sealed.as_deref().and_then(<[u8]>::first_chunk);
        match succession.filter(|_| self.successions.len() < SUCCESSIONS_MOST) {
            Some(succession) => {
                self.successions.push(*succession);
                true
            }
            None => false,
        }
    }

    /// What the wrapped key is bound to: the vault, the way with all its parameters, the public key.
    fn bound_to(&self, vault: VaultId) -> Vec<u8> {
        let mut aad = [b"slot", &vault.bytes()[..]].concat();
        self.way.push(&mut aad);
        aad.extend_from_slice(self.public.bytes());
        aad
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.way.push(&mut bytes);
        bytes.extend_from_slice(self.public.bytes());
        bytes.extend_from_slice(&self.wrapped);
        bytes.push(self.successions.len() as u8);
        bytes.extend(self.successions.iter().flatten());
        let checksum = Hash::of(&[&bytes]);
        bytes.extend_from_slice(&checksum.bytes()[..CHECKSUM]);
        bytes
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, SlotFault> {
        let (fields, checksum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(SlotFault::Altered)?;
        if Hash::of(&[fields]).bytes()[..CHECKSUM] != checksum[..] {
            return Err(SlotFault::Altered);
        }
        let mut reader = Reader::new(fields);
        let way = Way::read(&mut reader).unwrap_or(Err(SlotFault::Altered))?;
        let mut rest = || {
            let (public, wrapped, count) = (PublicKey::new(reader.array()?), reader.array()?, reader.u8()?);
            let successions = (0..count).map(|_| reader.array()).collect::<Option<_>>()?;
            reader.is_at_end().then_some(Self { way: way.clone(), public, wrapped, successions })
        };
        rest().ok_or(SlotFault::Altered)
    }
}

/// The secret half of a slot's pair.
fn pair(secret: &Secret) -> Secret {
    secret.derive("pair")
}

fn key_of(plain: &[u8]) -> Option<Secret> {
    plain.try_into().ok().map(Secret::from_bytes)
}
