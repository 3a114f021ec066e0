//! The order of each column: sweeps by the middle of the neighbours, then swaps of neighbours, until no crossing goes.

use super::columns::Columns;
use std::collections::BTreeMap;

/// Sweeps without an improvement after which a start is given up.
const PATIENCE: usize = 4;
const MOST_SWEEPS: usize = 24;

impl Columns {
    /// Orders every column from a few different starts and keeps the order with the fewest crossings; the same boxes and
    /// lines give the same order.
    pub(super) fn order(&mut self) {
        let mut best: Option<(usize, Vec<Vec<u32>>)> = None;
        for start in 0..3 {
            self.start(start);
            let mut idle = 0;
            for sweep in 0..MOST_SWEEPS {
                let crossings = self.crossings();
                if best.as_ref().is_none_or(|best| crossings < best.0) {
                    best = Some((crossings, self.members.clone()));
                    idle = 0;
                } else {
                    idle += 1;
                }
                if crossings == 0 || idle > PATIENCE {
                    break;
                }
                self.sweep(sweep % 2 == 0, sweep % 4 < 2);
                self.swap_neighbours();
            }
        }
        if let Some((_, members)) = best {
            self.members = members;
        }
        self.number_rows();
    }

    /// By number, by number backwards, or in the order a walk from the first column meets them.
    fn start(&mut self, start: usize) {
        match start {
            0 => self
                .members
                .iter_mut()
                .for_each(|members| members.sort_unstable()),
            1 => self.members.iter_mut().for_each(|members| members.reverse()),
            _ => {
                let mut met = vec![u32::MAX; self.column.len()];
                let mut next = 0;
                let firsts: Vec<u32> = self.members.iter().flatten().copied().collect();
                for first in firsts {
                    let mut open = vec![first];
                    while let Some(node) = open.pop() {
                        if met[node as usize] != u32::MAX {
                            continue;
                        }
                        met[node as usize] = next;
                        next += 1;
                        open.extend(self.right[node as usize].iter().rev());
                    }
                }
                for members in &mut self.members {
                    members.sort_by_key(|node| met[*node as usize]);
                }
            }
        }
        // Who shares a unit stands together, where the first of them stands.
        for members in &mut self.members {
            let mut first: BTreeMap<u32, usize> = BTreeMap::new();
            for (place, node) in members.iter().enumerate() {
                first.entry(self.unit[*node as usize]).or_insert(place);
            }
            members.sort_by_key(|node| first.get(&self.unit[*node as usize]).copied());
        }
        self.number_rows();
    }

    fn sweep(&mut self, rightwards: bool, by_median: bool) {
        let count = self.members.len();
        for step in 1..count {
            let column = if rightwards { step } else { count - 1 - step };
            let mut members = std::mem::take(&mut self.members[column]);
            let neighbours = if rightwards { &self.left } else { &self.right };
            let middle = |nodes: &[u32]| self.middle(nodes, neighbours, by_median);
            // A unit goes to the middle of all its neighbours, and inside it each to the middle of its own.
            let mut of_unit: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for node in &members {
                of_unit.entry(self.unit[*node as usize]).or_default().push(*node);
            }
            let mut key: BTreeMap<u32, (u64, u32, u64, u32)> = BTreeMap::new();
            for nodes in of_unit.into_values() {
                let first = nodes.iter().map(|node| self.row[*node as usize]).min();
                let whole = (middle(&nodes), first.unwrap_or(0));
                for node in nodes {
                    key.insert(node, (whole.0, whole.1, middle(&[node]), self.row[node as usize]));
                }
            }
            members.sort_by_key(|node| key.get(node).copied());
            for (row, node) in members.iter().enumerate() {
                self.row[*node as usize] = row as u32;
            }
            self.members[column] = members;
        }
    }

    /// The median or the mean of the rows of all neighbours, in thousandths; where they stand without any.
    fn middle(&self, nodes: &[u32], neighbours: &[Vec<u32>], by_median: bool) -> u64 {
        let row = |node: &u32| u64::from(self.row[*node as usize]) * 1000;
        let mut rows: Vec<u64> = nodes
            .iter()
            .flat_map(|node| &neighbours[*node as usize])
            .map(row)
            .collect();
        if rows.is_empty() {
            rows.extend(nodes.iter().map(row));
        }
        if by_median {
            rows.sort_unstable();
            (rows[(rows.len() - 1) / 2] + rows[rows.len() / 2]) / 2
        } else {
            rows.iter().sum::<u64>() / rows.len() as u64
        }
    }

    /// Swaps units that stand side by side, and boxes side by side within a unit, as long as crossings go.
    fn swap_neighbours(&mut self) {
        for _ in 0..MOST_SWEEPS {
            let mut better = false;
            for column in 0..self.members.len() {
                let mut members = std::mem::take(&mut self.members[column]);
                let mut at = 0;
                while at < members.len() {
                    let unit = |place: usize| members.get(place).map(|node: &u32| self.unit[*node as usize]);
                    let end = |from: usize| (from..).find(|place| unit(*place) != unit(from)).unwrap_or(from);
                    let one = end(at);
                    let other = if one < members.len() { end(one) } else { one };
                    for place in at + 1..one {
                        if self.gain(&members[place - 1..place], &members[place..=place]) > 0 {
                            members.swap(place - 1, place);
                            self.row[members[place - 1] as usize] = place as u32 - 1;
                            self.row[members[place] as usize] = place as u32;
                            better = true;
                        }
                    }
                    if self.gain(&members[at..one], &members[one..other]) > 0 {
                        members[at..other].rotate_left(one - at);
                        for (place, node) in members.iter().enumerate().take(other).skip(at) {
                            self.row[*node as usize] = place as u32;
                        }
                        better = true;
                        at += other - one;
                    } else {
                        at = one;
                    }
                }
                self.members[column] = members;
            }
            if !better {
                break;
            }
        }
    }

    /// How many crossings go when `above` and `below` swap.
    fn gain(&self, above: &[u32], below: &[u32]) -> i64 {
        let mut gain = 0;
        let (mut one, mut other) = (Vec::new(), Vec::new());
        for side in [&self.left, &self.right] {
            let rows = |nodes: &[u32], rows: &mut Vec<u32>| {
                rows.clear();
                let joined = nodes.iter().flat_map(|node| &side[*node as usize]);
                rows.extend(joined.map(|node| self.row[*node as usize]));
                rows.sort_unstable();
            };
            rows(above, &mut one);
            rows(below, &mut other);
            gain += pairs_above(&other, &one) - pairs_above(&one, &other);
        }
        gain
    }
}

/// Pairs of a row of the first list that lies above (is less than) a row of the second; both are sorted.
fn pairs_above(one: &[u32], other: &[u32]) -> i64 {
    let mut below = 0;
    let mut pairs = 0;
    for row in other {
        while below < one.len() && one[below] < *row {
            below += 1;
        }
        pairs += below as i64;
    }
    pairs
}
