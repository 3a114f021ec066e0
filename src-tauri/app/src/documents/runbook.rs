//! The runbook skeleton and the ways back.

use super::gather::Source;
use planning::schedule::Step;
use planning::{Reversible, wording};
use report::value::{BackOut, BackOutRow, Listing, Prose, Runbook, RunbookGroup, RunbookRow, StepKind};
use std::collections::BTreeMap;

pub(super) fn runbook(source: &Source) -> Runbook {
    let note = format!(
        "Times are {}. Order and minutes follow from the dependency map; write the actual time by hand or in the log.",
        source.zone()
    );
    let Some(schedule) = source
        .schedule
        .as_ref()
        .filter(|schedule| !schedule.steps.is_empty())
    else {
        return Runbook {
            note,
            groups: Listing::missing(format!("no step of {} is known", source.release.reference)),
        };
    };
    let mut waves: BTreeMap<u32, Vec<&Step>> = BTreeMap::new();
    for step in &schedule.steps {
        waves.entry(step.wave).or_default().push(step);
    }
    let mut groups: Vec<RunbookGroup> = waves
        .into_iter()
        .map(|(wave, steps)| {
            let slack = steps.iter().map(|step| step.slack_minutes).min().unwrap_or(0);
            let mut rows: Vec<RunbookRow> = steps.iter().map(|step| row(source, step)).collect();
            if let Some(end) = steps.iter().map(|step| step.checked_at).max() {
                rows.push(gate(source, wave, end));
            }
            RunbookGroup {
                title: format!("Wave {wave}"),
                quiet: format!(
                    "{}, {} slack",
                    wording::count(steps.len(), "step"),
                    wording::minutes(i64::from(slack))
                ),
                rows,
            }
        })
        .collect();
    if let (Some(at), Some(last)) = (schedule.last_safe_back_out, groups.last_mut()) {
        last.rows.push(RunbookRow {
            at: source.clock(at),
            minutes: None,
            step: Prose::default().strong("Last safe back-out").plain(format!(
                ". After this, backing out no longer ends inside the window ({}).",
                source.clock(schedule.window.end())
            )),
            who: source.person(source.release.owner),
            done_when: Prose::from("Go or back out is decided and written down."),
            actual: String::new(),
            kind: StepKind::Gate,
        });
    }
    let proof = schedule.proof.iter().map(|line| format!(" {line}"));
    Runbook {
        note: note + &proof.collect::<String>(),
        groups: groups.into(),
    }
}

fn row(source: &Source, step: &Step) -> RunbookRow {
    let changes: Vec<&planning::Change> = step
        .changes
        .iter()
        .filter_map(|id| source.plan.changes.get(id))
        .collect();
    let titles: Vec<String> = changes.iter().map(|change| change.title.clone()).collect();
    let mut owners: Vec<String> = changes.iter().map(|change| source.owner(change)).collect();
    owners.sort();
    owners.dedup();
    RunbookRow {
        at: source.clock(step.deploy.start()),
        minutes: u32::try_from(step.deploy.minutes()).ok(),
        step: Prose::default().strong(step.label.clone()).plain(format!(
            ". {}. Starts {}",
            wording::list(&titles),
            step.starts_because
        )),
        who: wording::list(&owners),
        done_when: Prose::from(format!("Check passed by {}", source.clock(step.checked_at))),
        actual: String::new(),
        kind: if step.no_return_at.is_some() {
            StepKind::PointOfNoReturn
        } else {
            StepKind::Step
        },
    }
}

fn gate(source: &Source, wave: u32, at: planning::Instant) -> RunbookRow {
    RunbookRow {
        at: source.clock(at),
        minutes: None,
        step: Prose::default()
            .strong(format!("Gate after wave {wave}"))
            .plain(": every check of the wave is green."),
        who: source.person(source.release.owner),
        done_when: Prose::from("Go for the next wave is said."),
        actual: String::new(),
        kind: StepKind::Gate,
    }
}

pub(super) fn back_out(source: &Source) -> BackOut {
    let changes = source.changes();
    let mut rows = Vec::new();
    if let Some(schedule) = &source.schedule {
        rows.push(BackOutRow {
            name: "B1".into(),
            when: Prose::from("Any gate fails and cannot be mended before the last safe back-out"),
            what: Prose::from("Back out every step in reverse order"),
            minutes: Some(schedule.back_out_minutes),
            last_safe: schedule
                .last_safe_back_out
                .map_or_else(|| "never fits".into(), |at| source.clock(at)),
            decides: source.person(source.release.owner),
        });
        for (number, step) in (2..).zip(schedule.steps.iter().rev()) {
            rows.push(BackOutRow {
                name: format!("B{number}"),
                when: Prose::from(format!("The check of {} fails", step.label)),
                what: Prose::from(format!(
                    "Back out {} ({}) and whatever began before it, in reverse order",
                    step.label,
                    wording::minutes(i64::from(step.back_out_minutes))
                )),
                minutes: Some(step.back_out_so_far),
                last_safe: step
                    .last_safe_back_out
                    .map_or_else(|| "never fits".into(), |at| source.clock(at)),
                decides: source.person(source.release.owner),
            });
        }
    }
    let mut cannot: Vec<Prose> = changes
        .iter()
        .filter(|change| change.reversible != Reversible::Yes)
        .map(|change| {
            Prose::default()
                .strong(change.reference.to_string())
                .plain(format!(" {}: {}.", change.title, source.way_back(change)))
        })
        .collect();
    let steps = source.schedule.iter().flat_map(|schedule| &schedule.back_out);
    for step in steps {
        let mut changes = step.changes.iter().filter_map(|id| source.plan.changes.get(id));
        let own = changes.any(|change| change.reversible != Reversible::Yes);
        if let (Some(why), false) = (&step.forward_fix, own) {
            cannot.push(
                Prose::default()
                    .strong(step.label.clone())
                    .plain(format!(" {why}")),
            );
        }
    }
    BackOut {
        rows: rows.into(),
        cannot_be_undone: cannot.into(),
    }
}
