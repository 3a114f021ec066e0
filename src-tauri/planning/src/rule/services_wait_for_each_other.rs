//! DEP-01: services that wait for each other have no order.

use super::Rule;
use crate::map::ways_to_break;
use crate::{Severity, Strength, Subject};

pub(super) const RULE: Rule = Rule {
    id: "DEP-01",
    sentence: "Services wait for each other.",
    why: "None of them can go first.",
    find: |asked| {
        let plan = asked.plan;
        let found = asked.index.graph().cycles().into_iter().map(|cycle| {
            let soft = cycle.links.iter().filter_map(|id| plan.dependencies.get(id));
            let soft = soft.filter(|link| link.strength == Strength::Soft).count();
            let severity = if soft == 0 {
                Severity::Error
            } else {
                Severity::Warning
            };
            let mut names: Vec<String> = cycle
                .ring
                .iter()
                .map(|id| plan.name_of(Subject::Service(*id)))
                .collect();
            names.extend(names.first().cloned());
            let also = match cycle.services.len() - cycle.ring.len() {
                0 => String::new(),
                more => format!(", and {more} more in the same group"),
            };
            let sentence = format!("{} wait for each other{also}.", names.join(" → "));
            let services = cycle.services.iter().map(|id| Subject::Service(*id));
            let links = cycle.links.iter().map(|id| Subject::Dependency(*id));
            let subjects: Vec<Subject> = services.chain(links).collect();
            let mut finding = RULE.found(severity, &subjects, sentence);
            for way in ways_to_break(plan, asked.index.graph(), &cycle) {
                finding = finding.with_way(format!(
                    "Give the link {} no order, or confirm it as lockstep. {}",
                    plan.name_of(Subject::Dependency(way.link)),
                    way.sentence
                ));
            }
            finding
        });
        found.collect()
    },
};
