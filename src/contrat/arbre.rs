//! A contract ready to be walked: who is whose parent, and where an acteur or a dispositif appears.

use std::collections::HashMap;

use super::acteur::{Acteur, Ref};
use super::dispositif::Dispositif;
use super::indicateur::Indicateur;
use super::noeud::{Niveau, Noeud};
use super::pack::{Commune, Diagnostic, Pack, Sigle};
use super::quartier::Quartier;

/// A valid pack with its lookups. Built once when a contract is opened; never changed.
#[derive(Debug, Clone)]
pub struct Arbre {
    pack: Pack,
    noeuds: HashMap<String, usize>,
    enfants: HashMap<String, Vec<usize>>,
    racines: Vec<usize>,
    acteurs: HashMap<String, usize>,
    dispositifs: HashMap<String, usize>,
    indicateurs: HashMap<String, usize>,
}

/// In what capacity an acteur appears at a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RoleActeur {
    /// Steers.
    Pilote,
    /// Supports the pilote.
    Appui,
    /// Takes part.
    Partenaire,
    /// Pays.
    Financeur,
    /// Does the work.
    Operateur,
    /// Is concerned.
    Concerne,
}

impl RoleActeur {
    /// Every role, in the order in which a page shows them.
    pub const ALL: [RoleActeur; 6] = [
        RoleActeur::Pilote,
        RoleActeur::Appui,
        RoleActeur::Financeur,
        RoleActeur::Operateur,
        RoleActeur::Partenaire,
        RoleActeur::Concerne,
    ];
}

impl Arbre {
    /// Indexes a pack that [`super::read`] accepted: ids lead somewhere, and the tree has no circle and few levels.
    pub fn new(pack: Pack) -> Self {
        fn ranks<'p, T>(items: &'p [T], id: impl Fn(&'p T) -> &'p String) -> HashMap<String, usize> {
            items.iter().enumerate().map(|(rank, item)| (id(item).clone(), rank)).collect()
        }
        let noeuds = ranks(&pack.noeuds, |noeud| &noeud.id);
        let mut enfants: HashMap<String, Vec<usize>> = HashMap::new();
        let mut racines = Vec::new();
        for (rank, noeud) in pack.noeuds.iter().enumerate() {
            match &noeud.parent {
                Some(parent) => enfants.entry(parent.clone()).or_default().push(rank),
                None => racines.push(rank),
            }
        }
        Self {
            noeuds,
            enfants,
            racines,
            acteurs: ranks(&pack.acteurs, |acteur| &acteur.id),
            dispositifs: ranks(&pack.dispositifs, |dispositif| &dispositif.id),
            indicateurs: ranks(&pack.indicateurs, |indicateur| &indicateur.id),
            pack,
        }
    }

    /// The pack as read.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The nodes without a parent, in printed order.
    pub fn racines(&self) -> impl Iterator<Item = &Noeud> {
        self.racines.iter().map(|&rank| &self.pack.noeuds[rank])
    }

    /// The children of a node, in printed order.
    pub fn enfants(&self, id: &str) -> impl Iterator<Item = &Noeud> {
        self.enfants.get(id).into_iter().flatten().map(|&rank| &self.pack.noeuds[rank])
    }

    /// A node by its id.
    pub fn noeud(&self, id: &str) -> Option<&Noeud> {
        self.noeuds.get(id).map(|&rank| &self.pack.noeuds[rank])
    }

    /// The rank of a node in the pack's list.
    pub fn rang(&self, id: &str) -> Option<usize> {
        self.noeuds.get(id).copied()
    }

    /// An acteur by its id.
    pub fn acteur(&self, id: &str) -> Option<&Acteur> {
        self.acteurs.get(id).map(|&rank| &self.pack.acteurs[rank])
    }

    /// A dispositif by its id.
    pub fn dispositif(&self, id: &str) -> Option<&Dispositif> {
        self.dispositifs.get(id).map(|&rank| &self.pack.dispositifs[rank])
    }

    /// An indicateur by its id.
    pub fn indicateur(&self, id: &str) -> Option<&Indicateur> {
        self.indicateurs.get(id).map(|&rank| &self.pack.indicateurs[rank])
    }

    /// A quartier by its id.
    pub fn quartier(&self, id: &str) -> Option<&Quartier> {
        self.pack.quartiers.iter().find(|quartier| quartier.id == id)
    }

    /// A commune by its id.
    pub fn commune(&self, id: &str) -> Option<&Commune> {
        self.pack.contrat.communes.iter().find(|commune| commune.id == id)
    }

    /// The entry of an acronym, capitals and accents as printed.
    pub fn sigle(&self, sigle: &str) -> Option<&Sigle> {
        self.pack.sigles.iter().find(|entry| entry.sigle == sigle)
    }

    /// The diagnosis of a node.
    pub fn diagnostic(&self, id: &str) -> Option<&Diagnostic> {
        self.pack.diagnostics.iter().find(|diagnostic| diagnostic.noeud == id)
    }

    /// The nodes above a node, from the top down, without itself.
    pub fn chemin(&self, id: &str) -> Vec<&Noeud> {
        let mut path = Vec::new();
        let mut above = self.noeud(id).and_then(|noeud| noeud.parent.as_deref());
        while let Some(noeud) = above.and_then(|parent| self.noeud(parent)) {
            // A valid pack has no cycle; a path longer than the tree would mean one.
            if path.len() > self.pack.noeuds.len() {
                break;
            }
            path.push(noeud);
            above = noeud.parent.as_deref();
        }
        path.reverse();
        path
    }

    /// How many nodes stand below a node, at every depth.
    pub fn descendants(&self, id: &str) -> usize {
        self.enfants(id).map(|enfant| 1 + self.descendants(&enfant.id)).sum()
    }

    /// Where an acteur appears, and in what capacity; nodes in printed order, each role once.
    pub fn roles_de(&self, acteur: &str) -> Vec<(RoleActeur, &Noeud)> {
        let named = |refs: &[Ref]| refs.iter().any(|reference| reference.acteur == acteur);
        let mut found = Vec::new();
        for noeud in &self.pack.noeuds {
            for role in RoleActeur::ALL {
                let here = match role {
                    RoleActeur::Pilote => noeud.leviers.iter().any(|levier| named(&levier.pilotes)),
                    RoleActeur::Appui => noeud.leviers.iter().any(|levier| named(&levier.appuis)),
                    RoleActeur::Partenaire => noeud.leviers.iter().any(|levier| named(&levier.partenaires)),
                    RoleActeur::Financeur => named(&noeud.financeurs),
                    RoleActeur::Operateur => named(&noeud.operateurs),
                    RoleActeur::Concerne => named(&noeud.acteurs),
                };
                if here {
                    found.push((role, noeud));
                }
            }
        }
        found
    }

    /// The dispositifs that an acteur carries.
    pub fn portes_par(&self, acteur: &str) -> impl Iterator<Item = &Dispositif> {
        self.pack
            .dispositifs
            .iter()
            .filter(move |dispositif| dispositif.porteurs.iter().any(|porteur| porteur.acteur == acteur))
    }

    /// The nodes that cite a dispositif, in printed order.
    pub fn noeuds_du_dispositif(&self, dispositif: &str) -> impl Iterator<Item = &Noeud> {
        self.pack.noeuds.iter().filter(move |noeud| noeud.dispositifs.iter().any(|cite| cite.dispositif == dispositif))
    }

    /// How many nodes each level has, in the order of the format; levels without a node are left out.
    pub fn comptes(&self) -> Vec<(Niveau, usize)> {
        Niveau::ALL
            .iter()
            .map(|&niveau| (niveau, self.pack.noeuds.iter().filter(|noeud| noeud.niveau == niveau).count()))
            .filter(|&(_, count)| count > 0)
            .collect()
    }
}
