//! Links: a consumer needs a provider, and how we know.

use super::words;
use crate::{DependencyId, EnvironmentId, Instant, Origin, PersonId, ServiceId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What the consumer uses the provider for.
    DependencyKind {
        /// It calls and waits.
        Call = "call",
        /// It sends or receives events.
        Event = "event",
        /// They share data.
        Data = "data",
        /// It runs on it.
        Hosting = "hosting",
        /// It is built with it.
        Build = "build",
        /// They share a contract.
        Contract = "contract",
        /// People or process.
        Process = "process",
    }
}
words! {
    /// Whether the consumer breaks without the provider.
    Strength {
        /// It breaks.
        Hard = "hard",
        /// It degrades.
        Soft = "soft",
    }
}
words! {
    /// In which order the two are deployed.
    DeployOrder {
        /// The provider goes first.
        ProviderFirst = "provider-first",
        /// The consumer goes first.
        ConsumerFirst = "consumer-first",
        /// Both in one step.
        Lockstep = "lockstep",
        /// It does not matter.
        Any = "any",
    }
}
words! {
    /// How far a link is trusted.
    LinkStatus {
        /// Somebody said so.
        Asserted = "asserted",
        /// A file said so.
        Imported = "imported",
        /// Guessed from a file; a person has to look.
        Suggested = "suggested",
        /// An owner confirmed it.
        Confirmed = "confirmed",
        /// Somebody doubts it.
        Disputed = "disputed",
        /// It is not so.
        Rejected = "rejected",
    }
}

/// “Two of three must be up”: links of one consumer in one group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Redundancy {
    /// Name of the group, unique within the consumer.
    pub group: String,
    /// How many of the group must be up.
    pub minimum: u32,
}

/// One source that states the link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkEvidence {
    /// Which source, file and row.
    pub origin: Origin,
    /// When it was first seen there.
    pub first_seen: Instant,
    /// When it was last seen there.
    pub last_seen: Instant,
    /// False when the last import of that source no longer had it.
    pub present: bool,
}

/// A link: the consumer needs the provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Dependency {
    /// Identity.
    pub id: DependencyId,
    /// Who needs.
    pub consumer: ServiceId,
    /// Who is needed.
    pub provider: ServiceId,
    /// What for.
    pub kind: DependencyKind,
    /// Whether the consumer breaks without it.
    pub strength: Strength,
    /// In which order they are deployed.
    pub order: DeployOrder,
    /// Only in this environment; `None` means everywhere.
    pub environment: Option<EnvironmentId>,
    /// Version the consumer needs, as the source spells it; empty when any.
    pub version_constraint: String,
    /// Key of the contract the two share, e.g. `prices-v3`; empty when none.
    #[serde(default)]
    #[ts(as = "String")]
    pub contract: String,
    /// Minutes to wait between the two deployments.
    pub min_gap_minutes: u32,
    /// Redundancy group.
    pub redundancy: Option<Redundancy>,
    /// How far it is trusted.
    pub status: LinkStatus,
    /// Who confirmed it last.
    pub confirmed_by: Option<PersonId>,
    /// When it was confirmed last.
    pub confirmed_at: Option<Instant>,
    /// Sources that state it.
    pub evidence: Vec<LinkEvidence>,
    /// Why, in words.
    pub note: String,
}

impl Dependency {
    /// True when the link counts: neither rejected nor a guess that nobody has looked at.
    #[must_use]
    pub fn counts(&self) -> bool {
        !matches!(self.status, LinkStatus::Rejected | LinkStatus::Suggested)
    }

    /// True when the link says something about what goes to the environment; what goes nowhere by name may go there.
    #[must_use]
    pub fn holds_in(&self, environment: Option<EnvironmentId>) -> bool {
        self.environment.is_none() || environment.is_none() || self.environment == environment
    }
}
