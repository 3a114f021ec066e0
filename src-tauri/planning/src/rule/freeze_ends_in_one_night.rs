//! FRZ-19: what waited for the end of a freeze goes all at once.

use super::Rule;
use crate::{FreezeLevel, FreezeState, Severity, Subject, Window, wording};
use chrono::TimeDelta;

const THAW_HOURS: i64 = 48;

pub(super) const RULE: Rule = Rule {
    id: "FRZ-19",
    sentence: "A freeze ends in one large deployment.",
    why: "The quiet weeks are paid back in one night.",
    find: |asked| {
        let closing = asked.plan.freezes.iter().filter(|freeze| {
            freeze.is_live() && freeze.state == FreezeState::Agreed && freeze.level >= FreezeLevel::Hard
        });
        let found = closing.filter_map(|freeze| {
            let thaw = Window::new(freeze.window.end(), freeze.window.end() + TimeDelta::hours(THAW_HOURS)).ok()?;
            let covered = |change: &&crate::Change| {
                let mut services = change.services.iter().filter_map(|id| asked.plan.services.get(id));
                services.any(|service| freeze.scope.covers(service))
            };
            let (mut risk, mut budget, mut releases) = (0_u32, None, Vec::new());
            for (release, changes) in asked.open_releases() {
                if !thaw.contains(release.deploy.start()) || !changes.iter().any(&covered) {
                    continue;
                }
                let load = asked.index.load(release.id)?;
                risk += load.risk;
                budget = budget.max(load.budget);
                releases.push(Subject::Release(release.id));
            }
            let budget = budget.filter(|budget| risk > *budget && releases.len() > 1)?;
            let names: Vec<String> = releases.iter().map(|release| asked.plan.name_of(*release)).collect();
            let sentence = format!(
                "{} go within {THAW_HOURS} h after {} with {risk} risk points; one release may hold {budget}.",
                wording::list(&names),
                freeze.name
            );
            let subjects: Vec<Subject> = std::iter::once(Subject::Freeze(freeze.id)).chain(releases).collect();
            Some(RULE.found(Severity::Warning, &subjects, sentence).with_way("Spread them over the days that follow."))
        });
        found.collect()
    },
};
