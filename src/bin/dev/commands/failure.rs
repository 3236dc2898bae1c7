//! Why a command stopped, and what mends it.

use std::fmt;

/// A reason to stop, for the person at the terminal: what happened, then what to do about it.
#[derive(Debug)]
pub struct Failure {
    what: String,
    mend: String,
}

impl Failure {
    /// `what` went wrong; `mend` is the next thing to do.
    pub fn new(what: impl fmt::Display, mend: impl fmt::Display) -> Self {
        Self { what: what.to_string(), mend: mend.to_string() }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}\n  What to do: {}", self.what, self.mend)
    }
}

/// Gives the error of a lower layer its place and its mend.
pub trait OrFail<T> {
    /// The value, or a failure that says "`doing`: the error", with what to do.
    fn or_fail(self, doing: impl fmt::Display, mend: impl fmt::Display) -> Result<T, Failure>;
}

impl<T, E: fmt::Display> OrFail<T> for Result<T, E> {
    fn or_fail(self, doing: impl fmt::Display, mend: impl fmt::Display) -> Result<T, Failure> {
        self.map_err(|error| Failure::new(format!("{doing}: {error}"), mend))
    }
}
