//! Recognises a file of components and links by what it says, not by its name.

use crate::detect::SourceKind;
use crate::{FileLimits, Files};
use std::fs;
use std::io::Read;
use std::path::Path;

/// As much of a file as is looked at.
const MOST: u64 = 8 << 20;

/// What Compose calls its file when nobody says otherwise, in the order in which it looks.
const COMPOSE_NAMES: [&str; 4] = [
    "compose.yaml",
    "compose.yml",
    "docker-compose.yml",
    "docker-compose.yaml",
];

/// The source a file is.
pub(crate) fn file(path: &Path) -> Option<SourceKind> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let end = name.rsplit('.').next()?.to_owned();
    let mut start = Vec::new();
    fs::File::open(path)
        .ok()?
        .take(MOST)
        .read_to_end(&mut start)
        .ok()?;
    match end.as_str() {
        "yaml" | "yml" => yaml(&name, &crate::yaml::stream("", &start).ok()?),
        "json" | "tfstate" | "spdx" | "cdx" => json(&crate::csv::decode(&start, None).ok()?.text),
        "xml" => crate::project::is_project(&crate::csv::decode(&start, None).ok()?.text)
            .then_some(SourceKind::Project),
        "ics" => Some(SourceKind::Calendar),
        "csv" | "tsv" | "txt" => {
            let text = crate::csv::decode(&start, None).ok()?.text;
            crate::business::is_load_curve(&text).then_some(SourceKind::LoadCurves)
        }
        _ => None,
    }
}

/// The source a folder is: a Compose project at its top, else a catalogue or manifests anywhere below.
pub(crate) fn folder(path: &Path) -> Option<(SourceKind, Option<String>)> {
    if let Some(name) = COMPOSE_NAMES.iter().find(|name| path.join(name).is_file()) {
        return Some((
            SourceKind::Compose { layers: Vec::new() },
            Some((*name).to_owned()),
        ));
    }
    let files = Files::read(path, &["yaml", "yml"], FileLimits::default()).ok()?;
    let kinds: Vec<SourceKind> = files
        .below("")
        .filter_map(|(path, bytes)| yaml(&path.to_lowercase(), std::str::from_utf8(bytes).ok()?))
        .collect();
    [SourceKind::Backstage, SourceKind::Manifests]
        .into_iter()
        .find(|kind| kinds.contains(kind))
        .map(|kind| (kind, None))
}

/// Compose files beside one, in order of name: they can be laid over it.
pub(crate) fn layers(root: &Path) -> Vec<String> {
    let (Some(folder), Some(own)) = (root.parent(), root.file_name()) else {
        return Vec::new();
    };
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<String> = entries
        .filter(|entry| entry.file_name() != own && entry.path().is_file())
        .filter(|entry| matches!(file(&entry.path()), Some(SourceKind::Compose { .. })))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn yaml(name: &str, text: &str) -> Option<SourceKind> {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    let version = |start: &str| {
        text.lines().any(|line| {
            let value = line.strip_prefix("apiVersion:").map(str::trim);
            value.is_some_and(|value| value.trim_matches(['"', '\'']).starts_with(start))
        })
    };
    let file = name.rsplit('/').next().unwrap_or(name);
    if version("backstage.io/") {
        Some(SourceKind::Backstage)
    } else if has("apiVersion:") && has("kind:") {
        Some(SourceKind::Manifests)
    } else if has("services:") || file.starts_with("compose") || file.starts_with("docker-compose") {
        Some(SourceKind::Compose { layers: Vec::new() })
    } else {
        None
    }
}

fn json(text: &str) -> Option<SourceKind> {
    let text = text.trim_start();
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    if !text.starts_with('{') {
        None
    } else if has("bomFormat") {
        Some(SourceKind::CycloneDx)
    } else if has("spdxVersion") {
        Some(SourceKind::Spdx)
    } else if has("terraform_version") || (has("nodes") && has("edges") && has("resource_name")) {
        Some(SourceKind::Terraform)
    } else {
        None
    }
}
