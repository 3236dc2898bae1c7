//! What goes wrong with the vault, told to the person who meets it.

use super::{Copie, CreateError, DayCodeError, Kept, Mended, OpenError, RestoreError, WayError};
use crate::app::explain::Explanation;
use crate::app::port::{StoreError, StoreFault};
use crate::vault::{BackupFault, SlotError};

const CLOSED: &str = "Vos contacts sont toujours là, fermés à clé.";
const AS_BEFORE: &str = "Rien n'a changé sur ce téléphone.";

impl OpenError {
    /// Tells why the journal stays closed.
    pub fn explain(&self) -> Explanation {
        match self {
            OpenError::Wait { seconds } => Explanation::new(
                "Trop d'essais faux à la suite.",
                "Rien n'est effacé, quel que soit le nombre d'essais.",
                format!("Attendez {}, puis réessayez. La fiche de secours ouvre aussi.", duration(*seconds)),
            ),
            OpenError::WrongSecret { wait: 0, .. } => Explanation::new(
                "Ce n'est pas la bonne phrase.",
                CLOSED,
                "Vérifiez chaque mot, ou prenez votre fiche de secours.",
            ),
            OpenError::WrongSecret { tries, wait } => Explanation::new(
                format!("Ce n'est pas la bonne phrase : {tries} essais faux à la suite."),
                CLOSED,
                format!("Le prochain essai sera possible dans {}. La fiche de secours ouvre aussi.", duration(*wait)),
            ),
            OpenError::NoSlot => Explanation::new(
                "Cette façon d'ouvrir n'existe plus.",
                CLOSED,
                "Choisissez-en une autre : phrase, clé du téléphone ou fiche de secours.",
            ),
            OpenError::Damaged => Explanation::new(
                "Le trousseau de clés est abîmé dans les deux copies. La phrase est juste, mais rien ne s'ouvre.",
                "Rien n'est effacé. Vos sauvegardes restent bonnes.",
                "Reprenez votre dernière sauvegarde. Gardez ce téléphone comme il est : ne videz pas ses données.",
            ),
            OpenError::Newer => StoreError { fault: StoreFault::Newer, detail: String::new() }.explain(),
            OpenError::Store(error) => error.explain(),
        }
    }
}

impl CreateError {
    /// Tells why no vault was made.
    pub fn explain(&self) -> Explanation {
        match self {
            CreateError::Occupied => Explanation::new(
                "Il y a déjà un journal sur ce téléphone.",
                CLOSED,
                "Rouvrez Relais, puis ouvrez ce journal avec votre phrase ou votre fiche.",
            ),
            CreateError::Ways => Explanation::new(
                "Il faut au moins une façon d'ouvrir le journal, et seize au plus.",
                "Rien n'a été créé.",
                "Choisissez une phrase secrète, puis recommencez.",
            ),
            CreateError::Store(error) => error.explain(),
        }
    }
}

impl RestoreError {
    /// Tells why a backup was not taken in.
    pub fn explain(&self) -> Explanation {
        let (what, next) = match self {
            RestoreError::File(BackupFault::Text(_) | BackupFault::Content) => (
                "Ce fichier n'est pas une sauvegarde entière de Relais : il est coupé, abîmé ou d'une autre sorte.",
                "Reprenez le fichier là où vous l'aviez rangé, ou essayez une sauvegarde plus ancienne.",
            ),
            RestoreError::File(BackupFault::Witness(_)) => (
                "Ce fichier a été modifié par quelqu'un qui n'a pas les clés du journal.",
                "Ne l'utilisez pas. Prenez une autre sauvegarde, et parlez-en à votre responsable.",
            ),
            RestoreError::Newer => (
                "Une version plus récente de Relais a écrit ce fichier.",
                "Mettez Relais à jour avec du réseau, puis réessayez.",
            ),
            RestoreError::WrongSecret => (
                "Cette phrase n'ouvre pas la sauvegarde.",
                "Prenez la phrase ou la fiche qui servait quand la sauvegarde a été faite.",
            ),
            RestoreError::NoSlot => {
                ("La sauvegarde ne connaît pas cette façon d'ouvrir.", "Choisissez-en une autre dans la liste.")
            }
            RestoreError::Damaged => {
                ("Les clés de cette sauvegarde sont abîmées.", "Essayez une sauvegarde plus ancienne.")
            }
            RestoreError::Foreign => (
                "C'est la sauvegarde d'un autre journal que celui de ce téléphone.",
                "Ouvrez-la sur un téléphone sans journal, ou choisissez la bonne sauvegarde.",
            ),
            RestoreError::Occupied => {
                ("Il y a déjà un journal sur ce téléphone.", "Ouvrez d'abord ce journal, puis reprenez la sauvegarde.")
            }
            RestoreError::Store(error) => return error.explain(),
        };
        Explanation::new(what, AS_BEFORE, next)
    }
}

impl WayError {
    /// Tells why a way in was not changed.
    pub fn explain(&self) -> Explanation {
        match self {
            WayError::Refused(SlotError::Last) => Explanation::new(
                "C'est la dernière façon d'ouvrir : sans elle, plus personne n'entre.",
                AS_BEFORE,
                "Ajoutez-en une autre, puis enlevez celle-ci.",
            ),
            WayError::Refused(SlotError::TooMany) => {
                Explanation::new("Il y a déjà seize façons d'ouvrir.", AS_BEFORE, "Enlevez-en une, puis recommencez.")
            }
            WayError::Refused(SlotError::Unknown) => {
                Explanation::new("Cette façon d'ouvrir n'existe plus.", AS_BEFORE, "Revenez à la liste.")
            }
            WayError::Refused(SlotError::Stale(_)) => Explanation::new(
                "Une autre façon d'ouvrir n'a pas servi depuis trop longtemps pour suivre ce changement.",
                AS_BEFORE,
                "Ouvrez une fois le journal avec elle, ou enlevez-la, puis recommencez.",
            ),
            WayError::NotKept(error) => Explanation::new(
                "Le téléphone n'a pas pu garder ce changement. Il le fera au prochain enregistrement.",
                "Vos contacts sont intacts.",
                format!("Gardez l'ancienne phrase et la nouvelle jusque-là. {}", error.explain().next),
            ),
        }
    }
}

impl DayCodeError {
    /// Tells why the code of the day does not open.
    pub fn explain(&self) -> Explanation {
        match self {
            DayCodeError::Wrong { left } => Explanation::new(
                "Ce n'est pas le code du jour.",
                CLOSED,
                match left {
                    1 => "Il reste un essai.".to_owned(),
                    left => format!("Il reste {left} essais."),
                },
            ),
            DayCodeError::Over => Explanation::new(
                "Le code du jour ne sert plus.",
                CLOSED,
                "Ouvrez avec votre phrase, la clé du téléphone ou votre fiche de secours.",
            ),
        }
    }
}

impl Kept {
    /// Tells that something is in one copy only; nothing to tell when it is in both.
    pub fn explain(&self) -> Option<Explanation> {
        let Kept::One { missing, why } = self else { return None };
        Some(Explanation::new(
            format!("Enregistré, une seule copie : {} n'a pas répondu.", missing.label()),
            "Le contact est gardé. Relais refera la seconde copie dès que possible.",
            match why.fault {
                StoreFault::Full => "Libérez de la place sur le téléphone, et faites une sauvegarde ce soir.",
                StoreFault::Blocked => "Fermez les autres fenêtres de Relais, et faites une sauvegarde ce soir.",
                _ => "Faites une sauvegarde ce soir.",
            },
        ))
    }
}

impl Mended {
    /// Tells what is lost, by number; nothing to tell when nothing is.
    pub fn explain(&self) -> Option<Explanation> {
        if !self.is_loss() {
            return None;
        }
        let mut numbers: Vec<String> = self.damaged.iter().map(|frame| frame.seq.to_string()).collect();
        numbers.extend(self.missing.iter().map(|(_, gap)| match (gap.start(), gap.end()) {
            (first, last) if first == last => first.to_string(),
            (first, last) => format!("{first} à {last}"),
        }));
        if self.letters_lost > 0 {
            numbers.push(format!("{} contact(s) notés journal fermé", self.letters_lost));
        }
        Some(Explanation::new(
            format!("Des entrées du journal ne se lisent plus dans aucune copie. Numéros : {}.", numbers.join(", ")),
            "Tout le reste est lu et gardé en deux copies.",
            "Si vous avez une sauvegarde, reprenez-la : elle rendra ce qui manque.",
        ))
    }
}

impl Copie {
    /// What to tell where a copy was found empty or damaged, and made again.
    pub fn explain_mended(self, frames: usize) -> Explanation {
        Explanation::new(
            format!("Une copie du journal était incomplète : {}.", self.label()),
            "L'autre copie avait tout.",
            format!("Rien à faire : {frames} entrées y ont été remises."),
        )
    }
}

/// A wait, for a person.
fn duration(seconds: u32) -> String {
    match seconds {
        0..=1 => "une seconde".to_owned(),
        2..=90 => format!("{seconds} secondes"),
        _ => format!("{} minutes", seconds.div_ceil(60)),
    }
}
