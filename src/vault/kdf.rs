//! From a phrase to a secret: Argon2id (RFC 9106), slow on purpose.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::Zeroize;

use super::keys::Secret;

/// What one guess costs: memory in KiB and passes over it, one lane. Between [`Cost::LEAST`] and [`Cost::MOST`], so
/// that a changed file can neither make guessing cheap nor make a phone choke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    memory_kib: u32,
    passes: u32,
}

impl Cost {
    /// 19 MiB twice: the least that OWASP's password storage guidance allows for Argon2id.
    pub const LEAST: Self = Self { memory_kib: 19 * 1024, passes: 2 };
    /// 32 MiB three times: where a phone starts before it was measured.
    pub const START: Self = Self { memory_kib: 32 * 1024, passes: 3 };
    /// 64 MiB ten times.
    pub const MOST: Self = Self { memory_kib: 64 * 1024, passes: 10 };

    /// A cost within the bounds.
    pub fn new(memory_kib: u32, passes: u32) -> Option<Self> {
        let (least, most) = (Self::LEAST, Self::MOST);
        let is_within = (least.memory_kib..=most.memory_kib).contains(&memory_kib)
            && (least.passes..=most.passes).contains(&passes);
        is_within.then_some(Self { memory_kib, passes })
    }

    /// Memory in KiB.
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// The cost that should take about a second on a phone where this one took so long.
    ///
    /// A slow phone loses passes, then memory; a fast one gains passes, then memory. Time goes with their product.
    ///
    /// ```
    /// use relais::vault::Cost;
    /// assert_eq!(Cost::START.calibrated(1000), Cost::START);
    /// assert_eq!(Cost::START.calibrated(300).passes(), 10);
    /// assert_eq!(Cost::START.calibrated(60_000), Cost::LEAST);
    /// ```
    #[must_use]
    pub fn calibrated(self, measured_ms: u32) -> Self {
        const GOAL_MS: u64 = 1000;
        let work = u64::from(self.memory_kib) * u64::from(self.passes) * GOAL_MS / u64::from(measured_ms.max(1));
        let within = |value: u64, least: u32, most: u32| u32::try_from(value).unwrap_or(most).clamp(least, most);
        let passes = within(work / u64::from(self.memory_kib), Self::LEAST.passes, Self::MOST.passes);
        // While passes can still move, the memory stays: its size is what makes guessing on graphics cards dear.
        let is_bounded = passes == Self::LEAST.passes || passes == Self::MOST.passes;
        let memory_kib = match is_bounded {
            true => within(work / u64::from(passes), Self::LEAST.memory_kib, Self::MOST.memory_kib),
            false => self.memory_kib,
        };
        Self { memory_kib, passes }
    }
}

/// Sixteen random bytes, so that the same phrase on two phones is not the same secret.
pub type Salt = [u8; 16];

/// The secret of a phrase, from the bytes of [`super::Phrase`], which are wiped here. Nothing when the memory could not
/// be had. It takes about a second: in the browser it belongs into a worker.
pub fn derive(mut phrase: Vec<u8>, salt: &Salt, cost: Cost) -> Option<Secret> {
    let mut out = [0; 32];
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(out.len())).ok();
    let done = params.and_then(|params| {
        // Memory of ours, so that it is wiped afterwards: its last block tells the secret.
        let mut memory = Vec::new();
        memory.try_reserve_exact(params.block_count()).ok()?;
        memory.resize(params.block_count(), Block::default());
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let done = argon2.hash_password_into_with_memory(&phrase, salt, &mut out, &mut memory).ok();
        memory.zeroize();
        done
    });
    phrase.zeroize();
    let secret = Secret::from_bytes(out);
    out.zeroize();
    done.map(|()| secret)
}

#[cfg(test)]
mod tests {
    use argon2::{AssociatedData, ParamsBuilder};

    use super::*;
    use crate::vault::vectors::hex;

    /// RFC 9106, section 5.3: Argon2id, 32 KiB, 3 passes, 4 lanes.
    #[test]
    fn the_published_vector_is_derived() {
        let mut params = ParamsBuilder::new();
        params.m_cost(32).t_cost(3).p_cost(4).output_len(32).data(AssociatedData::new(&[4; 12]).unwrap());
        let params = params.build().unwrap();
        let argon2 = Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let mut tag = [0; 32];
        let memory = &mut [Block::default(); 32][..];
        argon2.hash_password_into_with_memory(&[1; 32], &[2; 16], &mut tag, memory).unwrap();
        assert_eq!(tag[..], hex("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"));
    }

    #[test]
    fn a_phrase_gives_one_secret_per_salt() {
        let secret = |phrase: &str, salt| derive(phrase.into(), &[salt; 16], Cost::LEAST).unwrap();
        let one = secret("abaisser abandon", 1);
        assert_eq!(one.expose(), secret("abaisser abandon", 1).expose());
        assert_ne!(one.expose(), secret("abaisser abandon", 2).expose());
    }

    #[test]
    fn a_cost_out_of_bounds_is_none() {
        for (memory_kib, passes) in [(19 * 1024 - 1, 2), (19 * 1024, 1), (64 * 1024 + 1, 3), (64 * 1024, 11), (0, 0)] {
            assert_eq!(Cost::new(memory_kib, passes), None);
        }
        assert_eq!(Cost::new(65536, 10), Some(Cost::MOST));
    }

    #[test]
    fn calibration_stays_within_the_bounds() {
        for measured_ms in [0, 1, 50, 200, 700, 1000, 1500, 4000, 100_000, u32::MAX] {
            for cost in [Cost::LEAST, Cost::START, Cost::MOST] {
                let next = cost.calibrated(measured_ms);
                assert_eq!(Cost::new(next.memory_kib, next.passes), Some(next), "{cost:?} in {measured_ms} ms");
            }
        }
        assert_eq!(Cost::START.calibrated(200), Cost { memory_kib: 49152, passes: 10 });
        assert_eq!(Cost::START.calibrated(2000), Cost { memory_kib: 24576, passes: 2 });
    }
}
