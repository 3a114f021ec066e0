//! DEP-03: a release changes a contract, and somebody who shares it neither goes along nor is shown to work with it.

use super::Rule;
use crate::Subject;
use crate::map::{MISSING_PARTNER, PartnerVerdict, partners};

pub(super) const RULE: Rule = Rule {
    id: MISSING_PARTNER,
    sentence: "A contract is changed, and a partner does not go along.",
    why: "The partner meets a contract that nobody has tried with it.",
    find: |asked| {
        let mut found = Vec::new();
        for (release, changes) in asked.open_releases() {
            if changes.iter().all(|change| change.contracts.is_empty()) {
                continue;
            }
            for partner in partners(asked.plan, asked.index.graph(), release.id) {
                let Some(severity) = partner.severity else {
                    continue;
                };
                let name = asked.plan.name_of(Subject::Service(partner.partner));
                let way = match partner.verdict {
                    PartnerVerdict::Broken => format!(
                        "Bring a version of {name} that works with it into {}.",
                        release.reference
                    ),
                    _ => format!(
                        "Try {name} with it and note the result, or bring {name} into {}.",
                        release.reference
                    ),
                };
                found.push(
                    RULE.found(severity, &partner.subjects, partner.sentence)
                        .with_way(way),
                );
            }
        }
        found
    },
};
