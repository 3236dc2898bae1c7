//! What was typed into one field of a form.

use super::explain::Explanation;
use crate::journal::{LIBELLE_MAX, Libelle, LibelleRefuse};

/// What is safe while a form is refused.
pub(super) const SAFE: &str = "Ce que vous avez rempli est toujours là.";

/// A field of one line, which the refusal calls `what`; nothing, when it is empty.
pub(super) fn ligne(text: &str, what: &str) -> Result<Option<Libelle>, Explanation> {
    match Libelle::new(text) {
        Ok(line) => Ok(Some(line)),
        Err(LibelleRefuse::Vide) => Ok(None),
        Err(LibelleRefuse::TropLong(length)) => {
            let what = format!("{what} fait {length} signes : la limite est {LIBELLE_MAX}.");
            Err(Explanation::new(what, SAFE, "Raccourcissez, puis enregistrez."))
        }
    }
}
