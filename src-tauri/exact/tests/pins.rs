//! Pins that cannot all hold, in words.

#![allow(
    clippy::unwrap_used,
    reason = "a test whose problem cannot be built has failed"
)]

use exact::Highs;
use planning::bundling::{
    Answer, Barred, Cluster, Conflict, Demand, Problem, ProblemChange, ProblemDraft, ProblemFreeze,
    ProblemRelease, Resource, ResourceKind, conflict,
};

/// Nine changes of 30 minutes and 2 points of effort, each pinned to the release of its number, three in each.
fn draft() -> ProblemDraft {
    let resource = |kind, name: &str| Resource {
        kind,
        name: name.into(),
    };
    let demand = |resource, amount| Demand { resource, amount };
    ProblemDraft {
        name: "nine".into(),
        resources: vec![
            resource(ResourceKind::Minutes, "deployment window"),
            resource(ResourceKind::Team, "Payments"),
        ],
        releases: (0..3)
            .map(|release| ProblemRelease {
                name: format!("RO-{release}"),
                day: 7 * release,
                discount: 1_000,
                capacity: vec![Some(90), Some(6)],
                risk_budget: Some(20),
            })
            .collect(),
        changes: (0..9)
            .map(|change| ProblemChange {
                name: format!("CHG-{change}"),
                value: 100,
                ready: 0,
                due: 100,
                late_per_day: 0,
                defer_cost: 1,
                risk: 1,
                demands: vec![demand(0, 30), demand(1, 2)],
                prior: None,
                pinned: Some(change / 3),
            })
            .collect(),
        ..ProblemDraft::default()
    }
}

fn of(draft: ProblemDraft) -> Option<(Conflict, String)> {
    let problem = Problem::new(draft).unwrap();
    let pins: Vec<usize> = (0..problem.changes.len())
        .filter(|&change| problem.changes[change].pinned.is_some())
        .collect();
    let found = conflict(&problem, &pins, &Highs, &mut || Answer::Continue)?;
    let sentence = found.sentence(&problem);
    Some((found, sentence))
}

fn sentence(draft: ProblemDraft) -> String {
    of(draft).map_or_else(String::new, |(_, sentence)| sentence)
}

#[test]
fn pins_that_hold_are_no_conflict() {
    assert_eq!(of(draft()), None);
}

#[test]
fn two_pins_that_need_the_same_hour_are_named_out_of_nine() {
    let mut draft = draft();
    for change in [4, 5] {
        draft.changes[change].demands[0].amount = 50;
    }
    assert_eq!(
        sentence(draft),
        "No plan keeps all 9 pins: these 2 cannot hold together, CHG-4 in RO-1 and CHG-5 in RO-1. \
         RO-1 has 90 minutes for deployments: CHG-4 takes 50 and CHG-5 takes 50."
    );
}

#[test]
fn a_pin_before_what_it_requires_is_named_with_the_requirement() {
    let mut draft = draft();
    draft.requires.push((1, 7));
    assert_eq!(
        sentence(draft),
        "No plan keeps all 9 pins: these 2 cannot hold together, CHG-1 in RO-0 and CHG-7 in RO-2. \
         CHG-1 requires CHG-7."
    );
}

#[test]
fn what_a_pin_needs_and_nobody_pinned_counts_too() {
    // CHG-9 must go first but has no room beside the three that are pinned to RO-0.
    let mut draft = draft();
    let mut needed = draft.changes[0].clone();
    needed.name = "CHG-9".into();
    needed.pinned = None;
    needed.demands[0].amount = 45;
    needed.demands[1].amount = 0;
    draft.changes.push(needed);
    draft.requires.push((0, 9));
    let (found, sentence) = of(draft).unwrap();
    assert_eq!(found.changes.len(), 2, "{sentence}");
    assert!(found.changes.contains(&0), "{sentence}");
    assert!(
        sentence.contains("RO-0 has 90 minutes") && sentence.contains("CHG-0 requires CHG-9."),
        "{sentence}"
    );
}

#[test]
fn one_pin_inside_a_hard_freeze_is_named_alone() {
    let mut draft = draft();
    draft.freezes.push(ProblemFreeze {
        name: "Peak trading".into(),
        hard: true,
        releases: vec![2],
        changes: vec![8],
        granted: vec![],
        open_cost: 0,
        change_cost: 0,
    });
    assert_eq!(
        sentence(draft),
        "No plan keeps all 9 pins: CHG-8 in RO-2 cannot hold. \
         RO-2 lies inside Peak trading (hard), which stops CHG-8."
    );
}

#[test]
fn risk_between_pins_is_counted() {
    let mut draft = draft();
    draft.clusters.push(Cluster {
        name: "ledger".into(),
        kappa: 9,
        changes: vec![3, 4, 5],
    });
    assert_eq!(
        sentence(draft),
        "No plan keeps all 9 pins: these 3 cannot hold together, CHG-3 in RO-1, CHG-4 in RO-1 and CHG-5 in RO-1. \
         RO-1 may carry 20 risk points: CHG-3 takes 1, CHG-4 takes 1 and CHG-5 takes 1, and 27 arise between them."
    );
}

#[test]
fn pins_of_others_are_taken_as_given_and_not_blamed() {
    // RO-0 is over its limit whatever is wished.
    let mut draft = draft();
    draft.changes[0].demands[0].amount = 80;
    let problem = Problem::new(draft.clone()).unwrap();
    let stop = &mut || Answer::Continue;
    assert_eq!(conflict(&problem, &[6, 7, 8], &Highs, stop), None);
    // Two pins of RO-0 leave no room for the wish.
    draft.changes[0].demands[0].amount = 60;
    draft.changes[1].pinned = None;
    let problem = Problem::new(draft.clone()).unwrap();
    assert_eq!(conflict(&problem, &[0], &Highs, stop), None);
    draft.changes[1].pinned = Some(0);
    draft.barred.push(Barred {
        change: 1,
        release: 1,
        reason: "RO-1 is locked".into(),
    });
    let problem = Problem::new(draft).unwrap();
    let found = conflict(&problem, &[1], &Highs, stop).unwrap();
    assert_eq!((found.changes.as_slice(), found.asked), ([1].as_slice(), 1));
}

#[test]
fn a_stop_ends_the_search_for_a_conflict() {
    let mut draft = draft();
    draft.requires.push((1, 7));
    let problem = Problem::new(draft).unwrap();
    let all: Vec<usize> = (0..9).collect();
    assert_eq!(conflict(&problem, &all, &Highs, &mut || Answer::Stop), None);
}
