//! Ids that count upwards: the same text gives the same ids.

use uuid::Uuid;

/// Mints ids of one kind, from one.
#[derive(Clone, Debug)]
pub struct Mint {
    kind: u64,
    next: u64,
}

impl Mint {
    /// A mint for a kind; kinds never share an id.
    #[must_use]
    pub fn new(kind: u64) -> Self {
        Self { kind, next: 1 }
    }
    /// The next id.
    pub fn mint(&mut self) -> Uuid {
        let id = Uuid::from_u64_pair(self.kind, self.next);
        self.next += 1;
        id
    }
}
