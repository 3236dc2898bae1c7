//! The geometry of an icicle: a tree drawn as columns of blocks, each as long as what it weighs.
//!
//! Edges are whole numbers, rounded alike, so that blocks neither overlap nor leave a gap, whatever they weigh.

/// A tree of weights.
#[derive(Debug, Clone)]
pub struct Weights {
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
    totals: Vec<u64>,
}

/// A rectangle of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// What it stands for.
    pub shown: Shown,
    /// The parent of what it stands for, by rank; nothing above the roots.
    pub inside: Option<usize>,
    /// Its column: 0 for the children of what is looked at.
    pub level: usize,
    /// Where it begins along the column, in units of the length given to [`Weights::blocks`].
    pub start: u32,
    /// How long it is, in the same units.
    pub size: u32,
    /// What it weighs.
    pub weight: u64,
}

/// What a block stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A node, by its rank.
    One(usize),
    /// So many neighbours under one parent, each too small for a block of its own: a heap.
    Several(usize),
}

impl Block {
    /// Whether it stands for several nodes.
    pub fn is_heap(&self) -> bool {
        matches!(self.shown, Shown::Several(_))
    }
}

impl Weights {
    /// Weighs a tree: for each node, by rank, the rank of its parent and what it weighs without its children.
    ///
    /// Parents may stand before or after their children. A parent that does not exist counts as none; nodes in a
    /// circle are never reached from a root and weigh nothing.
    ///
    /// ```
    /// use relais::report::icicle::Weights;
    ///
    /// let tree = Weights::new(&[(None, 0), (Some(0), 2), (Some(0), 3)]);
    /// assert_eq!(tree.total(Some(0)), 5);
    /// ```
    pub fn new(nodes: &[(Option<usize>, u32)]) -> Self {
        let parents: Vec<_> = nodes.iter().map(|(parent, _)| parent.filter(|&rank| rank < nodes.len())).collect();
        let mut children = vec![Vec::new(); nodes.len()];
        let mut roots = Vec::new();
        for (rank, parent) in parents.iter().enumerate() {
            match parent {
                Some(parent) => children[*parent].push(rank),
                None => roots.push(rank),
            }
        }
        // A list of what is still to be visited, since a deep tree would exhaust the stack.
        let mut visited = roots.clone();
        let mut next = 0;
        while let Some(&rank) = visited.get(next) {
            visited.extend(&children[rank]);
            next += 1;
        }
        let mut totals = vec![0; nodes.len()];
        for &rank in visited.iter().rev() {
            totals[rank] += u64::from(nodes[rank].1);
            if let Some(parent) = parents[rank] {
                totals[parent] += totals[rank];
            }
        }
        Self { parents, children, roots, totals }
    }

    /// What a node weighs with all that stands below it; without a node, what the whole tree weighs.
    pub fn total(&self, node: Option<usize>) -> u64 {
        match node {
            Some(rank) => self.totals[rank],
            None => self.roots.iter().map(|&rank| self.totals[rank]).sum(),
        }
    }

    /// The children of a node, or the roots, in the order given.
    pub fn children(&self, node: Option<usize>) -> &[usize] {
        node.map_or(&self.roots, |rank| &self.children[rank])
    }

    /// The rank of the root above a node: itself when it is one.
    pub fn root(&self, mut node: usize) -> usize {
        while let Some(parent) = self.parents[node] {
            node = parent;
        }
        node
    }

    /// The picture of what stands below `focus`, `levels` columns deep and `length` units long.
    ///
    /// Order is kept, column by column. A child stands beside its parent; what a parent weighs by itself leaves a gap
    /// at the end of its children. Neighbours shorter than `least` units share one block. What weighs nothing has none.
    pub fn blocks(&self, focus: Option<usize>, levels: usize, length: u32, least: u32) -> Vec<Block> {
        let whole = self.total(focus);
        let mut blocks: Vec<Block> = Vec::new();
        if whole == 0 {
            return blocks;
        }
        // The nodes whose children come next, each with where it begins, in weight.
        let mut column = vec![(focus, 0)];
        for level in 0..levels {
            let mut deeper = Vec::new();
            for (parent, begin) in column {
                let first = blocks.len();
                let mut begin: u64 = begin;
                for &rank in self.children(parent).iter().filter(|&&rank| self.totals[rank] > 0) {
                    let weight = self.totals[rank];
                    // Both edges are rounded the same way, so that neighbours touch.
                    let edge = |at: u64| (at as f64 / whole as f64 * f64::from(length)).round() as u32;
                    let (start, end) = (edge(begin), edge(begin + weight));
                    let size = end - start;
                    begin += weight;
                    if size >= least {
                        blocks.push(Block { shown: Shown::One(rank), inside: parent, level, start, size, weight });
                        deeper.push((Some(rank), begin - weight));
                        continue;
                    }
                    match blocks[first..].last_mut() {
                        Some(Block { shown: Shown::Several(count), size, weight: sum, start, .. }) => {
                            *count += 1;
                            *size = end - *start;
                            *sum += weight;
                        }
                        _ => {
                            let shown = Shown::Several(1);
                            blocks.push(Block { shown, inside: parent, level, start, size, weight });
                        }
                    }
                }
            }
            column = deeper;
        }
        blocks
    }
}

/// The blocks beside one of them, by rank in `blocks`: above, below, to the left (its parent), to the right (its first
/// child). Where there is none, nothing.
pub fn beside(blocks: &[Block], rank: usize) -> [Option<usize>; 4] {
    let here = blocks[rank];
    let within = |outer: &Block, inner: &Block| {
        outer.start <= inner.start && inner.start + inner.size <= outer.start + outer.size
    };
    let find = |wanted: &dyn Fn(&Block) -> bool| blocks.iter().position(wanted);
    [
        blocks[..rank].iter().rposition(|block| block.level == here.level),
        blocks[rank + 1..].iter().position(|block| block.level == here.level).map(|ahead| rank + 1 + ahead),
        find(&|block| block.level + 1 == here.level && within(block, &here)),
        find(&|block| block.level == here.level + 1 && within(&here, block)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two branches; the second has a node of its own weight above its children.
    fn tree() -> Weights {
        Weights::new(&[(None, 0), (Some(0), 30), (Some(0), 10), (None, 20), (Some(3), 25), (Some(3), 0), (Some(3), 15)])
    }

    fn ranks(blocks: &[Block], level: usize) -> Vec<Shown> {
        blocks.iter().filter(|block| block.level == level).map(|block| block.shown).collect()
    }

    #[test]
    fn sizes_say_the_weights_and_order_is_kept() {
        let blocks = tree().blocks(None, 3, 1000, 1);
        assert_eq!(ranks(&blocks, 0), [Shown::One(0), Shown::One(3)]);
        assert_eq!(ranks(&blocks, 1), [Shown::One(1), Shown::One(2), Shown::One(4), Shown::One(6)]);
        let sizes: Vec<_> = blocks.iter().map(|block| (block.start, block.size, block.weight)).collect();
        let expected = [(0, 400, 40), (400, 600, 60), (0, 300, 30), (300, 100, 10), (400, 250, 25), (650, 150, 15)];
        assert_eq!(sizes, expected);
    }

    #[test]
    fn columns_are_full_children_stay_beside_their_parent_and_nothing_overlaps() {
        // Weights that no length divides, under three roots.
        let mut nodes: Vec<(Option<usize>, u32)> = vec![(None, 0), (None, 0), (None, 0)];
        nodes.extend((0..40).map(|rank| (Some(rank % 3), 0)));
        nodes.extend((0..300u32).map(|rank| (Some(3 + rank as usize % 40), rank * 7919 % 13)));
        let tree = Weights::new(&nodes);
        for (length, least) in [(997, 0), (997, 1), (2800, 125), (10, 1), (1, 0)] {
            let blocks = tree.blocks(None, 3, length, least);
            for level in 0..3 {
                let column: Vec<_> = blocks.iter().filter(|block| block.level == level).collect();
                for pair in column.windows(2) {
                    assert!(pair[0].start + pair[0].size <= pair[1].start, "{pair:?}");
                }
                let drawn: u32 = column.iter().map(|block| block.size).sum();
                assert!(drawn <= length);
                if level == 0 || least == 0 {
                    assert_eq!(drawn, length, "column {level} of {length}, from {least}");
                }
            }
            for block in &blocks {
                let Shown::One(rank) = block.shown else { continue };
                let Some(parent) = nodes[rank].0 else { continue };
                let above = blocks.iter().find(|above| above.shown == Shown::One(parent)).unwrap();
                assert!(above.start <= block.start && block.start + block.size <= above.start + above.size);
            }
        }
    }

    #[test]
    fn what_is_too_small_is_drawn_together_and_stays_counted() {
        let nodes = [(None, 1), (None, 1), (None, 96), (None, 1), (None, 1), (Some(2), 48), (Some(2), 1), (Some(2), 0)];
        let blocks = Weights::new(&nodes).blocks(None, 2, 100, 5);
        assert_eq!(ranks(&blocks, 0), [Shown::Several(2), Shown::One(2), Shown::Several(2)]);
        assert_eq!(ranks(&blocks, 1), [Shown::One(5), Shown::Several(1)]);
        assert_eq!(blocks.last().unwrap().inside, Some(2));
        assert_eq!(blocks.iter().filter(|block| block.level == 0).map(|block| block.weight).sum::<u64>(), 149);
    }

    #[test]
    fn weightless_trees_single_nodes_and_wrong_parents_are_borne() {
        assert!(Weights::new(&[]).blocks(None, 3, 100, 0).is_empty());
        assert!(Weights::new(&[(None, 0), (Some(0), 0)]).blocks(None, 3, 100, 0).is_empty());
        let alone = Weights::new(&[(None, 7)]);
        let block = Block { shown: Shown::One(0), inside: None, level: 0, start: 0, size: 100, weight: 7 };
        assert_eq!(alone.blocks(None, 3, 100, 1), [block]);
        assert!(alone.blocks(Some(0), 3, 100, 1).is_empty(), "nothing stands below it");
        // A circle, beside a node whose parent does not exist and one that stands before its parent.
        let odd = Weights::new(&[(Some(1), 5), (Some(0), 5), (Some(99), 2), (Some(4), 3), (None, 0)]);
        assert_eq!(odd.total(None), 5);
        assert_eq!(odd.children(None), [2, 4]);
        assert_eq!(odd.root(3), 4);
    }

    #[test]
    fn a_deep_tree_and_a_wide_one_are_drawn_without_exhausting_anything() {
        let deep: Vec<_> = (0..100_000usize).map(|rank| (rank.checked_sub(1), 1)).collect();
        let deep = Weights::new(&deep);
        assert_eq!(deep.total(None), 100_000);
        assert_eq!(deep.blocks(None, 3, 4000, 125).len(), 3);
        assert_eq!(deep.root(99_999), 0);
        let wide: Vec<_> = (0..100_000usize).map(|rank| ((rank > 0).then_some(0), u32::MAX)).collect();
        let blocks = Weights::new(&wide).blocks(None, 3, 4000, 125);
        assert_eq!(ranks(&blocks, 1), [Shown::Several(99_999)]);
    }

    #[test]
    fn the_arrows_lead_to_neighbours_to_the_parent_and_to_the_first_child() {
        let blocks = tree().blocks(None, 2, 1000, 1);
        // In order: the roots 0 and 3, then 1, 2, 4, 6.
        assert_eq!(beside(&blocks, 0), [None, Some(1), None, Some(2)]);
        assert_eq!(beside(&blocks, 1), [Some(0), None, None, Some(4)]);
        assert_eq!(beside(&blocks, 3), [Some(2), Some(4), Some(0), None]);
        assert_eq!(beside(&blocks, 5), [Some(4), None, Some(1), None]);
    }
}
