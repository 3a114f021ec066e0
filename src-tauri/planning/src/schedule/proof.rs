//! The sentences that prove a night: why each step starts when it does, and how the last safe back-out is found.

use super::timetable::{Bound, Timetable};
use super::work::{Resource, Work};
use super::{BackOutStep, Schedule};
use crate::{Instant, Plan, Release, Subject, wording};
use chrono::TimeDelta;

/// `22:45`, in the plan's zone.
fn clock(plan: &Plan, at: Instant) -> String {
    let zone = plan.settings().zone;
    at.utc().with_timezone(&zone.0).format("%H:%M").to_string()
}

fn time(minutes: u32) -> String {
    wording::minutes(minutes.into())
}

/// Why the step starts when it does.
pub(super) fn start(
    plan: &Plan,
    release: &Release,
    work: &Work<'_>,
    table: &Timetable,
    node: usize,
) -> String {
    let at = |minutes: u32| {
        clock(
            plan,
            release.deploy.start() + TimeDelta::minutes(i64::from(minutes)),
        )
    };
    let starts = at(table.start[node]);
    let checked = |other: usize| {
        let done = work.nodes[other].deploy + work.nodes[other].validate;
        at(table.start[other] + done)
    };
    match table.bound[node] {
        Bound::Opening => format!("{starts}, when the window opens."),
        Bound::After(other, 0) => format!("{starts}, when {} is checked.", work.nodes[other].name(plan)),
        Bound::After(other, gap) => format!(
            "{starts}, {} after {} is checked at {}.",
            time(gap),
            work.nodes[other].name(plan),
            checked(other)
        ),
        Bound::Busy(other, resource) => {
            let done = checked(other);
            match work.resources[resource] {
                Resource::Team(team) => {
                    let name = plan.teams.get(&team).map_or("", |team| &team.name);
                    let crews = work.units[resource] as usize;
                    let who = if crews == 1 {
                        format!("the crew of {name} is")
                    } else {
                        format!("all {crews} crews of {name} are")
                    };
                    let label = work.nodes[other].label(plan);
                    format!("{starts}: {who} busy until {done}, the last with {label}.")
                }
                Resource::Service(service) => format!(
                    "{starts}: {} takes one deployment at a time, {} until {done}.",
                    plan.name_of(Subject::Service(service)),
                    work.nodes[other].label(plan)
                ),
            }
        }
    }
}

/// The night in a sentence.
pub(super) fn sentence(plan: &Plan, schedule: &Schedule, release: &str) -> String {
    let zone = plan.settings().zone;
    if schedule.steps.is_empty() {
        return format!("{release} has no changes.");
    }
    let waves = schedule.steps.iter().map(|step| step.wave).max().unwrap_or(0);
    let night = format!(
        "{release}: {} in {}, {} of {}",
        wording::count(schedule.steps.len(), "step"),
        wording::count(waves as usize, "wave"),
        time(schedule.critical_minutes),
        time(schedule.window_minutes)
    );
    match schedule.last_safe_back_out {
        Some(at) if schedule.fits => format!("{night}; last safe back-out {}.", wording::moment(at, zone)),
        Some(at) => format!(
            "{night}; the last safe back-out, {}, comes before the last check: {} to back out do not fit.",
            wording::moment(at, zone),
            time(schedule.back_out_minutes)
        ),
        None => format!(
            "{night}; backing out takes {}, longer than the window.",
            time(schedule.back_out_minutes)
        ),
    }
}

/// How the figures of the night were found.
pub(super) fn lines(
    plan: &Plan,
    schedule: &Schedule,
    release: &Release,
    work: &Work<'_>,
    table: &Timetable,
) -> Vec<String> {
    if schedule.steps.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![critical_path(plan, release, work, table)];
    if schedule.minutes_without_limits < schedule.critical_minutes {
        lines.push(format!(
            "With a crew for every step the night would take {}: crews cost {}.",
            time(schedule.minutes_without_limits),
            time(schedule.critical_minutes - schedule.minutes_without_limits)
        ));
    }
    lines.push(way_back(plan, schedule));
    lines.push(fit(schedule));
    if let Some(at) = schedule.point_of_no_return {
        let first = schedule.steps.iter().find(|step| step.no_return_at == Some(at));
        lines.push(format!(
            "Point of no return {}: from then on {} cannot be taken back, and what builds on it is fixed forward.",
            clock(plan, at),
            first.map_or("a step", |step| &step.label)
        ));
    }
    lines
}

fn critical_path(plan: &Plan, release: &Release, work: &Work<'_>, table: &Timetable) -> String {
    let steps: Vec<String> = table
        .path
        .iter()
        .map(|node| {
            let gap = match table.bound[*node] {
                Bound::After(_, gap) if gap > 0 => format!("wait {}, ", time(gap)),
                _ => String::new(),
            };
            let node = &work.nodes[*node];
            format!("{gap}{} {}", node.label(plan), time(node.deploy + node.validate))
        })
        .collect();
    let end = release.deploy.start() + TimeDelta::minutes(i64::from(table.total));
    format!(
        "Critical path: {} = {}, from {} to {}.",
        steps.join(" → "),
        time(table.total),
        clock(plan, release.deploy.start()),
        clock(plan, end)
    )
}

fn way_back(plan: &Plan, schedule: &Schedule) -> String {
    let mut at = schedule.back_out_minutes;
    let mut way: Vec<&BackOutStep> = Vec::new();
    // From the last step back: on the longest way each begins where one before it ends.
    while let Some(step) = schedule
        .back_out
        .iter()
        .find(|step| step.critical && step.minutes > 0 && step.after_minutes + step.minutes == at)
    {
        at = step.after_minutes;
        way.push(step);
    }
    way.reverse();
    let parts: Vec<String> = way
        .iter()
        .map(|step| format!("{} {}", step.label, time(step.minutes)))
        .collect();
    let back = time(schedule.back_out_minutes);
    let end = clock(plan, schedule.window.end());
    let said = if parts.is_empty() {
        String::new()
    } else {
        format!(" ({})", parts.join(" → "))
    };
    match schedule.last_safe_back_out {
        Some(at) => format!(
            "Last safe back-out {} = end of the window {end} − {back} for the way back{said}.",
            clock(plan, at)
        ),
        None => format!(
            "No back-out is safe: the way back takes {back}{said}, the window {}.",
            time(schedule.window_minutes)
        ),
    }
}

fn fit(schedule: &Schedule) -> String {
    let needed = schedule.critical_minutes + schedule.back_out_minutes;
    let sum = format!(
        "{} forward + {} back = {} of {}",
        time(schedule.critical_minutes),
        time(schedule.back_out_minutes),
        time(needed),
        time(schedule.window_minutes)
    );
    if needed <= schedule.window_minutes {
        let left = schedule.window_minutes - needed;
        return format!("{sum}: it fits, with {} to spare.", time(left));
    }
    format!("{sum}: {} too long.", time(needed - schedule.window_minutes))
}
