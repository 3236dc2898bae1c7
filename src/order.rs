//! Sorting, compiled once: the standard library's is copied for every type of item, three kilobytes each time, and
//! collecting into a map or a set sorts too. Every room may name this one.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The items in order; equal ones stay in the order in which they came.
pub fn in_order<T>(mut items: Vec<T>, order: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let swaps = swaps(items.len(), &|one, other| order(&items[one], &items[other]));
    for (one, other) in swaps {
        items.swap(one, other);
    }
    items
}

/// Each item once, in order.
pub fn once_each<T: Ord>(items: Vec<T>) -> Vec<T> {
    let mut items = in_order(items, &T::cmp);
    items.dedup();
    items
}

/// A map of these pairs.
pub fn map<K: Ord, V>(pairs: impl Iterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(pairs);
    map
}

/// A set of these items.
pub fn set<T: Ord>(items: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// The swaps of two places that put so many items in order, one after the other.
fn swaps(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    let ranks = ranks(count, order);
    let mut goal = vec![0; count];
    for (to, from) in ranks.into_iter().enumerate() {
        goal[from] = to;
    }
    let mut swaps = Vec::new();
    for place in 0..count {
        while goal[place] != place {
            let to = goal[place];
            goal.swap(place, to);
            swaps.push((place, to));
        }
    }
    swaps
}

/// The places of the items, by the order of the items: a merge sort.
fn ranks(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut ranks: Vec<usize> = (0..count).collect();
    let mut run = 1;
    while run < count {
        let mut merged = Vec::with_capacity(count);
        for pair in ranks.chunks(2 * run) {
            let (mut one, mut other) = pair.split_at(run.min(pair.len()));
            while let ([left, ..], [right, ..]) = (one, other) {
                let from = if order(*left, *right).is_gt() { &mut other } else { &mut one };
                merged.push(from[0]);
                *from = &from[1..];
            }
            merged.extend_from_slice(one);
            merged.extend_from_slice(other);
        }
        ranks = merged;
        run *= 2;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{in_order, once_each};

    #[test]
    fn items_are_in_order_and_equal_ones_as_they_came() {
        let words = vec!["deux", "un", "trois", "et"];
        assert_eq!(in_order(words, &|one, other| one.len().cmp(&other.len())), ["un", "et", "deux", "trois"]);
        assert_eq!(in_order(Vec::new(), &u8::cmp), Vec::<u8>::new());
        assert_eq!(once_each(vec![3, 1, 3, 2, 1]), [1, 2, 3]);
    }

    proptest! {
        #[test]
        fn it_is_the_order_of_the_standard_library(items in proptest::collection::vec((0_u8..8, any::<u8>()), 0..70)) {
            let mut sorted = items.clone();
            sorted.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(in_order(items, &|(one, _), (other, _)| one.cmp(other)), sorted);
        }
    }
}
