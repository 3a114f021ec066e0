//! FRZ-20: a freeze that leaves no way for a security fix.

use super::Rule;
use crate::talks::exception_budget;
use crate::{ChangeClass, FreezeLevel, Severity, Subject};

const WORDS: [&str; 6] = ["security", "cvss", "vulnerab", "exploit", "cve", "emergency"];

pub(super) const RULE: Rule = Rule {
    id: "FRZ-20",
    sentence: "A freeze leaves no way for a security fix.",
    why: "A hole that is used does not wait for the end of a sale.",
    find: |asked| {
        let plan = asked.plan;
        let closing = plan.freezes.iter().filter(|freeze| {
            freeze.is_live() && freeze.level >= FreezeLevel::Hard && freeze.window.end() > asked.now
        });
        let found = closing.filter_map(|freeze| {
            if freeze.allowed.contains(&ChangeClass::Emergency) {
                return None;
            }
            let text = freeze.criteria.join(" ").to_lowercase();
            let budget = exception_budget(plan, freeze);
            let why = if budget.limit == Some(0) {
                "no exception may be granted".to_owned()
            } else if !freeze.criteria.is_empty()
                && freeze.origin.is_none()
                && !WORDS.iter().any(|word| text.contains(word))
            {
                "none of its criteria admits one".to_owned()
            } else {
                return None;
            };
            let sentence = format!("A security fix has no way into {}: {why}.", freeze.name);
            Some(RULE.found(Severity::Warning, &[Subject::Freeze(freeze.id)], sentence))
        });
        found.collect()
    },
};
