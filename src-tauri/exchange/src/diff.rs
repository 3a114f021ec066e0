//! The answer of a dry run: what an import would add and change, what is gone, what was refused.

use crate::{Fact, Note, Refusal};
use planning::plan::{Record, TableName};
use planning::{
    BusinessTime, Change, Departure, Dependency, Environment, Freeze, FreezeException, Installed, LoadCurve,
    Milestone, Person, Release, ReleaseTrain, Service, Team,
};
use serde::Serialize;
use serde_json::{Map, Value};
use ts_rs::TS;
use uuid::Uuid;

/// What would become of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum RowStatus {
    /// It is new.
    Added,
    /// Some of its fields change.
    Changed,
    /// The source no longer has it; it stays in the plan.
    Gone,
}

/// A field that would change, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct FieldDiff {
    /// Name of the field.
    pub field: String,
    /// As it is; empty when unset.
    pub before: String,
    /// As it would be; empty when unset.
    pub after: String,
}

/// A record that would be added or changed, or that is gone in the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RowDiff {
    /// Its table.
    pub table: TableName,
    /// Its id in the plan.
    #[ts(type = "string")]
    pub id: Uuid,
    /// What would become of it.
    pub status: RowStatus,
    /// What people call it.
    pub label: String,
    /// Fields that change; empty unless changed.
    pub fields: Vec<FieldDiff>,
    /// File it comes from.
    pub file: String,
    /// Row in it.
    pub row: Option<u32>,
}

/// How many records of one table would be what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct TableCount {
    /// The table.
    pub table: TableName,
    /// New ones.
    pub added: u32,
    /// Ones with changed fields.
    pub changed: u32,
    /// Ones that stay as they are.
    pub unchanged: u32,
    /// Ones the source no longer has.
    pub gone: u32,
}

/// Everything an import would do to a plan.
#[derive(Clone, Debug, Default, Serialize, TS)]
pub struct Diff {
    /// The source in words.
    pub source: String,
    /// Counts by table, in the plan's order.
    pub counts: Vec<TableCount>,
    /// Records added, changed or gone.
    pub rows: Vec<RowDiff>,
    /// What was refused.
    pub refused: Vec<Refusal>,
    /// What is worth knowing.
    pub notes: Vec<Note>,
    /// Figures of the source.
    pub facts: Vec<Fact>,
    /// Links that stay as they are and were seen again on a later day.
    pub seen_again: u32,
    /// Records that the import would write: added, changed, marked as gone or seen again.
    pub writes: u32,
    #[serde(skip)]
    #[ts(skip)]
    pub(crate) records: Records,
}

impl Diff {
    /// The records to put into the store: all added and changed ones, whole, with their final ids.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }
    /// The same, taken out: a large import need not be held twice.
    #[must_use]
    pub fn take_records(&mut self) -> Records {
        std::mem::take(&mut self.records)
    }
    /// True when the import would write nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
    /// The sum of the counts of all tables.
    #[must_use]
    pub fn totals(&self) -> (u32, u32, u32, u32) {
        self.counts.iter().fold((0, 0, 0, 0), |sum, count| {
            (
                sum.0 + count.added,
                sum.1 + count.changed,
                sum.2 + count.unchanged,
                sum.3 + count.gone,
            )
        })
    }
    /// The counts of a table; all zero when the source has none.
    #[must_use]
    pub fn count(&self, table: TableName) -> TableCount {
        let none = TableCount {
            table,
            added: 0,
            changed: 0,
            unchanged: 0,
            gone: 0,
        };
        self.counts
            .iter()
            .find(|count| count.table == table)
            .copied()
            .unwrap_or(none)
    }
    /// One sentence, e.g. `OpenStack Epoxy: 970 added, 2 changed, 0 unchanged, 0 gone, 1 refused.`
    #[must_use]
    pub fn sentence(&self) -> String {
        let (added, changed, unchanged, gone) = self.totals();
        format!(
            "{}: {added} added, {changed} changed, {unchanged} unchanged, {gone} gone, {} refused.",
            self.source,
            self.refused.len()
        )
    }
}

macro_rules! records {
    ($($(#[$doc:meta])* $field:ident: $record:ident),* $(,)?) => {
        /// Records ready for the store, by kind, parents before children.
        #[derive(Clone, Debug, Default)]
        pub struct Records { $($(#[$doc])* pub $field: Vec<$record>),* }

        impl Records {
            /// True when there is none.
            #[must_use]
            pub fn is_empty(&self) -> bool { $(self.$field.is_empty())&&* }
            /// How many there are.
            #[must_use]
            pub fn len(&self) -> usize { 0 $(+ self.$field.len())* }
            /// Puts all of them into a plan value.
            pub fn put_into(&self, plan: &mut planning::Plan) {
                $(for record in &self.$field { plan.put(record.clone()); })*
            }
            /// Adds a row as a record of its table.
            pub(crate) fn push(&mut self, table: TableName, row: Map<String, Value>) -> Result<(), String> {
                $(if table == <$record as Record>::TABLE {
                    self.$field.push(serde_json::from_value(Value::Object(row)).map_err(|error| error.to_string())?);
                    return Ok(());
                })*
                Err(format!("a {table} is never imported"))
            }
        }
    };
}

records! {
    /// Teams.
    teams: Team,
    /// People.
    people: Person,
    /// Environments.
    environments: Environment,
    /// Services.
    services: Service,
    /// Links.
    dependencies: Dependency,
    /// Versions that run somewhere.
    installed: Installed,
    /// Trains.
    trains: ReleaseTrain,
    /// Departures.
    departures: Departure,
    /// Releases.
    releases: Release,
    /// Changes.
    changes: Change,
    /// Freezes.
    freezes: Freeze,
    /// Exceptions to freezes.
    exceptions: FreezeException,
    /// Times of the business.
    business_times: BusinessTime,
    /// Load curves.
    load_curves: LoadCurve,
    /// Milestones of projects.
    milestones: Milestone,
}
