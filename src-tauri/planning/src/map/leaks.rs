//! Where a freeze leaks: services that stay open though a frozen one breaks without them.

use super::name;
use crate::graph::Graph;
use crate::{ChangeState, FreezeId, Plan, ReleaseId, ServiceId, Strength, Subject, Window, wording};
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};
use ts_rs::TS;

/// A service through which a freeze leaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Leak {
    /// The open service.
    pub provider: ServiceId,
    /// The frozen service nearest to it.
    pub frozen: ServiceId,
    /// From the frozen service to the open one.
    pub path: Vec<ServiceId>,
    /// Releases that deploy it while the freeze is in force.
    pub releases: Vec<ReleaseId>,
    /// In words.
    pub sentence: String,
}

/// Where a freeze leaks, and what freezing by inheritance would add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Leaks {
    /// The freeze.
    pub freeze: FreezeId,
    /// Services it covers.
    pub frozen: u32,
    /// Open services that a frozen one breaks without: those that are deployed in the meantime first.
    pub leaks: Vec<Leak>,
    /// Services that would be frozen too if every hard provider were.
    pub inherited: Vec<ServiceId>,
    /// Releases that such a freeze would stop as well.
    pub inherited_releases: Vec<ReleaseId>,
    /// In words.
    pub sentence: String,
}

/// Where the freeze leaks; `None` when it is unknown.
#[must_use]
pub fn leaks(plan: &Plan, graph: &Graph, freeze: FreezeId) -> Option<Leaks> {
    let freeze = plan.freezes.get(&freeze)?;
    let covered: Vec<bool> = graph
        .services()
        .iter()
        .map(|id| {
            plan.services
                .get(id)
                .is_some_and(|service| freeze.scope.covers(service))
        })
        .collect();
    let frozen: Vec<u32> = (0..)
        .zip(&covered)
        .filter(|(_, is)| **is)
        .map(|(number, _)| number)
        .collect();
    let came_from = hard_providers(graph, &frozen);
    let work = work_in(plan, freeze.window);
    let mut leaks: Vec<Leak> = came_from
        .iter()
        .filter(|(number, _)| !covered[**number as usize])
        .map(|(number, _)| {
            let path = path(graph, &came_from, *number);
            let provider = graph.service(*number);
            let releases = work.get(&provider).cloned().unwrap_or_default();
            let way: Vec<String> = path.iter().map(|id| name(plan, *id)).collect();
            let deployed = if releases.is_empty() {
                "nothing is planned there".to_owned()
            } else {
                let names: Vec<String> = releases
                    .iter()
                    .map(|release| plan.name_of(Subject::Release(*release)))
                    .collect();
                format!("{} deploys it meanwhile", wording::list(&names))
            };
            Leak {
                provider,
                frozen: path.first().copied().unwrap_or(provider),
                sentence: format!(
                    "{} is open while {} breaks without it: {deployed}.",
                    name(plan, provider),
                    way.join(" → ")
                ),
                path,
                releases,
            }
        })
        .collect();
    leaks.sort_by_key(|leak| (leak.releases.is_empty(), leak.path.len(), leak.provider));
    let mut stopped: Vec<ReleaseId> = leaks.iter().flat_map(|leak| &leak.releases).copied().collect();
    stopped.sort_unstable();
    stopped.dedup();
    let open = leaks.iter().filter(|leak| !leak.releases.is_empty()).count();
    let sentence = if leaks.is_empty() {
        format!(
            "{} has no back door: whatever a frozen service breaks without is frozen too.",
            freeze.name
        )
    } else {
        format!(
            "{} leaves {} open that frozen ones break without; deployed meanwhile: {open}.",
            freeze.name,
            wording::count(leaks.len(), "service")
        )
    };
    Some(Leaks {
        freeze: freeze.id,
        frozen: u32::try_from(frozen.len()).unwrap_or(u32::MAX),
        inherited: leaks.iter().map(|leak| leak.provider).collect(),
        inherited_releases: stopped,
        leaks,
        sentence,
    })
}

/// Everything that the starts break without, each with the service from which it was reached; nearest first. A link of
/// a group that can lose a member is no back door.
fn hard_providers(graph: &Graph, starts: &[u32]) -> BTreeMap<u32, Option<u32>> {
    let mut came_from: BTreeMap<u32, Option<u32>> = starts.iter().map(|start| (*start, None)).collect();
    let mut queue: VecDeque<u32> = starts.iter().copied().collect();
    while let Some(number) = queue.pop_front() {
        for link in graph.providers_of(number) {
            let spare = link.redundancy.is_some_and(|group| {
                let group = graph.redundancy(group);
                group.size > group.minimum
            });
            if link.strength == Strength::Soft || spare || came_from.contains_key(&link.provider) {
                continue;
            }
            came_from.insert(link.provider, Some(number));
            queue.push_back(link.provider);
        }
    }
    came_from
}

fn path(graph: &Graph, came_from: &BTreeMap<u32, Option<u32>>, last: u32) -> Vec<ServiceId> {
    let mut path = vec![graph.service(last)];
    let mut at = last;
    while let Some(Some(previous)) = came_from.get(&at) {
        path.push(graph.service(*previous));
        at = *previous;
    }
    path.reverse();
    path
}

/// Open releases whose deployment lies in the stretch, by the services they deploy.
fn work_in(plan: &Plan, stretch: Window) -> BTreeMap<ServiceId, Vec<ReleaseId>> {
    let mut found: BTreeMap<ServiceId, Vec<ReleaseId>> = BTreeMap::new();
    for change in plan
        .changes
        .iter()
        .filter(|change| change.state != ChangeState::Cancelled)
    {
        let Some(release) = change.release.and_then(|id| plan.releases.get(&id)) else {
            continue;
        };
        if !release.is_open() || !release.deploy.overlaps(stretch) {
            continue;
        }
        for service in &change.services {
            let releases = found.entry(*service).or_default();
            if !releases.contains(&release.id) {
                releases.push(release.id);
            }
        }
    }
    found
}
