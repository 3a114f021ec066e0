//! Milestones of projects and what people said of their dates over time.

use super::words;
use crate::{Day, MilestoneId, Origin, ReleaseId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// The moment of a release by which a milestone has to be reached.
    MilestoneGate {
        /// When scope closes.
        ScopeLock = "scope-lock",
        /// When test starts.
        Test = "test",
        /// When it is deployed.
        Deploy = "deploy",
    }
}

/// What was forecast on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Forecast {
    /// When it was said.
    pub said_on: Day,
    /// The day that was named.
    pub day: Day,
}

/// A milestone of a project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Milestone {
    /// Identity.
    pub id: MilestoneId,
    /// The project it belongs to.
    pub project: String,
    /// Name people say.
    pub name: String,
    /// Day that was planned at first.
    pub planned: Day,
    /// What was forecast since, in order of the days on which it was said.
    pub forecasts: Vec<Forecast>,
    /// Day on which it was reached; `None` while it is to come.
    pub reached: Option<Day>,
    /// The release that waits for it.
    pub release: Option<ReleaseId>,
    /// What of the release waits for it.
    pub gate: MilestoneGate,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

impl Milestone {
    /// The day on which it is expected now, or was reached.
    #[must_use]
    pub fn expected(&self) -> Day {
        let last = self.forecasts.last().map(|forecast| forecast.day);
        self.reached.or(last).unwrap_or(self.planned)
    }
}
