//! DEP-08: a release touches what somebody else runs, without an agreed window or with less notice than they want.

use super::Rule;
use crate::{ServiceKind, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "DEP-08",
    sentence: "A release touches what somebody else runs, without their window or their notice.",
    why: "They have a calendar of their own, and nobody here can open it on the night.",
    find: |asked| {
        let mut found = Vec::new();
        for (release, changes) in asked.open_releases() {
            let mut touched: Vec<_> = changes.iter().flat_map(|change| &change.services).collect();
            touched.sort_unstable();
            touched.dedup();
            let outside = touched
                .into_iter()
                .filter_map(|id| asked.plan.services.get(id))
                .filter(|service| service.kind == ServiceKind::ThirdParty);
            for service in outside {
                let subjects = [Subject::Release(release.id), Subject::Service(service.id)];
                let named = asked
                    .plan
                    .windows
                    .iter()
                    .any(|window| window.services.contains(&service.id));
                if !named {
                    let sentence = format!(
                        "{} touches {}, and no window of theirs is known.",
                        release.reference, service.name
                    );
                    let way = format!("Ask them for a window and note it for {}.", service.name);
                    found.push(RULE.found(Severity::Warning, &subjects, sentence).with_way(way));
                }
                let Some(notice) = service.notice_days else {
                    continue;
                };
                let left = (release.deploy.start() - asked.now).num_days();
                if left < i64::from(notice) {
                    let sentence = format!(
                        "{} touches {} {}, in {}; they want {} of notice.",
                        release.reference,
                        service.name,
                        wording::moment(release.deploy.start(), asked.zone),
                        wording::count(usize::try_from(left.max(0)).unwrap_or(0), "day"),
                        wording::count(notice as usize, "day")
                    );
                    let way = "Tell them today and ask whether the date holds, or move the release.";
                    found.push(RULE.found(Severity::Warning, &subjects, sentence).with_way(way));
                }
            }
        }
        found
    },
};
