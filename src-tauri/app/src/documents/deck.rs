//! The CAB deck of a release, from live data: the title of each slide is its conclusion.

use super::gather::Source;
use super::{pictures, tables};
use planning::{Change, ChangeState, Subject, wording};
use report::value::{
    AgendaLine, Answer, CabDeckDocument, ChangeSlide, Conflicts, DecisionRecord, DecisionRow, FewRow,
    Listing, NightAndPeople, NightBar, Number, Opening, Part, Prose, RestRow, RiskMap, RoadStop,
    SinceLastTime, SinceRow, Slide, State, StopKind, Verdict,
};

/// Levels that get a slide of their own.
const DISCUSSED: u8 = 4;

pub(super) fn deck(source: &Source) -> CabDeckDocument {
    let changes = source.changes();
    let (few, rest): (Vec<&Change>, Vec<&Change>) = changes
        .iter()
        .partition(|change| source.facts.level(change.id) >= DISCUSSED);
    let few = by_points(source, few);
    let release = source.release;
    let open = source.facts.about(Subject::Release(release.id)).count();
    let freezes = tables::freezes(source);
    let clear = freezes.rows.iter().all(|row| row.verdict.state == State::Done);
    CabDeckDocument {
        imprint: source.imprint("CAB deck"),
        opening: opening(source, &changes, &few, open),
        since: since(source),
        calendar: Slide {
            kicker: "Calendar".into(),
            title: if clear {
                format!("{} is clear of every freeze", release.reference)
            } else {
                format!("{} meets a freeze", release.reference)
            },
            body: pictures::calendar(source),
        },
        risk_map: RiskMap {
            kicker: "Risk".into(),
            title: match few.len() {
                0 => "No change needs the meeting".into(),
                count => format!(
                    "{} of {} need the meeting",
                    count,
                    wording::count(changes.len(), "change")
                ),
            },
            heat: pictures::heat(source),
            few: few
                .iter()
                .map(|change| FewRow {
                    risk: source.risk(change),
                    name: format!("{} {}", change.reference, change.title),
                    quiet: source.hurts(change),
                })
                .collect::<Vec<_>>()
                .into(),
            rest: Prose::from(format!(
                "{} below level {DISCUSSED}, approved together.",
                wording::count(rest.len(), "change")
            )),
        },
        changes: few
            .iter()
            .map(|change| slide(source, change))
            .collect::<Vec<_>>()
            .into(),
        rest: Slide {
            kicker: "Approved together".into(),
            title: format!(
                "{} of low and medium risk; any member may pull a line",
                wording::count(rest.len(), "change")
            ),
            body: rest
                .iter()
                .map(|change| rest_row(source, change))
                .collect::<Vec<_>>()
                .into(),
        },
        conflicts: Conflicts {
            kicker: "Collisions, freezes, exceptions".into(),
            title: match open {
                0 => "No collision is open".into(),
                count => format!("{} to settle", wording::count(count, "collision")),
            },
            findings: tables::findings(source),
            freezes,
        },
        night: night(source),
        decision: record(source, &few, rest.len()),
    }
}

fn by_points<'a>(source: &Source, mut changes: Vec<&'a Change>) -> Vec<&'a Change> {
    changes.sort_by_key(|change| {
        (
            std::cmp::Reverse(source.facts.risks.get(&change.id).map_or(0, |score| score.points)),
            change.reference.clone(),
        )
    });
    changes
}

fn opening(source: &Source, changes: &[&Change], few: &[&Change], open: usize) -> Opening {
    let release = source.release;
    let number = |value: String, label: &str| Number {
        value,
        label: label.into(),
        note: String::new(),
    };
    let value: u64 = changes
        .iter()
        .map(|change| u64::from(change.value_per_week))
        .sum();
    let conditions: Vec<Prose> = source
        .facts
        .about(Subject::Release(release.id))
        .take(3)
        .map(|collision| Prose::from(collision.sentence.clone()))
        .collect();
    let mut minute = 0;
    let mut agenda = Vec::new();
    let mut line = |what: String, minutes: u32| {
        agenda.push(AgendaLine {
            at: format!("{minute:02} min"),
            what,
            minutes,
        });
        minute += minutes;
    };
    line("Since last time".into(), 3);
    line("Calendar and freezes".into(), 2);
    if !few.is_empty() {
        line(
            wording::count(few.len(), "change") + " of high risk",
            u32::try_from(few.len() * 10).unwrap_or(60),
        );
    }
    line(format!("The other {}", changes.len() - few.len()), 5);
    if open > 0 {
        line(
            wording::count(open, "collision"),
            u32::try_from(open * 3).unwrap_or(15),
        );
    }
    line("Decision".into(), 3);
    let stop = |at: planning::Instant, what: &str, kind: StopKind| {
        (
            at,
            RoadStop {
                when: source.day(at),
                what: what.into(),
                kind,
            },
        )
    };
    let mut road = vec![
        stop(source.now, "Today", StopKind::Today),
        stop(release.scope_lock, "Scope lock", StopKind::Step),
        stop(release.test_starts, "Test starts", StopKind::Step),
        stop(release.deploy.start(), "Deployment", StopKind::Decision),
        stop(release.watch_ends(), "Watch ends", StopKind::Step),
    ];
    if let Some(span) = pictures::weeks(source)
        && let Some(freeze) = pictures::near(source, span)
            .into_iter()
            .find(|freeze| freeze.window.start() >= release.deploy.start())
    {
        road.push(stop(freeze.window.start(), &freeze.name, StopKind::Freeze));
    }
    road.sort_by_key(|(at, _)| *at);
    Opening {
        kicker: format!("{} · CAB", source.plan.settings().organisation),
        title: format!(
            "Approve {} for {}",
            release.reference,
            source.moment(release.deploy.start())
        ),
        conditions: conditions.into(),
        fallback: source
            .schedule
            .as_ref()
            .and_then(|night| night.last_safe_back_out)
            .map_or_else(
                || "Backing out does not fit into the window.".into(),
                |at| format!("Back-out works until {}.", source.clock(at)),
            ),
        numbers: vec![
            number(changes.len().to_string(), "changes"),
            number(few.len().to_string(), "of high risk"),
            number(open.to_string(), "collisions"),
            number(
                format!("{}{}", source.plan.settings().currency, wording::thousands(value)),
                "a week of value",
            ),
        ],
        agenda: agenda.into(),
        road: road.into_iter().map(|(_, stop)| stop).collect(),
    }
}

/// Releases deployed or taken back in the two weeks before.
fn since(source: &Source) -> SinceLastTime {
    let weeks = chrono::TimeDelta::days(14);
    let mut done: Vec<&planning::Release> = source
        .plan
        .releases
        .iter()
        .filter(|release| release.deploy.end() <= source.now && release.deploy.end() >= source.now - weeks)
        .filter(|release| !release.is_open())
        .collect();
    done.sort_by_key(|release| release.deploy.start());
    let backed_out = done
        .iter()
        .filter(|release| release.state == planning::ReleaseState::BackedOut)
        .count();
    let emergencies = done
        .iter()
        .filter(|release| release.kind == planning::ReleaseKind::Emergency)
        .count();
    let number = |value: usize, label: &str| Number {
        value: value.to_string(),
        label: label.into(),
        note: String::new(),
    };
    let rows: Vec<SinceRow> = done
        .iter()
        .map(|release| SinceRow {
            verdict: match release.state {
                planning::ReleaseState::BackedOut => Verdict::new(State::Failed, "backed out"),
                planning::ReleaseState::Cancelled => Verdict::new(State::Failed, "cancelled"),
                _ => Verdict::new(State::Done, release.state.word()),
            },
            reference: release.reference.to_string(),
            what: release.title.clone(),
            follows: if release.kind == planning::ReleaseKind::Emergency {
                "Owes a review".into()
            } else {
                release.note.clone()
            },
            owner: source.person(release.owner),
        })
        .collect();
    SinceLastTime {
        kicker: "Since last time".into(),
        title: match (done.len(), backed_out) {
            (0, _) => "Nothing was deployed in two weeks".into(),
            (count, 0) => format!(
                "{} went out, none was backed out",
                wording::count(count, "release")
            ),
            (count, back) => format!("{back} of {} backed out", wording::count(count, "release")),
        },
        numbers: vec![
            number(done.len(), "deployed"),
            number(backed_out, "backed out"),
            number(emergencies, "emergencies"),
        ],
        rows: rows.into(),
    }
}

pub(super) fn slide(source: &Source, change: &Change) -> ChangeSlide {
    let step = source
        .schedule
        .iter()
        .flat_map(|night| &night.steps)
        .find(|step| step.changes.contains(&change.id));
    let kind = match change.kind {
        planning::ChangeKind::Standard => "standard change",
        planning::ChangeKind::Normal => "normal change",
        planning::ChangeKind::Emergency => "emergency change",
    };
    let wave = step
        .map(|step| format!(" · wave {}", step.wave))
        .unwrap_or_default();
    let collisions: Vec<String> = source
        .facts
        .about(Subject::Change(change.id))
        .map(|collision| collision.sentence.clone())
        .collect();
    let score = source.facts.risks.get(&change.id);
    let due = change
        .due
        .map(|due| format!("Due {} ({})", wording::dated(due.on), due.kind));
    let (seen, needed) = (change.risk.evidence_seen, change.risk.evidence_needed);
    let back_out = change.back_out_minutes.map_or_else(
        || "Not measured".to_owned(),
        |minutes| wording::minutes(i64::from(minutes)),
    );
    let rehearsed = change.risk.back_out_rehearsed_on.map_or_else(
        || "Never rehearsed".to_owned(),
        |day| format!("Rehearsed {}", wording::day(day)),
    );
    ChangeSlide {
        kicker: format!("{} · {kind}{wave}", change.reference),
        title: change.title.clone(),
        risk: source.risk(change),
        after: None,
        board: source.board(change),
        what: Answer::new(
            wording::list(&source.services(&change.services)),
            score
                .map(|score| {
                    score
                        .parts
                        .iter()
                        .filter(|part| part.points > 0)
                        .map(|part| part.why.clone())
                        .collect::<Vec<_>>()
                        .join(" ")
                })
                .unwrap_or_default(),
        ),
        why_now: Answer::new(
            due.unwrap_or_else(|| "No date waits for it".into()),
            change.description.clone(),
        ),
        when: Answer::new(
            step.map_or_else(
                || source.moment(source.release.deploy.start()),
                |step| {
                    format!(
                        "{}–{}",
                        source.clock(step.deploy.start()),
                        source.clock(step.deploy.end())
                    )
                },
            ),
            step.map(|step| {
                if step.critical {
                    "On the critical path".to_owned()
                } else {
                    format!("{} slack", wording::minutes(i64::from(step.slack_minutes)))
                }
            })
            .unwrap_or_default(),
        ),
        bar: step.and_then(|step| {
            let night = source.schedule.as_ref()?;
            Some(NightBar {
                span: night.window,
                wave: None,
                change: step.deploy,
                gate: night.last_safe_back_out.map(|at| (at, "B".to_owned())),
                hue: u8::try_from(step.wave.saturating_sub(1) % 6).unwrap_or(0),
            })
        }),
        hurts: Answer::new(source.hurts(change), ""),
        services: source.services(&change.services),
        back_out: Answer::new(back_out, format!("{rehearsed}. {}", source.way_back(change))),
        tests: Answer::new(
            if needed == 0 {
                "No test was asked for".to_owned()
            } else {
                format!("{seen} of {needed} shown")
            },
            if seen < needed {
                format!("{} missing", wording::count((needed - seen) as usize, "test"))
            } else {
                String::new()
            },
        ),
        tests_passed: (needed > 0).then_some((seen, needed)),
        conflicts: Answer::new(
            if collisions.is_empty() {
                "None open".to_owned()
            } else {
                wording::count(collisions.len(), "collision")
            },
            collisions.join(" "),
        ),
        who: Answer::new(
            source.owner(change),
            format!("Release: {}", source.person(source.release.owner)),
        ),
        asked: Answer::new(
            "Approve",
            if collisions.is_empty() && seen >= needed {
                "No condition is needed.".to_owned()
            } else {
                "With the open points as conditions.".to_owned()
            },
        ),
    }
}

fn rest_row(source: &Source, change: &Change) -> RestRow {
    RestRow {
        reference: change.reference.to_string(),
        what: change.title.clone(),
        risk: source.risk(change),
        hurts: wording::list(&source.services(&change.services)),
        back_out_minutes: change.back_out_minutes,
        tests: source.tests(change),
        owner: source.owner(change),
    }
}

fn night(source: &Source) -> NightAndPeople {
    let stop_rules: Vec<Prose> = match &source.schedule {
        Some(night) => {
            let mut rules = vec![Prose::from("A gate that is not green holds the next wave.")];
            if let Some(at) = night.last_safe_back_out {
                rules.push(
                    Prose::default()
                        .strong(format!("Back out by {}", source.clock(at)))
                        .plain(": later it no longer ends inside the window."),
                );
            }
            if let Some(at) = night.point_of_no_return {
                rules.push(
                    Prose::default()
                        .strong(format!("No return from {}", source.clock(at)))
                        .plain(": from then on only forward."),
                );
            }
            rules
        }
        None => Vec::new(),
    };
    NightAndPeople {
        kicker: "Night and people".into(),
        title: source
            .schedule
            .as_ref()
            .map_or_else(|| "No step is known yet".into(), |night| night.sentence.clone()),
        night: match pictures::night(source) {
            Part::Given(night) => Part::Given(night),
            other => other,
        },
        people: tables::on_call(source),
        stop_rules: stop_rules.into(),
    }
}

fn record(source: &Source, few: &[&Change], rest: usize) -> DecisionRecord {
    let choices = || {
        ["Approve", "Approve if", "Defer", "Reject"]
            .map(String::from)
            .to_vec()
    };
    let decided = |change: &Change| (change.state == ChangeState::Approved).then(|| source.board(change));
    let mut rows: Vec<DecisionRow> = few
        .iter()
        .map(|change| DecisionRow {
            what: format!("{} {}", change.reference, change.title),
            decided: decided(change),
            choices: choices(),
            condition: String::new(),
            owner: source.owner(change),
            by: String::new(),
        })
        .collect();
    if rest > 0 {
        rows.push(DecisionRow {
            what: format!("The other {}", wording::count(rest, "change")),
            decided: None,
            choices: choices(),
            condition: String::new(),
            owner: source.person(source.release.owner),
            by: String::new(),
        });
    }
    DecisionRecord {
        kicker: "Decision record".into(),
        title: "Read back before the meeting ends".into(),
        rows: Listing::from(rows),
        footnote: format!(
            "Data as of {}, log entry {}.",
            source.moment(source.now),
            source.plan.seq
        ),
    }
}
