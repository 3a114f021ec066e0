//! Risk scores and loads.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::risk::{RiskIndex, level_of, release_load, risk};
use proptest::prelude::*;
use testkit::{generate, plan};

fn parts(text: &str, number: usize) -> Vec<String> {
    let plan = plan(text);
    let index = RiskIndex::of(&plan);
    let score = risk(&plan, &index, plan.changes.iter().nth(number).unwrap().id).unwrap();
    let parts = score
        .parts
        .iter()
        .map(|part| format!("{} {}: {}", part.name, part.points, part.why));
    std::iter::once(format!("{} level {}", score.points, score.level))
        .chain(parts)
        .collect()
}

#[test]
fn a_score_shows_its_parts_and_where_they_come_from() {
    let text = "
        services  db tier 0; api tier 1 uses db; shop tier 3 uses api; mail uses db softly
        change    CHG-1 db 20m risk 2x5 failed 2/10 back-out 15m rehearsed 2026-10-01 evidence 1/4
    ";
    assert_eq!(
        parts(text, 0),
        [
            "39 level 2",
            "Probability × impact 20: Probability 2 of 5 × impact 5 of 5.",
            "Blast radius 9: Within 2 links 3 services, 2 over hard links, 1 of tier 0 or 1.",
            "Own history 6: 2 of 10 past changes of its services failed.",
            "Back-out 0: Back-out 15 min, rehearsed Thu 1 Oct.",
            "Missing evidence 4: 1 of 4 tests shown."
        ]
    );
}

#[test]
fn what_nobody_has_assessed_is_assumed_and_said() {
    let found = parts("change CHG-1 20m irreversible", 0);
    assert_eq!(
        found[1],
        "Probability × impact 18: Probability not assessed, 3 assumed × impact not assessed, 3 assumed."
    );
    assert_eq!(
        found[3],
        "Own history 5: No past change of its services is known."
    );
    assert_eq!(
        found[4],
        "Back-out 10: It cannot be backed out: forward fix only."
    );
}

#[test]
fn an_override_is_a_part_of_its_own() {
    let found = parts(
        "change CHG-1 20m risk 1 failed 0/9 back-out 5m override 4 because audit",
        0,
    );
    assert_eq!(found[0], "70 level 4");
    assert_eq!(found[6], "Override 66: Set to level 4 by somebody: audit.");
}

#[test]
fn an_override_may_lower_the_score() {
    let found = parts("change CHG-1 20m risk 5 override 1", 0);
    assert_eq!(found[0], "10 level 1");
    assert_eq!(
        found[6],
        "Override -50: Set to level 1 by somebody: no reason given."
    );
}

#[test]
fn levels_are_five_bands_of_twenty_points() {
    let levels: Vec<u8> = [0, 19, 20, 39, 40, 59, 60, 79, 80, 100]
        .into_iter()
        .map(level_of)
        .collect();
    assert_eq!(levels, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
}

#[test]
fn a_release_carries_the_sum_of_its_changes_against_its_own_limit_or_the_trains() {
    let plan = plan(
        "
        train     RO capacity 40 budget 300
        release   RO-1 2026-11-18 22:00 2h on RO budget 90
        change    CHG-1 20m risk 2 points 5 back-out 10m evidence 1/3 in RO-1; CHG-2 30m after CHG-1 risk 1 points 3 evidence 9/2 in RO-1
        change    CHG-3 30m cancelled in RO-1; CHG-4 30m
        ",
    );
    let index = RiskIndex::of(&plan);
    let load = release_load(&plan, &index, plan.releases.iter().next().unwrap().id).unwrap();
    assert_eq!((load.changes, load.points, load.capacity), (2, 8, Some(40)));
    assert_eq!(
        (load.minutes, load.back_out_minutes, load.window_minutes),
        (50, 40, 120)
    );
    assert_eq!((load.evidence_seen, load.evidence_needed), (3, 5));
    let sum: u32 = plan
        .changes
        .iter()
        .take(2)
        .map(|change| risk(&plan, &index, change.id).unwrap().points)
        .sum();
    assert_eq!((load.risk, load.budget), (sum, Some(90)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_add_up_exactly(seed in any::<u64>(), level in 0_u8..8) {
        let mut plan = generate(seed, 60, 30, 90);
        if let Ok(level) = planning::Score::new(level) {
            let mut change = plan.changes.iter().next().unwrap().clone();
            change.risk.overridden = Some(planning::RiskOverride { level, reason: String::new(), by: None });
            plan.put(change);
        }
        let index = RiskIndex::of(&plan);
        for change in &plan.changes {
            let score = risk(&plan, &index, change.id).unwrap();
            prop_assert_eq!(score.parts.iter().map(|part| part.points).sum::<i32>(), score.points as i32);
            prop_assert!(score.points <= 100);
            prop_assert_eq!(score.level, level_of(score.points));
            if let Some(set) = &change.risk.overridden {
                prop_assert_eq!(score.level, set.level.number());
            }
        }
    }
}

#[test]
fn changes_of_one_release_add_risk_where_they_meet_and_the_optimiser_counts_the_same() {
    let mut plan = plan(
        "
        services  ledger; payments uses ledger; shop uses payments
        release   RO-1 2026-11-18 22:00 2h budget 200
        change    CHG-1 payments 20m in RO-1; CHG-2 payments 20m in RO-1; CHG-3 shop 20m in RO-1; CHG-4 ledger 20m
        ",
    );
    let release = plan.releases.iter().next().unwrap().id;
    let figures = |plan: &planning::Plan| {
        let index = RiskIndex::of(plan);
        let load = release_load(plan, &index, release).unwrap();
        let riding = || {
            plan.changes
                .iter()
                .filter(|change| change.release == Some(release))
        };
        let own: u32 = riding()
            .map(|change| risk(plan, &index, change.id).unwrap().points)
            .sum();
        assert_eq!(load.risk, own + load.interaction);
        let told = index.meetings(plan, &riding().collect::<Vec<_>>());
        let lines: Vec<String> = told
            .iter()
            .map(|meeting| {
                format!(
                    "{}: {} +{}",
                    meeting.place,
                    meeting.changes.join(" "),
                    meeting.points
                )
            })
            .collect();
        // The optimiser's own sum over the same changes is the load.
        let all: Vec<_> = plan.changes.iter().map(|change| change.id).collect();
        let now = "2026-11-01T00:00:00Z".parse().unwrap();
        let (problem, _) = planning::bundling::problem_from_plan(plan, &[release], &all, now);
        let riders = planning::bundling::Placement::prior(&problem).riders(0);
        let used = planning::bundling::constraint::usage(&problem, 0, &riders, None).0;
        assert_eq!(used, i64::from(load.risk));
        (load.interaction, lines)
    };
    assert_eq!(figures(&plan), (3, vec!["payments: CHG-1 CHG-2 +3".to_owned()]));
    // A link that names a contract brings its two ends together.
    let link = plan
        .dependencies
        .iter()
        .find(|link| plan.services.get(&link.consumer).unwrap().name == "shop")
        .unwrap()
        .clone();
    plan.put(planning::Dependency {
        contract: "prices-v3".into(),
        ..link
    });
    assert_eq!(
        figures(&plan),
        (
            9,
            vec![
                "contract prices-v3: CHG-1 CHG-2 CHG-3 +6".to_owned(),
                "payments: CHG-1 CHG-2 +3".to_owned()
            ]
        )
    );
}

#[test]
fn past_scores_are_compared_with_what_became_of_them_and_thin_figures_say_so() {
    use planning::risk::{TOO_THIN, calibration};
    let past = |count: usize, failed: usize| {
        let lines: Vec<String> = (0..count)
            .map(|number| {
                let state = if number < failed { "backed-out" } else { "deployed" };
                format!("CHG-{number} 20m risk 2 {state}")
            })
            .collect();
        plan(&format!("change {}", lines.join("; ")))
    };
    let thin = past(19, 1);
    let figures = calibration(&thin, &RiskIndex::of(&thin));
    assert_eq!((figures.changes, figures.failed, figures.brier), (19, 1, None));
    assert!(figures.levels.iter().all(|rate| rate.too_thin));
    assert!(
        figures.sentence().starts_with("Too thin: 19 past changes"),
        "{}",
        figures.sentence()
    );

    let enough = past(40, 2);
    let figures = calibration(&enough, &RiskIndex::of(&enough));
    let filled: Vec<_> = figures.levels.iter().filter(|rate| rate.changes > 0).collect();
    assert_eq!((filled.len(), filled[0].changes, filled[0].failed), (1, 40, 2));
    assert!(filled[0].changes >= TOO_THIN && !filled[0].too_thin);
    assert!(filled[0].low < 0.05 && 0.05 < filled[0].high);
    let brier = figures.brier.unwrap();
    assert!((brier.base_rate - 0.05 * 0.95).abs() < 1e-9);
    assert_eq!(
        figures.sentence().contains("no better"),
        brier.score >= brier.base_rate
    );
}
