//! Sealing to someone who is not there: to the vault while it is locked, to a slot whose secret nobody holds just now.
//!
//! A fresh X25519 pair (RFC 7748) for each box, HKDF over what both sides know, then the one cipher of this room.

use subtle::ConstantTimeEq;
use x25519_dalek::{X25519_BASEPOINT_BYTES, x25519};
use zeroize::Zeroizing;

use super::Random;
use super::aead;
use super::bytes::Reader;
use super::id::VaultId;
use super::keys::{Plain, Secret, hkdf};

/// The half of a pair that may be known: whoever has it can seal, and not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// The key of these bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The half that belongs to a secret.
    pub(super) fn of(secret: &Secret) -> Self {
        Self(x25519(*secret.expose(), X25519_BASEPOINT_BYTES))
    }
}

/// What only the sealer and the opener know: the agreement of the two pairs, bound to both, and to the secret that the
/// sealer had to know beforehand, if any.
fn shared(mine: &Secret, theirs: PublicKey, pairs: [PublicKey; 2], known: Option<&Secret>) -> Option<Secret> {
    let agreed = Zeroizing::new(x25519(*mine.expose(), theirs.0));
    // A point of small order would make the agreement known to everybody.
    if bool::from(agreed.ct_eq(&[0; 32])) {
        return None;
    }
    let known = known.map_or(&[][..], |known| &known.expose()[..]);
    Some(hkdf(&[&*agreed, &pairs[0].0, &pairs[1].0, known], "box"))
}

/// Seals bytes to a public key: `ephemeral public key (32) ‖ nonce (24) ‖ ciphertext ‖ tag (16)`. Nothing for a
/// public key that is none.
///
/// A box proves no author, unless it takes a secret that only a rightful author knows.
pub(super) fn seal(
    to: PublicKey,
    known: Option<&Secret>,
    aad: &[u8],
    plain: &[u8],
    random: &mut Random<'_>,
) -> Option<Vec<u8>> {
    let ephemeral = Secret::draw(random);
    let from = PublicKey::of(&ephemeral);
    let key = shared(&ephemeral, to, [from, to], known)?;
    Some([&from.0[..], &aead::seal(&key, aad, plain, random)].concat())
}

/// Opens a box with the secret half of the pair.
pub(super) fn open(secret: &Secret, known: Option<&Secret>, aad: &[u8], sealed: &[u8]) -> Option<Plain> {
    let (from, body) = sealed.split_first_chunk::<32>()?;
    let from = PublicKey(*from);
    let key = shared(secret, from, [from, PublicKey::of(secret)], known)?;
    aead::open(&key, aad, body)
}

/// Bytes that a box adds.
pub(super) const OVERHEAD: usize = 32 + aead::OVERHEAD;

/// `rlb`, then the number of the format.
const MAGIC: [u8; 4] = *b"rlb\x01";
/// Magic, vault, recipient, size class.
const HEAD: usize = 4 + 16 + 32 + 1;

/// Why a letter gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterFault {
    /// Not the bytes of a letter, or cut.
    NotALetter,
    /// Written by a newer app.
    Newer,
    /// Sealed to another vault.
    Foreign,
    /// Sealed to a pair that this keyring has no more.
    PairUnknown,
    /// Some bit was changed.
    Altered,
}

/// Writes while the vault is locked: a payload that only an unlocked keyring can open. Nothing beyond a mebibyte.
pub fn write_letter(vault: VaultId, to: PublicKey, payload: &[u8], random: &mut Random<'_>) -> Option<Vec<u8>> {
    let (class, padded) = aead::pad(payload)?;
    let head = [&MAGIC[..], vault.bytes(), &to.0, &[class]].concat();
    let sealed = seal(to, None, &head, &padded, random)?;
    Some([head, sealed].concat())
}

/// Opens a letter with one of these pairs.
pub(super) fn open_letter(vault: VaultId, pairs: &[Secret], letter: &[u8]) -> Result<Plain, LetterFault> {
    let (head, sealed) = letter.split_at_checked(HEAD).ok_or(LetterFault::NotALetter)?;
    let mut reader = Reader::new(head);
    let mut fields = || Some((reader.array::<4>()?, reader.array()?, reader.array()?, reader.u8()?));
    let (magic, of, to, class) = fields().ok_or(LetterFault::NotALetter)?;
    if magic[..3] != MAGIC[..3] {
        return Err(LetterFault::NotALetter);
    }
    if magic[3] != MAGIC[3] {
        return Err(LetterFault::Newer);
    }
    if VaultId::new(of) != vault {
        return Err(LetterFault::Foreign);
    }
    if !(aead::SMALLEST..=aead::LARGEST).contains(&class) || sealed.len() != 32 + aead::sealed_length(class) {
        return Err(LetterFault::NotALetter);
    }
    let pair = pairs.iter().find(|pair| PublicKey::of(pair).0 == to).ok_or(LetterFault::PairUnknown)?;
    open(pair, None, head, sealed).and_then(aead::unpad).ok_or(LetterFault::Altered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::vectors::{array, dice};

    /// RFC 7748, sections 5.2 and 6.1.
    #[test]
    fn the_published_vectors_agree() {
        assert_eq!(
            x25519(
                array("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
                array("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"),
            ),
            array("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552")
        );
        let alice = Secret::from_bytes(array("77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"));
        let bob = Secret::from_bytes(array("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"));
        let alice_public = array("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        let bob_public = array("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f");
        assert_eq!(*PublicKey::of(&alice).bytes(), alice_public);
        assert_eq!(*PublicKey::of(&bob).bytes(), bob_public);
        let agreed = array("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
        assert_eq!(x25519(*alice.expose(), bob_public), agreed);
        assert_eq!(x25519(*bob.expose(), alice_public), agreed);
    }

    #[test]
    fn only_the_pair_opens_a_box_and_only_who_knew_could_seal_it() {
        let mut random = dice(1);
        let pair = Secret::draw(&mut random);
        let (known, other) = (Secret::draw(&mut random), Secret::draw(&mut random));
        let sealed = seal(PublicKey::of(&pair), Some(&known), b"aad", b"plain", &mut random).unwrap();
        assert_eq!(sealed.len(), b"plain".len() + OVERHEAD);
        assert_eq!(*open(&pair, Some(&known), b"aad", &sealed).unwrap(), *b"plain");
        for refused in [
            open(&other, Some(&known), b"aad", &sealed),
            open(&pair, Some(&other), b"aad", &sealed),
            open(&pair, None, b"aad", &sealed),
            open(&pair, Some(&known), b"", &sealed),
        ] {
            assert!(refused.is_none());
        }
    }

    #[test]
    fn a_point_of_small_order_is_refused() {
        let mut random = dice(1);
        assert!(seal(PublicKey([0; 32]), None, b"", b"plain", &mut random).is_none());
        assert!(open(&Secret::draw(&mut random), None, b"", &[0; 99]).is_none());
    }
}
