//! Items in releases with everything that is left in each release, kept true move by move, with undo.

use super::presolve::{Column, Model, NOWHERE};

/// Where items are, and what room that leaves.
#[derive(Clone, Debug)]
pub(super) struct Arrangement {
    /// Release of each item.
    pub(super) at: Vec<u16>,
    /// Items of each release; the last list is of those that wait.
    pub(super) riders: Vec<Vec<u32>>,
    /// Position of each item in its list.
    position: Vec<u32>,
    /// Column each placed item uses.
    column: Vec<Column>,
    /// What is left of resource `k` in release `r` at `r * resources + k`.
    pub(super) room: Vec<i32>,
    pub(super) risk_room: Vec<i32>,
    /// Members in each release and cluster.
    count: Vec<i32>,
    /// Items that pass each soft freeze.
    passing: Vec<u16>,
    /// Objective.
    pub(super) score: i64,
    /// Moves since the last [`Self::keep`]: item and the column it had.
    moves: Vec<(u32, Option<Column>)>,
}

impl Arrangement {
    /// Every item waits.
    pub(super) fn empty(model: &Model) -> Self {
        let mut riders = vec![vec![]; model.releases];
        riders.push((0..model.items as u32).collect());
        Self {
            at: vec![NOWHERE; model.items],
            riders,
            position: (0..model.items as u32).collect(),
            column: vec![
                Column {
                    profit: 0,
                    release: NOWHERE,
                    openings: 0
                };
                model.items
            ],
            room: model.capacity.clone(),
            risk_room: model.budget.clone(),
            count: vec![0; model.releases * model.clusters],
            passing: vec![0; model.soft.len()],
            score: model.base,
            moves: vec![],
        }
    }

    /// Items that wait.
    pub(super) fn waiting(&self) -> &[u32] {
        self.riders.last().map_or(&[], Vec::as_slice)
    }

    /// Interaction risk points that the item would add to the release.
    #[inline]
    pub(super) fn interaction(&self, model: &Model, item: u32, release: usize) -> i32 {
        let counts = &self.count[release * model.clusters..][..model.clusters];
        model
            .touches
            .row(item as usize)
            .iter()
            .map(|touch| touch.kappa * touch.members * counts[touch.cluster as usize])
            .sum()
    }

    /// What the item would earn in the column; `None` when the release has no room for it.
    #[inline]
    pub(super) fn gain(&self, model: &Model, item: u32, column: &Column) -> Option<i64> {
        let release = usize::from(column.release);
        let room = &self.room[release * model.resources..][..model.resources];
        if model
            .takes
            .row(item as usize)
            .iter()
            .any(|take| take.amount > room[take.resource as usize])
        {
            return None;
        }
        let risk_room = self.risk_room[release] - model.risk[item as usize];
        if risk_room < 0 {
            return None;
        }
        let interaction = self.interaction(model, item, release);
        if interaction > risk_room
            || model
                .apart
                .row(item as usize)
                .iter()
                .any(|&other| self.at[other as usize] == column.release)
        {
            return None;
        }
        Some(column.profit - model.risk_weight * i64::from(interaction) - self.opening_cost(model, column))
    }

    #[inline]
    fn opening_cost(&self, model: &Model, column: &Column) -> i64 {
        if column.openings == 0 {
            return 0;
        }
        let list = model.openings.row(column.openings as usize);
        list.iter()
            .filter(|&&f| self.passing[f as usize] == 0)
            .map(|&f| model.soft[f as usize].cost)
            .sum()
    }

    /// First release in which everything that the item needs is there; `None` when something waits.
    #[inline]
    pub(super) fn earliest(&self, model: &Model, item: u32) -> Option<u16> {
        let latest = model
            .needs
            .row(item as usize)
            .iter()
            .map(|&needed| self.at[needed as usize])
            .max()
            .unwrap_or(0);
        if latest == NOWHERE { None } else { Some(latest) }
    }

    /// Last release that is not after anything that needs the item.
    #[inline]
    pub(super) fn latest(&self, model: &Model, item: u32) -> u16 {
        model
            .dependents
            .row(item as usize)
            .iter()
            .map(|&dependent| self.at[dependent as usize])
            .min()
            .unwrap_or(NOWHERE)
    }

    /// Puts a waiting item into the column's release.
    pub(super) fn insert(&mut self, model: &Model, item: u32, column: Column) {
        self.moves.push((item, None));
        self.enter(model, item, column);
    }

    /// Takes a placed item out.
    pub(super) fn remove(&mut self, model: &Model, item: u32) {
        self.moves.push((item, Some(self.column[item as usize])));
        self.leave(model, item);
    }

    /// Makes the moves so far final.
    pub(super) fn keep(&mut self) {
        self.moves.clear();
    }

    /// Items moved since the last [`Self::keep`].
    pub(super) fn moved(&self) -> bool {
        !self.moves.is_empty()
    }

    /// Releases that those moves came from and went to; some more than once.
    pub(super) fn touched(&self) -> impl Iterator<Item = usize> + '_ {
        let from = self
            .moves
            .iter()
            .filter_map(|(_, column)| column.map(|column| column.release));
        let to = self.moves.iter().map(|(item, _)| self.at[*item as usize]);
        from.chain(to)
            .filter(|&release| release != NOWHERE)
            .map(usize::from)
    }

    /// Takes the moves since the last [`Self::keep`] back.
    pub(super) fn undo(&mut self, model: &Model) {
        while let Some((item, column)) = self.moves.pop() {
            match column {
                None => self.leave(model, item),
                Some(column) => self.enter(model, item, column),
            }
        }
    }

    /// Makes this the arrangement with the given releases.
    pub(super) fn become_like(&mut self, model: &Model, at: &[u16]) {
        let wrong: Vec<u32> = (0..model.items as u32)
            .filter(|&item| self.at[item as usize] != at[item as usize])
            .collect();
        for &item in &wrong {
            if self.at[item as usize] != NOWHERE {
                self.leave(model, item);
            }
        }
        for &item in &wrong {
            let column = model
                .columns
                .row(item as usize)
                .iter()
                .find(|c| c.release == at[item as usize]);
            if let Some(&column) = column {
                self.enter(model, item, column);
            }
        }
        self.moves.clear();
    }

    fn enter(&mut self, model: &Model, item: u32, column: Column) {
        let release = usize::from(column.release);
        let interaction = self.interaction(model, item, release);
        self.score +=
            column.profit - model.risk_weight * i64::from(interaction) - self.opening_cost(model, &column);
        self.shift(model, item, column, interaction, 1);
        self.relist(item, release);
        self.at[item as usize] = column.release;
        self.column[item as usize] = column;
    }

    fn leave(&mut self, model: &Model, item: u32) {
        let column = self.column[item as usize];
        let release = usize::from(column.release);
        // What the item adds is counted against the others alone: its own members are taken out first.
        let counts = &self.count[release * model.clusters..][..model.clusters];
        let interaction = model
            .touches
            .row(item as usize)
            .iter()
            .map(|touch| touch.kappa * touch.members * (counts[touch.cluster as usize] - touch.members))
            .sum();
        self.shift(model, item, column, interaction, -1);
        self.score -=
            column.profit - model.risk_weight * i64::from(interaction) - self.opening_cost(model, &column);
        self.relist(item, model.releases);
        self.at[item as usize] = NOWHERE;
    }

    fn shift(&mut self, model: &Model, item: u32, column: Column, interaction: i32, sign: i32) {
        let release = usize::from(column.release);
        let room = &mut self.room[release * model.resources..][..model.resources];
        for take in model.takes.row(item as usize) {
            room[take.resource as usize] -= sign * take.amount;
        }
        self.risk_room[release] -= sign * (model.risk[item as usize] + interaction);
        let counts = &mut self.count[release * model.clusters..][..model.clusters];
        for touch in model.touches.row(item as usize) {
            counts[touch.cluster as usize] += sign * touch.members;
        }
        if column.openings != 0 {
            for &freeze in model.openings.row(column.openings as usize) {
                let passing = &mut self.passing[freeze as usize];
                *passing = if sign > 0 { *passing + 1 } else { *passing - 1 };
            }
        }
    }

    fn relist(&mut self, item: u32, to: usize) {
        let from = match self.at[item as usize] {
            NOWHERE => self.riders.len() - 1,
            release => usize::from(release),
        };
        let place = self.position[item as usize] as usize;
        self.riders[from].swap_remove(place);
        if let Some(&moved) = self.riders[from].get(place) {
            self.position[moved as usize] = place as u32;
        }
        self.position[item as usize] = self.riders[to].len() as u32;
        self.riders[to].push(item);
    }
}
