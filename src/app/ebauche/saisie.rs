//! What a form is saved as, or what it lacks.

use super::{Ebauche, Ou};
use crate::app::champ::{SAFE, ligne};
use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::journal::{
    Accord, Autres, Contact, ContactRecord, Correction, Effacement, Etape, EventId, Fait, Groupe, Identite,
    IdentiteDonnee, Issue, Jour, Lieu, NOM_MAX, NOTE_MAX, Nom, NomRefuse, Nombre, NoteEcrite, NoteLibre, Passage,
    Relance, Saisie, Suivi, Telephone, Vers,
};

impl Ebauche {
    /// What a new contact is saved as, or what is missing.
    pub fn saisie(&self, contrat: &Contrat, today: Jour) -> Result<Saisie, Explanation> {
        let contact = self.contact(Contact::new(contrat.id(), self.cadre, self.issue()?), contrat, today, None)?;
        let passage = match (self.tournee, &self.ou) {
            (Some(tournee), Ou::Porte(porte)) => {
                Some(Passage { revenir: self.relance, ..Passage::new(tournee, *porte, contact.issue) })
            }
            _ => None,
        };
        let etapes = match contact.issue.is_exchange() {
            true => self.orientations.clone(),
            false => Vec::new(),
        };
        Ok(Saisie { note: self.note()?, identite: self.identite()?, passage, etapes, ..Saisie::new(contact) })
    }

    /// What corrects a contact: nothing for what is as it was. The ids come from `draft`, so that a retry writes the same
    /// ones.
    pub fn corrections(
        &self,
        record: &ContactRecord,
        contrat: &Contrat,
        draft: EventId,
        today: Jour,
    ) -> Result<Vec<(EventId, Fait)>, Explanation> {
        self.issue()?;
        let contact = record.id;
        // What a newer app wrote into it stays.
        let mut corrige = self.contact(record.contact.clone(), contrat, today, record.relance.as_ref())?;
        // Where somebody has been back, the contact itself still says the day that was planned.
        if corrige.relance == record.relance {
            corrige.relance.clone_from(&record.contact.relance);
        }
        let (note, identite) = (self.note()?, self.identite()?);
        let mut faits = Vec::new();
        if corrige != record.contact {
            let correction = Correction { contact, corrige: Box::new(corrige), autres: Autres::default() };
            faits.push((draft, Fait::ContactCorrige(correction)));
        }
        if note != record.note {
            faits.push((draft.next(1), Fait::NoteEcrite(NoteEcrite { contact, note, autres: Autres::default() })));
        }
        let known = record.identite.as_ref().map(|vue| &vue.identite);
        match identite {
            Some(identite) if Some(&identite) != known => {
                let donnee = IdentiteDonnee { contact, identite, autres: Autres::default() };
                faits.push((draft.next(2), Fait::IdentiteNotee(Box::new(donnee))));
            }
            None if known.is_some() => {
                faits.push((draft.next(2), Fait::IdentiteEffacee(Effacement::of(contact))));
            }
            _ => {}
        }
        let steps = self.orientations.iter().filter(|(vers, etape)| {
            let before = record.orientations.iter().find(|vue| vue.vers == *vers);
            before.map_or(Etape::Proposee, |vue| vue.etape) != *etape
        });
        for (rank, (vers, etape)) in (8..16).zip(steps) {
            let suivi = Suivi::new(contact, vers.clone(), *etape, today);
            faits.push((draft.next(rank), Fait::OrientationSuivie(suivi)));
        }
        Ok(faits)
    }

    fn issue(&self) -> Result<Issue, Explanation> {
        let lacks = || Explanation::new("Il manque ce qui s'est passé.", SAFE, "Touchez un des choix.");
        self.issue_notee().ok_or_else(lacks)
    }

    /// The contact as the form has it; what the form does not know of it stays.
    fn contact(
        &self,
        mut contact: Contact,
        contrat: &Contrat,
        today: Jour,
        relance: Option<&Relance>,
    ) -> Result<Contact, Explanation> {
        let several = contrat.arbre().pack().quartiers.len() > 1;
        if several && self.quartier.is_none() {
            return Err(Explanation::new("Il manque le quartier.", SAFE, "Touchez un quartier, en haut."));
        }
        let due = relance.map(|relance| relance.le);
        if self.relance.is_some_and(|le| le < today && Some(le) != due) {
            let next = "Choisissez aujourd'hui ou un jour à venir.";
            return Err(Explanation::new("Le jour pour revenir est déjà passé.", SAFE, next));
        }
        contact.cadre = self.cadre;
        contact.quartier.clone_from(&self.quartier);
        contact.tournee = self.tournee;
        contact.issue = self.issue()?;
        contact.lieu = match (&self.ou, self.accord) {
            (Ou::Libre(text), _) => ligne(text, "Le lieu")?.map(Lieu::Libre),
            (Ou::Hall(immeuble, hall), _) => Some(Lieu::Hall { immeuble: *immeuble, hall: *hall }),
            // Only who agreed to be followed is tied to a door.
            (Ou::Porte(porte), None) => Some(Lieu::Hall { immeuble: porte.immeuble, hall: porte.hall }),
            (Ou::Porte(porte), Some(le)) => Some(Lieu::Porte { porte: *porte, accord: Accord::given(le) }),
        };
        let talked = contact.issue.is_exchange();
        let kept = |talked: bool, texts: &[String]| if talked { texts.to_vec() } else { Vec::new() };
        contact.personnes = match talked {
            true => self.groupes(&contact.personnes),
            false => Vec::new(),
        };
        contact.foyer = self.foyer.filter(|_| talked);
        contact.premiere_fois = self.premiere_fois.filter(|_| talked);
        contact.langue = self.langue.filter(|_| talked);
        contact.langue_parlee = match talked {
            true => ligne(&self.langue_parlee, "La langue")?,
            false => None,
        };
        contact.besoins = kept(talked, &self.besoins);
        contact.registre = self.registre.filter(|_| talked);
        contact.orientations = match talked {
            true => self.orientations.iter().map(|(vers, _)| vers.clone()).collect(),
            false => Vec::<Vers>::new(),
        };
        contact.relance = match self.relance {
            Some(le) => {
                let before = contact.relance.take().or_else(|| relance.cloned()).unwrap_or(Relance::new(le));
                Some(Relance { le, motif: ligne(&self.motif, "La raison")?, ..before })
            }
            None => None,
        };
        contact.objectif = self.objectif_note(contrat);
        Ok(contact)
    }

    /// The groups; one that did not change keeps what a newer app wrote into it.
    fn groupes(&self, before: &[Groupe]) -> Vec<Groupe> {
        let groupe = |(rank, gens): (usize, &super::Gens)| {
            let autres = before.get(rank).map(|groupe| groupe.autres.clone()).unwrap_or_default();
            Some(Groupe { nombre: Nombre::new(gens.nombre)?, age: gens.age, sexe: gens.sexe, autres })
        };
        self.personnes.iter().enumerate().filter_map(groupe).collect()
    }

    fn note(&self) -> Result<NoteLibre, Explanation> {
        NoteLibre::new(&self.note).map_err(|too_long| {
            let what = format!("La note fait {} signes : la limite est {NOTE_MAX}.", too_long.0);
            Explanation::new(what, SAFE, "Raccourcissez la note, puis enregistrez.")
        })
    }

    /// Who it is, where the person agreed. A number in the place of a name goes to the number's own place.
    fn identite(&self) -> Result<Option<Identite>, Explanation> {
        let Some(le) = self.accord else { return Ok(None) };
        let typed = self.telephone.trim();
        let mut telephone = Telephone::new(typed);
        if telephone.is_none() && !typed.is_empty() {
            let what = "Ce numéro de téléphone ne se lit pas.";
            return Err(Explanation::new(what, SAFE, "Gardez les chiffres seuls, ou videz le champ."));
        }
        let nom = match Nom::new(&self.nom) {
            Ok(nom) => nom,
            Err(NomRefuse::Vide) if telephone.is_none() => {
                // Behind a known door, the door is enough to come back.
                return match self.ou {
                    Ou::Porte(_) => Ok(None),
                    _ => Err(Explanation::new(
                        "Il manque un prénom ou un pseudonyme.",
                        SAFE,
                        "Écrivez-le, ou décochez « La personne est d'accord ».",
                    )),
                };
            }
            Err(NomRefuse::TropLong(length)) => {
                let what = format!("Le nom fait {length} signes : la limite est {NOM_MAX}.");
                return Err(Explanation::new(what, SAFE, "Un prénom ou un pseudonyme suffit."));
            }
            Err(NomRefuse::Telephone) if telephone.is_some() => {
                let what = "Il y a deux numéros de téléphone, et pas de nom.";
                return Err(Explanation::new(what, SAFE, "Gardez un seul numéro."));
            }
            Err(refused) => {
                if refused == NomRefuse::Telephone {
                    telephone = Telephone::new(&self.nom);
                }
                Nom::new(SANS_NOM).map_err(|_| Explanation::new("Il manque un nom.", SAFE, "Écrivez-le."))?
            }
        };
        Ok(Some(Identite::new(Accord::given(le), nom, telephone)))
    }
}

/// Who gave a number only.
pub(super) const SANS_NOM: &str = "Sans nom";
