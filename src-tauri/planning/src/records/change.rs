//! Changes: what is put into production.

use super::words;
use crate::{ChangeId, Day, Origin, PersonId, Reference, ReleaseId, ServiceId, TeamId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// ITIL's three kinds of change.
    ChangeKind {
        /// Pre-approved, low risk, done often.
        Standard = "standard",
        /// Assessed and approved.
        Normal = "normal",
        /// Cannot wait.
        Emergency = "emergency",
    }
}
words! {
    /// How far a change is.
    ChangeState {
        /// Asked for.
        Proposed = "proposed",
        /// Built and tested as far as its evidence says.
        Ready = "ready",
        /// Approved.
        Approved = "approved",
        /// In production.
        Deployed = "deployed",
        /// Taken back.
        BackedOut = "backed-out",
        /// Will not come.
        Cancelled = "cancelled",
    }
}
words! {
    /// How hard a due date is.
    DueKind {
        /// Somebody would like it.
        Wish = "wish",
        /// Promised.
        Contract = "contract",
        /// The law says so.
        Legal = "legal",
    }
}
words! {
    /// Whether the change can be taken back.
    Reversible {
        /// At any time.
        Yes = "yes",
        /// Until a step of the runbook.
        UntilStep = "until-step",
        /// Never: forward fix only.
        No = "no",
    }
}

/// A score from 1 (very low) to 5 (very high).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "u8", into = "u8")]
#[ts(type = "number")]
pub struct Score(u8);

impl Score {
    /// Neither low nor high.
    pub const MEDIUM: Self = Self(3);
    /// # Errors
    /// A sentence when the number is not between 1 and 5.
    pub fn new(score: u8) -> Result<Self, String> {
        if (1..=5).contains(&score) {
            Ok(Self(score))
        } else {
            Err(format!("{score} is not between 1 and 5"))
        }
    }
    /// 1 to 5.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }
}
impl TryFrom<u8> for Score {
    type Error = String;
    fn try_from(score: u8) -> Result<Self, String> {
        Self::new(score)
    }
}
impl From<Score> for u8 {
    fn from(score: Score) -> Self {
        score.0
    }
}

/// A date by which the change is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Due {
    /// Last good day.
    pub on: Day,
    /// How hard it is.
    pub kind: DueKind,
}

/// What is known about going wrong and going back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RiskFacts {
    /// How likely it fails; `None` when nobody has assessed it.
    pub probability: Option<Score>,
    /// How bad a failure is; `None` when nobody has assessed it.
    pub impact: Option<Score>,
    /// Past changes of the same component that failed.
    pub failed_before: u32,
    /// Past changes of the same component.
    pub done_before: u32,
    /// Tests the change must show.
    pub evidence_needed: u32,
    /// Tests it has shown.
    pub evidence_seen: u32,
    /// Day on which the back-out was last rehearsed.
    pub back_out_rehearsed_on: Option<Day>,
    /// A level that a person set instead, with the reason.
    pub overridden: Option<RiskOverride>,
}

impl RiskFacts {
    /// Tests that the change must show and has not.
    #[must_use]
    pub fn tests_missing(&self) -> u32 {
        self.evidence_needed.saturating_sub(self.evidence_seen)
    }
    /// Nothing is known.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            probability: None,
            impact: None,
            failed_before: 0,
            done_before: 0,
            evidence_needed: 0,
            evidence_seen: 0,
            back_out_rehearsed_on: None,
            overridden: None,
        }
    }
}

/// A risk level set by a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RiskOverride {
    /// The level.
    pub level: Score,
    /// Why; never empty on screen, checked by rule BUN-10.
    pub reason: String,
    /// Who.
    pub by: Option<PersonId>,
}

/// A change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Change {
    /// Identity.
    pub id: ChangeId,
    /// Unique reference, e.g. `CHG-1042`.
    pub reference: Reference,
    /// What it is, plain verb first.
    pub title: String,
    /// Standard, normal or emergency.
    pub kind: ChangeKind,
    /// How far it is.
    pub state: ChangeState,
    /// Why, and what happens if not.
    pub description: String,
    /// Components it touches.
    pub services: Vec<ServiceId>,
    /// Version its services have after it; empty when nobody has said.
    #[serde(default)]
    #[ts(as = "String")]
    pub version: String,
    /// Keys of the contracts it changes.
    #[serde(default)]
    #[ts(as = "Vec<String>")]
    pub contracts: Vec<String>,
    /// Team that brings it.
    pub team: Option<TeamId>,
    /// Person who answers for it.
    pub owner: Option<PersonId>,
    /// The release it rides in; `None` means it waits.
    pub release: Option<ReleaseId>,
    /// True when the optimiser must not move it.
    pub pinned: bool,
    /// Money a week that the change earns once live, in whole units of the plan's currency.
    pub value_per_week: u32,
    /// Effort in points.
    pub effort_points: u32,
    /// Minutes it adds to the deployment window.
    pub deploy_minutes: u32,
    /// Minutes to back out; `None` when nobody has measured it.
    pub back_out_minutes: Option<u32>,
    /// Whether it can be taken back.
    pub reversible: Reversible,
    /// Risk facts.
    pub risk: RiskFacts,
    /// First day on which it can go.
    pub ready_on: Option<Day>,
    /// Date by which it is wanted.
    pub due: Option<Due>,
    /// Changes that must be live before or together with it.
    pub requires: Vec<ChangeId>,
    /// Changes that never share a release with it.
    pub apart_from: Vec<ChangeId>,
    /// Changes with the same word here go together; empty when free.
    pub together: String,
    /// How often it was deferred so far.
    pub deferrals: u32,
    /// Why it waits; empty when it does not or nobody has said.
    pub deferral_reason: String,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}

impl Change {
    /// True while it is still to come: neither in production, nor taken back, nor cancelled.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(
            self.state,
            ChangeState::Proposed | ChangeState::Ready | ChangeState::Approved
        )
    }
}
