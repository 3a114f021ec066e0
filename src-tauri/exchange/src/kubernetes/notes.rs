//! Release notes: counted as facts of the release.

use crate::{Batch, Files, Refusal};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
struct ReleaseNote {
    #[serde(default)]
    author: String,
    #[serde(default)]
    action_required: bool,
}

/// Counts the notes, their authors and those that ask for an action.
pub(super) fn read(files: &Files, folder: &str, batch: &mut Batch) {
    let file = format!("{folder}/release-notes/release-notes-draft.json");
    let Some(bytes) = files.get(&file) else { return };
    match serde_json::from_slice::<BTreeMap<String, ReleaseNote>>(bytes) {
        Ok(notes) => {
            let authors: BTreeSet<&str> = notes.values().map(|note| note.author.as_str()).collect();
            batch.fact("release notes", notes.len());
            batch.fact(
                "release notes that require action",
                notes.values().filter(|note| note.action_required).count(),
            );
            batch.fact("authors of release notes", authors.len());
        }
        Err(error) => {
            let line = u32::try_from(error.line()).ok();
            batch.refused.push(Refusal::whole(
                &file,
                line,
                format!("It is not sound JSON: {error}."),
            ));
        }
    }
}
