//! Which changes can get in each other's way in a night: they wait for each other, go together, or share a crew or a
//! service. What a night takes is the most that any group of such changes takes.

use super::{NightChange, NightLink};

/// Changes beyond which every pair counts as near: the table would take more than 32 MB.
const MOST: usize = 16_000;

/// For each change a bit for each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Near {
    words: usize,
    bits: Vec<u64>,
}

impl Near {
    pub(super) fn of(changes: &[NightChange], links: &[Vec<NightLink>], crews: usize) -> Self {
        if changes.len() > MOST {
            return Self::default();
        }
        let words = changes.len().div_ceil(64);
        let mut near = Self {
            words,
            bits: vec![0; changes.len() * words],
        };
        let mut users = vec![Vec::new(); crews + links.len()];
        for (number, change) in (0_u32..).zip(changes) {
            for one in &change.uses {
                users[*one as usize].push(number);
            }
        }
        for (number, change) in (0_u32..).zip(changes) {
            let beside = change.uses.iter().flat_map(|one| &users[*one as usize]);
            let provided = change
                .services
                .iter()
                .flat_map(|service| &links[*service as usize]);
            let providers = provided.flat_map(|link| &users[crews + link.provider as usize]);
            for other in beside.chain(providers).chain(&change.requires) {
                near.join(number, *other);
            }
        }
        near
    }

    fn join(&mut self, one: u32, other: u32) {
        for (row, column) in [(one as usize, other as usize), (other as usize, one as usize)] {
            self.bits[row * self.words + column / 64] |= 1 << (column % 64);
        }
    }

    /// True when the two can get in each other's way.
    pub(super) fn are(&self, one: u32, other: u32) -> bool {
        let (row, column) = (one as usize, other as usize);
        let word = self.bits.get(row * self.words + column / 64);
        word.is_none_or(|word| word >> (column % 64) & 1 == 1)
    }
}
