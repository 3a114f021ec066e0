//! Many short lists in one stretch of memory, so that the search reads them without chasing pointers.

/// Lists of `T`, numbered from zero.
#[derive(Clone, Debug)]
pub(super) struct Rows<T> {
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Rows<T> {
    /// The list with the number.
    #[inline]
    pub(super) fn row(&self, k: usize) -> &[T] {
        &self.values[self.starts[k] as usize..self.starts[k + 1] as usize]
    }
    /// Position of the list's first value among all values.
    #[inline]
    pub(super) fn start(&self, k: usize) -> usize {
        self.starts[k] as usize
    }
    /// Every value, list after list.
    pub(super) fn values(&self) -> &[T] {
        &self.values
    }
}

impl<T> FromIterator<Vec<T>> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = Vec<T>>>(lists: I) -> Self {
        let mut rows = Self {
            starts: vec![0],
            values: vec![],
        };
        for list in lists {
            rows.values.extend(list);
            rows.starts
                .push(u32::try_from(rows.values.len()).unwrap_or(u32::MAX));
        }
        rows
    }
}
