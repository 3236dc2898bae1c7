//! Rows of unequal length in two flat vectors, instead of one allocation per row.

use std::ops::Range;

/// Row `i` ends at `ends[i]` and begins where the row before it ends.
#[derive(Clone, Debug)]
pub(super) struct Rows<T> {
    values: Vec<T>,
    ends: Vec<u32>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows { values: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Rows<T> {
    /// Takes values that are already in row order; row `i` ends at `ends[i]`.
    pub(super) fn new(values: Vec<T>, ends: Vec<u32>) -> Self {
        Rows { values, ends }
    }

    /// Appends to the row that is being written.
    pub(super) fn push(&mut self, value: T) {
        self.values.push(value);
    }

    /// Ends the row that is being written.
    pub(super) fn close(&mut self) {
        self.ends.push(self.values.len() as u32);
    }

    /// All values, whatever their row.
    pub(super) fn values_mut(&mut self) -> &mut [T] {
        &mut self.values
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn row(&self, row: u32) -> &[T] {
        &self.values[self.span(row)]
    }

    fn span(&self, row: u32) -> Range<usize> {
        let row = row as usize;
        let start = if row == 0 { 0 } else { self.ends[row - 1] };
        start as usize..self.ends[row] as usize
    }
}
