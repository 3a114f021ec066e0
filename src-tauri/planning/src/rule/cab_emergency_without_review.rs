//! CAB-08: an emergency was approved, and nobody looks back at it.

use super::Rule;
use crate::cab::{last_decision, steps_of};
use crate::{CabVerdict, ChangeKind, Severity, StepKind, Subject};

pub(super) const RULE: Rule = Rule {
    id: "CAB-08",
    sentence: "An emergency was approved without a day for its review.",
    why: "What was done in a hurry is learned from, or done in a hurry again.",
    find: |asked| {
        let plan = asked.plan;
        if plan.cab_decisions.is_empty() {
            return Vec::new();
        }
        let emergencies = plan
            .changes
            .iter()
            .filter(|change| change.kind == ChangeKind::Emergency);
        let found = emergencies.filter_map(|change| {
            let (decision, item) = last_decision(plan, change.id)?;
            let approved = matches!(decision.verdict, CabVerdict::Approved | CabVerdict::ApprovedIf);
            let reviewed =
                steps_of(plan, item.id).any(|step| step.kind == StepKind::Review && step.due.is_some());
            (approved && !reviewed).then(|| {
                let sentence = format!(
                    "{} was approved as an emergency at the {}, and no day is set for its review.",
                    change.reference,
                    plan.name_of(Subject::CabMeeting(item.meeting))
                );
                RULE.found(Severity::Warning, &[Subject::Change(change.id)], sentence)
            })
        });
        found.collect()
    },
};
