//! The figures that scenarios are compared by.

use super::board::{number, open_releases, waiting};
use chrono::{NaiveDate, TimeDelta};
use planning::bundling::DAYS_AFTER_LAST;
use planning::collision::{CollisionKind, Index};
use planning::{Change, ChangeState, Day, DueKind, Plan, Subject, TrainId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Figures of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ScenarioFigures {
    /// Money a week of what rides.
    pub value_per_week: u32,
    /// Changes that wait.
    pub deferred: u32,
    /// Legal dates missed.
    pub legal_missed: u32,
    /// Highest risk of a release.
    pub worst_risk: u32,
    /// The budget of that release.
    pub worst_budget: Option<u32>,
    /// Changes placed otherwise than in the published plan; than in the draft when nothing is published.
    pub moves: u32,
    /// Collisions.
    pub collisions: u32,
    /// Money that what rides has earned four weeks after the last release to come.
    #[ts(type = "number")]
    pub earned: i64,
    /// Risk points of all releases to come, interaction included.
    pub risk: u32,
}

/// What the plans of one train are held against.
pub(super) struct Against<'a> {
    /// The plan from which moves are counted.
    pub(super) base: &'a Plan,
    /// The train.
    pub(super) train: Option<TrainId>,
    /// The day up to which earnings are counted, the same for all.
    pub(super) until: Day,
}

impl<'a> Against<'a> {
    /// Four weeks after the last release to come of the plan.
    pub(super) fn of(plan: &Plan, base: &'a Plan, train: Option<TrainId>) -> Self {
        let zone = plan.settings().zone;
        let last = open_releases(plan, train)
            .last()
            .map_or(Day(NaiveDate::default()), |release| {
                release.deploy.start().day_in(zone)
            });
        let until = last.0.checked_add_signed(TimeDelta::days(DAYS_AFTER_LAST));
        Self {
            base,
            train,
            until: Day(until.unwrap_or(last.0)),
        }
    }
}

/// Figures of one train in a plan.
pub(super) fn figures(plan: &Plan, index: &Index, against: &Against<'_>) -> ScenarioFigures {
    let (train, base) = (against.train, against.base);
    let zone = plan.settings().zone;
    let releases = open_releases(plan, train);
    let rides = |change: &Change| {
        change
            .release
            .is_some_and(|id| releases.iter().any(|release| release.id == id))
    };
    let worst = releases
        .iter()
        .filter_map(|release| index.load(release.id))
        .max_by_key(|load| load.risk);
    let legal = |collision: &&planning::collision::Collision| {
        collision.kind == CollisionKind::DueDateMissed
            && collision.subjects.iter().any(|subject| match subject {
                Subject::Change(id) => plan
                    .changes
                    .get(id)
                    .and_then(|change| change.due)
                    .is_some_and(|due| due.kind == DueKind::Legal),
                _ => false,
            })
    };
    ScenarioFigures {
        value_per_week: plan
            .changes
            .iter()
            .filter(|change| rides(change))
            .fold(0_u32, |sum, change| sum.saturating_add(change.value_per_week)),
        deferred: number(waiting(plan, train).len()),
        legal_missed: number(index.collisions().iter().filter(legal).count()),
        worst_risk: worst.map_or(0, |load| load.risk),
        worst_budget: worst.and_then(|load| load.budget),
        moves: number(
            plan.changes
                .iter()
                .filter(|change| {
                    base.changes
                        .get(&change.id)
                        .is_some_and(|old| old.release != change.release)
                })
                .count(),
        ),
        collisions: number(index.collisions().len()),
        earned: plan
            .changes
            .iter()
            .filter(|change| change.state != ChangeState::Cancelled)
            .filter_map(|change| {
                let release = releases
                    .iter()
                    .find(|release| Some(release.id) == change.release)?;
                let days = (against.until.0 - release.deploy.start().day_in(zone).0).num_days();
                Some(i64::from(change.value_per_week) * days.max(0) / 7)
            })
            .sum(),
        risk: releases
            .iter()
            .filter_map(|release| index.load(release.id))
            .fold(0, |sum, load| sum.saturating_add(load.risk)),
    }
}
