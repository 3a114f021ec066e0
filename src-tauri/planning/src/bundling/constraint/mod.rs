//! The rules of a bundle: one function in one file each, named as the sentence people read.

mod changes_apart_never_share_a_release;
mod changes_go_together;
mod changes_stay_out_of_hard_freezes;
mod changes_wait_for_what_they_require;
mod changes_wait_until_they_are_ready;
mod pins_hold;
mod releases_hold_what_rides_them;
mod releases_stay_within_their_risk_budget;
mod releases_take_only_their_own;

use super::problem::{Placement, Problem, ResourceKind};

/// A rule of the bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// A pinned change rides the release it is pinned to.
    Pin,
    /// A change goes on or after its first ready day.
    Ready,
    /// A release takes only what is its own.
    Barred,
    /// A change stays out of hard freezes.
    HardFreeze,
    /// A change goes with or after what it requires.
    Requires,
    /// A group shares one release.
    Together,
    /// Changes kept apart never share a release.
    Apart,
    /// The deployment window holds the minutes.
    Minutes,
    /// The team can do the effort.
    Team,
    /// The environment bears the load.
    Environment,
    /// The release holds the effort.
    Points,
    /// A service of tier 0 takes the risk.
    Service,
    /// The tests can be shown in the days booked.
    Tests,
    /// The release stays within its risk budget.
    Risk,
}

/// A rule that a plan breaks, with the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The rule.
    pub rule: Rule,
    /// Where; `None` for a change that waits.
    pub release: Option<usize>,
    /// The resource, for a limit.
    pub resource: Option<usize>,
    /// The freeze.
    pub freeze: Option<usize>,
    /// The changes that break it; the first is the one that would have to move. Empty for a limit.
    pub changes: Vec<usize>,
    /// Release of the required change; `None` when it waits.
    pub needed_at: Option<usize>,
    /// What is used, for a limit; the first ready day, for readiness.
    pub used: i64,
    /// What there is.
    pub limit: i64,
}

/// One release, or waiting, with what is in it.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The problem.
    pub problem: &'a Problem,
    /// Where everything is.
    pub placement: &'a Placement,
    /// The release; `None` for what waits.
    pub release: Option<usize>,
    /// Changes in it.
    pub riders: &'a [usize],
}

impl Violation {
    pub(super) fn of_changes(rule: Rule, release: Option<usize>, changes: Vec<usize>) -> Self {
        Self {
            rule,
            release,
            resource: None,
            freeze: None,
            needed_at: None,
            changes,
            used: 0,
            limit: 0,
        }
    }

    /// Name of its change number `k`.
    pub(super) fn name<'p>(&self, problem: &'p Problem, k: usize) -> &'p str {
        self.changes
            .get(k)
            .map_or("?", |&change| problem.changes[change].name.as_str())
    }
    pub(super) fn release_name<'p>(&self, problem: &'p Problem) -> Option<&'p str> {
        self.release
            .map(|release| problem.releases[release].name.as_str())
    }
    pub(super) fn resource_name<'p>(&self, problem: &'p Problem) -> Option<&'p str> {
        self.resource
            .map(|resource| problem.resources[resource].name.as_str())
    }
    pub(super) fn freeze_name<'p>(&self, problem: &'p Problem) -> Option<&'p str> {
        self.freeze.map(|freeze| problem.freezes[freeze].name.as_str())
    }

    /// The violation as people read it.
    #[must_use]
    pub fn sentence(&self, problem: &Problem) -> String {
        let name = |k| self.name(problem, k);
        let release = self.release_name(problem).unwrap_or("no release");
        let amounts = format!("{} of {}", self.used, self.limit);
        let resource = self.resource_name(problem).unwrap_or_default();
        match self.rule {
            Rule::Pin => match problem
                .changes
                .get(self.changes[0])
                .and_then(|change| change.pinned)
            {
                Some(pin) => {
                    let pin = &problem.releases[pin].name;
                    if self.release.is_some() {
                        format!("{} is pinned to {pin} but rides {release}.", name(0))
                    } else {
                        format!("{} is pinned to {pin} but waits.", name(0))
                    }
                }
                None => format!("{} is pinned.", name(0)),
            },
            Rule::Ready => {
                format!(
                    "{} is ready {} days after {release} deploys.",
                    name(0),
                    self.used - self.limit
                )
            }
            Rule::Barred => {
                let bar = self
                    .release
                    .and_then(|release| problem.barred(self.changes[0], release));
                bar.map_or_else(
                    || format!("{release} does not take {}.", name(0)),
                    |bar| format!("{}.", bar.reason),
                )
            }
            Rule::HardFreeze => {
                let freeze = self.freeze_name(problem).unwrap_or("a freeze");
                format!("{} rides {release}, inside {freeze} (hard).", name(0))
            }
            Rule::Requires => match self.needed_at {
                None => format!(
                    "{} rides {release} and requires {}, which waits.",
                    name(0),
                    name(1)
                ),
                Some(later) => {
                    let later = &problem.releases[later].name;
                    format!(
                        "{} rides {release} and requires {}, which rides {later}.",
                        name(0),
                        name(1)
                    )
                }
            },
            Rule::Together => format!("{} goes together with {}, but they are apart.", name(0), name(1)),
            Rule::Apart => format!(
                "{} and {} are kept apart, but both ride {release}.",
                name(0),
                name(1)
            ),
            Rule::Minutes if problem.nights.is_some() => format!(
                "{release} needs {amounts} minutes of its window to deploy, check and back out with the crews there are."
            ),
            Rule::Minutes => format!("{release} needs {amounts} minutes of its window."),
            Rule::Team => format!("{release} asks {resource} for {amounts} effort points."),
            Rule::Environment => format!("{release} loads {resource} with {amounts}."),
            Rule::Points => format!("{release} holds {amounts} effort points."),
            Rule::Service => format!("{release} brings {amounts} risk points to {resource} (tier 0)."),
            Rule::Tests => format!("{release} has {amounts} tests to show in the days booked for it."),
            Rule::Risk => format!("{release} carries {amounts} risk points."),
        }
    }
}

/// Every rule that the case breaks.
pub fn check(case: &Case<'_>, out: &mut Vec<Violation>) {
    pins_hold::check(case, out);
    changes_go_together::check(case, out);
    if case.release.is_some() {
        changes_wait_until_they_are_ready::check(case, out);
        releases_take_only_their_own::check(case, out);
        changes_stay_out_of_hard_freezes::check(case, out);
        changes_wait_for_what_they_require::check(case, out);
        changes_apart_never_share_a_release::check(case, out);
        releases_hold_what_rides_them::check(case, out);
        releases_stay_within_their_risk_budget::check(case, out);
    }
}

/// What the riders use of a limit in the release, and the limit.
#[must_use]
pub fn usage(
    problem: &Problem,
    release: usize,
    riders: &[usize],
    resource: Option<usize>,
) -> (i64, Option<i64>) {
    match resource {
        Some(resource) => {
            let night = problem.nights().filter(|(_, clock)| *clock == resource);
            let used = match night {
                Some((nights, _)) => nights.minutes(release, riders.iter().copied()).total(),
                None => riders
                    .iter()
                    .map(|&change| problem.demand(change, resource))
                    .sum(),
            };
            (used, problem.releases[release].capacity[resource])
        }
        None => (
            riders
                .iter()
                .map(|&change| problem.changes[change].risk)
                .sum::<i64>()
                + problem.interaction(riders),
            problem.releases[release].risk_budget,
        ),
    }
}

/// The rule that guards a resource.
pub(super) fn rule_of(kind: ResourceKind) -> Rule {
    match kind {
        ResourceKind::Minutes => Rule::Minutes,
        ResourceKind::Team => Rule::Team,
        ResourceKind::Environment => Rule::Environment,
        ResourceKind::Points => Rule::Points,
        ResourceKind::Service => Rule::Service,
        ResourceKind::Tests => Rule::Tests,
    }
}
