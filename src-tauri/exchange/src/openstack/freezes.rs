//! What each label of the schedule freezes, for whom, how closed and until when.

use super::Read;
use super::deliverable::Deliverable;
use super::schedule::Event;
use crate::{Batch, Edge, NoteKind, Refusal};
use planning::plan::TableName;
use planning::{
    Freeze, FreezeId, FreezeLevel, FreezeScope, FreezeState, InFlight, Instant, Reference, ServiceId,
    ServiceKind, Window, Zone,
};
use std::collections::BTreeSet;

/// When a freeze ends.
enum Until {
    /// With the release candidates, when the stable branches are made.
    Candidates,
    /// When the day of the coordinated release begins.
    Release,
}

struct Rule {
    level: FreezeLevel,
    scope: FreezeScope,
    until: Until,
    criteria: Vec<String>,
}

/// Makes a freeze of every label that closes something.
pub(super) fn read(read: &Read, batch: &mut Batch, edge: &mut Edge) {
    let schedule = &read.schedule;
    let mut seen = BTreeSet::new();
    let events: Vec<(&Event, Option<u32>)> = schedule
        .weeks
        .iter()
        .flat_map(|week| week.events.iter().map(move |event| (event, week.line)))
        .collect();
    for (event, line) in events {
        if !event
            .label
            .starts_with(read.series.chars().next().unwrap_or_default())
            || !seen.insert(&event.label)
        {
            continue;
        }
        let Some(rule) = rule_of(event, read, batch) else {
            continue;
        };
        let Some(ends) = end_of(&rule.until, event, read) else {
            let reason = format!("{} has no end: the schedule names no release day.", event.title());
            batch.refused.push(Refusal::whole(&schedule.file, line, reason));
            continue;
        };
        let made = Reference::new(&format!("{} {}", read.series, event.suffix()))
            .and_then(|reference| Ok((reference, Window::new(event.deadline(), ends)?)));
        let (reference, window) = match made {
            Ok(made) => made,
            Err(reason) => {
                batch.refused.push(Refusal::whole(
                    &schedule.file,
                    line,
                    format!("{}: {reason}.", event.title()),
                ));
                continue;
            }
        };
        let freeze = Freeze {
            id: edge.id::<FreezeId>(),
            reference,
            name: event.title().to_owned(),
            reason: event.section.text.clone(),
            level: rule.level,
            state: FreezeState::Agreed,
            window,
            zone: Zone::UTC,
            scope: rule.scope,
            asked_by: if event.section.parent.starts_with("Cross-project") || event.section.parent.is_empty()
            {
                "Release management".into()
            } else {
                event.section.parent.clone()
            },
            criteria: rule.criteria,
            allowed: Vec::new(),
            in_flight: InFlight::Stop,
            policy: None,
            origin: Some(read.origin(&event.label, &schedule.file, line)),
        };
        batch.state(&freeze, &["name", "reason", "window", "zone", "scope"]);
    }
    batch.covers(TableName::Freeze, &read.system, &schedule.file);
}

fn end_of(until: &Until, event: &Event, read: &Read) -> Option<Instant> {
    let release = read.release_day?.starts_in(Zone::UTC);
    let candidates = read
        .schedule
        .event("rc1")
        .map(Event::deadline)
        .filter(|at| *at > event.deadline());
    Some(match until {
        Until::Candidates => candidates.unwrap_or(release),
        Until::Release => release,
    })
}

/// The rule of a label; `None` when it closes nothing.
fn rule_of(event: &Event, read: &Read, batch: &mut Batch) -> Option<Rule> {
    let candidates = || only(read.services_where(Deliverable::with_candidates));
    let rule = |level, scope, until| {
        Some(Rule {
            level,
            scope,
            until,
            criteria: Vec::new(),
        })
    };
    match event.suffix() {
        "ff" => Some(Rule {
            level: FreezeLevel::Soft,
            scope: candidates()?,
            until: Until::Release,
            criteria: vec!["The team's lead has granted a feature freeze exception".into()],
        }),
        "final-lib" => {
            let scope = FreezeScope {
                kinds: vec![ServiceKind::Library],
                except_services: read.services_where(|one| one.kind == "client-library"),
                ..FreezeScope::default()
            };
            rule(FreezeLevel::Hard, scope, Until::Release)
        }
        "final-clientlib" => {
            let scope = FreezeScope {
                kinds: vec![ServiceKind::Library],
                systems: vec!["client-library".into()],
                ..FreezeScope::default()
            };
            rule(FreezeLevel::Hard, scope, Until::Release)
        }
        "rf" => rule(
            FreezeLevel::Hard,
            only(read.services_where(|one| one.name == "requirements"))?,
            Until::Candidates,
        ),
        "soft-sf" => rule(FreezeLevel::Notice, candidates()?, Until::Candidates),
        "hard-sf" => rule(FreezeLevel::Notice, candidates()?, Until::Release),
        "finalrc" => Some(Rule {
            level: FreezeLevel::Hard,
            scope: only(read.services_where(|one| one.kind != "trailing"))?,
            until: Until::Release,
            criteria: vec!["The fix is critical for the final release".into()],
        }),
        // Who takes part and who may vote: shown on the calendar, closes no deployment.
        "mf" | "extra-acs" => rule(
            FreezeLevel::Open,
            only(read.services_where(|_| true))?,
            Until::Release,
        ),
        _ => of_one_team(event, read, batch),
    }
}

/// These services; `None` when there is none, because an empty scope covers everything.
fn only(services: Vec<ServiceId>) -> Option<FreezeScope> {
    (!services.is_empty()).then(|| FreezeScope {
        services,
        ..FreezeScope::default()
    })
}

/// Freezes and deadlines that one team sets for itself.
fn of_one_team(event: &Event, read: &Read, batch: &mut Batch) -> Option<Rule> {
    let title = event.title().to_lowercase();
    if !title.contains("freeze") && !title.contains("new driver deadline") {
        return None;
    }
    let features = title.contains("feature freeze");
    let named = title.split_whitespace().next().unwrap_or_default().to_owned();
    let services = read.services_where(|one| one.name == named && one.name != one.team.to_lowercase());
    let wanted = event.section.parent.to_lowercase();
    let teams = read.teams_where(|team| team.to_lowercase() == wanted);
    if services.is_empty() && teams.is_empty() {
        let sentence = format!(
            "“{}” stands below “{}”, which is no team; it covers every service.",
            event.title(),
            event.section.parent
        );
        batch.note(
            NoteKind::UnknownThere,
            event.title(),
            &read.schedule.file,
            sentence,
        );
    }
    let scope = if services.is_empty() {
        FreezeScope {
            teams,
            ..FreezeScope::default()
        }
    } else {
        FreezeScope {
            services,
            ..FreezeScope::default()
        }
    };
    let level = if features {
        FreezeLevel::Soft
    } else {
        FreezeLevel::Notice
    };
    let until = if features {
        Until::Release
    } else {
        Until::Candidates
    };
    Some(Rule {
        level,
        scope,
        until,
        criteria: Vec::new(),
    })
}
