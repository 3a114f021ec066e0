//! What speaks for and against an exception: a score whose parts add up, advice and never the decision.
//!
//! ```text
//! 100 = 35 necessity + 30 (1 − risk) + 20 readiness + 15 timeliness, less 10 for each day asked beyond three; never below 0
//! ```

use super::terms::policy;
use crate::collision::Index;
use crate::{
    ChangeId, Day, ExceptionReason, Freeze, FreezeException, FreezeExceptionId, FreezeId, Instant, Plan,
    wording,
};
use serde::Serialize;
use ts_rs::TS;

/// Days that may be asked for without a penalty.
const DAYS_FREE: u32 = 3;
/// Points each further day costs.
const A_DAY: i32 = 10;

/// One part of the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AdvicePart {
    /// `Necessity`, `Risk`, `Readiness`, `Timeliness` or `Length`.
    pub name: String,
    /// Points it gives; below zero for a penalty.
    pub points: i32,
    /// The most it can give.
    pub most: i32,
    /// Why so many.
    pub sentence: String,
}

/// What speaks for and against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Advice {
    /// From 0 to 100: the sum of the parts.
    pub score: i32,
    /// The parts.
    pub parts: Vec<AdvicePart>,
    /// What to know before deciding: a second request, a used-up budget, a missing answer.
    pub notes: Vec<String>,
}

/// Exceptions that may still be granted for a freeze.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ExceptionBudget {
    /// Exceptions granted.
    pub granted: u32,
    /// Exceptions that may be granted; `None` for no limit.
    pub limit: Option<u32>,
}

/// The budget of the freeze, by the policy it stands under.
#[must_use]
pub fn exception_budget(plan: &Plan, freeze: &Freeze) -> ExceptionBudget {
    let granted = plan
        .exceptions
        .iter()
        .filter(|request| request.freeze == freeze.id && request.is_granted());
    ExceptionBudget {
        granted: granted.count() as u32,
        limit: freeze.policy.and_then(|id| policy(plan, Some(id)).max_exceptions),
    }
}

/// Earlier requests for one of the same changes, or the same release, in the same freeze.
#[must_use]
pub fn earlier_requests<'a>(plan: &'a Plan, request: &FreezeException) -> Vec<&'a FreezeException> {
    let same = |other: &&FreezeException| {
        let item = other
            .changes
            .iter()
            .any(|change| request.changes.contains(change))
            || (request.release.is_some() && request.release == other.release);
        other.freeze == request.freeze
            && other.id != request.id
            && item
            && (other.filed_at, other.id) < (request.filed_at, request.id)
    };
    plan.exceptions.iter().filter(same).collect()
}

/// The advice for a request. `None` when its freeze is unknown.
#[must_use]
pub fn advice(plan: &Plan, index: &Index, request: &FreezeException) -> Option<Advice> {
    let freeze = plan.freezes.get(&request.freeze)?;
    let mut parts = vec![
        necessity(request),
        risk(plan, index, request),
        readiness(request),
        timeliness(plan, freeze, request.filed_at),
    ];
    let sum: i32 = parts.iter().map(|part| part.points).sum();
    if let Some(days) = days_asked(request).filter(|days| *days > DAYS_FREE) {
        let penalty = A_DAY.saturating_mul(i32::try_from(days - DAYS_FREE).unwrap_or(i32::MAX));
        parts.push(AdvicePart {
            name: "Length".into(),
            points: -penalty.min(sum),
            most: 0,
            sentence: format!("{days} days are asked for; each beyond {DAYS_FREE} costs {A_DAY}."),
        });
    }
    Some(Advice {
        score: parts.iter().map(|part| part.points).sum(),
        parts,
        notes: notes(plan, freeze, request),
    })
}

/// Days asked for: as was said, else as long as the slot.
#[must_use]
pub fn days_asked(request: &FreezeException) -> Option<u32> {
    request.case.days_asked.or_else(|| {
        let minutes = request.slot?.minutes();
        u32::try_from((minutes + 24 * 60 - 1) / (24 * 60)).ok()
    })
}

fn part(name: &str, most: i32, permille: i32, sentence: String) -> AdvicePart {
    AdvicePart {
        name: name.to_owned(),
        points: (most * permille.clamp(0, 1000) + 500) / 1000,
        most,
        sentence,
    }
}

fn necessity(request: &FreezeException) -> AdvicePart {
    let (permille, why) = match request.case.reason_code {
        ExceptionReason::Security => (1000, "A security fix."),
        ExceptionReason::Legal => (1000, "The law or a regulator names the date."),
        ExceptionReason::DataLoss => (1000, "Data is being lost."),
        ExceptionReason::Defect => (900, "Money or safety is being lost."),
        ExceptionReason::Contract => (700, "A contract names the date."),
        ExceptionReason::Other => (0, "None of the reasons that count by themselves."),
    };
    part("Necessity", 35, permille, why.to_owned())
}

fn risk(plan: &Plan, index: &Index, request: &FreezeException) -> AdvicePart {
    let of_release = plan
        .changes
        .iter()
        .filter(|change| request.release.is_some() && change.release == request.release)
        .map(|change| change.id);
    let changes: Vec<ChangeId> = request.changes.iter().copied().chain(of_release).collect();
    let points: Vec<u32> = changes.iter().filter_map(|id| index.points(*id)).collect();
    if points.is_empty() {
        return part("Risk", 30, 0, "Nobody has assessed what would go.".to_owned());
    }
    let sum = points.iter().sum::<u32>().min(100);
    let sentence = format!(
        "{} with {sum} risk points of 100.",
        wording::count(points.len(), "change")
    );
    part(
        "Risk",
        30,
        1000 - i32::try_from(sum).unwrap_or(100) * 10,
        sentence,
    )
}

fn readiness(request: &FreezeException) -> AdvicePart {
    let case = &request.case;
    let shown = [
        (
            400,
            case.back_out_rehearsed_on.is_some(),
            "the back-out is not rehearsed",
        ),
        (
            200,
            case.back_out_minutes.is_some(),
            "its minutes are not measured",
        ),
        (200, !case.evidence.is_empty(), "there is no evidence"),
        (200, !case.staffing.is_empty(), "nobody is named to be there"),
    ];
    let permille = shown
        .iter()
        .filter(|(_, holds, _)| *holds)
        .map(|(points, ..)| points)
        .sum();
    let missing: Vec<&str> = shown
        .iter()
        .filter(|(_, holds, _)| !holds)
        .map(|(.., word)| *word)
        .collect();
    let sentence = if missing.is_empty() {
        "Rehearsed, measured, shown and staffed.".to_owned()
    } else {
        let list = wording::list(&missing);
        let mut letters = list.chars();
        let first: String = letters
            .next()
            .map(|letter| letter.to_uppercase().collect())
            .unwrap_or_default();
        format!("{first}{}.", letters.as_str())
    };
    part("Readiness", 20, permille, sentence)
}

/// Days before the freeze on which it was filed; below zero once the freeze had begun.
#[must_use]
pub fn days_before(plan: &Plan, freeze: &Freeze, filed_at: Instant) -> i64 {
    let zone = plan.settings().zone;
    (freeze.window.start().day_in(zone).0 - filed_at.day_in(zone).0).num_days()
}

fn timeliness(plan: &Plan, freeze: &Freeze, filed_at: Instant) -> AdvicePart {
    let days = days_before(plan, freeze, filed_at);
    let permille = match days {
        10.. => 1000,
        5..=9 => 800,
        1..=4 => 600,
        0 => 400,
        -3..=-1 => 200,
        _ => 0,
    };
    let sentence = match days {
        0 => "Filed on the day on which the freeze begins.".to_owned(),
        1.. => format!(
            "Filed {} before the freeze.",
            wording::count(days as usize, "day")
        ),
        _ => format!(
            "Filed {} after the freeze began.",
            wording::count(days.unsigned_abs() as usize, "day")
        ),
    };
    part("Timeliness", 15, permille, sentence)
}

fn notes(plan: &Plan, freeze: &Freeze, request: &FreezeException) -> Vec<String> {
    let mut notes = Vec::new();
    let names: Vec<String> = earlier_requests(plan, request)
        .iter()
        .map(|other| format!("{} ({})", other.reference, other.verdict))
        .collect();
    if !names.is_empty() {
        notes.push(format!("Asked for before: {}.", wording::list(&names)));
    }
    let budget = exception_budget(plan, freeze);
    if let Some(limit) = budget
        .limit
        .filter(|limit| budget.granted >= *limit && request.is_open())
    {
        notes.push(format!(
            "{} of {limit} exceptions are granted already.",
            budget.granted
        ));
    }
    for (missing, what) in [
        (
            request.case.if_declined.trim().is_empty(),
            "what happens when it is refused",
        ),
        (
            request.case.risk.trim().is_empty(),
            "what may happen when it goes",
        ),
        (request.case.delta.is_empty(), "everything that goes along"),
        (request.slot.is_none(), "when it would go"),
    ] {
        if missing {
            notes.push(format!("It does not say {what}."));
        }
    }
    notes
}

/// One use of an exception, judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct UseJudged {
    /// Number of the use, from one.
    pub number: u32,
    /// True when it lay inside the slot and while the grant held.
    pub inside: bool,
    /// True when the conditions were met, as somebody says.
    pub conditions_met: bool,
    /// True when it was one more than the grant is good for.
    pub beyond: bool,
}

/// Every use of the exception, judged by its slot, its validity and its count.
#[must_use]
pub fn uses_judged(plan: &Plan, exception: &FreezeException) -> Vec<UseJudged> {
    let ends = plan.freezes.get(&exception.freeze).map(|freeze| freeze.window);
    let judged = (1_u32..)
        .zip(&exception.after.uses)
        .map(|(number, used)| UseJudged {
            number,
            inside: exception
                .slot
                .or(ends)
                .is_none_or(|slot| slot.covers(used.deployed))
                && exception.valid.is_none_or(|valid| valid.covers(used.deployed)),
            conditions_met: used.conditions_met,
            beyond: number > exception.after.uses_allowed,
        });
    judged.collect()
}

/// Exceptions whose review is owed and not written, with the day on which it was due.
#[must_use]
pub fn reviews_owed(plan: &Plan, now: Instant) -> Vec<(FreezeExceptionId, FreezeId, Day)> {
    let today = now.day_in(plan.settings().zone);
    let owed = plan.exceptions.iter().filter_map(|exception| {
        let due = exception.after.review_due.filter(|due| *due < today)?;
        let open = exception.is_granted() && exception.after.reviewed_at.is_none();
        open.then_some((exception.id, exception.freeze, due))
    });
    owed.collect()
}
