//! What a reader hands over: proposed records with placeholder ids, refusals, notes and figures.

use planning::plan::{Record, TableName};
use planning::{EnvironmentId, Installed, Instant, Origin, ServiceId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::sync::Arc;
use ts_rs::TS;
use uuid::Uuid;

/// What the edge lends to a reader: new ids and the time of the import.
pub struct Edge<'a> {
    /// Mints a new id each time.
    pub mint: &'a mut dyn FnMut() -> Uuid,
    /// The time at which the files are read.
    pub now: Instant,
}

impl Edge<'_> {
    /// A new id of any kind.
    pub fn id<I: From<Uuid>>(&mut self) -> I {
        I::from((self.mint)())
    }
}

/// Something that could not be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Refusal {
    /// File, relative to the imported folder.
    pub file: String,
    /// Row or line, counted from one; `None` when it is about the whole file.
    pub row: Option<u32>,
    /// Field or column; empty when it is about the whole row.
    pub field: String,
    /// The value as it stands in the file.
    pub value: String,
    /// Why, as a sentence.
    pub reason: String,
    /// True when only this value was left out and the rest of the record was taken.
    pub rest_taken: bool,
}

impl Refusal {
    /// A whole file, row or record that was not taken.
    #[must_use]
    pub fn whole(file: &str, row: Option<u32>, reason: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            row,
            field: String::new(),
            value: String::new(),
            reason: reason.into(),
            rest_taken: false,
        }
    }
    /// One value that was not taken; the rest of its record was.
    #[must_use]
    pub fn value(file: &str, row: Option<u32>, field: &str, value: &str, reason: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            row,
            field: field.into(),
            value: value.chars().take(200).collect(),
            reason: reason.into(),
            rest_taken: true,
        }
    }
    /// The same refusal, for a record that was left out because of this value.
    #[must_use]
    pub fn and_its_record(mut self) -> Self {
        self.rest_taken = false;
        self
    }
}

/// What a note is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Two sources name different owners.
    OwnerConflict,
    /// A name that another source does not know.
    UnknownThere,
    /// Two sources disagree about a date.
    DateConflict,
    /// The record is also known from another source.
    AlsoKnown,
    /// A record made only because something refers to it.
    Stub,
    /// A decision the reader made that a person may want to know.
    Reading,
    /// The file looks cut off.
    Truncated,
    /// Something that is expected is missing.
    Missing,
}

/// Something a person should know that stops nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Note {
    /// What it is about.
    pub kind: NoteKind,
    /// The record or value, e.g. `keystoneauth`.
    pub subject: String,
    /// One sentence.
    pub sentence: String,
    /// File it comes from.
    pub file: String,
}

/// A figure counted while reading, e.g. 526 versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Fact {
    /// What was counted, e.g. `versions`.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// What to do when a record that something refers to is nowhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownReference {
    /// Refuse the value, or the row when it cannot do without.
    #[default]
    Refuse,
    /// Add a stub, seen only as a reference.
    Stub,
}

/// Whether a proposal states a record or only mentions it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The source states it.
    Stated,
    /// The source only refers to it by this name.
    Mentioned(UnknownReference),
}

/// A proposed record.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its table.
    pub table: TableName,
    /// Its placeholder id.
    pub id: Uuid,
    /// The whole record as a row.
    pub row: Map<String, Value>,
    /// Fields the source states: only these overwrite an existing record.
    pub carries: Arc<BTreeSet<&'static str>>,
    /// Stated or only mentioned.
    pub role: Role,
    /// True when the fields overwrite only what came from this source and fill only blanks elsewhere.
    pub gentle: bool,
    /// File it was read from.
    pub file: String,
    /// Row in it.
    pub line: Option<u32>,
}

/// A proposed link. There can be hundreds of thousands: each is kept as JSON and opened when its turn comes.
#[derive(Clone, Debug)]
pub struct ProposedLink {
    row: Box<[u8]>,
    carries: Arc<BTreeSet<&'static str>>,
    role: Role,
    gentle: bool,
}

impl ProposedLink {
    /// The link as a proposed record.
    pub(crate) fn open(self) -> Option<Proposal> {
        let row: Map<String, Value> = serde_json::from_slice(&self.row).ok()?;
        let (file, line) = source_of(&row);
        Some(Proposal {
            table: TableName::Dependency,
            id: row.get("id")?.as_str()?.parse().ok()?,
            row,
            carries: self.carries,
            role: self.role,
            gentle: self.gentle,
            file,
            line,
        })
    }
}

/// Records of which a batch holds all that the source has: what is missing is gone there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The table.
    pub table: TableName,
    /// The source system.
    pub system: String,
    /// Only records read from files whose path starts so.
    pub file_prefix: String,
}

/// A version that the source names of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedVersion {
    /// Placeholder id of the service.
    pub service: ServiceId,
    /// The version, as the source spells it.
    pub version: String,
    /// Where it stands.
    pub origin: Origin,
}

/// Everything read from one source.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// The source in words, e.g. `OpenStack Epoxy`.
    pub source: String,
    /// Proposed records, except links.
    pub proposals: Vec<Proposal>,
    /// Proposed links.
    pub links: Vec<ProposedLink>,
    /// What could not be taken.
    pub refused: Vec<Refusal>,
    /// What is worth knowing.
    pub notes: Vec<Note>,
    /// Figures counted while reading.
    pub facts: Vec<Fact>,
    /// What the batch is complete for.
    pub covers: Vec<Coverage>,
    /// True when the names of the source mean something only within it: the `db` of another project of the same tool
    /// is another service.
    pub local_names: bool,
    /// When the files were read; what is gone is marked with it.
    pub at: Option<Instant>,
    /// Versions of services; they are installed somewhere only when a person says where.
    pub versions: Vec<NamedVersion>,
    last_carried: (Vec<&'static str>, Arc<BTreeSet<&'static str>>),
}

impl Batch {
    /// An empty batch of the source.
    #[must_use]
    pub fn of(source: impl Into<String>) -> Self {
        Self {
            source: source.into(),
            ..Self::default()
        }
    }
    /// Proposes a record; `carries` are the fields the source states.
    pub fn state<R: Record>(&mut self, record: &R, carries: &[&'static str]) {
        self.push(record, carries, Role::Stated, false);
    }
    /// Proposes a record that other sources may describe too: fields overwrite only what came from this source.
    pub fn state_gently<R: Record>(&mut self, record: &R, carries: &[&'static str]) {
        self.push(record, carries, Role::Stated, true);
    }
    /// Mentions a record that may be in the plan already.
    pub fn mention<R: Record>(&mut self, record: &R, unknown: UnknownReference) {
        self.push(record, &[], Role::Mentioned(unknown), false);
    }
    fn push<R: Record>(&mut self, record: &R, carries: &[&'static str], role: Role, gentle: bool) {
        let carries = self.carries(carries);
        if R::TABLE == TableName::Dependency {
            if let Ok(row) = serde_json::to_vec(record) {
                let row = row.into();
                self.links.push(ProposedLink {
                    row,
                    carries,
                    role,
                    gentle,
                });
            }
            return;
        }
        let Ok(Value::Object(row)) = serde_json::to_value(record) else {
            return;
        };
        let (file, line) = source_of(&row);
        self.proposals.push(Proposal {
            table: R::TABLE,
            id: record.uuid(),
            row,
            carries,
            role,
            gentle,
            file,
            line,
        });
    }
    /// The fields as a set; the same set again when the last record carried the same.
    fn carries(&mut self, fields: &[&'static str]) -> Arc<BTreeSet<&'static str>> {
        if self.last_carried.0 != fields {
            self.last_carried = (fields.to_vec(), Arc::new(fields.iter().copied().collect()));
        }
        Arc::clone(&self.last_carried.1)
    }
    /// Says something that stops nothing.
    pub fn note(&mut self, kind: NoteKind, subject: &str, file: &str, sentence: impl Into<String>) {
        self.notes.push(Note {
            kind,
            subject: subject.into(),
            sentence: sentence.into(),
            file: file.into(),
        });
    }
    /// Records a figure.
    pub fn fact(&mut self, name: &str, count: usize) {
        self.facts.push(Fact {
            name: name.into(),
            count: u32::try_from(count).unwrap_or(u32::MAX),
        });
    }
    /// The figure of that name.
    #[must_use]
    pub fn figure(&self, name: &str) -> Option<u32> {
        self.facts
            .iter()
            .find(|fact| fact.name == name)
            .map(|fact| fact.count)
    }
    /// Says that the batch holds all records of the table that the source has in such files.
    pub fn covers(&mut self, table: TableName, system: &str, file_prefix: &str) {
        self.covers.push(Coverage {
            table,
            system: system.into(),
            file_prefix: file_prefix.into(),
        });
    }
    /// Says that the versions the source names run in an environment of the plan.
    pub fn install(&mut self, environment: EnvironmentId, edge: &mut Edge) {
        for one in std::mem::take(&mut self.versions) {
            let key = format!("{} @ {environment}", one.origin.key);
            let installed = Installed {
                id: edge.id(),
                service: one.service,
                environment,
                version: one.version,
                observed_at: edge.now,
                origin: Some(Origin { key, ..one.origin }),
            };
            self.state(&installed, &["version"]);
        }
    }
    /// The proposed records of one kind, as they stand in the file.
    #[must_use]
    pub fn records<R: Record>(&self) -> Vec<R> {
        let of_table = self
            .proposals
            .iter()
            .filter(|one| one.table == R::TABLE && one.role == Role::Stated);
        let of_table = of_table.filter_map(|one| serde_json::from_value(Value::Object(one.row.clone())).ok());
        let is_link = R::TABLE == TableName::Dependency;
        let links = self
            .links
            .iter()
            .filter(|one| is_link && one.role == Role::Stated);
        let links = links.filter_map(|one| serde_json::from_slice(&one.row).ok());
        of_table.chain(links).collect()
    }
}

/// Where a row was read: its origin, or the origin of its first evidence.
fn source_of(row: &Map<String, Value>) -> (String, Option<u32>) {
    let origin = row
        .get("origin")
        .or_else(|| row.get("evidence")?.get(0)?.get("origin"));
    let origin: Option<Origin> = origin.and_then(|value| serde_json::from_value(value.clone()).ok());
    origin.map_or((String::new(), None), |origin| (origin.file, origin.row))
}
