//! What is derived from the plan once per journal position and shared by every view.

use crate::desk::Session;
use planning::collision::{Collision, Index, with_ways_out};
use planning::graph::{Cycle, Graph};
use planning::risk::{RiskScore, risk};
use planning::{ChangeId, Plan, ReleaseId, Subject};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Derived facts at one journal position.
pub struct Facts {
    /// Prepared for collisions and previews.
    pub index: Index,
    /// Every collision, the heaviest first; on large plans only the heaviest carry their ways out.
    pub collisions: Vec<Collision>,
    /// Cycles among links that order deployment.
    pub cycles: Vec<Arc<Cycle>>,
    /// Risk of each change.
    pub risks: BTreeMap<ChangeId, RiskScore>,
    /// Changes of each release, in order of reference.
    riding: BTreeMap<ReleaseId, Vec<ChangeId>>,
    /// Collisions of each subject, by their number.
    about: BTreeMap<Subject, Vec<usize>>,
}

impl Facts {
    /// The dependency graph.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        self.index.graph()
    }
    /// Changes of a release, in order of reference.
    #[must_use]
    pub fn changes_of(&self, release: ReleaseId) -> &[ChangeId] {
        self.riding.get(&release).map_or(&[], Vec::as_slice)
    }
    /// Highest risk level among the changes of a release; 0 without changes.
    #[must_use]
    pub fn level_of(&self, release: ReleaseId) -> u8 {
        self.changes_of(release)
            .iter()
            .map(|id| self.level(*id))
            .max()
            .unwrap_or(0)
    }
    /// Risk level of a change; 0 when it is unknown.
    #[must_use]
    pub fn level(&self, change: ChangeId) -> u8 {
        self.risks.get(&change).map_or(0, |risk| risk.level)
    }
    /// Collisions about a subject.
    pub fn about(&self, subject: Subject) -> impl Iterator<Item = &Collision> {
        self.about
            .get(&subject)
            .into_iter()
            .flatten()
            .filter_map(|number| self.collisions.get(*number))
    }
}

/// The facts of the session's plan.
pub(crate) fn facts(session: &Session, plan: &Plan) -> Arc<Facts> {
    session.derived_after(plan, derive)
}

/// The graph follows the edits since the last facts; everything about dates is derived anew.
pub(crate) fn derive(plan: &Plan, last: Option<(&Plan, &Facts)>) -> Facts {
    let graph = match last {
        Some((before, facts)) => facts.graph().after(before, plan),
        None => Graph::of(plan),
    };
    let index = Index::with_graph(plan, graph);
    let collisions = with_ways_out(plan, &index);
    let mut about: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
    for (number, collision) in collisions.iter().enumerate() {
        for subject in &collision.subjects {
            about.entry(*subject).or_default().push(number);
        }
    }
    let mut riding: BTreeMap<ReleaseId, Vec<ChangeId>> = BTreeMap::new();
    let mut by_reference: Vec<_> = plan.changes.iter().collect();
    by_reference.sort_by(|a, b| a.reference.cmp(&b.reference));
    for change in by_reference {
        if let Some(release) = change.release {
            riding.entry(release).or_default().push(change.id);
        }
    }
    let risks = plan
        .changes
        .iter()
        .filter_map(|change| Some((change.id, risk(plan, index.risk(), change.id)?)))
        .collect();
    Facts {
        cycles: index.graph().cycles(),
        collisions,
        risks,
        riding,
        about,
        index,
    }
}
