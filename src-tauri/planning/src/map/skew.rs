//! Version skew: what runs where, against what should, and staging against production.

use super::name;
use super::runs::{Runs, targets};
use crate::records::words;
use crate::version::Version;
use crate::{ChangeState, EnvironmentClass, EnvironmentId, Instant, Plan, ServiceId, wording};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

words! {
    /// How an installed version stands to the newest of production.
    SkewVerdict {
        /// The same.
        Same = "same",
        /// Newer: a candidate.
        Ahead = "ahead",
        /// Older.
        Behind = "behind",
        /// Not the one that the last deployed change left there.
        Unexpected = "unexpected",
        /// It cannot be compared.
        Unreadable = "unreadable",
    }
}

/// A version of a service in an environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SkewCell {
    /// The environment.
    pub environment: EnvironmentId,
    /// What was last seen there.
    pub version: String,
    /// When.
    pub observed_at: Instant,
    /// What the last deployed change left there; `None` when no change says.
    pub expected: Option<String>,
    /// How it stands to production.
    pub verdict: SkewVerdict,
}

/// A service and its versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SkewRow {
    /// The service.
    pub service: ServiceId,
    /// Its name.
    pub name: String,
    /// Environments where something was seen, in their order.
    pub cells: Vec<SkewCell>,
    /// True when something there wants a look: an unexpected or older version.
    pub drifts: bool,
    /// In words; empty when all is the same.
    pub sentence: String,
}

/// What runs where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Skew {
    /// Environments where anything was seen, in their order.
    pub environments: Vec<EnvironmentId>,
    /// Their names.
    pub environment_names: Vec<String>,
    /// Services, those that drift first.
    pub rows: Vec<SkewRow>,
    /// In words.
    pub sentence: String,
}

/// What runs where, against what should.
#[must_use]
pub fn version_skew(plan: &Plan) -> Skew {
    let runs = Runs::of(plan);
    let seen: BTreeSet<EnvironmentId> = plan.installed.iter().map(|one| one.environment).collect();
    let mut environments: Vec<_> = plan
        .environments
        .iter()
        .filter(|environment| seen.contains(&environment.id))
        .collect();
    environments.sort_by_key(|environment| (environment.order_index, environment.id));
    let expected = expected(plan);
    let mut rows: Vec<SkewRow> = Vec::new();
    for service in &plan.services {
        let there: Vec<_> = environments
            .iter()
            .filter_map(|environment| Some((*environment, runs.at(environment.id, service.id)?)))
            .collect();
        if there.is_empty() {
            continue;
        }
        let production = there
            .iter()
            .filter(|(environment, _)| environment.class == EnvironmentClass::Production);
        let newest = production
            .filter_map(|(_, one)| Version::read(&one.version))
            .max();
        let cells: Vec<SkewCell> = there
            .iter()
            .map(|(environment, one)| {
                let expected = expected.get(&(environment.id, service.id)).cloned();
                SkewCell {
                    environment: environment.id,
                    verdict: verdict(&one.version, expected.as_deref(), newest.as_ref()),
                    version: one.version.clone(),
                    observed_at: one.observed_at,
                    expected,
                }
            })
            .collect();
        let drifts = cells
            .iter()
            .any(|cell| matches!(cell.verdict, SkewVerdict::Behind | SkewVerdict::Unexpected));
        rows.push(SkewRow {
            service: service.id,
            name: service.name.clone(),
            sentence: sentence(plan, service.id, &cells, newest.as_ref()),
            cells,
            drifts,
        });
    }
    rows.sort_by(|one, other| {
        (other.drifts.cmp(&one.drifts))
            .then_with(|| one.name.cmp(&other.name))
            .then(one.service.cmp(&other.service))
    });
    let drifting: Vec<&str> = rows
        .iter()
        .filter(|row| row.drifts)
        .map(|row| row.name.as_str())
        .collect();
    let sentence = match (rows.is_empty(), drifting.is_empty()) {
        (true, _) => "Nobody has said what runs where.".to_owned(),
        (_, true) => format!(
            "{} in {}, and nothing is older than production or unexpected.",
            wording::count(rows.len(), "service"),
            wording::count(environments.len(), "environment")
        ),
        (_, false) => format!(
            "{} of {} want a look: {}.",
            drifting.len(),
            wording::count(rows.len(), "service"),
            wording::list(&drifting)
        ),
    };
    Skew {
        environment_names: environments
            .iter()
            .map(|environment| environment.name.clone())
            .collect(),
        environments: environments.iter().map(|environment| environment.id).collect(),
        rows,
        sentence,
    }
}

/// What the last deployed change with a version left of each service, where it went.
fn expected(plan: &Plan) -> BTreeMap<(EnvironmentId, ServiceId), String> {
    let mut last: BTreeMap<(EnvironmentId, ServiceId), (Instant, String)> = BTreeMap::new();
    let deployed = plan
        .changes
        .iter()
        .filter(|change| change.state == ChangeState::Deployed && !change.version.is_empty());
    for change in deployed {
        let Some(release) = change.release.and_then(|id| plan.releases.get(&id)) else {
            continue;
        };
        for environment in targets(plan, release.id) {
            for service in &change.services {
                let entry = (release.deploy.end(), change.version.clone());
                let known = last
                    .entry((environment, *service))
                    .or_insert_with(|| entry.clone());
                let newer = (entry.0, Version::read(&entry.1)) > (known.0, Version::read(&known.1));
                if newer {
                    *known = entry;
                }
            }
        }
    }
    last.into_iter()
        .map(|(key, (_, version))| (key, version))
        .collect()
}

fn verdict(version: &str, expected: Option<&str>, newest: Option<&Version>) -> SkewVerdict {
    let read = Version::read(version);
    if let Some(expected) = expected {
        let same = match (&read, Version::read(expected)) {
            (Some(version), Some(expected)) => *version == expected,
            _ => version == expected,
        };
        if !same {
            return SkewVerdict::Unexpected;
        }
    }
    match (read, newest) {
        (Some(version), Some(newest)) => match version.cmp(newest) {
            std::cmp::Ordering::Less => SkewVerdict::Behind,
            std::cmp::Ordering::Equal => SkewVerdict::Same,
            std::cmp::Ordering::Greater => SkewVerdict::Ahead,
        },
        (None, _) => SkewVerdict::Unreadable,
        (Some(_), None) => SkewVerdict::Same,
    }
}

fn sentence(plan: &Plan, service: ServiceId, cells: &[SkewCell], newest: Option<&Version>) -> String {
    let place = |cell: &SkewCell| plan.name_of(crate::Subject::Environment(cell.environment));
    let mut said: Vec<String> = Vec::new();
    for cell in cells {
        match (cell.verdict, newest) {
            (SkewVerdict::Unexpected, _) => said.push(format!(
                "{} runs {}, though the last change left {} there",
                place(cell),
                cell.version,
                cell.expected.as_deref().unwrap_or_default()
            )),
            (SkewVerdict::Behind, Some(newest)) => {
                said.push(format!(
                    "{} runs {}, older than {newest} in production",
                    place(cell),
                    cell.version
                ));
            }
            (SkewVerdict::Ahead, _) => said.push(format!("{} already runs {}", place(cell), cell.version)),
            _ => {}
        }
    }
    if said.is_empty() {
        return String::new();
    }
    format!("{}: {}.", name(plan, service), said.join("; "))
}
