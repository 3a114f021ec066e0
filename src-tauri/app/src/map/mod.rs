//! The Map: services in waves, what breaks, what is needed, cycles, links and how we know.

mod analyses;
mod links;
mod list;
mod order;
mod release_analyses;
mod service_card;
mod view;

pub use analyses::{
    BreakableCycle, QueueQuestion, ServicesQuestion, VersionsQuestion, blast_radius, collision_groups,
    confirm_first, cycles, freeze_leaks, map_health, resolve_versions, version_skew,
};
pub use links::{AddLink, AddedLink, JudgeLink, add_link, judge_link};
pub use list::{RowLink, ServiceRow, services};
pub use order::{ReleaseOrder, ScheduleLine, release_order};
pub use release_analyses::{
    ExportInventory, cmdb_delta, export_inventory, missing_partners, readiness, what_if,
};
pub use service_card::{HopLine, LinkLine, ServiceCard, ServiceQuestion, service_card};
pub use view::*;

use crate::frame::{Facts, facts};
use crate::{Desk, WireFailure};
use planning::graph::Direction;
use planning::{Plan, ServiceId};
use std::collections::{BTreeMap, BTreeSet};

/// The map, laid out: at most about 150 boxes, by system above that.
///
/// # Errors
/// Refused when no plan is open.
pub async fn map(desk: &Desk, question: MapQuestion) -> Result<MapView, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let hops = hops(&facts, &question);
    let subset = subset(&plan, &facts, &question, &hops);
    let layout = facts.graph().layout(&plan, &subset);
    let changes = changes_per_service(&plan);
    let nodes = layout
        .nodes
        .iter()
        .map(|node| view::node(&plan, &facts, node, &hops, &changes))
        .collect();
    let links = layout.links.iter().map(|link| view::link(&plan, link)).collect();
    Ok(MapView {
        nodes,
        links,
        waves: view::waves(&plan, &layout),
        rows: layout.rows,
        collapsed: layout.collapsed,
        cycles: facts
            .cycles
            .iter()
            .map(|cycle| view::cycle(&plan, cycle))
            .collect(),
        shown: u32::try_from(subset.len()).unwrap_or(u32::MAX),
        total_services: u32::try_from(plan.services.len()).unwrap_or(u32::MAX),
        total_links: u32::try_from(plan.dependencies.len()).unwrap_or(u32::MAX),
    })
}

/// Links between the focus and each service it can hurt (or that can hurt it).
fn hops(facts: &Facts, question: &MapQuestion) -> BTreeMap<ServiceId, u32> {
    let Some(focus) = question.focus else {
        return BTreeMap::new();
    };
    let direction = if question.needs {
        Direction::Providers
    } else {
        Direction::Consumers
    };
    let reached = facts
        .graph()
        .blast_radius(focus, direction, question.hops.unwrap_or(u32::MAX));
    let mut hops: BTreeMap<ServiceId, u32> = reached
        .into_iter()
        .map(|reached| (reached.service, reached.hops))
        .collect();
    hops.insert(focus, 0);
    hops
}

/// Services to draw: those that fit the filter; around the focus only when there are too many to draw.
fn subset(
    plan: &Plan,
    facts: &Facts,
    question: &MapQuestion,
    hops: &BTreeMap<ServiceId, u32>,
) -> Vec<ServiceId> {
    let words: Vec<String> = question
        .filter
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let fits = |id: &ServiceId| {
        let Some(service) = plan.services.get(id) else {
            return false;
        };
        let owner = service
            .owner
            .and_then(|team| plan.teams.get(&team))
            .map(|team| team.name.to_lowercase());
        let text = format!(
            "{} {} {} {} {}",
            service.reference,
            service.name.to_lowercase(),
            service.system.to_lowercase(),
            service.kind,
            owner.unwrap_or_default()
        )
        .to_lowercase();
        words.iter().all(|word| text.contains(word))
    };
    let all: Vec<ServiceId> = plan
        .services
        .iter()
        .map(|service| service.id)
        .filter(fits)
        .collect();
    if all.len() <= planning::graph::LARGEST_DRAWN || question.focus.is_none() {
        return all;
    }
    let near: BTreeSet<ServiceId> = neighbourhood(facts, question, hops);
    all.into_iter().filter(|id| near.contains(id)).collect()
}

/// The focus, who it can hurt nearest first, and its direct neighbours both ways, until the map is full.
fn neighbourhood(
    facts: &Facts,
    question: &MapQuestion,
    hops: &BTreeMap<ServiceId, u32>,
) -> BTreeSet<ServiceId> {
    let mut near: BTreeSet<ServiceId> = question.focus.into_iter().collect();
    let mut queue: Vec<(u32, ServiceId)> = hops.iter().map(|(id, hops)| (*hops, *id)).collect();
    if let Some(focus) = question.focus {
        for direction in [Direction::Consumers, Direction::Providers] {
            queue.extend(
                facts
                    .graph()
                    .blast_radius(focus, direction, 1)
                    .into_iter()
                    .map(|reached| (1, reached.service)),
            );
        }
    }
    queue.sort();
    for (_, id) in queue {
        if near.len() >= planning::graph::LARGEST_DRAWN {
            break;
        }
        near.insert(id);
    }
    near
}

/// How many open changes touch each service, and the highest risk is read from the facts.
fn changes_per_service(plan: &Plan) -> BTreeMap<ServiceId, Vec<planning::ChangeId>> {
    let mut touching: BTreeMap<ServiceId, Vec<planning::ChangeId>> = BTreeMap::new();
    for change in &plan.changes {
        for service in &change.services {
            touching.entry(*service).or_default().push(change.id);
        }
    }
    touching
}
