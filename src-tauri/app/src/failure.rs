//! The one failure type of the wire: refused, stale, malformed or fault, always with a sentence.

use crate::log::FieldView;
use planning::Instant;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which of the four kinds a failure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FailureKind {
    /// The plan says no.
    Refused,
    /// Somebody has changed it since it was looked at.
    Stale,
    /// The question cannot be read.
    Malformed,
    /// Something broke; what is safe is in the sentence.
    Fault,
}

/// What an operation answers when it does not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[error("{sentence}")]
pub struct WireFailure {
    /// Which kind.
    pub kind: FailureKind,
    /// Stable word to branch on, e.g. `window-closed`.
    pub code: String,
    /// What happened, what is safe, what to do.
    pub sentence: String,
    /// With `stale`: what somebody changed since it was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub changed: Option<Box<ChangedSince>>,
}

/// What somebody changed since a person looked at a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChangedSince {
    /// Who.
    pub author: String,
    /// When.
    pub at: Instant,
    /// What was done, as the log says it.
    pub sentence: String,
    /// Journal position to look at now; an edit that carries it says it has seen this.
    #[ts(type = "number")]
    pub seq: i64,
    /// The record, as people call it.
    pub name: String,
    /// Its fields before and after.
    pub fields: Vec<FieldView>,
}

impl WireFailure {
    /// The plan says no.
    pub fn refused(code: &str, sentence: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Refused,
            code: code.into(),
            sentence: sentence.into(),
            changed: None,
        }
    }
    /// Somebody was faster.
    pub fn stale(sentence: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Stale,
            code: "stale".into(),
            sentence: sentence.into(),
            changed: None,
        }
    }
    /// The question cannot be read.
    pub fn malformed(sentence: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Malformed,
            code: "malformed".into(),
            sentence: sentence.into(),
            changed: None,
        }
    }
    /// Something broke.
    pub fn fault(code: &str, sentence: impl Into<String>) -> Self {
        Self {
            kind: FailureKind::Fault,
            code: code.into(),
            sentence: sentence.into(),
            changed: None,
        }
    }
    /// No plan is open.
    pub fn no_plan() -> Self {
        Self::refused("no-plan", "No plan is open. Open one or start a new one first.")
    }
    /// The record that was named is not in the plan.
    pub fn unknown(what: &str) -> Self {
        Self::refused(
            "unknown",
            format!("This {what} is not in the plan any more. Nothing was changed."),
        )
    }
}

/// A store's failure on the wire.
pub(crate) fn from_store(error: impl Into<store::StoreError>) -> WireFailure {
    match error.into() {
        store::StoreError::Refused(refusal @ store::Refusal::Stale { .. }) => {
            WireFailure::stale(refusal.to_string())
        }
        store::StoreError::Refused(refusal) => WireFailure::refused(refusal.code(), refusal.to_string()),
        store::StoreError::Fault(fault) => WireFailure::fault(
            "store",
            format!("{fault}. What was saved before is safe; this step was not kept."),
        ),
    }
}

/// A failure to open a plan file on the wire.
pub(crate) fn from_open(fault: store::OpenFault) -> WireFailure {
    WireFailure::refused(fault.code(), fault.to_string())
}
