//! What stands beside the deliverables: release dates, owners in governance, the status of the series.

use super::deliverable::Deliverable;
use crate::{Batch, Files, NoteKind, Refusal, days, yaml};
use planning::{Day, Instant};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// When each `(deliverable, version)` was released.
pub(super) type Dates = BTreeMap<(String, String), Instant>;

/// Reads `release-dates-<series>.csv`; rows with unknown versions or times are refused.
pub(super) fn dates(files: &Files, series: &str, deliverables: &[Deliverable], batch: &mut Batch) -> Dates {
    let mut dates = Dates::new();
    let Some((file, bytes)) = files.ending(&format!("release-dates-{series}.csv")) else {
        batch.note(
            NoteKind::Missing,
            series,
            "",
            format!("There is no release-dates-{series}.csv, so no version has a date."),
        );
        return dates;
    };
    let known: BTreeSet<(&str, &str)> = deliverables
        .iter()
        .flat_map(|one| {
            one.versions()
                .iter()
                .map(|version| (one.name.as_str(), version.version.as_str()))
        })
        .collect();
    let mut rows = 0;
    for (line, row) in table(
        file,
        bytes,
        &["deliverable", "version", "merged_at"],
        &mut batch.refused,
    ) {
        let [deliverable, version, merged] = row.as_slice() else {
            continue;
        };
        rows += 1;
        let at = match merged.parse::<Instant>() {
            Ok(at) => at,
            Err(reason) => {
                batch
                    .refused
                    .push(Refusal::value(file, Some(line), "merged_at", merged, reason).and_its_record());
                continue;
            }
        };
        if !known.contains(&(deliverable.as_str(), version.as_str())) {
            let reason = format!("{deliverable} {version} is in no deliverable file of {series}.");
            batch
                .refused
                .push(Refusal::value(file, Some(line), "version", version, reason).and_its_record());
            continue;
        }
        let first = dates.entry((deliverable.clone(), version.clone())).or_insert(at);
        *first = at.min(*first);
    }
    batch.fact("rows with a release date", rows);
    dates
}

/// The wanted columns of a comma-separated table with the line of each row.
pub(super) fn table(
    file: &str,
    bytes: &[u8],
    wanted: &[&str],
    refused: &mut Vec<Refusal>,
) -> Vec<(u32, Vec<String>)> {
    let mut reader = ::csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let headers = match reader.headers() {
        Ok(headers) => headers.clone(),
        Err(error) => {
            refused.push(Refusal::whole(file, None, format!("It is not a table: {error}.")));
            return Vec::new();
        }
    };
    let mut places = Vec::new();
    for name in wanted {
        match headers
            .iter()
            .position(|header| header.trim_start_matches('\u{feff}') == *name)
        {
            Some(place) => places.push(place),
            None => {
                refused.push(Refusal::whole(
                    file,
                    Some(1),
                    format!("It has no column “{name}”."),
                ));
                return Vec::new();
            }
        }
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) => {
                let line = record
                    .position()
                    .map_or(0, |at| u32::try_from(at.line()).unwrap_or(0));
                let cells = places
                    .iter()
                    .map(|place| record.get(*place).unwrap_or_default().trim().to_owned());
                rows.push((line, cells.collect()));
            }
            Err(error) => {
                let line = error.position().and_then(|at| u32::try_from(at.line()).ok());
                refused.push(Refusal::whole(
                    file,
                    line,
                    format!("The row cannot be read: {error}."),
                ));
            }
        }
    }
    rows
}

/// A team as governance describes it.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct GovernedTeam {
    #[serde(default)]
    pub(super) ptl: Option<Lead>,
    #[serde(rename = "irc-channel", default)]
    pub(super) irc: Option<String>,
    #[serde(default)]
    deliverables: BTreeMap<String, serde_norway::Value>,
}

/// The lead of a team.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Lead {
    #[serde(default)]
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) irc: Option<String>,
}

/// Reads governance and notes where it and the deliverables disagree about owners.
pub(super) fn governance(
    files: &Files,
    deliverables: &[Deliverable],
    batch: &mut Batch,
) -> (String, BTreeMap<String, GovernedTeam>) {
    let found = files
        .ending("governance/reference/projects.yaml")
        .or_else(|| files.ending("projects.yaml"));
    let Some((file, bytes)) = found else {
        return Default::default();
    };
    let teams: BTreeMap<String, GovernedTeam> = match yaml::read(file, bytes) {
        Ok(teams) => teams,
        Err(refusal) => {
            batch.refused.push(refusal);
            return Default::default();
        }
    };
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for (team, governed) in &teams {
        owners.extend(
            governed
                .deliverables
                .keys()
                .map(|name| (name.as_str(), team.as_str())),
        );
    }
    let mut unknown_teams = BTreeSet::new();
    for one in deliverables {
        match owners.get(one.name.as_str()) {
            Some(owner) if *owner != one.team => {
                let sentence = format!(
                    "{} belongs to {} in its deliverable file and to {owner} in governance.",
                    one.name, one.team
                );
                batch.note(NoteKind::OwnerConflict, &one.name, &one.file, sentence);
            }
            None if teams.contains_key(&one.team) => {
                let sentence = format!("{} of {} is not listed in governance.", one.name, one.team);
                batch.note(NoteKind::UnknownThere, &one.name, &one.file, sentence);
            }
            _ => {}
        }
        if !one.team.is_empty() && !teams.contains_key(&one.team) && unknown_teams.insert(&one.team) {
            let sentence = format!("Team {} is not in governance.", one.team);
            batch.note(NoteKind::UnknownThere, &one.team, &one.file, sentence);
        }
    }
    (file.to_owned(), teams)
}

#[derive(Deserialize)]
struct Status {
    name: String,
    #[serde(rename = "release-id", default)]
    number: Option<String>,
    #[serde(rename = "initial-release", default)]
    released: Option<String>,
}

/// The number of the series, e.g. `2025.1`, and the announced day of its release.
pub(super) fn series_status(files: &Files, series: &str, batch: &mut Batch) -> (String, Option<Day>) {
    let Some((file, bytes)) = files.ending("series_status.yaml") else {
        return Default::default();
    };
    let all: Vec<Status> = match yaml::read(file, bytes) {
        Ok(all) => all,
        Err(refusal) => {
            batch.refused.push(refusal);
            return Default::default();
        }
    };
    let Some(status) = all.into_iter().find(|status| status.name == series) else {
        return Default::default();
    };
    let released = match status.released.as_deref().map(days::iso) {
        Some(Err(reason)) => {
            let value = status.released.as_deref().unwrap_or_default();
            batch
                .refused
                .push(Refusal::value(file, None, "initial-release", value, reason));
            None
        }
        Some(Ok(day)) => Some(day),
        None => None,
    };
    (status.number.unwrap_or_default(), released)
}
