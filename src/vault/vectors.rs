//! What the tests of this room share, and the published vectors of the two primitives that no module wraps.

use hkdf::Hkdf;
use sha2::{Digest, Sha256};

/// The bytes of hexadecimal digits.
pub fn hex(digits: &str) -> Vec<u8> {
    digits.as_bytes().chunks(2).map(|two| u8::from_str_radix(std::str::from_utf8(two).unwrap(), 16).unwrap()).collect()
}

/// The same as an array.
pub fn array<const N: usize>(digits: &str) -> [u8; N] {
    hex(digits).try_into().unwrap()
}

/// Bytes that look random and are the same each time.
pub fn dice(seed: u64) -> impl FnMut(&mut [u8]) {
    let mut state = seed;
    move |bytes: &mut [u8]| {
        for byte in bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (state >> 56) as u8;
        }
    }
}

/// FIPS 180-4, examples of one and of two blocks.
#[test]
fn sha_256_agrees_with_its_standard() {
    assert_eq!(Sha256::digest(b"abc")[..], hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    assert_eq!(
        Sha256::digest(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")[..],
        hex("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    );
}

/// RFC 5869, test cases 1 and 3.
#[test]
fn hkdf_agrees_with_its_standard() {
    let expanded = |salt: &[u8], info: &[u8]| {
        let mut out = [0; 42];
        Hkdf::<Sha256>::new(Some(salt), &[0x0b; 22]).expand(info, &mut out).unwrap();
        out.to_vec()
    };
    assert_eq!(
        expanded(&hex("000102030405060708090a0b0c"), &hex("f0f1f2f3f4f5f6f7f8f9")),
        hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
    );
    assert_eq!(
        expanded(b"", b""),
        hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")
    );
}
