//! All records of one kind in order of id, in chunks that copies share: a copy costs nothing, a change copies one chunk.

use crate::plan::Record;
use std::cmp::Ordering;
use std::sync::Arc;

/// Records of a full chunk; a fuller one is parted.
const FULL: usize = 512;

type Chunk<R> = Arc<Vec<(<R as Record>::Id, Arc<R>)>>;

/// All records of one kind, in order of id. Cloning shares; changing copies the chunk that changes.
#[derive(Clone, Debug)]
pub struct Table<R: Record> {
    /// Chunks in order, none empty, each with its first id.
    chunks: Arc<Vec<(R::Id, Chunk<R>)>>,
    len: usize,
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self {
            chunks: Arc::default(),
            len: 0,
        }
    }
}

impl<R: Record> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.differences(other).is_empty()
    }
}

impl<R: Record> Table<R> {
    /// Number of the chunk in which the id is, if it is anywhere.
    fn chunk_of(&self, id: &R::Id) -> Option<usize> {
        self.chunks
            .partition_point(|(first, _)| first <= id)
            .checked_sub(1)
    }
    /// Number of the chunk and place in it.
    fn find(&self, id: &R::Id) -> Option<(usize, usize)> {
        let chunk = self.chunk_of(id)?;
        let place = self.chunks[chunk]
            .1
            .binary_search_by(|(one, _)| one.cmp(id))
            .ok()?;
        Some((chunk, place))
    }
    /// The record with the id.
    #[must_use]
    pub fn get(&self, id: &R::Id) -> Option<&R> {
        let (chunk, place) = self.find(id)?;
        Some(&self.chunks[chunk].1[place].1)
    }
    /// The record with the id, to change. Do not change its id.
    pub fn get_mut(&mut self, id: &R::Id) -> Option<&mut R> {
        let (chunk, place) = self.find(id)?;
        let chunk = &mut Arc::make_mut(&mut self.chunks)[chunk].1;
        Some(Arc::make_mut(&mut Arc::make_mut(chunk)[place].1))
    }
    /// True when the id is known.
    #[must_use]
    pub fn contains(&self, id: &R::Id) -> bool {
        self.find(id).is_some()
    }
    /// Adds the record, or replaces the one with its id.
    pub fn insert(&mut self, record: R) {
        let id = record.id();
        let number = self.chunk_of(&id).unwrap_or(0);
        let chunks = Arc::make_mut(&mut self.chunks);
        if chunks.is_empty() {
            chunks.push((id, Arc::default()));
        }
        let (first, chunk) = &mut chunks[number];
        let records = Arc::make_mut(chunk);
        match records.binary_search_by(|(one, _)| one.cmp(&id)) {
            Ok(place) => records[place].1 = Arc::new(record),
            Err(place) => {
                records.insert(place, (id, Arc::new(record)));
                self.len += 1;
            }
        }
        *first = records[0].0;
        if records.len() > FULL {
            // Records usually come in order of id: a chunk that grew at its end stays full.
            let at = if records[records.len() - 1].0 == id {
                FULL
            } else {
                FULL / 2
            };
            let rest = records.split_off(at);
            chunks.insert(number + 1, (rest[0].0, Arc::new(rest)));
        }
    }
    /// Takes the record out.
    pub fn remove(&mut self, id: &R::Id) -> Option<R> {
        let (number, place) = self.find(id)?;
        let chunks = Arc::make_mut(&mut self.chunks);
        let (first, chunk) = &mut chunks[number];
        let records = Arc::make_mut(chunk);
        let (_, record) = records.remove(place);
        match records.first() {
            Some((id, _)) => *first = *id,
            None => drop(chunks.remove(number)),
        }
        self.len -= 1;
        Some(Arc::unwrap_or_clone(record))
    }
    /// Every record, in order of id.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, R> {
        Iter {
            chunks: &self.chunks,
            front: (0, 0),
            back: (self.chunks.len(), 0),
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
        if Arc::ptr_eq(&self.chunks, &before.chunks) {
            return found;
        }
        let (mut was, mut is) = (Walk::of(before), Walk::of(self));
        loop {
            while was.at_start() && is.at_start() && was.same_chunk(&is) {
                was.skip_chunk();
                is.skip_chunk();
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
    chunks: &'a [(R::Id, Chunk<R>)],
    place: usize,
}

impl<'a, R: Record> Walk<'a, R> {
    fn of(table: &'a Table<R>) -> Self {
        Self {
            chunks: &table.chunks,
            place: 0,
        }
    }
    fn at_start(&self) -> bool {
        self.place == 0 && !self.chunks.is_empty()
    }
    fn same_chunk(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chunks[0].1, &other.chunks[0].1)
    }
    fn skip_chunk(&mut self) {
        self.chunks = &self.chunks[1..];
        self.place = 0;
    }
    fn record(&self) -> Option<&'a (R::Id, Arc<R>)> {
        self.chunks.first()?.1.get(self.place)
    }
    fn step(&mut self) {
        self.place += 1;
        if self
            .chunks
            .first()
            .is_some_and(|(_, chunk)| self.place >= chunk.len())
        {
            self.skip_chunk();
        }
    }
}

/// Records in order of id, from either end.
#[derive(Clone, Debug)]
pub struct Iter<'a, R: Record> {
    chunks: &'a [(R::Id, Chunk<R>)],
    /// Next chunk and place from the front.
    front: (usize, usize),
    /// Chunk behind the last one, and how many of the chunk before it are taken.
    back: (usize, usize),
    left: usize,
}

impl<'a, R: Record> Iterator for Iter<'a, R> {
    type Item = &'a R;
    fn next(&mut self) -> Option<&'a R> {
        self.left = self.left.checked_sub(1)?;
        let chunk = &self.chunks[self.front.0].1;
        let record = &chunk[self.front.1].1;
        self.front.1 += 1;
        if self.front.1 == chunk.len() {
            self.front = (self.front.0 + 1, 0);
        }
        Some(record)
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<R: Record> DoubleEndedIterator for Iter<'_, R> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let chunk = &self.chunks[self.back.0 - 1].1;
        self.back.1 += 1;
        let record = &chunk[chunk.len() - self.back.1].1;
        if self.back.1 == chunk.len() {
            self.back = (self.back.0 - 1, 0);
        }
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
            shares_data_with: Vec::new(),
            origin: None,
        }
    }

    proptest! {
        #[test]
        fn a_table_is_a_sorted_map_and_its_differences_lead_from_one_to_the_other(
            start in proptest::collection::vec((0_u16..3000, 0_u8..3), 0..2500),
            edits in proptest::collection::vec((0_u16..3000, proptest::option::of(0_u8..3)), 0..60),
        ) {
            let mut map: BTreeMap<EnvironmentId, Environment> = BTreeMap::new();
            let mut table = Table::default();
            for (id, name) in start {
                let one = record(id, name);
                map.insert(one.id, one.clone());
                table.insert(one);
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
