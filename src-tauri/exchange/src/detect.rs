//! Looks at a path and names the source it is.

use crate::debian;
use crate::recognise;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// A kind of source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum SourceKind {
    /// A checkout of OpenStack's `releases` repository.
    Openstack {
        /// The series with both deliverables and a schedule, in order of name.
        series: Vec<String>,
    },
    /// Checkouts of Kubernetes' `sig-release` and `enhancements` beside each other.
    Kubernetes {
        /// The releases with a schedule, e.g. `1.34`.
        releases: Vec<String>,
    },
    /// Debian package lists: one file, or a folder of them as apt keeps it.
    Debian,
    /// A Backstage catalogue: a file of entities, or a folder of such files.
    Backstage,
    /// A Docker Compose project.
    Compose {
        /// Names of the Compose files beside it, which can be laid over it.
        layers: Vec<String>,
    },
    /// Kubernetes manifests: a file, or a folder of such files.
    Manifests,
    /// A CycloneDX bill of materials in JSON.
    CycloneDx,
    /// An SPDX document in JSON.
    Spdx,
    /// A Terraform state, or what `terraform show -json` writes.
    Terraform,
    /// An iCalendar file: holidays, closures.
    Calendar,
    /// How many people use what, by the hour of the week.
    LoadCurves,
    /// A project in the XML of Microsoft Project and ProjectLibre.
    Project,
    /// A file of rows and columns.
    Table,
}

impl SourceKind {
    /// The word for it, as the contract spells it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Openstack { .. } => "openstack",
            Self::Kubernetes { .. } => "kubernetes",
            Self::Debian => "debian",
            Self::Backstage => "backstage",
            Self::Compose { .. } => "compose",
            Self::Manifests => "manifests",
            Self::CycloneDx => "cyclonedx",
            Self::Spdx => "spdx",
            Self::Terraform => "terraform",
            Self::Calendar => "calendar",
            Self::LoadCurves => "load-curves",
            Self::Project => "project",
            Self::Table => "table",
        }
    }
    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        match self {
            Self::Openstack { .. } => "OpenStack coordinated release",
            Self::Kubernetes { .. } => "Kubernetes release",
            Self::Debian => "Debian package lists",
            Self::Backstage => "Backstage catalogue",
            Self::Compose { .. } => "Docker Compose project",
            Self::Manifests => "Kubernetes manifests",
            Self::CycloneDx => "CycloneDX bill of materials",
            Self::Spdx => "SPDX document",
            Self::Terraform => "Terraform state",
            Self::Calendar => "Calendar of holidays or closures",
            Self::LoadCurves => "Load curves by the hour of the week",
            Self::Project => "Milestones of a project in Microsoft Project XML",
            Self::Table => "Table of services, dependencies, changes, teams or milestones",
        }
    }
}

/// A source found at a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Found {
    /// What it is.
    pub source: SourceKind,
    /// The folder or file it starts at; may be below or above the path that was asked about.
    #[ts(type = "string")]
    pub root: PathBuf,
}

/// Names the source at the path, or `None` when it is none that can be read.
#[must_use]
pub fn detect(path: &Path) -> Option<Found> {
    let mut found = named(path)?;
    if let SourceKind::Compose { layers } = &mut found.source {
        *layers = recognise::layers(&found.root);
    }
    Some(found)
}

fn named(path: &Path) -> Option<Found> {
    let at = |source| Found {
        source,
        root: path.to_owned(),
    };
    if path.is_dir() {
        // The folder itself, its only interesting child, or one of its parents.
        let mut places = vec![path.to_owned(), path.join("releases")];
        places.extend(path.ancestors().skip(1).take(4).map(Path::to_owned));
        let release = places.iter().find_map(|place| openstack_at(place));
        release
            .or_else(|| places.iter().find_map(|place| kubernetes_at(place)))
            .or_else(|| debian_at(path))
            .or_else(|| {
                let (source, file) = recognise::folder(path)?;
                let root = file.map_or_else(|| path.to_owned(), |file| path.join(file));
                Some(Found { source, root })
            })
    } else if debian::is_list(path) {
        Some(at(SourceKind::Debian))
    } else if path.is_file() {
        let table = || looks_like_table(path).then_some(SourceKind::Table);
        recognise::file(path).or_else(table).map(at)
    } else {
        None
    }
}

fn folders(path: &Path) -> Vec<String> {
    let entries = fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<_> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn openstack_at(root: &Path) -> Option<Found> {
    let has_schedule = |name: &String| root.join("doc/source").join(name).join("schedule.yaml").is_file();
    let series: Vec<_> = folders(&root.join("deliverables"))
        .into_iter()
        .filter(has_schedule)
        .collect();
    let found = || Found {
        source: SourceKind::Openstack {
            series: series.clone(),
        },
        root: root.to_owned(),
    };
    (!series.is_empty()).then(found)
}

fn kubernetes_at(root: &Path) -> Option<Found> {
    let releases_folder = root.join("sig-release/releases");
    let releases: Vec<_> = folders(&releases_folder)
        .into_iter()
        .filter(|name| releases_folder.join(name).join("README.md").is_file())
        .filter_map(|name| name.strip_prefix("release-").map(str::to_owned))
        .collect();
    let found = || Found {
        source: SourceKind::Kubernetes {
            releases: releases.clone(),
        },
        root: root.to_owned(),
    };
    (!releases.is_empty()).then(found)
}

/// The folder itself or its `lists`, as in `/var/lib/apt`.
fn debian_at(path: &Path) -> Option<Found> {
    let mut places = [path.to_owned(), path.join("lists")].into_iter();
    let root = places.find(|place| !debian::lists_at(place).is_empty())?;
    Some(Found {
        source: SourceKind::Debian,
        root,
    })
}

/// True for text whose first lines share a delimiter, or whose name says so.
fn looks_like_table(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(64 << 10).read_to_end(&mut start));
    if read.is_err() || start.is_empty() {
        return false;
    }
    let Ok(text) = crate::csv::decode(&start, None) else {
        return false;
    };
    let name = path
        .extension()
        .and_then(|end| end.to_str())
        .unwrap_or_default()
        .to_lowercase();
    let named = matches!(name.as_str(), "csv" | "tsv");
    named || (name == "txt" && crate::csv::sniff_delimiter(&text.text).is_some())
}
