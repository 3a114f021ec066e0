//! Challenging a risk: a level that a person sets instead of the computed one, with the reason, in the log.

use crate::contract::{Nothing, Written};
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use planning::plan::TableName;
use planning::{ChangeId, RiskOverride, Score};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Challenge the risk of a change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChallengeRisk {
    /// The change.
    pub change: ChangeId,
    /// The level that holds instead; `None` goes back to the computed one.
    pub level: Option<Score>,
    /// Why; needed with a level.
    #[serde(default)]
    pub reason: String,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Sets a risk level instead of the computed one, or takes that back.
///
/// # Errors
/// Refused when the change is unknown or a level has no reason; stale when somebody was faster.
pub async fn challenge_risk(desk: &Desk, question: ChallengeRisk) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    still_as_seen(&mut tx, TableName::Change, question.change.0, question.seen).await?;
    let mut change = tx
        .plan()
        .changes
        .get(&question.change)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("change"))?;
    let reason = question.reason.trim();
    let sentence = match question.level {
        Some(_) if reason.is_empty() => {
            return Err(WireFailure::refused(
                "no-reason",
                "A challenged risk needs a reason: the next reader will ask.",
            ));
        }
        Some(level) => {
            change.risk.overridden = Some(RiskOverride {
                level,
                reason: reason.to_owned(),
                by: None,
            });
            format!(
                "Set the risk of {} to {} of 5: {reason}",
                change.reference,
                level.number()
            )
        }
        None if change.risk.overridden.is_none() => {
            return Err(WireFailure::refused(
                "nothing-new",
                format!("The risk of {} is the computed one.", change.reference),
            ));
        }
        None => {
            change.risk.overridden = None;
            format!("Took back the challenged risk of {}", change.reference)
        }
    };
    tx.put(change).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("challenge_risk", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}
