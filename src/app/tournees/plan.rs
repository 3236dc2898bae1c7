//! What the forms of a round and of a building are saved as, and rounds that go on from former ones.

use super::Tableau;
use crate::app::explain::Explanation;
use crate::journal::{
    Campagne, Couverture, EventId, Exception, Fait, Halls, Immeuble, Issue, Jour, Journal, Libelle, LibelleRefuse,
    Niveaux, ParPalier, Passage, Porte, SansLogement, Tournee,
};

/// The form of a building, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    /// Address or name.
    pub nom: String,
    /// How many halls.
    pub halls: String,
    /// How many levels, the ground floor included.
    pub niveaux: String,
    /// How many doors on a landing.
    pub portes: String,
    /// The number of the first door of each hall.
    pub premier: String,
    /// The first place of the ground floor of the first hall is the caretaker's.
    pub loge: bool,
    /// The ground floor is no dwelling.
    pub commerces: bool,
}

/// The form of a round, as it was filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Demande {
    /// Id of the contract.
    pub contrat: String,
    /// Id of a quartier of it.
    pub quartier: Option<String>,
    /// The buildings that were chosen.
    pub immeubles: Vec<EventId>,
    /// The day, as it was typed; today, when nothing was.
    pub le: String,
    /// Who goes, with commas between.
    pub equipe: String,
    /// What it is for.
    pub but: String,
    /// Id of the node of the contract that it serves.
    pub objectif: String,
    /// A campagne that it is part of, by id; or the goal of a new one.
    pub campagne: Option<EventId>,
    /// The goal of a campagne that begins with it.
    pub nouvelle: String,
}

impl Description {
    /// The building, or why there is none.
    pub fn immeuble(&self, contrat: &str, quartier: Option<String>) -> Result<Immeuble, Explanation> {
        let halls = number(&self.halls).and_then(Halls::new);
        let niveaux = number(&self.niveaux).and_then(Niveaux::new);
        let portes = number(&self.portes).and_then(ParPalier::new);
        let premier = if self.premier.trim().is_empty() { Some(1) } else { number(&self.premier) };
        let (Some(halls), Some(niveaux), Some(portes), Some(premier)) = (halls, niveaux, portes, premier) else {
            let (what, next) = match (halls, niveaux, portes) {
                (None, ..) => ("Le nombre de halls ne va pas.", "Il en faut de 1 à 20."),
                (_, None, _) => ("Le nombre de niveaux ne va pas.", "Il en faut de 1 à 40, rez-de-chaussée compris."),
                (.., None) => ("Le nombre de portes par palier ne va pas.", "Il en faut de 1 à 20."),
                _ => ("Le numéro de la première porte ne va pas.", "Mettez un nombre de 0 à 65535, sans signe moins."),
            };
            return Err(refused(what, next));
        };
        let nom = libelle(&self.nom, "L'immeuble n'a pas de nom.", "Écrivez son adresse, ou son nom.")?;
        let mut immeuble = Immeuble::new(contrat, nom, halls, niveaux, portes);
        (immeuble.quartier, immeuble.premier) = (quartier, premier);
        let mut except = |hall, rang, nature| {
            immeuble.exceptions.push(Exception { hall, etage: 0, rang, nature, autres: Default::default() });
        };
        if self.loge {
            except(Some(1), Some(1), SansLogement::Loge);
        }
        if self.commerces {
            except(None, None, SansLogement::Commerce);
        }
        match immeuble.portes(EventId::new(0, [0; 10])).is_empty() {
            false => Ok(immeuble),
            true => Err(refused("Il ne reste aucun logement dans cet immeuble.", "Ajoutez un niveau, ou une porte.")),
        }
    }
}

fn number(text: &str) -> Option<u16> {
    text.trim().parse().ok()
}

fn refused(what: &str, next: &str) -> Explanation {
    Explanation::new(what, "Rien n'est enregistré, et votre saisie est toujours là.", next)
}

fn libelle(text: &str, empty: &str, next: &str) -> Result<Libelle, Explanation> {
    Libelle::new(text).map_err(|fault| match fault {
        LibelleRefuse::Vide => refused(empty, next),
        LibelleRefuse::TropLong(_) => refused("Ce texte est trop long.", "Raccourcissez-le : 120 signes au plus."),
    })
}

/// A line that may be left empty.
fn facultatif(text: &str) -> Result<Option<Libelle>, Explanation> {
    if text.trim().is_empty() { Ok(None) } else { libelle(text, "", "").map(Some) }
}

/// What a plan is saved as. `id` becomes the round's.
pub fn planifier(demande: &Demande, id: EventId, today: Jour) -> Result<Vec<(EventId, Fait)>, Explanation> {
    if demande.immeubles.is_empty() {
        return Err(refused("Aucun immeuble n'est choisi.", "Touchez un immeuble, ou décrivez-en un."));
    }
    let le = match demande.le.parse() {
        Ok(le) => le,
        Err(_) if demande.le.is_empty() => today,
        Err(_) => return Err(refused("Cette date n'existe pas.", "Choisissez-en une autre.")),
    };
    if le < today {
        return Err(refused("Cette date est passée.", "Choisissez aujourd'hui, ou un jour qui vient."));
    }
    let mut equipe = Vec::new();
    for name in demande.equipe.split(',') {
        equipe.extend(facultatif(name)?);
    }
    let mut faits = Vec::new();
    let mut tournee = Tournee {
        remplace: None,
        contrat: demande.contrat.clone(),
        campagne: demande.campagne,
        quartier: demande.quartier.clone(),
        le,
        equipe,
        but: facultatif(&demande.but)?,
        objectif: Some(demande.objectif.clone()).filter(|id| !id.is_empty()),
        immeubles: demande.immeubles.clone(),
        autres: Default::default(),
    };
    if let Some(but) = facultatif(&demande.nouvelle)? {
        tournee.campagne = Some(id.next(1));
        faits.push((id.next(1), ouverte(&tournee, but)));
    }
    faits.push((id, Fait::TourneePrevue(Box::new(tournee))));
    Ok(faits)
}

/// A campagne that begins with this round.
fn ouverte(tournee: &Tournee, but: Libelle) -> Fait {
    Fait::CampagneOuverte(Box::new(Campagne {
        remplace: None,
        contrat: tournee.contrat.clone(),
        but,
        quartier: tournee.quartier.clone(),
        objectif: tournee.objectif.clone(),
        immeubles: tournee.immeubles.clone(),
        debut: tournee.le,
        fin: None,
        autres: Default::default(),
    }))
}

/// The same round again, on this day. `id` becomes its own.
pub fn refaire(journal: &Journal, tournee: EventId, id: EventId, le: Jour) -> Option<Vec<(EventId, Fait)>> {
    let plan = journal.tournee(tournee)?.plan;
    // Its campagne may be over; then it stands for itself.
    let campagne = plan.campagne.filter(|id| journal.campagne(*id).is_some_and(|campagne| !campagne.close));
    let again = Tournee { remplace: None, campagne, le, ..plan.clone() };
    Some(vec![(id, Fait::TourneePrevue(Box::new(again)))])
}

/// What a round left, as the next one: the buildings where somebody has yet to open. Both are then passes of one
/// campagne, which begins here where there was none, so that what is settled is not visited again. Nothing, when
/// nothing is left. `id` becomes the new round's.
pub fn suite(journal: &Journal, tournee: EventId, id: EventId, le: Jour) -> Option<Vec<(EventId, Fait)>> {
    let tableau = Tableau::new(journal, tournee)?;
    let plan = tableau.vue.plan;
    let left = |immeuble: &EventId| {
        tableau.halls.iter().any(|hall| hall.id == *immeuble && hall.cases.iter().any(super::Case::reste))
    };
    let immeubles: Vec<EventId> = plan.immeubles.iter().copied().filter(left).collect();
    if immeubles.is_empty() {
        return None;
    }
    let known = plan.campagne.filter(|id| journal.campagne(*id).is_some_and(|campagne| !campagne.close));
    let mut faits = Vec::new();
    if known.is_none() {
        let but = Libelle::new(&super::nom(journal, plan).chars().take(100).collect::<String>()).ok()?;
        faits.push((id.next(1), ouverte(plan, but)));
        let first = Tournee { remplace: Some(tournee), campagne: Some(id.next(1)), ..plan.clone() };
        faits.push((id.next(2), Fait::TourneePrevue(Box::new(first))));
    }
    let campagne = known.or(Some(id.next(1)));
    let next = Tournee { remplace: None, campagne, le, immeubles, ..plan.clone() };
    faits.push((id, Fait::TourneePrevue(Box::new(next))));
    Some(faits)
}

/// What a tap on some doors is saved as: each under an id of its own.
pub fn passage(
    tournee: EventId,
    portes: &[Porte],
    issue: Issue,
    revenir: Option<Jour>,
    le: Jour,
    new_id: &mut dyn FnMut() -> EventId,
) -> Vec<(EventId, Fait)> {
    let tap = |porte: &Porte| Passage { revenir, ..Passage::new(tournee, *porte, issue) }.faits(new_id(), le);
    portes.iter().flat_map(tap).collect()
}

/// "48 portes ouvertes sur 60, 3 jamais vues."
pub fn nommer(couverture: &Couverture) -> String {
    let Couverture { portes, jamais, ouvertes, objections, .. } = *couverture;
    let all = portes - objections;
    let opened = if ouvertes < 2 { "porte ouverte" } else { "portes ouvertes" };
    match jamais {
        0 => format!("{ouvertes} {opened} sur {all}, toutes vues."),
        1 => format!("{ouvertes} {opened} sur {all}, 1 jamais vue."),
        _ => format!("{ouvertes} {opened} sur {all}, {jamais} jamais vues."),
    }
}
