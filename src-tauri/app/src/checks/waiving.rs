//! Taking a finding as it is, with a reason, and taking that back.

use crate::contract::{Nothing, Written};
use crate::frame::facts;
use crate::{Desk, WireFailure, failure};
use planning::finding::check_rule;
use planning::waiving::waive;
use planning::{Subject, Waiver, WaiverId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Take a finding as it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WaiveFinding {
    /// Its rule.
    pub rule: String,
    /// What it is about.
    pub subjects: Vec<Subject>,
    /// What it said when the person decided.
    pub finding: String,
    /// Why it is taken.
    pub reason: String,
}

/// Take a waiver back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TakeBackWaiver {
    /// The waiver.
    pub waiver: WaiverId,
}

/// Takes a finding as it is: from now on it weighs as a note and says who decided, when and why.
///
/// # Errors
/// Refused when the rule says that no longer, when its findings have to be cleared, when there is no reason, or when
/// the person may not approve releases.
pub async fn waive_finding(desk: &Desk, question: WaiveFinding) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let now = desk.edge().now();
    let finding = check_rule(&plan, &facts(&session, &plan).index, now, &question.rule)
        .into_iter()
        .find(|one| one.subjects == question.subjects && one.sentence == question.finding)
        .ok_or_else(|| {
            WireFailure::refused(
                "no-such-finding",
                format!("{} says that no longer; look again.", question.rule),
            )
        })?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let id = WaiverId(desk.edge().mint());
    let waiver = waive(
        tx.plan(),
        &finding,
        id,
        &question.reason,
        desk.edge().author(),
        now,
    )
    .map_err(|no| WireFailure::refused(no.code(), no.to_string()))?;
    let sentence = format!("Waived {}: {} ({})", waiver.rule, waiver.finding, waiver.reason);
    tx.put(waiver).map_err(failure::from_store)?;
    crate::rights::demand_changes(desk, &session, &tx)?;
    let receipt = tx
        .commit(desk.entry("waive_finding", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Takes a waiver back.
///
/// # Errors
/// Refused when it is gone, or when the person may not approve releases.
pub async fn take_back_waiver(
    desk: &Desk,
    question: TakeBackWaiver,
) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    if !tx.plan().waivers.contains(&question.waiver) {
        return Err(WireFailure::unknown("waiver"));
    }
    let waiver = tx
        .remove::<Waiver>(question.waiver)
        .map_err(failure::from_store)?;
    let sentence = format!("Took back the waiver of {}: {}", waiver.rule, waiver.finding);
    crate::rights::demand_changes(desk, &session, &tx)?;
    let receipt = tx
        .commit(desk.entry("take_back_waiver", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}
