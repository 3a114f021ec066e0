//! A request for an exception as the screens show it.

use super::room_view::{ExceptionDetail, ExceptionLine};
use crate::frame::Facts;
use planning::talks as core;
use planning::{Freeze, FreezeException, Plan, Subject, Window};

/// Requests of a freeze: those to be decided first, by their slot.
pub(super) fn lines_of(plan: &Plan, facts: &Facts, freeze: &Freeze) -> Vec<ExceptionLine> {
    let of_freeze = |request: &&FreezeException| request.freeze == freeze.id;
    let mut requests: Vec<&FreezeException> = plan.exceptions.iter().filter(of_freeze).collect();
    requests.sort_by_key(|request| {
        let open = request.is_open();
        let slot = open.then_some(request.slot.map(Window::start));
        (!open, slot, request.reference.clone())
    });
    let line = |request| line_of(plan, facts, request);
    requests.into_iter().map(line).collect()
}

/// What the request is for: its changes and its release.
pub(super) fn subject(plan: &Plan, request: &FreezeException) -> String {
    let changes = request.changes.iter().filter_map(|id| plan.changes.get(id));
    let mut names: Vec<String> = changes
        .map(|change| format!("{} {}", change.reference, change.title))
        .collect();
    names.extend(request.release.map(|id| plan.name_of(Subject::Release(id))));
    planning::wording::list(&names)
}

/// One request with all it says.
pub(super) fn line_of(plan: &Plan, facts: &Facts, request: &FreezeException) -> ExceptionLine {
    ExceptionLine {
        id: request.id,
        reference: request.reference.to_string(),
        subject: subject(plan, request),
        requester: request.requester.clone(),
        reason: request.reason.clone(),
        criteria_met: request.criteria_met.clone(),
        verdict: request.verdict,
        filed_at: request.filed_at,
        decided_at: request.decided_at,
        conditions: request.conditions.clone(),
        slot: request.slot,
        decided_by: request
            .decided_by
            .and_then(|id| plan.people.get(&id))
            .map(|person| person.name.clone())
            .unwrap_or_default(),
        detail: detail(plan, facts, request),
    }
}

fn detail(plan: &Plan, facts: &Facts, request: &FreezeException) -> ExceptionDetail {
    ExceptionDetail {
        environments: request
            .case
            .environments
            .iter()
            .map(|id| plan.name_of(Subject::Environment(*id)))
            .collect(),
        case: request.case.clone(),
        advice: core::advice(plan, &facts.index, request),
        valid: request.valid,
        after: request.after.clone(),
        uses: core::uses_judged(plan, request),
        days_to_decide: request.decided_at.map(|at| (at - request.filed_at).num_days()),
    }
}
