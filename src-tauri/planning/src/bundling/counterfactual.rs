//! What if: every claim is solved again before it is made.

use super::evaluate::evaluate;
use super::making_room::{forward, forward_options};
use super::presolve::{Model, NOWHERE, Wishes};
use super::problem::{Barred, Placement, Problem};
use super::search::Search;
use super::solve::Solution;

/// What forcing a change into the plan costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PriceOfForcing {
    /// It rides already.
    RidesAlready,
    /// A plan that takes it in.
    Costs {
        /// How much less the plan is worth; zero or less means a better plan was found. Never below the true price
        /// by more than search can find: an upper bound of it.
        price: i64,
        /// That plan.
        placement: Placement,
    },
    /// No such plan was found within the iterations.
    NotFound,
}

/// A limit raised or a freeze passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relaxing {
    /// The release holds more of the resource.
    Raise {
        /// The release.
        release: usize,
        /// The resource; `None` for the risk budget.
        resource: Option<usize>,
        /// How much more.
        by: i64,
    },
    /// An exception to the freeze is granted.
    Grant {
        /// The freeze.
        freeze: usize,
        /// The change.
        change: usize,
        /// The release.
        release: usize,
    },
}

/// The cheapest way to let a change in, tried and found to work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayIn {
    /// What has to be relaxed.
    pub relaxing: Vec<Relaxing>,
    /// Where the change rides then.
    pub release: usize,
    /// How much more the plan is worth then.
    pub gain: i64,
    /// That plan.
    pub placement: Placement,
}

/// Makes the change and all it requires mandatory and solves again from the plan.
#[must_use]
pub fn price_of_forcing(
    problem: &Problem,
    solution: &Solution,
    change: usize,
    iterations: u64,
) -> PriceOfForcing {
    if solution.placement.of(change).is_some() {
        return PriceOfForcing::RidesAlready;
    }
    let placement = again(
        problem,
        &solution.placement,
        Wishes { forced: vec![change] },
        solution.seed,
        iterations,
    );
    let evaluation = evaluate(problem, &placement);
    let sound = evaluation.adds_nothing_to(&solution.evaluation);
    if placement.of(change).is_none() || !sound {
        return PriceOfForcing::NotFound;
    }
    PriceOfForcing::Costs {
        price: solution.objective() - evaluation.objective,
        placement,
    }
}

/// Makes the change ride an earlier release than today, or any when it waits, and solves again from the plan.
#[must_use]
pub fn bring_forward(
    problem: &Problem,
    solution: &Solution,
    change: usize,
    iterations: u64,
) -> PriceOfForcing {
    if solution.placement.of(change).is_none() {
        return price_of_forcing(problem, solution, change, iterations);
    }
    let open = forward(problem, &solution.placement, change);
    if open.is_empty() {
        return PriceOfForcing::RidesAlready;
    }
    let Some(bounded) = only(problem, change, &open) else {
        return PriceOfForcing::NotFound;
    };
    let wishes = Wishes { forced: vec![change] };
    let placement = again(&bounded, &solution.placement, wishes, solution.seed, iterations);
    let evaluation = evaluate(problem, &placement);
    let earlier = placement
        .of(change)
        .is_some_and(|release| open.contains(&release));
    if !earlier || !evaluation.adds_nothing_to(&solution.evaluation) {
        return PriceOfForcing::NotFound;
    }
    PriceOfForcing::Costs {
        price: solution.objective() - evaluation.objective,
        placement,
    }
}

/// The problem in which only these releases take the change and what goes together with it.
fn only(problem: &Problem, change: usize, releases: &[usize]) -> Option<Problem> {
    let mut draft = problem.draft().clone();
    for rider in problem.riding_with(change) {
        for release in (0..problem.releases.len()).filter(|release| !releases.contains(release)) {
            draft.barred.push(Barred {
                change: rider,
                release,
                reason: String::new(),
            });
        }
    }
    Problem::new(draft).ok()
}

/// The nearest release that only limits and hard freezes keep the change out of, relaxed just enough while everything
/// else stays; judged with the relaxed limits, so that it is known to work.
#[must_use]
pub fn way_in(problem: &Problem, solution: &Solution, change: usize) -> Option<WayIn> {
    let mut options: Vec<_> = forward_options(problem, &solution.placement, change)
        .into_iter()
        .filter(|option| option.gain > 0 && !option.blockers.is_empty())
        .filter_map(|option| {
            let relaxing = option.blockers.iter().map(|blocker| {
                let release = blocker.violation.release?;
                if blocker.is_limit() {
                    let resource = blocker.violation.resource;
                    return Some(Relaxing::Raise {
                        release,
                        resource,
                        by: blocker.shortfall(),
                    });
                }
                let (freeze, change) = (blocker.violation.freeze?, *blocker.violation.changes.first()?);
                Some(Relaxing::Grant {
                    freeze,
                    change,
                    release,
                })
            });
            let relaxing: Vec<Relaxing> = relaxing.collect::<Option<_>>()?;
            Some((cost(problem, &relaxing), option.release, relaxing))
        })
        .collect();
    options.sort_by_key(|(cost, release, _)| (*cost, *release));
    options.into_iter().find_map(|(_, release, relaxing)| {
        let relaxed = relax(problem, &relaxing)?;
        let mut placement = solution.placement.clone();
        for rider in problem.riding_with(change) {
            placement.0[rider] = Some(release);
        }
        let evaluation = evaluate(&relaxed, &placement);
        let gain = evaluation.objective - solution.objective();
        let holds = evaluation.adds_nothing_to(&solution.evaluation) && gain > 0;
        holds.then_some(WayIn {
            relaxing,
            release,
            gain,
            placement,
        })
    })
}

/// The problem with the limits raised and the exceptions granted.
#[must_use]
pub fn relax(problem: &Problem, relaxing: &[Relaxing]) -> Option<Problem> {
    let mut draft = problem.draft().clone();
    for step in relaxing {
        match *step {
            Relaxing::Raise {
                release,
                resource,
                by,
            } => {
                let row = &mut draft.releases[release];
                let limit = match resource {
                    Some(resource) => &mut row.capacity[resource],
                    None => &mut row.risk_budget,
                };
                *limit = limit.map(|limit| limit + by);
            }
            Relaxing::Grant {
                freeze,
                change,
                release,
            } => draft.freezes[freeze].granted.push((change, release)),
        }
    }
    Problem::new(draft).ok()
}

/// Thousandths of the limits that are asked for; an exception counts as a whole limit.
fn cost(problem: &Problem, relaxing: &[Relaxing]) -> i64 {
    let of = |step: &Relaxing| match *step {
        Relaxing::Raise {
            release,
            resource,
            by,
        } => {
            let row = &problem.releases[release];
            let limit = resource.map_or(row.risk_budget, |resource| row.capacity[resource]);
            by * 1000 / limit.unwrap_or(1).max(1)
        }
        Relaxing::Grant { .. } => 1000,
    };
    relaxing.iter().map(of).sum()
}

/// Searches on from a plan.
fn again(problem: &Problem, start: &Placement, wishes: Wishes, seed: u64, iterations: u64) -> Placement {
    let model = Model::new(problem, &wishes);
    let at: Vec<u16> = (0..model.items)
        .map(|item| {
            model
                .members
                .row(item)
                .first()
                .and_then(|&change| start.of(change))
        })
        .map(|release| {
            release
                .and_then(|release| u16::try_from(release).ok())
                .unwrap_or(NOWHERE)
        })
        .collect();
    let mut search = Search::new(&model, seed, Some(&at));
    search.run(iterations);
    search.placement()
}
