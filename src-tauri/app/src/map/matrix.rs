//! The Map as a matrix: who needs whom in deployment order, so that a mark above the diagonal goes against it.

use super::view::{MapQuestion, trust};
use super::{changes_per_service, hops, subset};
use crate::frame::{Facts, facts};
use crate::{Desk, WireFailure};
use planning::graph::{LARGEST_MATRIX, MatrixWindow};
use planning::{
    Dependency, DependencyId, DependencyKind, DeployOrder, LinkStatus, Plan, ServiceId, ServiceKind,
    Strength, Subject, wording,
};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Above this many services the rows are systems.
const MOST_ROWS: usize = LARGEST_MATRIX as usize;

/// The matrix: row and column n are the same services.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MatrixView {
    /// Rows and columns, in the order they are deployed.
    pub heads: Vec<MatrixHead>,
    /// Links: the row needs the column.
    pub marks: Vec<MatrixMark>,
    /// Rows that are deployed as one step.
    pub blocks: Vec<MatrixBlock>,
    /// True when rows are systems.
    pub collapsed: bool,
    /// Services shown.
    pub shown: u32,
    /// Services of the plan.
    pub total_services: u32,
    /// How many links go against the order, in words.
    pub sentence: String,
}

/// A row and a column.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MatrixHead {
    /// Services inside: one, or all of a system.
    pub services: Vec<ServiceId>,
    /// Name.
    pub label: String,
    /// Kind of the service; `None` for a system.
    pub kind: Option<ServiceKind>,
    /// Wave, from one.
    pub wave: u32,
    /// Changes that touch it.
    pub changes: u32,
    /// Highest risk level among them; 0 without.
    pub level: u8,
    /// Links from the focus; `None` when it is not reached or nothing is selected.
    pub hops: Option<u32>,
}

/// A link, or several between two systems.
#[derive(Clone, Debug, Serialize, TS)]
pub struct MatrixMark {
    /// Who needs.
    pub row: u32,
    /// Who is needed.
    pub column: u32,
    /// The first of the links.
    pub link: DependencyId,
    /// Links it stands for.
    pub count: u32,
    /// Kind of the first.
    pub kind: DependencyKind,
    /// Hard when one of them is.
    pub strength: Strength,
    /// Lowest trust among them.
    pub status: LinkStatus,
    /// True when one of them asks for another order than the rows have.
    pub against: bool,
}

/// Rows that are deployed as one step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MatrixBlock {
    /// First row.
    pub first: u32,
    /// Last row.
    pub last: u32,
    /// True when they wait for each other by mistake, not by agreement.
    pub cycle: bool,
}

/// The matrix of the services that fit.
///
/// # Errors
/// Refused when no plan is open, or a part of the filter is not known.
pub async fn matrix(desk: &Desk, question: MapQuestion) -> Result<MatrixView, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let hops = hops(&facts, &question);
    let subset = subset(&plan, &facts, &question, &hops, MOST_ROWS, desk.edge().now())?;
    let collapsed = subset.len() > MOST_ROWS;
    let rows = if collapsed {
        by_system(&plan, &facts, &subset)
    } else {
        by_service(&plan, &facts, &subset)
    };
    let changes = changes_per_service(&plan);
    let heads = rows
        .iter()
        .map(|row| {
            let touching = || row.services.iter().filter_map(|id| changes.get(id)).flatten();
            MatrixHead {
                label: row.label.clone(),
                kind: match row.services.as_slice() {
                    [one] if !collapsed => plan.services.get(one).map(|service| service.kind),
                    _ => None,
                },
                wave: row.wave + 1,
                changes: u32::try_from(touching().count()).unwrap_or(u32::MAX),
                level: touching().map(|change| facts.level(*change)).max().unwrap_or(0),
                hops: row.services.iter().filter_map(|id| hops.get(id)).min().copied(),
                services: row.services.clone(),
            }
        })
        .collect();
    let marks = marks(&plan, &rows);
    let against = marks.iter().filter(|mark| mark.against).count();
    Ok(MatrixView {
        sentence: match against {
            0 => "Every link agrees with the order of the rows.".to_owned(),
            1 => "1 mark goes against the order of the rows.".to_owned(),
            many => format!(
                "{} go against the order of the rows.",
                wording::count(many, "mark")
            ),
        },
        blocks: blocks(&rows),
        heads,
        marks,
        collapsed,
        shown: u32::try_from(subset.len()).unwrap_or(u32::MAX),
        total_services: u32::try_from(plan.services.len()).unwrap_or(u32::MAX),
    })
}

struct Row {
    services: Vec<ServiceId>,
    label: String,
    wave: u32,
    /// Number of its step, and whether that is a cycle.
    step: (u32, bool),
}

fn by_service(plan: &Plan, facts: &Facts, subset: &[ServiceId]) -> Vec<Row> {
    let matrix = facts.graph().matrix(plan, subset, MatrixWindow::default());
    let alone = matrix.total;
    (alone..)
        .zip(matrix.rows)
        .map(|(own, row)| Row {
            services: vec![row.service],
            label: plan.name_of(Subject::Service(row.service)),
            wave: row.wave,
            step: (row.group.unwrap_or(own), row.cycle),
        })
        .collect()
}

fn by_system(plan: &Plan, facts: &Facts, subset: &[ServiceId]) -> Vec<Row> {
    let layout = facts.graph().layout(plan, subset);
    let alone = u32::try_from(layout.nodes.len()).unwrap_or(u32::MAX);
    let mut rows: Vec<(u32, Row)> = (alone..)
        .zip(layout.nodes)
        .map(|(own, node)| {
            let row = Row {
                services: node.services,
                label: node.label,
                wave: node.wave,
                step: (node.group.unwrap_or(own), node.cycle),
            };
            (node.row, row)
        })
        .collect();
    rows.sort_by_key(|(place, row)| (row.wave, row.step.0, *place));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn blocks(rows: &[Row]) -> Vec<MatrixBlock> {
    let mut blocks: Vec<MatrixBlock> = Vec::new();
    for (at, pair) in (0_u32..).zip(rows.windows(2)) {
        let [above, below] = pair else { continue };
        if above.step.0 != below.step.0 {
            continue;
        }
        match blocks.last_mut() {
            Some(block) if block.last == at => block.last = at + 1,
            _ => blocks.push(MatrixBlock {
                first: at,
                last: at + 1,
                cycle: below.step.1,
            }),
        }
    }
    blocks
}

fn marks(plan: &Plan, rows: &[Row]) -> Vec<MatrixMark> {
    let place: BTreeMap<ServiceId, u32> = (0..)
        .zip(rows)
        .flat_map(|(at, row)| row.services.iter().map(move |service| (*service, at)))
        .collect();
    let mut marks: BTreeMap<(u32, u32), MatrixMark> = BTreeMap::new();
    for link in plan
        .dependencies
        .iter()
        .filter(|link| link.status != LinkStatus::Rejected)
    {
        let (Some(row), Some(column)) = (place.get(&link.consumer), place.get(&link.provider)) else {
            continue;
        };
        if row == column {
            continue;
        }
        let against = against(link, *row, *column);
        marks
            .entry((*row, *column))
            .and_modify(|mark| {
                mark.count += 1;
                mark.strength = mark.strength.min(link.strength);
                mark.against |= against;
                if trust(link.status) > trust(mark.status) {
                    mark.status = link.status;
                }
            })
            .or_insert(MatrixMark {
                row: *row,
                column: *column,
                link: link.id,
                count: 1,
                kind: link.kind,
                strength: link.strength,
                status: link.status,
                against,
            });
    }
    marks.into_values().collect()
}

/// True when the link orders its two ends the other way round than the rows do.
fn against(link: &Dependency, consumer: u32, provider: u32) -> bool {
    link.counts()
        && match link.order {
            DeployOrder::ProviderFirst => provider > consumer,
            DeployOrder::ConsumerFirst => consumer > provider,
            DeployOrder::Lockstep | DeployOrder::Any => false,
        }
}
