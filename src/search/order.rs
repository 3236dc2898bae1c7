//! Sorting, compiled once.

use std::cmp::Ordering;

/// The items in order; equal ones stay in the order in which they came.
///
/// Ranks are sorted, then the items are put in their places: the sorting of the standard library is copied for every
/// type of item, three kilobytes each time, and there is one type of rank.
pub fn in_order<T>(items: Vec<T>, order: &dyn Fn(&T, &T) -> Ordering) -> Vec<T> {
    let ranks = ranks(items.len(), &|one, other| order(&items[one], &items[other]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    ranks.into_iter().filter_map(|rank| items[rank].take()).collect()
}

fn ranks(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut ranks: Vec<usize> = (0..count).collect();
    ranks.sort_unstable_by(|&one, &other| order(one, other).then(one.cmp(&other)));
    ranks
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn items_are_in_order_and_equal_ones_as_they_came() {
        let words = vec!["deux", "un", "trois", "et"];
        assert_eq!(in_order(words, &|one, other| one.len().cmp(&other.len())), ["un", "et", "deux", "trois"]);
        assert_eq!(in_order(Vec::new(), &u8::cmp), Vec::<u8>::new());
    }
}
