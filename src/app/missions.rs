//! What a contract asks of the adultes-relais, and where it calls on mediators.

use crate::app::consult::Contrat;
use crate::contrat::gouvernance::MembreEquipe;
use crate::contrat::noeud::MissionAdulteRelais;
use crate::contrat::{Acteur, Dispositif, Noeud, Ref};
use crate::search::fold;

/// Everything that concerns them in a contract.
#[derive(Debug, Default)]
pub struct Missions<'a> {
    /// Branch by branch, in printed order; a branch is known by the node at the top of the tree.
    pub branches: Vec<(&'a Noeud, Vec<Mission<'a>>)>,
    /// Their posts in the project team.
    pub equipe: Vec<&'a MembreEquipe>,
}

/// What one node says of them.
#[derive(Debug)]
pub struct Mission<'a> {
    /// The node.
    pub noeud: &'a Noeud,
    /// What it asks of the adultes-relais.
    pub demande: Option<&'a MissionAdulteRelais>,
    /// In what capacity mediators are named there, who, and what the document adds.
    pub roles: Vec<(Role, &'a Acteur, Option<&'a str>)>,
    /// The schemes of mediation that it calls on.
    pub dispositifs: Vec<&'a Dispositif>,
}

/// In what capacity mediators are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// They steer.
    Pilote,
    /// They support those who steer.
    Appui,
    /// They do the work.
    Operateur,
    /// They take part, or are named without a role.
    Partenaire,
}

impl Missions<'_> {
    /// How many nodes ask something of the adultes-relais, and how many of these ask it only perhaps.
    pub fn counts(&self) -> (usize, usize) {
        let asked: Vec<_> =
            self.branches.iter().flat_map(|(_, missions)| missions).filter_map(|mission| mission.demande).collect();
        (asked.len(), asked.iter().filter(|demande| demande.conditionnel).count())
    }

    /// Whether the contract says nothing of them.
    pub fn is_empty(&self) -> bool {
        self.branches.is_empty() && self.equipe.is_empty()
    }
}

/// Finds them.
pub fn missions(contrat: &Contrat) -> Missions<'_> {
    let arbre = contrat.arbre();
    let pack = arbre.pack();
    let mut found = Missions::default();
    for noeud in &pack.noeuds {
        let mission = mission(contrat, noeud);
        if mission.demande.is_none() && mission.roles.is_empty() && mission.dispositifs.is_empty() {
            continue;
        }
        let branch = arbre.chemin(&noeud.id).first().copied().unwrap_or(noeud);
        match found.branches.iter_mut().find(|(known, _)| known.id == branch.id) {
            Some((_, missions)) => missions.push(mission),
            None => found.branches.push((branch, vec![mission])),
        }
    }
    if let Some(gouvernance) = &pack.gouvernance {
        found.equipe = gouvernance.equipe.iter().filter(|membre| names_mediators(&membre.role)).collect();
    }
    found
}

fn mission<'a>(contrat: &'a Contrat, noeud: &'a Noeud) -> Mission<'a> {
    let arbre = contrat.arbre();
    let mut roles = Vec::new();
    let mut add = |role: Role, refs: &'a [Ref]| {
        for reference in refs {
            let acteur = arbre.acteur(&reference.acteur);
            let Some(acteur) = acteur.filter(|acteur| named(&acteur.nom, &acteur.autres_noms)) else { continue };
            if !roles.iter().any(|&(known, other, _): &(Role, &Acteur, _)| known == role && other.id == acteur.id) {
                roles.push((role, acteur, reference.precision.as_deref()));
            }
        }
    };
    for levier in &noeud.leviers {
        add(Role::Pilote, &levier.pilotes);
        add(Role::Appui, &levier.appuis);
        add(Role::Partenaire, &levier.partenaires);
    }
    add(Role::Operateur, &noeud.operateurs);
    add(Role::Partenaire, &noeud.acteurs);
    let cited = noeud.dispositifs.iter().filter_map(|cite| arbre.dispositif(&cite.dispositif));
    let dispositifs = cited.filter(|dispositif| named(&dispositif.nom, &dispositif.autres_noms)).collect();
    Mission { noeud, demande: noeud.adulte_relais.as_ref(), roles, dispositifs }
}

fn named(name: &str, others: &[String]) -> bool {
    names_mediators(name) || others.iter().any(|other| names_mediators(other))
}

/// Whether a name has the words of the trade: "adultes-relais", "médiatrice", "équipe de médiation"; a médiathèque, a
/// remédiation or the Relais emploi have not.
fn names_mediators(name: &str) -> bool {
    let folded = fold(name);
    let mut words = folded.split(|sign: char| !sign.is_alphanumeric()).peekable();
    while let Some(word) = words.next() {
        let adult = word.starts_with("adulte") && words.peek() == Some(&"relais");
        if adult || (word.starts_with("mediat") && !word.starts_with("mediath")) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture::{chennevieres, grand_paris_sud, ozoir};

    #[test]
    fn the_words_of_the_trade_are_known_and_lookalikes_are_not() {
        for name in ["Adulte-relais", "2 adultes relais dédiés", "Équipe de médiation", "MÉDIATRICES sociales"] {
            assert!(names_mediators(name), "{name}");
        }
        for name in ["Médiathèque", "Classe d'Accueil et de Remédiation", "Relais emploi", "Jeunes adultes", ""] {
            assert!(!names_mediators(name), "{name}");
        }
    }

    #[test]
    fn ozoir_asks_four_things_and_each_only_perhaps() {
        let contrat = ozoir();
        let found = missions(&contrat);
        assert_eq!(found.counts(), (4, 4));
        assert!(found.equipe.iter().all(|membre| membre.conditionnel));
        assert_eq!(found.equipe.len(), 1);
        let of = |id: &str| {
            let mut all = found.branches.iter().flat_map(|(_, missions)| missions);
            all.find(|mission| mission.noeud.id == id).unwrap()
        };
        let (role, acteur, precision) = of("e1").roles[0];
        assert_eq!((role, acteur.id.as_str(), precision), (Role::Appui, "adulte-relais", Some("appui éventuel")));
        assert_eq!(of("c5-3").roles[0].0, Role::Operateur);
    }

    #[test]
    fn grand_paris_sud_names_mediators_beside_the_adultes_relais() {
        let contrat = grand_paris_sud();
        let found = missions(&contrat);
        assert_eq!(found.counts(), (2, 0));
        assert!(found.branches.len() >= 3, "three communes speak of mediation");
        let branches: Vec<_> = found.branches.iter().map(|(branch, _)| branch.parent.as_ref()).collect();
        assert!(branches.iter().all(Option::is_none), "a branch is a top node");
    }

    #[test]
    fn a_contract_that_asks_nothing_has_none() {
        let contrat = chennevieres();
        assert!(missions(&contrat).is_empty());
    }
}
