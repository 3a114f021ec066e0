//! The way back: the steps in reverse, what is backed out together, and what can only be fixed forward.

use super::timetable::{Timetable, Wait};
use super::work::{Work, builds_on};
use crate::graph::Graph;
use crate::{ChangeId, Plan, ServiceId};
use serde::Serialize;
use ts_rs::TS;

/// A step of the way back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct BackOutStep {
    /// From one, in the order in which they start.
    pub number: u32,
    /// Services and changes in words.
    pub label: String,
    /// Services of the step.
    pub services: Vec<ServiceId>,
    /// Changes of the step, backed out together.
    pub changes: Vec<ChangeId>,
    /// Minutes after the decision at which it starts.
    pub after_minutes: u32,
    /// Minutes it takes.
    pub minutes: u32,
    /// True on the longest way back.
    pub critical: bool,
    /// Why it can only be fixed forward once the night is over; `None` when it can be taken back.
    pub forward_fix: Option<String>,
}

/// Waits of the way back: whatever was deployed later is taken back first.
pub(super) fn reversed(waits: &[Wait]) -> Vec<Wait> {
    waits
        .iter()
        .map(|wait| Wait {
            first: wait.second,
            second: wait.first,
            gap: 0,
        })
        .collect()
}

/// Minutes to take back the steps for which `done` is true.
pub(super) fn minutes(work: &Work<'_>, done: &[bool]) -> u32 {
    let mut jobs = work.back();
    for (job, done) in jobs.iter_mut().zip(done) {
        if !done {
            job.minutes = 0;
            job.uses.clear();
        }
    }
    Timetable::of(&jobs, &reversed(&work.waits), &work.units).total
}

/// The whole way back.
pub(super) fn steps(plan: &Plan, graph: &Graph, work: &Work<'_>) -> Vec<BackOutStep> {
    let table = Timetable::of(&work.back(), &reversed(&work.waits), &work.units);
    let forward = forward_fixes(plan, graph, work);
    let mut order: Vec<usize> = (0..work.nodes.len()).collect();
    order.sort_by_key(|node| {
        let level = std::cmp::Reverse(work.nodes[*node].level);
        (table.start[*node], level, *node)
    });
    let step = |(number, node): (u32, usize)| BackOutStep {
        number,
        label: work.nodes[node].label(plan),
        services: work.nodes[node].services.clone(),
        changes: work.nodes[node].changes.iter().map(|change| change.id).collect(),
        after_minutes: table.start[node],
        minutes: work.nodes[node].back_out,
        critical: table.slack[node] == 0,
        forward_fix: forward[node].clone(),
    };
    (1..).zip(order).map(step).collect()
}

/// Why each step can only be fixed forward: it cannot be taken back, or it builds on one that cannot.
fn forward_fixes(plan: &Plan, graph: &Graph, work: &Work<'_>) -> Vec<Option<String>> {
    let mut why: Vec<Option<String>> = work
        .nodes
        .iter()
        .map(|node| {
            let changes = node.changes.iter();
            let fixed = changes.filter(|change| change.reversible != crate::Reversible::Yes);
            let names: Vec<&str> = fixed.map(|change| change.reference.as_str()).collect();
            (!names.is_empty()).then(|| {
                format!(
                    "{} cannot be taken back once deployed: forward fix only.",
                    crate::wording::list(&names)
                )
            })
        })
        .collect();
    let mut order: Vec<usize> = (0..work.nodes.len()).collect();
    order.sort_by_key(|node| (work.nodes[*node].level, *node));
    for node in order {
        if why[node].is_some() {
            continue;
        }
        let stands_on = work.waits.iter().find(|wait| {
            wait.second == node
                && why[wait.first].is_some()
                && builds_on(graph, &work.nodes[wait.first], &work.nodes[node])
        });
        if let Some(wait) = stands_on {
            why[node] = Some(format!(
                "It builds on {}, which stays: forward fix only.",
                work.nodes[wait.first].name(plan)
            ));
        }
    }
    why
}
