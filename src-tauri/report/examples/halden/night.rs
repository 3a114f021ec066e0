//! The weeks and the night of RO-23.

use super::{at, window};
use report::value::*;

fn bar(from: &str, to: &str, label: &str, hue: u8, solid: bool) -> Event {
    Event::Bar {
        window: window(from, to),
        label: label.into(),
        number: None,
        solid,
        hue,
        collides: false,
    }
}
fn step(from: &str, to: &str, number: &str, label: &str, hue: u8) -> Event {
    Event::Bar {
        window: window(from, to),
        label: label.into(),
        number: (!number.is_empty()).then(|| number.into()),
        solid: true,
        hue,
        collides: false,
    }
}
fn board(moment: &str, label: &str, decision: bool) -> Event {
    Event::Milestone {
        at: at(moment),
        label: label.into(),
        decision,
    }
}
fn lane(name: &str, quiet: &str, events: Vec<Event>) -> Lane {
    Lane {
        name: name.into(),
        quiet: quiet.into(),
        events,
    }
}

/// Seven weeks around the release.
pub fn calendar() -> Calendar {
    let mut warehouse = bar(
        "2026-11-16T08:00:00Z",
        "2026-11-19T04:00:00Z",
        "Warehouse 7.2",
        5,
        false,
    );
    if let Event::Bar { collides, .. } = &mut warehouse {
        *collides = true;
    }
    Calendar {
        span: window("2026-10-26T00:00:00Z", "2026-12-14T00:00:00Z"),
        lanes: vec![
            lane(
                "Governance",
                "boards and sign-offs",
                vec![
                    board("2026-10-28T10:00:00Z", "Board: intake", false),
                    board("2026-11-04T10:00:00Z", "Board", false),
                    board("2026-11-11T10:00:00Z", "Pre-read", false),
                    board("2026-11-17T10:00:00Z", "Board: decision", true),
                    board("2026-12-02T10:00:00Z", "Review", false),
                ],
            ),
            lane(
                "Integration",
                "SIT environment",
                vec![bar(
                    "2026-10-26T00:00:00Z",
                    "2026-11-06T18:00:00Z",
                    "System integration test",
                    0,
                    false,
                )],
            ),
            lane(
                "Acceptance",
                "UAT environment",
                vec![bar(
                    "2026-11-03T00:00:00Z",
                    "2026-11-13T18:00:00Z",
                    "User acceptance test",
                    1,
                    false,
                )],
            ),
            lane(
                "Pre-production",
                "performance, rehearsal",
                vec![bar(
                    "2026-11-09T00:00:00Z",
                    "2026-11-16T18:00:00Z",
                    "Performance and rehearsals",
                    2,
                    false,
                )],
            ),
            lane(
                "Production",
                "tier 1 and tier 2",
                vec![
                    bar(
                        "2026-11-18T22:00:00Z",
                        "2026-11-19T04:00:00Z",
                        "RO-23, 18–19 Nov",
                        3,
                        true,
                    ),
                    bar(
                        "2026-11-19T04:00:00Z",
                        "2026-11-20T00:00:00Z",
                        "Early life",
                        3,
                        false,
                    ),
                    bar(
                        "2026-12-03T22:00:00Z",
                        "2026-12-04T04:00:00Z",
                        "Fallback date",
                        3,
                        false,
                    ),
                ],
            ),
            lane(
                "Other releases",
                "on the same services",
                vec![
                    warehouse,
                    bar(
                        "2026-12-07T08:00:00Z",
                        "2026-12-10T04:00:00Z",
                        "CRM 4.1",
                        5,
                        false,
                    ),
                ],
            ),
        ],
        freezes: vec![
            FreezeBand {
                window: window("2026-11-20T00:00:00Z", "2026-12-01T06:00:00Z"),
                label: "Peak trading freeze".into(),
                quiet: "20 Nov 00:00 – 1 Dec 06:00, hard".into(),
                lanes: None,
            },
            FreezeBand {
                window: window("2026-11-30T00:00:00Z", "2026-12-02T18:00:00Z"),
                label: "Month-end".into(),
                quiet: "ledger only".into(),
                lanes: Some((4, 5)),
            },
        ],
        today: Some((at("2026-11-09T09:14:00Z"), "Today, 9 Nov".into())),
        alt: "Seven weeks from 26 October. The release deploys on 18 November, two days before the peak \
              trading freeze; Warehouse 7.2 overlaps it."
            .into(),
    }
}

/// The night of 18 November.
pub fn night() -> Night {
    let gate = |moment: &str, letter: &str, kind: GateKind| Gate {
        at: at(moment),
        letter: letter.into(),
        kind,
    };
    Night {
        title: "Deployment night, 18 to 19 November".into(),
        quiet: "times in Europe/London; numbers are runbook steps".into(),
        span: window("2026-11-18T21:30:00Z", "2026-11-19T04:00:00Z"),
        lanes: vec![
            lane(
                "Customers notice",
                "what support will hear",
                vec![
                    bar(
                        "2026-11-18T22:10:00Z",
                        "2026-11-18T22:35:00Z",
                        "Sign in again",
                        5,
                        false,
                    ),
                    step(
                        "2026-11-18T23:20:00Z",
                        "2026-11-19T00:40:00Z",
                        "",
                        "Checkout is read-only",
                        5,
                    ),
                ],
            ),
            lane(
                "Wave 1",
                "identity, sessions, edge",
                vec![
                    step("2026-11-18T22:10:00Z", "2026-11-18T22:35:00Z", "3", "Keys", 0),
                    step("2026-11-18T22:35:00Z", "2026-11-18T22:50:00Z", "4", "Sessions", 0),
                    step("2026-11-18T22:50:00Z", "2026-11-18T23:10:00Z", "5", "Edge", 0),
                ],
            ),
            lane(
                "Wave 2",
                "payments, ledger, fraud",
                vec![
                    step(
                        "2026-11-18T23:20:00Z",
                        "2026-11-19T00:00:00Z",
                        "7",
                        "Back-fill",
                        1,
                    ),
                    step("2026-11-19T00:00:00Z", "2026-11-19T00:15:00Z", "8", "Ledger", 1),
                    step("2026-11-19T00:15:00Z", "2026-11-19T00:40:00Z", "9", "Pay", 1),
                    step("2026-11-19T00:55:00Z", "2026-11-19T01:00:00Z", "11", "Fraud", 1),
                ],
            ),
            lane(
                "Wave 3",
                "checkout, mobile, orders",
                vec![
                    step(
                        "2026-11-19T01:00:00Z",
                        "2026-11-19T01:35:00Z",
                        "12",
                        "Checkout",
                        2,
                    ),
                    step("2026-11-19T01:35:00Z", "2026-11-19T01:50:00Z", "13", "Events", 2),
                ],
            ),
            lane(
                "Wave 4",
                "search, data, tidy-up",
                vec![
                    step(
                        "2026-11-19T02:00:00Z",
                        "2026-11-19T03:00:00Z",
                        "15",
                        "Five teams in parallel",
                        3,
                    ),
                    bar(
                        "2026-11-19T03:00:00Z",
                        "2026-11-19T04:00:00Z",
                        "Early-life watch",
                        3,
                        false,
                    ),
                ],
            ),
        ],
        gates: vec![
            gate("2026-11-18T23:15:00Z", "A", GateKind::Gate),
            gate("2026-11-18T23:55:00Z", "L", GateKind::LastSafeBackOut),
            gate("2026-11-19T00:45:00Z", "B", GateKind::PointOfNoReturn),
            gate("2026-11-19T01:55:00Z", "C", GateKind::Gate),
        ],
        alt:
            "Four waves between 22:10 and 03:00. Gate A at 23:15, the point of no return B at 00:45, gate C \
              at 01:55. The last safe back-out is 23:55."
                .into(),
    }
}
