//! Freezes, their scope and their exceptions.

use super::words;
use crate::{
    ChangeId, EnvironmentId, FreezeExceptionId, FreezeId, Instant, Origin, PersonId, Reference, ReleaseId,
    ServiceId, ServiceKind, TeamId, Window, Zone,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// How closed a freeze is, from open to lockdown.
    FreezeLevel {
        /// L0: open.
        Open = "open",
        /// L1: warn and acknowledge.
        Notice = "notice",
        /// L2: standard changes only.
        Soft = "soft",
        /// L3: exceptions only.
        Hard = "hard",
        /// L4: emergencies only, with an executive.
        Lockdown = "lockdown",
    }
}
words! {
    /// How far a freeze is.
    FreezeState {
        /// Somebody asked for it; talks are open.
        Asked = "asked",
        /// Both sides agreed.
        Agreed = "agreed",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}
words! {
    /// What became of a request for an exception.
    Verdict {
        /// Nobody has decided.
        Filed = "filed",
        /// Granted.
        Granted = "granted",
        /// Granted with conditions.
        GrantedIf = "granted-if",
        /// Refused.
        Rejected = "rejected",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

/// What a freeze covers. An empty list does not restrict; lists are joined with AND, their items with OR.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FreezeScope {
    /// These services.
    pub services: Vec<ServiceId>,
    /// Services of these teams.
    pub teams: Vec<TeamId>,
    /// Services of these systems.
    pub systems: Vec<String>,
    /// Services of these kinds.
    pub kinds: Vec<ServiceKind>,
    /// Deployments to these environments.
    pub environments: Vec<EnvironmentId>,
    /// Services that stay out of it.
    pub except_services: Vec<ServiceId>,
}

/// A freeze.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Freeze {
    /// Identity.
    pub id: FreezeId,
    /// Unique reference, e.g. `FZ-12`.
    pub reference: Reference,
    /// Name people say.
    pub name: String,
    /// Why.
    pub reason: String,
    /// How closed.
    pub level: FreezeLevel,
    /// How far.
    pub state: FreezeState,
    /// When; half-open.
    pub window: Window,
    /// The zone its days are meant in.
    pub zone: Zone,
    /// What it covers.
    pub scope: FreezeScope,
    /// Who asked, in words, e.g. `Commerce`.
    pub asked_by: String,
    /// What an exception must show; all must hold.
    pub criteria: Vec<String>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

impl Freeze {
    /// True when it closes anything: agreed or asked, and above open.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.state != FreezeState::Withdrawn && self.level != FreezeLevel::Open
    }
}

/// A request to deploy inside a freeze, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FreezeException {
    /// Identity.
    pub id: FreezeExceptionId,
    /// Unique reference, e.g. `FX-07`.
    pub reference: Reference,
    /// The freeze.
    pub freeze: FreezeId,
    /// Changes it is for.
    pub changes: Vec<ChangeId>,
    /// Release it is for, when it is for a whole one.
    pub release: Option<ReleaseId>,
    /// Who asks, in words.
    pub requester: String,
    /// Why, and what happens if it is refused.
    pub reason: String,
    /// When it was filed.
    pub filed_at: Instant,
    /// When the deployment would be; `None` when it was not said.
    pub slot: Option<Window>,
    /// Which of the freeze's criteria it meets, in their order.
    pub criteria_met: Vec<bool>,
    /// What became of it.
    pub verdict: Verdict,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// Conditions of a grant.
    pub conditions: Vec<String>,
    /// While the grant holds; `None` means to the end of the freeze.
    pub valid: Option<Window>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

impl FreezeException {
    /// True when it opens the freeze for its changes.
    #[must_use]
    pub fn is_granted(&self) -> bool {
        matches!(self.verdict, Verdict::Granted | Verdict::GrantedIf)
    }
}
