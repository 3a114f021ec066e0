//! One newtype per kind of id, so that a release is never passed where a change was meant.
//!
//! Ids are UUIDv7, minted by the edge and passed in. People see [`Reference`]s, never ids.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(Self(text.parse()?))
            }
        }
    )*};
}

ids! {
    /// A team that owns services and brings changes.
    TeamId,
    /// A person.
    PersonId,
    /// A service or any other component of the map.
    ServiceId,
    /// A link: a consumer needs a provider.
    DependencyId,
    /// A place where services run.
    EnvironmentId,
    /// A version of a service in an environment.
    InstalledId,
    /// What is known of two versions working together.
    CompatibilityId,
    /// A change.
    ChangeId,
    /// A release train.
    TrainId,
    /// One date of a train.
    DepartureId,
    /// A release.
    ReleaseId,
    /// A deployment window rule.
    DeploymentWindowId,
    /// A freeze.
    FreezeId,
    /// An exception to a freeze.
    FreezeExceptionId,
    /// The talks about a freeze.
    NegotiationId,
    /// One immutable offer or ask in talks.
    OfferId,
    /// What a party says about an offer.
    PositionId,
    /// What the house says about freezes of a kind of event.
    FreezePolicyId,
    /// What a party needs from talks.
    InterestId,
    /// What one party gives another in talks.
    ConcessionId,
    /// What the sides agreed on, in one version.
    AgreementId,
    /// A party's signature under an agreement.
    SignatureId,
    /// In which order what waited for the end of a freeze goes.
    ThawPlanId,
    /// A time of the business.
    BusinessTimeId,
    /// How many people use a service when.
    LoadCurveId,
    /// A series of meetings.
    MeetingSeriesId,
    /// One meeting of a series.
    CabMeetingId,
    /// An item of an agenda.
    AgendaItemId,
    /// What one voter says of an item.
    CabVoteId,
    /// What the CAB decided about an item.
    CabDecisionId,
    /// Something to be done by somebody.
    OwedStepId,
    /// A milestone of a project.
    MilestoneId,
    /// A booking of an environment.
    BookingId,
    /// A view of the calendar with a name.
    SavedViewId,
    /// The decision to take a finding as it is.
    WaiverId,
    /// A saved branch of the plan.
    ScenarioId,
    /// A published version of the plan.
    PublicationId,
    /// Edits made apart that wait for a person.
    MergeConflictId,
    /// One line of the journal.
    EntryId,
    /// The one row of plan settings.
    SettingsId,
}

/// A human reference such as `CHG-1042`: unique within its kind, never empty, at most 64 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Reference(String);

impl Reference {
    /// Trims and checks the text.
    ///
    /// # Errors
    /// A sentence when the text is empty, longer than 64 characters or holds control characters.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("a reference is never empty".into());
        }
        if text.chars().count() > 64 {
            return Err(format!("“{text}” is longer than 64 characters"));
        }
        if text.chars().any(char::is_control) {
            return Err(format!("“{}” holds a control character", text.escape_debug()));
        }
        Ok(Self(text.to_owned()))
    }

    /// The text people see.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Reference {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text)
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
