//! A Kubernetes release: its schedule, freezes, exceptions and enhancements (KEPs) with their approvals.
//!
//! Times: the schedule gives UTC with a local time beside it; UTC is taken, because the local zone's name is wrong in
//! summer. A deadline that is only a day ends where that day ends last, anywhere on earth (twelve hours behind UTC).

mod enhancements;
mod exceptions;
mod freezes;
mod markdown;
mod notes;
mod timeline;

use crate::{Batch, Edge, Files, Refusal};
use planning::plan::TableName;
use planning::{
    ChangeId, Departure, FreezeId, Instant, Origin, Reference, Release, ReleaseId, ReleaseKind, ReleaseState,
};
use planning::{ReleaseTrain, TrainId, Window, Zone};
use std::collections::BTreeMap;
use timeline::{Moment, Row};

/// What was read so far and every later step needs.
struct Read {
    /// `1.34`.
    version: String,
    system: String,
    /// `sig-release/releases/release-1.34/README.md`.
    schedule_file: String,
    rows: Vec<Row>,
    /// The final release.
    final_release: Option<(ReleaseId, Instant)>,
    /// Freezes by the word of their anchor: `code-freeze`.
    freezes: BTreeMap<String, (FreezeId, Window)>,
    /// Changes by the number of their enhancement.
    changes: BTreeMap<String, ChangeId>,
    /// The team that brings each enhancement.
    sigs: BTreeMap<String, String>,
}

impl Read {
    fn origin(&self, key: &str, file: &str, row: Option<u32>) -> Origin {
        Origin {
            system: self.system.clone(),
            key: key.into(),
            file: file.into(),
            row,
        }
    }
    fn reference(&self, text: &str) -> Result<Reference, String> {
        Reference::new(&format!("v{} {text}", self.version))
    }
}

/// Reads a release from the files of `sig-release` and `enhancements`.
#[must_use]
pub fn read_kubernetes(files: &Files, version: &str, edge: &mut Edge) -> Batch {
    let version = version.trim_start_matches('v').to_owned();
    let mut batch = Batch::of(format!("Kubernetes {version}"));
    batch.refused.extend(files.refused.iter().cloned());
    let folder = format!("sig-release/releases/release-{version}");
    let mut read = Read {
        system: format!("kubernetes/{version}"),
        schedule_file: format!("{folder}/README.md"),
        rows: Vec::new(),
        final_release: None,
        freezes: BTreeMap::new(),
        changes: BTreeMap::new(),
        sigs: BTreeMap::new(),
        version,
    };
    match files.get(&read.schedule_file) {
        Some(bytes) => {
            let page = String::from_utf8_lossy(bytes).into_owned();
            read.rows = timeline::rows(&read.schedule_file, &page, &mut batch.refused);
        }
        None => batch.refused.push(Refusal::whole(
            &read.schedule_file,
            None,
            "The release has no schedule.",
        )),
    }
    batch.fact("schedule rows", read.rows.len());
    releases(&mut read, &mut batch, edge);
    freezes::read(&mut read, files, &mut batch, edge);
    let refusals = exceptions::parse(files, &folder, &mut batch);
    enhancements::read(&mut read, files, &refusals, &mut batch, edge);
    exceptions::read(&read, &refusals, &mut batch, edge);
    notes::read(files, &folder, &mut batch);
    for table in [
        TableName::ReleaseTrain,
        TableName::Departure,
        TableName::Release,
        TableName::Freeze,
    ] {
        batch.covers(table, &read.system, &read.schedule_file);
    }
    batch.covers(TableName::Change, &read.system, "enhancements/");
    batch.covers(TableName::FreezeException, &read.system, &folder);
    batch
}

/// The train, and a departure with a release for each row that says what was released.
fn releases(read: &mut Read, batch: &mut Batch, edge: &mut Edge) {
    let Ok(reference) = Reference::new(&format!("v{}", read.version)) else {
        return;
    };
    let train = ReleaseTrain {
        id: edge.id::<TrainId>(),
        reference,
        name: format!("Kubernetes v{}", read.version),
        cadence: None,
        scope_lock_days: 0,
        test_days: 0,
        watch_hours: 0,
        capacity_points: None,
        risk_budget: None,
        critical_risk_budget: None,
        teams: Vec::new(),
        order_index: 0,
        cut_offs: Vec::new(),
        shift: planning::ShiftRule::Stay,
        regions: Vec::new(),
        origin: Some(read.origin("train", &read.schedule_file, None)),
    };
    batch.state(&train, &["name"]);
    let code_freeze = read
        .rows
        .iter()
        .find(|row| row.what.contains("Code Freeze") && row.what.starts_with("Begin"));
    let code_freeze = code_freeze.map(|row| row.when.deadline());
    let others: Vec<String> = read
        .rows
        .iter()
        .filter(|row| row.released().is_none())
        .map(|row| format!("{}: {} ({})", row.when.day(), row.what, row.who))
        .collect();
    let final_name = format!("v{}.0", read.version);
    let mut made = 0;
    for row in &read.rows {
        let Some(name) = row.released() else { continue };
        let Ok(reference) = Reference::new(name) else {
            continue;
        };
        let departs = Window::lasting(row.when.starts(), 24 * 60);
        let departure = Departure {
            id: edge.id(),
            train: train.id,
            name: name.to_owned(),
            departs,
            scope_lock: None,
            origin: Some(read.origin(name, &read.schedule_file, Some(row.line))),
        };
        batch.state(&departure, &["name", "departs", "train"]);
        let is_final = name == final_name;
        let lock = code_freeze
            .filter(|at| is_final && *at <= departs.start())
            .unwrap_or(departs.start());
        let release = Release {
            id: edge.id(),
            reference,
            title: format!("Kubernetes {name}"),
            kind: ReleaseKind::Planned,
            // The schedule says “released” before and after the day, so it does not say how far the release is.
            state: ReleaseState::Planned,
            train: Some(train.id),
            departure: Some(departure.id),
            owner: None,
            deputy: None,
            scope_lock: lock,
            test_starts: lock,
            deploy: departs,
            watch_hours: 0,
            environment: None,
            capacity_points: None,
            risk_budget: None,
            merged_into: None,
            note: if is_final {
                others.join("\n")
            } else {
                row.what.clone()
            },
            origin: Some(read.origin(&format!("release {name}"), &read.schedule_file, Some(row.line))),
        };
        batch.state(
            &release,
            &[
                "title",
                "train",
                "departure",
                "scope_lock",
                "test_starts",
                "deploy",
                "note",
            ],
        );
        made += 1;
        if is_final {
            read.final_release = Some((release.id, departs.start()));
        }
    }
    batch.fact("releases", made);
}

/// A day in UTC, or a moment.
fn zone_of(moment: &Moment) -> Zone {
    match moment {
        Moment::Day(_) => crate::days::ANYWHERE_ON_EARTH,
        Moment::Time(_) => Zone::UTC,
    }
}
