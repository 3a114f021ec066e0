//! Published versions of the plan: what others rely on.

use crate::records::words;
use crate::{Instant, PublicationId, SettingsId, Zone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A published version: the plan as it stood at one journal position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Publication {
    /// Identity.
    pub id: PublicationId,
    /// Version number, from one.
    pub version: u32,
    /// The last journal entry that belongs to it.
    #[ts(type = "number")]
    pub seq: i64,
    /// When.
    pub published_at: Instant,
    /// Who, in words.
    pub published_by: String,
    /// What is new, in words.
    pub note: String,
    /// SHA-256 of the plan's records in canonical JSON, in hexadecimal.
    pub digest: String,
}

/// What holds for the whole plan. Exactly one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlanSettings {
    /// Identity: always the nil id.
    pub id: SettingsId,
    /// Name of the plan, e.g. `Q4 2026`.
    pub name: String,
    /// Organisation, e.g. `Halden Retail`.
    pub organisation: String,
    /// Zone in which days are drawn.
    pub zone: Zone,
    /// Currency sign or code, e.g. `€`.
    pub currency: String,
    /// Clocks of the status bar.
    pub clocks: Vec<Clock>,
    /// Who may do what only some may do. An act that is not named is open to anybody.
    #[serde(default)]
    #[ts(as = "Vec<Right>")]
    pub rights: Vec<Right>,
}

words! {
    /// What may be kept to some roles.
    Act {
        /// Publish a version.
        Publish = "publish",
        /// Say what a party thinks of an offer.
        Sign = "sign",
        /// Decide talks about a freeze.
        DecideTalks = "decide-talks",
        /// Decide a request for an exception.
        DecideException = "decide-exception",
        /// Approve a release, or go on although a rule has found something.
        ApproveRelease = "approve-release",
        /// Decide changes at the CAB.
        DecideChange = "decide-change",
        /// Adopt a proposal.
        Adopt = "adopt",
        /// Settle edits that were made apart.
        SettleConflict = "settle-conflict",
        /// Share the plan at a hub.
        FoundHub = "found-hub",
        /// Change rights, and the roles and keys of people.
        SetRights = "set-rights",
    }
}

/// Who may do one act. No role: anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Right {
    /// The act.
    pub act: Act,
    /// Roles that may, as people carry them.
    pub roles: Vec<String>,
}

/// A clock of the status bar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Clock {
    /// Label, e.g. `Berlin`.
    pub label: String,
    /// Zone.
    pub zone: Zone,
}

impl Default for PlanSettings {
    fn default() -> Self {
        Self {
            id: SettingsId(uuid::Uuid::nil()),
            name: "New plan".into(),
            organisation: String::new(),
            zone: Zone::UTC,
            currency: "€".into(),
            clocks: vec![Clock {
                label: "UTC".into(),
                zone: Zone::UTC,
            }],
            rights: Vec::new(),
        }
    }
}
