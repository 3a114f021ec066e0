//! Rows of links in chunks that copies share: a local edit copies one chunk, a walk reads straight on.

use super::Link;
use crate::{DeployOrder, Strength};
use std::sync::Arc;

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
    offsets: Vec<u32>,
    halves: Vec<Half>,
}

/// The links of each node.
#[derive(Clone, Debug, Default)]
pub(crate) struct LinkRows {
    chunks: Vec<Arc<Chunk>>,
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
        let mut chunks = Vec::with_capacity(rows / (1 << CHUNK) + 1);
        let mut first = 0;
        while first < rows {
            let end = (first + (1 << CHUNK)).min(rows);
            let base = offsets[first];
            chunks.push(Arc::new(Chunk {
                offsets: offsets[first..=end].iter().map(|offset| offset - base).collect(),
                halves: halves[base as usize..offsets[end] as usize].to_vec(),
            }));
            first = end;
        }
        Self { chunks, rows }
    }

    pub(crate) fn row(&self, row: u32) -> &[Half] {
        let chunk = &*self.chunks[row as usize >> CHUNK];
        let place = row as usize & ((1 << CHUNK) - 1);
        &chunk.halves[chunk.offsets[place] as usize..chunk.offsets[place + 1] as usize]
    }

    /// Adds an empty row at the end.
    pub(crate) fn push(&mut self) {
        if self.rows.is_multiple_of(1 << CHUNK) {
            self.chunks.push(Arc::new(Chunk {
                offsets: vec![0],
                halves: Vec::new(),
            }));
        }
        if let Some(last) = self.chunks.last_mut() {
            let last = Arc::make_mut(last);
            last.offsets.push(last.halves.len() as u32);
        }
        self.rows += 1;
    }

    /// Puts the half at the place in the row.
    pub(crate) fn insert(&mut self, row: u32, place: usize, half: Half) {
        let (chunk, row) = self.chunk_mut(row);
        chunk.halves.insert(chunk.offsets[row] as usize + place, half);
        chunk.offsets[row + 1..]
            .iter_mut()
            .for_each(|offset| *offset += 1);
    }

    /// Takes the half out of the row.
    pub(crate) fn remove(&mut self, row: u32, place: usize) {
        let (chunk, row) = self.chunk_mut(row);
        chunk.halves.remove(chunk.offsets[row] as usize + place);
        chunk.offsets[row + 1..]
            .iter_mut()
            .for_each(|offset| *offset -= 1);
    }

    fn chunk_mut(&mut self, row: u32) -> (&mut Chunk, usize) {
        let place = row as usize & ((1 << CHUNK) - 1);
        (Arc::make_mut(&mut self.chunks[row as usize >> CHUNK]), place)
    }
}

/// A list in chunks that copies share.
#[derive(Clone, Debug)]
pub(crate) struct Shared<T> {
    chunks: Vec<Arc<Vec<T>>>,
    len: usize,
}

const ITEMS: usize = 9;

impl<T: Clone> Shared<T> {
    pub(crate) fn of(items: Vec<T>) -> Self {
        let len = items.len();
        let chunks = items
            .chunks(1 << ITEMS)
            .map(|chunk| Arc::new(chunk.to_vec()))
            .collect();
        Self { chunks, len }
    }
    pub(crate) fn len(&self) -> usize {
        self.len
    }
    pub(crate) fn get(&self, number: u32) -> &T {
        &self.chunks[number as usize >> ITEMS][number as usize & ((1 << ITEMS) - 1)]
    }
    pub(crate) fn get_mut(&mut self, number: u32) -> &mut T {
        &mut Arc::make_mut(&mut self.chunks[number as usize >> ITEMS])[number as usize & ((1 << ITEMS) - 1)]
    }
    pub(crate) fn push(&mut self, item: T) {
        match self.chunks.last_mut().filter(|last| last.len() < 1 << ITEMS) {
            Some(last) => Arc::make_mut(last).push(item),
            None => self.chunks.push(Arc::new(vec![item])),
        }
        self.len += 1;
    }
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flat_map(|chunk| chunk.iter())
    }
}
