//! TRN-02: a change on board of a train has missed a cut-off.

use super::Rule;
use crate::train::boarding;
use crate::{Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "TRN-02",
    sentence: "A change on board of a train has missed a cut-off.",
    why: "What comes late is tested less, and holds up those who were in time.",
    find: |asked| {
        let mut found = Vec::new();
        let to_come = asked.plan.releases.iter().filter(|release| {
            release.is_open() && release.deploy.start() > asked.now && release.train.is_some()
        });
        for release in to_come {
            let Some(boarding) = boarding(asked.plan, release.id, asked.now) else {
                continue;
            };
            for passenger in boarding.passengers {
                let Some(missed) = passenger.missed.first() else {
                    continue;
                };
                let sentence = format!(
                    "{} rides {} and missed {} ({}): it {}.",
                    passenger.reference,
                    release.reference,
                    missed.cut_off.name,
                    wording::moment(missed.cut_off.at, asked.zone),
                    missed.lacks
                );
                let subjects = [Subject::Change(passenger.change), Subject::Release(release.id)];
                let mut finding = RULE.found(Severity::Warning, &subjects, sentence);
                finding
                    .ways_out
                    .extend(passenger.next_train.map(|next| next.way_out));
                found.push(finding);
            }
        }
        found
    },
};
