//! What is noted besides contacts: an act, a collective action, something out of order. A form is read when it is sent.

use super::champ::{SAFE, ligne};
use super::explain::Explanation;
use crate::journal::{
    ActionCollective, Age, Autres, Demarche, Fait, GenreAction, GenreDemarche, GenreVeille, Groupe, Jour, Minutes,
    Nombre, Sexe, Veille,
};

/// The forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Autre {
    /// Acts done for people.
    Demarche,
    /// An action with a group.
    Action,
    /// Something out of order in public space.
    Veille,
}

impl Autre {
    /// All of them.
    pub const ALL: [Autre; 3] = [Autre::Demarche, Autre::Action, Autre::Veille];

    /// Its word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Autre::Demarche => "demarche",
            Autre::Action => "action-collective",
            Autre::Veille => "veille",
        }
    }

    /// Its title.
    pub fn label(self) -> &'static str {
        match self {
            Autre::Demarche => "Noter une démarche",
            Autre::Action => "Noter une action collective",
            Autre::Veille => "Noter une veille technique",
        }
    }
}

/// A form as it was sent: the name and the value of each field, as often as it was chosen.
#[derive(Debug, Clone, Default)]
pub struct Champs(pub Vec<(String, String)>);

impl Champs {
    fn one<'c>(&'c self, name: &'c str) -> &'c str {
        self.all(name).next().unwrap_or_default()
    }

    fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.trim())
    }

    fn id(&self, name: &str) -> Option<String> {
        Some(self.one(name)).filter(|id| !id.is_empty()).map(str::to_owned)
    }
}

/// The name of the field of so many people of this age band and sex.
pub fn nom_de_groupe(age: Option<Age>, sexe: Sexe) -> String {
    format!("n-{}-{}", age.map_or("-", Age::word), sexe.word())
}

/// What the form says, or what it lacks.
pub fn lire(autre: Autre, champs: &Champs, contrat: &str, today: Jour) -> Result<Fait, Explanation> {
    let contrat = contrat.to_owned();
    let le = jour(champs.one("le"), today)?;
    let (quartier, autres) = (champs.id("quartier"), Autres::default());
    Ok(match autre {
        Autre::Demarche => {
            let genre = choisi(&GenreDemarche::ALL, GenreDemarche::word, champs.one("genre"))?;
            let nombre = nombre(champs.one("nombre"), "Le nombre de démarches")?.ok_or_else(|| lacks("combien"))?;
            Fait::DemarcheFaite(Demarche {
                contrat,
                genre,
                nombre,
                le,
                quartier,
                objectif: champs.id("objectif"),
                autres,
            })
        }
        Autre::Action => {
            let genre = choisi(&GenreAction::ALL, GenreAction::word, champs.one("genre"))?;
            let duree = match entier(champs.one("duree"), "La durée")? {
                None => None,
                Some(minutes) => Some(Minutes::new(minutes).ok_or_else(|| bounds("La durée", "1 à 1440 minutes"))?),
            };
            Fait::ActionCollective(Box::new(ActionCollective {
                contrat,
                genre,
                le,
                intitule: ligne(champs.one("intitule"), "Le titre")?,
                quartier,
                duree,
                personnes: personnes(champs)?,
                besoins: champs.all("besoin").map(str::to_owned).collect(),
                objectif: champs.id("objectif"),
                autres,
            }))
        }
        Autre::Veille => Fait::VeilleNotee(Box::new(Veille {
            contrat,
            genre: choisi(&GenreVeille::ALL, GenreVeille::word, champs.one("genre"))?,
            le,
            lieu: ligne(champs.one("lieu"), "Le lieu")?.ok_or_else(|| lacks("où"))?,
            quartier,
            transmis: ligne(champs.one("transmis"), "Le service")?,
            autres,
        })),
    })
}

/// The groups, by age band and sex; whoever is left of the whole number is a group of whom nothing is told.
fn personnes(champs: &Champs) -> Result<Vec<Groupe>, Explanation> {
    let mut found = Vec::new();
    let mut counted = 0;
    for age in [None].into_iter().chain(Age::ALL.map(Some)) {
        for sexe in Sexe::ALL {
            if let Some(nombre) = nombre(champs.one(&nom_de_groupe(age, sexe)), "Le nombre de personnes")? {
                counted += nombre.get();
                found.push(Groupe { nombre, age, sexe: Some(sexe), autres: Autres::default() });
            }
        }
    }
    let whole = nombre(champs.one("combien"), "Le nombre de personnes")?.map_or(counted, Nombre::get);
    if whole < counted {
        let what = format!("Par âge et sexe, il y a {counted} personnes : plus que les {whole} en tout.");
        return Err(Explanation::new(what, SAFE, "Corrigez un des nombres."));
    }
    if let Some(nombre) = Nombre::new(whole - counted) {
        found.insert(0, Groupe { nombre, age: None, sexe: None, autres: Autres::default() });
    }
    Ok(found)
}

fn lacks(what: &str) -> Explanation {
    Explanation::new(format!("Il manque : {what}."), SAFE, "Complétez, puis enregistrez.")
}

fn bounds(what: &str, bounds: &str) -> Explanation {
    Explanation::new(format!("{what} ne va pas."), SAFE, format!("Mettez un nombre entier : {bounds}."))
}

fn choisi<T: Copy>(all: &[T], word: fn(T) -> &'static str, wanted: &str) -> Result<T, Explanation> {
    all.iter().copied().find(|value| word(*value) == wanted).ok_or_else(|| lacks("de quoi il s'agit"))
}

/// A whole number; nothing, when the field is empty or says none.
fn entier(text: &str, what: &str) -> Result<Option<u16>, Explanation> {
    match text {
        "" | "0" => Ok(None),
        _ => text.parse().map(Some).map_err(|_| bounds(what, "1 à 999")),
    }
}

fn nombre(text: &str, what: &str) -> Result<Option<Nombre>, Explanation> {
    match entier(text, what)? {
        None => Ok(None),
        Some(number) => Nombre::new(number).map(Some).ok_or_else(|| bounds(what, "1 à 999")),
    }
}

/// A day that has come.
fn jour(text: &str, today: Jour) -> Result<Jour, Explanation> {
    match text.parse::<Jour>() {
        _ if text.is_empty() => Ok(today),
        Ok(jour) if jour <= today => Ok(jour),
        _ => Err(Explanation::new("Ce jour n'est pas encore venu.", SAFE, "Choisissez aujourd'hui ou un jour passé.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Jour {
        Jour::new(2026, 11, 22).unwrap()
    }

    fn read(autre: Autre, fields: &[(&str, &str)]) -> Result<Fait, String> {
        let champs = Champs(fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect());
        lire(autre, &champs, "essai", today()).map_err(|explanation| explanation.what)
    }

    #[test]
    fn an_act_is_a_kind_and_a_count() {
        let fait = read(Autre::Demarche, &[("genre", "rendez-vous"), ("nombre", "3"), ("quartier", "")]).unwrap();
        let Fait::DemarcheFaite(demarche) = fait else { panic!() };
        assert_eq!((demarche.genre, demarche.nombre.get(), demarche.le), (GenreDemarche::RendezVous, 3, today()));
        assert_eq!(demarche.quartier, None);
        for (fields, word) in [
            (&[("nombre", "3")][..], "de quoi"),
            (&[("genre", "dossier"), ("nombre", "")], "combien"),
            (&[("genre", "dossier"), ("nombre", "-2")], "ne va pas"),
            (&[("genre", "dossier"), ("nombre", "1000")], "ne va pas"),
            (&[("genre", "dossier"), ("nombre", "2,5")], "ne va pas"),
            (&[("genre", "dossier"), ("nombre", "2"), ("le", "2026-11-23")], "pas encore venu"),
            (&[("genre", "dossier"), ("nombre", "2"), ("le", "hier")], "pas encore venu"),
        ] {
            let what = read(Autre::Demarche, fields).unwrap_err();
            assert!(what.contains(word), "{fields:?}: {what}");
        }
    }

    #[test]
    fn an_action_counts_people_by_age_and_sex_and_those_of_whom_nothing_is_told() {
        let fields = [
            ("genre", "atelier"),
            ("intitule", "Lire une facture"),
            ("duree", "90"),
            ("combien", "12"),
            ("n-26-39-femme", "4"),
            ("n---homme", "2"),
            ("besoin", "energie-factures"),
            ("besoin", "argent-dettes"),
        ];
        let Fait::ActionCollective(action) = read(Autre::Action, &fields).unwrap() else { panic!() };
        let told: Vec<_> = action.personnes.iter().map(|one| (one.nombre.get(), one.age, one.sexe)).collect();
        let expected = [(6, None, None), (2, None, Some(Sexe::Homme)), (4, Some(Age::De26A39), Some(Sexe::Femme))];
        assert_eq!(told, expected);
        assert_eq!((action.besoins.len(), action.duree.map(Minutes::get)), (2, Some(90)));
        let too_many = [("genre", "atelier"), ("combien", "3"), ("n---femme", "4")];
        assert!(read(Autre::Action, &too_many).unwrap_err().contains("plus que les 3"));
        let none = read(Autre::Action, &[("genre", "stand")]).unwrap();
        assert!(matches!(none, Fait::ActionCollective(action) if action.personnes.is_empty()));
        assert!(read(Autre::Action, &[("genre", "stand"), ("duree", "2000")]).unwrap_err().contains("durée"));
    }

    #[test]
    fn something_out_of_order_has_a_place_and_perhaps_somebody_who_was_told() {
        let fields = [("genre", "ascenseur"), ("lieu", " 12 rue des Lilas "), ("transmis", "Bailleur")];
        let Fait::VeilleNotee(veille) = read(Autre::Veille, &fields).unwrap() else { panic!() };
        assert_eq!((veille.lieu.as_str(), veille.transmis.unwrap().as_str()), ("12 rue des Lilas", "Bailleur"));
        assert!(read(Autre::Veille, &[("genre", "eau"), ("lieu", " ")]).unwrap_err().contains("où"));
        let long = "é".repeat(1_000_000);
        assert!(read(Autre::Veille, &[("genre", "eau"), ("lieu", &long)]).unwrap_err().contains("limite"));
    }
}
