//! The minutes of a release's night: starts and ends by longest path, the critical path, the last safe back-out.
//!
//! ```text
//! schedule(&Plan, &Graph, ReleaseId) -> Option<Schedule>
//! ```
//! A step's changes go together; a step starts when every step it waits for is deployed, checked, and its gap is over.

use crate::graph::{Graph, change_edges, levels};
use crate::{
    Change, ChangeId, ChangeState, Instant, Plan, ReleaseId, Reversible, ServiceId, Subject, Window, wording,
};
use chrono::TimeDelta;
use serde::Serialize;
use ts_rs::TS;

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
    /// Minutes of the window.
    pub window_minutes: u32,
    /// Minutes to back everything out, in reverse order.
    pub back_out_minutes: u32,
    /// Last moment at which backing out still ends inside the window; `None` when it never does.
    pub last_safe_back_out: Option<Instant>,
    /// Start of the first step that cannot be taken back.
    pub point_of_no_return: Option<Instant>,
    /// True when the last check is done before the last safe back-out.
    pub fits: bool,
    /// In words.
    pub sentence: String,
}

/// The night of the release; `None` when it is unknown.
#[must_use]
pub fn schedule(plan: &Plan, graph: &Graph, release: ReleaseId) -> Option<Schedule> {
    let release = plan.releases.get(&release)?;
    let riding = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release.id));
    let changes: Vec<&Change> = riding
        .filter(|change| change.state != ChangeState::Cancelled)
        .collect();
    let ids: Vec<ChangeId> = changes.iter().map(|change| change.id).collect();
    let edges = change_edges(plan, graph, &ids);
    let levels = levels(ids.len(), &edges.pairs(), &edges.together);
    let nodes: Vec<Node<'_>> = levels
        .groups()
        .map(|(members, level, _)| {
            Node::of(
                plan,
                members.iter().map(|member| changes[*member as usize]).collect(),
                level,
            )
        })
        .collect();
    let mut waits: Vec<(usize, usize, u32)> = Vec::new();
    for (first, second, link) in &edges.order {
        let (first, second) = (
            levels.step[*first as usize] as usize,
            levels.step[*second as usize] as usize,
        );
        if first != second {
            let gap = link
                .and_then(|link| plan.dependencies.get(&link))
                .map_or(0, |link| link.min_gap_minutes);
            waits.push((first, second, gap));
        }
    }
    let times = Times::of(&nodes, &waits);
    let at = |minute: u32| release.deploy.start() + TimeDelta::minutes(i64::from(minute));
    let mut steps: Vec<Step> = nodes
        .iter()
        .enumerate()
        .map(|(number, node)| Step {
            wave: node.level + 1,
            label: node.label(plan),
            services: node.services.clone(),
            changes: node.changes.iter().map(|change| change.id).collect(),
            deploy: Window::lasting(at(times.start[number]), node.deploy),
            checked_at: at(times.start[number] + node.deploy + node.validate),
            back_out_minutes: node.back_out,
            critical: times.slack[number] == 0,
            slack_minutes: times.slack[number],
        })
        .collect();
    steps.sort_by_key(|step| (step.deploy.start(), step.wave, step.changes.first().copied()));
    let last_safe = release.deploy.end() - TimeDelta::minutes(i64::from(times.back_out));
    let last_safe_back_out = (last_safe >= release.deploy.start()).then_some(last_safe);
    let no_return = nodes
        .iter()
        .enumerate()
        .filter_map(|(number, node)| node.no_return.map(|after| times.start[number] + after));
    let fits = last_safe_back_out.is_some_and(|last| at(times.total) <= last);
    let window_minutes = u32::try_from(release.deploy.minutes()).unwrap_or(u32::MAX);
    let mut schedule = Schedule {
        window: release.deploy,
        critical_minutes: times.total,
        window_minutes,
        back_out_minutes: times.back_out,
        last_safe_back_out,
        point_of_no_return: no_return.min().map(at),
        fits,
        sentence: String::new(),
        steps,
    };
    schedule.sentence = sentence(plan, &schedule, &release.reference.to_string());
    Some(schedule)
}

struct Node<'a> {
    changes: Vec<&'a Change>,
    services: Vec<ServiceId>,
    level: u32,
    deploy: u32,
    validate: u32,
    back_out: u32,
    /// Minutes after its start at which it cannot be taken back any more.
    no_return: Option<u32>,
}

impl<'a> Node<'a> {
    fn of(plan: &Plan, changes: Vec<&'a Change>, level: u32) -> Self {
        let mut services: Vec<ServiceId> = changes
            .iter()
            .flat_map(|change| &change.services)
            .copied()
            .collect();
        services.sort_unstable();
        services.dedup();
        let longest = |pick: fn(&crate::Service) -> Option<u32>, of: &[ServiceId]| {
            of.iter()
                .filter_map(|id| plan.services.get(id).and_then(pick))
                .max()
        };
        let deploy = |change: &Change| match change.deploy_minutes {
            0 => longest(|service| service.deploy_minutes, &change.services).unwrap_or(0),
            minutes => minutes,
        };
        let back_out = |change: &Change| {
            change
                .back_out_minutes
                .or_else(|| longest(|service| service.back_out_minutes, &change.services))
                .unwrap_or_else(|| deploy(change))
        };
        let no_return = changes.iter().filter_map(|change| match change.reversible {
            Reversible::Yes => None,
            Reversible::No => Some(0),
            Reversible::UntilStep => Some(deploy(change)),
        });
        Self {
            level,
            deploy: changes.iter().map(|change| deploy(change)).max().unwrap_or(0),
            validate: longest(|service| service.validate_minutes, &services).unwrap_or(0),
            back_out: changes.iter().map(|change| back_out(change)).max().unwrap_or(0),
            no_return: no_return.min(),
            services,
            changes,
        }
    }

    fn label(&self, plan: &Plan) -> String {
        let changes: Vec<&str> = self
            .changes
            .iter()
            .map(|change| change.reference.as_str())
            .collect();
        let services: Vec<String> = self
            .services
            .iter()
            .map(|id| plan.name_of(Subject::Service(*id)))
            .collect();
        if services.is_empty() {
            return wording::list(&changes);
        }
        format!("{}: {}", wording::list(&services), wording::list(&changes))
    }
}

/// Minutes of each node after the start of the window.
struct Times {
    start: Vec<u32>,
    slack: Vec<u32>,
    total: u32,
    back_out: u32,
}

impl Times {
    /// Longest paths forwards, backwards and for the back-out. Levels are a topological order of the nodes.
    fn of(nodes: &[Node<'_>], waits: &[(usize, usize, u32)]) -> Self {
        let mut forwards = waits.to_vec();
        forwards.sort_by_key(|(first, second, _)| (nodes[*first].level, *first, *second));
        let length = |node: usize| nodes[node].deploy + nodes[node].validate;
        let mut start = vec![0_u32; nodes.len()];
        let mut back_out_after = vec![0_u32; nodes.len()];
        for (first, second, gap) in &forwards {
            start[*second] = start[*second].max(start[*first] + length(*first) + gap);
        }
        let total = (0..nodes.len())
            .map(|node| start[node] + length(node))
            .max()
            .unwrap_or(0);
        let mut latest: Vec<u32> = (0..nodes.len()).map(|node| total - length(node)).collect();
        forwards.sort_by_key(|(first, second, _)| (std::cmp::Reverse(nodes[*second].level), *first, *second));
        for (first, second, gap) in &forwards {
            latest[*first] = latest[*first].min(latest[*second].saturating_sub(length(*first) + gap));
            back_out_after[*first] =
                back_out_after[*first].max(back_out_after[*second] + nodes[*second].back_out);
        }
        let back_out = (0..nodes.len())
            .map(|node| back_out_after[node] + nodes[node].back_out)
            .max()
            .unwrap_or(0);
        let slack = (0..nodes.len()).map(|node| latest[node] - start[node]).collect();
        Self {
            start,
            slack,
            total,
            back_out,
        }
    }
}

fn sentence(plan: &Plan, schedule: &Schedule, release: &str) -> String {
    let zone = plan.settings().zone;
    if schedule.steps.is_empty() {
        return format!("{release} has no changes.");
    }
    let waves = schedule.steps.iter().map(|step| step.wave).max().unwrap_or(0);
    let time = |minutes: u32| wording::minutes(minutes.into());
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
