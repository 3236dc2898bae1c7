//! The journal as a list: made once for each state of the journal, and gone when it locks.

use std::rc::Rc;

use leptos::prelude::*;

use super::Session;
use crate::app::registre::Registre;
use crate::journal::{Jour, Journal};
use crate::ui::documents::terrain::liste::Etat;

/// The list, with what it was made of.
#[derive(Clone)]
pub(super) struct Tenu {
    journal: *const Journal,
    events: usize,
    contrat: Option<String>,
    jour: Jour,
    registre: Rc<Registre>,
}

impl Session {
    /// The list of this journal as it stands.
    pub fn registre(self, journal: &Journal) -> Rc<Registre> {
        let (contrat, jour) = (self.ready(), Self::today());
        let id = contrat.as_ref().map(|contrat| contrat.id().to_owned());
        let known = self.tenu.get_value().filter(|tenu| {
            std::ptr::eq(tenu.journal, journal)
                && (tenu.events, tenu.jour) == (journal.len(), jour)
                && tenu.contrat == id
        });
        if let Some(Tenu { registre, .. }) = known {
            return registre;
        }
        let registre = Rc::new(Registre::new(journal, contrat.as_deref(), jour));
        let tenu = Tenu { journal, events: journal.len(), contrat: id, jour, registre: Rc::clone(&registre) };
        self.tenu.set_value(Some(tenu));
        registre
    }

    /// Forgets the list, what was looked for in it and where one was.
    pub(super) fn forget_list(self) {
        self.tenu.set_value(None);
        self.liste.set(Etat::default());
    }
}
