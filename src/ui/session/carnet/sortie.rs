//! Where the journal lies, and how it leaves this phone and comes back: copies, checks, backups.

use std::rc::Rc;

use leptos::prelude::*;

use super::ouvrir::secrets;
use super::{Apporte, Carnet, Interieur, Ouvert, ferme, outside};
use crate::app::coffre::{Arrivage, Bilan, Copie, RestoreError};
use crate::app::explain::Explanation;
use crate::browser::{file, share};
use crate::ui::route::Route;

/// What the storage page says of the journal.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lieux {
    /// When the last backup left, in milliseconds since 1970.
    pub export_ms: Option<i64>,
    /// Each copy by the name that a person gives it, and whether its key ring was there when one last looked.
    pub copies: Vec<(&'static str, bool)>,
    /// What measuring or checking found, in words.
    pub constat: Option<String>,
}

/// A backup that is being taken back.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Retour {
    /// None.
    #[default]
    Rien,
    /// It was read, and is locked: by a phrase or a sheet it opens.
    Lu,
    /// It is open: what it would bring.
    Ouvert(Bilan),
}

/// A backup of many years stays far below.
const MAX_BYTES: usize = 256 * 1024 * 1024;
/// Room for many thousands of contacts.
const ROOM_BYTES: u32 = 8 * 1024 * 1024;

impl Carnet {
    /// Reads what the storage page says.
    pub fn look_at_places(self) {
        self.run(async move |interieur| self.say_places(interieur, None));
    }

    /// Writes eight megabytes beside the journal, reads them back and removes them.
    pub fn measure(self) {
        self.work("Mesure de la place…", async move |interieur| {
            let copies = self.copies.get_value();
            let words = match copies.files.has_room(ROOM_BYTES).await {
                Ok(true) => "Il y a de la place : 8 Mo ont été écrits, relus, puis retirés.",
                Ok(false) => {
                    "Il n'y a plus 8 Mo de libres. Retirez des photos ou des applications, et faites une sauvegarde."
                }
                Err(error) => return Err(error.explain()),
            };
            self.say_places(interieur, Some(words.into()));
            Ok(())
        });
    }

    /// Checks the chain of the open journal, frame by frame.
    pub fn check(self) {
        self.work("Vérification…", async move |interieur| {
            let ouvert = interieur.ouvert.as_mut().ok_or_else(ferme)?;
            let verdict = ouvert.check(&outside()).await.map_err(|error| error.explain())?;
            let refused: Vec<&str> = verdict.refused.iter().map(|copie: &Copie| copie.label()).collect();
            let mut words = match verdict.faults.len() {
                0 => format!("Vérifié : {} entrées, sans aucun défaut.", verdict.frames),
                faults => format!(
                    "{} entrées vérifiées, {faults} défauts. Faites une sauvegarde et gardez ce téléphone.",
                    verdict.frames
                ),
            };
            if !refused.is_empty() {
                words.push_str(&format!(" Ne répond pas : {}.", refused.join(", ")));
            }
            self.say_places(interieur, Some(words));
            Ok(())
        });
    }

    fn say_places(self, interieur: &mut Interieur, constat: Option<String>) {
        let export_ms = interieur.ouvert.as_ref().and_then(Ouvert::last_export_ms);
        let copies = interieur.copies.iter().map(|(copie, present)| (copie.label(), *present)).collect();
        self.lieux.set(Some(Lieux { export_ms, copies, constat }));
    }

    /// Makes a backup and hands it to the phone: its share sheet, or a download.
    pub fn back_up(self) {
        self.work("Préparation de la sauvegarde…", async move |interieur| {
            let ouvert = interieur.ouvert.as_mut().ok_or_else(ferme)?;
            let sauvegarde = ouvert.back_up(&outside()).await.map_err(|error| error.explain())?;
            let is_out = match share::text_file(&sauvegarde.name, &sauvegarde.text).await {
                share::Shared::Done => true,
                share::Shared::Cancelled => false,
                share::Shared::Unsupported => file::save(&sauvegarde.name, &sauvegarde.text),
            };
            if !is_out {
                return Err(Explanation::new(
                    "La sauvegarde n'est pas partie.",
                    "Vos contacts sont toujours sur ce téléphone.",
                    "Touchez encore « Faire une sauvegarde », et choisissez où la mettre.",
                ));
            }
            ouvert.exported(&sauvegarde).await.map_err(|error| error.explain())?;
            self.publish(ouvert);
            self.say_places(interieur, None);
            self.session.tell(format!("Sauvegarde faite : {}.", sauvegarde.name), None);
            Ok(())
        });
    }

    /// Reads a file that the person chose.
    pub fn read_backup(self, chosen: web_sys::File) {
        self.work("Lecture du fichier…", async move |interieur| {
            let bytes = file::read(&chosen, MAX_BYTES, &|_| {}).await;
            let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
            let arrivage = Arrivage::read(text).map_err(|error| error.explain())?;
            interieur.arrivage = Some(arrivage);
            interieur.apercu = None;
            self.retour.set(Retour::Lu);
            Ok(())
        });
    }

    /// Opens the file, to see what it holds. Nothing is written.
    pub fn open_backup(self, apporte: Apporte) {
        self.work("Ouverture de la sauvegarde…", async move |interieur| {
            let arrivage = interieur.arrivage.clone().ok_or_else(ferme)?;
            let mut refused = RestoreError::NoSlot;
            let secrets = secrets(&arrivage.acces(), &apporte).await.inspect_err(|_| apporte.give_back())?;
            for (acces, secret) in secrets {
                let journal = interieur.ouvert.as_ref().map(Ouvert::journal);
                let here = journal.as_deref().zip(interieur.ouvert.as_ref().map(Ouvert::vault));
                match arrivage.clone().open(acces.slot, secret, here, &outside()) {
                    Ok(apercu) => {
                        self.retour.set(Retour::Ouvert(apercu.bilan.clone()));
                        interieur.apercu = Some(apercu);
                        return Ok(());
                    }
                    Err(error) => refused = error,
                }
            }
            apporte.give_back();
            Err(refused.explain())
        });
    }

    /// Takes the file in, whole or not at all.
    pub fn restore(self) {
        self.work("Reprise de la sauvegarde…", async move |interieur| {
            let apercu = interieur.apercu.take().ok_or_else(ferme)?;
            let kept = match interieur.ouvert.as_mut() {
                Some(ouvert) => {
                    let kept = ouvert.take_back(apercu, &outside()).await;
                    self.publish(ouvert);
                    kept
                }
                None => {
                    if !self.take_pen(interieur, false).await {
                        return Ok(());
                    }
                    let done = apercu.restore(Rc::clone(&self.copies.get_value()), &outside()).await;
                    done.map(|(ouvert, kept)| {
                        self.enter(interieur, ouvert);
                        kept
                    })
                }
            };
            self.retour.set(Retour::Rien);
            interieur.arrivage = None;
            let kept = kept.map_err(|error| error.explain())?;
            self.told(&kept, "La sauvegarde est reprise. Le journal est ouvert.", None);
            self.navigation.replace(&Route::Terrain);
            self.settle(interieur).await;
            Ok(())
        });
    }

    /// Leaves the file aside.
    pub fn leave_backup(self) {
        self.souci.set(None);
        self.retour.set(Retour::Rien);
        self.run(async move |interieur| {
            interieur.arrivage = None;
            interieur.apercu = None;
        });
    }
}
