//! CAB-07: more on the agenda than the meeting has minutes, or it sits longer.

use super::Rule;
use crate::cab::{elapsed, items_of, minutes_of};
use crate::{MeetingState, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "CAB-07",
    sentence: "A meeting takes longer than it has.",
    why: "The last items are decided by whoever is still there.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan.cab_meetings.iter().filter_map(|meeting| {
            let series = plan.meetings.get(&meeting.series)?;
            let has = series.recurrence.minutes;
            let name = plan.name_of_meeting(meeting);
            let minutes = |minutes: u32| wording::minutes(i64::from(minutes));
            let sentence = match meeting.state {
                MeetingState::Planned => {
                    let needs = minutes_of(&series.agenda, &items_of(plan, meeting.id));
                    (needs > has).then(|| {
                        format!(
                            "{name} has {} on its agenda and {} to sit.",
                            minutes(needs),
                            minutes(has)
                        )
                    })
                }
                MeetingState::Running => {
                    let sat = elapsed(meeting, asked.now) / 60;
                    (sat > has).then(|| format!("{name} has sat {} of {}.", minutes(sat), minutes(has)))
                }
                MeetingState::Closed => None,
            }?;
            Some(RULE.found(Severity::Warning, &[Subject::CabMeeting(meeting.id)], sentence))
        });
        found.collect()
    },
};
