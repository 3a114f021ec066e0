//! ENV-01 to ENV-04: bookings of environments that cannot hold.

use super::{Asked, Rule};
use crate::Subject;
use crate::booking::{BookingConflictKind, conflicts};
use crate::finding::Finding;

fn of(rule: Rule, kind: BookingConflictKind, asked: &Asked<'_>) -> Vec<Finding> {
    if asked.plan.bookings.is_empty() {
        return Vec::new();
    }
    conflicts(asked.plan, asked.now)
        .into_iter()
        .filter(|conflict| conflict.kind == kind)
        .map(|conflict| {
            let mut subjects: Vec<Subject> =
                conflict.bookings.iter().copied().map(Subject::Booking).collect();
            subjects.extend(conflict.subjects);
            rule.found(conflict.severity, &subjects, conflict.sentence)
        })
        .collect()
}

pub(super) const OVERLAP: Rule = Rule {
    id: "ENV-01",
    sentence: "Two have booked one environment at the same time, and one of them alone.",
    why: "Each tests what the other has changed, and one of them finds out on the day.",
    find: |asked| of(OVERLAP, BookingConflictKind::Overlap, asked),
};
pub(super) const VERSION: Rule = Rule {
    id: "ENV-02",
    sentence: "A booking needs a version that does not run there.",
    why: "What is tested is not what will be deployed.",
    find: |asked| of(VERSION, BookingConflictKind::WrongVersion, asked),
};
pub(super) const FROZEN: Rule = Rule {
    id: "ENV-03",
    sentence: "A booking lies in a freeze of its environment.",
    why: "Nothing can be put there to be tested.",
    find: |asked| of(FROZEN, BookingConflictKind::Frozen, asked),
};
pub(super) const QUOTA: Rule = Rule {
    id: "ENV-04",
    sentence: "A team books more of an environment than its share.",
    why: "The others wait, and learn to book early and wide.",
    find: |asked| of(QUOTA, BookingConflictKind::OverQuota, asked),
};
