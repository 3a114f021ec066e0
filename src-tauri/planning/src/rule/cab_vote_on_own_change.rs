//! CAB-03: somebody votes on what is theirs.

use super::Rule;
use crate::{Severity, Subject};

pub(super) const RULE: Rule = Rule {
    id: "CAB-03",
    sentence: "A voter votes on a change they answer for.",
    why: "Nobody sees the weak place of their own work.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan.cab_votes.iter().filter_map(|vote| {
            let item = plan.agenda_items.get(&vote.item)?;
            let Some(Subject::Change(id)) = item.subject else {
                return None;
            };
            let change = plan.changes.get(&id)?;
            if change.owner != Some(vote.person) {
                return None;
            }
            let sentence = format!(
                "{} voted {} {}, which is theirs.",
                plan.people.get(&vote.person)?.name,
                vote.choice,
                change.reference
            );
            let subjects = [Subject::Change(id), Subject::CabMeeting(item.meeting)];
            Some(RULE.found(Severity::Warning, &subjects, sentence))
        });
        found.collect()
    },
};
