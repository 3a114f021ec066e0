//! What is derived from the plan once per journal position and shared by every view.

use crate::desk::Session;
use planning::collision::{Collision, collisions};
use planning::graph::Graph;
use planning::risk::{RiskIndex, RiskScore, risk};
use planning::{ChangeId, Plan, ReleaseId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Derived facts at one journal position.
pub struct Facts {
    /// Every collision.
    pub collisions: Vec<Collision>,
    /// The dependency graph.
    pub graph: Graph,
    /// Cycles among links that order deployment.
    pub cycles: Vec<planning::graph::Cycle>,
    /// Risk of each change.
    pub risks: BTreeMap<ChangeId, RiskScore>,
    /// Changes of each release, in order of reference.
    pub riding: BTreeMap<ReleaseId, Vec<ChangeId>>,
}

impl Facts {
    /// Changes of a release, in order of reference.
    #[must_use]
    pub fn changes_of(&self, release: ReleaseId) -> &[ChangeId] {
        self.riding.get(&release).map_or(&[], Vec::as_slice)
    }
    /// Highest risk level among the changes of a release; 0 without changes.
    #[must_use]
    pub fn level_of(&self, release: ReleaseId) -> u8 {
        self.changes_of(release).iter().filter_map(|id| self.risks.get(id)).map(|risk| risk.level).max().unwrap_or(0)
    }
}

/// The facts of the session's plan.
pub(crate) fn facts(session: &Session, plan: &Plan) -> Arc<Facts> {
    session.derived(plan, derive)
}

fn derive(plan: &Plan) -> Facts {
    let graph = Graph::of(plan);
    let index = RiskIndex::of(plan);
    let mut riding: BTreeMap<ReleaseId, Vec<ChangeId>> = BTreeMap::new();
    let mut by_reference: Vec<_> = plan.changes.iter().collect();
    by_reference.sort_by(|a, b| a.reference.cmp(&b.reference));
    for change in by_reference {
        if let Some(release) = change.release {
            riding.entry(release).or_default().push(change.id);
        }
    }
    Facts {
        collisions: collisions(plan),
        cycles: graph.cycles(),
        graph,
        risks: plan.changes.iter().map(|change| (change.id, risk(plan, &index, change))).collect(),
        riding,
    }
}
