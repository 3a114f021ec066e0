//! The first page: what is asked, six numbers, why now, top risks, readiness.

use super::gather::Source;
use planning::{Change, ChangeKind, DueKind, Subject, wording};
use report::value::{Cover, Fact, Number, Profile, Prose, Readiness, State, TopRisk};

pub(super) fn cover(source: &Source, profile: Profile) -> Cover {
    let (release, changes) = (source.release, source.changes());
    let train = release
        .train
        .and_then(|id| source.plan.trains.get(&id))
        .map(|train| train.name.clone());
    Cover {
        purpose: match profile {
            Profile::Executive => "Release plan · in two pages".into(),
            Profile::Board => "Release plan · a page a change".into(),
            _ => "Release plan · for CAB decision".into(),
        },
        title: format!("{} {}", release.reference, release.title),
        subtitle: [train, Some(source.moment(release.deploy.start()))]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" · "),
        facts: facts(source),
        decision_label: "Decision asked of the board".into(),
        decision: decision(source, &changes),
        numbers: numbers(source, &changes),
        why_now: why_now(source, &changes).into(),
        top_risks: top_risks(source, &changes).into(),
        readiness_title: format!("Readiness at {}", source.day(source.now)),
        readiness: readiness(source, &changes).into(),
    }
}

fn facts(source: &Source) -> Vec<Fact> {
    let release = source.release;
    let named = |name: String| {
        if name.is_empty() {
            "Missing: nobody is named".to_owned()
        } else {
            name
        }
    };
    let deputy = source.person(release.deputy);
    vec![
        Fact::new(
            "Deployment window",
            format!(
                "{} – {}",
                source.moment(release.deploy.start()),
                if release.deploy.minutes() < 24 * 60 {
                    source.clock(release.deploy.end())
                } else {
                    source.moment(release.deploy.end())
                }
            ),
            format!(
                "{}, watched until {}",
                wording::minutes(release.deploy.minutes()),
                source.moment(release.watch_ends())
            ),
        ),
        Fact::new(
            "Release manager",
            named(source.person(release.owner)),
            if deputy.is_empty() {
                "Deputy: missing".into()
            } else {
                format!("Deputy: {deputy}")
            },
        ),
        Fact::new(
            "Scope lock",
            source.moment(release.scope_lock),
            format!("Test from {}", source.moment(release.test_starts)),
        ),
    ]
}

/// What is asked, with what stands in the way.
fn decision(source: &Source, changes: &[&Change]) -> Prose {
    let open: Vec<&planning::collision::Collision> =
        source.facts.about(Subject::Release(source.release.id)).collect();
    let asked = Prose::default()
        .strong(format!(
            "Approve {} with {}",
            source.release.reference,
            wording::count(changes.len(), "change")
        ))
        .plain(format!(" for {}.", source.moment(source.release.deploy.start())));
    let asked = match open.as_slice() {
        [] => asked.plain(" No collision is open."),
        [one] => asked
            .plain(" One collision is open: ")
            .plain(one.sentence.clone()),
        several => asked.plain(format!(
            " {} are open; they stand under Risks, freezes and collisions.",
            wording::count(several.len(), "collision")
        )),
    };
    super::decided::fallback(source, asked, changes)
}

fn numbers(source: &Source, changes: &[&Change]) -> Vec<Number> {
    let kinds = |kind: ChangeKind| changes.iter().filter(|change| change.kind == kind).count();
    let load = source
        .facts
        .index
        .load(source.release.id)
        .cloned()
        .unwrap_or_default();
    let number = |value: String, label: &str, note: String| Number {
        value,
        label: label.into(),
        note,
    };
    let limit = |limit: Option<u32>, unit: &str| {
        limit.map_or_else(|| "no limit set".to_owned(), |limit| format!("of {limit} {unit}"))
    };
    let schedule = source.schedule.as_ref();
    vec![
        number(
            changes.len().to_string(),
            "changes",
            format!(
                "{} normal, {} standard, {} emergency",
                kinds(ChangeKind::Normal),
                kinds(ChangeKind::Standard),
                kinds(ChangeKind::Emergency)
            ),
        ),
        number(
            load.risk.to_string(),
            "risk points",
            limit(load.budget, "allowed"),
        ),
        number(
            schedule.map_or_else(
                || "–".into(),
                |night| wording::minutes(i64::from(night.critical_minutes)),
            ),
            "critical path",
            format!("of {} window", wording::minutes(i64::from(load.window_minutes))),
        ),
        number(
            schedule
                .and_then(|night| night.last_safe_back_out)
                .map_or_else(|| "never".into(), |at| source.clock(at)),
            "last safe back-out",
            schedule.map_or_else(String::new, |night| {
                format!(
                    "back-out takes {}",
                    wording::minutes(i64::from(night.back_out_minutes))
                )
            }),
        ),
        number(
            format!("{} / {}", load.evidence_seen, load.evidence_needed),
            "tests shown",
            if load.evidence_seen < load.evidence_needed {
                format!("{} missing", load.evidence_needed - load.evidence_seen)
            } else {
                "complete".into()
            },
        ),
        number(
            source
                .facts
                .about(Subject::Release(source.release.id))
                .count()
                .to_string(),
            "open collisions",
            format!("{} effort, {}", load.points, limit(load.capacity, "points")),
        ),
    ]
}

/// Dates that wait for the release, then what it earns.
fn why_now(source: &Source, changes: &[&Change]) -> Vec<Prose> {
    let mut due: Vec<&&Change> = changes.iter().filter(|change| change.due.is_some()).collect();
    due.sort_by_key(|change| change.due.map(|due| (std::cmp::Reverse(due.kind), due.on)));
    let mut lines: Vec<Prose> = due
        .into_iter()
        .take(3)
        .filter_map(|change| {
            let due = change.due?;
            let kind = match due.kind {
                DueKind::Legal => "is due by law on",
                DueKind::Contract => "is promised for",
                DueKind::Wish => "is wanted by",
            };
            Some(
                Prose::default()
                    .strong(change.title.clone())
                    .plain(format!(" {kind} {}.", wording::dated(due.on))),
            )
        })
        .collect();
    let value: u64 = changes
        .iter()
        .map(|change| u64::from(change.value_per_week))
        .sum();
    if value > 0 {
        let currency = source.plan.settings().currency;
        lines.push(
            Prose::default()
                .plain("Each week of waiting costs ")
                .strong(format!("{currency}{}", wording::thousands(value)))
                .plain("."),
        );
    }
    lines
}

fn top_risks(source: &Source, changes: &[&Change]) -> Vec<TopRisk> {
    let mut risky: Vec<(&&Change, &planning::risk::RiskScore)> = changes
        .iter()
        .filter_map(|change| Some((change, source.facts.risks.get(&change.id)?)))
        .collect();
    risky.sort_by_key(|(change, score)| (std::cmp::Reverse(score.points), change.reference.clone()));
    risky
        .into_iter()
        .take(3)
        .map(|(change, score)| {
            let heaviest = score.parts.iter().max_by_key(|part| part.points);
            TopRisk {
                risk: source.risk(change),
                text: Prose::default().strong(change.title.clone()).plain(
                    heaviest
                        .map(|part| format!(". {}: {}", part.name, part.why))
                        .unwrap_or_default(),
                ),
                reference: change.reference.to_string(),
            }
        })
        .collect()
}

fn readiness(source: &Source, changes: &[&Change]) -> Vec<Readiness> {
    let now = source.now;
    let line = |state: State, what: String, when: String| Readiness { state, what, when };
    let part = |done: usize, what: &str, when: String| {
        let state = if done == changes.len() {
            State::Done
        } else if done > 0 {
            State::Conditional
        } else {
            State::Pending
        };
        line(state, format!("{what}, {done} of {}", changes.len()), when)
    };
    let approved = changes
        .iter()
        .filter(|change| {
            change.state == planning::ChangeState::Approved || change.state == planning::ChangeState::Deployed
        })
        .count();
    let proven = changes
        .iter()
        .filter(|change| change.risk.evidence_seen >= change.risk.evidence_needed)
        .count();
    let rehearsed = changes
        .iter()
        .filter(|change| change.risk.back_out_rehearsed_on.is_some())
        .count();
    let assessed = changes
        .iter()
        .filter(|change| change.risk.probability.is_some() && change.risk.impact.is_some())
        .count();
    let locked = if source.release.scope_lock <= now {
        State::Done
    } else {
        State::Pending
    };
    vec![
        line(
            locked,
            "Scope locked".into(),
            source.day(source.release.scope_lock),
        ),
        part(assessed, "Risk assessed", String::new()),
        part(proven, "Tests shown", String::new()),
        part(rehearsed, "Back-out rehearsed", String::new()),
        part(approved, "Approved by the board", String::new()),
    ]
}
