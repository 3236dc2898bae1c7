//! A text that leaves the phone by the person's own hand: shared with another app, or copied.

use std::rc::Rc;

use leptos::task::spawn_local;

use super::Session;
use crate::browser::file;
use crate::browser::share::{self, Shared};
use crate::journal::Moyen;

impl Session {
    /// Offers a text to the other apps of the phone, where the browser can and `share` asks for it; else copies it.
    /// `given` hears by which means it left.
    pub fn donner(self, text: String, share: bool, given: Rc<dyn Fn(Moyen)>) {
        spawn_local(async move {
            let shared = if share { share::text(&text).await } else { Shared::Unsupported };
            match shared {
                Shared::Done => given(Moyen::Partage),
                Shared::Cancelled => {}
                Shared::Unsupported if file::copy(&text).await => {
                    self.tell("Texte copié.".into(), None);
                    given(Moyen::Copie);
                }
                Shared::Unsupported => {
                    self.tell("Ce navigateur ne copie pas. Montrez le QR ou le texte.".into(), None);
                }
            }
        });
    }
}
