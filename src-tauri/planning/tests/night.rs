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
