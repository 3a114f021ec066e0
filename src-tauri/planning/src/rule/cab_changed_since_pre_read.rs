//! CAB-05: a change is not what the members have read.

use super::Rule;
use crate::cab::{decision_of, differences, footing_of};
use crate::{MeetingState, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "CAB-05",
    sentence: "A change on the agenda is not as the members have read it.",
    why: "They would decide something else than they think.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan.agenda_items.iter().filter_map(|item| {
            let meeting = plan.cab_meetings.get(&item.meeting)?;
            let read = meeting.pre_read?;
            let (Some(Subject::Change(id)), Some(was)) = (item.subject, &item.read_as) else {
                return None;
            };
            if meeting.state == MeetingState::Closed || decision_of(plan, item.id).is_some() {
                return None;
            }
            let change = plan.changes.get(&id)?;
            let now = footing_of(plan, asked.index.risk(), change);
            let differing: Vec<String> = differences(plan, was, &now)
                .into_iter()
                .map(|one| one.sentence)
                .collect();
            if differing.is_empty() {
                return None;
            }
            let sentence = format!(
                "{} changed since the pre-read of {}: {}.",
                change.reference,
                wording::moment(read.at, asked.zone),
                differing.join("; ")
            );
            let subjects = [Subject::Change(id), Subject::CabMeeting(meeting.id)];
            Some(RULE.found(Severity::Warning, &subjects, sentence))
        });
        found.collect()
    },
};
