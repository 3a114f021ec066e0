//! What moves would clear and add, without making them.

use super::index::{Facts, Index};
use super::view::{Touched, View};
use super::{Collision, CollisionKind};
use crate::risk::Load;
use crate::{Move, Plan, Release, ReleaseId, Subject, wording};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// What the meters of a release would show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LoadDelta {
    /// The release.
    pub release: ReleaseId,
    /// Now.
    pub before: Load,
    /// After the moves.
    pub after: Load,
}

/// What moves would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Preview {
    /// Collisions that would be gone.
    pub clears: Vec<Collision>,
    /// Collisions that would be new.
    pub adds: Vec<Collision>,
    /// Collisions of what is moved that would stay, in their new words.
    pub remain: Vec<Collision>,
    /// What else is worth saying.
    pub notes: Vec<String>,
    /// Meters of the releases that are moved, lose or gain a change.
    pub loads: Vec<LoadDelta>,
    /// Rows of the index that were looked at: what the preview costs, counted.
    #[serde(skip)]
    pub looked_at: u32,
}

/// What the moves would clear and add. `index` must be of `plan`. Moves of unknown records are left out.
#[must_use]
pub fn preview(plan: &Plan, index: &Index, moves: &[Move]) -> Preview {
    let (view, touched) = laid_over(plan, index, moves);
    let after = view.collisions(&touched);
    let local = index.about(&subjects(index, &touched));
    view.look(local.len());
    let before: BTreeSet<&str> = local.iter().map(|collision| collision.id.as_str()).collect();
    let ids: BTreeSet<&str> = after.iter().map(|collision| collision.id.as_str()).collect();
    let clears = local.iter().copied().filter(|old| !ids.contains(old.id.as_str()));
    let clears = clears.cloned().collect();
    let (remain, adds) = after
        .iter()
        .cloned()
        .partition(|new| before.contains(new.id.as_str()));
    let notes = notes(&view, moves);
    let loads = view.moved_releases.iter().map(|(number, facts)| LoadDelta {
        release: facts.id,
        before: index.facts[*number as usize].load.clone(),
        after: facts.load.clone(),
    });
    let loads = loads.collect();
    let looked_at = view.looked_at();
    Preview {
        clears,
        adds,
        remain,
        notes,
        loads,
        looked_at,
    }
}

/// What is touched, as collisions name it.
fn subjects(index: &Index, touched: &Touched) -> BTreeSet<Subject> {
    let releases = touched
        .releases
        .iter()
        .map(|number| Subject::Release(index.release_ids[*number as usize]));
    let changes = touched
        .changes
        .iter()
        .map(|number| Subject::Change(index.change_ids[*number as usize]));
    let freezes = touched
        .freezes
        .iter()
        .map(|number| Subject::Freeze(index.freezes[*number as usize].id));
    releases.chain(changes).chain(freezes).collect()
}

/// The index with the moves laid over it, and what they touch.
fn laid_over<'a>(plan: &'a Plan, index: &'a Index, moves: &[Move]) -> (View<'a>, Touched) {
    let mut view = View::of(plan, index);
    let mut touched = Touched::default();
    let mut records: BTreeMap<u32, Release> = BTreeMap::new();
    for step in moves {
        match step {
            Move::PlaceChange { change, release } => {
                let Some(number) = index.change_number(*change) else {
                    continue;
                };
                let to = release.and_then(|release| index.release_number(release));
                touched.changes.insert(number);
                touched.releases.extend(view.place(number));
                touched.releases.extend(to);
                view.moved_changes.insert(number, to);
            }
            Move::MoveRelease {
                release,
                deploy,
                keep_lock,
            } => {
                let Some(number) = index.release_number(*release) else {
                    continue;
                };
                let Some(base) = records.get(&number).or_else(|| plan.releases.get(release)) else {
                    continue;
                };
                let mut moved = base.shifted(deploy.start() - base.deploy.start());
                moved.deploy = *deploy;
                if *keep_lock {
                    moved.scope_lock = base.scope_lock;
                    moved.test_starts = base.test_starts;
                }
                touched.releases.insert(number);
                records.insert(number, moved);
            }
            Move::MoveFreeze { freeze, window } => {
                let Ok(number) = index.freezes.binary_search_by_key(freeze, |facts| facts.id) else {
                    continue;
                };
                touched.freezes.insert(number as u32);
                view.moved_freezes.insert(number as u32, *window);
            }
        }
    }
    let mut known = BTreeMap::new();
    let mut facts: BTreeMap<u32, Facts> = BTreeMap::new();
    for number in &touched.releases {
        let base = &index.facts[*number as usize];
        let Some(record) = records.get(number).or_else(|| plan.releases.get(&base.id)) else {
            continue;
        };
        let mut changes: Vec<u32> = base
            .changes
            .iter()
            .copied()
            .filter(|change| !view.moved_changes.contains_key(change))
            .collect();
        changes.extend(
            view.moved_changes
                .iter()
                .filter(|(_, to)| **to == Some(*number))
                .map(|(change, _)| *change),
        );
        changes.sort_unstable();
        facts.insert(*number, index.facts_of(plan, record, changes, &mut known));
    }
    view.moved_releases = facts;
    (view, touched)
}

fn notes(view: &View<'_>, moves: &[Move]) -> Vec<String> {
    let mut notes = Vec::new();
    for (number, facts) in &view.moved_releases {
        let before = &view.index.facts[*number as usize];
        let name = view.plan.name_of(Subject::Release(facts.id));
        let seconds = (facts.deploy.start() - before.deploy.start()).num_seconds();
        if seconds != 0 {
            let days = facts.deploy.start().day_in(view.zone).0 - before.deploy.start().day_in(view.zone).0;
            let by = match days.num_days() {
                0 => String::new(),
                days => format!(
                    ", {} {}",
                    wording::count(days.unsigned_abs() as usize, "day"),
                    if days < 0 { "earlier" } else { "later" }
                ),
            };
            let inside = facts
                .usable
                .iter()
                .find(|opening| opening.at.covers(facts.deploy));
            let inside = inside.map_or(String::new(), |opening| {
                format!(
                    ", in {}",
                    view.plan.name_of(Subject::DeploymentWindow(opening.window))
                )
            });
            notes.push(format!(
                "{name} deploys {}{by}{inside}.",
                wording::moment(facts.deploy.start(), view.zone)
            ));
            notes.extend(order_kept(view, *number));
        }
        let lock_kept = |step: &Move| matches!(step, Move::MoveRelease { release, keep_lock: true, .. } if *release == facts.id);
        if let (true, Some(record)) = (moves.iter().any(lock_kept), view.release(*number)) {
            let days = |from: crate::Instant| (from - record.test_starts).num_days().max(0);
            let (had, has) = (days(before.deploy.start()), days(facts.deploy.start()));
            if had != has {
                notes.push(format!("{name} keeps {has} of {had} test days."));
            }
        }
        if facts.changes != before.changes {
            let of = |limit: Option<u32>| limit.map_or(String::new(), |limit| format!(" of {limit}"));
            notes.push(format!(
                "{name} holds {}: effort {} → {}{}, risk {} → {}{}.",
                wording::count(facts.load.changes as usize, "change"),
                before.load.points,
                facts.load.points,
                of(facts.load.capacity),
                before.load.risk,
                facts.load.risk,
                of(facts.load.budget)
            ));
        }
    }
    notes
}

/// Releases that the moved one still follows, as its changes require.
fn order_kept(view: &View<'_>, number: u32) -> Option<String> {
    let facts = view.facts(number);
    let mut first: BTreeSet<u32> = BTreeSet::new();
    for change in &facts.changes {
        for required in &view.change(*change)?.requires {
            let place = view
                .index
                .change_number(*required)
                .and_then(|required| view.place(required));
            first.extend(place.filter(|place| *place != number));
        }
    }
    let kept = first
        .iter()
        .all(|place| view.facts(*place).deploy.start() <= facts.deploy.start());
    let names: Vec<String> = first
        .iter()
        .map(|place| view.plan.name_of(Subject::Release(view.facts(*place).id)))
        .collect();
    (kept && !names.is_empty()).then(|| {
        let go = if names.len() == 1 { "goes" } else { "go" };
        format!("{} still {go} first, order kept.", wording::list(&names))
    })
}

impl Preview {
    /// True when nothing is added.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.adds.is_empty()
    }
    /// True when the collision would be gone.
    #[must_use]
    pub fn clears(&self, id: &str) -> bool {
        self.clears.iter().any(|collision| collision.id == id)
    }
    /// How many of a kind would be new.
    #[must_use]
    pub fn added(&self, kind: CollisionKind) -> usize {
        self.adds
            .iter()
            .filter(|collision| collision.kind == kind)
            .count()
    }
}
