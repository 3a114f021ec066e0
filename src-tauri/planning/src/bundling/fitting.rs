//! Whether the night of a release holds what the search puts into it, remembered by who rides.

use super::arrangement::Arrangement;
use super::presolve::{Model, NightLimits};
use crate::schedule::Judge;
use std::collections::HashMap;

/// Answers remembered at most.
const MOST_KNOWN: usize = 1 << 18;

/// What was asked and answered so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Fitting {
    known: HashMap<u64, bool>,
    judge: Judge,
    /// Riders of all nights that were judged: what the answers cost.
    pub(super) judged: u64,
    /// A mark of each item and of each release: those of a night, joined, stand for who rides it.
    marks: Vec<u64>,
}

impl Fitting {
    pub(super) fn new(model: &Model) -> Self {
        let marks = model
            .nights
            .is_some()
            .then(|| marks(model.items + model.releases));
        Self {
            known: HashMap::new(),
            judge: Judge::default(),
            judged: 0,
            marks: marks.unwrap_or_default(),
        }
    }

    /// True when the night of the release still holds everything after the item has come as well.
    pub(super) fn takes(&mut self, model: &Model, now: &Arrangement, item: u32, release: usize) -> bool {
        let Some(limits) = &model.nights else { return true };
        self.holds(model, limits, release, || {
            now.riders[release].iter().copied().chain([item])
        })
    }

    /// True when the night of the release holds what rides it.
    pub(super) fn is_sound(&mut self, model: &Model, now: &Arrangement, release: usize) -> bool {
        let Some(limits) = &model.nights else { return true };
        self.holds(model, limits, release, || now.riders[release].iter().copied())
    }

    fn holds<I: Iterator<Item = u32>>(
        &mut self,
        model: &Model,
        limits: &NightLimits,
        release: usize,
        riders: impl Fn() -> I,
    ) -> bool {
        let most: i64 = riders().map(|item| limits.most[item as usize]).sum();
        if most + limits.nights.most_riding(release) <= limits.window[release] {
            return true;
        }
        let mark = riders().fold(self.marks[model.items + release], |mark, item| {
            mark ^ self.marks[item as usize]
        });
        if let Some(&known) = self.known.get(&mark) {
            return known;
        }
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
        }
        self.judged += riders().count() as u64;
        let changes = riders().flat_map(|item| model.members.row(item as usize).iter().copied());
        let answer = self
            .judge
            .fits(&limits.nights, release, changes, limits.window[release]);
        self.known.insert(mark, answer);
        answer
    }
}

/// Numbers that look like chance and are the same everywhere (SplitMix64, Steele, Lea and Flood 2014).
fn marks(count: usize) -> Vec<u64> {
    let mut state = 0_u64;
    let next = || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    };
    std::iter::repeat_with(next).take(count).collect()
}
