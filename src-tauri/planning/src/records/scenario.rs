//! Branches of the plan: moves on top of it, saved or not.

use super::words;
use crate::{ChangeId, FreezeId, Instant, Plan, Reference, ReleaseId, ScenarioId, Window};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Who made a scenario.
    ScenarioSource {
        /// A person.
        Person = "person",
        /// The optimiser.
        Optimiser = "optimiser",
    }
}

/// One step away from the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "move", rename_all = "kebab-case")]
pub enum Move {
    /// Put a change into a release, or defer it.
    PlaceChange {
        /// The change.
        change: ChangeId,
        /// Where to; `None` defers it.
        release: Option<ReleaseId>,
    },
    /// Move a release: the whole shape moves with its deployment.
    MoveRelease {
        /// The release.
        release: ReleaseId,
        /// Its new deployment window.
        deploy: Window,
        /// True to leave scope lock and test start where they are.
        keep_lock: bool,
    },
    /// Move, shorten or lengthen a freeze.
    MoveFreeze {
        /// The freeze.
        freeze: FreezeId,
        /// Its new window.
        window: Window,
    },
}

/// What the optimiser says of its proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SolveSummary {
    /// Seed of the run.
    pub seed: u32,
    /// Iterations of the search.
    pub iterations: u32,
    /// Objective of the proposal.
    #[ts(type = "number")]
    pub objective: i64,
    /// Proven upper bound of the objective.
    #[ts(type = "number")]
    pub bound: i64,
    /// Proven gap in hundredths of a percent of the objective.
    pub gap_basis_points: u32,
}

/// A saved branch of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Scenario {
    /// Identity.
    pub id: ScenarioId,
    /// Short unique key, e.g. `C`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// Who made it.
    pub source: ScenarioSource,
    /// When.
    pub made_at: Instant,
    /// Journal position it starts from.
    #[ts(type = "number")]
    pub base_seq: i64,
    /// Steps away from the plan.
    pub moves: Vec<Move>,
    /// What the optimiser says of it.
    pub solve: Option<SolveSummary>,
}

impl Plan {
    /// The plan with the moves made. Moves of unknown records are left out.
    #[must_use]
    pub fn with_moves(&self, moves: &[Move]) -> Self {
        let mut plan = self.clone();
        for step in moves {
            match step {
                Move::PlaceChange { change, release } => {
                    if let Some(change) = plan.changes.get_mut(change) {
                        change.release = *release;
                    }
                }
                Move::MoveRelease {
                    release,
                    deploy,
                    keep_lock,
                } => {
                    if let Some(release) = plan.releases.get_mut(release) {
                        let mut moved = release.shifted(deploy.start() - release.deploy.start());
                        moved.deploy = *deploy;
                        if *keep_lock {
                            moved.scope_lock = release.scope_lock;
                            moved.test_starts = release.test_starts;
                        }
                        *release = moved;
                    }
                }
                Move::MoveFreeze { freeze, window } => {
                    if let Some(freeze) = plan.freezes.get_mut(freeze) {
                        freeze.window = *window;
                    }
                }
            }
        }
        plan
    }
}
