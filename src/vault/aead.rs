//! The one cipher of this room: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03), with a fresh random nonce each time.
//!
//! What is sealed reads `nonce (24) ‖ ciphertext ‖ tag (16)`.

use chiffre::{NONCE, TAG};
use zeroize::Zeroizing;

use super::Random;
use super::keys::{Plain, Secret};

/// Bytes that sealing adds.
pub(super) const OVERHEAD: usize = NONCE + TAG;

/// Seals bytes under a key, bound to `aad`, which travels beside them.
pub(super) fn seal(key: &Secret, aad: &[u8], plain: &[u8], random: &mut Random<'_>) -> Vec<u8> {
    let mut nonce = [0; NONCE];
    random(&mut nonce);
    seal_with(key, &nonce, aad, plain)
}

fn seal_with(key: &Secret, nonce: &[u8; NONCE], aad: &[u8], plain: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
    sealed.extend_from_slice(nonce);
    sealed.extend_from_slice(plain);
    // The cipher refuses only beyond 256 GiB; were there no tag, nothing would open what is returned.
    if let Some(tag) = chiffre::seal(key.expose(), nonce, aad, &mut sealed[NONCE..]) {
        sealed.extend_from_slice(&tag);
    }
    sealed
}

/// Opens what was sealed under this key with this `aad`; nothing when a single bit of the three differs.
pub(super) fn open(key: &Secret, aad: &[u8], sealed: &[u8]) -> Option<Plain> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
    let (body, tag) = rest.split_last_chunk::<TAG>()?;
    let mut plain = Zeroizing::new(body.to_vec());
    chiffre::open(key.expose(), nonce, aad, &mut plain, tag).then_some(Plain(plain))
}

/// Sizes to which payloads are padded: powers of two, named by their exponent. An observer learns the class, no more.
pub(super) const SMALLEST: u8 = 8;
/// The largest class, one mebibyte.
pub(super) const LARGEST: u8 = 20;

/// Length in bytes of what is sealed in this class.
pub(super) fn sealed_length(class: u8) -> usize {
    (1 << class) + OVERHEAD
}

/// A payload with its length before it, filled with zeros to its class. Nothing beyond [`LARGEST`].
pub(super) fn pad(payload: &[u8]) -> Option<(u8, Zeroizing<Vec<u8>>)> {
    let class = (SMALLEST..=LARGEST).find(|class| payload.len() + 4 <= 1 << class)?;
    let mut padded = Zeroizing::new(Vec::with_capacity(1 << class));
    padded.extend(u32::try_from(payload.len()).ok()?.to_be_bytes());
    padded.extend_from_slice(payload);
    padded.resize(1 << class, 0);
    Some((class, padded))
}

/// The payload of a padded one, or nothing when its length is no length.
pub(super) fn unpad(mut padded: Plain) -> Option<Plain> {
    let length = usize::try_from(u32::from_be_bytes(*padded.first_chunk()?)).ok()?;
    if length > padded.len() - 4 {
        return None;
    }
    padded.0.copy_within(4..4 + length, 0);
    padded.0[length..].fill(0);
    padded.0.truncate(length);
    Some(padded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vault::vectors::{array, hex};

    /// Appendix A.3.1 of draft-irtf-cfrg-xchacha-03.
    #[test]
    fn the_published_vector_seals_and_opens() {
        let key = Secret::from_bytes(array("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"));
        let nonce = array("404142434445464748494a4b4c4d4e4f5051525354555657");
        let aad = hex("50515253c0c1c2c3c4c5c6c7");
        let plain = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
sunscreen would be it.";
        let sealed = seal_with(&key, &nonce, &aad, plain);
        assert_eq!(
            sealed[24..],
            hex("bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb\
                 731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452\
                 2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
                 21f9664c97637da9768812f615c68b13b52e\
                 c0875924c1c7987947deafd8780acf49")
        );
        assert_eq!(*open(&key, &aad, &sealed).unwrap(), *plain);
        assert!(open(&key, b"", &sealed).is_none());
    }

    proptest! {
        #[test]
        fn a_payload_survives_its_padding(payload in prop::collection::vec(any::<u8>(), 0..3000)) {
            let (class, padded) = pad(&payload).unwrap();
            prop_assert_eq!(padded.len(), 1usize << class);
            prop_assert_eq!(&*unpad(Plain(padded)).unwrap(), &payload[..]);
        }

        #[test]
        fn any_bytes_can_be_opened_and_unpadded(bytes in prop::collection::vec(any::<u8>(), 0..99)) {
            prop_assert!(open(&Secret::from_bytes([1; 32]), b"", &bytes).is_none());
            let _ = unpad(Plain(Zeroizing::new(bytes)));
        }
    }

    #[test]
    fn what_is_too_long_is_refused() {
        assert_eq!(pad(&vec![1; (1 << 20) - 4]).unwrap().0, LARGEST);
        assert!(pad(&vec![1; (1 << 20) - 3]).is_none());
    }
}
