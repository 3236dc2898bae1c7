//! One question put to every contract of this phone, one contract in memory at a time.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::app::catalogue;
use crate::app::compare::Question;
use crate::app::consult::Contrat;
use crate::ui::documents::comparer::Answers;

impl Session {
    /// Asks every contract of this phone, beginning with `home`. `words` hear how far it is, `shown` gets the answers as
    /// they come, both as HTML; it stops when nobody looks at them any more.
    pub fn compare(&self, home: Arc<Contrat>, question: Question, words: RwSignal<String>, shown: RwSignal<String>) {
        let session = *self;
        spawn_local(async move {
            let Ok(vocabulaire) = session.vocabulaire().await else { return };
            let mut others = session.list_installed().await;
            others.retain(|header| header.id != home.id());
            let mut answers = Answers::of(1 + others.len());
            answers.add(&home, &question);
            let tell = |answers: &Answers| {
                let gone = words.try_set(answers.words()).is_some() || shown.try_set(answers.page()).is_some();
                !gone
            };
            let mut looked_at = tell(&answers);
            let catalogue = session.catalogue.get_value();
            for header in others {
                if !looked_at {
                    return;
                }
                match catalogue::open(&*catalogue, &header.id).await {
                    Ok(Some(pack)) => answers.add(&Contrat::new(pack, Arc::clone(&vocabulaire)), &question),
                    _ => answers.add_unreadable(&header.territoire),
                }
                looked_at = tell(&answers);
            }
        });
    }
}
