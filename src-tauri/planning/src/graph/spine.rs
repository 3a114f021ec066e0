//! A list in chunks that copies share, two floors of them: a copy and a local edit cost nearly the same however long it is.

use std::sync::Arc;

/// Chunks of a block, as a power of two.
const BLOCK: usize = 6;
/// Items of a chunk, as a power of two.
const ITEMS: usize = 7;

/// Chunks by number.
#[derive(Clone, Debug)]
pub(crate) struct Spine<C> {
    blocks: Vec<Arc<Vec<Arc<C>>>>,
    len: usize,
}

impl<C> Default for Spine<C> {
    fn default() -> Self {
        Self {
            blocks: Vec::new(),
            len: 0,
        }
    }
}

impl<C> FromIterator<C> for Spine<C> {
    fn from_iter<I: IntoIterator<Item = C>>(chunks: I) -> Self {
        let mut blocks: Vec<Vec<Arc<C>>> = Vec::new();
        let mut len = 0;
        for chunk in chunks {
            if len % (1 << BLOCK) == 0 {
                blocks.push(Vec::with_capacity(1 << BLOCK));
            }
            if let Some(last) = blocks.last_mut() {
                last.push(Arc::new(chunk));
            }
            len += 1;
        }
        Self {
            blocks: blocks.into_iter().map(Arc::new).collect(),
            len,
        }
    }
}

impl<C> Spine<C> {
    pub(crate) fn len(&self) -> usize {
        self.len
    }
    pub(crate) fn get(&self, number: usize) -> &C {
        &self.blocks[number >> BLOCK][number & ((1 << BLOCK) - 1)]
    }
    pub(crate) fn iter(&self) -> impl Iterator<Item = &C> {
        self.blocks
            .iter()
            .flat_map(|block| block.iter().map(|chunk| &**chunk))
    }
    pub(crate) fn push(&mut self, chunk: C) {
        match self.blocks.last_mut().filter(|last| last.len() < 1 << BLOCK) {
            Some(last) => Arc::make_mut(last).push(Arc::new(chunk)),
            None => self.blocks.push(Arc::new(vec![Arc::new(chunk)])),
        }
        self.len += 1;
    }
}

impl<C: Clone> Spine<C> {
    pub(crate) fn get_mut(&mut self, number: usize) -> &mut C {
        let block = Arc::make_mut(&mut self.blocks[number >> BLOCK]);
        Arc::make_mut(&mut block[number & ((1 << BLOCK) - 1)])
    }
}

/// Items by number.
#[derive(Clone, Debug)]
pub(crate) struct Shared<T> {
    chunks: Spine<Vec<T>>,
    len: usize,
}

impl<T: Clone> Shared<T> {
    pub(crate) fn of(items: &[T]) -> Self {
        Self {
            chunks: items.chunks(1 << ITEMS).map(<[T]>::to_vec).collect(),
            len: items.len(),
        }
    }
    pub(crate) fn len(&self) -> usize {
        self.len
    }
    pub(crate) fn get(&self, number: u32) -> &T {
        &self.chunks.get(number as usize >> ITEMS)[number as usize & ((1 << ITEMS) - 1)]
    }
    pub(crate) fn get_mut(&mut self, number: u32) -> &mut T {
        &mut self.chunks.get_mut(number as usize >> ITEMS)[number as usize & ((1 << ITEMS) - 1)]
    }
    pub(crate) fn push(&mut self, item: T) {
        if self.len.is_multiple_of(1 << ITEMS) {
            self.chunks.push(Vec::new());
        }
        let last = self.chunks.len() - 1;
        self.chunks.get_mut(last).push(item);
        self.len += 1;
    }
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.chunks.iter().flatten()
    }
}
