//! The text of a draft: one value a line, the note last since it may have lines of its own.

use super::gestes::named;
use super::{Ebauche, Gens, Objectif, Ou};
use crate::journal::{
    Age, Cadre, Etape, EventId, Foyer, Issue, Langue, Libelle, Porte, PremiereFois, Registre, Sexe, Vers,
};

impl Ebauche {
    /// The text of a draft.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        let mut line = |name: &str, value: &str| {
            if !value.is_empty() {
                text.push_str(name);
                text.push(' ');
                // A field of one line may have been pasted into with several.
                text.push_str(&value.replace(['\n', '\r'], " "));
                text.push('\n');
            }
        };
        line("cadre", self.cadre.word());
        line("quartier", self.quartier.as_deref().unwrap_or_default());
        line("tournee", &self.tournee.map(|id| id.to_string()).unwrap_or_default());
        match &self.ou {
            Ou::Libre(words) => line("lieu", words),
            Ou::Hall(immeuble, hall) => line("hall", &format!("{immeuble} {hall}")),
            Ou::Porte(porte) => line("porte", &porte.to_string()),
        }
        line("issue", self.issue.map_or("", Issue::word));
        for gens in &self.personnes {
            let (age, sexe) = (gens.age.map_or("-", Age::word), gens.sexe.map_or("-", Sexe::word));
            line("gens", &format!("{} {age} {sexe}", gens.nombre));
        }
        line("foyer", self.foyer.map_or("", Foyer::word));
        line("premiere", self.premiere_fois.map_or("", PremiereFois::word));
        line("langue", self.langue.map_or("", Langue::word));
        line("parle", &self.langue_parlee);
        self.besoins.iter().for_each(|id| line("besoin", id));
        line("registre", self.registre.map_or("", Registre::word));
        for (vers, etape) in &self.orientations {
            let (kind, what) = match vers {
                Vers::Dispositif(id) => ("dispositif", id.as_str()),
                Vers::Acteur(id) => ("acteur", id.as_str()),
                Vers::Libre(text) => ("libre", text.as_str()),
            };
            line(kind, &format!("{} {what}", etape.word()));
        }
        line("relance", &self.relance.map(|jour| jour.to_string()).unwrap_or_default());
        line("motif", &self.motif);
        match &self.objectif {
            Objectif::Deduit => {}
            Objectif::Aucun => line("objectif", "-"),
            Objectif::Choisi(id) => line("objectif", &format!("= {id}")),
        }
        line("but", self.objectif_de_tournee.as_deref().unwrap_or_default());
        if let Some(jour) = self.accord {
            line("accord", &jour.to_string());
            line("nom", &self.nom);
            line("telephone", &self.telephone);
        }
        text + "note " + &self.note
    }

    /// Reads a draft. What this version does not know is left out. Closed lists were once kept by their names for people.
    pub fn parse(text: &str) -> Self {
        let mut ebauche = Self::new(Cadre::PorteAPorte);
        let mut rest = text;
        while let Some((name, after)) = rest.split_once(' ') {
            if name == "note" {
                after.clone_into(&mut ebauche.note);
                break;
            }
            let (value, next) = after.split_once('\n').unwrap_or((after, ""));
            ebauche.line(name, value);
            rest = next;
        }
        ebauche
    }

    fn line(&mut self, name: &str, value: &str) {
        let two = value.split_once(' ').unwrap_or((value, ""));
        match name {
            "cadre" => self.cadre = known(&Cadre::ALL, Cadre::word, Cadre::label, value).unwrap_or(self.cadre),
            "quartier" => self.quartier = Some(value.to_owned()),
            "tournee" => self.tournee = EventId::parse(value),
            "lieu" => self.ou = Ou::Libre(value.to_owned()),
            "hall" => {
                if let (Some(immeuble), Ok(hall)) = (EventId::parse(two.0), two.1.parse()) {
                    self.ou = Ou::Hall(immeuble, hall);
                }
            }
            "porte" => {
                if let Some(porte) = Porte::parse(value) {
                    self.ou = Ou::Porte(porte);
                }
            }
            "issue" => self.issue = known(&Issue::ALL, Issue::word, Issue::label, value),
            "gens" => {
                let mut words = value.split(' ');
                let nombre = words.next().and_then(|nombre| nombre.parse().ok()).unwrap_or(1);
                let age = words.next().and_then(|word| named(&Age::ALL, Age::word, word));
                let sexe = words.next().and_then(|word| named(&Sexe::ALL, Sexe::word, word));
                self.personnes.push(Gens { nombre, age, sexe });
            }
            "foyer" => self.foyer = named(&Foyer::ALL, Foyer::word, value),
            "premiere" => self.premiere_fois = named(&PremiereFois::ALL, PremiereFois::word, value),
            "langue" => self.langue = known(&Langue::ALL, Langue::word, Langue::label, value),
            "parle" => value.clone_into(&mut self.langue_parlee),
            "besoin" => self.besoins.push(value.to_owned()),
            "registre" => self.registre = named(&Registre::ALL, Registre::word, value),
            "dispositif" | "acteur" | "libre" => {
                let vers = match (name, Libelle::new(two.1)) {
                    ("dispositif", _) => Vers::Dispositif(two.1.to_owned()),
                    ("acteur", _) => Vers::Acteur(two.1.to_owned()),
                    (_, Ok(text)) => Vers::Libre(text),
                    (_, Err(_)) => return,
                };
                let etape = named(&Etape::ALL, Etape::word, two.0).unwrap_or(Etape::Proposee);
                self.orientations.push((vers, etape));
            }
            "relance" => self.relance = value.parse().ok(),
            "motif" => value.clone_into(&mut self.motif),
            "objectif" => {
                self.objectif = match two {
                    ("=", id) => Objectif::Choisi(id.to_owned()),
                    _ => Objectif::Aucun,
                }
            }
            "but" => self.objectif_de_tournee = Some(value.to_owned()),
            "accord" => self.accord = value.parse().ok(),
            "nom" => value.clone_into(&mut self.nom),
            "telephone" => value.clone_into(&mut self.telephone),
            _ => {}
        }
    }
}

/// The value of this word, or of this name for people.
fn known<T: Copy>(all: &[T], word: fn(T) -> &'static str, label: fn(T) -> &'static str, wanted: &str) -> Option<T> {
    named(all, word, wanted).or_else(|| named(all, label, wanted))
}
