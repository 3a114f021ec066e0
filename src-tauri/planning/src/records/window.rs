//! Deployment windows: when deployment is allowed.

use super::words;
use crate::{Day, DeploymentWindowId, EnvironmentId, Origin, Recurrence, Reference, ServiceId, TrainId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// How long a window is meant to be.
    WindowClass {
        /// An ordinary night.
        Regular = "regular",
        /// A longer one, e.g. at the weekend.
        Extended = "extended",
    }
}

/// A rule that says when deployment is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeploymentWindow {
    /// Identity.
    pub id: DeploymentWindowId,
    /// Short unique key, e.g. `WIN-EMEA`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// Region, empty when it has none.
    pub region: String,
    /// Regular or extended.
    pub class: WindowClass,
    /// When it opens.
    pub recurrence: Recurrence,
    /// Last day on which it opens; `None` for no end.
    pub until: Option<Day>,
    /// Environment it opens; `None` means production.
    pub environment: Option<EnvironmentId>,
    /// Trains that may use it; empty means any.
    pub trains: Vec<TrainId>,
    /// Services it opens; empty means all.
    pub services: Vec<ServiceId>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}
