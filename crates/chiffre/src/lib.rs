//! XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) over bytes in place.
//!
//! A package of its own, since generic code is compiled where it is used, and cargo is told by package how: as a part of the
//! app, which is compiled for size above all, this takes four times as long.

use chacha20poly1305::aead::inout::InOutBuf;
use chacha20poly1305::{AeadInOut, KeyInit, Tag, XChaCha20Poly1305, XNonce};

/// Bytes of a key.
pub const KEY: usize = 32;
/// Bytes of a nonce: long enough to be drawn.
pub const NONCE: usize = 24;
/// Bytes of a tag.
pub const TAG: usize = 16;

/// Seals bytes where they lie, bound to `aad`, and returns their tag. Nothing beyond 256 GiB.
pub fn seal(key: &[u8; KEY], nonce: &[u8; NONCE], aad: &[u8], bytes: &mut [u8]) -> Option<[u8; TAG]> {
    let tag = cipher(key).encrypt_inout_detached(&XNonce::from(*nonce), aad, InOutBuf::from(bytes));
    tag.ok().map(Into::into)
}

/// Opens bytes where they lie. Whether the tag is theirs: they are as they were where a single bit differs.
pub fn open(key: &[u8; KEY], nonce: &[u8; NONCE], aad: &[u8], bytes: &mut [u8], tag: &[u8; TAG]) -> bool {
    let opened =
        cipher(key).decrypt_inout_detached(&XNonce::from(*nonce), aad, InOutBuf::from(bytes), &Tag::from(*tag));
    opened.is_ok()
}

fn cipher(key: &[u8; KEY]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.into())
}
