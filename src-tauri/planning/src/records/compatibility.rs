//! Whether versions of a provider and of a consumer work together, and how we know.

use super::words;
use crate::{CompatibilityId, Origin, ServiceId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Whether two versions work together.
    CompatibilityVerdict {
        /// Shown to work.
        Ok = "ok",
        /// Shown not to work.
        Broken = "broken",
        /// Nobody has tried.
        Untested = "untested",
        /// Taken for granted.
        Assumed = "assumed",
    }
}

/// Versions of a provider and of a consumer, and whether they work together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Compatibility {
    /// Identity.
    pub id: CompatibilityId,
    /// Who is needed.
    pub provider: ServiceId,
    /// Versions of the provider, e.g. `>= 3.0`; empty means every one.
    pub provider_versions: String,
    /// Who needs.
    pub consumer: ServiceId,
    /// Versions of the consumer; empty means every one.
    pub consumer_versions: String,
    /// Whether they work together.
    pub verdict: CompatibilityVerdict,
    /// What shows it, e.g. a test run; empty when nothing does.
    pub evidence: String,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}
