//! A secret that stays in memory while the app is locked, under a code that is too short for any disk.

use super::Random;
use super::aead;
use super::keys::Secret;

/// A secret, sealed by another one. It has no bytes to store: it lives and ends in memory.
#[derive(Debug)]
pub struct Wrapped(Vec<u8>);

const LABEL: &str = "day";

impl Wrapped {
    /// Seals a secret under one that was derived from a code.
    pub fn new(secret: &Secret, under: &Secret, random: &mut Random<'_>) -> Self {
        Self(aead::seal(&under.derive(LABEL), LABEL.as_bytes(), secret.expose(), random))
    }

    /// The secret again, when the code is right.
    pub fn open(&self, under: &Secret) -> Option<Secret> {
        let plain = aead::open(&under.derive(LABEL), LABEL.as_bytes(), &self.0)?;
        plain[..].try_into().ok().map(Secret::from_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_code_opens() {
        let (secret, code) = (Secret::from_bytes([1; 32]), Secret::from_bytes([2; 32]));
        let wrapped = Wrapped::new(&secret, &code, &mut |bytes| bytes.fill(3));
        assert_eq!(wrapped.open(&code).unwrap().expose(), secret.expose());
        assert!(wrapped.open(&Secret::from_bytes([4; 32])).is_none());
    }
}
