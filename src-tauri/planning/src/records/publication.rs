//! Published versions of the plan: what others rely on.

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
        }
    }
}
