//! What version of a service runs in an environment.

use crate::{EnvironmentId, InstalledId, Instant, Origin, ServiceId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A version of a service that was seen in an environment; the last one seen is the one that runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Installed {
    /// Identity.
    pub id: InstalledId,
    /// The service.
    pub service: ServiceId,
    /// Where it runs.
    pub environment: EnvironmentId,
    /// Its version, as the source spells it.
    pub version: String,
    /// When it was seen.
    pub observed_at: Instant,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}
