//! The chains, frame by frame: to be checked in the background, since each frame's own seal was checked already.

use super::backup::is_damaged;
use super::copies::Copie;
use super::sorted::Both;
use super::{Coffre, Outside};
use crate::app::port::{SealedStore, StoreError};
use crate::vault::{self, ChainFault, DeviceId, Head, Link};

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many frames were looked at.
    pub frames: usize,
    /// What is wrong, by device and number.
    pub faults: Vec<(DeviceId, ChainFault)>,
    /// The copies that do not answer.
    pub refused: Vec<Copie>,
}

/// How many frames are digested before the screen is drawn.
const BREATH: usize = 500;

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Checks the chain of each device over both copies. What is wrong in one copy and right in the other is no fault.
    pub async fn check(&self, outside: &Outside<'_>) -> Result<Verdict, StoreError> {
        let mut held = Default::default();
        let Both { sorted, answers, .. } = self.read_both(&mut held).await?;
        let mut runs: Vec<(DeviceId, Vec<Link>)> = Vec::new();
        let refused = Copie::ALL.into_iter().filter(|copie| answers[copie.at()].is_err()).collect();
        let mut verdict = Verdict { refused, ..Verdict::default() };
        for ((device, _), contents) in &sorted.numbered {
            let mut links: Vec<Link> = Vec::new();
            for content in contents {
                // Where copies differ, one of them may be damaged: its seal tells.
                let is_whole = contents.len() == 1 || !is_damaged(&self.keyring, &content.frame);
                let link = content.frame.link();
                if is_whole && links.iter().all(|known| known.hash != link.hash) {
                    links.push(link);
                }
                verdict.frames += 1;
                if verdict.frames.is_multiple_of(BREATH) {
                    (outside.breathe)().await;
                }
            }
            match runs.last_mut() {
                Some((of, run)) if of == device => run.extend(links),
                _ => runs.push((*device, links)),
            }
        }
        for (device, run) in runs {
            // What a restored phone continued stands in its root, of which the heads are not kept: a chain that begins
            // with number 1 is taken to begin well.
            let Some(first) = run.first() else { continue };
            let from = Head { device, seq: 0, hash: first.previous };
            let faults = vault::check(self.keyring.vault(), &from, self.heads.get(&device), &run);
            verdict.faults.extend(faults.into_iter().map(|fault| (device, fault)));
        }
        Ok(verdict)
    }
}
