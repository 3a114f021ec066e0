//! CAB-01: a meeting without its quorum.

use super::Rule;
use crate::cab::quorum;
use crate::{MeetingState, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "CAB-01",
    sentence: "A meeting has not enough voters.",
    why: "What too few have decided is decided again.",
    find: |asked| {
        let plan = asked.plan;
        let running = plan
            .cab_meetings
            .iter()
            .filter(|meeting| meeting.state == MeetingState::Running);
        let short = running.filter_map(|meeting| {
            let quorum = quorum(plan, meeting);
            (!quorum.met).then(|| {
                let sentence = format!("{}: {}.", plan.name_of_meeting(meeting), quorum.sentence);
                RULE.found(Severity::Error, &[Subject::CabMeeting(meeting.id)], sentence)
            })
        });
        let planned = plan
            .cab_meetings
            .iter()
            .filter(|meeting| meeting.state == MeetingState::Planned);
        let never = planned.filter_map(|meeting| {
            let series = plan.meetings.get(&meeting.series)?;
            let voters = series.members.iter().filter(|member| member.votes).count();
            let needed = series.quorum as usize;
            (voters < needed).then(|| {
                let sentence = format!(
                    "{} needs {} and has {}.",
                    plan.name_of_meeting(meeting),
                    wording::count(needed, "voter"),
                    if voters == 0 {
                        "none".to_owned()
                    } else {
                        voters.to_string()
                    }
                );
                RULE.found(Severity::Warning, &[Subject::CabMeeting(meeting.id)], sentence)
            })
        });
        short.chain(never).collect()
    },
};
