//! The optimiser against brute force, against the checker and against the instances it is measured on.

mod instances;
mod plan;
mod program;
mod small;
mod stopping;

use super::dice::Dice;
use super::problem::{
    Cluster, Demand, Problem, ProblemChange, ProblemDraft, ProblemFreeze, ProblemRelease, Resource,
    ResourceKind,
};
use super::solve::{Answer, Limits, Progress, Solution, solve};

/// A small problem with everything in it, from a seed.
fn problem(seed: u64, changes: usize) -> Problem {
    let mut dice = Dice::new(seed);
    let mut up_to = |n: usize| dice.below(n + 1) as i64;
    let releases = 3;
    let kinds = [
        ResourceKind::Minutes,
        ResourceKind::Team,
        ResourceKind::Team,
        ResourceKind::Environment,
    ];
    let mut draft = ProblemDraft {
        name: format!("small {seed}"),
        risk_weight: 1 + up_to(2),
        move_cost: up_to(20),
        prior_defer_cost: up_to(30),
        resources: kinds
            .iter()
            .map(|&kind| Resource {
                kind,
                name: format!("{kind:?}"),
            })
            .collect(),
        ..ProblemDraft::default()
    };
    for release in 0..releases {
        draft.releases.push(ProblemRelease {
            name: format!("R{release}"),
            day: 10 * (release as i64 + 1),
            discount: 1000 - 20 * release as i64,
            capacity: vec![
                Some(20 + up_to(40)),
                Some(8 + up_to(10)),
                Some(8 + up_to(10)),
                None,
            ],
            risk_budget: Some(15 + up_to(30)),
        });
    }
    for change in 0..changes {
        let prior = (up_to(2) == 0).then(|| up_to(releases - 1) as usize);
        draft.changes.push(ProblemChange {
            name: format!("C{change}"),
            value: 20 + up_to(200),
            ready: up_to(15),
            due: 5 + up_to(40),
            late_per_day: up_to(3),
            defer_cost: up_to(50),
            risk: up_to(12),
            demands: vec![
                Demand {
                    resource: 0,
                    amount: 5 + up_to(15),
                },
                Demand {
                    resource: 1 + up_to(1) as usize,
                    amount: 1 + up_to(8),
                },
            ],
            prior,
            pinned: prior.filter(|_| up_to(3) == 0),
        });
    }
    let mut pair = || {
        let one = up_to(changes - 1) as usize;
        let other = up_to(changes - 1) as usize;
        (one, other)
    };
    let pairs: Vec<(usize, usize)> = (0..12)
        .map(|_| pair())
        .filter(|(one, other)| one != other)
        .collect();
    draft.requires = pairs.iter().take(3).copied().collect();
    draft.apart = pairs.iter().skip(3).take(1).copied().collect();
    draft.together = pairs
        .iter()
        .skip(4)
        .take(1)
        .map(|&(one, other)| vec![one, other])
        .collect();
    for (k, kappa) in [(0, 1), (1, 3)] {
        let touching: Vec<usize> = (0..changes).filter(|change| (change * 7 + k) % 3 != 0).collect();
        draft.clusters.push(Cluster {
            name: format!("S{k}"),
            kappa,
            changes: touching,
        });
    }
    draft.freezes.push(ProblemFreeze {
        name: "stocktaking".into(),
        hard: true,
        releases: vec![1],
        changes: (0..changes).step_by(3).collect(),
        granted: vec![(0, 1)],
        open_cost: 0,
        change_cost: 0,
    });
    draft.freezes.push(ProblemFreeze {
        name: "month end".into(),
        hard: false,
        releases: vec![0, 2],
        changes: (0..changes).step_by(2).collect(),
        granted: vec![],
        open_cost: 25,
        change_cost: 5,
    });
    Problem::new(draft).unwrap()
}

fn run(problem: &Problem, seed: u64, iterations: u64) -> Solution {
    let limits = Limits {
        iterations: Some(iterations),
        gap_basis_points: 0,
    };
    solve(problem, seed, limits, &mut |_: &Progress| Answer::Continue)
}
