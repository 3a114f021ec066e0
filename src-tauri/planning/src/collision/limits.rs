//! Releases that carry more than they may: effort, risk, minutes.

use super::view::{Touched, View};
use super::{Collision, CollisionKind};
use crate::{ServiceId, Severity, Subject, wording};

pub(super) fn find(view: &View<'_>, touched: &Touched, found: &mut Vec<Collision>) {
    for facts in touched
        .releases
        .iter()
        .map(|number| view.facts(*number))
        .filter(|facts| facts.is_open)
    {
        let name = view.plan.name_of(Subject::Release(facts.id));
        let load = &facts.load;
        let mut add_at = |kind, severity, service: Option<ServiceId>, sentence| {
            let key: Vec<Subject> = std::iter::once(Subject::Release(facts.id))
                .chain(service.map(Subject::Service))
                .collect();
            found.push(Collision::new(kind, severity, &key, &[], sentence));
        };
        for (one, budget) in load.over_critical() {
            let sentence = format!(
                "{name} brings {} risk points to {} (tier 0), which takes {budget} in one release, {} over.",
                one.risk,
                view.plan.name_of(Subject::Service(one.service)),
                one.risk - budget
            );
            add_at(
                CollisionKind::OverRiskBudget,
                Severity::Warning,
                Some(one.service),
                sentence,
            );
        }
        let mut add = |kind, severity, sentence| add_at(kind, severity, None, sentence);
        if let Some(capacity) = load.capacity.filter(|capacity| load.points > *capacity) {
            let sentence = format!(
                "{name} holds {} of {capacity} effort points, {} over.",
                load.points,
                load.points - capacity
            );
            add(CollisionKind::OverCapacity, Severity::Warning, sentence);
        }
        if let Some(budget) = load.budget.filter(|budget| load.risk > *budget) {
            let sentence = format!(
                "{name} holds {} of {budget} risk points, {} over.",
                load.risk,
                load.risk - budget
            );
            add(CollisionKind::OverRiskBudget, Severity::Warning, sentence);
        }
        if let Some(possible) = load
            .tests_possible
            .filter(|possible| load.tests_missing > *possible)
        {
            let sentence = format!(
                "{name} has {} tests to show; in the days booked for it its environments take {possible}.",
                load.tests_missing
            );
            add(CollisionKind::TooManyTests, Severity::Warning, sentence);
        }
        let needed = load.minutes + load.back_out_minutes;
        if needed > load.window_minutes {
            let sentence = format!(
                "{name} needs {} with the crews there are ({} to deploy and check, {} to back out) and has {}.",
                wording::minutes(needed.into()),
                wording::minutes(load.minutes.into()),
                wording::minutes(load.back_out_minutes.into()),
                wording::minutes(load.window_minutes.into())
            );
            add(CollisionKind::WindowTooShort, Severity::Error, sentence);
        }
    }
}
