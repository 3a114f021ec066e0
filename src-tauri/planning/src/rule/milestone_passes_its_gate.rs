//! PRJ-01 and PRJ-02: a milestone is expected after the moment that waits for it, or nobody has looked at it lately.

use super::Rule;
use crate::{Day, Milestone, MilestoneGate, Plan, Release, Severity, Subject, Zone, wording};

/// Days after which a forecast is old.
const OLD_DAYS: i64 = 14;

/// What of the release waits for the milestone, and its day.
fn gate(milestone: &Milestone, release: &Release, zone: Zone) -> (&'static str, Day) {
    let (name, at) = match milestone.gate {
        MilestoneGate::ScopeLock => ("closes its scope", release.scope_lock),
        MilestoneGate::Test => ("starts its test", release.test_starts),
        MilestoneGate::Deploy => ("deploys", release.deploy.start()),
    };
    (name, at.day_in(zone))
}

impl Milestone {
    /// Days by which it is expected after what waits for it; 0 when it is in time, reached, or nothing waits any more.
    #[must_use]
    pub fn days_late(&self, plan: &Plan) -> u32 {
        let release = self.release.and_then(|id| plan.releases.get(&id));
        let Some(release) = release.filter(|release| release.is_open() && self.reached.is_none()) else {
            return 0;
        };
        let (_, day) = gate(self, release, plan.settings().zone);
        u32::try_from((self.expected().0 - day.0).num_days()).unwrap_or(0)
    }
}

pub(super) const RULE: Rule = Rule {
    id: "PRJ-01",
    sentence: "A milestone is expected after the moment that waits for it.",
    why: "The project's plan and the release's plan cannot both hold.",
    find: |asked| {
        let mut found = Vec::new();
        for milestone in &asked.plan.milestones {
            let late = milestone.days_late(asked.plan);
            let release = milestone.release.and_then(|id| asked.plan.releases.get(&id));
            let Some(release) = release.filter(|_| late > 0) else {
                continue;
            };
            let (what, day) = gate(milestone, release, asked.zone);
            let subject = Subject::Milestone(milestone.id);
            let sentence = format!(
                "{} is expected {}, {} after {} {what} ({}).",
                asked.plan.name_of(subject),
                wording::day(milestone.expected()),
                wording::count(late as usize, "day"),
                release.reference,
                wording::day(day)
            );
            let subjects = [subject, Subject::Release(release.id)];
            found.push(RULE.found(Severity::Warning, &subjects, sentence));
        }
        found
    },
};

pub(super) const OLD: Rule = Rule {
    id: "PRJ-02",
    sentence: "Nobody has said anything of a milestone for two weeks.",
    why: "A date that nobody repeats is a date that nobody believes.",
    find: |asked| {
        let today = asked.now.day_in(asked.zone);
        let mut found = Vec::new();
        for milestone in asked
            .plan
            .milestones
            .iter()
            .filter(|milestone| milestone.reached.is_none())
        {
            let Some(last) = milestone.forecasts.last() else {
                continue;
            };
            let days = (today.0 - last.said_on.0).num_days();
            if days > OLD_DAYS {
                let subject = Subject::Milestone(milestone.id);
                let sentence = format!(
                    "{} was last forecast {} ago.",
                    asked.plan.name_of(subject),
                    wording::count(usize::try_from(days).unwrap_or(0), "day")
                );
                found.push(OLD.found(Severity::Note, &[subject], sentence));
            }
        }
        found
    },
};
