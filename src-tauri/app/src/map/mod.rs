//! The Map: services in waves, what breaks, what is needed, cycles, links and how we know.

mod analyses;
mod filter;
mod judging;
mod link_card;
mod link_edit;
mod links;
mod list;
mod matrix;
mod order;
mod paste;
mod picture;
mod release_analyses;
mod service_card;
mod view;

pub use analyses::{
    BreakableCycle, QueueQuestion, ServicesQuestion, VersionsQuestion, blast_radius, collision_groups,
    confirm_first, cycles, freeze_leaks, map_health, resolve_versions, version_skew,
};
pub use filter::{
    FilterQuestion, FilterWord, FilterWords, FilterWordsQuestion, FittingServices, filter_words,
    fitting_services,
};
pub use judging::{JudgeLink, JudgeLinks, judge_link, judge_links};
pub use link_card::{EvidenceLine, LinkCard, LinkEnd, LinkQuestion, link_card};
pub use link_edit::{EditLink, FlipLink, edit_link, flip_link};
pub use links::{AddLink, AddedLink, add_link};
pub use list::{RowLink, ServiceRow, services};
pub use matrix::{MatrixBlock, MatrixHead, MatrixMark, MatrixView, matrix};
pub use order::{ReleaseOrder, ScheduleLine, release_order};
pub use paste::{AddedLinks, PastedLinks, PastedPreview, PastedRow, add_links, preview_links};
pub use picture::{WritePicture, WrittenPicture, write_picture};
pub use release_analyses::{
    ExportInventory, cmdb_delta, export_inventory, missing_partners, readiness, what_if,
};
pub use service_card::{HopLine, LinkLine, ServiceCard, ServiceQuestion, service_card};
pub use view::*;

use crate::frame::{Facts, facts};
use crate::{Desk, WireFailure};
use planning::graph::{Direction, LARGEST_DRAWN};
use planning::{Instant, Plan, ServiceId};
use std::collections::{BTreeMap, BTreeSet};

/// The map, laid out: at most about 150 boxes, by system above that.
///
/// # Errors
/// Refused when no plan is open, or a part of the filter is not known.
pub async fn map(desk: &Desk, question: MapQuestion) -> Result<MapView, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let hops = hops(&facts, &question);
    let subset = subset(&plan, &facts, &question, &hops, LARGEST_DRAWN, desk.edge().now())?;
    let layout = facts.graph().layout(&plan, &subset);
    let changes = changes_per_service(&plan);
    let nodes = layout
        .nodes
        .iter()
        .map(|node| view::node(&plan, &facts, node, &hops, &changes))
        .collect();
    let mut links: Vec<MapLink> = layout.links.iter().map(|link| view::link(&plan, link)).collect();
    links.extend(view::guesses(&plan, &layout));
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

/// Services to draw, in order of id: those that fit the filter; around the focus only when they are more than `most`.
fn subset(
    plan: &Plan,
    facts: &Facts,
    question: &MapQuestion,
    hops: &BTreeMap<ServiceId, u32>,
    most: usize,
    now: Instant,
) -> Result<Vec<ServiceId>, WireFailure> {
    let all = filter::fitting(plan, facts, &question.filter, now)?;
    if all.len() <= most || question.focus.is_none() {
        return Ok(all);
    }
    let near: BTreeSet<ServiceId> = neighbourhood(facts, question, hops, most);
    Ok(all.into_iter().filter(|id| near.contains(id)).collect())
}

/// The focus, who it can hurt nearest first, and its direct neighbours both ways, until the map is full.
fn neighbourhood(
    facts: &Facts,
    question: &MapQuestion,
    hops: &BTreeMap<ServiceId, u32>,
    most: usize,
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
        if near.len() >= most {
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
