//! Making room: the fewest other changes that have to leave a release so that a change fits into it.

use super::constraint::{Rule, rule_of, usage};
use super::evaluate::evaluate;
use super::explain::{ReleaseOption, option};
use super::problem::{Placement, Problem};
use super::solve::Solution;

/// Releases that are looked at for room, the nearest first.
const RELEASES: usize = 3;
/// Pairs of changes that are tried in one release.
const PAIRS: usize = 40;

/// A plan in which the change rides and one or two others have made room for it; the checker finds nothing in it
/// that it does not find today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomMade {
    /// The release that the change rides then.
    pub release: usize,
    /// How much more the plan is worth; less than nothing costs.
    pub gain: i64,
    /// That plan.
    pub placement: Placement,
}

/// Releases that would bring the change forward: the earlier ones, or any for a change that waits; none for a pinned
/// one.
#[must_use]
pub fn forward(problem: &Problem, placement: &Placement, change: usize) -> Vec<usize> {
    let pinned = problem
        .riding_with(change)
        .iter()
        .any(|&rider| problem.changes[rider].pinned.is_some());
    if pinned {
        return vec![];
    }
    let here = placement.of(change).unwrap_or(problem.releases.len());
    (0..here).collect()
}

/// What stands in the way in each release that would bring the change forward, the nearest first.
#[must_use]
pub fn forward_options(problem: &Problem, placement: &Placement, change: usize) -> Vec<ReleaseOption> {
    let mut options: Vec<ReleaseOption> = forward(problem, placement, change)
        .into_iter()
        .map(|release| option(problem, placement, change, release))
        .collect();
    options.sort_by_key(|option| (option.distance(), -option.gain, option.release));
    options
}

/// The cheapest plan in which one other change makes room, or two when no one is enough.
#[must_use]
pub fn make_room(problem: &Problem, today: &Solution, change: usize) -> Option<RoomMade> {
    let options = forward_options(problem, &today.placement, change);
    let nearest: Vec<usize> = options
        .iter()
        .filter(|option| {
            let only_limits = option
                .blockers
                .iter()
                .all(|blocker| blocker.is_limit() && blocker.violation.release == Some(option.release));
            only_limits && !option.blockers.is_empty()
        })
        .map(|option| option.release)
        .take(RELEASES)
        .collect();
    [1, 2].into_iter().find_map(|leaving| {
        nearest
            .iter()
            .filter_map(|&release| Room::of(problem, today, change, release).made(leaving))
            .max_by_key(|made| (made.gain, std::cmp::Reverse(made.release)))
    })
}

/// One release into which the change has been put.
struct Room<'a> {
    problem: &'a Problem,
    today: &'a Solution,
    release: usize,
    moved: Placement,
    group: Vec<usize>,
}

impl<'a> Room<'a> {
    fn of(problem: &'a Problem, today: &'a Solution, change: usize, release: usize) -> Self {
        let group = problem.riding_with(change);
        let mut moved = today.placement.clone();
        for &rider in &group {
            moved.0[rider] = Some(release);
        }
        Self {
            problem,
            today,
            release,
            moved,
            group,
        }
    }

    fn made(&self, leaving: usize) -> Option<RoomMade> {
        let mut riders: Vec<usize> = (self.moved.riders(self.release).into_iter())
            .filter(|rider| !self.group.contains(rider) && self.may_leave(*rider))
            .collect();
        riders.sort_by_key(|&rider| (self.problem.own_gain(rider, self.release), rider));
        let sets: Vec<Vec<usize>> = match leaving {
            1 => riders.iter().map(|&rider| vec![rider]).collect(),
            _ => (1..riders.len())
                .flat_map(|later| (0..later).map(move |first| (first, later)))
                .map(|(first, later)| vec![riders[first], riders[later]])
                .collect(),
        };
        sets.into_iter()
            .filter(|set| self.fits_without(set))
            .take(PAIRS)
            .map(|set| {
                let mut placement = self.moved.clone();
                for &rider in &set {
                    placement.0[rider] = None;
                }
                for &rider in &set {
                    placement.0[rider] = self.elsewhere(&placement, rider);
                }
                placement
            })
            .filter_map(|placement| self.judged(placement))
            .max_by_key(|made| made.gain)
    }

    /// A change by itself, which nothing holds.
    fn may_leave(&self, rider: usize) -> bool {
        self.problem.riding_with(rider).len() == 1 && self.problem.changes[rider].pinned.is_none()
    }

    /// True when every limit of the release that the change breaks holds again without them.
    fn fits_without(&self, leaving: &[usize]) -> bool {
        let mut riders = self.moved.riders(self.release);
        riders.retain(|rider| !leaving.contains(rider));
        let resources = (0..self.problem.resources.len()).map(Some);
        resources.chain([None]).all(|resource| {
            let (used, limit) = usage(self.problem, self.release, &riders, resource);
            let rule = resource.map_or(Rule::Risk, |resource| {
                rule_of(self.problem.resources[resource].kind)
            });
            let over_today = (self.today.evaluation.violations.iter()).any(|violation| {
                violation.release == Some(self.release)
                    && violation.resource == resource
                    && violation.rule == rule
                    && violation.used >= used
            });
            limit.is_none_or(|limit| used <= limit) || over_today
        })
    }

    /// The release that suits the rider best of those that take it; `None` lets it wait.
    fn elsewhere(&self, placement: &Placement, rider: usize) -> Option<usize> {
        (0..self.problem.releases.len())
            .filter(|&release| release != self.release)
            .map(|release| option(self.problem, placement, rider, release))
            .filter(|option| option.blockers.is_empty())
            .max_by_key(|option| (option.gain, std::cmp::Reverse(option.release)))
            .filter(|best| best.gain > 0)
            .map(|best| best.release)
    }

    /// Kept when the checker finds nothing new.
    fn judged(&self, placement: Placement) -> Option<RoomMade> {
        let after = evaluate(self.problem, &placement);
        after.adds_nothing_to(&self.today.evaluation).then(|| RoomMade {
            release: self.release,
            gain: after.objective - self.today.objective(),
            placement,
        })
    }
}
