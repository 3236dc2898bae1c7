//! The list in the making: goes through the journal and gives each entry its marks.

use std::collections::HashMap;

use super::{Facette, Ligne, Marque, Registre};
use crate::app::consult::Contrat;
use crate::app::{remise, tournees};
use crate::journal::{Dossier, Etape, Event, EventId, Fait, Jour, Journal, Lieu, Orientation};

/// The list in the making.
pub(super) struct Building<'a> {
    journal: &'a Journal,
    contrat: Option<&'a Contrat>,
    today: Jour,
    registre: Registre,
    rangs: HashMap<(Facette, String), u16>,
}

impl<'a> Building<'a> {
    pub fn new(journal: &'a Journal, contrat: Option<&'a Contrat>, today: Jour) -> Self {
        Self { journal, contrat, today, registre: Registre::default(), rangs: HashMap::new() }
    }

    /// The list, in the order in which its entries came.
    pub fn made(self) -> Registre {
        self.registre
    }

    pub fn contact(&mut self, dossier: &Dossier<'_>) {
        let contact = dossier.contact;
        self.mark(Facette::Genre, "contact", || "Contact".to_owned());
        self.mark(Facette::Issue, contact.issue.word(), || contact.issue.label().to_owned());
        self.autre(contact.cadre.label());
        if let Some(langue) = contact.langue {
            self.autre(langue.label());
        }
        self.place(contact.quartier.as_deref(), contact.objectif.as_deref());
        self.needs(&contact.besoins);
        let (journal, contrat) = (self.journal, self.contrat);
        if let Some(tournee) = contact.tournee {
            self.mark(Facette::Tournee, &tournee.to_string(), || nom_de_tournee(journal, tournee));
        }
        let immeuble = match &contact.lieu {
            Some(Lieu::Hall { immeuble, .. }) => Some(*immeuble),
            Some(Lieu::Porte { porte, .. }) => Some(porte.immeuble),
            _ => None,
        };
        if let Some(id) = immeuble {
            let nom = || journal.immeuble(id).map(|immeuble| immeuble.nom.as_str().to_owned()).unwrap_or_default();
            self.mark(Facette::Autre, &id.to_string(), nom);
        }
        for orientation in &dossier.orientations {
            self.autre(&remise::nom(contrat, orientation.vers));
        }
        let since = dossier.relance.map(|relance| relance.le);
        let any = |test: &dyn Fn(&Orientation<'_>) -> bool| dossier.orientations.iter().any(test);
        let marks = [
            (suivi::RELANCE, since.is_some()),
            (suivi::RETARD, since.is_some_and(|le| le < self.today)),
            (suivi::ATTENTE, any(&|orientation| !orientation.etape.is_result())),
            (suivi::OBTENU, any(&|orientation| orientation.etape == Etape::Obtenu)),
            (suivi::REMIS, any(&|orientation| orientation.remis.is_some())),
            (suivi::PERSONNE, dossier.identite.is_some() || contact.suite_de.is_some()),
        ];
        for ((cle, nom), _) in marks.into_iter().filter(|(_, bears)| *bears) {
            self.mark(Facette::Suivi, cle, || nom.to_owned());
        }
        self.close(dossier.opening, dossier.opening.moment.jour);
    }

    pub fn activite(&mut self, event: &Event) {
        let jour = match &event.fait {
            Fait::DemarcheFaite(fait) => {
                self.mark(Facette::Genre, "demarche", || "Démarche".to_owned());
                self.autre(fait.genre.label());
                self.place(fait.quartier.as_deref(), fait.objectif.as_deref());
                fait.le
            }
            Fait::ActionCollective(fait) => {
                self.mark(Facette::Genre, "action", || "Action collective".to_owned());
                self.autre(fait.genre.label());
                self.place(fait.quartier.as_deref(), fait.objectif.as_deref());
                self.needs(&fait.besoins);
                fait.le
            }
            Fait::VeilleNotee(fait) => {
                self.mark(Facette::Genre, "veille", || "Veille technique".to_owned());
                self.autre(fait.genre.label());
                self.place(fait.quartier.as_deref(), None);
                fait.le
            }
            _ => return,
        };
        self.close(event, jour);
    }

    fn place(&mut self, quartier: Option<&str>, objectif: Option<&str>) {
        let arbre = self.contrat.map(Contrat::arbre);
        if let Some(id) = quartier {
            let nom = || arbre.and_then(|arbre| arbre.quartier(id)).map_or(id, |quartier| &quartier.nom).to_owned();
            self.mark(Facette::Quartier, id, nom);
        }
        if let Some(id) = objectif {
            let nom = || arbre.and_then(|arbre| arbre.noeud(id)).map_or(id, |noeud| &noeud.intitule).to_owned();
            self.mark(Facette::Objectif, id, nom);
        }
    }

    fn needs(&mut self, besoins: &[String]) {
        let contrat = self.contrat;
        for id in besoins {
            let known = || contrat?.vocabulaire().besoins.iter().find(|besoin| besoin.id == *id);
            self.mark(Facette::Besoin, id, || known().map_or(id, |besoin| &besoin.libelle).clone());
        }
    }

    fn autre(&mut self, nom: &str) {
        self.mark(Facette::Autre, nom, || nom.to_owned());
    }

    /// The entry that is being made bears this mark.
    fn mark(&mut self, facette: Facette, cle: &str, nom: impl Fn() -> String) {
        let marques = &mut self.registre.marques;
        let key = (facette, cle.to_owned());
        let rang = match self.rangs.get(&key) {
            Some(rang) => *rang,
            // Nobody has sixty thousand rounds; the last mark stands for what would come after.
            None => {
                let rang = u16::try_from(marques.len()).unwrap_or(u16::MAX);
                marques.push(Marque { facette, cle: cle.to_owned(), nom: nom(), nombre: 0 });
                self.rangs.insert(key, rang);
                rang
            }
        };
        if let Some(marque) = marques.get_mut(usize::from(rang)) {
            marque.nombre += 1;
        }
        self.registre.portees.push(rang);
    }

    /// The entry that is being made is whole.
    fn close(&mut self, event: &Event, jour: Jour) {
        let start = self.registre.lignes.last().map_or(0, |ligne| ligne.marques.1);
        let end = u32::try_from(self.registre.portees.len()).unwrap_or(u32::MAX);
        self.registre.lignes.push(Ligne { id: event.id, jour, ordre: event.ordre(), marques: (start, end) });
    }
}

/// A round by its day and its name.
fn nom_de_tournee(journal: &Journal, id: EventId) -> String {
    let Some(vue) = journal.tournee(id) else { return id.to_string() };
    let (_, month, day) = vue.plan.le.parts();
    format!("{day:02}/{month:02} {}", tournees::nom(journal, vue.plan))
}

/// The words of the marks that are made here.
mod suivi {
    pub const RELANCE: (&str, &str) = ("relance", "À relancer");
    pub const RETARD: (&str, &str) = ("retard", "À relancer, date passée");
    pub const ATTENTE: (&str, &str) = ("attente", "Orientation sans résultat");
    pub const OBTENU: (&str, &str) = ("obtenu", "Orientation obtenue");
    pub const REMIS: (&str, &str) = ("remis", "Fiche remise");
    pub const PERSONNE: (&str, &str) = ("personne", "Personne suivie");
}
