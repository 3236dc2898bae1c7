//! Names of vaults, devices and keys: sixteen random bytes each.

use std::fmt;

use super::Random;

/// Declares an id: sixteen bytes that sort, compare and print as hexadecimal digits.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// The id of these bytes.
            pub const fn new(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// A new id, which nothing else bears.
            pub fn draw(random: &mut Random<'_>) -> Self {
                let mut bytes = [0; 16];
                random(&mut bytes);
                Self(bytes)
            }

            /// Its bytes.
            pub const fn bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
            }
        }
    )+};
}

ids! {
    /// One journal, wherever its copies are.
    VaultId,
    /// One phone that writes, or one restored life of it. Its sixteen bytes are those of the journal's device id.
    DeviceId,
    /// One key of the keyring. Known outside: it stands in clear in each frame.
    KeyId,
}
