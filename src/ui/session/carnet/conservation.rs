//! How long months are kept: what is over is listed, and goes at the person's word.

use leptos::prelude::*;

use super::{Carnet, ferme, outside};
use crate::app::coffre::Retention;

impl Carnet {
    /// Lists the months whose time is over, once the whole journal is read.
    pub fn list_over(self) {
        self.run(async move |interieur| {
            if let Some(ouvert) = interieur.ouvert.as_ref().filter(|ouvert| ouvert.is_reconciled()) {
                self.depasse.set(Some(ouvert.plan(Retention::default(), &outside())));
            }
        });
    }

    /// Lets go what was listed.
    pub fn let_months_go(self) {
        let Some(Ok(Some(plan))) = self.depasse.get_untracked() else { return };
        self.work("Destruction…", async move |interieur| {
            let ouvert = interieur.ouvert.as_mut().ok_or_else(ferme)?;
            let kept = ouvert.retire(&plan, &outside()).await.map_err(|error| error.explain())?;
            self.publish(ouvert);
            self.depasse.set(Some(ouvert.plan(Retention::default(), &outside())));
            self.told(&kept, "Ces mois sont détruits sur ce téléphone.", None);
            Ok(())
        });
    }
}
