//! PRJ-01 to PRJ-03: a milestone is expected after the moment that waits for it, nobody has looked at it lately, or it
//! is likely late as others went.

use super::Rule;
use crate::slip::Reached;
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

pub(super) const LIKELY: Rule = Rule {
    id: "PRJ-03",
    sentence: "A milestone is stated in time, and as others went it is likely late.",
    why: "Who reads only the stated day learns of the delay when it is there.",
    find: |asked| {
        let today = asked.now.day_in(asked.zone);
        let reached = Reached::of(asked.plan);
        let mut found = Vec::new();
        for milestone in &asked.plan.milestones {
            let release = milestone.release.and_then(|id| asked.plan.releases.get(&id));
            let Some(release) = release.filter(|release| release.is_open()) else {
                continue;
            };
            let (what, day) = gate(milestone, release, asked.zone);
            if day < today || milestone.expected() > day {
                continue;
            }
            let outlook = reached.outlook(milestone, today);
            let Some((likely, outlook)) = outlook.and_then(|outlook| Some((outlook.likely?, outlook))) else {
                continue;
            };
            if likely.most <= day {
                continue;
            }
            let subject = Subject::Milestone(milestone.id);
            let (chance, by) = if likely.half > day {
                ("in half of the cases", likely.half)
            } else {
                ("in 85 of 100 cases", likely.most)
            };
            let sentence = format!(
                "{} is stated for {}; as the last {} of {} went it is there by {} {chance}, and {} {what} on {}.",
                asked.plan.name_of(subject),
                wording::day(outlook.stated),
                wording::count(outlook.past.len(), "milestone"),
                if outlook.of_project {
                    milestone.project.as_str()
                } else {
                    "the plan"
                },
                wording::day(by),
                release.reference,
                wording::day(day)
            );
            found.push(LIKELY.found(Severity::Note, &[subject, Subject::Release(release.id)], sentence));
        }
        found
    },
};
