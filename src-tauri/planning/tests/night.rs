//! The minutes of a release's night, and the gate a pipeline asks.

#![allow(clippy::unwrap_used, reason = "a test whose plan cannot be built has failed")]

use planning::gate::gate;
use planning::graph::Graph;
use planning::schedule::{Schedule, schedule};
use planning::{Plan, ServiceId};
use testkit::plan;

fn night(text: &str) -> Schedule {
    let plan = plan(text);
    schedule(&plan, &Graph::of(&plan), plan.releases.iter().next().unwrap().id).unwrap()
}

const NIGHT: &str = "
    services  ledger checks 10m; payments uses ledger gap 5m checks 5m; shop uses payments; mail
    release   RO-1 2026-11-18 22:00 2h
    change    CHG-1 ledger 20m back-out 10m in RO-1; CHG-2 payments 15m back-out 20m in RO-1
    change    CHG-3 shop 10m back-out 5m in RO-1; CHG-4 mail 30m back-out 15m in RO-1
";

#[test]
fn steps_start_when_all_they_wait_for_is_checked_and_the_gap_is_over() {
    let found = night(NIGHT);
    let steps: Vec<String> = found
        .steps
        .iter()
        .map(|step| {
            let minute = (step.deploy.start() - found.window.start()).num_minutes();
            let critical = if step.critical { " critical" } else { "" };
            format!(
                "{} wave {} minute {minute} slack {}{critical}",
                step.label, step.wave, step.slack_minutes
            )
        })
        .collect();
    assert_eq!(
        steps,
        [
            "ledger: CHG-1 wave 1 minute 0 slack 0 critical",
            "mail: CHG-4 wave 1 minute 0 slack 35",
            "payments: CHG-2 wave 2 minute 35 slack 0 critical",
            "shop: CHG-3 wave 3 minute 55 slack 0 critical",
        ]
    );
    assert_eq!(
        (
            found.critical_minutes,
            found.window_minutes,
            found.back_out_minutes
        ),
        (65, 120, 35)
    );
}

#[test]
fn the_last_safe_back_out_leaves_time_for_the_way_back() {
    let found = night(NIGHT);
    assert_eq!(
        found.last_safe_back_out.unwrap().to_string(),
        "2026-11-18T23:25:00Z"
    );
    assert!(found.fits);
    assert_eq!(
        found.sentence,
        "RO-1: 4 steps in 3 waves, 1 h 05 of 2 h; last safe back-out Wed 18 Nov 23:25."
    );
    let short = night(&NIGHT.replace("22:00 2h", "22:00 90m"));
    assert!(!short.fits);
    assert!(
        short.sentence.contains("35 min to back out do not fit"),
        "{}",
        short.sentence
    );
    let hopeless = night(&NIGHT.replace("22:00 2h", "22:00 30m"));
    assert_eq!(hopeless.last_safe_back_out, None);
    assert!(
        hopeless
            .sentence
            .ends_with("backing out takes 35 min, longer than the window."),
        "{}",
        hopeless.sentence
    );
}

#[test]
fn the_point_of_no_return_is_the_first_step_that_cannot_be_taken_back() {
    assert_eq!(night(NIGHT).point_of_no_return, None);
    let found = night(&NIGHT.replace("CHG-2 payments 15m", "CHG-2 payments 15m irreversible"));
    assert_eq!(
        found.point_of_no_return.unwrap().to_string(),
        "2026-11-18T22:35:00Z"
    );
    let found = night(&NIGHT.replace("CHG-2 payments 15m", "CHG-2 payments 15m until-step"));
    assert_eq!(
        found.point_of_no_return.unwrap().to_string(),
        "2026-11-18T22:50:00Z"
    );
}

#[test]
fn a_team_deploys_no_more_at_once_than_it_has_crews() {
    let text = "
        teams     core crews 1
        services  a of core; b of core; c of core
        release   RO-1 2026-11-18 22:00 2h
        change    CHG-1 a 30m back-out 10m in RO-1; CHG-2 b 20m back-out 10m in RO-1; CHG-3 c 10m back-out 5m in RO-1
    ";
    let found = night(text);
    assert_eq!((found.critical_minutes, found.minutes_without_limits), (60, 30));
    assert_eq!(found.back_out_minutes, 25);
    let why: Vec<&str> = found
        .steps
        .iter()
        .map(|step| step.starts_because.as_str())
        .collect();
    assert_eq!(
        why,
        [
            "22:00, when the window opens.",
            "22:30: the crew of core is busy until 22:30, the last with a: CHG-1.",
            "22:50: the crew of core is busy until 22:50, the last with b: CHG-2.",
        ]
    );
    let two = night(&text.replace("crews 1", "crews 2"));
    assert_eq!(two.critical_minutes, 30);
    let crews: Vec<&str> = two
        .steps
        .iter()
        .flat_map(|step| &step.crews)
        .map(String::as_str)
        .collect();
    assert_eq!(crews, ["core, crew 1", "core, crew 2", "core, crew 2"]);
}

#[test]
fn a_service_takes_one_deployment_at_a_time() {
    let found = night(
        "
         services  a
         release   RO-1 2026-11-18 22:00 2h
         change    CHG-1 a 30m in RO-1; CHG-2 a 20m in RO-1",
    );
    assert_eq!(found.critical_minutes, 50);
    assert_eq!(
        found.steps[1].starts_because,
        "22:30: a takes one deployment at a time, a: CHG-1 until 22:30."
    );
}

#[test]
fn every_figure_of_the_night_is_proved() {
    let found = night(NIGHT);
    assert_eq!(
        found.proof,
        [
            "Critical path: ledger: CHG-1 30 min → wait 5 min, payments: CHG-2 20 min → shop: CHG-3 10 min = 1 h 05, from 22:00 to 23:05.",
            "Last safe back-out 23:25 = end of the window 00:00 − 35 min for the way back (shop: CHG-3 5 min → payments: CHG-2 20 min → ledger: CHG-1 10 min).",
            "1 h 05 forward + 35 min back = 1 h 40 of 2 h: it fits, with 20 min to spare.",
        ]
    );
    let why: Vec<&str> = found
        .steps
        .iter()
        .map(|step| step.starts_because.as_str())
        .collect();
    assert_eq!(why[2], "22:35, 5 min after ledger is checked at 22:30.");
    assert_eq!(why[3], "22:55, when payments is checked.");
}

#[test]
fn the_way_back_goes_in_reverse_and_what_builds_on_the_irreversible_is_fixed_forward() {
    let found = night(&NIGHT.replace("CHG-2 payments 15m", "CHG-2 payments 15m irreversible"));
    let back: Vec<String> = found
        .back_out
        .iter()
        .map(|step| {
            let why = step.forward_fix.as_deref().unwrap_or("back out");
            format!(
                "{} +{} {} min {}: {why}",
                step.number, step.after_minutes, step.minutes, step.label
            )
        })
        .collect();
    assert_eq!(
        back,
        [
            "1 +0 5 min shop: CHG-3: It builds on payments, which stays: forward fix only.",
            "2 +0 15 min mail: CHG-4: back out",
            "3 +5 20 min payments: CHG-2: CHG-2 cannot be taken back once deployed: forward fix only.",
            "4 +25 10 min ledger: CHG-1: back out",
        ]
    );
    let so_far: Vec<(String, u32)> = found
        .steps
        .iter()
        .map(|step| (step.label.clone(), step.back_out_so_far))
        .collect();
    assert_eq!(
        so_far[0],
        ("ledger: CHG-1".to_owned(), 15),
        "mail began meanwhile and takes 15 minutes"
    );
}

fn service(plan: &Plan, name: &str) -> ServiceId {
    plan.services
        .iter()
        .find(|service| service.name == name)
        .unwrap()
        .id
}

fn asked(text: &str, name: &str, at: &str) -> (bool, String, Option<String>) {
    let plan = plan(text);
    let gate = gate(&plan, service(&plan, name), None, at.parse().unwrap());
    (
        gate.open,
        gate.reasons.join(" "),
        gate.opens_next.map(|at| at.to_string()),
    )
}

const GATES: &str = "
    services  shop; ledger
    windows   every Tue 19:00-22:00 called nights
    freeze    peak 2026-11-16 .. 2026-11-20 on shop
    freeze    ask 2026-11-23 .. 2026-11-30 asked by retail
    change    CHG-1 shop 10m
    exception FX-1 to peak for CHG-1 granted
";

#[test]
fn the_gate_is_open_inside_a_window_and_outside_every_freeze() {
    let (open, reasons, next) = asked(GATES, "ledger", "2026-11-17T19:00:00Z");
    assert_eq!(
        (open, reasons.as_str(), next),
        (true, "nights is open until Tue 17 Nov 22:00.", None)
    );
}

#[test]
fn a_freeze_closes_the_gate_and_says_until_when_and_what_passes() {
    let (open, reasons, next) = asked(GATES, "shop", "2026-11-17T19:30:00Z");
    assert!(!open);
    assert_eq!(
        reasons,
        "peak (hard) is in force until Sat 21 Nov 00:00. FX-1 lets CHG-1 through. nights is open until Tue 17 Nov 22:00."
    );
    assert_eq!(next.as_deref(), Some("2026-11-24T19:00:00Z"));
}

#[test]
fn a_freeze_that_is_only_asked_for_is_said_but_closes_nothing() {
    let (open, reasons, _) = asked(GATES, "shop", "2026-11-24T19:30:00Z");
    assert!(open);
    assert!(
        reasons.starts_with("ask (asked, hard) until Tue 1 Dec 00:00 closes nothing."),
        "{reasons}"
    );
}

#[test]
fn outside_every_window_the_gate_is_closed_and_names_the_next() {
    let (open, reasons, next) = asked(GATES, "ledger", "2026-11-17T22:00:00Z");
    assert!(!open);
    assert_eq!(
        reasons,
        "No window is open for ledger; nights opens Tue 24 Nov 19:00."
    );
    assert_eq!(next.as_deref(), Some("2026-11-24T19:00:00Z"));
}
