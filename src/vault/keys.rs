//! Secrets: 32 bytes that do not print, are not copied by accident, and are wiped when they go.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use super::Random;

/// A key, or what a key is derived from: 256 bits.
///
/// It sits on the heap, so that moving it leaves no copy behind, and is overwritten when dropped. It is neither `Clone`
/// nor comparable, and prints as `Secret(…)`.
///
/// ```compile_fail
/// let secret = relais::vault::Secret::from_bytes([0; 32]);
/// let copy = secret.clone();
/// ```
pub struct Secret(Box<[u8; 32]>);

impl Secret {
    /// A new secret of 256 random bits.
    pub fn draw(random: &mut Random<'_>) -> Self {
        let mut secret = Self(Box::new([0; 32]));
        random(&mut *secret.0);
        secret
    }

    /// The secret of these bytes, which are wiped here; the caller's copy, if any, is the caller's to wipe.
    pub fn from_bytes(mut bytes: [u8; 32]) -> Self {
        let secret = Self(Box::new(bytes));
        bytes.zeroize();
        secret
    }

    /// Its bytes, for the one step that needs them: a cipher, or the way from the worker that derived it.
    pub fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The sub-key for one purpose: HKDF-SHA-256 (RFC 5869) over these bytes with [`SALT`], the label as `info`.
    pub(super) fn derive(&self, label: &str) -> Self {
        hkdf(&[&*self.0], label)
    }
}

/// The salt of every HKDF of this room: it parts these keys from those of any other application.
const SALT: &[u8] = b"relais-vault-1";

/// HKDF-SHA-256 over the parts one after the other. The label says what for.
pub(super) fn hkdf(parts: &[&[u8]], label: &str) -> Secret {
    let material = Zeroizing::new(parts.concat());
    let mut secret = Secret(Box::new([0; 32]));
    // 32 bytes are always granted: HKDF refuses beyond 255 times the digest's length.
    let granted = Hkdf::<Sha256>::new(Some(SALT), &material).expand(label.as_bytes(), &mut *secret.0);
    debug_assert!(granted.is_ok());
    secret
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// What was sealed, opened: wiped when dropped, and printed as its length alone.
pub struct Plain(pub(super) Zeroizing<Vec<u8>>);

impl std::ops::Deref for Plain {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Plain {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Plain({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_secret_prints() {
        assert_eq!(format!("{:?}", Secret::from_bytes([7; 32])), "Secret(…)");
        assert_eq!(format!("{:?}", Plain(Zeroizing::new(b"Madame Diallo".to_vec()))), "Plain(13 bytes)");
    }

    #[test]
    fn each_label_gives_another_key() {
        let secret = Secret::from_bytes([7; 32]);
        assert_eq!(secret.derive("one").expose(), secret.derive("one").expose());
        assert_ne!(secret.derive("one").expose(), secret.derive("two").expose());
        assert_ne!(secret.derive("one").expose(), secret.expose());
    }
}
