//! All records of one kind in order of id, in chunks that copies share, two floors of them: a copy costs nothing, a change
//! copies one chunk and the list it stands in.

use crate::plan::Record;
use std::cmp::Ordering;
use std::sync::Arc;

/// Records of a full chunk, and chunks of a full block; what is fuller is parted.
const FULL: usize = 64;

/// Parts of a table in order, none empty, each with its first id.
type Parts<R, P> = Arc<Vec<(<R as Record>::Id, P)>>;
type Chunk<R> = Parts<R, Arc<R>>;
type Block<R> = Parts<R, Chunk<R>>;

/// All records of one kind, in order of id. Cloning shares; changing copies the chunk that changes.
#[derive(Clone, Debug)]
pub struct Table<R: Record> {
    blocks: Parts<R, Block<R>>,
    len: usize,
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self {
            blocks: Arc::default(),
            len: 0,
        }
    }
}

impl<R: Record> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.differences(other).is_empty()
    }
}

/// Number of the part in which the id is, if it is anywhere.
fn part_of<I: Ord, P>(parts: &[(I, P)], id: &I) -> Option<usize> {
    parts.partition_point(|(first, _)| first <= id).checked_sub(1)
}

/// What stands in a part.
fn inside<I, P>(part: &(I, Arc<Vec<(I, P)>>)) -> std::slice::Iter<'_, (I, P)> {
    part.1.iter()
}

/// Puts the item at its place; of a part that is full the rest is answered. Records usually come in order of id: a part
/// that grew at its end stays full.
fn insert_at<T>(items: &mut Vec<T>, place: usize, item: T) -> Option<Vec<T>> {
    if items.len() < FULL {
        items.insert(place, item);
        return None;
    }
    let at = if place == FULL { FULL } else { FULL / 2 };
    let mut rest = items.split_off(at);
    if place > at || at == FULL {
        rest.insert(place - at, item);
    } else {
        items.insert(place, item);
    }
    Some(rest)
}

impl<R: Record> Table<R> {
    /// Numbers of the block and of the chunk, and the place in it.
    fn find(&self, id: &R::Id) -> Option<(usize, usize, usize)> {
        let block = part_of(&self.blocks, id)?;
        let chunks = &self.blocks[block].1;
        let chunk = part_of(chunks, id)?;
        let place = chunks[chunk].1.binary_search_by(|(one, _)| one.cmp(id)).ok()?;
        Some((block, chunk, place))
    }
    /// The record with the id.
    #[must_use]
    pub fn get(&self, id: &R::Id) -> Option<&R> {
        let (block, chunk, place) = self.find(id)?;
        Some(&self.blocks[block].1[chunk].1[place].1)
    }
    /// The record with the id, to change. Do not change its id.
    pub fn get_mut(&mut self, id: &R::Id) -> Option<&mut R> {
        let (block, chunk, place) = self.find(id)?;
        let chunks = Arc::make_mut(&mut Arc::make_mut(&mut self.blocks)[block].1);
        let records = Arc::make_mut(&mut chunks[chunk].1);
        Some(Arc::make_mut(&mut records[place].1))
    }
    /// True when the id is known.
    #[must_use]
    pub fn contains(&self, id: &R::Id) -> bool {
        self.find(id).is_some()
    }
    /// Adds the record, or replaces the one with its id.
    pub fn insert(&mut self, record: R) {
        let id = record.id();
        let blocks = Arc::make_mut(&mut self.blocks);
        if blocks.is_empty() {
            blocks.push((id, Arc::new(vec![(id, Arc::default())])));
        }
        let block = part_of(blocks, &id).unwrap_or(0);
        let (first_of_block, chunks) = &mut blocks[block];
        let chunks = Arc::make_mut(chunks);
        let chunk = part_of(chunks, &id).unwrap_or(0);
        let (first, records) = &mut chunks[chunk];
        let records = Arc::make_mut(records);
        let rest = match records.binary_search_by(|(one, _)| one.cmp(&id)) {
            Ok(place) => {
                records[place].1 = Arc::new(record);
                return;
            }
            Err(place) => insert_at(records, place, (id, Arc::new(record))),
        };
        self.len += 1;
        *first = records[0].0;
        let rest = rest.and_then(|rest| insert_at(chunks, chunk + 1, (rest[0].0, Arc::new(rest))));
        *first_of_block = chunks[0].0;
        if let Some(rest) = rest {
            blocks.insert(block + 1, (rest[0].0, Arc::new(rest)));
        }
    }
    /// Takes the record out.
    pub fn remove(&mut self, id: &R::Id) -> Option<R> {
        let (block, chunk, place) = self.find(id)?;
        let blocks = Arc::make_mut(&mut self.blocks);
        let chunks = Arc::make_mut(&mut blocks[block].1);
        let records = Arc::make_mut(&mut chunks[chunk].1);
        let (_, record) = records.remove(place);
        match records.first() {
            Some((id, _)) => chunks[chunk].0 = *id,
            None => drop(chunks.remove(chunk)),
        }
        match chunks.first() {
            Some((id, _)) => blocks[block].0 = *id,
            None => drop(blocks.remove(block)),
        }
        self.len -= 1;
        Some(Arc::unwrap_or_clone(record))
    }
    /// Every record, in order of id.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, R> {
        Iter {
            records: self
                .blocks
                .iter()
                .flat_map(inside as fn(_) -> _)
                .flat_map(inside as fn(_) -> _),
            left: self.len,
        }
    }
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }
    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Records that are not the same here as they were `before`, in order of id: as they were and as they are. What both
    /// share is not looked at.
    #[must_use]
    pub fn differences<'a>(&'a self, before: &'a Self) -> Vec<(Option<&'a R>, Option<&'a R>)> {
        let mut found = Vec::new();
        if Arc::ptr_eq(&self.blocks, &before.blocks) {
            return found;
        }
        let (mut was, mut is) = (Walk::of(before), Walk::of(self));
        loop {
            if was.skips_block_with(&is) {
                was.skip_block();
                is.skip_block();
                continue;
            }
            if was.skips_chunk_with(&is) {
                was.skip_chunk();
                is.skip_chunk();
                continue;
            }
            match (was.record(), is.record()) {
                (None, None) => return found,
                (Some((_, one)), None) => {
                    found.push((Some(&**one), None));
                    was.step();
                }
                (None, Some((_, other))) => {
                    found.push((None, Some(&**other)));
                    is.step();
                }
                (Some((one_id, one)), Some((other_id, other))) => match one_id.cmp(other_id) {
                    Ordering::Less => {
                        found.push((Some(&**one), None));
                        was.step();
                    }
                    Ordering::Greater => {
                        found.push((None, Some(&**other)));
                        is.step();
                    }
                    Ordering::Equal => {
                        if !Arc::ptr_eq(one, other) && one != other {
                            found.push((Some(&**one), Some(&**other)));
                        }
                        was.step();
                        is.step();
                    }
                },
            }
        }
    }
}

/// A place in a table, for comparing two.
struct Walk<'a, R: Record> {
    /// The block and those after it.
    blocks: &'a [(R::Id, Block<R>)],
    /// The chunk and those after it in the block.
    chunks: &'a [(R::Id, Chunk<R>)],
    place: usize,
}

impl<'a, R: Record> Walk<'a, R> {
    fn of(table: &'a Table<R>) -> Self {
        let mut walk = Self {
            blocks: &table.blocks,
            chunks: &[],
            place: 0,
        };
        walk.enter_block();
        walk
    }
    fn enter_block(&mut self) {
        self.chunks = self.blocks.first().map_or(&[], |(_, chunks)| chunks);
        self.place = 0;
    }
    /// True when both stand before the same block.
    fn skips_block_with(&self, other: &Self) -> bool {
        let at_start = |walk: &Self| {
            walk.place == 0
                && walk
                    .blocks
                    .first()
                    .is_some_and(|(_, chunks)| chunks.len() == walk.chunks.len())
        };
        at_start(self) && at_start(other) && Arc::ptr_eq(&self.blocks[0].1, &other.blocks[0].1)
    }
    /// True when both stand before the same chunk.
    fn skips_chunk_with(&self, other: &Self) -> bool {
        let at_start = |walk: &Self| walk.place == 0 && !walk.chunks.is_empty();
        at_start(self) && at_start(other) && Arc::ptr_eq(&self.chunks[0].1, &other.chunks[0].1)
    }
    fn skip_block(&mut self) {
        self.blocks = &self.blocks[1..];
        self.enter_block();
    }
    fn skip_chunk(&mut self) {
        self.chunks = &self.chunks[1..];
        self.place = 0;
        if self.chunks.is_empty() {
            self.skip_block();
        }
    }
    fn record(&self) -> Option<&'a (R::Id, Arc<R>)> {
        self.chunks.first()?.1.get(self.place)
    }
    fn step(&mut self) {
        self.place += 1;
        let ended = |(_, chunk): &(R::Id, Chunk<R>)| self.place >= chunk.len();
        if self.chunks.first().is_some_and(ended) {
            self.skip_chunk();
        }
    }
}

/// Chunks of all blocks in turn.
type Chunks<'a, R> = std::iter::FlatMap<
    std::slice::Iter<'a, (<R as Record>::Id, Block<R>)>,
    std::slice::Iter<'a, (<R as Record>::Id, Chunk<R>)>,
    fn(&'a (<R as Record>::Id, Block<R>)) -> std::slice::Iter<'a, (<R as Record>::Id, Chunk<R>)>,
>;

/// Records of all chunks in turn.
type Records<'a, R> = std::iter::FlatMap<
    Chunks<'a, R>,
    std::slice::Iter<'a, (<R as Record>::Id, Arc<R>)>,
    fn(&'a (<R as Record>::Id, Chunk<R>)) -> std::slice::Iter<'a, (<R as Record>::Id, Arc<R>)>,
>;

/// Records in order of id, from either end.
#[derive(Clone, Debug)]
pub struct Iter<'a, R: Record> {
    records: Records<'a, R>,
    left: usize,
}

impl<'a, R: Record> Iterator for Iter<'a, R> {
    type Item = &'a R;
    fn next(&mut self) -> Option<&'a R> {
        let (_, record) = self.records.next()?;
        self.left -= 1;
        Some(record)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<R: Record> DoubleEndedIterator for Iter<'_, R> {
    fn next_back(&mut self) -> Option<Self::Item> {
        let (_, record) = self.records.next_back()?;
        self.left -= 1;
        Some(record)
    }
}

impl<R: Record> ExactSizeIterator for Iter<'_, R> {}

impl<'a, R: Record> IntoIterator for &'a Table<R> {
    type Item = &'a R;
    type IntoIter = Iter<'a, R>;
    fn into_iter(self) -> Iter<'a, R> {
        self.iter()
    }
}

impl<R: Record> FromIterator<R> for Table<R> {
    fn from_iter<I: IntoIterator<Item = R>>(records: I) -> Self {
        let mut table = Self::default();
        records.into_iter().for_each(|record| table.insert(record));
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Environment, EnvironmentClass, EnvironmentId};
    use proptest::prelude::*;
    use std::collections::BTreeMap;
    use uuid::Uuid;

    fn record(id: u16, name: u8) -> Environment {
        Environment {
            id: EnvironmentId(Uuid::from_u128(u128::from(id))),
            reference: crate::Reference::new("e").unwrap_or_else(|error| panic!("{error}")),
            name: name.to_string(),
            class: EnvironmentClass::ALL[0],
            region: String::new(),
            order_index: 0,
            quota_hours: None,
            tests_per_day: None,
            shares_data_with: Vec::new(),
            origin: None,
        }
    }

    proptest! {
        #[test]
        fn a_table_is_a_sorted_map_and_its_differences_lead_from_one_to_the_other(
            start in proptest::collection::vec((0_u16..9000, 0_u8..3), 0..7500),
            edits in proptest::collection::vec((0_u16..9000, proptest::option::of(0_u8..3)), 0..60),
            in_order in any::<bool>(),
        ) {
            let mut map: BTreeMap<EnvironmentId, Environment> = BTreeMap::new();
            let mut table = Table::default();
            for (id, name) in start {
                let one = record(id, name);
                map.insert(one.id, one.clone());
                table.insert(one);
            }
            if in_order {
                // As records are read from a plan file: every chunk is full.
                table = map.values().cloned().collect();
            }
            let (before, map_before) = (table.clone(), map.clone());
            for (id, name) in edits {
                match name {
                    Some(name) => {
                        let one = record(id, name);
                        map.insert(one.id, one.clone());
                        table.insert(one);
                    }
                    None => {
                        let one = record(id, 0).id;
                        prop_assert_eq!(table.remove(&one), map.remove(&one));
                    }
                }
            }
            prop_assert_eq!(table.len(), map.len());
            prop_assert!(table.iter().eq(map.values()));
            prop_assert!(table.iter().rev().eq(map.values().rev()));
            for (id, one) in &map_before {
                prop_assert_eq!(before.get(id), Some(one));
                prop_assert_eq!(table.get(id), map.get(id));
            }
            let mut patched = map_before;
            for (was, is) in table.differences(&before) {
                prop_assert_ne!(was, is);
                prop_assert_eq!(was, was.or(is).and_then(|one| before.get(&one.id)));
                match is {
                    Some(one) => patched.insert(one.id, one.clone()),
                    None => was.and_then(|one| patched.remove(&one.id)),
                };
            }
            prop_assert_eq!(patched, map);
        }
    }
}
