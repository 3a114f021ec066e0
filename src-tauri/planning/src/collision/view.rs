//! The plan as the rules see it: the index, with the few things that moves have changed laid over it.

use super::index::{Facts, FreezeFacts, Index};
use super::{Collision, changes, freezes, in_order, limits, pairs, slots};
use crate::{Change, Plan, Release, Window, Zone};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// What has to be evaluated.
#[derive(Clone, Debug, Default)]
pub(super) struct Touched {
    pub(super) releases: BTreeSet<u32>,
    pub(super) changes: BTreeSet<u32>,
    pub(super) freezes: BTreeSet<u32>,
}

/// The index with changes laid over it.
pub(super) struct View<'a> {
    pub(super) plan: &'a Plan,
    pub(super) index: &'a Index,
    pub(super) zone: Zone,
    pub(super) moved_releases: BTreeMap<u32, Facts>,
    pub(super) moved_changes: BTreeMap<u32, Option<u32>>,
    pub(super) moved_freezes: BTreeMap<u32, Window>,
    /// Rows of the index that were looked at: the work, counted.
    looked_at: Cell<u32>,
}

impl<'a> View<'a> {
    pub(super) fn of(plan: &'a Plan, index: &'a Index) -> Self {
        Self {
            plan,
            index,
            zone: plan.settings().zone,
            moved_releases: BTreeMap::new(),
            moved_changes: BTreeMap::new(),
            moved_freezes: BTreeMap::new(),
            looked_at: Cell::new(0),
        }
    }
    /// Counts rows that are looked at.
    pub(super) fn look(&self, rows: usize) {
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        self.looked_at.set(self.looked_at.get().saturating_add(rows));
    }
    pub(super) fn looked_at(&self) -> u32 {
        self.looked_at.get()
    }
    pub(super) fn facts(&self, release: u32) -> &Facts {
        self.moved_releases
            .get(&release)
            .unwrap_or(&self.index.facts[release as usize])
    }
    pub(super) fn release(&self, number: u32) -> Option<&'a Release> {
        self.plan.releases.get(&self.index.release_ids[number as usize])
    }
    pub(super) fn change(&self, number: u32) -> Option<&'a Change> {
        self.index.change(self.plan, number)
    }
    /// Release of the change, by number.
    pub(super) fn place(&self, change: u32) -> Option<u32> {
        self.moved_changes
            .get(&change)
            .copied()
            .unwrap_or(self.index.place[change as usize])
    }
    pub(super) fn freeze(&self, number: u32) -> (&FreezeFacts, Window) {
        let facts = &self.index.freezes[number as usize];
        (
            facts,
            self.moved_freezes.get(&number).copied().unwrap_or(facts.window),
        )
    }
    pub(super) fn releases(&self) -> impl Iterator<Item = (u32, &Facts)> {
        (0..self.index.facts.len() as u32).map(|number| (number, self.facts(number)))
    }
    /// Every collision that is about something touched.
    pub(super) fn collisions(&self, touched: &Touched) -> Vec<Collision> {
        let mut found = Vec::new();
        freezes::find(self, touched, &mut found);
        slots::find(self, touched, &mut found);
        pairs::find(self, touched, &mut found);
        limits::find(self, touched, &mut found);
        changes::find(self, touched, &mut found);
        in_order(&mut found);
        found
    }
}
