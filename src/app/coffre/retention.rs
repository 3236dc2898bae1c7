//! Letting months go: a list first, then the checkpoint, then the keys.

use super::copies::Kept;
use super::{Coffre, Outside, mois_of, month_of};
use crate::app::port::{SealedStore, StoreError};
use crate::journal::{Checkpoint, Effacement, EventId, Fait, IDENTITE_MOIS, Libelle, Mois, MoisGardes};
use crate::vault::{self, Class, ClockVerdict, KeyId, Month, Retention};

/// What would go, to be shown before anything does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The months.
    pub mois: Vec<Mois>,
    /// How many contacts they hold.
    pub contacts: u32,
    /// How many identities go, of these months or of people not met since.
    pub identites: u32,
    erased: Vec<EventId>,
    keys: Vec<KeyId>,
}

/// The rule that a journal's last word on it makes ([`crate::journal::Journal::conservation`]): 24 months without one.
pub fn retention(chosen: Option<MoisGardes>) -> Retention {
    chosen.and_then(|mois| Retention::new(mois.get())).unwrap_or_default()
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// What the rule that was chosen would let go now; nothing when there is nothing. Refused, with the doubt, while the
    /// clock is doubtful.
    pub fn plan(&self, outside: &Outside<'_>) -> Result<Option<Plan>, ClockVerdict> {
        let now = outside.now();
        let retention = retention(self.journal.borrow().conservation());
        let last_contact = |key: KeyId| {
            let contact = self.registre.contact_of(key)?;
            last_met(self.journal.borrow().identite(contact)?.expire.mois())
        };
        let verdict = self.temps.judge(now);
        let month = month_of(now.jour.mois());
        let Some(over) = vault::plan(self.keyring.keys(), month, verdict, retention, &last_contact)? else {
            return Ok(None);
        };
        let months = over.keys.iter().filter(|key| key.class == Class::Month).map(|key| mois_of(key.month));
        let mut mois: Vec<Mois> = months.collect();
        mois.dedup();
        let contacts = self.journal.borrow().contacts().filter(|contact| mois.contains(&contact.mois)).count();
        let identities = over.keys.iter().filter(|key| key.class == Class::Identity);
        let erased: Vec<EventId> = identities
            .filter_map(|key| self.registre.contact_of(key.id))
            .filter(|contact| self.journal.borrow().identite(*contact).is_some())
            .collect();
        Ok(Some(Plan {
            mois,
            contacts: u32::try_from(contacts).unwrap_or(u32::MAX),
            identites: u32::try_from(erased.len()).unwrap_or(u32::MAX),
            erased,
            keys: over.ids(),
        }))
    }

    /// Lets go what the plan lists: the events that say so first, then the keys, in every copy.
    pub async fn retire(&mut self, plan: &Plan, outside: &Outside<'_>) -> Result<Kept, StoreError> {
        let Ok(motif) = Libelle::new("Durée de conservation atteinte") else {
            return Err(StoreError { fault: crate::app::port::StoreFault::Unknown, detail: "motif".into() });
        };
        let checkpoint = Checkpoint {
            mois: plan.mois.clone(),
            cles: plan.keys.iter().map(|key| format!("{key:?}")).collect(),
            contacts: plan.contacts,
            motif,
            autres: Default::default(),
        };
        let erased = plan.erased.iter().map(|contact| Fait::IdentiteEffacee(Effacement::of(*contact)));
        let faits = erased.chain([Fait::Checkpoint(checkpoint)]).map(|fait| (outside.new_id(), fait)).collect();
        let kept = self.write(faits, outside).await?;
        // Nothing of this can be taken back: the keys go now, and again at each opening.
        self.let_go(Some(outside.now()), outside).await?;
        Ok(kept)
    }

    /// The person says that the clock is right, after a long silence or a correction.
    pub async fn confirm_clock(&mut self, outside: &Outside<'_>) -> Result<Kept, StoreError> {
        let plancher = outside.now().jour;
        let fait = Fait::HorlogeCorrigee(crate::journal::HorlogeCorrigee { plancher, autres: Default::default() });
        self.write(vec![(outside.new_id(), fait)], outside).await
    }
}

/// The month of the last contact with a person whose identity expires in this one.
fn last_met(expire: Mois) -> Option<Month> {
    let (year, month, _) = expire.first_day().parts();
    Month::new(year - i32::from(IDENTITE_MOIS / 12), month)
}
