//! A new vault.

use std::rc::Rc;

use super::copies::{Copies, Kept, names};
use super::look::{Found, look};
use super::temoin::Temoin;
use super::{Coffre, Copie, Outside, month_of};
use crate::app::port::{SealedStore, StoreError};
use crate::vault::{Class, Keyring, NewSlot, Secret, Slot};

/// Why no vault was made. Whatever lies on the phone was not touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreateError {
    /// There is one already, or the storage cannot say.
    Occupied,
    /// No way in was given, or too many.
    Ways,
    /// The key ring could be kept nowhere.
    Store(StoreError),
}

/// Makes a vault with these ways in, and opens it by the first. Its key ring is durable before anything else happens;
/// the answer says whether it is in both copies.
///
/// Where an earlier vault was lost, what is left of it stays.
pub async fn create<D: SealedStore, F: SealedStore>(
    copies: Rc<Copies<D, F>>,
    ways: Vec<NewSlot>,
    outside: &Outside<'_>,
) -> Result<(Coffre<D, F>, Kept), CreateError> {
    match look(&copies, outside).await {
        Found::Nothing | Found::Gone => {}
        Found::Refused(error) => return Err(CreateError::Store(error)),
        Found::Locked(_) | Found::Newer => return Err(CreateError::Occupied),
    }
    let mut keyring = Keyring::create(&ways, &mut outside.draw()).ok_or(CreateError::Ways)?;
    let slot = keyring.slots().first().map(Slot::public).ok_or(CreateError::Ways)?;
    let secret = ways.first().map(|way| Secret::from_bytes(*way.secret.expose())).ok_or(CreateError::Ways)?;
    let month = month_of(outside.now().jour.mois());
    for class in [Class::Durable, Class::Month] {
        keyring.draw(class, month, &mut outside.draw());
    }
    let mut coffre = Coffre::locked_with(copies, keyring, (slot, secret));
    coffre.reconciled = true;
    coffre.begin_generation().await.map_err(CreateError::Store)?;
    let kept = coffre.keep_keys(outside).await.map_err(CreateError::Store)?;
    Temoin { device: coffre.keyring.device(), seq: 0 }.write(outside.prefs);
    Ok((coffre, kept))
}

impl<D: SealedStore, F: SealedStore> Coffre<D, F> {
    /// Goes on in a generation of its own, where an earlier vault left one.
    async fn begin_generation(&mut self) -> Result<(), StoreError> {
        let generations = self.copies.generations().await;
        let last = generations.into_iter().flatten().max().unwrap_or(0);
        let mut is_free = true;
        for copie in Copie::ALL {
            let rows = self.copies.rows(copie, &names::trames(last)).await;
            is_free &= rows.map_or(true, |rows| rows.iter().next().is_none());
        }
        self.generation = if is_free { last } else { last + 1 };
        if self.generation > last {
            Kept::of(self.copies.put(names::GENERATION, self.generation.to_string().as_bytes()).await)?;
        }
        Ok(())
    }
}
