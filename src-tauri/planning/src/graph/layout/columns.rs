//! Boxes and the lanes of long lines, by column; and how often their lines cross.

use super::{Line, Point};
use crate::graph::Levels;
use std::collections::BTreeMap;

/// Boxes and lanes by column, being put in order. Numbers below the count of boxes are boxes, the rest lanes.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// Column of each.
    pub(super) column: Vec<u32>,
    /// Place of each in its column; after [`Columns::place`] its row, where rows may stay free.
    pub(super) row: Vec<u32>,
    /// Boxes that stay side by side have the same unit.
    pub(super) unit: Vec<u32>,
    /// Who stands in each column, in order.
    pub(super) members: Vec<Vec<u32>>,
    /// Whom each is joined to in the column before.
    pub(super) left: Vec<Vec<u32>>,
    /// Whom each is joined to in the column after.
    pub(super) right: Vec<Vec<u32>>,
    /// Lanes of each line, from provider to consumer.
    pub(super) via: Vec<Vec<u32>>,
    /// How many are boxes.
    pub(super) boxes: usize,
}

impl Columns {
    pub(super) fn new(levels: &Levels, lines: &[Line]) -> Self {
        let boxes = levels.step.len();
        let column: Vec<u32> = (0..boxes as u32).map(|node| levels.of(node)).collect();
        let columns = column.iter().max().map_or(0, |most| *most as usize + 1);
        let mut this = Self {
            row: vec![0; boxes],
            unit: levels.step.clone(),
            members: vec![Vec::new(); columns],
            left: vec![Vec::new(); boxes],
            right: vec![Vec::new(); boxes],
            via: Vec::new(),
            column,
            boxes,
        };
        for node in 0..boxes {
            this.members[this.column[node] as usize].push(node as u32);
        }
        let mut lanes = Lanes {
            next_unit: levels.level.len() as u32,
            known: BTreeMap::new(),
        };
        for line in lines {
            let via = this.run(line, &mut lanes);
            this.via.push(via);
        }
        for side in [&mut this.left, &mut this.right] {
            for joined in side {
                joined.sort_unstable();
                joined.dedup();
            }
        }
        this.number_rows();
        this
    }

    /// Runs a line through the columns between its ends; it shares the lanes of lines that leave its provider alike.
    fn run(&mut self, line: &Line, lanes: &mut Lanes) -> Vec<u32> {
        let from = self.column[line.provider as usize];
        let to = self.column[line.consumer as usize];
        let rightwards = from <= to;
        let mut at = line.provider;
        let mut via = Vec::new();
        for step in 1..from.abs_diff(to) {
            let column = if rightwards { from + step } else { from - step };
            let known = lanes.known.get(&(line.provider, line.strength, column)).copied();
            let lane = known.unwrap_or_else(|| {
                let lane = self.column.len() as u32;
                self.column.push(column);
                self.row.push(0);
                self.unit.push(lanes.next_unit);
                lanes.next_unit += 1;
                self.left.push(Vec::new());
                self.right.push(Vec::new());
                self.members[column as usize].push(lane);
                lanes.known.insert((line.provider, line.strength, column), lane);
                lane
            });
            self.join(at, lane, rightwards);
            via.push(lane);
            at = lane;
        }
        if from != to {
            self.join(at, line.consumer, rightwards);
        }
        via
    }

    fn join(&mut self, at: u32, next: u32, rightwards: bool) {
        let (left, right) = if rightwards { (at, next) } else { (next, at) };
        self.right[left as usize].push(right);
        self.left[right as usize].push(left);
    }

    /// Rows from the order of each column.
    pub(super) fn number_rows(&mut self) {
        for members in &self.members {
            for (row, node) in members.iter().enumerate() {
                self.row[*node as usize] = row as u32;
            }
        }
    }

    /// Members of the fullest column.
    pub(super) fn tallest(&self) -> u32 {
        self.members.iter().map(Vec::len).max().unwrap_or(0) as u32
    }

    pub(super) fn point(&self, number: u32) -> Point {
        Point {
            wave: self.column[number as usize],
            row: self.row[number as usize],
        }
    }

    /// How often lines cross between all columns.
    pub(super) fn crossings(&self) -> usize {
        let mut ends: Vec<u32> = Vec::new();
        let mut crossings = 0;
        for members in &self.members {
            ends.clear();
            for node in members {
                let start = ends.len();
                ends.extend(
                    self.right[*node as usize]
                        .iter()
                        .map(|end| self.row[*end as usize]),
                );
                ends[start..].sort_unstable();
            }
            crossings += inversions(&mut ends);
        }
        crossings
    }
}

struct Lanes {
    next_unit: u32,
    /// The lane through a column of lines from one provider with one strength.
    known: BTreeMap<(u32, crate::Strength, u32), u32>,
}

/// How many pairs stand in the wrong order; sorts the list on the way.
pub(super) fn inversions(list: &mut [u32]) -> usize {
    if list.len() < 2 {
        return 0;
    }
    let (left, right) = list.split_at_mut(list.len() / 2);
    let mut count = inversions(left) + inversions(right);
    let (left, right) = (left.to_vec(), right.to_vec());
    let (mut one, mut other) = (0, 0);
    for slot in list.iter_mut() {
        if other == right.len() || (one < left.len() && left[one] <= right[other]) {
            *slot = left[one];
            one += 1;
        } else {
            *slot = right[other];
            other += 1;
            count += left.len() - one;
        }
    }
    count
}
