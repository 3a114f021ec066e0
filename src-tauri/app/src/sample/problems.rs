//! The trouble that lies in the sample on purpose: one problem per core feature, and no other, each with a way out.

use super::tests::{at, each_day};
use chrono::TimeDelta;
use planning::collision::{Collision, CollisionKind, collisions};
use planning::{ChangeId, Move, Plan, ReleaseId, Side, Subject};

fn release(plan: &Plan, reference: &str) -> ReleaseId {
    plan.releases
        .iter()
        .find(|release| release.reference.as_str() == reference)
        .unwrap()
        .id
}

fn change(plan: &Plan, reference: &str) -> ChangeId {
    plan.changes
        .iter()
        .find(|change| change.reference.as_str() == reference)
        .unwrap()
        .id
}

fn a_week_earlier(plan: &Plan, reference: &str) -> Move {
    let release = plan.releases.get(&release(plan, reference)).unwrap();
    Move::MoveRelease {
        release: release.id,
        deploy: release.deploy.shifted(-TimeDelta::days(7)),
        keep_lock: false,
    }
}

fn into(plan: &Plan, moved: &str, target: &str) -> Move {
    Move::PlaceChange {
        change: change(plan, moved),
        release: Some(release(plan, target)),
    }
}

/// Commerce takes our standing offer for the sale.
fn take_the_offer(plan: &Plan) -> Move {
    let freeze = plan
        .freezes
        .iter()
        .find(|freeze| freeze.reference.as_str() == "FZ-22")
        .unwrap();
    let talks = plan
        .negotiations
        .iter()
        .find(|talks| talks.freeze == freeze.id)
        .unwrap();
    let ours = |offer: &&planning::Offer| offer.negotiation == talks.id && offer.side == Side::Delivery;
    let offer = plan
        .offers
        .iter()
        .filter(ours)
        .max_by_key(|offer| offer.made_at)
        .unwrap();
    Move::MoveFreeze {
        freeze: freeze.id,
        window: offer.span().unwrap(),
    }
}

/// `release-in-freeze RO-22`, a line for each collision, sorted.
fn picture(plan: &Plan) -> Vec<String> {
    let shown = |collision: Collision| {
        let of_work = |subject: &&Subject| matches!(subject, Subject::Change(_) | Subject::Release(_));
        let name = collision
            .subjects
            .iter()
            .find(of_work)
            .map(|subject| plan.name_of(*subject));
        format!("{} {}", collision.kind, name.unwrap_or_default())
    };
    let mut lines: Vec<String> = collisions(plan).into_iter().map(shown).collect();
    lines.sort();
    lines
}

#[test]
fn six_things_collide_and_no_other() {
    each_day(|now, plan| {
        let found = collisions(plan);
        let sentences: Vec<&str> = found
            .iter()
            .map(|collision| collision.sentence.as_str())
            .collect();
        let kinds = |kind| found.iter().filter(|collision| collision.kind == kind).count();
        assert_eq!(kinds(CollisionKind::DueDateMissed), 1, "{now}: {sentences:#?}");
        assert_eq!(kinds(CollisionKind::RequirementLater), 1, "{now}: {sentences:#?}");
        assert_eq!(kinds(CollisionKind::OverRiskBudget), 1, "{now}: {sentences:#?}");
        assert_eq!(kinds(CollisionKind::ReleaseInFreeze), 3, "{now}: {sentences:#?}");
        assert_eq!(found.len(), 6, "{now}: {sentences:#?}");
    });
}

#[test]
fn every_problem_offers_a_way_out() {
    each_day(|now, plan| {
        for collision in collisions(plan) {
            assert!(!collision.ways_out.is_empty(), "{now}: {}", collision.sentence);
        }
    });
}

#[test]
fn dragging_ro_22_one_week_earlier_clears_members_week_and_adds_nothing() {
    each_day(|now, plan| {
        let before = picture(plan);
        let after = picture(&plan.with_moves(&[a_week_earlier(plan, "RO-22")]));
        let cleared: Vec<&String> = before.iter().filter(|line| !after.contains(line)).collect();
        assert_eq!(cleared, ["release-in-freeze RO-22"], "{now}");
        assert_eq!(after.len(), before.len() - 1, "{now}: {after:?}");
    });
}

#[test]
fn three_placements_and_four_moves_solve_it_all() {
    each_day(|now, plan| {
        let solved = plan.with_moves(&[
            a_week_earlier(plan, "RO-22"),
            into(plan, "CHG-2203", "RO-21"),
            into(plan, "CHG-2233", "RO-22"),
            into(plan, "CHG-2251", "PL-12"),
            take_the_offer(plan),
            a_week_earlier(plan, "RO-23"),
            a_week_earlier(plan, "ST-33"),
        ]);
        assert_eq!(picture(&solved), Vec::<String>::new(), "{now}");
    });
}

#[test]
fn one_release_is_nearly_full() {
    let plan = at("2026-10-06T11:57:00Z");
    let index = planning::risk::RiskIndex::of(&plan);
    let load = planning::risk::release_load(&plan, &index, release(&plan, "RO-20")).unwrap();
    assert_eq!((load.points, load.capacity), (39, Some(40)));
}

#[test]
fn changes_of_every_risk_level_are_there() {
    let plan = at("2026-10-06T11:57:00Z");
    let index = planning::risk::RiskIndex::of(&plan);
    let level = |change: &planning::Change| planning::risk::risk(&plan, &index, change.id).unwrap().level;
    for wanted in 1..=5 {
        assert!(
            plan.changes.iter().any(|change| level(change) == wanted),
            "no change of level {wanted}"
        );
    }
    let unassessed = plan
        .changes
        .iter()
        .filter(|change| change.risk.probability.is_none())
        .count();
    let overridden = plan
        .changes
        .iter()
        .filter(|change| change.risk.overridden.is_some())
        .count();
    let waiting = plan
        .changes
        .iter()
        .filter(|change| change.release.is_none())
        .count();
    assert_eq!((unassessed, overridden, waiting), (4, 1, 7));
    assert!(plan.changes.len() >= 105, "{}", plan.changes.len());
}

#[test]
fn the_map_has_five_waves_and_one_cycle() {
    let plan = at("2026-10-06T11:57:00Z");
    let graph = planning::graph::Graph::of(&plan);
    assert_eq!(graph.waves().len(), 5);
    let cycles = graph.cycles();
    assert_eq!(cycles.len(), 1);
    let name = |service: &planning::ServiceId| plan.name_of(Subject::Service(*service));
    let mut names: Vec<String> = cycles[0].services.iter().map(name).collect();
    names.sort();
    assert_eq!(names, ["Pricing", "Promotions"]);
}

#[test]
fn the_first_steps_tick_as_their_problems_go() {
    let plan = at("2026-10-06T11:57:00Z");
    let done = |plan: &Plan| -> Vec<String> {
        super::first_steps(plan)
            .into_iter()
            .filter(|step| step.done)
            .map(|step| step.id)
            .collect()
    };
    assert_eq!(super::first_steps(&plan).len(), 5);
    assert_eq!(done(&plan), Vec::<String>::new());
    assert_eq!(
        done(&plan.with_moves(&[a_week_earlier(&plan, "RO-22")])),
        ["move"]
    );
    assert_eq!(
        done(&plan.with_moves(&[into(&plan, "CHG-2203", "RO-21")])),
        ["order"]
    );
    assert_eq!(
        done(&plan.with_moves(&[into(&plan, "CHG-2233", "RO-22")])),
        ["solve"]
    );
}
