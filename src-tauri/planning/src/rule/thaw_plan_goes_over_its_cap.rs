//! FRZ-19: a thaw plan with a day above its cap, or none shortly before the end.

use super::Rule;
use crate::talks::{agreements_of, thaw_loads};
use crate::{FreezeLevel, FreezeState, Severity, Subject, wording};
use chrono::TimeDelta;

const SOON_DAYS: i64 = 7;

pub(super) const RULE: Rule = Rule {
    id: "FRZ-19",
    sentence: "A freeze thaws without a plan, or faster than its plan may.",
    why: "The quiet weeks are paid back in one night.",
    find: |asked| {
        let plan = asked.plan;
        let mut found = Vec::new();
        for thaw in &plan.thaw_plans {
            let loads = thaw_loads(plan, asked.index, &thaw.days, thaw.daily_cap, thaw.tier_cap);
            for day in loads.days.iter().filter(|day| !day.over.is_empty()) {
                let sentence = format!(
                    "After {}, {}: {}.",
                    plan.name_of(Subject::Freeze(thaw.freeze)),
                    wording::day(day.on),
                    day.over
                );
                found.push(RULE.found(Severity::Warning, &[Subject::Freeze(thaw.freeze)], sentence));
            }
        }
        for freeze in plan.freezes.iter().filter(|freeze| {
            freeze.is_live() && freeze.state == FreezeState::Agreed && freeze.level >= FreezeLevel::Hard
        }) {
            let ends = freeze.window.end();
            let soon = ends > asked.now && ends - TimeDelta::days(SOON_DAYS) <= asked.now;
            let planned = plan.thaw_plans.iter().any(|thaw| thaw.freeze == freeze.id);
            if soon && !planned && !agreements_of(plan, freeze.id).is_empty() {
                let sentence = format!(
                    "{} ends {} and has no thaw plan.",
                    freeze.name,
                    wording::moment(ends, asked.zone)
                );
                found.push(RULE.found(Severity::Note, &[Subject::Freeze(freeze.id)], sentence));
            }
        }
        found
    },
};
