//! CAB-04: a condition or an action that nobody will do, or not by any day.

use super::Rule;
use crate::{Severity, StepKind, Subject};

pub(super) const RULE: Rule = Rule {
    id: "CAB-04",
    sentence: "A condition or an action has no owner or no date.",
    why: "What everybody could do at any time is done by nobody.",
    find: |asked| {
        let open = asked.plan.owed_steps.iter().filter(|step| {
            step.done_at.is_none()
                && step.kind != StepKind::Review
                && (step.owner.is_none() || step.due.is_none())
        });
        open.map(|step| {
            let lacks = match (step.owner, step.due) {
                (None, None) => "neither owner nor date",
                (None, Some(_)) => "no owner",
                _ => "no date",
            };
            let about = step
                .subject
                .map(|subject| format!(" of {}", asked.plan.name_of(subject)))
                .unwrap_or_default();
            let kind = if step.kind == StepKind::Condition {
                "The condition"
            } else {
                "The action"
            };
            let sentence = format!("{kind} “{}”{about} has {lacks}.", step.text);
            let subjects: Vec<Subject> = std::iter::once(Subject::OwedStep(step.id))
                .chain(step.subject)
                .collect();
            RULE.found(Severity::Warning, &subjects, sentence)
        })
        .collect()
    },
};
