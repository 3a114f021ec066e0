//! Asking for an exception to a freeze, and deciding it.

use super::asking::next;
use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::calendar::WorkingDays;
use planning::talks as core;
use planning::{
    ChangeId, Day, ExceptionCase, ExceptionUse, FreezeException, FreezeExceptionId, FreezeId, Plan,
    Reference, ReleaseId, Verdict, Window, wording,
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
    /// What the request says for itself.
    #[serde(default)]
    pub case: ExceptionCase,
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
    /// Conditions of a grant; what is asked back when more is to be known.
    #[serde(default)]
    pub conditions: Vec<String>,
    /// While the grant holds; `None` means in its slot, or to the end of the freeze.
    #[serde(default)]
    pub valid: Option<Window>,
    /// Deployments it is good for.
    #[serde(default = "one")]
    pub uses_allowed: u32,
}

fn one() -> u32 {
    1
}

/// Write down that an exception was used.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RecordUse {
    /// The exception.
    pub exception: FreezeExceptionId,
    /// When it was deployed.
    pub deployed: Window,
    /// What was deployed, in words.
    #[serde(default)]
    pub what: String,
    /// Whether the conditions were met.
    pub conditions_met: bool,
}

/// Write down what the review of an exception found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReviewException {
    /// The exception.
    pub exception: FreezeExceptionId,
    /// What it found.
    pub text: String,
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
        case: question.case,
        after: planning::ExceptionAfter::default(),
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
    if !request.is_open() {
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
    if question.verdict == Verdict::Filed {
        return Err(WireFailure::malformed(
            "A decision grants, refuses, withdraws or asks back.",
        ));
    }
    let now = desk.edge().now();
    if request.is_granted() {
        let freeze = tx.plan().freezes.get(&request.freeze).cloned();
        let policy = core::policy(tx.plan(), freeze.as_ref().and_then(|freeze| freeze.policy));
        let budget = freeze
            .as_ref()
            .map(|freeze| core::exception_budget(tx.plan(), freeze));
        if let Some(limit) = budget.and_then(|budget| budget.limit.filter(|limit| budget.granted >= *limit)) {
            return Err(WireFailure::refused(
                "budget-used",
                format!(
                    "{limit} exceptions may be granted, and all are. Raise the limit of the policy first."
                ),
            ));
        }
        if question.uses_allowed == 0 {
            return Err(WireFailure::malformed(
                "A grant is good for at least one deployment.",
            ));
        }
        let zone = tx.plan().settings().zone;
        let ends = request.slot.or(freeze.map(|freeze| freeze.window));
        request.valid = question.valid.or(request.slot);
        request.after.uses_allowed = question.uses_allowed;
        request.after.review_due =
            ends.map(|ends| review_due(tx.plan(), wording::last_day(ends, zone), policy.review_days));
    }
    if request.verdict != Verdict::MoreInfo {
        request.decided_at = Some(now);
    }
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

/// Writes down that an exception was used. Whether that lay inside its slot is told from the times.
///
/// # Errors
/// Refused unless it is granted.
pub async fn record_exception_use(desk: &Desk, question: RecordUse) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let mut request = granted(tx.plan(), question.exception)?;
    let zone = tx.plan().settings().zone;
    let freeze = tx.plan().freezes.get(&request.freeze);
    let policy = core::policy(tx.plan(), freeze.and_then(|freeze| freeze.policy));
    request.after.uses.push(ExceptionUse {
        deployed: question.deployed,
        what: question.what.trim().to_owned(),
        conditions_met: question.conditions_met,
        by: desk.edge().author(),
    });
    request.after.review_due = Some(review_due(
        tx.plan(),
        wording::last_day(question.deployed, zone),
        policy.review_days,
    ));
    let sentence = format!(
        "Used {} {}, {} of {}",
        request.reference,
        wording::moment(question.deployed.start(), zone),
        request.after.uses.len(),
        request.after.uses_allowed
    );
    tx.put(request).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("record_exception_use", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Writes down what the review of an exception found.
///
/// # Errors
/// Refused unless it is granted; malformed without a text.
pub async fn review_exception(
    desk: &Desk,
    question: ReviewException,
) -> Result<Written<Nothing>, WireFailure> {
    if question.text.trim().is_empty() {
        return Err(WireFailure::malformed("Say what the review found."));
    }
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let mut request = granted(tx.plan(), question.exception)?;
    request.after.reviewed_at = Some(desk.edge().now());
    request.after.review = question.text.trim().to_owned();
    let sentence = format!("Reviewed {}", request.reference);
    tx.put(request).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("review_exception", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

fn granted(plan: &planning::Plan, id: FreezeExceptionId) -> Result<FreezeException, WireFailure> {
    let request = plan
        .exceptions
        .get(&id)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("exception"))?;
    if request.is_granted() {
        return Ok(request);
    }
    let sentence = format!(
        "{} is {}. Only what is granted is used and reviewed.",
        request.reference, request.verdict
    );
    Err(WireFailure::refused("not-granted", sentence))
}

/// The review of a deployment is owed so many working days after it.
fn review_due(plan: &Plan, deployed: Day, working_days: u32) -> Day {
    let working = WorkingDays::about(plan, deployed);
    let days = i32::try_from(working_days).unwrap_or(i32::MAX);
    working.plus(working.on_or_after(deployed), days)
}
