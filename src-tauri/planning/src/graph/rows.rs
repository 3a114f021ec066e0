//! Rows of links in chunks that copies share: a local edit copies one chunk, a walk reads straight on.

use super::Link;
use super::spine::Spine;
use crate::{DeployOrder, Strength};

/// A link as one of its ends sees it: the other end, the link's number, and what a walk asks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Half {
    /// The other end.
    pub(crate) other: u32,
    word: u32,
}

const SOFT: u32 = 1 << 31;
const GROUPED: u32 = 1 << 30;
const ORDER: u32 = 28;
const NUMBER: u32 = (1 << ORDER) - 1;

impl Half {
    pub(crate) fn of(other: u32, number: u32, link: &Link) -> Self {
        let order = match link.order {
            DeployOrder::ProviderFirst => 0,
            DeployOrder::ConsumerFirst => 1,
            DeployOrder::Lockstep => 2,
            DeployOrder::Any => 3,
        };
        let soft = if link.strength == Strength::Soft { SOFT } else { 0 };
        let grouped = if link.redundancy.is_some() { GROUPED } else { 0 };
        Self {
            other,
            word: (number & NUMBER) | order << ORDER | soft | grouped,
        }
    }
    /// Number of the link.
    pub(crate) fn link(self) -> u32 {
        self.word & NUMBER
    }
    pub(crate) fn is_soft(self) -> bool {
        self.word & SOFT != 0
    }
    pub(crate) fn is_grouped(self) -> bool {
        self.word & GROUPED != 0
    }
    pub(crate) fn order(self) -> DeployOrder {
        match self.word >> ORDER & 3 {
            0 => DeployOrder::ProviderFirst,
            1 => DeployOrder::ConsumerFirst,
            2 => DeployOrder::Lockstep,
            _ => DeployOrder::Any,
        }
    }
}

/// Rows of a chunk, as a power of two.
const CHUNK: usize = 7;

#[derive(Clone, Debug)]
struct Chunk {
    offsets: [u32; (1 << CHUNK) + 1],
    halves: Vec<Half>,
    /// How many of them do not put the provider first: walks of order skip a chunk without.
    turned: u32,
}

impl Chunk {
    fn is_turned(half: &Half) -> bool {
        matches!(half.order(), DeployOrder::ConsumerFirst | DeployOrder::Lockstep)
    }
    fn row(&self, place: usize) -> &[Half] {
        &self.halves[self.offsets[place] as usize..self.offsets[place + 1] as usize]
    }
}

/// The links of each node.
#[derive(Clone, Debug, Default)]
pub(crate) struct LinkRows {
    chunks: Spine<Chunk>,
    rows: usize,
}

impl LinkRows {
    /// One row per number below `rows`; a row keeps the order of its pairs.
    pub(crate) fn of(rows: usize, pairs: impl Iterator<Item = (u32, Half)> + Clone) -> Self {
        let mut offsets = vec![0_u32; rows + 1];
        for (row, _) in pairs.clone() {
            offsets[row as usize + 1] += 1;
        }
        for row in 0..rows {
            offsets[row + 1] += offsets[row];
        }
        let mut next = offsets.clone();
        let mut halves = vec![Half { other: 0, word: 0 }; offsets[rows] as usize];
        for (row, half) in pairs {
            let slot = &mut next[row as usize];
            halves[*slot as usize] = half;
            *slot += 1;
        }
        let chunk = |first: usize| {
            let end = (first + (1 << CHUNK)).min(rows);
            let base = offsets[first];
            let halves = halves[base as usize..offsets[end] as usize].to_vec();
            Chunk {
                offsets: std::array::from_fn(|place| offsets[(first + place).min(end)] - base),
                turned: halves.iter().filter(|half| Chunk::is_turned(half)).count() as u32,
                halves,
            }
        };
        Self {
            chunks: (0..rows).step_by(1 << CHUNK).map(chunk).collect(),
            rows,
        }
    }

    pub(crate) fn row(&self, row: u32) -> &[Half] {
        self.chunks.get(row as usize >> CHUNK).row(place(row))
    }

    /// The row, or nothing where no link nearby puts the consumer first or is lockstep.
    pub(crate) fn turned_row(&self, row: u32) -> &[Half] {
        let chunk = self.chunks.get(row as usize >> CHUNK);
        if chunk.turned == 0 {
            return &[];
        }
        chunk.row(place(row))
    }

    /// Adds an empty row at the end.
    pub(crate) fn push(&mut self) {
        if self.rows.is_multiple_of(1 << CHUNK) {
            self.chunks.push(Chunk {
                offsets: [0; (1 << CHUNK) + 1],
                halves: Vec::new(),
                turned: 0,
            });
        }
        // Offsets behind the last row are where it ends: the new row is there already, and empty.
        self.rows += 1;
    }

    /// Puts the half at the place in the row.
    pub(crate) fn insert(&mut self, row: u32, at: usize, half: Half) {
        let chunk = self.chunks.get_mut(row as usize >> CHUNK);
        let row = place(row);
        chunk.halves.insert(chunk.offsets[row] as usize + at, half);
        chunk.turned += u32::from(Chunk::is_turned(&half));
        chunk.offsets[row + 1..]
            .iter_mut()
            .for_each(|offset| *offset += 1);
    }

    /// Takes the half out of the row.
    pub(crate) fn remove(&mut self, row: u32, at: usize) {
        let chunk = self.chunks.get_mut(row as usize >> CHUNK);
        let row = place(row);
        let half = chunk.halves.remove(chunk.offsets[row] as usize + at);
        chunk.turned -= u32::from(Chunk::is_turned(&half));
        chunk.offsets[row + 1..]
            .iter_mut()
            .for_each(|offset| *offset -= 1);
    }
}

/// Place of a row in its chunk.
fn place(row: u32) -> usize {
    row as usize & ((1 << CHUNK) - 1)
}
