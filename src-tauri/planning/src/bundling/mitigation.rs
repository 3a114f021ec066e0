//! The mitigation finder: the cheapest facts that people can make true so that a change fits into an earlier release.
//!
//! Facts change risk points and the first ready day of a change and nothing else of the problem. Every set is judged
//! by the checker on the problem as it would be then, so what is said holds.

use super::evaluate::evaluate;
use super::explain::{Blocker, ReleaseOption, option};
use super::from_plan::{Mapping, ready_day};
use super::making_room::{RoomMade, forward, make_room};
use super::problem::{Placement, Problem, ResourceKind};
use super::solve::Solution;
use crate::risk::{OpenFact, RiskIndex, risk_of};
use crate::{Change, Day, Plan};

/// Facts that let a change in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mitigation {
    /// What has to become true, cheapest first.
    pub facts: Vec<OpenFact>,
    /// The release that the change rides then.
    pub release: usize,
    /// How much more the plan is worth than it would be with the facts alone.
    pub gain: i64,
    /// That plan.
    pub placement: Placement,
    /// The problem as it would be.
    pub problem: Problem,
}

/// A fact that helps and is not enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The fact.
    pub fact: OpenFact,
    /// The release that is nearest then.
    pub release: usize,
    /// What still stands in the way there.
    pub blockers: Vec<Blocker>,
}

/// What the finder found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mitigations {
    /// The cheapest facts with which it fits while everything else stays: one, or else two.
    pub alone: Option<Mitigation>,
    /// When no two are enough: one fact with one or two others making room.
    pub with_room: Option<Mitigation>,
    /// The single fact that comes nearest, when no single one is enough.
    pub near: Option<NearMiss>,
}

/// Looks for facts that bring the change forward from where it is today; `without` is the room that others can make
/// for it as things are.
#[must_use]
pub fn mitigate(
    plan: &Plan,
    index: &RiskIndex,
    (problem, mapping): (&Problem, &Mapping),
    today: &Solution,
    change: usize,
    by: Day,
    without: Option<&RoomMade>,
) -> Mitigations {
    let Some(record) = mapping.changes.get(change).and_then(|id| plan.changes.get(id)) else {
        return Mitigations::default();
    };
    let releases = forward(problem, &today.placement, change);
    let fits_already = |release: &usize| {
        let here = option(problem, &today.placement, change, *release);
        here.blockers.is_empty() && here.gain > 0
    };
    if releases.is_empty() || releases.iter().any(fits_already) {
        return Mitigations::default();
    }
    let finder = Finder {
        plan,
        index,
        problem,
        today,
        change,
        record,
        by,
        releases,
        without,
    };
    let open = OpenFact::open(record);
    let single = finder.cheapest(open.iter().map(|&fact| vec![fact]).collect());
    if single.is_some() {
        return Mitigations {
            alone: single,
            ..Mitigations::default()
        };
    }
    let pairs = (0..open.len())
        .flat_map(|first| (first + 1..open.len()).map(move |second| (first, second)))
        .map(|(first, second)| vec![open[first], open[second]])
        .filter(|pair| !pair[0].excludes(pair[1]))
        .collect();
    let alone = finder.cheapest(pairs);
    let with_room = match alone {
        Some(_) => None,
        None => open.iter().find_map(|&fact| finder.with_room(fact)),
    };
    Mitigations {
        alone,
        with_room,
        near: finder.nearest(&open),
    }
}

struct Finder<'a> {
    plan: &'a Plan,
    index: &'a RiskIndex,
    problem: &'a Problem,
    today: &'a Solution,
    change: usize,
    record: &'a Change,
    by: Day,
    releases: Vec<usize>,
    without: Option<&'a RoomMade>,
}

impl Finder<'_> {
    /// The problem as it would be with the facts.
    fn then(&self, facts: &[OpenFact]) -> Option<Problem> {
        let then = facts
            .iter()
            .fold(self.record.clone(), |change, fact| fact.applied(&change, self.by));
        let mut draft = self.problem.draft().clone();
        let row = &mut draft.changes[self.change];
        row.risk = i64::from(risk_of(self.plan, self.index, &then).points);
        row.ready = ready_day(&then);
        for demand in &mut row.demands {
            match draft.resources[demand.resource].kind {
                ResourceKind::Service => demand.amount = row.risk,
                ResourceKind::Tests => demand.amount = i64::from(then.risk.tests_missing()),
                _ => {}
            }
        }
        let before = &self.problem.changes[self.change];
        if row.risk >= before.risk && row.ready >= before.ready {
            return None;
        }
        Problem::new(draft).ok()
    }

    /// The first of the sets, by cost, with which some release takes the change.
    fn cheapest(&self, mut sets: Vec<Vec<OpenFact>>) -> Option<Mitigation> {
        sets.sort_by_key(|set| set.iter().map(|fact| fact.cost(self.record)).sum::<u32>());
        sets.into_iter().find_map(|facts| {
            let problem = self.then(&facts)?;
            let best = self
                .options(&problem)
                .into_iter()
                .filter(|option| option.blockers.is_empty() && option.gain > 0)
                .max_by_key(|option| (option.gain, std::cmp::Reverse(option.release)))?;
            let mut placement = self.today.placement.clone();
            for rider in problem.riding_with(self.change) {
                placement.0[rider] = Some(best.release);
            }
            let (before, after) = (
                evaluate(&problem, &self.today.placement),
                evaluate(&problem, &placement),
            );
            let gain = after.objective - before.objective;
            (after.adds_nothing_to(&before) && gain > 0).then_some(Mitigation {
                facts,
                release: best.release,
                gain,
                placement,
                problem,
            })
        })
    }

    /// The fact, with one or two other changes making room, when it makes that possible or cheaper.
    fn with_room(&self, fact: OpenFact) -> Option<Mitigation> {
        let problem = self.then(&[fact])?;
        let today = Solution::of(&problem, self.today.placement.clone());
        let RoomMade {
            release,
            gain,
            placement,
        } = make_room(&problem, &today, self.change)?;
        let helps = match self.without {
            None => true,
            Some(without) => release < without.release || (release == without.release && gain > without.gain),
        };
        helps.then_some(Mitigation {
            facts: vec![fact],
            release,
            gain,
            placement,
            problem,
        })
    }

    fn nearest(&self, open: &[OpenFact]) -> Option<NearMiss> {
        let mut misses: Vec<(i64, usize, NearMiss)> = vec![];
        for (k, &fact) in open.iter().enumerate() {
            let Some(problem) = self.then(&[fact]) else {
                continue;
            };
            for now in self.options(&problem) {
                let before = option(self.problem, &self.today.placement, self.change, now.release);
                if now.distance() < before.distance() {
                    let miss = NearMiss {
                        fact,
                        release: now.release,
                        blockers: now.blockers.clone(),
                    };
                    misses.push((now.distance(), k, miss));
                }
            }
        }
        misses.sort_by_key(|(distance, k, miss)| (*distance, *k, miss.release));
        misses
            .into_iter()
            .map(|(_, _, miss)| miss)
            .find(|miss| !miss.blockers.is_empty())
    }

    fn options(&self, problem: &Problem) -> Vec<ReleaseOption> {
        self.releases
            .iter()
            .map(|&release| option(problem, &self.today.placement, self.change, release))
            .collect()
    }
}
