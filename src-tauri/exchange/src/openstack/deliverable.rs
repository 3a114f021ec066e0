//! Deliverable files: one YAML file per component of a series, with its team, type and versions.

use crate::{Files, Refusal, yaml};
use planning::ServiceKind;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A deliverable as its file states it.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Deliverable {
    /// The file's name without its ending.
    #[serde(skip)]
    pub(super) name: String,
    /// The file.
    #[serde(skip)]
    pub(super) file: String,
    #[serde(default)]
    pub(super) team: String,
    #[serde(rename = "type", default)]
    pub(super) kind: String,
    #[serde(rename = "release-model", default)]
    pub(super) model: String,
    #[serde(default)]
    pub(super) releases: Option<Vec<Version>>,
    #[serde(rename = "cycle-highlights", default)]
    highlights: Option<Vec<serde_norway::Value>>,
}

/// A version of a deliverable.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Version {
    pub(super) version: String,
    #[serde(default)]
    pub(super) projects: Vec<Project>,
    #[serde(skip)]
    pub(super) line: Option<u32>,
}

/// The commit of one repository that a version is made of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Project {
    pub(super) repo: String,
    #[serde(default)]
    pub(super) hash: String,
}

impl Deliverable {
    /// Its versions, oldest first.
    pub(super) fn versions(&self) -> &[Version] {
        self.releases.as_deref().unwrap_or_default()
    }
    /// True when it follows the milestones up to release candidates.
    pub(super) fn with_candidates(&self) -> bool {
        self.model == "cycle-with-rc"
    }
    /// What the teams are proud of.
    pub(super) fn highlights(&self) -> Vec<String> {
        let texts = self
            .highlights
            .iter()
            .flatten()
            .filter_map(serde_norway::Value::as_str);
        texts
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }
    /// The plan's kind of component.
    pub(super) fn service_kind(&self) -> Option<ServiceKind> {
        Some(match self.kind.as_str() {
            "service" => ServiceKind::Service,
            "library" | "client-library" => ServiceKind::Library,
            "horizon-plugin" => ServiceKind::Application,
            "tempest-plugin" => ServiceKind::BatchJob,
            "trailing" | "other" => ServiceKind::Infrastructure,
            _ => return None,
        })
    }
}

impl Version {
    /// True for `26.0.0.0rc1`, `1.0.0.0b2` and the like.
    pub(super) fn is_candidate(&self) -> bool {
        self.version.contains(|letter: char| letter.is_ascii_alphabetic())
    }
    /// True when only the third number differs from a feature version.
    pub(super) fn is_bug_fix(&self) -> bool {
        self.version
            .split('.')
            .nth(2)
            .is_some_and(|patch| patch.parse::<u32>().is_ok_and(|patch| patch > 0))
    }
    /// True when it is made of the same commits as the other.
    pub(super) fn same_content(&self, other: &Self) -> bool {
        !self.projects.is_empty() && self.projects == other.projects
    }
}

/// Reads every deliverable of a series; a bad file is refused and the others are still read.
pub(super) fn read_all(files: &Files, series: &str, refused: &mut Vec<Refusal>) -> Vec<Deliverable> {
    let folder = format!("deliverables/{series}/");
    let mut all = Vec::new();
    for (path, bytes) in files.below(&folder) {
        let Some(name) = path
            .strip_prefix(&folder)
            .and_then(|name| name.strip_suffix(".yaml"))
        else {
            continue;
        };
        match yaml::read::<Deliverable>(path, bytes) {
            Err(refusal) => refused.push(refusal),
            Ok(mut one) => {
                one.name = name.to_owned();
                one.file = path.to_owned();
                check(&mut one, bytes, refused);
                all.push(one);
            }
        }
    }
    all
}

/// Notes the line of each version and refuses the ones stated twice.
fn check(one: &mut Deliverable, bytes: &[u8], refused: &mut Vec<Refusal>) {
    if one.team.is_empty() {
        refused.push(Refusal::value(
            &one.file,
            None,
            "team",
            "",
            format!("{} names no team.", one.name),
        ));
    }
    if one.service_kind().is_none() {
        let line = yaml::line_of(bytes, "type");
        let reason = format!(
            "“{}” is no type of deliverable; {} is taken as a service.",
            one.kind, one.name
        );
        refused.push(Refusal::value(&one.file, line, "type", &one.kind, reason));
    }
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<(u32, &str)> = (1..).zip(text.lines()).collect();
    let mut seen = BTreeSet::new();
    let mut versions = one.releases.take().unwrap_or_default();
    for version in &mut versions {
        let is_here = |line: &str| {
            let value = line
                .trim_start()
                .trim_start_matches("- ")
                .strip_prefix("version:");
            value.is_some_and(|value| value.trim().trim_matches(['"', '\'']) == version.version)
        };
        version.line = lines
            .iter()
            .find(|(_, line)| is_here(line))
            .map(|(number, _)| *number);
    }
    versions.retain(|version| {
        let fresh = seen.insert(version.version.clone());
        if !fresh {
            let reason = format!("{} {} is listed twice.", one.name, version.version);
            refused.push(
                Refusal::value(&one.file, version.line, "version", &version.version, reason).and_its_record(),
            );
        }
        fresh
    });
    one.releases = Some(versions);
}
