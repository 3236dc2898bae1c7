//! The chain: each frame names the hash of the one before, so that what was changed, swapped, dropped, repeated or
//! slipped in shows, even after bodies were let go.
//!
//! A frame's own hash needs that frame alone. Checking a run therefore compares each hash with the one that the *next*
//! frame names, from the end: a frame is proven by its follower, the last one by a head that was kept elsewhere.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use sha2::{Digest, Sha256};

use super::id::{DeviceId, VaultId};
use crate::order::in_order;

/// A SHA-256 digest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(pub(super) [u8; 32]);

impl Hash {
    /// The hash of these bytes, read back from a store.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// SHA-256 over the parts, one after the other.
    pub(super) fn of(parts: &[&[u8]]) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            digest.update(part);
        }
        Self(digest.finalize().into())
    }
}

/// SHA-256 over bytes that come one after the other, and that is asked on the way: a long file is gone through once.
#[derive(Default)]
pub(super) struct Digester(Sha256);

impl Digester {
    /// Takes bytes in.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Of what came so far.
    pub fn hash(&self) -> Hash {
        Hash(self.0.clone().finalize().into())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

/// Where a device's chain stands: its last frame, or its root before the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Head {
    /// Whose chain.
    pub device: DeviceId,
    /// Number of the last frame; 0 is the root.
    pub seq: u64,
    /// Hash of the last frame.
    pub hash: Hash,
}

impl Head {
    /// Length in bytes, as backups and summaries hold it.
    pub(super) const LENGTH: usize = 16 + 8 + 32;

    /// The beginning of a device's chain. `continues` are the heads that it found, in a restored journal for instance:
    /// none of them can be taken back later without this root changing.
    pub fn root(vault: VaultId, device: DeviceId, continues: &[Head]) -> Self {
        let sorted = in_order(continues.to_vec(), &Self::cmp);
        let heads: Vec<u8> = sorted.iter().flat_map(|head| head.to_bytes()).collect();
        Self { device, seq: 0, hash: Hash::of(&[b"rj0", vault.bytes(), device.bytes(), &heads]) }
    }

    /// Device, number, hash.
    pub(super) fn to_bytes(self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        bytes[..16].copy_from_slice(self.device.bytes());
        bytes[16..24].copy_from_slice(&self.seq.to_be_bytes());
        bytes[24..].copy_from_slice(self.hash.bytes());
        bytes
    }

    pub(super) fn read(reader: &mut super::bytes::Reader<'_>) -> Option<Self> {
        Some(Self { device: DeviceId::new(reader.array()?), seq: reader.u64()?, hash: Hash(reader.array()?) })
    }
}

/// What the chain needs to know of a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The vault that it says it belongs to.
    pub vault: VaultId,
    /// The device that it says wrote it.
    pub device: DeviceId,
    /// Its number.
    pub seq: u64,
    /// The hash of the frame before, as it names it.
    pub previous: Hash,
    /// Its own hash.
    pub hash: Hash,
}

/// What is wrong in a run of frames, with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainFault {
    /// The frame at this position of the run belongs to another vault or another device.
    Foreign {
        /// Position in the run, from 0.
        at: usize,
    },
    /// The frame of this number stands after one of a higher number.
    OutOfOrder(u64),
    /// The frame of this number is there twice, the same.
    Repeated(u64),
    /// Two frames of this number differ: two phones wrote as one.
    Fork(u64),
    /// These numbers are not there.
    Missing {
        /// The first that is missing.
        first: u64,
        /// The last that is missing.
        last: u64,
    },
    /// The frame of this number is not the one that its follower, or the kept head, names.
    Altered(u64),
    /// The frame of this number does not continue the one before, and nothing says which of the two was changed.
    Parted(u64),
    /// The first frame, unharmed, continues something else than where this run should begin.
    Uprooted(u64),
}

/// Checks a run of one device's frames, which should continue `from` (a root, or a head that was checked before) and
/// reach `to`, a head that was kept elsewhere. Without `to`, nobody vouches for the last frame but its own seal.
///
/// All faults are returned, none when the run is whole. Frames may go on after `to`.
pub fn check(vault: VaultId, from: &Head, to: Option<&Head>, run: &[Link]) -> Vec<ChainFault> {
    let mut faults = Vec::new();
    let mut numbered: BTreeMap<u64, Vec<&Link>> = BTreeMap::new();
    let mut highest = from.seq;
    for (at, link) in run.iter().enumerate() {
        if link.vault != vault || link.device != from.device {
            faults.push(ChainFault::Foreign { at });
            continue;
        }
        let twins = numbered.entry(link.seq).or_default();
        if twins.iter().any(|twin| twin.hash == link.hash) {
            faults.push(ChainFault::Repeated(link.seq));
            continue;
        }
        if !twins.is_empty() {
            faults.push(ChainFault::Fork(link.seq));
        } else if link.seq < highest || link.seq <= from.seq {
            faults.push(ChainFault::OutOfOrder(link.seq));
        }
        highest = highest.max(link.seq);
        twins.push(link);
    }
    faults.extend(check_hashes(from, to, &numbered));
    faults
}

/// From the last frame to the first, with at least one candidate for each number.
fn check_hashes(from: &Head, to: Option<&Head>, numbered: &BTreeMap<u64, Vec<&Link>>) -> Vec<ChainFault> {
    let mut faults = Vec::new();
    // The frame above: its number, what it names as its predecessor, and whether it is proven itself.
    let mut above: Option<(u64, Hash, bool)> = None;
    let mut next = to.map_or(0, |to| to.seq.saturating_add(1));
    for (&seq, twins) in numbered.range(from.seq.saturating_add(1)..).rev() {
        if seq.saturating_add(1) < next {
            faults.push(ChainFault::Missing { first: seq.saturating_add(1), last: next - 1 });
            above = None;
        }
        let witness = to.filter(|to| to.seq == seq).map(|to| to.hash);
        let named = above.map(|(_, named, _)| named);
        let link = twins.iter().find(|twin| witness.or(named) == Some(twin.hash)).unwrap_or(&twins[0]);
        let proven = match (witness, above) {
            (Some(hash), _) if hash != link.hash => {
                faults.push(ChainFault::Altered(seq));
                false
            }
            (Some(_), Some((number, named, _))) if named != link.hash => {
                faults.push(ChainFault::Altered(number));
                true
            }
            (None, Some((_, named, true))) if named != link.hash => {
                faults.push(ChainFault::Altered(seq));
                false
            }
            (None, Some((number, named, false))) if named != link.hash => {
                faults.push(ChainFault::Parted(number));
                false
            }
            (None, None) => false,
            _ => true,
        };
        above = Some((seq, link.previous, proven));
        next = seq;
    }
    let first = from.seq.saturating_add(1);
    if next > first {
        faults.push(ChainFault::Missing { first, last: next - 1 });
    } else if let Some((number, named, proven)) = above
        && named != from.hash
    {
        faults.push(if proven { ChainFault::Uprooted(number) } else { ChainFault::Parted(number) });
    }
    faults
}

/// Sorts one device's frames into branches, each a list of positions in `run` in the order of the chain.
///
/// A phone that was copied goes on twice under one name. At each fork the frame that comes first in `run` continues its
/// branch, the others open one of their own, from their own frame on: list what this phone already holds first, and
/// branch 0 stays this phone's. Frames whose predecessor is not there open branches too; the same frame twice counts
/// once.
pub fn branches(run: &[Link]) -> Vec<Vec<usize>> {
    let mut place: HashMap<Hash, usize> = HashMap::new();
    for (at, link) in run.iter().enumerate() {
        place.entry(link.hash).or_insert(at);
    }
    let mut follower: HashMap<Hash, usize> = HashMap::new();
    let mut openers = Vec::new();
    for (at, link) in run.iter().enumerate().filter(|(at, link)| place.get(&link.hash) == Some(at)) {
        let is_first = !follower.contains_key(&link.previous);
        if is_first && place.contains_key(&link.previous) {
            follower.insert(link.previous, at);
        } else {
            openers.push(at);
        }
    }
    openers
        .into_iter()
        .map(|opener| {
            let follow = |at: &usize| follower.get(&run[*at].hash).copied();
            std::iter::successors(Some(opener), follow).collect()
        })
        .collect()
}
