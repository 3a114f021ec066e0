//! Which documents belong to the catalogue: those of every file, or those that the locations of one file lead to.

use super::entity::{Entity, is_entity};
use crate::node::documents;
use crate::sketch::Sketch;
use crate::{Files, NoteKind, Refusal};
use std::collections::{BTreeSet, VecDeque};

/// Every entity, in order of file and line. Locations are followed within the folder and never beyond it.
pub(crate) fn entities(files: &Files, entry: Option<&str>, sketch: &mut Sketch) -> Vec<Entity> {
    let mut waiting: VecDeque<String> = match entry {
        Some(file) => VecDeque::from([file.to_owned()]),
        None => files.below("").map(|(path, _)| path.to_owned()).collect(),
    };
    if entry.is_none() {
        sketch.files.insert(String::new());
    }
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut found = Vec::new();
    let mut elsewhere: Vec<String> = Vec::new();
    while let Some(file) = waiting.pop_front() {
        let Some(bytes) = files.get(&file) else { continue };
        let mut refused = Vec::new();
        let documents = documents(&file, bytes, &mut refused);
        // In a folder of anything, a broken file that never speaks of Backstage is none of its business.
        let ours = entry.is_some() || mentions_backstage(bytes);
        sketch.batch.refused.extend(refused.into_iter().filter(|_| ours));
        let mut any = false;
        for document in documents.into_iter().filter(|one| is_entity(&one.node)) {
            any = true;
            let line = document.line;
            let entity = match Entity::read(&file, document) {
                Ok(entity) => entity,
                Err(reason) => {
                    sketch
                        .batch
                        .refused
                        .push(Refusal::whole(&file, Some(line), reason));
                    continue;
                }
            };
            if entity.kind.eq_ignore_ascii_case("location") {
                let mut targets = entity.node.texts(&["spec", "targets"]);
                targets.extend(entity.node.texts(&["spec", "target"]));
                for target in targets {
                    follow(
                        files,
                        &file,
                        target,
                        &entity,
                        &mut waiting,
                        &mut seen,
                        &mut elsewhere,
                        sketch,
                    );
                }
            } else if entity.kind.eq_ignore_ascii_case("template") {
                // A form that makes new components; nothing that runs.
            } else {
                found.push(entity);
            }
        }
        if any && entry.is_some() {
            sketch.files.insert(file);
        }
    }
    if !elsewhere.is_empty() {
        let sentence = format!(
            "{} lie elsewhere and were not read: {}.",
            if elsewhere.len() == 1 {
                "1 location".into()
            } else {
                format!("{} locations", elsewhere.len())
            },
            super::some(&elsewhere)
        );
        sketch.batch.note(NoteKind::Missing, "locations", "", sentence);
    }
    found
}

#[allow(clippy::too_many_arguments, reason = "the state of one walk, used once")]
fn follow(
    files: &Files,
    file: &str,
    target: &str,
    entity: &Entity,
    waiting: &mut VecDeque<String>,
    seen: &mut BTreeSet<String>,
    elsewhere: &mut Vec<String>,
    sketch: &mut Sketch,
) {
    if target.contains("://") {
        elsewhere.push(target.to_owned());
        return;
    }
    let Some(path) = joined(file, target) else {
        elsewhere.push(target.to_owned());
        return;
    };
    let matching: Vec<String> = match path.split_once('*') {
        Some((start, end)) => {
            let end = end.trim_start_matches('*').trim_start_matches('/');
            let end = end.trim_start_matches('*');
            files
                .below(start)
                .map(|(path, _)| path)
                .filter(|path| path.ends_with(end))
                .map(str::to_owned)
                .collect()
        }
        None if files.get(&path).is_some() => vec![path],
        None => Vec::new(),
    };
    if matching.is_empty() {
        let line = entity.document.line_of(target, entity.place.row.unwrap_or(1));
        let reason = format!("“{target}” is not there.");
        sketch
            .batch
            .refused
            .push(Refusal::value(file, Some(line), "targets", target, reason));
    }
    for path in matching {
        if seen.insert(path.clone()) {
            waiting.push_back(path);
        }
    }
}

/// The path of a target next to a file; `None` when it leaves the folder.
fn joined(file: &str, target: &str) -> Option<String> {
    let mut steps: Vec<&str> = file.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()?),
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

fn mentions_backstage(bytes: &[u8]) -> bool {
    let needle = b"backstage.io/v1";
    bytes.windows(needle.len()).any(|part| part == needle)
}
