//! Second files that sync programs make of a hub: each is a copy of the same journal, and can be merged as one.

use super::file::{self, Header};
use std::path::{Path, PathBuf};

/// Files beside the hub (or a plan) that a sync program made of it, such as
/// `plan (Anna's conflicted copy 2026-11-02).slipway-hub`, in the order of their names.
///
/// # Errors
/// When the folder cannot be read.
pub fn conflicted_copies(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut copies = Vec::new();
    for neighbour in std::fs::read_dir(folder.unwrap_or(Path::new(".")))? {
        let neighbour = neighbour?.path();
        let likeness = likeness(path, &neighbour);
        if likeness == Likeness::Certain || (likeness == Likeness::Possible && is_ours(&neighbour)) {
            copies.push(neighbour);
        }
    }
    copies.sort();
    Ok(copies)
}

#[derive(Debug, PartialEq, Eq)]
enum Likeness {
    None,
    /// A number that a program or a person may have added: the content decides.
    Possible,
    Certain,
}

fn likeness(of: &Path, neighbour: &Path) -> Likeness {
    let text = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let (Some(stem), Some(other)) = (text(of.file_stem()), text(neighbour.file_stem())) else {
        return Likeness::None;
    };
    let added = match other.strip_prefix(&stem) {
        Some(added) if !added.is_empty() && of.extension() == neighbour.extension() => added.to_lowercase(),
        _ => return Likeness::None,
    };
    let said = ["conflict", "konflikt", "conflit", "conflicto"];
    if said.iter().any(|word| added.contains(word)) {
        return Likeness::Certain;
    }
    // `plan (1)` of Google Drive, `plan 2` of iCloud.
    let number = added.trim().trim_start_matches('(').trim_end_matches(')');
    let spaced = added.starts_with(' ') && !number.is_empty();
    if spaced && number.bytes().all(|byte| byte.is_ascii_digit()) {
        Likeness::Possible
    } else {
        Likeness::None
    }
}

/// True when the file is a hub or a plan. The original is not read: past SQLite that would drop its locks.
fn is_ours(path: &Path) -> bool {
    let ours = [file::APPLICATION_ID, crate::connection::APPLICATION_ID];
    Header::read(path).is_ok_and(|header| {
        header.is_sqlite() && header.application_id().is_some_and(|id| ours.contains(&id))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sync_programs_give_are_known() {
        let names = [
            (
                "plan (Anna's conflicted copy 2026-11-02).slipway-hub",
                Likeness::Certain,
            ),
            ("plan (conflicted copy).slipway-hub", Likeness::Certain),
            (
                "plan.sync-conflict-20261102-090000-ABCDEFG.slipway-hub",
                Likeness::Certain,
            ),
            (
                "plan (in Konflikt stehende Kopie von Anna).slipway-hub",
                Likeness::Certain,
            ),
            ("plan (1).slipway-hub", Likeness::Possible),
            ("plan 2.slipway-hub", Likeness::Possible),
            ("plan.slipway-hub", Likeness::None),
            ("plan-2027.slipway-hub", Likeness::None),
            ("planning (conflicted copy).txt", Likeness::None),
            ("other (conflicted copy).slipway-hub", Likeness::None),
            ("plan.slipway-hub.lock", Likeness::None),
        ];
        for (name, expected) in names {
            let found = likeness(Path::new("/t/plan.slipway-hub"), &Path::new("/t").join(name));
            assert_eq!(found, expected, "{name}");
        }
    }
}
