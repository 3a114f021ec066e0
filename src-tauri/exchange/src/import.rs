//! Detects, reads and reconciles a path in one call.

use crate::{
    Batch, CalendarChoices, Diff, Edge, FileLimits, Files, Found, SourceKind, csv, debian, detect,
    read_backstage, read_calendar, read_compose, read_cyclonedx, read_kubernetes, read_load_curves,
    read_manifests, read_openstack, read_project, read_spdx, read_terraform, reconcile,
};
use planning::{EnvironmentId, Plan};
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
    /// The plan has no such environment.
    NoSuchEnvironment {
        /// What was asked for.
        asked: String,
        /// What the plan has.
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
                "{} is no source that can be imported: a Backstage catalogue, a Docker Compose file, Kubernetes \
                 manifests, a CycloneDX or SPDX file in JSON, a Terraform state, a Debian package list, a Microsoft Project XML file, \
                 an iCalendar file, a CSV or TSV file, an OpenStack \
                 releases folder, or a folder with Kubernetes sig-release and enhancements.",
                path.display()
            ),
            Self::Unreadable(path, why) => write!(f, "{} cannot be read: {why}.", path.display()),
            Self::NoSuchRelease { asked, there } => {
                write!(f, "“{asked}” is not there; there is {}.", there.join(", "))
            }
            Self::NoSuchEnvironment { asked, there } if there.is_empty() => {
                write!(f, "The plan has no environment “{asked}”, nor any other.")
            }
            Self::NoSuchEnvironment { asked, there } => {
                write!(
                    f,
                    "The plan has no environment “{asked}”; it has {}.",
                    there.join(", ")
                )
            }
            Self::WhichRelease(there) => {
                write!(f, "Several releases are there: {}. Name one.", there.join(", "))
            }
            Self::Table(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for ImportError {}

/// What a person says beside the path.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// More files or folders of the source, or the layers of a Compose project in their order.
    pub extras: Vec<PathBuf>,
    /// The series or release, e.g. `epoxy` or `1.34`; without it the only one is taken.
    pub release: Option<String>,
    /// How a table is read; without it the proposed mapping is used, unless it needs an answer.
    pub mapping: Option<csv::Mapping>,
    /// Reference of the environment in which the versions run that the source names; without it nobody has said.
    pub environment: Option<String>,
    /// The region for which a calendar holds; without it all of them.
    pub region: Option<String>,
    /// What the events of a calendar are; without it its name tells.
    pub business: Option<planning::BusinessTimeKind>,
}

/// Reads the source at the path and says what importing it into the plan would do.
///
/// # Errors
/// When the path is no source, cannot be read, or needs an answer first.
pub fn import(plan: &Plan, path: &Path, choices: &Choices, edge: &mut Edge) -> Result<Diff, ImportError> {
    if !path.exists() {
        return Err(ImportError::Unreadable(path.to_owned(), "it is not there".into()));
    }
    let environment = choices
        .environment
        .as_deref()
        .map(|asked| environment(plan, asked));
    let environment = environment.transpose()?;
    let found = detect(path).ok_or_else(|| ImportError::NotASource(path.to_owned()))?;
    let (release, mapping) = (choices.release.as_deref(), choices.mapping.as_ref());
    let mut batch = match found.source {
        SourceKind::Calendar | SourceKind::LoadCurves => business(plan, &found, choices, edge)?,
        _ => read(&found, &choices.extras, release, mapping, edge)?,
    };
    batch.at = Some(edge.now);
    if let Some(environment) = environment {
        batch.install(environment, edge);
    }
    Ok(reconcile(plan, batch))
}

/// A calendar, or load curves.
fn business(plan: &Plan, found: &Found, choices: &Choices, edge: &mut Edge) -> Result<Batch, ImportError> {
    let bytes = std::fs::read(&found.root).map_err(|error| unreadable(&found.root, &error))?;
    let (file, zone) = (name_of(&found.root), plan.settings().zone);
    if found.source == SourceKind::LoadCurves {
        return Ok(read_load_curves(&file, &bytes, zone, edge));
    }
    let said = CalendarChoices {
        region: choices.region.clone().unwrap_or_default(),
        kind: choices.business,
        zone,
    };
    Ok(read_calendar(&file, &bytes, &said, edge))
}

/// The environment with that reference.
fn environment(plan: &Plan, asked: &str) -> Result<EnvironmentId, ImportError> {
    let named = |one: &&planning::Environment| one.reference.as_str().eq_ignore_ascii_case(asked);
    let found = plan.environments.iter().find(named);
    found
        .map(|one| one.id)
        .ok_or_else(|| ImportError::NoSuchEnvironment {
            asked: asked.into(),
            there: plan
                .environments
                .iter()
                .map(|one| one.reference.to_string())
                .collect(),
        })
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
        SourceKind::Backstage => {
            let (files, place, entry) = yaml_files(&found.root)?;
            Ok(read_backstage(&files, &place, entry.as_deref(), edge))
        }
        SourceKind::Compose { .. } => {
            let (files, place, layers) = compose_files(&found.root, extras)?;
            Ok(read_compose(&files, &layers, &place, edge))
        }
        SourceKind::Manifests => {
            let (files, place, entry) = yaml_files(&found.root)?;
            Ok(read_manifests(&files, &place, entry.as_deref(), edge))
        }
        SourceKind::CycloneDx | SourceKind::Spdx | SourceKind::Terraform | SourceKind::Project => {
            let bytes = std::fs::read(&found.root).map_err(|error| unreadable(&found.root, &error))?;
            let file = name_of(&found.root);
            Ok(match &found.source {
                SourceKind::CycloneDx => read_cyclonedx(&file, &bytes, edge),
                SourceKind::Spdx => read_spdx(&file, &bytes, edge),
                SourceKind::Project => read_project(&file, &bytes, edge),
                _ => read_terraform(&file, &project_of(&found.root), &bytes, edge),
            })
        }
        SourceKind::Calendar | SourceKind::LoadCurves => Err(ImportError::NotASource(found.root.clone())),
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

/// The YAML files of a folder with its name; for a file, those of the folder it stands in, and its name.
fn yaml_files(root: &Path) -> Result<(Files, String, Option<String>), ImportError> {
    let entry = root.is_file().then(|| name_of(root));
    let absolute = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let folder = match &entry {
        Some(_) => absolute.parent().unwrap_or(&absolute).to_owned(),
        None => absolute,
    };
    let files = Files::read(&folder, &["yaml", "yml"], FileLimits::default());
    let files = files.map_err(|error| unreadable(&folder, &error))?;
    Ok((files, project_name(&folder), entry))
}

/// Names of folders that every project has.
const EVERYWHERE: [&str; 21] = [
    "k8s",
    "kubernetes",
    "manifests",
    "deploy",
    "deployment",
    "deployments",
    "base",
    "overlays",
    "catalog",
    "catalogue",
    "docker",
    "compose",
    "infra",
    "infrastructure",
    "terraform",
    "tf",
    "config",
    "src",
    "app",
    "ops",
    "helm",
];

/// What to call the project in a folder: the nearest name that is not one of every project.
fn project_name(folder: &Path) -> String {
    let names = folder.ancestors().map(name_of);
    let mut telling =
        names.filter(|name| !name.is_empty() && !EVERYWHERE.contains(&name.to_lowercase().as_str()));
    telling.next().unwrap_or_else(|| name_of(folder))
}

/// The layers of a Compose project with the YAML and `.env` files beside the first, and the name of their folder.
/// Where the first has its usual name, the usual override beside it is a layer too, as Compose has it.
fn compose_files(root: &Path, extras: &[PathBuf]) -> Result<(Files, String, Vec<String>), ImportError> {
    let (mut files, place, entry) = yaml_files(root)?;
    let first = entry.unwrap_or_default();
    if let Ok(bytes) = std::fs::read(root.with_file_name(".env")) {
        files.insert(".env", bytes);
    }
    let mut layers = vec![first.clone()];
    if extras.is_empty()
        && let Some((name, end)) = first
            .rsplit_once('.')
            .filter(|(name, _)| matches!(*name, "compose" | "docker-compose"))
        && files.get(&format!("{name}.override.{end}")).is_some()
    {
        layers.push(format!("{name}.override.{end}"));
    }
    for extra in extras {
        let name = name_of(extra);
        let bytes = std::fs::read(extra).map_err(|error| unreadable(extra, &error))?;
        files.insert(&name, bytes);
        layers.push(name);
    }
    Ok((files, place, layers))
}

/// What to call a Terraform project: its file, or its folder when the file has the name that every state has.
fn project_of(path: &Path) -> String {
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default();
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    match absolute.parent().filter(|_| stem == "terraform") {
        Some(folder) => project_name(folder),
        None => stem,
    }
}

/// The last part of a path.
fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
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
