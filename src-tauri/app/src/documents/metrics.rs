//! The metrics page: numbers that the plan proves by its own records, each with how it is counted.

use super::gather::{Stamp, stamped};
use crate::frame::Facts;
use planning::risk::{FailureRate, calibration};
use planning::{Change, ChangeKind, ChangeState, Instant, Plan, Release, ReleaseState, Verdict, wording};
use report::value::{Listing, MetricRow, MetricSection, MetricsDocument, Number, Standing};
use std::collections::BTreeMap;

pub(super) fn metrics(plan: &Plan, facts: &Facts, stamp: &Stamp) -> MetricsDocument {
    let zone = plan.settings().zone;
    let done: Vec<&Change> = plan.changes.iter().filter(|change| is_done(change)).collect();
    let failed = count(
        done.iter()
            .filter(|change| change.state == ChangeState::BackedOut),
    );
    let open = plan.changes.iter().filter(|change| change.is_open()).count();
    let number = |value: String, label: &str, note: String| Number {
        value,
        label: label.into(),
        note,
    };
    MetricsDocument {
        imprint: stamped(plan, stamp, plan.settings().name, "Metrics", Standing::Approved),
        title: format!("{} in numbers", plan.settings().name),
        subtitle: format!("What the plan knew {}", wording::moment(stamp.now, zone)),
        numbers: vec![
            number(
                count(plan.releases.iter().filter(|release| is_out(release))).to_string(),
                "releases out",
                format!("of {}", plan.releases.len()),
            ),
            number(
                done.len().to_string(),
                "changes out",
                format!("{open} still open"),
            ),
            number(
                per_cent(failed, done.len() as u32),
                "backed out",
                format!("{failed} of {}", done.len()),
            ),
            number(
                plan.exceptions.len().to_string(),
                "exceptions asked",
                format!(
                    "{} granted",
                    count(plan.exceptions.iter().filter(|one| one.is_granted()))
                ),
            ),
            number(
                facts.collisions.len().to_string(),
                "open collisions",
                "in the plan as it stands".into(),
            ),
        ],
        sections: vec![
            outcome(plan, &done),
            by_level(plan, facts),
            trains(plan),
            waiting(plan),
            freezes(plan),
            evidence(plan),
            collisions(facts),
            record_keeping(plan, stamp.now),
        ],
        origin: vec![
            ("Log entries".into(), plan.seq.to_string()),
            ("Head of the log".into(), stamp.head.clone()),
            ("Digest of the data".into(), stamp.digest.clone()),
        ],
    }
}

fn count<T>(things: impl Iterator<Item = T>) -> u32 {
    u32::try_from(things.count()).unwrap_or(u32::MAX)
}

fn is_done(change: &Change) -> bool {
    matches!(change.state, ChangeState::Deployed | ChangeState::BackedOut)
}

fn is_out(release: &Release) -> bool {
    matches!(release.state, ReleaseState::Deployed | ReleaseState::Closed)
}

fn per_cent(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "–".into();
    }
    format!(
        "{} %",
        (u64::from(part) * 100 + u64::from(whole) / 2) / u64::from(whole)
    )
}

/// `3 of 41`, with its share.
fn part(measure: impl Into<String>, part: u32, whole: u32, how: impl Into<String>) -> MetricRow {
    MetricRow {
        measure: measure.into(),
        value: format!("{part} of {whole}"),
        share: Some((part, whole)),
        how: how.into(),
    }
}

fn plain(measure: impl Into<String>, value: impl Into<String>, how: impl Into<String>) -> MetricRow {
    MetricRow {
        measure: measure.into(),
        value: value.into(),
        share: None,
        how: how.into(),
    }
}

fn section(title: &str, rows: Vec<MetricRow>) -> MetricSection {
    MetricSection {
        title: title.into(),
        rows: rows.into(),
    }
}

fn outcome(plan: &Plan, done: &[&Change]) -> MetricSection {
    let kinds = [
        (ChangeKind::Standard, "Standard changes backed out"),
        (ChangeKind::Normal, "Normal changes backed out"),
        (ChangeKind::Emergency, "Emergency changes backed out"),
    ];
    let mut rows: Vec<MetricRow> = kinds
        .into_iter()
        .map(|(kind, measure)| {
            let of: Vec<&&Change> = done.iter().filter(|change| change.kind == kind).collect();
            let failed = count(of.iter().filter(|change| change.state == ChangeState::BackedOut));
            part(
                measure,
                failed,
                of.len() as u32,
                "in state backed out, of those deployed or backed out",
            )
        })
        .collect();
    let emergencies = count(
        plan.changes
            .iter()
            .filter(|change| change.kind == ChangeKind::Emergency),
    );
    rows.push(part(
        "Emergency changes",
        emergencies,
        plan.changes.len() as u32,
        "of all changes in the plan",
    ));
    section("What became of changes", rows)
}

/// How risk levels held, with the interval that so few changes allow.
fn by_level(plan: &Plan, facts: &Facts) -> MetricSection {
    let figures = calibration(plan, facts.index.risk());
    let mut rows: Vec<MetricRow> = figures
        .levels
        .iter()
        .filter(|rate| rate.changes > 0)
        .map(|rate| {
            part(
                format!("Backed out at level {}", rate.level),
                rate.failed,
                rate.changes,
                interval(rate),
            )
        })
        .collect();
    if let Some(brier) = &figures.brier {
        rows.push(plain(
            "Brier score",
            format!("{:.3}", brier.score),
            format!(
                "over {}; always saying the share that failed would score {:.3}",
                wording::count(brier.changes as usize, "change"),
                brier.base_rate
            ),
        ));
    }
    MetricSection {
        title: "How scores held".into(),
        rows: if rows.is_empty() {
            Listing::missing("no change was deployed or backed out yet")
        } else {
            rows.into()
        },
    }
}

fn interval(rate: &FailureRate) -> String {
    let thin = if rate.too_thin {
        "; too thin to conclude"
    } else {
        ""
    };
    format!(
        "95 % interval {:.0} to {:.0} %{thin}",
        rate.low * 100.0,
        rate.high * 100.0
    )
}

fn trains(plan: &Plan) -> MetricSection {
    let mut trains: Vec<_> = plan.trains.iter().collect();
    trains.sort_by_key(|train| (train.order_index, train.id));
    let rows = trains
        .into_iter()
        .map(|train| {
            let of: Vec<&Release> = plan
                .releases
                .iter()
                .filter(|release| release.train == Some(train.id))
                .collect();
            let out = count(of.iter().filter(|release| is_out(release)));
            let riding = count(
                plan.changes
                    .iter()
                    .filter(|change| change.release.is_some_and(|id| of.iter().any(|one| one.id == id))),
            );
            part(
                train.name.clone(),
                out,
                of.len() as u32,
                format!(
                    "releases deployed or closed; {} ride them",
                    wording::count(riding as usize, "change")
                ),
            )
        })
        .collect();
    section("Trains", rows)
}

fn waiting(plan: &Plan) -> MetricSection {
    let open: Vec<&Change> = plan.changes.iter().filter(|change| change.is_open()).collect();
    let all = open.len() as u32;
    let waits = count(open.iter().filter(|change| change.release.is_none()));
    let deferred = count(open.iter().filter(|change| change.deferrals > 0));
    let often = count(
        open.iter()
            .filter(|change| change.deferrals >= planning::bundling::OFTEN),
    );
    let value: u64 = open
        .iter()
        .filter(|change| change.release.is_none())
        .map(|change| u64::from(change.value_per_week))
        .sum();
    let currency = plan.settings().currency;
    section(
        "Open changes",
        vec![
            part("Ride no release", waits, all, "open changes without a release"),
            part(
                "Deferred at least once",
                deferred,
                all,
                "counted when put among the waiting or published later",
            ),
            part(
                format!("Deferred {} times or more", planning::bundling::OFTEN),
                often,
                all,
                "from then on waiting weighs a whole usual week",
            ),
            plain(
                "Value that waits",
                format!("{currency}{} a week", wording::thousands(value)),
                "sum of the weekly values of changes without a release",
            ),
        ],
    )
}

fn freezes(plan: &Plan) -> MetricSection {
    let agreed = count(
        plan.freezes
            .iter()
            .filter(|freeze| super::pictures::agreed(freeze)),
    );
    let asked = plan.exceptions.len() as u32;
    let with = |wanted: &[Verdict]| count(plan.exceptions.iter().filter(|one| wanted.contains(&one.verdict)));
    let granted = with(&[Verdict::Granted, Verdict::GrantedIf]);
    let used = count(
        plan.exceptions
            .iter()
            .filter(|one| one.is_granted() && !one.after.uses.is_empty()),
    );
    section(
        "Freezes and exceptions",
        vec![
            part(
                "Freezes agreed",
                agreed,
                plan.freezes.len() as u32,
                "in state agreed, of all in the plan",
            ),
            part(
                "Exceptions granted",
                granted,
                asked,
                "with or without conditions, of all asked",
            ),
            part(
                "On conditions",
                with(&[Verdict::GrantedIf]),
                granted,
                "of those granted",
            ),
            part("Used", used, granted, "granted ones with at least one deployment"),
            part("Refused", with(&[Verdict::Rejected]), asked, "of all asked"),
        ],
    )
}

fn evidence(plan: &Plan) -> MetricSection {
    let open: Vec<&Change> = plan.changes.iter().filter(|change| change.is_open()).collect();
    let all = open.len() as u32;
    let shown = count(
        open.iter()
            .filter(|change| change.risk.evidence_seen >= change.risk.evidence_needed),
    );
    let assessed = count(
        open.iter()
            .filter(|change| change.risk.probability.is_some() && change.risk.impact.is_some()),
    );
    let measured = count(open.iter().filter(|change| change.back_out_minutes.is_some()));
    let rehearsed = count(
        open.iter()
            .filter(|change| change.risk.back_out_rehearsed_on.is_some()),
    );
    section(
        "Readiness of open changes",
        vec![
            part(
                "Risk assessed",
                assessed,
                all,
                "probability and impact are stated",
            ),
            part("Tests shown", shown, all, "at least as many seen as needed"),
            part("Back-out measured", measured, all, "minutes are known"),
            part("Back-out rehearsed", rehearsed, all, "a day is known"),
        ],
    )
}

fn collisions(facts: &Facts) -> MetricSection {
    let mut kinds: BTreeMap<String, u32> = BTreeMap::new();
    for collision in &facts.collisions {
        *kinds
            .entry(collision.kind.to_string().replace('-', " "))
            .or_insert(0) += 1;
    }
    let all = facts.collisions.len() as u32;
    let rows = kinds
        .into_iter()
        .map(|(kind, number)| part(wording::capital(&kind), number, all, "of the collisions open now"))
        .collect();
    section("Collisions by kind", rows)
}

/// Whether somebody wrote down what became of the releases whose day has passed.
fn record_keeping(plan: &Plan, now: Instant) -> MetricSection {
    let past: Vec<&Release> = plan
        .releases
        .iter()
        .filter(|release| release.deploy.end() <= now)
        .collect();
    let closed = count(past.iter().filter(|release| !release.is_open()));
    section(
        "Record keeping",
        vec![part(
            "Past releases with an outcome",
            closed,
            past.len() as u32,
            "no longer open, of those whose window has ended",
        )],
    )
}
