//! Freezes, their scope and their exceptions.

use super::words;
use crate::{
    ChangeClass, ChangeId, Day, EnvironmentId, FreezeExceptionId, FreezeId, FreezePolicyId, Instant, Origin,
    PersonId, Reference, ReleaseId, ServiceId, ServiceKind, TeamId, Window, Zone,
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
        /// Being written; nobody is asked yet and it closes nothing.
        Draft = "draft",
        /// Somebody asked for it; talks are open.
        Asked = "asked",
        /// Both sides agreed.
        Agreed = "agreed",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}
words! {
    /// What becomes of a deployment that runs when a freeze begins.
    #[derive(Default)]
    InFlight {
        /// It must not reach into the freeze.
        #[default]
        Stop = "stop",
        /// What has started may finish.
        Finish = "finish",
        /// It is taken back.
        Abort = "abort",
    }
}
words! {
    /// Why an exception is asked for.
    #[derive(Default)]
    ExceptionReason {
        /// A hole is or will be used.
        Security = "security",
        /// The law or a regulator names the date.
        Legal = "legal",
        /// Money or safety is being lost.
        Defect = "defect",
        /// Data is being lost.
        DataLoss = "data-loss",
        /// A contract names the date.
        Contract = "contract",
        /// Something else: by itself no reason.
        #[default]
        Other = "other",
    }
}
words! {
    /// What became of a request for an exception.
    Verdict {
        /// Nobody has decided.
        Filed = "filed",
        /// The decider asked back; nobody has decided.
        MoreInfo = "more-info",
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
    /// Classes of changes that pass; empty means those that pass at its level.
    #[serde(default)]
    #[ts(as = "Vec<ChangeClass>")]
    pub allowed: Vec<ChangeClass>,
    /// What becomes of a deployment that runs when it begins.
    #[serde(default)]
    #[ts(as = "InFlight")]
    pub in_flight: InFlight,
    /// The policy it stands under.
    #[serde(default)]
    #[ts(as = "Option<FreezePolicyId>")]
    pub policy: Option<FreezePolicyId>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

impl Freeze {
    /// True when it closes anything: agreed or asked, and above open.
    #[must_use]
    pub fn is_live(&self) -> bool {
        self.is_said() && self.level != FreezeLevel::Open
    }

    /// True when somebody was asked for it or it was agreed: neither a draft nor taken back.
    #[must_use]
    pub fn is_said(&self) -> bool {
        matches!(self.state, FreezeState::Asked | FreezeState::Agreed)
    }
}

/// What a request for an exception says for itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ExceptionCase {
    /// Why, as a code.
    pub reason_code: ExceptionReason,
    /// Everything that would go along: every commit and every setting.
    pub delta: Vec<String>,
    /// Where it would be deployed; empty means production.
    pub environments: Vec<EnvironmentId>,
    /// What happens when it is refused.
    pub if_declined: String,
    /// What may happen when it goes.
    pub risk: String,
    /// What shows that it works: runs, reports, addresses.
    pub evidence: Vec<String>,
    /// How it is backed out.
    pub back_out: String,
    /// Day on which that was last rehearsed.
    pub back_out_rehearsed_on: Option<Day>,
    /// Minutes it takes.
    pub back_out_minutes: Option<u32>,
    /// Who is there.
    pub staffing: Vec<String>,
    /// What could be done instead.
    pub alternatives: String,
    /// Days that are asked for beyond the date, when that was said.
    pub days_asked: Option<u32>,
}

/// One deployment under an exception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExceptionUse {
    /// When it began and ended.
    pub deployed: Window,
    /// What was deployed, in words.
    pub what: String,
    /// Whether the conditions were met.
    pub conditions_met: bool,
    /// Who says so.
    pub by: String,
}

/// What follows a grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ExceptionAfter {
    /// Deployments it is good for.
    pub uses_allowed: u32,
    /// Deployments it was used for.
    pub uses: Vec<ExceptionUse>,
    /// Day by which the review is owed.
    pub review_due: Option<Day>,
    /// When it was reviewed.
    pub reviewed_at: Option<Instant>,
    /// What the review found.
    pub review: String,
}

impl Default for ExceptionAfter {
    fn default() -> Self {
        Self {
            uses_allowed: 1,
            uses: Vec::new(),
            review_due: None,
            reviewed_at: None,
            review: String::new(),
        }
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
    /// What the request says for itself.
    #[serde(default)]
    #[ts(as = "ExceptionCase")]
    pub case: ExceptionCase,
    /// What follows a grant.
    #[serde(default)]
    #[ts(as = "ExceptionAfter")]
    pub after: ExceptionAfter,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

impl FreezeException {
    /// True when it opens the freeze for its changes.
    #[must_use]
    pub fn is_granted(&self) -> bool {
        matches!(self.verdict, Verdict::Granted | Verdict::GrantedIf)
    }
    /// True while somebody has to decide it.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.verdict, Verdict::Filed | Verdict::MoreInfo)
    }
}
