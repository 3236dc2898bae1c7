//! Frames one after the other in one piece of bytes: a file, a segment row, a backup.

use super::frame::{Frame, FrameFault, MAGIC};
use super::id::VaultId;

/// Walks through the frames of one vault. After damage it goes on at the next place where a frame of this vault begins,
/// so that one flipped length costs one frame.
pub struct Frames<'a> {
    vault: VaultId,
    bytes: &'a [u8],
    at: usize,
}

/// A stretch of bytes that is no frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LogFault {
    /// Where it begins, in bytes from the start.
    pub at: usize,
    /// How many bytes were passed over.
    pub length: usize,
    /// What is wrong with it.
    pub fault: FrameFault,
}

impl<'a> Frames<'a> {
    /// Begins at the first byte.
    pub fn new(vault: VaultId, bytes: &'a [u8]) -> Self {
        Self { vault, bytes, at: 0 }
    }

    /// The frame here, if the bytes after it begin like a frame too, or there are none.
    fn whole(&self) -> Result<Frame<'a>, FrameFault> {
        let rest = &self.bytes[self.at..];
        let frame = Frame::first(rest)?;
        let after = &rest[frame.bytes().len()..];
        if frame.header().vault != self.vault {
            Err(FrameFault::Foreign)
        } else if after.is_empty() || after.starts_with(&MAGIC[..3]) || self.begins_within(frame.bytes()).is_none() {
            Ok(frame)
        } else {
            Err(FrameFault::Length)
        }
    }

    /// Where the next frame of this vault begins, after the first byte of these.
    fn begins_within(&self, bytes: &[u8]) -> Option<usize> {
        let mark = [&MAGIC[..], self.vault.bytes()].concat();
        bytes.get(1..)?.windows(mark.len()).position(|window| window == mark).map(|at| at + 1)
    }
}

impl<'a> Iterator for Frames<'a> {
    type Item = Result<Frame<'a>, LogFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.bytes[self.at..];
        if rest.is_empty() {
            return None;
        }
        let at = self.at;
        Some(match self.whole() {
            Ok(frame) => {
                self.at += frame.bytes().len();
                Ok(frame)
            }
            Err(fault) => {
                let length = self.begins_within(rest).unwrap_or(rest.len());
                self.at += length;
                Err(LogFault { at, length, fault })
            }
        })
    }
}
