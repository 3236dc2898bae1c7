//! The tree of nodes: parents that hold, order, depth, summaries owed.

use std::collections::HashMap;

use serde_json::Value;

use super::{MAX_DEPTH, MAX_NODES};
use crate::contrat::finding::{Findings, Place, quote};

/// Levels whose title mostly says it all; from the section down to the fiche or objective a summary is owed.
const WITHOUT_RESUME: [&str; 4] = ["action", "sous-action", "mesure", "engagement"];

/// Whether a node of this level owes a summary.
pub(in crate::contrat) fn owes_resume(niveau: &str) -> bool {
    !niveau.is_empty() && !WITHOUT_RESUME.contains(&niveau)
}

/// Whether the tree is small enough to be judged at all: a phone would stand still over a hundred thousand nodes.
pub(in crate::contrat) fn within_reach(pack: &Value, found: &mut Findings) -> bool {
    let count = pack.get("noeuds").and_then(Value::as_array).map_or(0, Vec::len);
    if count > MAX_NODES {
        found.error(
            &Place::Root.key("noeuds"),
            format!("le contrat a {count} nœuds, la limite est de {MAX_NODES}"),
            "Vérifier que le fichier contient un seul contrat.".into(),
        );
    }
    count <= MAX_NODES
}

/// Checks the nodes as a tree.
pub(super) fn check(pack: &Value, found: &mut Findings) {
    let root = Place::Root;
    let at = root.key("noeuds");
    let Some(noeuds) = pack.get("noeuds").and_then(Value::as_array) else { return };
    if noeuds.is_empty() {
        found.warning(&at, "le contrat n'a aucun nœud".into(), "Ajouter les piliers, objectifs et actions.".into());
    }
    let ids: Vec<&str> = noeuds.iter().map(|noeud| field(noeud, "id")).collect();
    let parents = parents(noeuds, &ids);
    for cycle in cycles(&parents) {
        let names: Vec<String> = cycle.iter().take(6).map(|&rank| quote(ids[rank])).collect();
        let more = if cycle.len() > names.len() { ", …" } else { "" };
        found.error(
            &at.item(cycle[0]).key("parent"),
            format!("ces nœuds sont parents les uns des autres, en rond : {}{more}", names.join(", ")),
            "Donner à l'un d'eux un parent hors du rond, ou aucun.".into(),
        );
    }
    for (rank, noeud) in noeuds.iter().enumerate() {
        let at = at.item(rank);
        if parents[rank].is_some_and(|parent| parent > rank) {
            found.warning(
                &at.key("parent"),
                format!("le parent {} vient après son enfant", quote(field(noeud, "parent"))),
                "Remettre les nœuds dans l'ordre du document : le parent d'abord.".into(),
            );
        }
        // Only the first node too deep of a branch is named, not all that stands below it.
        if depth(rank, &parents, MAX_DEPTH + 1) == Some(MAX_DEPTH + 1) {
            found.error(
                &at.key("parent"),
                format!("l'arbre a plus de {MAX_DEPTH} niveaux ici"),
                "Vérifier le parent : un contrat a deux à six niveaux.".into(),
            );
        }
        if owes_resume(field(noeud, "niveau")) && field(noeud, "resume").trim().is_empty() {
            found.warning(&at, "le résumé manque".into(), "Dire en mots simples de quoi il s'agit.".into());
        }
    }
}

fn field<'v>(noeud: &'v Value, key: &str) -> &'v str {
    noeud.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The rank of each node's parent; none at the top and where the parent is not found.
fn parents(noeuds: &[Value], ids: &[&str]) -> Vec<Option<usize>> {
    let mut ranks = HashMap::new();
    for (rank, id) in ids.iter().enumerate() {
        ranks.entry(*id).or_insert(rank);
    }
    noeuds
        .iter()
        .map(|noeud| {
            let parent = field(noeud, "parent");
            if parent.is_empty() { None } else { ranks.get(parent).copied() }
        })
        .collect()
}

/// The circles among `parents`, each once, from its lowest rank on.
pub(super) fn cycles(parents: &[Option<usize>]) -> Vec<Vec<usize>> {
    // The walk, from 1, in which each node was first met; 0 for none.
    let mut met = vec![0_usize; parents.len()];
    let mut cycles = Vec::new();
    for start in 0..parents.len() {
        let mut path = Vec::new();
        let mut next = Some(start);
        while let Some(rank) = next.filter(|&rank| met[rank] == 0) {
            met[rank] = start + 1;
            path.push(rank);
            next = parents[rank];
        }
        // The walk ends at the top, at a node of an earlier walk, or at one of its own: the last is a circle.
        if let Some(first) = next.and_then(|end| path.iter().position(|&rank| rank == end)) {
            let mut cycle = path.split_off(first);
            let lowest = cycle.iter().enumerate().min_by_key(|&(_, rank)| *rank).map_or(0, |(index, _)| index);
            cycle.rotate_left(lowest);
            cycles.push(cycle);
        }
    }
    cycles
}

/// The depth of a node, from 1 at the top; none beyond `most`, so that a walk in a circle ends.
fn depth(rank: usize, parents: &[Option<usize>], most: usize) -> Option<usize> {
    let mut depth = 1;
    let mut next = parents[rank];
    while let Some(parent) = next {
        depth += 1;
        if depth > most {
            return None;
        }
        next = parents[parent];
    }
    Some(depth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_circle_is_found_once_whatever_hangs_on_it() {
        for (parents, expected) in [
            (vec![], vec![]),
            (vec![None, Some(0), Some(1)], vec![]),
            (vec![Some(0)], vec![vec![0]]),
            (vec![Some(1), Some(2), Some(1)], vec![vec![1, 2]]),
            (vec![Some(2), Some(0), Some(1), Some(0), None], vec![vec![0, 2, 1]]),
            (vec![Some(1), Some(0), Some(3), Some(2)], vec![vec![0, 1], vec![2, 3]]),
        ] {
            assert_eq!(cycles(&parents), expected, "{parents:?}");
        }
    }

    #[test]
    fn depth_counts_from_one_and_gives_up_in_a_circle() {
        let parents = [None, Some(0), Some(1), Some(4), Some(3)];
        assert_eq!(depth(0, &parents, 3), Some(1));
        assert_eq!(depth(2, &parents, 3), Some(3));
        assert_eq!(depth(2, &parents, 2), None);
        assert_eq!(depth(3, &parents, 100), None);
    }
}
