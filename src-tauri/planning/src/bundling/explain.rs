//! Why each change is where it is: what stands in its way in every other release, in numbers, and what it earns.

use super::constraint::{Case, Rule, Violation, check, usage};
use super::problem::{Placement, Problem};
use super::score::{ScorePart, parts};
use super::solve::Solution;

/// One thing that stands in the way of a change in a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocker {
    /// The rule that the change would break there.
    pub violation: Violation,
    /// What is used without it, for a limit.
    pub before: i64,
    /// What it adds, for a limit.
    pub adds: i64,
}

/// What would happen if a change rode a release while everything else stayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseOption {
    /// The release.
    pub release: usize,
    /// How much more the plan would be worth.
    pub gain: i64,
    /// What stands in the way; empty when nothing does.
    pub blockers: Vec<Blocker>,
}

/// Why a change is where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeExplanation {
    /// The change.
    pub change: usize,
    /// The release it rides; `None` when it is deferred.
    pub release: Option<usize>,
    /// True when it is pinned there.
    pub pinned: bool,
    /// What it adds to the objective and takes from it.
    pub parts: Vec<ScorePart>,
    /// Every other release, the one nearest to being possible first.
    pub options: Vec<ReleaseOption>,
}

/// Why the whole plan is as it is; the parts of all changes add up to the objective.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Objective of the plan.
    pub objective: i64,
    /// Every change, in order.
    pub changes: Vec<ChangeExplanation>,
}

impl Blocker {
    /// How much is missing, for a limit.
    #[must_use]
    pub fn shortfall(&self) -> i64 {
        if self.is_limit() {
            self.violation.used - self.violation.limit
        } else {
            0
        }
    }
    /// True when raising a limit would do.
    #[must_use]
    pub fn is_limit(&self) -> bool {
        self.violation.resource.is_some() || self.violation.rule == Rule::Risk
    }
    /// The blocker as people read it.
    #[must_use]
    pub fn sentence(&self, problem: &Problem) -> String {
        let Violation {
            rule, release, limit, ..
        } = self.violation;
        let release = release.map_or("it", |release| problem.releases[release].name.as_str());
        let what = match rule {
            Rule::Risk => "risk points".to_owned(),
            Rule::Minutes if problem.nights.is_some() => {
                "minutes of its window with the crews there are, back-out included".to_owned()
            }
            Rule::Minutes => "minutes of its window".to_owned(),
            Rule::Points => "effort points".to_owned(),
            Rule::Tests => "tests that can be shown in the days booked for it".to_owned(),
            _ => match self.violation.resource_name(problem) {
                Some(name) if rule == Rule::Service => format!("risk points at {name} (tier 0)"),
                Some(name) => format!("points of {name}"),
                None => return self.violation.sentence(problem),
            },
        };
        format!(
            "{release} uses {} of {limit} {what}; this adds {}, {} too many.",
            self.before,
            self.adds,
            self.shortfall()
        )
    }
    /// What kind of thing it is, in a word or two.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self.violation.rule {
            Rule::Pin => "Pin",
            Rule::Ready => "Readiness",
            Rule::Barred => "Scope",
            Rule::HardFreeze => "Freeze",
            Rule::Requires => "Order",
            Rule::Together => "Together",
            Rule::Apart => "Apart",
            Rule::Minutes => "Time",
            Rule::Team => "Team",
            Rule::Environment => "Environment",
            Rule::Points => "Effort",
            Rule::Service => "Tier 0",
            Rule::Tests => "Tests",
            Rule::Risk => "Risk budget",
        }
    }
    /// Shortfall as a share of the limit, in thousandths; other rules count as a whole limit.
    #[must_use]
    pub fn distance(&self) -> i64 {
        if self.is_limit() {
            self.shortfall() * 1000 / self.violation.limit.max(1)
        } else {
            1000
        }
    }
}

impl ReleaseOption {
    /// How far it is from being possible, in thousandths of the limits that are missing.
    pub(super) fn distance(&self) -> i64 {
        self.blockers.iter().map(Blocker::distance).sum()
    }
}

/// Explains the whole plan.
#[must_use]
pub fn explain(problem: &Problem, solution: &Solution) -> Explanation {
    let mut parts = parts(problem, &solution.placement);
    let changes = (0..problem.changes.len())
        .map(|change| {
            explain_change(
                problem,
                &solution.placement,
                change,
                std::mem::take(&mut parts[change]),
            )
        })
        .collect();
    Explanation {
        objective: solution.objective(),
        changes,
    }
}

/// Explains one change.
#[must_use]
pub fn explain_change(
    problem: &Problem,
    placement: &Placement,
    change: usize,
    parts: Vec<ScorePart>,
) -> ChangeExplanation {
    let here = placement.of(change);
    let mut options: Vec<ReleaseOption> = (0..problem.releases.len())
        .filter(|&release| here != Some(release))
        .map(|release| option(problem, placement, change, release))
        .collect();
    options.sort_by_key(|option| (option.distance(), -option.gain, option.release));
    let pinned = problem
        .riding_with(change)
        .iter()
        .any(|&rider| problem.changes[rider].pinned.is_some());
    ChangeExplanation {
        change,
        release: here,
        pinned,
        parts,
        options,
    }
}

/// What would happen if the change, and all that goes together with it, rode the release.
#[must_use]
pub fn option(problem: &Problem, placement: &Placement, change: usize, release: usize) -> ReleaseOption {
    let group = problem.riding_with(change);
    let mut moved = placement.clone();
    for &rider in &group {
        moved.0[rider] = Some(release);
    }
    let mut touched: Vec<usize> = group
        .iter()
        .flat_map(|&rider| problem.dependents(rider))
        .filter_map(|&dependent| moved.of(dependent))
        .chain([release])
        .collect();
    touched.sort_unstable();
    touched.dedup();
    let mut blockers = vec![];
    for at in touched {
        let (before, after) = (placement.riders(at), moved.riders(at));
        let (mut was, mut is) = (vec![], vec![]);
        check(
            &Case {
                problem,
                placement,
                release: Some(at),
                riders: &before,
            },
            &mut was,
        );
        check(
            &Case {
                problem,
                placement: &moved,
                release: Some(at),
                riders: &after,
            },
            &mut is,
        );
        is.retain(|violation| !violation.was_in(&was));
        blockers.extend(is.into_iter().map(|violation| {
            let is_limit = violation.resource.is_some() || violation.rule == Rule::Risk;
            let used = if is_limit {
                usage(problem, at, &before, violation.resource).0
            } else {
                0
            };
            let adds = if is_limit { violation.used - used } else { 0 };
            Blocker {
                violation,
                before: used,
                adds,
            }
        }));
    }
    ReleaseOption {
        release,
        gain: gain(problem, placement, &moved, &group, release),
        blockers,
    }
}

/// How much more the plan is worth after the group has moved to the release: only what moved is counted.
fn gain(problem: &Problem, placement: &Placement, moved: &Placement, group: &[usize], release: usize) -> i64 {
    let worth = |placement: &Placement, at: usize| -> i64 {
        let riders = placement.riders(at);
        riders
            .iter()
            .map(|&rider| problem.own_gain(rider, at))
            .sum::<i64>()
            - problem.risk_weight * problem.interaction(&riders)
            - problem
                .opened(at, &riders)
                .iter()
                .map(|&freeze| problem.freezes[freeze].open_cost)
                .sum::<i64>()
    };
    let mut releases: Vec<usize> = group
        .iter()
        .filter_map(|&rider| placement.of(rider))
        .chain([release])
        .collect();
    releases.sort_unstable();
    releases.dedup();
    let waited: i64 = group
        .iter()
        .filter(|&&rider| placement.of(rider).is_none())
        .map(|&rider| problem.deferral_cost(rider))
        .sum();
    waited
        + releases
            .iter()
            .map(|&at| worth(moved, at) - worth(placement, at))
            .sum::<i64>()
}

impl ChangeExplanation {
    /// The explanation as people read it: where it is, then the nearest other releases with what is in the way.
    #[must_use]
    pub fn sentences(&self, problem: &Problem, most: usize) -> Vec<String> {
        let name = &problem.changes[self.change].name;
        let mut sentences = vec![match self.release {
            Some(release) if self.pinned => {
                format!("{name} is pinned to {}.", problem.releases[release].name)
            }
            Some(release) => format!("{name} rides {}.", problem.releases[release].name),
            None => format!("{name} waits."),
        }];
        for option in self.options.iter().take(most) {
            let release = &problem.releases[option.release].name;
            if option.blockers.is_empty() {
                sentences.push(match option.gain {
                    0 => format!("{release} would do as well."),
                    gain if gain < 0 => {
                        format!("{release} has room, but the plan would be worth {} less.", -gain)
                    }
                    gain => format!("{release} has room, and the plan would be worth {gain} more."),
                });
            }
            sentences.extend(option.blockers.iter().map(|blocker| blocker.sentence(problem)));
        }
        sentences
    }
}
