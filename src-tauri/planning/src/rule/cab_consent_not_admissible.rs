//! CAB-02: an item is to be approved together with others and lacks what that takes.

use super::Rule;
use crate::cab::not_admissible;
use crate::{AgendaBlock, MeetingState, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "CAB-02",
    sentence: "A change without back-out, test or owner is to be approved unseen.",
    why: "What is approved together is looked at by nobody.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan
            .agenda_items
            .iter()
            .filter(|item| item.block == AgendaBlock::Consent)
            .filter_map(|item| {
                let meeting = plan.cab_meetings.get(&item.meeting)?;
                let Some(Subject::Change(id)) = item.subject else {
                    return None;
                };
                let change = plan.changes.get(&id)?;
                let lacks = not_admissible(change);
                if meeting.state == MeetingState::Closed || lacks.is_empty() {
                    return None;
                }
                let sentence = format!(
                    "{} is to be approved together with others at the {}, and lacks {}.",
                    change.reference,
                    plan.name_of_meeting(meeting),
                    wording::list(&lacks)
                );
                let subjects = [Subject::Change(id), Subject::CabMeeting(meeting.id)];
                Some(
                    RULE.found(Severity::Warning, &subjects, sentence)
                        .with_way("Pull it out and discuss it."),
                )
            });
        found.collect()
    },
};
