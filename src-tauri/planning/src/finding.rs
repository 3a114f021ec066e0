//! Findings: what the rules say about a plan.
//!
//! ```text
//! check(&Plan, now) -> Vec<Finding>                 every rule over the plan, the heaviest first
//! check_with(&Plan, &Index, now) -> Vec<Finding>    the same with an index that is already there
//! RULES: &[Rule]                                    every rule's id and sentence
//! ```

use crate::collision::Index;
use crate::{Instant, Plan, Severity, Subject, WayOut};
use serde::Serialize;
use ts_rs::TS;

pub use crate::rule::{RULES, Rule};

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// The rule, e.g. `DEP-01`.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What it is about.
    pub subjects: Vec<Subject>,
    /// The fact, with names and dates.
    pub sentence: String,
    /// Why it matters.
    pub why: &'static str,
    /// What could be done.
    pub ways_out: Vec<WayOut>,
}

/// Runs every rule: errors first, then in order of rule and sentence.
#[must_use]
pub fn check(plan: &Plan, now: Instant) -> Vec<Finding> {
    check_with(plan, &Index::of(plan), now)
}

/// Runs every rule with an index of the plan.
#[must_use]
pub fn check_with(plan: &Plan, index: &Index, now: Instant) -> Vec<Finding> {
    let asked = crate::rule::Asked {
        plan,
        index,
        now,
        zone: plan.settings().zone,
    };
    let mut found: Vec<Finding> = RULES.iter().flat_map(|rule| (rule.find)(&asked)).collect();
    found.sort_by(|one, other| {
        (other.severity.cmp(&one.severity))
            .then(one.rule.cmp(other.rule))
            .then_with(|| one.sentence.cmp(&other.sentence))
    });
    found
}
