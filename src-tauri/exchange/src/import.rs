//! Detects, reads and reconciles a path in one call.

use crate::{
    Batch, Diff, Edge, FileLimits, Files, Found, SourceKind, csv, debian, detect, read_kubernetes,
    read_openstack, reconcile,
};
use planning::Plan;
use std::fmt;
use std::path::{Path, PathBuf};

/// Why a path cannot be imported at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// Nothing that can be read is there.
    NotASource(PathBuf),
    /// The path cannot be read.
    Unreadable(PathBuf, String),
    /// The series or release is not in the source.
    NoSuchRelease {
        /// What was asked for.
        asked: String,
        /// What there is.
        there: Vec<String>,
    },
    /// Several releases are there and none was named.
    WhichRelease(Vec<String>),
    /// The table needs an answer first.
    Table(String),
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotASource(path) => write!(
                f,
                "{} is no source that can be imported: an OpenStack releases folder, a folder with Kubernetes \
                 sig-release and enhancements, a Debian package list, or a CSV or TSV file.",
                path.display()
            ),
            Self::Unreadable(path, why) => write!(f, "{} cannot be read: {why}.", path.display()),
            Self::NoSuchRelease { asked, there } => {
                write!(f, "“{asked}” is not there; there is {}.", there.join(", "))
            }
            Self::WhichRelease(there) => {
                write!(f, "Several releases are there: {}. Name one.", there.join(", "))
            }
            Self::Table(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for ImportError {}

/// Reads the source at the path and says what importing it into the plan would do.
///
/// `release` names the series or release, e.g. `epoxy` or `1.34`; without it the only one is taken. `extras` are more files or folders of the source. `mapping` is for tables; without it
/// the proposed one is used, unless it needs an answer.
///
/// # Errors
/// When the path is no source, cannot be read, or needs an answer first.
pub fn import(
    plan: &Plan,
    path: &Path,
    extras: &[PathBuf],
    release: Option<&str>,
    mapping: Option<&csv::Mapping>,
    edge: &mut Edge,
) -> Result<Diff, ImportError> {
    if !path.exists() {
        return Err(ImportError::Unreadable(path.to_owned(), "it is not there".into()));
    }
    let found = detect(path).ok_or_else(|| ImportError::NotASource(path.to_owned()))?;
    Ok(reconcile(plan, read(&found, extras, release, mapping, edge)?))
}

fn read(
    found: &Found,
    extras: &[PathBuf],
    release: Option<&str>,
    mapping: Option<&csv::Mapping>,
    edge: &mut Edge,
) -> Result<Batch, ImportError> {
    match &found.source {
        SourceKind::Openstack { series } => {
            let files = openstack_files(&found.root, extras)?;
            Ok(read_openstack(&files, choose(series, release)?, edge))
        }
        SourceKind::Kubernetes { releases } => {
            let files = Files::read(&found.root, &["yaml", "md", "json"], FileLimits::default());
            let files = files.map_err(|error| unreadable(&found.root, &error))?;
            Ok(read_kubernetes(&files, choose(releases, release)?, edge))
        }
        SourceKind::Debian => {
            let places = std::iter::once(&found.root).chain(extras);
            let lists: Vec<PathBuf> = places.flat_map(|place| debian::lists_at(place)).collect();
            Ok(debian::read_debian(&lists, edge))
        }
        SourceKind::Table => {
            let bytes = std::fs::read(&found.root).map_err(|error| unreadable(&found.root, &error))?;
            let file = found
                .root
                .file_name()
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default();
            if let Some(mapping) = mapping {
                return csv::read(&file, &bytes, mapping, edge).map_err(ImportError::Table);
            }
            let proposal = csv::propose(&file, &bytes, None).map_err(ImportError::Table)?;
            match proposal.needs.first() {
                Some(need) => Err(ImportError::Table(need.sentence())),
                None => csv::read(&file, &bytes, &proposal.mapping, edge).map_err(ImportError::Table),
            }
        }
    }
}

fn unreadable(path: &Path, error: &std::io::Error) -> ImportError {
    ImportError::Unreadable(path.to_owned(), error.to_string())
}

fn choose<'a>(there: &'a [String], asked: Option<&'a str>) -> Result<&'a str, ImportError> {
    match (asked, there) {
        (Some(asked), _) => {
            let plain = asked.trim_start_matches('v').to_lowercase();
            let found = there.iter().find(|name| **name == plain).map(String::as_str);
            found.ok_or_else(|| ImportError::NoSuchRelease {
                asked: asked.into(),
                there: there.to_vec(),
            })
        }
        (None, [only]) => Ok(only),
        (None, several) => Err(ImportError::WhichRelease(several.to_vec())),
    }
}

/// The releases folder with its two usual neighbours and whatever else was named.
fn openstack_files(root: &Path, extras: &[PathBuf]) -> Result<Files, ImportError> {
    let extensions = ["yaml", "rst", "csv"];
    let limits = FileLimits::default();
    let mut files = Files::default();
    for folder in ["deliverables", "doc/source", "data"] {
        let path = root.join(folder);
        if path.is_dir() {
            files
                .add(&path, folder, &extensions, limits)
                .map_err(|error| unreadable(&path, &error))?;
        }
    }
    let parent = root.parent().unwrap_or(root);
    let neighbours = [parent.join("governance"), parent.join("derived")];
    let extras: Vec<&PathBuf> = if extras.is_empty() {
        neighbours.iter().collect()
    } else {
        extras.iter().collect()
    };
    for extra in extras {
        let name = extra
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if extra.is_dir() {
            files
                .add(extra, &name, &extensions, limits)
                .map_err(|error| unreadable(extra, &error))?;
        } else if extra.is_file() {
            let bytes = std::fs::read(extra).map_err(|error| unreadable(extra, &error))?;
            files.insert(&name, bytes);
        }
    }
    Ok(files)
}
