//! The shapes the Map draws.

use crate::frame::Facts;
use planning::graph::{Cycle, Layout, LayoutLink, LayoutNode, Point};
use planning::{ChangeId, DependencyKind, LinkStatus, Plan, ServiceId, ServiceKind, Strength};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// What to draw.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct MapQuestion {
    /// The selected service; the rest is dimmed by distance from it.
    #[serde(default)]
    pub focus: Option<ServiceId>,
    /// True to walk to what it needs, false to what breaks if it fails.
    #[serde(default)]
    pub needs: bool,
    /// How far to walk; `None` for all the way.
    #[serde(default)]
    pub hops: Option<u32>,
    /// The filter as it is typed.
    #[serde(default)]
    pub filter: String,
}

/// The map, laid out.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MapView {
    /// Boxes.
    pub nodes: Vec<MapNode>,
    /// Lines, from provider to consumer.
    pub links: Vec<MapLink>,
    /// Columns.
    pub waves: Vec<WaveHead>,
    /// Rows of the tallest column.
    pub rows: u32,
    /// True when boxes are systems.
    pub collapsed: bool,
    /// Cycles.
    pub cycles: Vec<CycleView>,
    /// Services drawn.
    pub shown: u32,
    /// Services of the plan.
    pub total_services: u32,
    /// Links of the plan.
    pub total_links: u32,
}

/// A column of the map.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WaveHead {
    /// From one.
    pub number: u32,
    /// Boxes in it.
    pub boxes: u32,
    /// Longest deployment with its check among its services, in minutes.
    pub minutes: u32,
}

/// A box of the map.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MapNode {
    /// Services inside.
    pub services: Vec<ServiceId>,
    /// Name.
    pub label: String,
    /// Kind of the service; `None` for a system.
    pub kind: Option<ServiceKind>,
    /// Most critical tier inside.
    pub tier: u8,
    /// Column, from zero.
    pub wave: u32,
    /// Row, from zero.
    pub row: u32,
    /// Number of its cycle or lockstep group.
    pub group: Option<u32>,
    /// True when that group is a cycle.
    pub cycle: bool,
    /// Changes that touch it.
    pub changes: u32,
    /// Highest risk level among them; 0 without.
    pub level: u8,
    /// Links from the focus; `None` when it is not reached or nothing is selected.
    pub hops: Option<u32>,
}

/// A line of the map.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MapLink {
    /// Number of the provider's box.
    pub provider: u32,
    /// Number of the consumer's box.
    pub consumer: u32,
    /// Kind of the first link.
    pub kind: DependencyKind,
    /// Hard when one of them is.
    pub strength: Strength,
    /// Lowest trust among them.
    pub status: LinkStatus,
    /// Links it stands for.
    pub count: u32,
    /// The links.
    pub links: Vec<planning::DependencyId>,
    /// Places kept free for it in the columns between.
    pub via: Vec<Point>,
}

/// A cycle.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CycleView {
    /// Its services.
    pub services: Vec<ServiceId>,
    /// The shortest ring in words: `Pricing → Promotions → Pricing`.
    pub ring: String,
    /// Links of the ring; breaking one breaks it.
    pub links: Vec<planning::DependencyId>,
    /// The same links with what they say.
    pub ring_links: Vec<RingLink>,
    /// In words.
    pub sentence: String,
}

/// A link of a ring.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RingLink {
    /// Identity.
    pub id: planning::DependencyId,
    /// Who needs.
    pub consumer: String,
    /// Who is needed.
    pub provider: String,
    /// What for.
    pub kind: DependencyKind,
    /// How far it is trusted.
    pub status: LinkStatus,
}

pub(super) fn node(
    plan: &Plan,
    facts: &Facts,
    node: &LayoutNode,
    hops: &BTreeMap<ServiceId, u32>,
    changes: &BTreeMap<ServiceId, Vec<ChangeId>>,
) -> MapNode {
    let services = || node.services.iter().filter_map(|id| plan.services.get(id));
    let touching: Vec<ChangeId> = node
        .services
        .iter()
        .filter_map(|id| changes.get(id))
        .flatten()
        .copied()
        .collect();
    MapNode {
        services: node.services.clone(),
        label: node.label.clone(),
        kind: match node.services.as_slice() {
            [one] => plan.services.get(one).map(|service| service.kind),
            _ => None,
        },
        tier: services().map(|service| service.tier.number()).min().unwrap_or(3),
        wave: node.wave,
        row: node.row,
        group: node.group,
        cycle: node.cycle,
        changes: u32::try_from(touching.len()).unwrap_or(u32::MAX),
        level: touching
            .iter()
            .filter_map(|id| facts.risks.get(id))
            .map(|risk| risk.level)
            .max()
            .unwrap_or(0),
        hops: node.services.iter().filter_map(|id| hops.get(id)).min().copied(),
    }
}

pub(super) fn link(plan: &Plan, link: &LayoutLink) -> MapLink {
    let records: Vec<_> = link
        .links
        .iter()
        .filter_map(|id| plan.dependencies.get(id))
        .collect();
    MapLink {
        provider: link.provider,
        consumer: link.consumer,
        kind: records.first().map_or(DependencyKind::Call, |record| record.kind),
        strength: link.strength,
        status: records
            .iter()
            .map(|record| record.status)
            .max_by_key(|status| trust(*status))
            .unwrap_or(LinkStatus::Asserted),
        count: u32::try_from(records.len()).unwrap_or(u32::MAX),
        links: link.links.clone(),
        via: link.via.clone(),
    }
}

/// Links that a file only guesses, between two boxes that no counted link joins. They have no lane of their own.
pub(super) fn guesses(plan: &Plan, layout: &Layout) -> Vec<MapLink> {
    let box_of: BTreeMap<ServiceId, u32> = (0..)
        .zip(&layout.nodes)
        .flat_map(|(number, node)| node.services.iter().map(move |service| (*service, number)))
        .collect();
    let drawn: BTreeSet<(u32, u32)> = layout
        .links
        .iter()
        .map(|link| (link.provider, link.consumer))
        .collect();
    let mut guesses: BTreeMap<(u32, u32), MapLink> = BTreeMap::new();
    for link in plan
        .dependencies
        .iter()
        .filter(|link| link.status == LinkStatus::Suggested)
    {
        let (Some(provider), Some(consumer)) = (box_of.get(&link.provider), box_of.get(&link.consumer))
        else {
            continue;
        };
        let place = (*provider, *consumer);
        if provider == consumer || drawn.contains(&place) {
            continue;
        }
        let guess = guesses.entry(place).or_insert(MapLink {
            provider: *provider,
            consumer: *consumer,
            kind: link.kind,
            strength: link.strength,
            status: LinkStatus::Suggested,
            count: 0,
            links: Vec::new(),
            via: Vec::new(),
        });
        guess.count += 1;
        guess.links.push(link.id);
    }
    guesses.into_values().collect()
}

/// Higher is less trusted.
pub(super) fn trust(status: LinkStatus) -> u8 {
    match status {
        LinkStatus::Confirmed => 0,
        LinkStatus::Asserted => 1,
        LinkStatus::Imported => 2,
        LinkStatus::Suggested => 3,
        LinkStatus::Disputed => 4,
        LinkStatus::Rejected => 5,
    }
}

pub(super) fn waves(plan: &Plan, layout: &Layout) -> Vec<WaveHead> {
    (0..layout.waves)
        .map(|wave| {
            let boxes: Vec<&LayoutNode> = layout.nodes.iter().filter(|node| node.wave == wave).collect();
            let minutes = boxes
                .iter()
                .flat_map(|node| &node.services)
                .filter_map(|id| plan.services.get(id))
                .map(|service| service.deploy_minutes.unwrap_or(0) + service.validate_minutes.unwrap_or(0))
                .max();
            WaveHead {
                number: wave + 1,
                boxes: u32::try_from(boxes.len()).unwrap_or(u32::MAX),
                minutes: minutes.unwrap_or(0),
            }
        })
        .collect()
}

pub(super) fn cycle(plan: &Plan, cycle: &Cycle) -> CycleView {
    let name = |id: &ServiceId| {
        plan.services
            .get(id)
            .map(|service| service.name.clone())
            .unwrap_or_default()
    };
    let mut ring: Vec<String> = cycle.ring.iter().map(name).collect();
    let names: Vec<String> = cycle.services.iter().map(name).collect();
    let sentence = if names.len() == 2 {
        format!(
            "{} each need the other first. Deploy them as one step, or break the loop.",
            planning::wording::list(&names)
        )
    } else {
        format!(
            "{} wait for each other. Deploy them as one step, or break the loop.",
            planning::wording::list(&names)
        )
    };
    ring.extend(ring.first().cloned());
    let ring_links = cycle
        .links
        .iter()
        .filter_map(|id| plan.dependencies.get(id))
        .map(|link| RingLink {
            id: link.id,
            consumer: name(&link.consumer),
            provider: name(&link.provider),
            kind: link.kind,
            status: link.status,
        })
        .collect();
    CycleView {
        services: cycle.services.clone(),
        ring: ring.join(" → "),
        links: cycle.links.clone(),
        ring_links,
        sentence,
    }
}
