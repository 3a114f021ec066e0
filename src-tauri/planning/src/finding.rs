//! Findings: what the rules say about a plan.
//!
//! ```text
//! check(&Plan, now) -> Vec<Finding>                 every rule over the plan, the heaviest first
//! check_with(&Plan, &Index, now) -> Vec<Finding>    the same with an index that is already there
//! check_rule(&Plan, &Index, now, rule) -> Vec<Finding>   one rule
//! RULES: &[Rule]                                    every rule's id and sentence
//! ```

use crate::collision::Index;
use crate::waiving::{Waived, waived};
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
    /// True when a person may take it as it is, with a reason.
    pub waivable: bool,
    /// Who took it as it is, when and why; what is waived weighs as a note.
    pub waived: Option<Waived>,
}

impl Finding {
    /// The finding as the plan's waivers leave it.
    fn weighed(mut self, plan: &Plan) -> Self {
        self.waived = waived(plan, self.rule, &self.subjects, &self.sentence);
        if self.waived.is_some() {
            self.severity = Severity::Note;
            self.waivable = false;
            self.ways_out.clear();
        }
        self
    }
}

/// Runs every rule: errors first, then in order of rule and sentence.
#[must_use]
pub fn check(plan: &Plan, now: Instant) -> Vec<Finding> {
    check_with(plan, &Index::of(plan), now)
}

/// Runs one rule with an index of the plan; nothing when no rule has the id.
#[must_use]
pub fn check_rule(plan: &Plan, index: &Index, now: Instant, rule: &str) -> Vec<Finding> {
    let rules = RULES.iter().filter(|one| one.id == rule);
    found(plan, index, now, rules)
}

/// Runs every rule with an index of the plan.
#[must_use]
pub fn check_with(plan: &Plan, index: &Index, now: Instant) -> Vec<Finding> {
    let mut found = found(plan, index, now, RULES.iter());
    found.sort_by(|one, other| {
        (other.severity.cmp(&one.severity))
            .then(one.rule.cmp(other.rule))
            .then_with(|| one.sentence.cmp(&other.sentence))
    });
    found
}

/// What the rules find, as the plan's waivers leave it.
fn found<'a>(
    plan: &Plan,
    index: &Index,
    now: Instant,
    rules: impl Iterator<Item = &'a Rule>,
) -> Vec<Finding> {
    let asked = crate::rule::Asked {
        plan,
        index,
        now,
        zone: plan.settings().zone,
    };
    rules
        .flat_map(|rule| (rule.find)(&asked))
        .map(|finding| finding.weighed(plan))
        .collect()
}
