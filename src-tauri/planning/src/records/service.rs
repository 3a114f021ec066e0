//! Services and the other components of the map.

use super::words;
use crate::{Instant, Origin, Reference, ServiceId, TeamId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What kind of component a service is.
    ServiceKind {
        /// Something the business sells or runs on.
        BusinessService = "business-service",
        /// An application with a screen.
        Application = "application",
        /// A running service.
        Service = "service",
        /// An interface.
        Api = "api",
        /// A library.
        Library = "library",
        /// A database.
        Database = "database",
        /// A queue or a stream.
        Queue = "queue",
        /// Infrastructure.
        Infrastructure = "infrastructure",
        /// Run by somebody else.
        ThirdParty = "third-party",
        /// A batch job.
        BatchJob = "batch-job",
        /// A document, such as a contract or a specification.
        Document = "document",
    }
}
words! {
    /// Where a service is in its life.
    Lifecycle {
        /// Not in production yet.
        Planned = "planned",
        /// In production.
        Live = "live",
        /// To be retired.
        Sunset = "sunset",
        /// Gone.
        Retired = "retired",
    }
}
words! {
    /// Whether the service's own dependencies are known: *unknown* is kept apart from *none*.
    Knowledge {
        /// All are listed.
        Complete = "complete",
        /// Some are listed.
        Partial = "partial",
        /// Nobody has said.
        Unknown = "unknown",
    }
}

/// How much hangs on a service: 0 is the most critical, 3 the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "u8", into = "u8")]
#[ts(type = "number")]
pub struct Tier(u8);

impl Tier {
    /// # Errors
    /// A sentence when the number is above 3.
    pub fn new(tier: u8) -> Result<Self, String> {
        if tier <= 3 {
            Ok(Self(tier))
        } else {
            Err(format!("tier {tier} is not between 0 and 3"))
        }
    }
    /// 0 to 3.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}
impl TryFrom<u8> for Tier {
    type Error = String;
    fn try_from(tier: u8) -> Result<Self, String> {
        Self::new(tier)
    }
}
impl From<Tier> for u8 {
    fn from(tier: Tier) -> Self {
        tier.0
    }
}

/// A service or any other component of the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Service {
    /// Identity.
    pub id: ServiceId,
    /// Short unique key, e.g. `SVC-014` or `ledger-core`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// What kind of component it is.
    pub kind: ServiceKind,
    /// How much hangs on it.
    pub tier: Tier,
    /// Owning team.
    pub owner: Option<TeamId>,
    /// Where it is in its life.
    pub lifecycle: Lifecycle,
    /// The system or domain it belongs to; empty when none.
    pub system: String,
    /// Regions it runs in.
    pub regions: Vec<String>,
    /// Whether its own dependencies are known.
    pub dependencies_known: Knowledge,
    /// Minutes one deployment takes; `None` when nobody has measured it.
    pub deploy_minutes: Option<u32>,
    /// Minutes to check that it works; `None` when nobody has measured it.
    pub validate_minutes: Option<u32>,
    /// Minutes to back out; `None` when nobody has measured it.
    pub back_out_minutes: Option<u32>,
    /// Days of notice a third party wants before a change; `None` when none is agreed.
    pub notice_days: Option<u32>,
    /// When an import of its source no longer listed it; none while it does.
    #[serde(default)]
    #[ts(as = "Option<Instant>")]
    pub vanished_at: Option<Instant>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

impl Service {
    /// A live service of tier 2, called by its reference, of which nothing else is known.
    #[must_use]
    pub fn new(id: ServiceId, reference: Reference) -> Self {
        Self {
            id,
            name: reference.to_string(),
            reference,
            kind: ServiceKind::Service,
            tier: Tier(2),
            owner: None,
            lifecycle: Lifecycle::Live,
            system: String::new(),
            regions: Vec::new(),
            dependencies_known: Knowledge::Unknown,
            deploy_minutes: None,
            validate_minutes: None,
            back_out_minutes: None,
            notice_days: None,
            vanished_at: None,
            origin: None,
        }
    }
}
