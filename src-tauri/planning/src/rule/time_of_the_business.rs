//! CAL-04 to CAL-07: a release is deployed while a region trades, in a peak, while a vendor works, or while clocks change.

use super::{Asked, Rule};
use crate::calendar::{clock_changes, touching};
use crate::finding::Finding;
use crate::{BusinessTimeKind, Release, ServiceId, Severity, Subject, wording};
use std::collections::BTreeSet;

fn services(asked: &Asked<'_>, release: &Release) -> BTreeSet<ServiceId> {
    let changes = asked.index.changes_of(release.id);
    let riding = changes.iter().filter_map(|id| asked.plan.changes.get(id));
    riding
        .flat_map(|change| change.services.iter().copied())
        .collect()
}

fn find(rule: Rule, kind: BusinessTimeKind, severity: Severity, asked: &Asked<'_>) -> Vec<Finding> {
    if asked.plan.business_times.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for release in asked
        .plan
        .releases
        .iter()
        .filter(|release| release.is_open() && release.deploy.start() > asked.now)
    {
        let services = services(asked, release);
        let mut said: BTreeSet<String> = BTreeSet::new();
        for (of, name, at) in touching(asked.plan, &services, release.deploy) {
            if of == kind && said.insert(name.clone()) {
                let sentence = format!(
                    "{} deploys {}, inside {name} ({}).",
                    release.reference,
                    wording::moment(release.deploy.start(), asked.zone),
                    wording::days(at, asked.zone)
                );
                found.push(rule.found(severity, &[Subject::Release(release.id)], sentence));
            }
        }
    }
    found
}

pub(super) const HOURS: Rule = Rule {
    id: "CAL-04",
    sentence: "A release is deployed while a region that uses it trades.",
    why: "What goes wrong is felt at once, by those who earn the money.",
    find: |asked| find(HOURS, BusinessTimeKind::Hours, Severity::Note, asked),
};
pub(super) const PEAK: Rule = Rule {
    id: "CAL-05",
    sentence: "A release is deployed in a peak of what it changes.",
    why: "An hour lost in a peak costs more than in any other.",
    find: |asked| find(PEAK, BusinessTimeKind::Peak, Severity::Warning, asked),
};
pub(super) const VENDOR: Rule = Rule {
    id: "CAL-06",
    sentence: "A release is deployed while a vendor it needs works on its own systems.",
    why: "When something fails, nobody can tell who did it.",
    find: |asked| find(VENDOR, BusinessTimeKind::VendorWindow, Severity::Warning, asked),
};
pub(super) const CLOCKS: Rule = Rule {
    id: "CAL-07",
    sentence: "Clocks change during a deployment.",
    why: "An hour happens twice or never: logs, schedules and people disagree about it.",
    find: |asked| {
        let to_come = asked
            .plan
            .releases
            .iter()
            .filter(|release| release.is_open() && release.deploy.start() > asked.now);
        let found = to_come.flat_map(|release| {
            clock_changes(asked.zone, release.deploy)
                .into_iter()
                .map(|change| {
                    let sentence = format!(
                        "{} deploys {} until {}; clocks go {} by {} in between.",
                        release.reference,
                        wording::moment(release.deploy.start(), asked.zone),
                        wording::moment(release.deploy.end(), asked.zone),
                        if change.minutes < 0 { "back" } else { "forward" },
                        wording::minutes(i64::from(change.minutes.abs()))
                    );
                    CLOCKS.found(Severity::Note, &[Subject::Release(release.id)], sentence)
                })
        });
        found.collect()
    },
};
