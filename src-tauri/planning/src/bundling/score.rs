//! What a plan is worth, part by part: the parts of all changes add up to the objective.

use super::problem::{Placement, Problem};

/// Why a change adds to the objective or takes from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    /// Value earned from its release on.
    Value,
    /// Days after its due date.
    Lateness,
    /// Its own risk points.
    Risk,
    /// Its share of what the changes of one release do to each other.
    Interaction,
    /// Passing soft freezes.
    FreezePassage,
    /// Its share of opening a soft freeze for its release.
    FreezeOpening,
    /// Riding another release than before.
    Move,
    /// Waiting.
    Deferral,
}

/// One part of the objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScorePart {
    /// Why.
    pub kind: PartKind,
    /// How much; costs are negative.
    pub amount: i64,
}

impl Problem {
    /// Cost of deferring the change.
    #[must_use]
    pub fn deferral_cost(&self, change: usize) -> i64 {
        let row = &self.changes[change];
        row.defer_cost
            + if row.prior.is_some() {
                self.prior_defer_cost
            } else {
                0
            }
    }

    /// The parts that depend on nothing but the change and its release.
    #[must_use]
    pub fn own_parts(&self, change: usize, release: usize) -> Vec<ScorePart> {
        let (row, ride) = (&self.changes[change], &self.releases[release]);
        let passage: i64 = self
            .freezes_on(change, release)
            .map(|freeze| self.freezes[freeze].change_cost)
            .sum();
        let moved = if row.prior.is_some_and(|prior| prior != release) {
            self.move_cost
        } else {
            0
        };
        let mut parts = vec![
            ScorePart {
                kind: PartKind::Value,
                amount: (row.value * ride.discount).div_euclid(1000),
            },
            ScorePart {
                kind: PartKind::Lateness,
                amount: -row.late_per_day * (ride.day - row.due).max(0),
            },
            ScorePart {
                kind: PartKind::Risk,
                amount: -self.risk_weight * row.risk,
            },
            ScorePart {
                kind: PartKind::FreezePassage,
                amount: -passage,
            },
            ScorePart {
                kind: PartKind::Move,
                amount: -moved,
            },
        ];
        parts.retain(|part| part.amount != 0);
        parts
    }

    /// The sum of [`Self::own_parts`].
    #[must_use]
    pub fn own_gain(&self, change: usize, release: usize) -> i64 {
        let (row, ride) = (&self.changes[change], &self.releases[release]);
        let passage: i64 = self
            .freezes_on(change, release)
            .map(|freeze| self.freezes[freeze].change_cost)
            .sum();
        let moved = if row.prior.is_some_and(|prior| prior != release) {
            self.move_cost
        } else {
            0
        };
        (row.value * ride.discount).div_euclid(1000)
            - row.late_per_day * (ride.day - row.due).max(0)
            - self.risk_weight * row.risk
            - passage
            - moved
    }

    /// How many of the changes touch each cluster.
    #[must_use]
    pub fn crowding(&self, riders: &[usize]) -> Vec<i64> {
        let mut counts = vec![0; self.clusters.len()];
        for &change in riders {
            for &cluster in self.clusters_of(change) {
                counts[cluster] += 1;
            }
        }
        counts
    }

    /// Risk points that the changes add to each other when they share a release.
    #[must_use]
    pub fn interaction(&self, riders: &[usize]) -> i64 {
        let counts = self.crowding(riders);
        counts
            .iter()
            .zip(&self.clusters)
            .map(|(n, cluster)| cluster.kappa * (n * (n - 1) / 2))
            .sum()
    }

    /// Soft freezes that must be opened when the changes ride the release, in order.
    #[must_use]
    pub fn opened(&self, release: usize, riders: &[usize]) -> Vec<usize> {
        let mut opened: Vec<usize> = riders
            .iter()
            .flat_map(|&change| self.freezes_on(change, release))
            .collect();
        opened.sort_unstable();
        opened.dedup();
        opened.retain(|&freeze| !self.freezes[freeze].hard);
        opened
    }
}

/// What the whole plan is worth.
#[must_use]
pub fn objective(problem: &Problem, placement: &Placement) -> i64 {
    let deferred: i64 = (0..problem.changes.len())
        .filter(|&change| placement.of(change).is_none())
        .map(|change| problem.deferral_cost(change))
        .sum();
    let mut total = -deferred;
    for release in 0..problem.releases.len() {
        let riders = placement.riders(release);
        total += riders
            .iter()
            .map(|&change| problem.own_gain(change, release))
            .sum::<i64>();
        total -= problem.risk_weight * problem.interaction(&riders);
        total -= problem
            .opened(release, &riders)
            .iter()
            .map(|&f| problem.freezes[f].open_cost)
            .sum::<i64>();
    }
    total
}

/// The parts of each change; costs that several share are split evenly in whole numbers, the first ones
/// taking what is left over.
#[must_use]
pub fn parts(problem: &Problem, placement: &Placement) -> Vec<Vec<ScorePart>> {
    let mut parts: Vec<Vec<ScorePart>> = (0..problem.changes.len())
        .map(|change| match placement.of(change) {
            Some(release) => problem.own_parts(change, release),
            None => vec![ScorePart {
                kind: PartKind::Deferral,
                amount: -problem.deferral_cost(change),
            }],
        })
        .collect();
    for release in 0..problem.releases.len() {
        let riders = placement.riders(release);
        for (cluster, n) in problem
            .crowding(&riders)
            .into_iter()
            .enumerate()
            .filter(|(_, n)| *n > 1)
        {
            let touching: Vec<usize> = riders
                .iter()
                .copied()
                .filter(|&change| problem.clusters_of(change).contains(&cluster))
                .collect();
            let cost = problem.risk_weight * problem.clusters[cluster].kappa * (n * (n - 1) / 2);
            share(&mut parts, &touching, PartKind::Interaction, cost);
        }
        for freeze in problem.opened(release, &riders) {
            let passing: Vec<usize> = riders
                .iter()
                .copied()
                .filter(|&change| {
                    problem
                        .freezes_on(change, release)
                        .any(|closing| closing == freeze)
                })
                .collect();
            share(
                &mut parts,
                &passing,
                PartKind::FreezeOpening,
                problem.freezes[freeze].open_cost,
            );
        }
    }
    for list in &mut parts {
        list.retain(|part| part.amount != 0);
        list.sort_by_key(|part| part.kind);
    }
    parts
}

fn share(parts: &mut [Vec<ScorePart>], among: &[usize], kind: PartKind, cost: i64) {
    let count = among.len() as i64;
    for (k, &change) in among.iter().enumerate() {
        let amount = -(cost / count + i64::from((k as i64) < cost % count));
        match parts[change].iter_mut().find(|part| part.kind == kind) {
            Some(part) => part.amount += amount,
            None => parts[change].push(ScorePart { kind, amount }),
        }
    }
}
