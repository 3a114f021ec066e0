//! The plan as the optimiser sees it, and the optimiser's answer as moves of the plan.

use super::explain::Explanation;
use super::problem::{
    Barred, Cluster, Demand, Placement, Problem, ProblemChange, ProblemDraft, ProblemFreeze, ProblemRelease,
    Resource, ResourceKind,
};
use super::worth::Worth;
use crate::calendar::stopped;
use crate::graph::Graph;
use crate::risk::{RiskIndex, critical_services, risk, tests_possible};
use crate::schedule::Nights;
use crate::{
    Change, ChangeId, ChangeState, Day, FreezeLevel, Instant, Move, Plan, Release, ReleaseId, ServiceId,
    TeamId, Zone,
};
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Days after the last release for which value is counted.
pub const DAYS_AFTER_LAST: i64 = 28;

/// A change that the optimiser does not place, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The change.
    pub change: ChangeId,
    /// Why, as a sentence.
    pub reason: String,
}

/// Which record each number of the problem stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Releases in the problem's order.
    pub releases: Vec<ReleaseId>,
    /// Changes in the problem's order.
    pub changes: Vec<ChangeId>,
    /// Where each change is in the plan, releases outside the problem included.
    pub current: Vec<Option<ReleaseId>>,
    /// Changes asked for that stay as they are.
    pub left_out: Vec<LeftOut>,
    /// Changes that state no value, so that one was assumed.
    pub assumed_value: Vec<ChangeId>,
}

/// The problem of placing the changes into the releases; everything else of the plan stays as it is and keeps its
/// room. Releases that are in production, cancelled or past are left out.
#[must_use]
pub fn problem_from_plan(
    plan: &Plan,
    releases: &[ReleaseId],
    changes: &[ChangeId],
    now: Instant,
) -> (Problem, Mapping) {
    let zone = plan.settings().zone;
    let mut rides: Vec<&Release> = releases
        .iter()
        .filter_map(|id| plan.releases.get(id))
        .filter(|release| release.is_open() && release.deploy.start() > now)
        .collect();
    rides.sort_by_key(|release| (release.deploy.start(), release.id));
    rides.dedup_by_key(|release| release.id);
    let at: BTreeMap<ReleaseId, usize> = rides
        .iter()
        .enumerate()
        .map(|(k, release)| (release.id, k))
        .collect();

    let mut mapping = Mapping {
        releases: rides.iter().map(|release| release.id).collect(),
        ..Mapping::default()
    };
    let mut riders: Vec<&Change> = vec![];
    let mut asked: Vec<ChangeId> = changes.to_vec();
    asked.sort_unstable();
    asked.dedup();
    for change in asked.iter().filter_map(|id| plan.changes.get(id)) {
        match stays(plan, change, &at, now) {
            Some(reason) => mapping.left_out.push(LeftOut {
                change: change.id,
                reason,
            }),
            None => riders.push(change),
        }
    }
    mapping.changes = riders.iter().map(|change| change.id).collect();
    mapping.current = riders.iter().map(|change| change.release).collect();
    mapping.assumed_value = riders
        .iter()
        .filter(|change| change.value_per_week == 0)
        .map(|change| change.id)
        .collect();
    let number: BTreeMap<ChangeId, usize> = riders
        .iter()
        .enumerate()
        .map(|(k, change)| (change.id, k))
        .collect();

    let nights = Nights::of(plan, &Graph::of(plan), &mapping.changes, &mapping.releases);
    let scope = Scope {
        plan,
        nights: Arc::new(nights),
        rides,
        riders,
        at,
        number,
        zone,
        now,
        index: RiskIndex::of(plan),
    };
    let problem = Problem::new(scope.draft()).unwrap_or_else(|error| {
        // Every index comes from the lists above and every amount is clamped; an empty problem is still sound.
        debug_assert!(false, "the plan made no sound problem: {error}");
        Problem::empty()
    });
    if problem.changes.len() != mapping.changes.len() {
        return (problem, Mapping::default());
    }
    (problem, mapping)
}

/// Why the change is not the optimiser's to move.
fn stays(plan: &Plan, change: &Change, at: &BTreeMap<ReleaseId, usize>, now: Instant) -> Option<String> {
    let name = &change.reference;
    if !matches!(
        change.state,
        ChangeState::Proposed | ChangeState::Ready | ChangeState::Approved
    ) {
        return Some(format!("{name} is {}.", change.state));
    }
    let release = change.release.and_then(|id| plan.releases.get(&id));
    match release {
        None if change.pinned => Some(format!("{name} is pinned to wait.")),
        Some(release) if !at.contains_key(&release.id) => {
            if !release.is_open() || release.deploy.start() <= now {
                Some(format!(
                    "{name} rides {}, which is {}.",
                    release.reference, release.state
                ))
            } else {
                Some(format!(
                    "{name} rides {}, which is not being bundled.",
                    release.reference
                ))
            }
        }
        _ => None,
    }
}

/// Pairs of changes.
type Pairs = Vec<(usize, usize)>;

/// The part of the plan that becomes a problem.
struct Scope<'a> {
    plan: &'a Plan,
    rides: Vec<&'a Release>,
    riders: Vec<&'a Change>,
    at: BTreeMap<ReleaseId, usize>,
    number: BTreeMap<ChangeId, usize>,
    zone: Zone,
    now: Instant,
    index: RiskIndex,
    nights: Arc<Nights>,
}

fn day_number(day: Day) -> i64 {
    i64::from(day.0.num_days_from_ce())
}

/// The first day on which a change can go, as the problem counts days.
pub(super) fn ready_day(change: &Change) -> i64 {
    change.ready_on.map_or(0, day_number)
}

impl Scope<'_> {
    fn draft(&self) -> ProblemDraft {
        let worth = Worth::of(self.riders.iter().copied());
        let teams: Vec<TeamId> = {
            let mut teams: Vec<TeamId> = self.riders.iter().filter_map(|change| change.team).collect();
            teams.sort_unstable();
            teams.dedup();
            teams.retain(|team| {
                self.plan
                    .teams
                    .get(team)
                    .is_some_and(|team| team.points_per_release.is_some())
            });
            teams
        };
        let team_name = |id: &TeamId| {
            self.plan
                .teams
                .get(id)
                .map_or_else(String::new, |team| team.name.clone())
        };
        let mut resources = vec![
            Resource {
                kind: ResourceKind::Minutes,
                name: "deployment window".into(),
            },
            Resource {
                kind: ResourceKind::Points,
                name: "effort".into(),
            },
        ];
        resources.extend(teams.iter().map(|id| Resource {
            kind: ResourceKind::Team,
            name: team_name(id),
        }));
        let critical = self.critical();
        resources.extend(critical.iter().map(|id| Resource {
            kind: ResourceKind::Service,
            name: (self.plan.services.get(id)).map_or_else(String::new, |service| service.name.clone()),
        }));
        resources.push(Resource {
            kind: ResourceKind::Tests,
            name: "test environments".into(),
        });
        let mut barred = self.barred();
        let releases = self
            .rides
            .iter()
            .map(|release| self.release(release, (&teams, &critical)))
            .collect();
        let (requires, apart) = self.pairs(&mut barred);
        ProblemDraft {
            name: self.plan.settings().name,
            risk_weight: worth.risk_point(),
            move_cost: worth.moving(),
            prior_defer_cost: worth.taking_out(),
            resources,
            releases,
            changes: self
                .riders
                .iter()
                .map(|change| self.change(change, &worth, (&teams, &critical)))
                .collect(),
            clusters: self.clusters(),
            freezes: self.freezes(&worth),
            requires,
            together: self.together(),
            apart,
            barred,
            nights: Some(Arc::clone(&self.nights)),
        }
    }

    /// Changes that ride the release and are not the optimiser's.
    fn others<'b>(&'b self, release: &'b Release) -> impl Iterator<Item = &'b Change> {
        self.plan.changes.iter().filter(|change| {
            change.release == Some(release.id)
                && change.state != ChangeState::Cancelled
                && !self.number.contains_key(&change.id)
        })
    }

    fn risk_of(&self, change: &Change) -> i64 {
        risk(self.plan, &self.index, change.id).map_or(0, |score| i64::from(score.points))
    }

    /// Services of tier 0 that a rider touches, where some train limits the risk at them.
    fn critical(&self) -> Vec<ServiceId> {
        let limited = (self.rides.iter()).any(|release| self.critical_budget(release).is_some());
        let riders = self.riders.iter().filter(|_| limited);
        let touched = riders.flat_map(|change| critical_services(self.plan, change));
        touched.collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn critical_budget(&self, release: &Release) -> Option<u32> {
        let train = release.train.and_then(|train| self.plan.trains.get(&train));
        train.and_then(|train| train.critical_risk_budget)
    }

    fn release(&self, release: &Release, (teams, critical): (&[TeamId], &[ServiceId])) -> ProblemRelease {
        let train = release.train.and_then(|train| self.plan.trains.get(&train));
        let window = release.deploy.minutes();
        let riding: Vec<&Change> = self.others(release).collect();
        let left = |limit: Option<u32>, taken: i64| limit.map(|limit| (i64::from(limit) - taken).max(0));
        let others = |amount: &dyn Fn(&Change) -> i64| riding.iter().copied().map(amount).sum::<i64>();
        let points = release
            .capacity_points
            .or(train.and_then(|train| train.capacity_points));
        let budget = release.risk_budget.or(train.and_then(|train| train.risk_budget));
        let mut capacity = vec![
            Some(window.max(0)),
            left(points, others(&|change| i64::from(change.effort_points))),
        ];
        capacity.extend(teams.iter().map(|id| {
            let limit = self.plan.teams.get(id).and_then(|team| team.points_per_release);
            let of_team = |change: &Change| {
                if change.team == Some(*id) {
                    i64::from(change.effort_points)
                } else {
                    0
                }
            };
            left(limit, others(&of_team))
        }));
        let critical_budget = self.critical_budget(release);
        capacity.extend(critical.iter().map(|id| {
            let touches = |change: &Change| {
                if change.services.contains(id) {
                    self.risk_of(change)
                } else {
                    0
                }
            };
            left(critical_budget, others(&touches))
        }));
        let tests = |change: &Change| i64::from(change.risk.tests_missing());
        capacity.push(left(tests_possible(self.plan, release.id), others(&tests)));
        let day = self.day(release);
        let last = self.rides.last().map_or(day, |release| self.day(release));
        ProblemRelease {
            name: release.reference.to_string(),
            day,
            discount: (last + DAYS_AFTER_LAST - day) * 1000 / 7,
            capacity,
            risk_budget: left(
                budget,
                others(&|change| self.risk_of(change))
                    + i64::from(self.index.interaction(riding.iter().copied())),
            ),
        }
    }

    /// Where riders meet: what a release's load counts as interaction.
    fn clusters(&self) -> Vec<Cluster> {
        let shared = self.index.shared(self.riders.iter().copied());
        shared
            .into_iter()
            .map(|(place, changes)| Cluster {
                name: place.name(self.plan),
                kappa: i64::from(place.kappa()),
                changes,
            })
            .collect()
    }

    fn day(&self, release: &Release) -> i64 {
        day_number(release.deploy.start().day_in(self.zone))
    }

    /// Pinned by a person, or by the scope lock of its release.
    fn is_pinned(&self, change: &Change) -> bool {
        let release = change.release.and_then(|id| self.plan.releases.get(&id));
        release.is_some_and(|release| change.pinned || release.scope_lock <= self.now)
    }

    fn change(
        &self,
        change: &Change,
        worth: &Worth,
        (teams, critical): (&[TeamId], &[ServiceId]),
    ) -> ProblemChange {
        let prior = change.release.and_then(|id| self.at.get(&id).copied());
        // Minutes do not add up: what a night takes is asked of the nights.
        let mut demands = vec![Demand {
            resource: 1,
            amount: i64::from(change.effort_points),
        }];
        if let Some(team) = change
            .team
            .and_then(|team| teams.iter().position(|other| *other == team))
        {
            demands.push(Demand {
                resource: 2 + team,
                amount: i64::from(change.effort_points),
            });
        }
        let risk = self.risk_of(change);
        for (k, id) in critical.iter().enumerate() {
            if change.services.contains(id) {
                demands.push(Demand {
                    resource: 2 + teams.len() + k,
                    amount: risk,
                });
            }
        }
        demands.push(Demand {
            resource: 2 + teams.len() + critical.len(),
            amount: i64::from(change.risk.tests_missing()),
        });
        ProblemChange {
            name: change.reference.to_string(),
            value: worth.weekly(change),
            ready: ready_day(change),
            due: change.due.map_or(i64::from(i32::MAX), |due| day_number(due.on)),
            late_per_day: worth.late_day(change),
            defer_cost: worth.deferral(change),
            risk,
            demands,
            prior,
            pinned: prior.filter(|_| self.is_pinned(change)),
        }
    }

    fn freezes(&self, worth: &Worth) -> Vec<ProblemFreeze> {
        let mut freezes = vec![];
        for freeze in &self.plan.freezes {
            let inside: Vec<usize> = (0..self.rides.len())
                .filter(|&k| freeze.window.overlaps(self.rides[k].exposed()))
                .collect();
            let mut closed: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for &k in &inside {
                let ride = self.rides[k];
                for change in stopped(self.plan, freeze, ride, ride.deploy, self.riders.iter().copied()) {
                    closed.entry(self.number[&change.id]).or_default().push(k);
                }
            }
            if closed.is_empty() {
                continue;
            }
            let open = |change: usize| {
                let stops = &closed[&change];
                inside
                    .iter()
                    .filter(|release| !stops.contains(release))
                    .map(move |&release| (change, release))
            };
            let soft = freeze.level == FreezeLevel::Soft;
            freezes.push(ProblemFreeze {
                name: freeze.name.clone(),
                hard: matches!(freeze.level, FreezeLevel::Hard | FreezeLevel::Lockdown),
                granted: closed.keys().flat_map(|&change| open(change)).collect(),
                changes: closed.keys().copied().collect(),
                releases: inside.clone(),
                open_cost: if soft { worth.opening() } else { 0 },
                change_cost: if soft {
                    worth.passing()
                } else {
                    worth.acknowledging()
                },
            });
        }
        freezes
    }

    /// Releases that do not take a change: locked, or of a train that takes other teams.
    fn barred(&self) -> Vec<Barred> {
        let mut barred = vec![];
        for (release, ride) in self.rides.iter().enumerate() {
            let train = ride.train.and_then(|train| self.plan.trains.get(&train));
            for (change, rider) in self.riders.iter().enumerate() {
                if rider.release == Some(ride.id) {
                    continue;
                }
                let wrong_team = |train: &&crate::ReleaseTrain| {
                    !train.teams.is_empty() && rider.team.is_none_or(|team| !train.teams.contains(&team))
                };
                let reason = if ride.scope_lock <= self.now {
                    format!(
                        "{} is locked since {}",
                        ride.reference,
                        ride.scope_lock.day_in(self.zone)
                    )
                } else if let Some(train) = train.filter(wrong_team) {
                    format!("{} does not take the team of {}", train.name, rider.reference)
                } else {
                    continue;
                };
                barred.push(Barred {
                    change,
                    release,
                    reason,
                });
            }
        }
        barred
    }

    /// Requirements and pairs kept apart; those that reach outside the problem bar releases instead.
    fn pairs(&self, barred: &mut Vec<Barred>) -> (Pairs, Pairs) {
        let (mut requires, mut apart) = (vec![], vec![]);
        for (number, change) in self.riders.iter().enumerate() {
            for needed in change.requires.iter().filter(|needed| **needed != change.id) {
                match (self.number.get(needed), self.plan.changes.get(needed)) {
                    (Some(&needed), _) => requires.push((number, needed)),
                    (None, Some(needed)) => self.bar_before(number, change, needed, barred),
                    (None, None) => {}
                }
            }
            for other in change.apart_from.iter().filter(|other| **other != change.id) {
                match (self.number.get(other), self.plan.changes.get(other)) {
                    (Some(&other), _) => apart.push((number.min(other), number.max(other))),
                    (None, Some(other)) => {
                        if let Some(&release) = other.release.and_then(|release| self.at.get(&release)) {
                            let reason =
                                format!("{} is kept apart from {}", change.reference, other.reference);
                            barred.push(Barred {
                                change: number,
                                release,
                                reason,
                            });
                        }
                    }
                    (None, None) => {}
                }
            }
        }
        for pairs in [&mut requires, &mut apart] {
            pairs.sort_unstable();
            pairs.dedup();
        }
        (requires, apart)
    }

    fn bar_before(&self, number: usize, change: &Change, needed: &Change, barred: &mut Vec<Barred>) {
        if needed.state == ChangeState::Deployed {
            return;
        }
        let goes = needed
            .release
            .and_then(|release| self.plan.releases.get(&release));
        for (release, ride) in self.rides.iter().enumerate() {
            let reason = match goes {
                Some(goes) if goes.deploy.start() <= ride.deploy.start() => continue,
                Some(goes) => format!(
                    "{} requires {}, which rides {}",
                    change.reference, needed.reference, goes.reference
                ),
                None => format!("{} requires {}, which waits", change.reference, needed.reference),
            };
            barred.push(Barred {
                change: number,
                release,
                reason,
            });
        }
    }

    fn together(&self) -> Vec<Vec<usize>> {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, change) in self
            .riders
            .iter()
            .enumerate()
            .filter(|(_, change)| !change.together.is_empty())
        {
            groups.entry(change.together.as_str()).or_default().push(number);
        }
        groups.into_values().filter(|group| group.len() > 1).collect()
    }
}

/// The moves that make the plan the placement's, in order of change.
#[must_use]
pub fn moves(mapping: &Mapping, placement: &Placement) -> Vec<Move> {
    let rows = mapping.changes.iter().zip(&mapping.current).enumerate();
    rows.filter_map(|(number, (&change, &current))| {
        let release = placement
            .of(number)
            .and_then(|release| mapping.releases.get(release).copied());
        (release != current).then_some(Move::PlaceChange { change, release })
    })
    .collect()
}

/// Sentences on each change, at most `most` other releases looked at.
#[must_use]
pub fn reasons(
    problem: &Problem,
    mapping: &Mapping,
    explanation: &Explanation,
    most: usize,
) -> Vec<(ChangeId, Vec<String>)> {
    let changes = mapping.changes.iter().zip(&explanation.changes);
    changes
        .map(|(&id, change)| (id, change.sentences(problem, most)))
        .collect()
}
