//! Foreign formats in and out: bytes in, planning values and a report out; no store, no clock.
//!
//! An import has three steps, and only the edge has side effects:
//!
//! 1. [`detect`] looks at a path and names the source; [`Files`] holds what was read from it.
//! 2. A reader makes a [`Batch`]: one for each source, or [`csv::propose`] + [`csv::read`]. Sources of components and
//!    links (Backstage, Compose, manifests, bills of materials, Terraform) fill one sketch, which makes the records.
//!    Records carry placeholder ids from the [`Edge`] and an origin `(system, key, file, row)`.
//! 3. [`reconcile`] maps the batch onto a plan and answers a [`Diff`]: counts by table, each record added, changed
//!    (field by field) or gone, refusals with file, row, value and reason, notes, figures. The same call is the dry
//!    run and the import: [`Diff::records`] holds what the store must put. A second run changes nothing.
//!
//! [`import`] does all three for a path. [`export`] writes iCalendar, CSV and JSON.
//!
//! ```text
//! detect(&Path) -> Option<Found>                                  what a path is, by what the files say
//! Files::read(&Path, extensions, FileLimits) -> io::Result<Files> within limits; or Files::of(bytes) in memory
//! read_openstack(&Files, series, &mut Edge) -> Batch              deliverables, teams, schedule, freezes, links
//! read_kubernetes(&Files, release, &mut Edge) -> Batch            schedule, freezes, exceptions, enhancements
//! read_backstage(&Files, place, entry, &mut Edge) -> Batch        entities, groups, links, links through APIs
//! read_compose(&Files, layers, place, &mut Edge) -> Batch         services, depends_on; addresses as suggestions
//! read_manifests(&Files, place, entry, &mut Edge) -> Batch        workloads; addresses and routes as suggestions
//! read_cyclonedx(file, bytes, &mut Edge) -> Batch                 components; none kept apart from unknown
//! read_spdx(file, bytes, &mut Edge) -> Batch                      packages; relationships in both directions
//! read_terraform(file, place, bytes, &mut Edge) -> Batch          resources by module; no attribute is ever read
//! read_debian(&[PathBuf], &mut Edge) -> Batch                     package lists: services, maintainers, links
//! read_calendar(file, bytes, &CalendarChoices, &mut Edge) -> Batch  holidays and closures of an iCalendar file
//! read_project(file, bytes, &mut Edge) -> Batch                   milestones of a Microsoft Project XML file
//! read_load_curves(file, bytes, zone, &mut Edge) -> Batch         users by the hour of the week
//! csv::propose(file, bytes, Option<TableKind>) -> Proposal        columns, mapping, what must be asked, unknown words
//! csv::read(file, bytes, &Mapping, &mut Edge) -> Batch
//! reconcile(&Plan, Batch) -> Diff                                 pure; diff.records() is what to put
//! import(&Plan, &Path, &Choices, &mut Edge) -> Result<Diff, ImportError>
//! export::ics(&Plan, &CalendarOptions) -> String
//! export::csv(&Plan, Sheet, Beside, raw) -> String
//! export::json(&Plan) -> String
//! ```
//!
//! Which fields an import sets: each reader lists the fields its source states; only those overwrite. A field that
//! the source does not state stays as people left it. References are never overwritten. Where several sources describe
//! one service, each overwrites only what came from itself and fills what is blank; links gather evidence of each.

mod addresses;
mod backstage;
pub mod batch;
mod business;
mod compose;
pub mod csv;
mod days;
mod debian;
mod detect;
mod diff;
pub mod export;
mod files;
mod image;
mod import;
mod json;
mod kubernetes;
mod manifests;
mod milestone;
mod node;
mod openstack;
mod plan_index;
mod project;
mod recognise;
mod reconcile;
pub mod response;
mod sbom;
mod sketch;
mod terraform;
mod yaml;

pub use backstage::read_backstage;
pub use batch::{
    Batch, Coverage, Edge, Fact, NamedVersion, Note, NoteKind, Proposal, Refusal, Role, UnknownReference,
};
pub use business::{CalendarChoices, read_calendar, read_load_curves};
pub use compose::read_compose;
pub use debian::{read_debian, read_debian_list};
pub use detect::{Found, SourceKind, detect};
pub use diff::{Diff, FieldDiff, Records, RowDiff, RowStatus, TableCount};
pub use files::{FileLimits, Files};
pub use import::{Choices, ImportError, import};
pub use kubernetes::read_kubernetes;
pub use manifests::read_manifests;
pub use openstack::read_openstack;
pub use project::read_project;
pub use reconcile::reconcile;
pub use sbom::{read_cyclonedx, read_spdx};
pub use terraform::read_terraform;
