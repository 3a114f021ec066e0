//! What a collision or a finding is about, and how it is named.

use crate::records::words;
use crate::*;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// How much a collision or a finding weighs.
    Severity {
        /// Worth knowing.
        Note = "note",
        /// Weigh it before going on.
        Warning = "warning",
        /// The plan does not hold as it stands.
        Error = "error",
    }
}

/// A record that a collision or a finding names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Subject {
    /// A release.
    Release(ReleaseId),
    /// A change.
    Change(ChangeId),
    /// A freeze.
    Freeze(FreezeId),
    /// A service.
    Service(ServiceId),
    /// A link.
    Dependency(DependencyId),
    /// A train.
    Train(TrainId),
    /// A deployment window.
    DeploymentWindow(DeploymentWindowId),
    /// An environment.
    Environment(EnvironmentId),
    /// Talks.
    Negotiation(NegotiationId),
    /// An exception to a freeze.
    FreezeException(FreezeExceptionId),
    /// A milestone.
    Milestone(MilestoneId),
    /// A booking.
    Booking(BookingId),
    /// A meeting of the CAB.
    CabMeeting(CabMeetingId),
    /// Something owed.
    OwedStep(OwedStepId),
}

impl Subject {
    /// The id without its kind.
    #[must_use]
    pub fn uuid(self) -> uuid::Uuid {
        match self {
            Self::Release(id) => id.0,
            Self::Change(id) => id.0,
            Self::Freeze(id) => id.0,
            Self::Service(id) => id.0,
            Self::Dependency(id) => id.0,
            Self::Train(id) => id.0,
            Self::DeploymentWindow(id) => id.0,
            Self::Environment(id) => id.0,
            Self::Negotiation(id) => id.0,
            Self::FreezeException(id) => id.0,
            Self::Milestone(id) => id.0,
            Self::Booking(id) => id.0,
            Self::CabMeeting(id) => id.0,
            Self::OwedStep(id) => id.0,
        }
    }
    /// The word for its kind.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Release(_) => "release",
            Self::Change(_) => "change",
            Self::Freeze(_) => "freeze",
            Self::Service(_) => "service",
            Self::Dependency(_) => "link",
            Self::Train(_) => "train",
            Self::DeploymentWindow(_) => "window",
            Self::Environment(_) => "environment",
            Self::Negotiation(_) => "talks",
            Self::FreezeException(_) => "exception",
            Self::Milestone(_) => "milestone",
            Self::Booking(_) => "booking",
            Self::CabMeeting(_) => "meeting",
            Self::OwedStep(_) => "step",
        }
    }
}

impl Plan {
    /// What people call the subject: its reference, `consumer → provider` for a link, the name of a freeze.
    #[must_use]
    pub fn name_of(&self, subject: Subject) -> String {
        let known = match subject {
            Subject::Release(id) => self.releases.get(&id).map(|record| record.reference.to_string()),
            Subject::Change(id) => self.changes.get(&id).map(|record| record.reference.to_string()),
            Subject::Freeze(id) => self.freezes.get(&id).map(|record| record.name.clone()),
            Subject::Service(id) => self.services.get(&id).map(|record| record.name.clone()),
            Subject::Train(id) => self.trains.get(&id).map(|record| record.name.clone()),
            Subject::DeploymentWindow(id) => self.windows.get(&id).map(|record| record.name.clone()),
            Subject::Environment(id) => self.environments.get(&id).map(|record| record.name.clone()),
            Subject::Negotiation(id) => self
                .negotiations
                .get(&id)
                .map(|record| record.reference.to_string()),
            Subject::FreezeException(id) => self
                .exceptions
                .get(&id)
                .map(|record| record.reference.to_string()),
            Subject::Milestone(id) => self
                .milestones
                .get(&id)
                .map(|record| format!("{}: {}", record.project, record.name)),
            Subject::Booking(id) => self.bookings.get(&id).map(|record| record.reference.to_string()),
            Subject::CabMeeting(id) => self
                .cab_meetings
                .get(&id)
                .map(|meeting| self.name_of_meeting(meeting)),
            Subject::OwedStep(id) => self.owed_steps.get(&id).map(|step| step.text.clone()),
            Subject::Dependency(id) => self.dependencies.get(&id).map(|link| {
                let name = |id| self.name_of(Subject::Service(id));
                format!("{} → {}", name(link.consumer), name(link.provider))
            }),
        };
        known.unwrap_or_else(|| format!("unknown {} {}", subject.word(), subject.uuid()))
    }
    /// `CAB of Thu 8 Oct`.
    #[must_use]
    pub fn name_of_meeting(&self, meeting: &CabMeeting) -> String {
        let series = self.meetings.get(&meeting.series);
        let zone = series.map_or(self.settings().zone, |series| series.recurrence.zone);
        let day = crate::wording::day(meeting.starts_at.day_in(zone));
        format!(
            "{} of {day}",
            series.map_or("Meeting", |series| series.name.as_str())
        )
    }
}

/// One way out of a collision or a finding: a sentence and the moves that make it so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WayOut {
    /// What would be done, e.g. `Move RO-23 to Wed 18 Nov 22:00.`
    pub sentence: String,
    /// The moves; empty when a person has to do something that is no move.
    pub moves: Vec<Move>,
}
