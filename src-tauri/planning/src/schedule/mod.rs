//! The night of a release: when each step starts with the crews there are, what makes it last, and the way back.
//!
//! ```text
//! schedule(&Plan, &Graph, ReleaseId) -> Option<Schedule>
//! ```
//! A step's changes go together; a step starts when every step it waits for is deployed, checked, and its gap is
//! over, when a crew of each of its teams is free, and when nobody else deploys its services.

mod back_out;
mod needed;
mod nights;
mod proof;
mod stopwatch;
mod timetable;
mod work;

pub use back_out::BackOutStep;
pub(crate) use needed::{Needed, needed};
pub(crate) use nights::CrewWork;
pub use nights::{Judge, NightMinutes, Nights};
pub(crate) use work::{back_out_minutes, deploy_minutes};

use crate::graph::Graph;
use crate::{ChangeId, Instant, Plan, ReleaseId, ServiceId, Window};
use chrono::TimeDelta;
use serde::Serialize;
use timetable::{Job, Timetable};
use ts_rs::TS;
use work::{Resource, Work};

/// Steps up to which the way back is worked out for each of them; beyond that each counts the whole way.
const LARGEST_STEPWISE: usize = 300;

/// A step of the night.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Step {
    /// Wave, from one.
    pub wave: u32,
    /// Services and changes in words, e.g. `Ledger Core: CHG-2114`.
    pub label: String,
    /// Services of the step.
    pub services: Vec<ServiceId>,
    /// Changes of the step.
    pub changes: Vec<ChangeId>,
    /// Deployment, one minute at least.
    pub deploy: Window,
    /// When its check is done.
    pub checked_at: Instant,
    /// Minutes to back it out.
    pub back_out_minutes: u32,
    /// True on the critical path.
    pub critical: bool,
    /// Minutes it could start later without moving the end.
    pub slack_minutes: u32,
    /// Who deploys it, e.g. `Payments, crew 2`.
    pub crews: Vec<String>,
    /// True when its changes wait for each other by mistake.
    pub cycle: bool,
    /// Why it starts when it does, in words.
    pub starts_because: String,
    /// Minutes to back out everything that has been started when this step is done.
    pub back_out_so_far: u32,
    /// Last moment at which backing that out still ends inside the window; `None` when it never does.
    pub last_safe_back_out: Option<Instant>,
    /// Moment from which it cannot be taken back.
    pub no_return_at: Option<Instant>,
}

/// The night of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Schedule {
    /// The release's deployment window.
    pub window: Window,
    /// Steps, by start.
    pub steps: Vec<Step>,
    /// Minutes from the first start to the last check.
    pub critical_minutes: u32,
    /// The same if every team had a crew for each of its steps.
    pub minutes_without_limits: u32,
    /// Minutes of the window.
    pub window_minutes: u32,
    /// Minutes to back everything out, in reverse order.
    pub back_out_minutes: u32,
    /// Last moment at which backing out still ends inside the window; `None` when it never does.
    pub last_safe_back_out: Option<Instant>,
    /// First moment from which something cannot be taken back.
    pub point_of_no_return: Option<Instant>,
    /// True when the last check is done before the last safe back-out.
    pub fits: bool,
    /// The way back, in its order.
    pub back_out: Vec<BackOutStep>,
    /// In words.
    pub sentence: String,
    /// How each of these was found, line by line.
    pub proof: Vec<String>,
}

/// The night of the release; `None` when it is unknown.
#[must_use]
pub fn schedule(plan: &Plan, graph: &Graph, release: ReleaseId) -> Option<Schedule> {
    let release = plan.releases.get(&release)?;
    let riding = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release.id));
    let work = Work::of(plan, graph, riding, release.environment);
    let jobs = work.forward();
    let table = Timetable::of(&jobs, &work.waits, &work.units);
    let without_limits = {
        let mut jobs = jobs.clone();
        jobs.iter_mut().for_each(|job| job.uses.clear());
        Timetable::of(&jobs, &work.waits, &[]).total
    };
    let minute = |minutes: u32| TimeDelta::minutes(i64::from(minutes));
    let at = |minutes: u32| release.deploy.start() + minute(minutes);
    let back_out = back_out::steps(plan, graph, &work);
    let back_out_minutes = back_out
        .iter()
        .map(|step| step.after_minutes + step.minutes)
        .max()
        .unwrap_or(0);
    let safe = |back: u32| {
        let last = release.deploy.end() - minute(back);
        (last >= release.deploy.start()).then_some(last)
    };
    let mut order: Vec<usize> = (0..work.nodes.len()).collect();
    order.sort_by_key(|node| {
        let first = work.nodes[*node].changes.first().map(|change| change.id);
        (table.start[*node], work.nodes[*node].level, first)
    });
    let steps = order
        .iter()
        .map(|number| {
            let node = &work.nodes[*number];
            let done_at = table.start[*number] + node.deploy + node.validate;
            let so_far = if work.nodes.len() > LARGEST_STEPWISE {
                back_out_minutes
            } else {
                let begun: Vec<bool> = (0..work.nodes.len())
                    .map(|other| other == *number || table.start[other] < done_at)
                    .collect();
                back_out::minutes(&work, &begun)
            };
            Step {
                wave: node.level + 1,
                label: node.label(plan),
                services: node.services.clone(),
                changes: node.changes.iter().map(|change| change.id).collect(),
                deploy: Window::lasting(at(table.start[*number]), node.deploy),
                checked_at: at(done_at),
                back_out_minutes: node.back_out,
                critical: table.slack[*number] == 0,
                slack_minutes: table.slack[*number],
                crews: crews(plan, &work, &jobs, &table, *number),
                cycle: node.cycle,
                starts_because: proof::start(plan, release, &work, &table, *number),
                back_out_so_far: so_far,
                last_safe_back_out: safe(so_far),
                no_return_at: node.no_return.map(|after| at(table.start[*number] + after)),
            }
        })
        .collect::<Vec<Step>>();
    let last_safe_back_out = safe(back_out_minutes);
    let mut schedule = Schedule {
        window: release.deploy,
        critical_minutes: table.total,
        minutes_without_limits: without_limits,
        window_minutes: u32::try_from(release.deploy.minutes()).unwrap_or(u32::MAX),
        back_out_minutes,
        last_safe_back_out,
        point_of_no_return: steps.iter().filter_map(|step| step.no_return_at).min(),
        fits: last_safe_back_out.is_some_and(|last| at(table.total) <= last),
        back_out,
        steps,
        sentence: String::new(),
        proof: Vec::new(),
    };
    schedule.sentence = proof::sentence(plan, &schedule, release.reference.as_str());
    schedule.proof = proof::lines(plan, &schedule, release, &work, &table);
    Some(schedule)
}

/// `Payments, crew 2`, for each team of the step; a team of one crew goes without the number.
fn crews(plan: &Plan, work: &Work<'_>, jobs: &[Job], table: &Timetable, node: usize) -> Vec<String> {
    let used = jobs[node].uses.iter().zip(&table.units[node]);
    used.filter_map(|(resource, unit)| match work.resources[*resource] {
        Resource::Team(team) => {
            let name = plan.teams.get(&team).map(|team| team.name.clone())?;
            Some(if work.units[*resource] > 1 {
                format!("{name}, crew {}", unit + 1)
            } else {
                name
            })
        }
        Resource::Service(_) => None,
    })
    .collect()
}
