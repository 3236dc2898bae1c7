//! What a touched button or a typed field does to the form. Buttons say it by their name and value.

use super::{Ebauche, Gens, Objectif, Ou};
use crate::journal::{Age, Cadre, Etape, Foyer, Issue, Jour, Langue, Libelle, PremiereFois, Registre, Sexe, Vers};

impl Ebauche {
    /// What a touched button does. A choice touched again is taken back. Whether the button was one of the form's.
    pub fn press(&mut self, name: &str, value: &str, today: Jour) -> bool {
        match name {
            "cadre" => self.cadre = named(&Cadre::ALL, Cadre::word, value).unwrap_or(self.cadre),
            "quartier" => toggle(&mut self.quartier, Some(value.to_owned())),
            "issue" => toggle(&mut self.issue, named(&Issue::ALL, Issue::word, value)),
            "nombre" => self.count(value),
            "age" => toggle(&mut self.gens().age, named(&Age::ALL, Age::word, value)),
            "sexe" => toggle(&mut self.gens().sexe, named(&Sexe::ALL, Sexe::word, value)),
            "groupe" => self.personnes.push(Gens::UN),
            "groupe-retirer" => remove_at(&mut self.personnes, value),
            "foyer" => toggle(&mut self.foyer, named(&Foyer::ALL, Foyer::word, value)),
            "premiere" => toggle(&mut self.premiere_fois, named(&PremiereFois::ALL, PremiereFois::word, value)),
            "langue" => toggle(&mut self.langue, named(&Langue::ALL, Langue::word, value)),
            "besoin" => match self.besoins.iter().position(|besoin| besoin == value) {
                Some(at) => drop(self.besoins.remove(at)),
                None => self.besoins.push(value.to_owned()),
            },
            "registre" => toggle(&mut self.registre, named(&Registre::ALL, Registre::word, value)),
            "vers" => self.send(value),
            "vers-retirer" => remove_at(&mut self.orientations, value),
            "etape" => self.step(value),
            "relance" => {
                let days: u16 = value.parse().unwrap_or(0);
                toggle(&mut self.relance, Some(today.after(days)));
            }
            "objectif" => {
                self.objectif = match value {
                    "" => Objectif::Aucun,
                    id => Objectif::Choisi(id.to_owned()),
                }
            }
            "accord" => match self.accord {
                None => self.accord = Some(today),
                // Without the agreement there is nobody to name.
                Some(_) => {
                    self.accord = None;
                    self.nom.clear();
                    self.telephone.clear();
                }
            },
            _ => return false,
        }
        true
    }

    /// What a typed field holds now. Whether it is one of the form's.
    pub fn typed(&mut self, name: &str, text: String) -> bool {
        match name {
            "note" => self.note = text,
            "langue-parlee" => self.langue_parlee = text,
            "motif" => self.motif = text,
            "nom" => self.nom = text,
            "telephone" => self.telephone = text,
            "lieu" => self.ou = Ou::Libre(text),
            "date" => self.relance = text.parse().ok(),
            _ => return false,
        }
        true
    }

    /// The group that is being told.
    fn gens(&mut self) -> &mut Gens {
        if self.personnes.is_empty() {
            self.personnes.push(Gens::UN);
        }
        // There is one now.
        let last = self.personnes.len() - 1;
        &mut self.personnes[last]
    }

    /// More or fewer people in the group that is being told; none is no group.
    fn count(&mut self, change: &str) {
        let change: i32 = change.parse().unwrap_or(0);
        let before = self.personnes.last().map_or(0, |gens| i32::from(gens.nombre));
        match u16::try_from((before + change).clamp(0, 999)) {
            Ok(0) | Err(_) => drop(self.personnes.pop()),
            Ok(nombre) => self.gens().nombre = nombre,
        }
    }

    /// Sends to a place, or no longer.
    fn send(&mut self, value: &str) {
        let vers = match value.split_once(':') {
            Some(("dispositif", id)) => Vers::Dispositif(id.to_owned()),
            Some(("acteur", id)) => Vers::Acteur(id.to_owned()),
            Some(("libre", text)) => match Libelle::new(text) {
                Ok(text) => Vers::Libre(text),
                Err(_) => return,
            },
            _ => return,
        };
        match self.orientations.iter().position(|(known, _)| *known == vers) {
            Some(at) => drop(self.orientations.remove(at)),
            None => self.orientations.push((vers, Etape::Proposee)),
        }
    }

    /// Sets the step of an orientation: its place in the list, then the step's word.
    fn step(&mut self, value: &str) {
        let Some((at, word)) = value.split_once(':') else { return };
        let orientation = at.parse().ok().and_then(|at: usize| self.orientations.get_mut(at));
        if let (Some((_, etape)), Some(wanted)) = (orientation, named(&Etape::ALL, Etape::word, word)) {
            *etape = wanted;
        }
    }
}

/// The value of this word.
pub(super) fn named<T: Copy>(all: &[T], word: fn(T) -> &'static str, wanted: &str) -> Option<T> {
    all.iter().copied().find(|value| word(*value) == wanted)
}

/// Chooses, or takes the choice back.
fn toggle<T: PartialEq>(chosen: &mut Option<T>, value: Option<T>) {
    *chosen = if *chosen == value { None } else { value };
}

fn remove_at<T>(items: &mut Vec<T>, at: &str) {
    if let Some(at) = at.parse().ok().filter(|at: &usize| *at < items.len()) {
        items.remove(at);
    }
}
