//! The second part of the app, which joins behind the first page: the journal, its vault, the rarer pages.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::app::explain::Explanation;
use crate::browser::suite;

/// Where the second part is.
#[derive(Debug, Clone, PartialEq)]
pub enum Suite {
    /// On its way.
    Coming,
    /// Joined: everything can be done.
    There,
    /// It did not come.
    Failed(Explanation),
}

impl Suite {
    /// How things stand when the app starts.
    pub fn at_first() -> Self {
        if suite::at_hand() { Self::There } else { Self::Coming }
    }
}

impl Session {
    /// Has the second part join, then opens the practice journal, which belongs to it.
    pub fn join_suite(self) {
        if matches!(self.suite.get_untracked(), Suite::Failed(_)) {
            self.suite.set(Suite::Coming);
        }
        spawn_local(async move {
            match suite::joined().await {
                Ok(()) => {
                    if self.suite.get_untracked() != Suite::There {
                        self.suite.set(Suite::There);
                    }
                    self.open_journal();
                }
                Err(error) => self.suite.set(Suite::Failed(error.explain())),
            }
        });
    }
}
