//! What a night needs, in figures alone: for whoever judges many nights and shows none.

use super::back_out::reversed;
use super::timetable::Timetable;
use super::work::{Resource, Work};
use crate::graph::Graph;
use crate::{Change, EnvironmentId, Plan, TeamId};

/// What deploying some changes in one night needs, with the crews there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needed {
    /// Minutes from the first start to the last check.
    pub(crate) forward: u32,
    /// Minutes to back everything out, in reverse order.
    pub(crate) back_out: u32,
    /// Crews of each team that deploy at the same time at most; teams in order of id.
    pub(crate) crews: Vec<(TeamId, u32)>,
}

/// What the changes need that go to the environment together, cancelled ones aside.
pub(crate) fn needed<'a>(
    plan: &'a Plan,
    graph: &Graph,
    changes: impl IntoIterator<Item = &'a Change>,
    goes_to: Option<EnvironmentId>,
) -> Needed {
    let work = Work::of(plan, graph, changes, goes_to);
    let jobs = work.forward();
    let table = Timetable::of(&jobs, &work.waits, &work.units);
    let at_once = |resource: usize| {
        let uses = |job: &usize| jobs[*job].uses.contains(&resource);
        let all: Vec<usize> = (0..jobs.len()).filter(uses).collect();
        let beside = |at: &usize| {
            let begun = table.start[*at];
            let busy = |job: &&usize| {
                *job == at
                    || (table.start[**job] <= begun && begun < table.start[**job] + jobs[**job].minutes)
            };
            all.iter().filter(busy).count() as u32
        };
        // One crew is never at two places.
        all.iter()
            .map(beside)
            .max()
            .unwrap_or(0)
            .min(work.units[resource])
    };
    let teams = (0..).zip(&work.resources);
    let crews = teams.filter_map(|(number, resource)| match resource {
        Resource::Team(team) => Some((*team, at_once(number))),
        Resource::Service(_) => None,
    });
    Needed {
        forward: table.total,
        back_out: Timetable::of(&work.back(), &reversed(&work.waits), &work.units).total,
        crews: crews.collect(),
    }
}
