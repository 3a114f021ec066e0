//! TRN-04: a cut-off of a train asks for tests that begin only after it.

use super::Rule;
use crate::train::cut_off_dates;
use crate::{CutOffNeed, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "TRN-04",
    sentence: "A cut-off of a train asks for passed tests before the test of its release begins.",
    why: "Nobody can keep it: every change on board misses it, and a cut-off that all miss stops nobody.",
    find: |asked| {
        let mut found = Vec::new();
        let to_come = (asked.plan.releases.iter())
            .filter(|release| release.is_open() && release.deploy.start() > asked.now);
        for release in to_come {
            let Some(train) = release.train.and_then(|id| asked.plan.trains.get(&id)) else {
                continue;
            };
            for date in cut_off_dates(asked.plan, train, release.deploy) {
                if date.needs != CutOffNeed::Evidence || date.at > release.test_starts {
                    continue;
                }
                let sentence = format!(
                    "{} of {} asks for passed tests by {}, and {} starts its test on {}.",
                    date.name,
                    train.name,
                    wording::moment(date.at, asked.zone),
                    release.reference,
                    wording::moment(release.test_starts, asked.zone)
                );
                let subjects = [Subject::Release(release.id), Subject::Train(train.id)];
                found.push(RULE.found(Severity::Warning, &subjects, sentence));
            }
        }
        found
    },
};
