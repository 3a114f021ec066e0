//! One desk for exceptions across all freezes: every request as a row, what is to be decided first; and one on its page.

use super::exception_lines::line_of;
use super::list::{FreezeLine, line};
use super::room_view::ExceptionLine;
use crate::contract::Nothing;
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::talks::{self as core, ExceptionBudget};
use planning::{
    ExceptionReason, FreezeException, FreezeExceptionId, FreezeId, Instant, Plan, TeamId, Verdict, Window,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Which request.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExceptionQuestion {
    /// The request.
    pub exception: FreezeExceptionId,
}

/// A request on the desk.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExceptionRow {
    /// Identity.
    pub id: FreezeExceptionId,
    /// Reference.
    pub reference: String,
    /// The freeze.
    pub freeze: FreezeId,
    /// What people call the freeze.
    pub freeze_name: String,
    /// What it is for.
    pub subject: String,
    /// Who asks.
    pub requester: String,
    /// Teams whose services it touches, by name; who asks where it touches none that has an owner.
    pub teams: Vec<String>,
    /// Why, as a code.
    pub reason_code: ExceptionReason,
    /// What became of it.
    pub verdict: Verdict,
    /// When it was filed.
    pub filed_at: Instant,
    /// When it was decided.
    pub decided_at: Option<Instant>,
    /// Whole days from filing to the decision, or until now.
    #[ts(type = "number")]
    pub days_waited: i64,
    /// When the deployment would be.
    pub slot: Option<Window>,
    /// Advice from 0 to 100; `None` when nothing can be said.
    pub advice: Option<i32>,
    /// Exceptions granted of those that may be, of its freeze.
    pub budget: ExceptionBudget,
    /// Deployments made with it.
    pub uses: u32,
    /// Deployments it is good for.
    pub uses_allowed: u32,
}

/// The desk.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExceptionDesk {
    /// Every request: to be decided first, by their slots; then the newest decision first.
    pub rows: Vec<ExceptionRow>,
    /// How many wait for a decision.
    pub open: u32,
}

/// A request on its page.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ExceptionPage {
    /// All it says.
    pub request: ExceptionLine,
    /// The freeze.
    pub freeze: FreezeLine,
    /// What an exception must show.
    pub criteria: Vec<String>,
    /// Exceptions that may still be granted.
    pub budget: ExceptionBudget,
}

/// Every request for an exception, of all freezes.
///
/// # Errors
/// Refused when no plan is open.
pub async fn exception_desk(desk: &Desk, _question: Nothing) -> Result<ExceptionDesk, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let now = desk.edge().now();
    let mut requests: Vec<&FreezeException> = plan.exceptions.iter().collect();
    requests.sort_by_key(|request| {
        let open = request.is_open();
        let slot = request.slot.map(Window::start);
        (
            !open,
            // A request without a slot comes after those that name one.
            open.then_some((slot.is_none(), slot, request.filed_at)),
            std::cmp::Reverse(request.decided_at),
            request.reference.clone(),
        )
    });
    let rows: Vec<ExceptionRow> = requests
        .into_iter()
        .filter_map(|request| {
            let freeze = plan.freezes.get(&request.freeze)?;
            let until = request.decided_at.unwrap_or(now);
            Some(ExceptionRow {
                id: request.id,
                reference: request.reference.to_string(),
                freeze: freeze.id,
                freeze_name: freeze.name.clone(),
                subject: super::exception_lines::subject(&plan, request),
                requester: request.requester.clone(),
                teams: teams(&plan, &facts, request),
                reason_code: request.case.reason_code,
                verdict: request.verdict,
                filed_at: request.filed_at,
                decided_at: request.decided_at,
                days_waited: (until - request.filed_at).num_days(),
                slot: request.slot,
                advice: core::advice(&plan, &facts.index, request).map(|advice| advice.score),
                budget: core::exception_budget(&plan, freeze),
                uses: u32::try_from(request.after.uses.len()).unwrap_or(u32::MAX),
                uses_allowed: request.after.uses_allowed,
            })
        })
        .collect();
    Ok(ExceptionDesk {
        open: u32::try_from(plan.exceptions.iter().filter(|request| request.is_open()).count())
            .unwrap_or(u32::MAX),
        rows,
    })
}

/// One request with all it says, its advice and the budget of its freeze.
///
/// # Errors
/// Refused when the request is unknown.
pub async fn exception_page(desk: &Desk, question: ExceptionQuestion) -> Result<ExceptionPage, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let request = plan
        .exceptions
        .get(&question.exception)
        .ok_or_else(|| WireFailure::unknown("exception"))?;
    let freeze = plan
        .freezes
        .get(&request.freeze)
        .ok_or_else(|| WireFailure::unknown("freeze"))?;
    Ok(ExceptionPage {
        request: line_of(&plan, &facts, request),
        freeze: line(&plan, freeze),
        criteria: freeze.criteria.clone(),
        budget: core::exception_budget(&plan, freeze),
    })
}

/// Names of the teams whose services the changes touch, or who asks.
fn teams(plan: &Plan, facts: &crate::frame::Facts, request: &FreezeException) -> Vec<String> {
    let riding = request.release.map(|id| facts.changes_of(id)).unwrap_or_default();
    let changes = request.changes.iter().chain(riding);
    let services = changes
        .filter_map(|id| plan.changes.get(id))
        .flat_map(|change| change.services.iter());
    let owners: BTreeSet<TeamId> = services.filter_map(|id| plan.services.get(id)?.owner).collect();
    let mut names: Vec<String> = owners
        .iter()
        .filter_map(|id| plan.teams.get(id))
        .map(|team| team.name.clone())
        .collect();
    names.sort();
    if names.is_empty() && !request.requester.is_empty() {
        names.push(request.requester.clone());
    }
    names
}
