//! TRN-03: a train departs on a holiday or in a freeze, or its release does not follow the train's rule.

use super::Rule;
use crate::train::timetable;
use crate::{Move, ReleaseKind, Severity, Subject, WayOut, Window, wording};
use chrono::TimeDelta;

/// Days ahead that are looked at.
const DAYS_AHEAD: i64 = 180;

pub(super) const RULE: Rule = Rule {
    id: "TRN-03",
    sentence: "A train departs on a holiday or in a freeze.",
    why: "Nobody is there, or nothing may go; the train's own rule says what happens instead.",
    find: |asked| {
        let mut found = Vec::new();
        let Ok(span) = Window::new(asked.now, asked.now + TimeDelta::days(DAYS_AHEAD)) else {
            return found;
        };
        for train in &asked.plan.trains {
            for stop in timetable(asked.plan, train, span) {
                let Some(note) = &stop.note else { continue };
                let riding: Vec<_> = stop
                    .releases
                    .iter()
                    .filter_map(|id| asked.plan.releases.get(id))
                    .filter(|release| release.is_open() && release.kind == ReleaseKind::Planned)
                    // What was moved away already is no matter of this date any more.
                    .filter(|release| release.deploy.overlaps(stop.scheduled))
                    .filter(|release| stop.departs != Some(release.deploy))
                    .collect();
                for release in &riding {
                    let sentence = format!("{} rides {}: {note}", release.reference, train.name);
                    let subjects = [Subject::Release(release.id), Subject::Train(train.id)];
                    let mut finding = RULE.found(Severity::Warning, &subjects, sentence);
                    if let Some(departs) = stop.departs.filter(|departs| *departs != stop.scheduled) {
                        finding.ways_out.push(WayOut {
                            sentence: format!(
                                "Move {} to {}.",
                                release.reference,
                                wording::moment(departs.start(), asked.zone)
                            ),
                            moves: vec![Move::MoveRelease {
                                release: release.id,
                                deploy: departs,
                                keep_lock: false,
                            }],
                        });
                    }
                    found.push(finding);
                }
                if stop.releases.is_empty() && train.shift == crate::ShiftRule::Stay {
                    let sentence = format!("{}: {note}", train.name);
                    let finding = RULE.found(Severity::Note, &[Subject::Train(train.id)], sentence);
                    found.push(finding.with_way("Say what the train does on holidays and in freezes."));
                }
            }
        }
        found
    },
};
