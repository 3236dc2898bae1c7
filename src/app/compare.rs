//! The same question put to several contracts: how a need, an acteur or a dispositif stands in each.

use super::consult::{Contrat, Target, name_of};
use crate::contrat::{Acteur, Dispositif, Noeud, Pack, Ref, RoleActeur, Source, Vocabulaire};
use crate::search::fold;

/// What is looked for in each contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// How it is called where it was asked.
    pub titre: String,
    subject: Subject,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    /// A need, by its id in the vocabulary.
    Besoin(String),
    /// An acteur, by its id in the vocabulary or by one of its names, folded.
    Acteur { commun: Option<String>, noms: Vec<String> },
    /// A dispositif, by one of its names, folded.
    Dispositif { noms: Vec<String> },
}

/// How one contract stands on a question. Without a group, it says nothing of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Position<'c> {
    /// Who takes part in all of it.
    pub acteurs: Vec<Taking<'c>>,
    /// What the contract has on it.
    pub groupes: Vec<Groupe<'c>>,
}

/// Those who take part in one capacity, the most present first, each with how often.
pub type Taking<'c> = (Part, Vec<(&'c Acteur, usize)>);

/// Some things of a contract, under one title.
#[derive(Debug, Clone, PartialEq)]
pub struct Groupe<'c> {
    /// What they are.
    pub genre: Genre,
    /// How many there are.
    pub total: usize,
    /// The first ones, at most [`Groupe::SHOWN`].
    pub lignes: Vec<Ligne<'c>>,
}

impl Groupe<'_> {
    /// How many things of a group are shown; the others are on the contract's own pages.
    pub const SHOWN: usize = 5;
}

/// What the things of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genre {
    /// What was asked for, under the name that this contract gives it.
    Lui,
    /// Dispositifs that answer the need.
    Dispositifs,
    /// Nodes that answer the need, or that call on the dispositif.
    Noeuds,
    /// What the acteur does, in one capacity.
    Fait(Part),
}

/// One thing of a contract.
#[derive(Debug, Clone, PartialEq)]
pub struct Ligne<'c> {
    /// Its page.
    pub target: Target,
    /// Who takes part in it; nobody for what an acteur does.
    pub acteurs: Vec<Taking<'c>>,
    /// Where it is printed.
    pub sources: &'c [Source],
}

/// In what capacity an acteur takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Carries a dispositif.
    Porte,
    /// Has a role at a node.
    Role(RoleActeur),
}

impl Part {
    /// Every capacity, in the order in which a page shows them: money first, that is what people ask for. The first four
    /// are told of a node or a dispositif too.
    pub const ALL: [Part; 7] = [
        Part::Role(RoleActeur::Financeur),
        Part::Role(RoleActeur::Operateur),
        Part::Porte,
        Part::Role(RoleActeur::Pilote),
        Part::Role(RoleActeur::Appui),
        Part::Role(RoleActeur::Partenaire),
        Part::Role(RoleActeur::Concerne),
    ];
}

impl Question {
    /// Asks about a need of the vocabulary.
    pub fn besoin(vocabulaire: &Vocabulaire, id: &str) -> Option<Self> {
        let besoin = vocabulaire.besoins.iter().find(|besoin| besoin.id == id)?;
        Some(Self { titre: besoin.libelle.clone(), subject: Subject::Besoin(id.to_owned()) })
    }

    /// Asks about an acteur, a dispositif or a need of this contract; nothing else can be compared.
    pub fn about(contrat: &Contrat, target: &Target) -> Option<Self> {
        match target {
            Target::Besoin(id) => Self::besoin(contrat.vocabulaire(), id),
            Target::Acteur(id) => {
                let acteur = contrat.arbre().acteur(id)?;
                let subject = Subject::Acteur { commun: acteur.commun.clone(), noms: names_of_acteur(acteur) };
                Some(Self { titre: name_of(acteur), subject })
            }
            Target::Dispositif(id) => {
                let dispositif = contrat.arbre().dispositif(id)?;
                let subject = Subject::Dispositif { noms: names_of_dispositif(dispositif) };
                Some(Self { titre: dispositif.nom.clone(), subject })
            }
            Target::Noeud(_) | Target::Quartier(_) | Target::Sigle(_) => None,
        }
    }

    /// Whether things are matched by what they are called, so that two may be taken for one.
    pub fn is_by_name(&self) -> bool {
        match &self.subject {
            Subject::Besoin(_) => false,
            Subject::Acteur { commun, .. } => commun.is_none(),
            Subject::Dispositif { .. } => true,
        }
    }

    /// How a contract stands on it.
    pub fn ask<'c>(&self, contrat: &'c Contrat) -> Position<'c> {
        let pack = contrat.arbre().pack();
        match &self.subject {
            Subject::Besoin(id) => {
                let dispositifs = contrat.dispositifs_pour(id);
                // Those that call on a dispositif for the need say who pays for it, even if the need is not theirs.
                let concerned =
                    noeuds_where(pack, &|noeud| noeud.besoins.contains(id) || calls_on(noeud, &dispositifs));
                let mut position = Position { acteurs: tally(contrat, &concerned, &dispositifs), groupes: Vec::new() };
                position.add_dispositifs(contrat, Genre::Dispositifs, &dispositifs);
                position.add_noeuds(contrat, Genre::Noeuds, &contrat.noeuds_pour(id));
                position
            }
            Subject::Dispositif { noms } => {
                let mut same: Vec<&Dispositif> = Vec::new();
                for item in &pack.dispositifs {
                    if share(&names_of_dispositif(item), noms) {
                        same.push(item);
                    }
                }
                let noeuds = noeuds_where(pack, &|noeud| calls_on(noeud, &same));
                let mut position = Position { acteurs: tally(contrat, &noeuds, &same), groupes: Vec::new() };
                position.add_dispositifs(contrat, Genre::Lui, &same);
                position.add_noeuds(contrat, Genre::Noeuds, &noeuds);
                position
            }
            Subject::Acteur { commun, noms } => {
                let mut same: Vec<&Acteur> = Vec::new();
                for acteur in &pack.acteurs {
                    if is_acteur(acteur, commun, noms) {
                        same.push(acteur);
                    }
                }
                of_acteurs(contrat, &same)
            }
        }
    }
}

/// Two national acteurs are the same by their id alone; an acteur without one is known by its names.
fn is_acteur(acteur: &Acteur, commun: &Option<String>, noms: &[String]) -> bool {
    match (&acteur.commun, commun) {
        (Some(here), Some(there)) => here == there,
        _ => share(&names_of_acteur(acteur), noms),
    }
}

fn share(some: &[String], others: &[String]) -> bool {
    some.iter().any(|name| others.contains(name))
}

fn names_of_acteur(acteur: &Acteur) -> Vec<String> {
    folded(&acteur.nom, &acteur.sigle, &acteur.autres_noms)
}

fn names_of_dispositif(dispositif: &Dispositif) -> Vec<String> {
    folded(&dispositif.nom, &dispositif.sigle, &dispositif.autres_noms)
}

fn folded(nom: &str, sigle: &Option<String>, autres: &[String]) -> Vec<String> {
    let mut names = vec![fold(nom.trim())];
    for name in autres.iter().chain(sigle) {
        names.push(fold(name.trim()));
    }
    names.retain(|name| !name.is_empty());
    names
}

fn calls_on(noeud: &Noeud, dispositifs: &[&Dispositif]) -> bool {
    noeud.dispositifs.iter().any(|cite| dispositifs.iter().any(|item| item.id == cite.dispositif))
}

fn noeuds_where<'c>(pack: &'c Pack, wanted: &dyn Fn(&Noeud) -> bool) -> Vec<&'c Noeud> {
    let mut found = Vec::new();
    for noeud in &pack.noeuds {
        if wanted(noeud) {
            found.push(noeud);
        }
    }
    found
}

fn of_acteurs<'c>(contrat: &'c Contrat, same: &[&'c Acteur]) -> Position<'c> {
    let arbre = contrat.arbre();
    let mut position = Position::default();
    let mut lignes = Vec::new();
    for acteur in same {
        lignes.push(Ligne { target: Target::Acteur(acteur.id.clone()), acteurs: Vec::new(), sources: &[] });
    }
    position.add(Genre::Lui, same.len(), lignes);
    for part in Part::ALL {
        let (mut noeuds, mut carried): (Vec<&Noeud>, Vec<&Dispositif>) = (Vec::new(), Vec::new());
        for acteur in same {
            match part {
                Part::Porte => carried.extend(arbre.portes_par(&acteur.id)),
                Part::Role(wanted) => {
                    for (role, noeud) in arbre.roles_de(&acteur.id) {
                        if role == wanted {
                            noeuds.push(noeud);
                        }
                    }
                }
            }
        }
        position.add_noeuds(contrat, Genre::Fait(part), &noeuds);
        position.add_dispositifs(contrat, Genre::Fait(part), &carried);
    }
    position
}

impl<'c> Position<'c> {
    fn add(&mut self, genre: Genre, total: usize, mut lignes: Vec<Ligne<'c>>) {
        if total > 0 {
            lignes.truncate(Groupe::SHOWN);
            self.groupes.push(Groupe { genre, total, lignes });
        }
    }

    fn add_noeuds(&mut self, contrat: &'c Contrat, genre: Genre, noeuds: &[&'c Noeud]) {
        let mut lignes = Vec::new();
        for &noeud in noeuds.iter().take(Groupe::SHOWN) {
            let acteurs = tally(contrat, &[noeud], &[]);
            lignes.push(Ligne { target: Target::Noeud(noeud.id.clone()), acteurs, sources: &noeud.sources });
        }
        self.add(genre, noeuds.len(), lignes);
    }

    fn add_dispositifs(&mut self, contrat: &'c Contrat, genre: Genre, dispositifs: &[&'c Dispositif]) {
        let mut lignes = Vec::new();
        for &item in dispositifs.iter().take(Groupe::SHOWN) {
            let callers = noeuds_where(contrat.arbre().pack(), &|noeud| calls_on(noeud, &[item]));
            let acteurs = tally(contrat, &callers, &[item]);
            lignes.push(Ligne { target: Target::Dispositif(item.id.clone()), acteurs, sources: &item.sources });
        }
        self.add(genre, dispositifs.len(), lignes);
    }
}

/// Who pays, does the work, carries or steers, over some nodes and dispositifs; the most present first.
fn tally<'c>(contrat: &'c Contrat, noeuds: &[&'c Noeud], dispositifs: &[&'c Dispositif]) -> Vec<Taking<'c>> {
    let mut told = Vec::new();
    for part in &Part::ALL[..4] {
        let mut counted: Vec<(&Acteur, usize)> = Vec::new();
        let mut count = |refs: &[Ref]| {
            for reference in refs {
                match counted.iter_mut().find(|(acteur, _)| acteur.id == reference.acteur) {
                    Some((_, count)) => *count += 1,
                    None => counted.extend(contrat.arbre().acteur(&reference.acteur).map(|acteur| (acteur, 1))),
                }
            }
        };
        match part {
            Part::Porte => dispositifs.iter().for_each(|item| count(&item.porteurs)),
            Part::Role(RoleActeur::Financeur) => noeuds.iter().for_each(|noeud| count(&noeud.financeurs)),
            Part::Role(RoleActeur::Operateur) => noeuds.iter().for_each(|noeud| count(&noeud.operateurs)),
            Part::Role(_) => {
                noeuds.iter().flat_map(|noeud| &noeud.leviers).for_each(|levier| count(&levier.pilotes));
            }
        }
        // Among those that appear as often, the document's order.
        let mut ordered = Vec::new();
        for times in (1..=counted.iter().map(|&(_, count)| count).max().unwrap_or(0)).rev() {
            ordered.extend(counted.iter().filter(|(_, count)| *count == times));
        }
        if !ordered.is_empty() {
            told.push((*part, ordered));
        }
    }
    told
}
