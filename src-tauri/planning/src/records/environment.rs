//! Places where services run.

use super::words;
use crate::{EnvironmentId, Origin, Reference};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What an environment is for.
    EnvironmentClass {
        /// Development.
        Development = "development",
        /// Test.
        Test = "test",
        /// User acceptance test.
        Acceptance = "acceptance",
        /// Staging.
        Staging = "staging",
        /// Production.
        Production = "production",
        /// Disaster recovery.
        Recovery = "recovery",
    }
}

/// A place where services run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Environment {
    /// Identity.
    pub id: EnvironmentId,
    /// Short unique key, e.g. `UAT-1`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// What it is for.
    pub class: EnvironmentClass,
    /// Region, empty when it has none.
    pub region: String,
    /// Position on the way to production, from zero.
    pub order_index: u32,
    /// Hours a team may book of it in a week; `None` for no limit.
    #[serde(default)]
    #[ts(as = "Option<u32>")]
    pub quota_hours: Option<u32>,
    /// Tests that can be shown in it in a day; `None` for no limit.
    #[serde(default)]
    #[ts(as = "Option<u32>")]
    pub tests_per_day: Option<u32>,
    /// Environments that work on the same data: what takes one alone takes them all.
    #[serde(default)]
    #[ts(as = "Vec<EnvironmentId>")]
    pub shares_data_with: Vec<EnvironmentId>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}
