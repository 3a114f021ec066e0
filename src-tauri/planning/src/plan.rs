//! The plan: every record at one journal position, cheap to clone.

use crate::journal::RowChange;
pub use crate::table::Table;
use crate::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fmt::Debug;
use uuid::Uuid;

/// A record: one Rust type, one table.
pub trait Record: Clone + Debug + PartialEq + Serialize + DeserializeOwned {
    /// Kind of id.
    type Id: Copy + Ord + Debug + From<Uuid>;
    /// Its table.
    const TABLE: TableName;
    /// Its identity.
    fn id(&self) -> Self::Id;
    /// Its identity without the kind.
    fn uuid(&self) -> Uuid;
    /// All records of the kind.
    fn table(plan: &Plan) -> &Table<Self>;
    /// All records of the kind, to change.
    fn table_mut(plan: &mut Plan) -> &mut Table<Self>;
}

macro_rules! tables {
    ($($(#[$doc:meta])* $field:ident: $record:ident, $id:ident, $name:literal;)*) => {
        records::words! {
            /// The table of each kind of record, parents before children.
            TableName { $($(#[$doc])* $record = $name),* }
        }

        /// Every record of the plan at one journal position.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Plan {
            /// The journal position.
            pub seq: i64,
            $($(#[$doc])* pub $field: Table<$record>,)*
        }

        $(impl Record for $record {
            type Id = $id;
            const TABLE: TableName = TableName::$record;
            fn id(&self) -> $id { self.id }
            fn uuid(&self) -> Uuid { self.id.0 }
            fn table(plan: &Plan) -> &Table<Self> { &plan.$field }
            fn table_mut(plan: &mut Plan) -> &mut Table<Self> { &mut plan.$field }
        })*

        impl Plan {
            /// Makes one journalled change of a row.
            ///
            /// # Errors
            /// A sentence when the row is not as the change expects it, or when the result is no record.
            pub fn apply(&mut self, change: &RowChange) -> Result<(), String> {
                match change.table { $(TableName::$record => apply_row::<$record>(self, change),)* }
            }

            /// The row as its journalled JSON object; `None` when there is none.
            #[must_use]
            pub fn row(&self, table: TableName, id: Uuid) -> Option<Map<String, Value>> {
                match table { $(TableName::$record => row_of::<$record>(self, id),)* }
            }

            /// Every row of every table with its table's name, in order of table and id.
            pub fn for_each_row(&self, mut visit: impl FnMut(TableName, Map<String, Value>)) {
                $(for record in &self.$field {
                    if let Some(row) = object(record) { visit(TableName::$record, row); }
                })*
            }
        }
    };
}

tables! {
    /// What holds for the whole plan.
    settings: PlanSettings, SettingsId, "settings";
    /// Teams.
    teams: Team, TeamId, "team";
    /// People.
    people: Person, PersonId, "person";
    /// Environments.
    environments: Environment, EnvironmentId, "environment";
    /// Services.
    services: Service, ServiceId, "service";
    /// Links between services.
    dependencies: Dependency, DependencyId, "dependency";
    /// What version runs where.
    installed: Installed, InstalledId, "installed";
    /// Which versions work together.
    compatibilities: Compatibility, CompatibilityId, "compatibility";
    /// Trains.
    trains: ReleaseTrain, TrainId, "train";
    /// Dates of trains.
    departures: Departure, DepartureId, "departure";
    /// Releases.
    releases: Release, ReleaseId, "release";
    /// Changes.
    changes: Change, ChangeId, "change";
    /// Deployment windows.
    windows: DeploymentWindow, DeploymentWindowId, "deployment_window";
    /// What the house says about freezes.
    freeze_policies: FreezePolicy, FreezePolicyId, "freeze_policy";
    /// Freezes.
    freezes: Freeze, FreezeId, "freeze";
    /// Exceptions to freezes.
    exceptions: FreezeException, FreezeExceptionId, "freeze_exception";
    /// Talks about freezes.
    negotiations: Negotiation, NegotiationId, "negotiation";
    /// Offers in talks.
    offers: Offer, OfferId, "offer";
    /// What parties say about offers.
    positions: Position, PositionId, "position";
    /// What parties need from talks.
    interests: Interest, InterestId, "interest";
    /// What parties give each other in talks.
    concessions: Concession, ConcessionId, "concession";
    /// What was agreed, version by version.
    agreements: Agreement, AgreementId, "agreement";
    /// Signatures under agreements.
    signatures: AgreementSignature, SignatureId, "signature";
    /// How what waited for the end of a freeze goes.
    thaw_plans: ThawPlan, ThawPlanId, "thaw_plan";
    /// Times of the business.
    business_times: BusinessTime, BusinessTimeId, "business_time";
    /// How many people use what when.
    load_curves: LoadCurve, LoadCurveId, "load_curve";
    /// Series of meetings.
    meetings: MeetingSeries, MeetingSeriesId, "meeting_series";
    /// Meetings of the CAB.
    cab_meetings: CabMeeting, CabMeetingId, "cab_meeting";
    /// Items of their agendas.
    agenda_items: AgendaItem, AgendaItemId, "agenda_item";
    /// What voters say of items.
    cab_votes: CabVote, CabVoteId, "cab_vote";
    /// What the CAB decided.
    cab_decisions: CabDecision, CabDecisionId, "cab_decision";
    /// What somebody owes.
    owed_steps: OwedStep, OwedStepId, "owed_step";
    /// Milestones of projects.
    milestones: Milestone, MilestoneId, "milestone";
    /// Bookings of environments.
    bookings: Booking, BookingId, "booking";
    /// Views of the calendar with a name.
    saved_views: SavedView, SavedViewId, "saved_view";
    /// Findings that were taken as they are.
    waivers: Waiver, WaiverId, "waiver";
    /// Saved branches.
    scenarios: Scenario, ScenarioId, "scenario";
    /// Published versions.
    publications: Publication, PublicationId, "publication";
    /// Edits made apart that wait for a person.
    merge_conflicts: MergeConflict, MergeConflictId, "merge_conflict";
}

/// A record as a JSON object.
pub(crate) fn object<R: Record>(record: &R) -> Option<Map<String, Value>> {
    match serde_json::to_value(record) {
        Ok(Value::Object(map)) => Some(map),
        _ => None,
    }
}

fn row_of<R: Record>(plan: &Plan, id: Uuid) -> Option<Map<String, Value>> {
    R::table(plan).get(&R::Id::from(id)).and_then(object)
}

fn apply_row<R: Record>(plan: &mut Plan, change: &RowChange) -> Result<(), String> {
    let id = R::Id::from(change.id);
    let said = |what: &str| format!("{} {} {what}", change.table, change.id);
    let mut row = match (&change.before, row_of::<R>(plan, change.id)) {
        (None, Some(_)) => return Err(said("is there already")),
        (Some(_), None) => return Err(said("is not there")),
        (None, None) => Map::new(),
        (Some(before), Some(row)) => {
            if let Some((field, _)) = before
                .iter()
                .find(|(field, value)| row.get(*field) != Some(*value))
            {
                return Err(said(&format!("({field}) is not as the change expects it")));
            }
            row
        }
    };
    let Some(after) = &change.after else {
        R::table_mut(plan).remove(&id);
        return Ok(());
    };
    for (field, value) in after {
        row.insert(field.clone(), value.clone());
    }
    let record: R =
        serde_json::from_value(Value::Object(row)).map_err(|error| said(&format!(": {error}")))?;
    if record.uuid() != change.id {
        return Err(said("would take another id"));
    }
    R::table_mut(plan).insert(record);
    Ok(())
}

impl Plan {
    /// The plan's settings, or the defaults of a new plan.
    #[must_use]
    pub fn settings(&self) -> PlanSettings {
        self.settings.iter().next().cloned().unwrap_or_default()
    }
    /// Adds or replaces a record of any kind.
    pub fn put<R: Record>(&mut self, record: R) {
        R::table_mut(self).insert(record);
    }
}
