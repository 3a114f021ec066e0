//! Asking for an exception to a freeze, and deciding it.

use super::asking::next;
use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::{
    ChangeId, FreezeException, FreezeExceptionId, FreezeId, Reference, ReleaseId, Verdict, Window, wording,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ask for an exception.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RequestException {
    /// The freeze.
    pub freeze: FreezeId,
    /// Changes it is for.
    #[serde(default)]
    pub changes: Vec<ChangeId>,
    /// Release it is for.
    #[serde(default)]
    pub release: Option<ReleaseId>,
    /// Who asks, in words.
    pub requester: String,
    /// Why, and what happens if it is refused.
    pub reason: String,
    /// When the deployment would be.
    #[serde(default)]
    pub slot: Option<Window>,
    /// Which of the freeze's criteria it meets, in their order.
    #[serde(default)]
    pub criteria_met: Vec<bool>,
}

/// The request that was filed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RequestedException {
    /// Its id.
    pub id: FreezeExceptionId,
    /// Its reference.
    pub reference: String,
}

/// Decide a request.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DecideException {
    /// The request.
    pub exception: FreezeExceptionId,
    /// What becomes of it.
    pub verdict: Verdict,
    /// Conditions of a grant.
    #[serde(default)]
    pub conditions: Vec<String>,
}

/// Files a request for an exception.
///
/// # Errors
/// Refused when it names neither a change nor a release, or the freeze is unknown; malformed without a reason.
pub async fn request_exception(
    desk: &Desk,
    question: RequestException,
) -> Result<Written<RequestedException>, WireFailure> {
    if question.changes.is_empty() && question.release.is_none() {
        return Err(WireFailure::refused(
            "nothing-named",
            "An exception is for a change or a release. Name one.",
        ));
    }
    if question.reason.trim().is_empty() {
        return Err(WireFailure::malformed("An exception needs a reason."));
    }
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let freeze = tx
        .plan()
        .freezes
        .get(&question.freeze)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("freeze"))?;
    let used = tx.plan().exceptions.iter().map(|request| &request.reference);
    let reference: Reference = next("FX", used)?;
    let id = FreezeExceptionId(desk.edge().mint());
    tx.put(FreezeException {
        id,
        reference: reference.clone(),
        freeze: freeze.id,
        changes: question.changes,
        release: question.release,
        requester: question.requester.trim().to_owned(),
        reason: question.reason.trim().to_owned(),
        filed_at: desk.edge().now(),
        slot: question.slot,
        criteria_met: question.criteria_met,
        verdict: Verdict::Filed,
        decided_at: None,
        decided_by: None,
        conditions: Vec::new(),
        valid: None,
        origin: None,
    })
    .map_err(failure::from_store)?;
    let sentence = format!("Filed {reference}, an exception to {}", freeze.name);
    let receipt = tx
        .commit(desk.entry("request_exception", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(
        receipt,
        RequestedException {
            id,
            reference: reference.to_string(),
        },
    ))
}

/// Decides a request for an exception. It is final: a change of mind is a new request.
///
/// # Errors
/// Refused when it was decided already, or when a conditional grant names no condition.
pub async fn decide_exception(
    desk: &Desk,
    question: DecideException,
) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    crate::rights::demand(desk, &session, tx.plan(), planning::Act::DecideException)?;
    let mut request = tx
        .plan()
        .exceptions
        .get(&question.exception)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("exception"))?;
    if request.verdict != Verdict::Filed {
        let sentence = format!(
            "{} is {} already. A change of mind is a new request.",
            request.reference, request.verdict
        );
        return Err(WireFailure::refused("already-decided", sentence));
    }
    if question.verdict == Verdict::GrantedIf && question.conditions.iter().all(|text| text.trim().is_empty())
    {
        return Err(WireFailure::refused(
            "no-condition",
            "A conditional grant names its conditions.",
        ));
    }
    request.verdict = question.verdict;
    request.conditions = question
        .conditions
        .into_iter()
        .filter(|text| !text.trim().is_empty())
        .collect();
    request.decided_at = Some(desk.edge().now());
    let author = desk.edge().author();
    request.decided_by = tx
        .plan()
        .people
        .iter()
        .find(|person| person.name == author)
        .map(|person| person.id);
    let with = match request.conditions.len() {
        0 => String::new(),
        count => format!(", {}", wording::count(count, "condition")),
    };
    let sentence = format!("Set {} to {}{with}", request.reference, request.verdict);
    tx.put(request).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("decide_exception", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}
